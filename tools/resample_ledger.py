"""Makes a bigger ledger out of one, to time reads on: `python tools/resample_ledger.py LEDGER BIGGER TIMES`.

Each report that claims something, its claims, and the questions they are about stand in the bigger one TIMES times,
each time a year earlier and under ids of its own. Rows keep the digests of those that they were made of: BIGGER is for
reading alone, and `check` faults it.
"""

from __future__ import annotations

import shutil
import sqlite3
import sys
from pathlib import Path

from counterclaim.ledger import tallies

LIST = "(SELECT json_group_array(j.value || :mark) FROM json_each({0}) j)"
EARLIER = "printf('%04d', substr({0}, 1, 4) - :years) || substr({0}, 5)"
CHANGED = {
    "reports": {"id": "id || :mark", "published": EARLIER.format("published")},
    "claims": {"id": "id || :mark", "report": "report + :reports", "denies": LIST.format("denies")},
    "tellings": {"claim": "claim || :mark", "about": "about || :mark", "row": "row + :claims"},
    "questions": {
        "id": "id || :mark", "claims": LIST.format("claims"), "reports": LIST.format("reports"), "copies": "'[]'",
        "first": EARLIER.format("first"), "last": EARLIER.format("last"),
    },
    "answers": {
        "question": "question || :mark", "claims": LIST.format("claims"), "reports": LIST.format("reports"),
        "revisions": "'[]'",
    },
    "members": {"question": "question || :mark", "claim": "claim || :mark"},
    "relations": {"question": "question || :mark", "claim": "claim || :mark", "other": "other || :mark"},
}  # fmt: skip
"""Table -> columns that are others in each further time."""
ONLY = {"reports": "WHERE n IN (SELECT report FROM claims)"}
FORMS = (("search_reports", "reports"), ("search_evidence", "claims"))


def main() -> None:
    """Copy, then append each further time."""
    source, path, times = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    shutil.copy(source, path)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA cache_size = -200000")
    connection.execute("PRAGMA synchronous = OFF")
    last = {table: connection.execute(f"SELECT max(n) FROM {table}").fetchone()[0] for table in CHANGED}
    for number in range(1, times):
        rows = {table: last[table] * number for table in ("reports", "claims")}
        told = {"mark": f"~{number}", "years": number} | rows
        connection.execute("BEGIN")
        for table, changed in CHANGED.items():
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            values = ", ".join(changed.get(name, f'"{name}"') for name in columns[1:])
            kept = f"{ONLY.get(table, 'WHERE true')} AND n <= {last[table]}"
            first = last[table] * number
            connection.execute(f"INSERT INTO {table} SELECT n + {first}, {values} FROM {table} {kept}", told)
        for index, table in FORMS:
            connection.execute(
                f"INSERT INTO {index} (rowid, written, folded) SELECT rowid + {last[table] * number}, written, folded "
                f"FROM {index} WHERE rowid IN (SELECT n FROM {table} {ONLY.get(table, '')}) AND rowid <= {last[table]}"
            )
        connection.execute("COMMIT")
        sys.stdout.write(f"{number + 1} times\n")
        sys.stdout.flush()
    connection.execute("BEGIN")
    tallies.fill(connection)
    tallies.note_structures(connection)
    connection.execute("COMMIT")
    connection.close()


if __name__ == "__main__":
    main()
