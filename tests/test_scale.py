"""What is said of archives that nobody has here is what was measured, multiplied."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
TOOL, MEASURED = ROOT / "tools" / "simulate_scale.py", ROOT / "tools" / "scale_measured.jsonl"


def simulated(path: Path, *reports: str) -> str:
    return subprocess.run([sys.executable, TOOL, path, *reports], check=True, capture_output=True, text=True).stdout


def line(reports: int, seconds: float) -> str:
    return json.dumps({
        "reports": reports, "claims": reports // 5, "sent": reports // 4,
        "bytes": {".parquet": 300 * reports, ".claims": 50 * reports, ".questions": 20 * reports},
        "seconds": {"read": seconds, "code": 10 * seconds, "ledger": 0.0},
    })  # fmt: skip


def test_what_was_measured_is_multiplied(tmp_path: Path) -> None:
    corpora = {"corpora": 1000, "days": 10, "blocks": {"largest": [["killed fact 8216", 400]]}}
    lines = (line(10_000, 1.0), line(100_000, 20.0), json.dumps(corpora))
    (tmp_path / "measured").write_text("\n".join(lines), "utf-8")
    out = simulated(tmp_path / "measured", "1000000")
    assert "| code | 10.00 s | 200.00 s | 2,000 s | n^1.30 |" in out
    assert "ledger" not in out
    assert "| parts of 400 | 2,500 |" in out
    assert "| GB of parts | 0 |" in out
    assert f"| worst block | killed fact: {400 * 1_000_000 / 3652.5 / 100:,.0f} claims |" in out
    hours = (2000 / 16 + 200) / 3600
    assert f"| hours on 16 cores | {hours:.1f} |" in out


def test_the_page_shows_what_the_tool_gives() -> None:
    page = (ROOT / "docs" / "scale.md").read_text("utf-8")
    told = re.search(r"simulate_scale.py tools/scale_measured.jsonl ([\d ]+)", page)
    assert told is not None
    assert simulated(MEASURED, *told[1].split()) in page
