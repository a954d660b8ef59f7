"""`python -m counterclaim.language.store`: compile the store for all its languages, after its TOML was edited."""

from __future__ import annotations

import sys

from counterclaim.errors import PackError
from counterclaim.language.store import compile_all


def main() -> int:
    """Write the compiled files; a fault of the store goes to standard error, with exit status 1."""
    try:
        for path in compile_all():
            sys.stdout.write(f"{path.name}: {path.stat().st_size:,} bytes\n")
    except PackError as fault:
        sys.stderr.write(f"{fault}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
