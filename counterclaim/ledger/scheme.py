"""Which way of cutting claims into blocks a ledger's questions were made by.

Blocks of two ways do not fit together: where a newer program cuts them otherwise, all reports are told and all blocks
reconciled again by whoever writes next, and until then questions cannot be made anew for an earlier day.
"""

from __future__ import annotations

import sqlite3
from functools import cache

from counterclaim.ledger.statements import statement
from counterclaim.model import EVENTS, content_id
from counterclaim.reconciliation.blocks import windows
from counterclaim.reconciliation.content import DATING
from counterclaim.reconciliation.families import MOODS, family_of


@cache
def current() -> str:
    """The name of this program's way: by content, of all that a block's name depends on."""
    families = {event: family_of(event) for event in sorted(EVENTS)}
    cut = {family: windows(family) for family in sorted(set(families.values()))}
    return content_id(sorted(families.items()), sorted(cut.items()), sorted(MOODS.items()), DATING)


def holds(connection: sqlite3.Connection) -> bool:
    """Whether a ledger's blocks are cut as this program does, or there are none yet."""
    row = connection.execute(statement("scheme")).fetchone()
    return row == (current(),) or connection.execute(statement("any_block")).fetchone() is None


def adopt(connection: sqlite3.Connection) -> None:
    """Inside a transaction: leave everything to be done again where it was cut otherwise, and say how it is cut now."""
    row = connection.execute(statement("scheme")).fetchone()
    if row == (current(),):
        return
    if not holds(connection):
        connection.execute(statement("leave_all_reports"))
        connection.execute(statement("leave_all_blocks"))
    connection.execute(statement("drop_scheme"))
    connection.execute(statement("add_scheme"), (current(),))
