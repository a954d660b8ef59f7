"""Asks a language model what a report claims: at an address that the user names, and at no other.

A report enters, its claims leave, every word of them found in the report (`docs/language-models.md`).
"""

from counterclaim.asking.coder import Model
from counterclaim.asking.endpoint import Endpoint
from counterclaim.asking.kept import Kept

__all__ = ["Endpoint", "Kept", "Model"]
