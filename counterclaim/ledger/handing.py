"""Reports that are ready to be added, as one process hands them to another: a tenth of what it costs to pickle them.

Reports with their claims and sketches enter, bytes leave, and the other way round. Nothing is kept in this form.
"""

from __future__ import annotations

import pickle
from array import array
from collections.abc import Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any, Final

import msgspec

from counterclaim.coding import Coded
from counterclaim.ledger.copies import Sketched
from counterclaim.ledger.folding import Forms
from counterclaim.ledger.store import Fresh
from counterclaim.model import Report
from counterclaim.reading.sketches import Sketch

_Texts = tuple[str, ...]
_Sketch = tuple[str, int, bytes, int, int, str, str, str, bytes, _Texts, str, _Texts, str, str, str]
"""The fields of a sketch in their order, arrays as their bytes."""
_Row = tuple[Report, Coded, str, _Sketch, _Texts, Forms]

_PICKLED: Final = b"\x80"
"""How pickles begin, and no list of anything in MessagePack."""
_ARRAYS: Final = (2, 8)
"""Fields of a sketch that are arrays."""
_CODE: Final = "I"
"""Their type code."""
_FIELDS: Final = attrgetter(*(field.name for field in fields(Sketch)))
_PACK: Final = msgspec.msgpack.Encoder().encode
_UNPACK: Final = msgspec.msgpack.Decoder(tuple[_Row | None, ...]).decode


def packed(ready: Sequence[Fresh | None]) -> bytes:
    """The reports as bytes; None stands for one that is not to be added."""
    try:
        return _PACK([each and _row(each) for each in ready])
    except UnicodeEncodeError:  # half a character, which only pickle carries
        return pickle.dumps(tuple(ready), pickle.HIGHEST_PROTOCOL)


def unpacked(handed: bytes) -> tuple[Fresh | None, ...]:
    """The reports of `packed`."""
    if handed[:1] == _PICKLED:
        ready: tuple[Fresh | None, ...] = pickle.loads(handed)  # by `packed`, in a process that this one began
        return ready
    return tuple(row and _fresh(row) for row in _UNPACK(handed))


def _row(fresh: Fresh) -> tuple[object, ...]:
    sketch = list(_FIELDS(fresh.sketched.sketch))
    for place in _ARRAYS:
        sketch[place] = sketch[place].tobytes()
    return fresh.report, fresh.coded, fresh.coder, sketch, fresh.sketched.bands, fresh.searched


def _fresh(row: _Row) -> Fresh:
    report, coded, coder, sketch, bands, searched = row
    values: list[Any] = list(sketch)
    for place in _ARRAYS:
        values[place] = array(_CODE, values[place])
    return Fresh(report, coded, coder, Sketched(Sketch(*values), bands), searched)
