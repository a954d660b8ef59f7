from __future__ import annotations

from pathlib import Path

import pytest

from counterclaim.errors import GoldError
from counterclaim.evaluation.gold import load

ITEMS = '{"id": "r1", "lang": "vi", "text": "Nga nói đã rút."}\n{"id": "r2", "lang": "vi", "text": "Mưa."}\n'
EMPTY = '{"report": "r1", "claims": []}\n'


def written(folder: Path, items: str, claims: str) -> tuple[Path, Path]:
    paths = folder / "x.items.jsonl", folder / "x.claims.jsonl"
    for path, text in zip(paths, (items, claims), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


def test_reports_that_nobody_coded_stay_out(tmp_path: Path) -> None:
    gold = load(*written(tmp_path, ITEMS, "\n" + EMPTY))
    assert list(gold.reports) == ["r1"]
    assert gold.claims == {"r1": ()}


@pytest.mark.parametrize(
    ("items", "claims", "said"),
    [
        (ITEMS + "{}\n", EMPTY, "x.items.jsonl:3: "),
        (ITEMS + ITEMS, EMPTY, "x.items.jsonl:3: id 'r1' was read already"),
        ("", EMPTY, "x.items.jsonl"),
        (ITEMS, "\n{]\n", "x.claims.jsonl:2: this is no JSON"),
        (ITEMS, "[" * 100_000, "x.claims.jsonl:1: this is no JSON"),
        (ITEMS, "[]\n", "x.claims.jsonl:1: there is no report"),
        (ITEMS, '{"report": ["r1"], "claims": []}\n', "x.claims.jsonl:1: there is no report"),
        (ITEMS, '{"report": "r9", "claims": []}\n', "x.claims.jsonl:1: there is no report 'r9'"),
        (ITEMS, EMPTY + EMPTY, "x.claims.jsonl:2: report 'r1' is coded twice"),
        (ITEMS, '{"report": "r1"}\n', "x.claims.jsonl:1: this is no coded report"),
    ],
)
def test_fault_is_named_with_file_and_line(tmp_path: Path, items: str, claims: str, said: str) -> None:
    with pytest.raises(GoldError) as caught:
        load(*written(tmp_path, items, claims))
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_missing_file_is_named(tmp_path: Path) -> None:
    items, claims = written(tmp_path, ITEMS, EMPTY)
    claims.unlink()
    with pytest.raises(GoldError, match=r"x\.claims\.jsonl"):
        load(items, claims)
