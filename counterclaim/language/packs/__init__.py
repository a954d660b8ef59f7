"""Loads language packs: folders of TOML that hold everything the engine knows of a language.

A folder enters, a `Pack` leaves, checked: an unknown key, a wrong value, a phrase that stands twice with one meaning
or a phrase that hides another is an error that names file and entry. No text is read here.
"""

from counterclaim.language.packs.loader import Pack, load_pack, pack_for, supported

__all__ = ["Pack", "load_pack", "pack_for", "supported"]
