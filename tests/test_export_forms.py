"""The field's own forms: each keeps to its published columns, says what it says, and loses nothing silently."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from ledgers import demo, settled

from counterclaim.exports import acled, countries, eventreport, incidents, plover, ucdp
from counterclaim.exports.form import Choice, Losses
from counterclaim.exports.forms import form
from counterclaim.exports.published import FOLDER, findings, published
from counterclaim.language.folder import table
from counterclaim.language.points import Point, point_of
from counterclaim.language.store import STORE
from counterclaim.ledger import Ledger
from counterclaim.ledger.bulk import Beside, Selection, claims_of, questions_of
from counterclaim.model import EVENTS, STANCES, Claim, Period, Place, Quantity, Question, Report, Span

PUBLISHED = ("ucdp-ged", "ucdp-aec", "acled", "plover", "polecat", "eventreport")
REPORTS = tuple(
    Report(f"own-{number}", body, "en", title, outlet, "2025-11-26T08:00:00Z", f"https://example.org/{number}")
    for number, (outlet, title, body) in enumerate(
        (
            (
                "=Harbour Post",
                "- Strike on Kharkiv",
                "A Russian missile strike killed 12 people in Kharkiv on Tuesday.",
            ),
            (
                "Wire",
                "Kharkiv",
                "Ukraine said a Russian missile strike killed at least 15 people in Kharkiv on Tuesday.",
            ),
            ("Echo", "Moscow denies", "Russia denied on Wednesday that it had struck Kharkiv."),
            ("Echo", "Warning", "Iran threatened to strike US bases in Qatar."),
        )
    )
)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return settled(tmp_path_factory.mktemp("forms") / "w.ledger", (*demo(), *REPORTS))


@pytest.fixture(scope="module")
def written(path: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, Losses]]:
    folder = tmp_path_factory.mktemp("written")
    found = {}
    with Ledger(path) as ledger:
        for name in PUBLISHED:
            own = form(name)
            target = folder / f"{name}{own.ending}"
            with target.open("wb") as out:
                found[name] = target, own.write(ledger, Choice(rule=own.rule), out)
    return found


def rows_of(written: Mapping[str, tuple[Path, Losses]], name: str) -> list[dict[str, Any]]:
    text = written[name][0].read_text("utf-8")
    if name in ("plover", "ucdp-aec"):
        return [json.loads(line) for line in text.splitlines()]
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter="\t" if name == "polecat" else ","))


@pytest.mark.parametrize("name", PUBLISHED)
def test_form_keeps_to_its_published_fields(written: dict[str, tuple[Path, Losses]], name: str) -> None:
    target, losses = written[name]
    assert list(findings(name, target)) == []
    assert len(rows_of(written, name)) == losses.rows > 1


def test_published_forms_have_as_many_columns_as_they_should() -> None:
    counts = {name: len(published(name).fields) for name in ("ucdp-ged", "acled", "polecat", "ucdp-aec")}
    assert counts == {"ucdp-ged": 49, "acled": 31, "polecat": 40, "ucdp-aec": 17}
    assert {path.stem for path in FOLDER.glob("*.toml")} == set(PUBLISHED)


@pytest.mark.parametrize(
    ("name", "column", "cell", "finding"),
    [
        ("ucdp-ged", "best", "", "best is empty"),
        ("ucdp-ged", "best", "many", "best 'many' is no int"),
        ("ucdp-ged", "best", "7", "deaths_a + deaths_b + deaths_civilians + deaths_unknown = best does not hold"),
        ("ucdp-ged", "low", "9999", "low <= best does not hold"),
        ("ucdp-ged", "where_prec", "8", "where_prec 8 is more than 7"),
        ("ucdp-ged", "date_end", "1999-01-01", "date_start <= date_end does not hold"),
        ("ucdp-ged", "region", "Atlantis", "region 'Atlantis' is none of those that there are"),
        ("ucdp-ged", "active_year", "yes", "active_year 'yes' is no bool"),
        ("acled", "event_id_cnty", "7UKR", "event_id_cnty '7UKR' is not written so"),
        ("acled", "sub_event_type", "Duel", "sub_event_type 'Duel' is none of those that there are"),
        ("acled", "latitude", "91", "latitude 91.0 is more than 90"),
        ("polecat", "Event Type", "BOAST", "Event Type 'BOAST' is none of those that there are"),
    ],
)
def test_a_wrong_cell_is_found(
    written: dict[str, tuple[Path, Losses]], tmp_path: Path, name: str, column: str, cell: str, finding: str
) -> None:
    tab = "\t" if name == "polecat" else ","
    rows = list(csv.reader(io.StringIO(written[name][0].read_text("utf-8"), newline=""), delimiter=tab))
    rows[1][rows[0].index(column)] = cell
    with (tmp_path / "wrong").open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, delimiter=tab).writerows(rows)
    assert any(finding in each for each in findings(name, tmp_path / "wrong"))


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        ({"actor": []}, "actor [] is less than 1"),
        ({"actor": [{"code": "Russia"}]}, "actor[].code 'Russia' is not written so"),
        ({"actor": [{"name": "Russia"}]}, "actor[].name is not in the form"),
        ({"event": ["BOAST"]}, "event[] 'BOAST' is none of those that there are"),
        ({"date": "yesterday"}, "date 'yesterday' is no day"),
        ({"date": None}, "date is null"),
        ({"size": {"dead": -1}}, "size.dead -1 is less than 0"),
        ({"quad_code": True}, "quad_code True is no int"),
        ({"mood": "dark"}, "mood is not in the form"),
    ],
)
def test_a_wrong_value_of_json_is_found(
    written: dict[str, tuple[Path, Losses]], tmp_path: Path, change: dict[str, Any], finding: str
) -> None:
    row = rows_of(written, "plover")[0] | change
    (tmp_path / "wrong").write_text(json.dumps(row) + "\n", "utf-8")
    assert any(finding in each for each in findings("plover", tmp_path / "wrong"))


def test_columns_in_another_order_and_rows_twice_are_found(
    written: dict[str, tuple[Path, Losses]], tmp_path: Path
) -> None:
    lines = written["ucdp-ged"][0].read_text("utf-8").splitlines(keepends=True)
    (tmp_path / "twice").write_text("".join([*lines, lines[-1]]), "utf-8")
    assert any("stands twice" in each for each in findings("ucdp-ged", tmp_path / "twice"))
    (tmp_path / "order").write_text("relid,id\n", "utf-8")
    assert "columns are not the 49" in next(findings("ucdp-ged", tmp_path / "order"))


def test_ged_row_says_who_killed_whom_where_and_by_whose_word(written: dict[str, tuple[Path, Losses]]) -> None:
    (row,) = [each for each in rows_of(written, "ucdp-ged") if each["adm_1"] == "Kharkov"]
    assert (row["low"], row["best"], row["high"]) == ("12", "12", "15")
    assert (row["side_a"], row["side_b"]) == ("Government of Russia", "Government of Ukraine")
    assert (row["gwnoa"], row["gwnob"], row["country_id"], row["region"]) == ("365", "369", "369", "Europe")
    assert (row["deaths_unknown"], row["deaths_civilians"]) == ("12", "0")
    assert (row["date_start"], row["date_prec"], row["event_clarity"]) == ("2025-11-25 00:00:00.000", "1", "1")
    assert row["source_office"] == "'=Harbour Post; Wire"
    assert "Ukraine (UKR)" in row["source_original"]
    assert row["number_of_sources"] == "2"


def test_acled_row_is_the_toll_with_the_type_of_the_strike(written: dict[str, tuple[Path, Losses]]) -> None:
    found = [each for each in rows_of(written, "acled") if each["location"] == "Kharkov" and each["fatalities"] != "0"]
    assert [(each["fatalities"], each["sub_event_type"]) for each in found] == [
        ("12", "Shelling/artillery/missile attack")
    ]
    assert "reports say 12 to 15" in found[0]["notes"]
    assert found[0]["civilian_targeting"] == "Civilian targeting"


def test_every_question_is_a_row_of_ged_or_one_loss(path: Path, written: dict[str, tuple[Path, Losses]]) -> None:
    with Ledger(path) as ledger:
        asked = list(questions_of(ledger, Selection()))
    for name, none in (
        ("ucdp-ged", (ucdp.NOT_LETHAL, ucdp.NO_FACT, ucdp.RUNNING, ucdp.NO_DAY, ucdp.NO_FIGURE, ucdp.NOBODY_DEAD,
                      ucdp.NO_ACTOR, ucdp.NO_VICTIM, ucdp.SAME_SIDE)),
        ("acled", (acled.NO_EVENT, acled.NO_FACT, acled.TOTAL, acled.NO_DAY, acled.NO_PLACE, acled.NO_FIGURE,
                   acled.WITH_TOLL)),
    ):  # fmt: skip
        losses = written[name][1]
        assert losses.rows + sum(loss.count for loss in losses.all() if loss.what in none) == len(asked)


def test_every_claim_is_an_event_of_plover_or_one_loss(path: Path, written: dict[str, tuple[Path, Losses]]) -> None:
    with Ledger(path) as ledger:
        claims = len(list(claims_of(ledger, Selection())))
    none = (plover.NO_CATEGORY, plover.NO_DAY, plover.NOBODY)
    for name in ("plover", "polecat"):
        losses = written[name][1]
        assert losses.rows + sum(loss.count for loss in losses.all() if loss.what in none) == claims


def test_eventreport_says_which_report_stands_apart(written: dict[str, tuple[Path, Losses]]) -> None:
    rows = [
        each
        for each in rows_of(written, "eventreport")
        if each["event"] == "killed" and "kharkov" in each["place_code"]
    ]
    assert {(each["report_id"], each["low"], each["off_median"], each["disagrees"]) for each in rows} == {
        ("own-0", "12", "-1.5", "1"),
        ("own-1", "15", "1.5", "1"),
    }
    assert {(each["event_low"], each["event_high"], each["event_median"], each["event_spread"]) for each in rows} == {
        ("12", "15", "13.5", "3.0")
    }


def test_aec_has_a_line_for_each_report_with_a_number(written: dict[str, tuple[Path, Losses]]) -> None:
    rows = [each for each in rows_of(written, "ucdp-aec") if each["location_adm1_name"] == "Kharkov"]
    assert [(each["source_article"], each["deaths_low"], each["deaths_high"]) for each in rows] == [
        ("=Harbour Post,2025-11-26,- Strike on Kharkiv", 12, 12),
        ("Wire,2025-11-26,Kharkiv", 15, 15),
    ]


def claim(**fields: Any) -> Claim:
    told = {"speaker_party": "narrator", "stance": "asserts", "event": "attack", "evidence": Span(0, 1, "x")}
    return Claim("r", **(told | fields))


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"event": "killed", "actor": "RUS", "target": "UKR"}, ("ASSAULT", "RUS", "UKR", False)),
        ({"event": "talks", "actor": "USA", "target": "IRN"}, ("CONSULT", "USA", "IRN", False)),
        ({"stance": "denies", "speaker_party": "RUS", "actor": "RUS", "target": "UKR"}, ("REJECT", "RUS", "UKR", True)),
        (
            {"stance": "accuses", "speaker_party": "UKR", "actor": "RUS", "target": "UKR"},
            ("ACCUSE", "UKR", "RUS", True),
        ),
        ({"stance": "calls_for", "speaker_party": "un", "event": "ceasefire"}, ("REQUEST", "un", None, True)),
        (
            {"stance": "threatens", "speaker_party": "IRN", "actor": "IRN", "target": "USA"},
            ("THREATEN", "IRN", "USA", True),
        ),
        (
            {"stance": "intends", "speaker_party": "USA", "event": "arms_supply", "target": "UKR"},
            ("AGREE", "USA", "UKR", True),
        ),
        (
            {"stance": "intends", "speaker_party": "USA", "event": "sanction", "target": "RUS"},
            ("THREATEN", "USA", "RUS", True),
        ),
        ({"stance": "asserts", "speaker_party": "RUS", "event": "other"}, plover.NO_CATEGORY),
        ({"stance": "doubts", "speaker_party": "RUS"}, plover.NO_CATEGORY),
        ({"stance": "withholds", "speaker_party": "ISR"}, plover.NO_CATEGORY),
        ({"event": "killed", "target": "UKR"}, plover.NOBODY),
    ],
)  # fmt: skip
def test_claim_is_coded_by_event_or_by_what_the_speaker_does(fields: dict[str, Any], expected: Any) -> None:
    found = plover.coded(claim(**fields))
    assert expected == (
        found if isinstance(found, str) else (found.category, found.actor, found.recipient, found.spoken)
    )


def test_every_event_and_stance_has_its_place_in_plover() -> None:
    rows = plover.tables()
    assert set(rows["categories"]) == EVENTS - {"other"}
    assert set(rows["spoken"]) < STANCES
    named = set(rows["categories"].values()) | set(rows["spoken"].values())
    fields = {field.name: field for field in published("plover").fields}
    assert named <= set(rows["quads"]) == set(fields["event[]"].among)


def test_every_type_of_acled_tables_is_one_of_the_form() -> None:
    fields = {field.name: field for field in published("acled").fields}
    rows = acled.tables()
    for types, sub in (*rows["events"].values(), *rows["civilians"].values(), *rows["control"].values()):
        assert types in fields["event_type"].among
        assert sub in fields["sub_event_type"].among
    assert set(rows["kinds"]) == {row["kind"] for row in table(STORE, "parties.toml")["party"]}
    assert set(rows["kinds"].values()) <= set(fields["inter1"].among)


def question(**fields: Any) -> Question:
    told = {"id": "q", "event": "killed", "actor": "RUS", "target": "UKR", "unit": "people", "place": None,
            "period": None, "scope": "incident", "status": "agreed", "answers": (), "relations": (), "claims": (),
            "reports": ()}  # fmt: skip
    return Question(**(told | fields))


def beside(**fields: Any) -> Beside:
    told = {"claim": "c", "event": "air_strike", "stance": "asserts", "actor": "RUS", "target": "UKR",
            "counted": False, "scope": None}  # fmt: skip
    return Beside(**(told | fields))


@pytest.mark.parametrize(
    ("fields", "others", "expected"),
    [
        ({}, [], "Attack"),
        ({"unit": "soldiers"}, [], "Armed clash"),
        ({}, [{}], "Air/drone strike"),
        ({}, [{"actor": "USA"}], "Attack"),
        ({}, [{"stance": "denies"}], "Attack"),
        ({"event": "air_strike"}, [], "Air/drone strike"),
        ({"event": "air_strike"}, [{"event": "killed", "counted": True}], acled.WITH_TOLL),
        ({"event": "air_strike"}, [{"event": "killed"}], "Air/drone strike"),
        ({"event": "air_strike"}, [{"event": "killed", "counted": True, "scope": "cumulative"}], "Air/drone strike"),
        ({"event": "shot_down", "unit": "drones"}, [], "Disrupted weapons use"),
        ({"event": "shot_down", "unit": "aircraft"}, [], acled.NO_EVENT),
        ({"event": "control", "actor": "RUS"}, [], "Government regains territory"),
        ({"event": "control", "actor": "rsf"}, [], "Non-state actor overtakes territory"),
        ({"event": "captured", "unit": "civilians"}, [], "Abduction/forced disappearance"),
        ({"event": "captured", "unit": "soldiers"}, [], acled.NO_EVENT),
        ({"event": "other", "unit": None}, [], acled.NO_EVENT),
    ],
)
def test_type_of_an_event_of_acled(fields: dict[str, Any], others: list[dict[str, Any]], expected: str) -> None:
    found = acled.kind(question(**fields), [beside(**each) for each in others])
    assert expected == (found if isinstance(found, str) else found[1])


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, (ucdp.STATE_BASED, "RUS", "UKR")),
        ({"actor": "UKR", "target": "RUS"}, (ucdp.STATE_BASED, "RUS", "UKR")),
        ({"actor": "hamas", "target": "ISR"}, (ucdp.STATE_BASED, "ISR", "hamas")),
        ({"actor": "m23", "target": "rsf"}, (ucdp.NON_STATE, "m23", "rsf")),
        ({"actor": "m23", "target": None}, (ucdp.ONE_SIDED, "m23", None)),
        ({"actor": "RUS", "target": "RUS", "unit": "civilians"}, (ucdp.ONE_SIDED, "RUS", None)),
        ({"actor": "RUS", "target": "RUS"}, ucdp.SAME_SIDE),
        ({"actor": "RUS", "target": None, "unit": "soldiers"}, ucdp.NO_VICTIM),
        ({"actor": None}, ucdp.NO_ACTOR),
    ],
)
def test_two_sides_of_a_lethal_event(path: Path, fields: dict[str, Any], expected: Any) -> None:
    with Ledger(path) as ledger:
        asked = replace(next(questions_of(ledger, Selection())), question=question(**fields))
    found = ucdp.dyad(asked)
    assert expected == (found if isinstance(found, str) else (found.violence, found.side_a, found.side_b))


def test_dead_stand_on_the_side_that_they_fought_on() -> None:
    sides = ucdp.Dyad(ucdp.STATE_BASED, "ISR", "hamas")
    assert sides.column("soldiers", "ISR") == "deaths_a"
    assert sides.column("fighters", "hamas") == "deaths_b"
    assert sides.column("children", "gaza") == "deaths_civilians"
    assert sides.column("people", "gaza") == "deaths_unknown"
    assert ucdp.Dyad(ucdp.ONE_SIDED, "rsf", None).column("people", None) == "deaths_civilians"


@pytest.mark.parametrize(
    ("last", "dated", "precision"),
    [(1, True, 1), (1, False, 2), (2, True, 2), (6, True, 2), (7, True, 3), (8, True, 4), (30, False, 4)],
)
def test_date_precision_of_ucdp(last: int, dated: bool, precision: int) -> None:
    assert ucdp._date_precision(date(2025, 1, 1), date(2025, 1, last), dated) == precision


def test_cells_of_the_grid_are_numbered_from_the_south_west() -> None:
    assert ucdp.cell_of(Point(34.53, 69.17, "town", "kabul")) == 179779  # as GED has Kabul
    assert ucdp.cell_of(Point(-90, -180, "town", "corner")) == 1
    assert ucdp.cell_of(Point(90, 180, "town", "corner")) == 259200


def test_tables_of_states_agree_with_each_other() -> None:
    states = [each for code, each in countries.countries().items() if code == each.code]
    for column in ("iso", "cow", "gw"):
        numbers = [getattr(each, column) for each in states if getattr(each, column) is not None]
        assert len(numbers) == len(set(numbers)) > 190
    apart = {each.code for each in states if each.cow != each.gw}
    assert apart == {"DEU", "SRB", "YEM", "KIR", "NRU", "TON", "TUV"}
    assert all((each.ucdp is None) == (each.gw is None) for each in states)


def test_every_state_of_the_store_has_its_row() -> None:
    named = {row["code"] for row in table(STORE, "parties.toml")["party"] if row["kind"] == "state"}
    historic = {"DDR", "SUN", "YUG", "nazi-germany", "south-vietnam"}  # no longer there, and numbered otherwise
    assert named - historic <= set(countries.countries())
    assert all(countries.countries()[code].iso for code in named - historic - {"XKX"})


def test_a_land_lies_in_a_state_and_a_place_in_its_country() -> None:
    assert getattr(countries.country_of("gaza"), "code", None) == "PSE"
    assert countries.country_of("hamas") is None
    place = Place("Kharkiv", "kharkov", ("UKR",))
    assert getattr(countries.country_at(place), "gw", None) == 369
    assert point_of(place) is not None


def test_reports_that_say_the_same_do_not_disagree() -> None:
    def said(low: int | None, high: int | None, denies: bool = False) -> eventreport.Says:
        return eventreport.Says("r", (), low, high, 1, denies)

    assert not eventreport.disagrees(said(10, 12), [said(12, 15)])
    assert eventreport.disagrees(said(10, 12), [said(13, 15)])
    assert eventreport.disagrees(said(None, None, denies=True), [said(13, 15)])
    assert not eventreport.disagrees(said(None, None), [said(13, 15)])


def test_a_number_for_an_id_is_the_same_everywhere_and_small() -> None:
    assert incidents.number_of("09a38e3314575098") == incidents.number_of("09a38e3314575098") < 2**48


def test_size_of_plover_is_the_smaller_end() -> None:
    told = claim(event="killed", quantity=Quantity(5, 9, "range"), period=Period(date(2025, 1, 1), None))
    assert plover._size(told) == {"dead": 5}
    assert plover._size(replace(told, event="destroyed")) == {}
