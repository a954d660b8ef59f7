"""Linked data and tables of the field: read back they are the same, others read them, faults are found."""

from __future__ import annotations

import csv
import json
import socket
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import pytest
from ledgers import ANNA, demo, fill
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import PROV, RDF, XSD

from counterclaim.exports import ftm, geojson, hxl, jsonld, linkedcheck
from counterclaim.exports.form import Choice, Form, Losses
from counterclaim.exports.linkedclaims import claim_of, node_of
from counterclaim.ledger import Ledger
from counterclaim.ledger.bulk import Selection, claims_of, questions_of
from counterclaim.ledger.reviews import correct
from counterclaim.ledger.settling import settle
from counterclaim.model import Claim, Period, Quantity, Report, Span

CC = Namespace("urn:x-counterclaim:vocabulary:")
OA = Namespace("http://www.w3.org/ns/oa#")
SCHEMA = Namespace("https://schema.org/")
FINDINGS: dict[str, Callable[[Path], Iterator[str]]] = {
    "jsonld": linkedcheck.findings, "ftm": ftm.findings, "hxl": hxl.findings, "geojson": geojson.findings,
}  # fmt: skip
FORMS = {form.name: form for form in (jsonld.JSONLD, ftm.FTM, hxl.HXL, geojson.GEOJSON)}

HIDDEN = Report(
    "a/b c",
    "Russia said it shot down 12\u2060 Ukrainian drones.\u202e",
    "en",
    title="Two\u200b lo\u0302i",
    url="no address",
)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = fill(tmp_path_factory.mktemp("linked") / "w.ledger", (*demo("en.jsonl"), HIDDEN))
    with Ledger(made, write=True) as ledger:
        stored = next(each for each, _ in claims_of(ledger, Selection()) if each.claim.quantity)
        correct(ledger, stored.id, {"low": 7, "high": 9, "qualifier": "range"}, ANNA)
        settle(ledger, ANNA)
    return made


@pytest.fixture(scope="module")
def written(path: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, Losses]]:
    folder = tmp_path_factory.mktemp("forms")
    return {name: export(path, form, folder) for name, form in FORMS.items()}


def export(path: Path, form: Form, folder: Path, **chosen: str) -> tuple[Path, Losses]:
    out = folder / f"out{form.ending}"
    with Ledger(path) as ledger, out.open("wb") as file:
        return out, form.write(ledger, Choice(Selection(**chosen), form.rule), file)


@pytest.fixture(scope="module")
def graph(written: dict[str, tuple[Path, Losses]]) -> Graph:
    found = Graph()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "socket", None)  # a context that had to be fetched would fail here
        with pytest.warns(DeprecationWarning, match="ConjunctiveGraph"):
            found.parse(written["jsonld"][0], format="json-ld")
    return found


@pytest.mark.parametrize("name", FORMS)
def test_a_form_has_no_findings_and_says_what_it_cannot_hold(
    written: dict[str, tuple[Path, Losses]], name: str
) -> None:
    file, losses = written[name]
    assert list(FINDINGS[name](file)) == []
    assert losses.rows > 10
    assert losses.all()


@pytest.mark.parametrize("name", FORMS)
def test_the_same_ledger_gives_the_same_bytes(
    written: dict[str, tuple[Path, Losses]], path: Path, tmp_path: Path, name: str
) -> None:
    assert export(path, FORMS[name], tmp_path)[0].read_bytes() == written[name][0].read_bytes()


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize(
    "chosen", [{"party": "TUR"}, {"as_of": "2020-09-28"}, {"event": "killed"}, {"party": "nobody"}]
)
def test_a_selection_has_no_findings_either(path: Path, tmp_path: Path, name: str, chosen: dict[str, str]) -> None:
    file, _ = export(path, FORMS[name], tmp_path, **chosen)
    assert list(FINDINGS[name](file)) == []


def test_claims_come_back_from_linked_data_without_a_difference(
    written: dict[str, tuple[Path, Losses]], path: Path
) -> None:
    with Ledger(path) as ledger:
        before = {stored.id: stored.claim for stored, _ in claims_of(ledger, Selection())}
    after = dict(jsonld.read_claims(written["jsonld"][0]))
    assert len(before) > 50
    assert after == before


def test_a_claim_with_everything_comes_back_without_a_difference() -> None:
    text = "Said “AB” 𝔻áy said, once more: at least 5 on Sunday"

    def span(start: int, end: int) -> Span:
        return Span(start, end, text[start:end])

    whole = Claim(
        "a report/with ünsafe id:1", "unnamed", "doubts", "killed", span(0, 12), span(5, 9), "RUS", "UKR", "people",
        Quantity(5, None, "at_least", span(30, 40)), "period", Period(date(2024, 1, 1), None, span(40, 46)), span(3, 5),
        ("tass", "rt"), span(0, 4), span(4, 7), (span(13, 20), span(1, 2)), ("b" * 16, "a" * 16), 0.1 + 0.2,
    )  # fmt: skip
    open_ended = replace(whole, period=Period(None, None, span(40, 46)), quantity=Quantity(None, 3, "at_most"))
    bare = Claim("r", "narrator", "asserts", "clash", span(0, 3))
    for claim in (whole, open_ended, bare, replace(whole, confidence=1e-7)):
        node = json.loads(json.dumps(node_of("c" * 16, claim, text)))
        assert claim_of(node) == ("c" * 16, claim)


def claim_in(graph: Graph, node: URIRef) -> Claim:
    """A claim as a reader of RDF sees it, who knows nothing of our JSON."""

    def one(subject: URIRef, term: URIRef) -> URIRef | None:
        values = list(graph.objects(subject, term))
        assert len(values) <= 1
        return values[0] if values else None

    def plain(subject: URIRef, term: URIRef) -> object:
        found = one(subject, term)
        return found.toPython() if isinstance(found, Literal) else None

    def span(subject: URIRef | None) -> Span | None:
        if subject is None:
            return None
        told = {}
        for selector in graph.objects(subject, OA.hasSelector):
            for term in (OA.start, OA.end, OA.exact):
                if (value := plain(selector, term)) is not None:
                    told[term] = value
        return Span(told[OA.start], told[OA.end], told[OA.exact])

    def listed(subject: URIRef, term: URIRef) -> list[URIRef]:
        head = one(subject, term)
        return list(Collection(graph, head)) if head is not None else []

    def name(iri: URIRef) -> str:
        return unquote(str(iri).rpartition(":")[2])

    quantity, period = one(node, CC.quantity), one(node, CC.period)
    last = plain(period, CC.lastDay) if period is not None else None
    return Claim(
        report=name(one(node, SCHEMA.appearance)),
        speaker_party=plain(node, CC.speakerParty),
        stance=plain(node, CC.stance),
        event=plain(node, CC.event),
        evidence=span(one(one(node, CC.evidence), OA.hasTarget)),
        speaker=span(one(node, CC.speaker)),
        actor=plain(node, CC.actorParty),
        target=plain(node, CC.targetParty),
        unit=plain(node, CC.unit),
        quantity=None
        if quantity is None
        else Quantity(
            plain(quantity, CC.low),
            plain(quantity, CC.high),
            plain(quantity, CC.qualifier),
            span(one(quantity, CC.written)),
        ),
        scope=plain(node, CC.scope),
        period=None
        if period is None
        else Period(
            plain(period, CC.firstDay),
            date.fromordinal(last.toordinal() + 1) if last else None,
            span(one(period, CC.written)),
        ),
        place=span(one(node, CC.placeNamed)),
        via=tuple(str(each) for each in listed(node, CC.via)),
        cue=span(one(node, CC.cue)),
        trigger=span(one(node, CC.trigger)),
        further=tuple(span(each) for each in listed(node, CC.further)),
        denies=tuple(name(each) for each in listed(node, CC.deniesInReport)),
        confidence=plain(node, CC.confidence),
    )


def test_a_reader_of_rdf_finds_the_same_claims(graph: Graph, path: Path) -> None:
    with Ledger(path) as ledger:
        before = {stored.id: stored.claim for stored, _ in claims_of(ledger, Selection())}
    nodes = {str(node).rpartition(":")[2]: node for node in graph.subjects(RDF.type, SCHEMA.Claim)}
    assert nodes.keys() == before.keys()
    assert {claim: claim_in(graph, node) for claim, node in nodes.items()} == before


def test_a_reader_of_rdf_finds_relations_reports_and_questions(graph: Graph, path: Path) -> None:
    with Ledger(path) as ledger:
        asked = list(questions_of(ledger, Selection()))
    links = {(link.claim, link.kind, link.other) for each in asked for link in each.question.relations}
    found = {
        tuple(str(graph.value(node, term)).rpartition(":")[2] for term in (CC.relating, CC.kind, CC.relatedTo))
        for node in graph.subjects(RDF.type, CC.Relation)
    }
    assert found == links
    for claim, kind, other in links:
        if kind != "unrelated":
            ends = (URIRef(f"urn:x-counterclaim:claim:{each}") for each in (claim, other))
            one, two = ends
            assert (one, CC[kind], two) in graph
            assert kind != "revises" or (one, PROV.wasRevisionOf, two) in graph
            assert kind != "repeats" or graph.value(one, SCHEMA.firstAppearance) is not None
    assert len(set(graph.subjects(RDF.type, SCHEMA.ClaimReview))) == len(asked)
    for claim in graph.subjects(RDF.type, SCHEMA.Claim):
        assert graph.value(claim, PROV.wasQuotedFrom) in set(graph.subjects(RDF.type, SCHEMA.NewsArticle))
    ratings = {str(graph.value(node, SCHEMA.alternateName)) for node in graph.subjects(RDF.type, SCHEMA.Rating)}
    assert ratings == {each.question.status for each in asked}
    assert not list(graph.subject_objects(SCHEMA.ratingValue)), "nothing here rates what is true"


def test_every_term_of_our_own_is_defined_and_described(graph: Graph) -> None:
    vocabulary = Graph().parse(data=jsonld.vocabulary(), format="turtle")
    comment = URIRef("http://www.w3.org/2000/01/rdf-schema#comment")
    defined = {str(term) for term in vocabulary.subjects(RDF.type, None)}
    assert all(vocabulary.value(URIRef(term), comment) for term in defined)
    used = {str(each) for triple in graph for each in triple if str(each).startswith(str(CC))}
    named = {
        str(CC) + (value if isinstance(value, str) else value["@id"]).removeprefix("cc:")
        for value in jsonld.context().values()
        if not isinstance(value, float) and (value if isinstance(value, str) else value["@id"]).startswith("cc:")
    }
    assert used | named <= defined
    page = (Path(__file__).parents[1] / "docs" / "linked-data.md").read_text("utf-8")
    for relation in ("denies", "contradicts", "corroborates", "revises", "repeats"):
        assert f"`cc:{relation}`" in page


def spoiled(file: Path, tmp_path: Path, *changes: tuple[str, str]) -> Path:
    text = file.read_text("utf-8")
    for before, after in changes:
        assert before in text
        text = text.replace(before, after, 1)
    out = tmp_path / file.name
    out.write_text(text, "utf-8")
    return out


@pytest.mark.parametrize(
    ("name", "before", "after", "said"),
    [
        ("jsonld", '"stance":"asserts"', '"stance":"shouts"', "not in the codebook"),
        ("jsonld", 'Selector","exact":"', 'Selector","exact":"x', "quotes"),
        ("jsonld", '"speakerParty":"A', '"speakerparty":"A', "not in the context"),
        ("jsonld", "\n]}\n", "\n", "ends in the middle"),
        ("jsonld", '"appearance":"report:', '"appearance":"report:x', "which is not there"),
        ("ftm", '"Article","20', '"Event","20', "of two schemata"),
        ("ftm", '"document","entity","report-', '"document","entity","rapport-', "nothing is said of rapport"),
        ("ftm", '"date","date","2020-', '"date","date","20-', "is no day"),
        ("ftm", '"role","string"', '"rule","string"', "has no property rule"),
        ("hxl", "#affected+killed,", "#affected killed,", "no row of HXL tags"),
        ("hxl", "#geo+lat", "#geo+lon", "stands twice"),
        ("geojson", '"type":"Point","coordinates":[', '"type":"Point","coordinates":[1000,', "two numbers"),
        ("geojson", '"status":"', '"status":"un', "codebook does not know"),
        ("geojson", '"type":"FeatureCollection"', '"crs":{},"type":"FeatureCollection"', "only WGS 84"),
    ],
)
def test_what_is_wrong_is_found(
    written: dict[str, tuple[Path, Losses]], tmp_path: Path, name: str, before: str, after: str, said: str
) -> None:
    found = list(FINDINGS[name](spoiled(written[name][0], tmp_path, (before, after))))
    assert any(said in line for line in found), found


def test_positions_are_longitude_first_and_say_how_exact_they_are(written: dict[str, tuple[Path, Losses]]) -> None:
    features = json.loads(written["geojson"][0].read_text("utf-8"))["features"]
    located = [each for each in features if each["geometry"]]
    assert located
    for each in located:
        lon, lat = each["geometry"]["coordinates"]
        assert 40 < lon < 60 or each["properties"]["place_within"][-1:] != ["nagorno-karabakh"]
        assert lat < lon or each["properties"]["point_of"] == "TUR"
        assert each["properties"]["precision"] in ("town", "near", "region", "state")


def test_hxl_rows_are_those_of_people_and_count_by_the_rule(
    written: dict[str, tuple[Path, Losses]], path: Path
) -> None:
    with written["hxl"][0].open(encoding="utf-8", newline="") as lines:
        _, tags, *rows = csv.reader(lines)
    with Ledger(path) as ledger:
        asked = {each.question.id: each for each in questions_of(ledger, Selection())}
    told = [dict(zip(tags, row, strict=True)) for row in rows]
    assert {row["#meta+id"] for row in told} == {
        key for key, each in asked.items() if each.question.event in hxl.AFFECTED
    }
    for row in told:
        best = row[f"#affected+{hxl.AFFECTED[asked[row['#meta+id']].question.event]}"]
        assert best == "" or int(best) >= 0


def test_statements_hold_no_hidden_characters_and_keep_the_original(written: dict[str, tuple[Path, Losses]]) -> None:
    file, losses = written["ftm"]
    with file.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines, dialect=csv.unix_dialect) if HIDDEN.id in row["entity_id"]]
    title = next(row for row in rows if row["prop"] == "title")
    assert (title["value"], title["original_value"], title["lang"]) == ("Two l\u00f4i", HIDDEN.title, "eng")
    assert "sourceUrl" not in {row["prop"] for row in rows}
    assert any("no http(s) address" in loss.what and HIDDEN.id in loss.examples for loss in losses.all())


def test_a_cell_is_no_formula() -> None:
    assert hxl._safe("=HYPERLINK(1)") == "'=HYPERLINK(1)"
    assert hxl._safe(-3) == -3


def test_confidence_is_exact_in_rdf() -> None:
    node = node_of("c", Claim("r", "RUS", "asserts", "clash", Span(0, 1, "a"), confidence=0.1 + 0.2), "a")
    graph = Graph()
    with pytest.warns(DeprecationWarning, match="ConjunctiveGraph"):
        graph.parse(data=json.dumps({"@context": jsonld.context(), "@graph": [node]}), format="json-ld")
    (value,) = graph.objects(None, CC.confidence)
    assert (value.toPython(), value.datatype) == (0.1 + 0.2, XSD.double)
