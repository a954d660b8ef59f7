"""Reports that are ready to be added, as one process hands them to another (`engine.packing`).

Reports with their claims and sketches enter, bytes leave, and the other way round.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any, Final

from counterclaim.coding import Coded
from counterclaim.engine.packing import Packing
from counterclaim.ledger.copies import LookedUp
from counterclaim.ledger.folding import Forms
from counterclaim.ledger.store import Fresh
from counterclaim.model import Report
from counterclaim.reading.sketches import Sketch

_Texts = tuple[str, ...]
_Sketch = tuple[str, int, bytes, int, int, str, str, str, bytes, _Texts, str, _Texts, str, str, str]
"""The fields of a sketch in their order, arrays as their bytes."""
_Row = tuple[Report, Coded, str, _Sketch, _Texts, Forms]

_ARRAYS: Final = (2, 8)
"""Fields of a sketch that are arrays."""
_CODE: Final = "I"
"""Their type code."""
_FIELDS: Final = attrgetter(*(field.name for field in fields(Sketch)))
_ROWS: Final = Packing[tuple[_Row | None, ...]](tuple[_Row | None, ...])


def packed(ready: Sequence[Fresh | None]) -> bytes:
    """The reports as bytes; None stands for one that is not to be added."""
    return _ROWS.packed(tuple(None if each is None else _row(each) for each in ready))


def unpacked(handed: bytes) -> tuple[Fresh | None, ...]:
    """The reports of `packed`."""
    return tuple(None if row is None else _fresh(row) for row in _ROWS.unpacked(handed))


def _row(fresh: Fresh) -> _Row:
    sketch = list(_FIELDS(fresh.looked_up.sketch))
    for place in _ARRAYS:
        sketch[place] = sketch[place].tobytes()
    return fresh.report, fresh.coded, fresh.coder, tuple(sketch), fresh.looked_up.bands, fresh.searched


def _fresh(row: _Row) -> Fresh:
    report, coded, coder, sketch, bands, searched = row
    values: list[Any] = list(sketch)
    for place in _ARRAYS:
        values[place] = array(_CODE, values[place])
    return Fresh(report, coded, coder, LookedUp(Sketch(*values), bands), searched)
