"""counterclaim.toml: what a newsroom adds is read, the rest refused in one line, and the packs stay as they are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from browsing import Site
from ledgers import demo, settled

from counterclaim import cli, code, read, reconcile
from counterclaim.arguments import CONFIG
from counterclaim.asking.abreast import abreast
from counterclaim.coding import coders
from counterclaim.config import config_of
from counterclaim.engine import SERIAL, engine_named
from counterclaim.engine.coding import Recipe, coded
from counterclaim.errors import CoderMissing, CounterclaimError, PackError
from counterclaim.language.gazetteer import gazetteer
from counterclaim.language.own import FILE, active, using
from counterclaim.language.packs import pack_for
from counterclaim.language.points import point_of
from counterclaim.language.store.shown import shown
from counterclaim.ledger import Ledger
from counterclaim.model import Claim, Report
from counterclaim.web.app import app

PAGE = (Path(__file__).parents[1] / "docs" / "own-words.md").read_text("utf-8")
EXAMPLE = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)[0]
TEXT = (
    "Dawn Brigade said its fighters destroyed 3 Ukrainian tanks at Checkpoint Twelve. Muscovy denied it, "
    "The Harbour Post reported."
)
REPORT = Report("r1", TEXT, "en", published="2024-05-01", outlet="The Harbour Post")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("own") / FILE
    made.write_text(EXAMPLE, "utf-8")
    return made


def told(claims: tuple[Claim, ...]) -> list[tuple[str | None, ...]]:
    return [(each.speaker_party, each.event, each.actor, each.target) for each in claims]


def test_the_example_of_the_page_is_read(path: Path) -> None:
    with_own, without = (code(REPORT, coder="rules", config=each) for each in (path, None))
    assert told(with_own) == [
        ("dawn-brigade", "destroyed", "dawn-brigade", "UKR"), ("RUS", "destroyed", "dawn-brigade", "UKR")
    ]  # fmt: skip
    assert with_own[0].place is not None
    assert with_own[0].place.text == "Checkpoint Twelve"
    assert "harbour-post" in with_own[1].via
    assert "dawn-brigade" not in {each.speaker_party for each in without}
    assert told(code("Lữ đoàn Bình Minh tuyên bố đã phá hủy 3 xe tăng Ukraine.", coder="rules", config=path)) == [
        ("dawn-brigade", "destroyed", "dawn-brigade", "UKR")
    ]


def test_nothing_of_it_stays_behind(path: Path) -> None:
    before = [code(report, coder="rules") for report in demo("en.jsonl")[:3]]
    pack, places = pack_for("en"), gazetteer()
    code(REPORT, coder="rules", config=path)
    assert active() is None
    assert (pack_for("en"), gazetteer()) == (pack, places)
    assert [code(report, coder="rules") for report in demo("en.jsonl")[:3]] == before
    assert shown("dawn-brigade", "en") == "dawn brigade"


def test_reports_that_have_none_of_its_words_are_read_as_before(path: Path) -> None:
    own = config_of(path)
    for report in demo("en.jsonl", "vi.jsonl")[::3]:
        assert code(report, coder="rules", config=own) == code(report, coder="rules")


def test_questions_places_and_names_know_it(path: Path) -> None:
    together = reconcile([REPORT], coder="rules", config=path)
    (question,) = together.questions
    assert together.aside == ()
    assert question.place is not None
    assert question.place.within == ("UKR",)
    with using(config_of(path)):
        point = point_of(question.place)
        assert point is not None
        assert (point.lat, point.lon) == (49.5, 37.5)
        assert shown("dawn-brigade", "en") == "Dawn Brigade"
    assert reconcile([REPORT], coder="rules", config=path) == together


def test_a_rule_of_figures_leaves_out_what_it_says_and_tells_so(path: Path) -> None:
    said = (
        "Russia said its missiles killed 30 Ukrainian soldiers in Kyiv on Monday.",
        "On Monday a Russian missile strike killed 4 Ukrainian soldiers in Kyiv, Ukraine said.",
        "Poland announced that 6 Ukrainian soldiers died in Kyiv on Monday in a Russian missile attack.",
    )
    reports = [Report(str(number), text, "en", published="2024-05-07") for number, text in enumerate(said)]
    together = reconcile(reports, coder="rules", config=path)
    (question,) = [each for each in together if each.event == "killed"]
    assert together.figure(question, "ledger").high == 30
    own = together.figure(question, "desk")
    assert (own.rule, own.low, own.best, own.high) == ("desk", 4, 6, 6)
    assert "1 of 3 claims are left out by desk" in own.notes
    alone = reconcile(reports[:2], coder="rules", config=path)
    (question,) = [each for each in alone if each.event == "killed"]
    figure = alone.figure(question, "desk")
    assert (figure.low, figure.best, figure.high) == (None, None, None)
    assert "1 origins give a number; desk asks for 2" in figure.notes
    with pytest.raises(CounterclaimError, match="no such rule"):
        reconcile(reports, coder="rules").figure(question, "desk")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[parties]]\ncode = 'x'", r"parties: is not known; write \[\[party\]\]"),
        ("party = 3", r"party: is no list of tables; write \[\[party\]\] above each"),
        ("[[party]]\ncode = 'ab\n", "is no TOML"),
        ("[[party]]\nnames = ['Wolves']", r"party 1 \(\?\): says no 'code'; add code = "),
        ("[[party]]\ncode = 'wolves'\nalias = ['Wolves']", "key 'alias' is not known; write one of ambiguous"),
        ("[[party]]\ncode = 'wolves'\nkind = 'armed-group'", "has no name; add names"),
        ("[[party]]\ncode = 'wolves'\nnames = ['Wolf Pack']", "is new and says no 'kind'"),
        ("[[party]]\ncode = 'wolves'\nkind = 'gang'\nnames = ['Wolf Pack']", "'gang' is not one of"),
        ("[[party]]\ncode = 'UKX'\nkind = 'state'\nnames = ['Ukrex']", "'UKX' can be no party's code; write"),
        ("[[party]]\ncode = 'unnamed'\nnames = ['Somebody']", "can be no party's code"),
        ("[[party]]\ncode = 'My Party'\nkind = 'people'\nnames = ['Somebody']", "can be no party's code"),
        ("[[party]]\ncode = 'wolves'\nkind = 'armed-group'\nnames = 'Wolves'", "names is no list of words"),
        ("[[party]]\ncode = 'wolves'\nkind = 'armed-group'\nnames = ['W']", "too short to be found"),
        ("[[party]]\ncode = 'wolves'\nkind = 'armed-group'\nnames = ['Hezbollah']", "already means hezbollah"),
        ("[[party]]\ncode = 'wolves'\nkind = 'armed-group'\nvi.names = ['Điện Kremlin']", r"already means RUS \(vi\)"),
        ("[[party]]\ncode = 'wolves'\nkind = 'armed-group'\nnames = ['Wolves']\nfights = ['foxes']", "'foxes' is not"),
        ("[[party]]\ncode = 'RUS'\nnames = ['Muscovy']\nambiguous = ['Moscovia']", "'Moscovia' is none of its names"),
        ("[[party]]\ncode = 'RUS'\nnames = ['Muscovy']\nfrom = 'May'", "is no date"),
        ("[[person]]\nparty = 'nobody-known'\nnames = ['Ann Other']", "party 'nobody-known' is not known"),
        ("[[outlet]]\nslug = 'The Post'\nnames = ['The Harbour Post']", "is no slug; write small letters"),
        ("[[outlet]]\nslug = 'own-wire'\nnames = ['Reuters']", "already means the outlet reuters"),
        ("[[place]]\nnames = ['Checkpoint Twelve']\nkind = 'bridge'", "'bridge' is not one of"),
        ("[[place]]\nnames = ['Checkpoint Twelve']\nkind = 'site'\nlat = 91\nlon = 3", "is no point; write degrees"),
        ("[[place]]\nnames = ['Checkpoint Twelve']\nkind = 'site'\nlat = 9", "is no point; write degrees"),
        ("[[figure]]\nname = 'desk'\nlike = 'median'", "like 'median' is no rule; write one of ledger"),
        ("[[figure]]\nname = 'ucdp'\nlike = 'ledger'", "is taken or no name"),
        ("[[figure]]\nname = 'desk'\nlike = 'ledger'\nleast_origins = 0", "is no number of origins"),
        (
            "[[party]]\ncode = 'wolves'\nkind = 'armed-group'\nnames = ['Dawn Wing']\n"
            "[[outlet]]\nslug = 'dawn'\nnames = ['Dawn Wing']",
            r"outlet 1 \(dawn\): name 'Dawn Wing' stands in party 1 \(wolves\) as well",
        ),
    ],
)
def test_what_is_wrong_is_said_in_one_line_with_file_and_entry(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / FILE
    path.write_text(text, "utf-8")
    with pytest.raises(PackError, match=said) as fault:
        config_of(path)
    assert "\n" not in str(fault.value).strip()
    assert str(path) in str(fault.value)


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"cannot be read .*; check the path"):
        config_of(tmp_path / FILE)


def test_the_digest_tells_what_is_said_and_not_how_it_is_laid_out(tmp_path: Path, path: Path) -> None:
    other = tmp_path / FILE
    other.write_text("# of the desk\n" + EXAMPLE.replace("\n\n", "\n\n\n"), "utf-8")
    assert config_of(other) == config_of(path)
    other.write_text(EXAMPLE.replace("Muscovy", "Moscovy"), "utf-8")
    assert config_of(other) != config_of(path)


def test_threads_and_engines_read_with_it_too(path: Path) -> None:
    own = config_of(path)
    rules = coders.with_own(coders.coder_named("rules"), own)
    expected = told(code(REPORT, coder="rules", config=own))
    assert [told(done.claims) for _, _, done in abreast([("x", REPORT)] * 3, rules, 2)] == [expected] * 3
    recipe = Recipe("rules", config=path)
    rows = list(coded([("x", REPORT)], recipe, engine_named(SERIAL)))
    assert told(rows[0][2].claims) == expected
    assert recipe.named() != Recipe("rules").named()
    assert recipe.named().startswith(f"rules+own.{own.digest} ")


def test_a_coding_is_kept_with_its_digest_and_read_again_only_with_the_same_words(path: Path, tmp_path: Path) -> None:
    own = config_of(path)
    assert coders.recorded_name("rules") == "rules"
    with using(own):
        name = coders.recorded_name("rules")
        assert name == f"rules+own.{own.digest}"
        assert told(coders.coder_recorded(name)(REPORT).claims) == told(code(REPORT, coder="rules", config=own))
        assert coders.coder_recorded("rules")(REPORT).claims == code(REPORT, coder="rules")
    with pytest.raises(CoderMissing, match=f"digest {own.digest}; name that file with --config"):
        coders.coder_recorded(name)


def test_the_command_line_finds_it_here_or_takes_the_one_that_is_named(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert CONFIG == FILE
    monkeypatch.chdir(tmp_path)
    Path("r.txt").write_text(TEXT, "utf-8")
    command = ["code", "r.txt", "--published", "2024-05-01", "--coder", "rules"]
    assert cli.main(command) == 0
    assert "dawn-brigade" not in capsys.readouterr().out
    assert cli.main([*command, "--config", str(path)]) == 0
    named = capsys.readouterr().out
    assert "dawn-brigade" in named
    Path(FILE).write_text(EXAMPLE, "utf-8")
    assert cli.main(command) == 0
    assert capsys.readouterr().out == named
    Path(FILE).write_text("[[partys]]", "utf-8")
    assert cli.main(command) == 1
    assert capsys.readouterr().err.startswith("counterclaim.toml: partys: is not known")


def test_check_says_which_reports_were_read_with_words_that_are_missing(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("r.txt").write_text(TEXT, "utf-8")
    add = ["add", "r.txt", "--published", "2024-05-01", "--coder", "rules", "--ledger", "w.ledger"]
    assert cli.main([*add, "--config", str(path)]) == 0
    capsys.readouterr()
    assert cli.main(["check", "w.ledger"]) == 0
    shown = capsys.readouterr().out
    assert "1 reports were not coded again" in shown
    assert "--config" in shown
    assert cli.main(["check", "w.ledger", "--config", str(path)]) == 0
    shown = capsys.readouterr().out
    assert "not coded again" not in shown
    assert "0 reports are coded otherwise" in shown


def test_outlets_of_ones_own_are_credits(path: Path, tmp_path: Path) -> None:
    file = tmp_path / "r.txt"
    file.write_text("Kyiv was shelled.\nThe shelling went on.\n\n(The Harbour Post)", "utf-8")
    assert next(read(file, lang="en", config=path)).via == ("harbour-post",)
    assert next(read(file, lang="en")).via == ()


def test_the_site_counts_by_the_rules_of_ones_own(path: Path, tmp_path: Path) -> None:
    said = "Russia said its missiles killed 30 Ukrainian soldiers in Kyiv on Monday."
    made = settled(tmp_path / "w.ledger", [Report("2", said, "en", published="2024-05-07")])
    with Ledger(made, write=True) as ledger:
        question = next(ledger.questions(event="killed")).question.id
    with using(config_of(path)):
        page = Site(app(made)).get(f"/question/{question}?rule=desk")
        assert page.status_code == 200
        assert "left out by desk" in page.text
    assert Site(app(made)).get(f"/question/{question}?rule=desk").status_code == 400
