"""The store of names: parties, people, places and outlets of all languages, one entry for each.

A language enters, its names leave by phrase, with all that they can stand for (`names_of`). The TOML beside this
module is what people edit; `compiled/` holds what `make store` makes of it, because reading it takes too long. Which
parties fight each other stands in `conflicts.toml`, which lands lie on which waters in `waters.toml`, for all
languages.
"""

from counterclaim.language.store.compiled import STORE, compile_all, fresh, names_of

__all__ = ["STORE", "compile_all", "fresh", "names_of"]
