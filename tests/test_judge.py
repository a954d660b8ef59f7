"""The judge: rows of (what the forest, the curve, the candidates or the judge is given, what leaves)."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from counterclaim.coding import code
from counterclaim.coding.coder import code as by_rules
from counterclaim.coding.grounding import ground_of, grounded
from counterclaim.coding.hearing import hear
from counterclaim.coding.judge import Judge, learned, load, weights
from counterclaim.coding.judge.candidates import KEPT, PROPOSED, Candidates, asked_of, candidates, claims_of_rules
from counterclaim.coding.judge.counts import COUNT_NAMES, count_rows, counts
from counterclaim.coding.judge.features import NAMES, base_row
from counterclaim.coding.judge.forest import Curve, Forest
from counterclaim.coding.judge.hints import ORDER, Hint, Hints, hint_of
from counterclaim.coding.judge.looks import AGAIN_NAMES, HINT_NAMES, OPTION_NAMES
from counterclaim.coding.judge.places import again, places
from counterclaim.coding.judge.siding import SIDE_NAMES, actors, side_rows, targets
from counterclaim.errors import WeightsRefused
from counterclaim.model import NARRATOR, Report

WAR = Report(
    "war",
    "Ukraine said on Monday that Russia attacked Kyiv with drones, killing at least five civilians. "
    "Moscow denied the attack. If Iran strikes Israel, Israel will respond, Reuters reported.",
    lang="en",
    title="Russian drones strike Kyiv",
    published="2025-03-04",
)
PEACE = Report("peace", "The bakery on the corner sells bread every morning.", lang="en", published="2025-03-04")


def found(report: Report = WAR) -> Candidates:
    return candidates(report, hear(report))


def test_a_tree_is_walked_by_limits_and_by_kinds() -> None:
    forest = Forest([[0, 1.5, [1, [2, 3], 1.0, -1.0], 0.5]])
    assert [forest.margin(row) for row in ([1, 2], [1, 4], [2, 2])] == [1.0, -1.0, 0.5]


def test_chances_lie_between_none_and_all() -> None:
    assert [Forest([leaf]).chance([0]) for leaf in (-1e6, 0, 1e6)] == pytest.approx([0, 0.5, 1])


def test_forests_add_up() -> None:
    assert (Forest([1.0]) + Forest([[0, 0.0, 2.0, 3.0]])).margin([1]) == 4.0


def test_a_curve_is_straight_between_its_steps_and_flat_beyond() -> None:
    curve = Curve([[0.2, 0.1], [0.6, 0.5]])
    assert [round(curve.share(chance), 3) for chance in (0, 0.2, 0.4, 0.6, 1)] == [0.1, 0.1, 0.3, 0.5, 0.5]


def test_candidates_hold_every_claim_of_the_rules_and_more() -> None:
    drafts = [(c.draft.event, c.draft.speaker_party, c.draft.stance) for c in found().found if c.fate == KEPT]
    claims = [(claim.event, claim.speaker_party, claim.stance) for claim in by_rules(WAR)]
    assert set(claims) == set(drafts)
    assert len(found().found) > len(drafts)


def test_what_the_rules_drop_comes_with_its_reason() -> None:
    fates = {candidate.fate for candidate in found().found}
    assert "unclaimed" in fates  # "If Iran strikes Israel"


def test_the_rules_claim_the_same_whether_or_not_their_candidates_are_looked_at() -> None:
    before = by_rules(WAR)
    assert claims_of_rules(found()) == by_rules(WAR) == before


def test_rows_are_as_long_as_their_names() -> None:
    view, made = places(found(), None, {})
    for place in made:
        place.chances = [0.5] * len(place.rows)
    assert {len(place.row) for place in made} == {len(NAMES)} == {len(base_row(found().found[0], view, {}))}
    assert {len(row) for place in made for row in place.rows} == {len(OPTION_NAMES) + len(HINT_NAMES)}
    assert {len(row) for rows in again(made) for row in rows} == {len(AGAIN_NAMES)}
    option = made[0].options[0]
    for sides in (actors(made[0], option, view), targets(made[0], option, "RUS", view)):
        assert {len(row) for row in side_rows(made[0], option, sides, view, None)} == {len(NAMES) + len(SIDE_NAMES)}
    found_counts = counts(made[0], option, view)
    rows = count_rows(made[0], option, found_counts, view, None)
    assert {len(row) for row in rows} == {len(NAMES) + len(COUNT_NAMES)}


def test_the_first_option_is_the_rules_own_and_none_stands_twice() -> None:
    for place in places(found(), None, {})[1]:
        draft = place.candidate.draft
        if (draft.event, draft.speaker_party) != ("other", NARRATOR):
            assert place.options[0][:3] == (draft.event, draft.speaker_party, draft.stance)
        assert len({option[:3] for option in place.options}) == len(place.options)


def test_the_report_itself_makes_no_statement_at_large() -> None:
    options = [option for place in places(found(), None, {})[1] for option in place.options]
    assert not [option for option in options if (option.event, option.speaker) == ("other", NARRATOR)]


def hint(words: str, event: str, p: float = 0.9) -> Hint:
    start = WAR.text.index(words)
    stances = tuple(float(stance == "asserts") for stance in ORDER)
    return Hint(
        start, start + len(words), event, p, {"UKR": 0.8, "narrator": 0.2}, {"UKR": stances, "narrator": stances},
        {"RUS": 0.9, "none": 0.1}, {"UKR": 0.9}, {"none": 1.0}, {"none": 1.0},
    )  # fmt: skip


def test_a_second_reader_adds_places_where_the_rules_have_none() -> None:
    _, made = places(found(), Hints([hint("Monday", "clash")], []), {})
    mine = [place for place in made if place.candidate.fate == PROPOSED]
    assert [(place.candidate.draft.event, place.candidate.draft.speaker_party) for place in mine] == [("clash", "UKR")]
    assert mine[0].at == (WAR.text.index("Monday"), WAR.text.index("Monday") + len("Monday"))


def test_a_second_reader_adds_options_where_the_rules_have_a_place() -> None:
    _, made = places(found(), Hints([], [hint("attacked", "missile_strike")]), {})
    sources = [option.source for place in made for option in place.options if option.event == "missile_strike"]
    assert 4 in sources


def test_unlikely_hints_add_nothing() -> None:
    plain = [place.options for place in places(found(), None, {})[1]]
    faint = [place.options for place in places(found(), Hints([], [hint("attacked", "missile_strike", 0.01)]), {})[1]]
    assert plain == faint


def test_the_second_reader_is_asked_about_every_word_for_an_event() -> None:
    asked = {(WAR.text[start:end].lower(), event) for start, end, event in asked_of(found())}
    assert {("killing", "killed"), ("attacked", "attack"), ("denied", "other")} <= asked


def test_a_hint_is_read_as_it_is_written() -> None:
    given = hint("attacked", "attack")
    row = {field: getattr(given, field) for field in Hint.__slots__}
    assert hint_of(json.loads(json.dumps(row))) == replace(given, stance={k: list(v) for k, v in given.stance.items()})


def test_the_judge_claims_what_stands_in_the_report_each_with_its_confidence() -> None:
    claims = code(WAR, coder="learned")
    assert claims
    assert all(claim.confidence is not None and 0 <= claim.confidence <= 1 for claim in claims)
    assert grounded(claims, ground_of(WAR))[1] == ()


def test_the_judge_judges_the_same_twice() -> None:
    assert Judge(load())(WAR) == Judge(load())(WAR)


def test_a_report_of_no_conflict_makes_no_claim() -> None:
    assert Judge(load())(PEACE).claims == ()


def test_two_claims_never_say_the_same_of_the_same() -> None:
    said = [(c.event, c.speaker_party, c.stance, c.target, c.unit, c.low, c.high) for c in code(WAR, coder="learned")]
    assert len(said) == len(set(said))


def test_weights_keep_what_they_are_given(tmp_path: Path) -> None:
    body = weights.read(weights.OWN)
    path = tmp_path / "own.json"
    path.write_bytes(weights.written(body))
    assert weights.read(path) == body
    assert Judge(load(path))(WAR) == Judge(load())(WAR)


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (lambda raw: raw[:-20], "are damaged: they differ from their digest"),
        (lambda raw: raw.replace(b"0.1", b"0.2", 1) if b"0.1" in raw else raw + b" ", "are damaged"),
        (lambda raw: b"{}\n{}", "are no weights of a judge"),
        (lambda raw: b"\x00\xff", "are no weights of a judge"),
        (
            lambda raw: raw.replace(weights.FORMAT.encode(), b"counterclaim judge 0", 1),
            "were made for another version of the program",
        ),
        (lambda raw: b"", "are no weights of a judge"),
    ],
)
def test_spoilt_weights_are_refused_in_one_line(tmp_path: Path, spoil, fault: str) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "spoilt.json"
    head, _, rest = weights.OWN.read_bytes().partition(b"\n")
    path.write_bytes(spoil(head + b"\n" + rest))
    with pytest.raises(WeightsRefused, match=fault) as refused:
        load(path)
    assert "\n" not in str(refused.value)
    assert "counterclaim train" in str(refused.value)


def deep(levels: int) -> object:
    tree: object = 0.5
    for _ in range(levels):
        tree = [0, 0.5, tree, 0.5]
    return tree


@pytest.mark.parametrize(
    "tree",
    [
        [0, "__import__('os').abort()", 0.1, 0.2], ["0 or print(1)", 0.5, 0.1, 0.2],
        [10_000, 0.5, 0.1, 0.2], [-1, 0.5, 0.1, 0.2],
        [0, [[]], 0.1, 0.2], [0, 0.5, 0.1], "0.5", None, deep(200), [0, 1e999, 0.1, 0.2], [0, 0.5, {}, 0.2],
    ],
)  # fmt: skip
def test_weights_of_a_stranger_are_numbers_or_refused(tmp_path: Path, tree: object) -> None:
    body = weights.read(weights.OWN)
    alone = body["judgements"]["alone"]
    path = tmp_path / "strange.json"
    path.write_bytes(weights.written({**body, "judgements": {"alone": {**alone, "first": [tree]}}}))
    with pytest.raises(WeightsRefused, match="are not built as weights of a judge are"):
        load(path)


def test_weights_that_are_not_there_are_refused_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(WeightsRefused, match=r"cannot be read \(No such file or directory\); train them anew"):
        load(tmp_path / "nowhere.json")


def test_weights_say_what_they_were_learned_from() -> None:
    card = load().card
    assert card["reports"]["train_vi"] == 800
    assert not [name for name in card["reports"] if name.endswith("_b")]
    assert card["held out"]["alone"]["calibration error"] <= 0.05
    assert card["languages"] == ["en", "vi"]


def test_a_language_that_it_never_learned_is_left_to_the_rules() -> None:
    report = Report(
        "r", "Украина сообщила, что Россия нанесла удар по Киеву и убила 12 человек.", published="2025-11-02"
    )
    judged = learned.coder()(report)
    assert judged.languages == ("ru",)
    assert judged.claims == by_rules(report) != ()
    assert {claim.confidence for claim in judged.claims} == {None}


def test_a_language_that_it_learned_is_judged() -> None:
    report = Report("r", "Ukraine said Russia struck Kyiv and killed 12 people.", published="2025-11-02")
    judged = learned.coder()(report)
    assert judged.claims
    assert None not in {claim.confidence for claim in judged.claims}


def test_the_encoder_is_the_second_reader_where_it_is_installed() -> None:
    pytest.importorskip("onnxruntime", reason="the extra `learned` is not installed")
    reader = learned.second_reader()
    assert reader is not None
    hints = reader(found())
    place = WAR.text.index("attacked")
    assert max(hint.p for hint in hints.at(place, place + 8).values()) > 0.1
    assert all(len(chances) == len(ORDER) for hint in hints.known for chances in hint.stance.values())


def test_a_chosen_coder_leaves_its_process_with_one_thread() -> None:
    """So that workers can be forked from it: numpy begins threads, and only the encoder needs it."""
    chosen = "import sys; from counterclaim.coding import coders; coders.coder_named('learned'); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", chosen], capture_output=True, text=True, check=True).stdout.split()
    assert "counterclaim.coding.judge.learned" in loaded
    assert "numpy" not in loaded


def test_without_the_encoder_the_judge_judges_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learned, "NEEDED", ("a_package_that_is_not_there",))
    judge = learned.coder()
    assert judge.reader is None
    assert judge(WAR).claims


@pytest.mark.parametrize(
    ("best", "claimed", "asked"),
    [(0.1, [], False), (0.3, [], True), (0.9, [0.9, 0.5], True), (0.9, [0.9, 0.8], False)],
)
def test_the_second_reader_is_asked_where_the_judge_alone_is_unsure(
    best: float, claimed: list[float], asked: bool
) -> None:
    assert weights.Asking(0.2, 0.7).about(best, claimed) == asked


@pytest.mark.parametrize(("asking", "times"), [(weights.Asking(), 1), (weights.Asking(least=1.0), 0)])
def test_a_judge_that_is_sure_asks_nobody_and_claims_the_same_as_alone(asking: weights.Asking, times: int) -> None:
    asked: list[str] = []

    def reader(candidates: Candidates) -> Hints:
        asked.append(candidates.report.id)
        return Hints((), ())

    own = replace(load(), asking=asking)
    claims = Judge(own, reader)(WAR).claims
    assert asked == ["war"] * times
    if not times:
        assert claims == Judge(own)(WAR).claims


def test_a_language_with_a_curve_of_its_own_is_judged_by_that() -> None:
    whole, own = Curve([[0.0, 0.5]]), Curve([[0.0, 0.25]])
    judgement = replace(load().alone, right=whole, by_language={"en": own})
    assert (judgement.curve("en"), judgement.curve("vi")) == (own, whole)
    judged = Judge(replace(load(), alone=judgement))(WAR).claims
    assert {claim.confidence for claim in judged} == {0.25}


def test_a_language_with_thresholds_of_its_own_is_judged_by_those() -> None:
    own, (few, all_of_it) = load().alone, (weights.Bars(1.0, 1.0), weights.Bars(0.0, 1.0))
    judgement = replace(own, least=few, least_by_language={"vi": weights.Bars(0.2, 0.3)})
    assert (judgement.bar("en", 100), judgement.bar("vi", 100), judgement.bar("vi", weights.LONG)) == (1.0, 0.2, 0.3)
    assert Judge(replace(load(), with_hints=None, alone=judgement))(WAR).claims == ()
    assert Judge(replace(load(), with_hints=None, alone=replace(own, least_by_language={"en": all_of_it})))(WAR).claims


def test_a_denial_stays_beside_what_it_denies() -> None:
    report = Report(
        "toll",
        "Azerbaijan's defence ministry said on Monday that at least 550 Armenian soldiers had been killed or wounded. "
        "Armenia rejected the figure.",
        lang="en",
        published="2020-09-28",
    )
    claims = code(report, coder="learned")
    denial = next(claim for claim in claims if claim.stance == "denies")
    assert denial.denies == tuple(claim.id for claim in claims if claim.speaker_party == "AZE")
