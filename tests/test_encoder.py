import json
import shutil
from pathlib import Path

import pytest

from counterclaim.coding import coder as rules
from counterclaim.coding.encoder import pieces, reader, weights
from counterclaim.coding.encoder.spots import Spots, spots
from counterclaim.coding.encoder.windows import PIECES, windows
from counterclaim.errors import CoderMissing
from counterclaim.model import EVENTS, Report

ROWS = [("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0)]
WORDS = {
    "▁": -3.0,
    "▁Nga": -5.0,
    "▁bắn": -6.0,
    "▁h": -7.0,
    "ạ": -7.0,
    "▁hạ": -6.5,
    "...": -4.0,
    "N": -8.0,
    "g": -8.0,
    "a": -8.0,
}


@pytest.fixture(scope="module")
def cut() -> pieces.Cutter:
    return pieces.cutter([*ROWS, *WORDS.items()])


@pytest.fixture(scope="module")
def report() -> Report:
    return Report(
        "r",
        "Kyiv said on Monday its air defences shot down 30 Russian drones. Moscow denied the claim. "
        "Two people were killed in Kharkiv, the governor said.",
        "en",
        "Ukraine says 30 drones downed",
        published="2026-02-03",
    )


def spelled(text: str, found: list[pieces.Part]) -> list[str]:
    return [text[start:end] for _, start, end in found]


def test_the_likeliest_pieces_are_chosen(cut):
    text = "Nga bắn hạ"
    assert spelled(text, cut(text, 0, len(text))) == ["Nga", "bắn", "hạ"]


def test_a_stretch_in_the_middle_is_cut_where_it_stands(cut):
    text = "Nga bắn hạ"
    assert cut(text, 4, 7) == [(cut.ids["▁bắn"], 4, 7)]


def test_what_no_piece_spells_is_one_unknown_piece(cut):
    text = "Nga ☃☃☃"
    found = cut(text, 0, len(text))
    assert [piece for piece, _, _ in found if piece == pieces.UNKNOWN] == [pieces.UNKNOWN]
    assert spelled(text, found)[-1] == "☃☃☃"


def test_a_character_that_stands_for_several_keeps_its_place(cut):
    text = "Nga…"
    assert [part for part in cut(text, 0, 4) if part[0] == cut.ids["..."]] == [(cut.ids["..."], 3, 4)]


def test_pieces_stand_in_the_text_in_order(cut):
    text = "Nga bắn  hạ\n\nNga… ☃ hạ"
    found = cut(text, 0, len(text))
    assert all(0 <= start <= end <= len(text) for _, start, end in found)
    assert [start for _, start, _ in found] == sorted(start for _, start, _ in found)


def test_no_window_is_longer_than_the_encoder_reads(cut, report):
    long = Report("l", " ".join([report.body] * 40), "en", report.title, published=report.published)
    found = spots(long)
    made = windows(long.text, found, rules.coded(long).claims, cut)
    assert len(made) > 1
    assert all(len(window.pieces) <= PIECES for window in made)
    read = {start for window in made for _, start, _ in window.pieces}
    assert all(any(start in read for start in range(*passage[:2])) for passage in found.passages)


def test_spots_name_parties_numbers_and_acts(report):
    found = spots(report)
    text = report.text
    assert {"UKR", "RUS"} <= {code for spot in found.parties for code in spot.codes}
    assert any(text[spot.start : spot.end] == "30" for spot in found.numbers)
    assert any("shot_down" in spot.events for spot in found.acts)


def test_a_report_without_conflict_has_no_spots():
    assert spots(Report("q", "The bank raised its rates again.", "en", "Rates up")) == Spots()


def test_missing_weights_are_said_in_one_line(tmp_path):
    with pytest.raises(CoderMissing, match=r"cannot be read; .*rules") as said:
        weights.network(tmp_path / "nowhere")
    assert "\n" not in str(said.value)


@pytest.mark.parametrize(
    ("card", "said"),
    [
        ("{", "damaged"),
        ("[]", "damaged"),
        (json.dumps({"version": 0, "sha256": {}, "marks": []}), "version 0"),
        (json.dumps({"version": weights.VERSION, "sha256": {}, "marks": []}), "cannot be read"),
    ],
)
def test_a_card_that_does_not_fit_is_said_in_one_line(tmp_path, card, said):
    pytest.importorskip("onnxruntime")
    (tmp_path / weights.CARD).write_text(card)
    with pytest.raises(CoderMissing, match=said):
        weights.network(tmp_path)


@pytest.fixture(scope="module")
def trained() -> Path:
    pytest.importorskip("onnxruntime", reason="the extra `learned` is not installed")
    if not (weights.FOLDER / weights.CARD).exists():
        pytest.skip("no weights lie beside the encoder")
    return weights.FOLDER


@pytest.mark.parametrize("name", weights.FILES)
def test_damaged_weights_are_not_used(tmp_path, trained, name):
    folder = tmp_path / "weights"
    shutil.copytree(trained, folder)
    content = bytearray((folder / name).read_bytes())
    content[len(content) // 2] ^= 1
    (folder / name).write_bytes(content)
    with pytest.raises(CoderMissing, match="not what its card says"):
        weights.network(folder)


def test_what_is_seen_stands_in_the_report(trained, report):
    seen = reader.read(report, rules.coded(report).claims)
    assert seen.proposals
    for sight in seen.proposals:
        assert 0 <= sight.start < sight.end <= len(report.text)
        assert sight.event in EVENTS
        assert sum(sight.speaker.values()) <= 1.001
        for place in set(sight.count) - {reader.NONE, reader.ONE}:
            start, end = map(int, place.split(":"))
            assert any(char.isdigit() or char.isalpha() for char in report.text[start:end])


def test_an_event_is_seen_at_a_whole_word(trained):
    russian = Report("u", "Минобороны России сообщило, что ПВО за ночь сбила 30 украинских беспилотников.", "ru")
    (sight,) = [sight for sight in reader.read(russian).proposals if sight.event == "shot_down"]
    assert russian.text[sight.start : sight.end] == "сбила"


def test_the_same_report_gives_the_same_numbers(trained, report):
    claims = rules.coded(report).claims
    first = reader.read(report, claims)
    reader.read(Report("o", "Israel struck Gaza, Hamas said.", "en", ""))
    assert reader.read(report, claims) == first


def test_who_asks_gets_an_answer_for_each_place_that_stands_in_the_text(trained, report):
    start = report.text.index("shot down")
    asked = ((start, start + 9, "shot_down"), (start, start + 9, "killed"), (9000, 9004, "killed"))
    seen = reader.read(report, asked=asked)
    assert [(sight.start, sight.end, sight.event) for sight in seen.asked] == list(asked[:2])
    assert seen.asked[0].p > seen.asked[1].p


def test_nothing_is_seen_where_there_is_no_conflict(trained):
    assert reader.read(Report("q", "The bank raised its rates again.", "en", "Rates up")) == reader.Seen()
