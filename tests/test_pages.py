"""Pages in the manner of news sites: title, time, outlet and main text as they should be, and nothing around them."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256

import newspages
import pytest

from counterclaim.errors import RefusedReport
from counterclaim.model import Report
from counterclaim.reading.material import NOTHING, Page

pytest.importorskip("trafilatura")
from counterclaim.reading.pages import report_of

PAGES = [(layout, article) for layout in newspages.LAYOUTS for article in newspages.ARTICLES]
LEAST = 0.95
"""Share of titles, times and outlets that must be right, and F1 of the words of the main text."""


def read(source: str, url: str | None = None) -> Report:
    return report_of(Page("page", source.encode(), url, "2024-03-06T00:00:00+00:00"), NOTHING)


def agreement(report: Report, expected: newspages.Expected) -> tuple[int, int, int]:
    """Words in common, words read, words expected."""
    told, wanted = Counter(report.body.split()), Counter(" ".join(expected.paragraphs).split())
    return (told & wanted).total(), told.total(), wanted.total()


@pytest.mark.parametrize(
    ("layout", "article"), PAGES, ids=lambda each: getattr(each, "__name__", getattr(each, "lang", ""))
)
def test_a_page_is_read(layout: newspages.Layout, article: newspages.Article) -> None:
    source, expected = layout(article)
    report = read(source)
    assert report.title == expected.title
    assert (report.published or "", report.modified or "") == (expected.published, expected.modified)
    assert report.outlet == (expected.outlet or None)
    assert article.caption not in report.body
    common, told, wanted = agreement(report, expected)
    assert 2 * common / (told + wanted) >= 0.9, report.body


def test_the_figures_over_all_pages() -> None:
    read_pages = [(read(source), expected) for layout, article in PAGES for source, expected in [layout(article)]]
    assert len(read_pages) >= 30
    for field in ("title", "published", "outlet"):
        right = sum((getattr(report, field) or "") == getattr(expected, field) for report, expected in read_pages)
        assert right >= LEAST * len(read_pages)
    common, told, wanted = map(sum, zip(*(agreement(*each) for each in read_pages), strict=True))
    assert 2 * common / (told + wanted) >= LEAST


def test_what_is_kept_of_the_page() -> None:
    source, _ = newspages.broadsheet(newspages.EN)
    report = read(source, "https://harbourpost.example/a")
    assert report.raw
    assert (report.raw.sha256, report.raw.fetched) == (sha256(source.encode()).hexdigest(), "2024-03-06T00:00:00+00:00")
    assert (report.url, report.byline, report.lang) == ("https://harbourpost.example/a", "Jane Doe", "en")
    assert report.text[len(report.title) + 2 :] == report.body


def test_a_feed_completes_its_page() -> None:
    source, _ = newspages.undated(newspages.EN)
    page = Page("feed[1]", source.encode(), stand_ins={"published": "2024-03-05", "title": "Other", "text": "Lead."})
    report = report_of(page, NOTHING)
    assert (report.published, report.title) == ("2024-03-05", newspages.EN.title)
    assert "Lead." not in report.body


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("<html><body></body></html>", "no main text"),
        ("<html><body><nav><a href='/'>Home</a></nav></body></html>", "no main text"),
        ("<!-- nothing -->", "no HTML|no main text"),
        ("<html><head><meta charset=utf-8></head><body><p>\udcff</p></body></html>", "is not UTF-8"),
    ],
)
def test_what_is_no_article_is_refused(source: str, said: str) -> None:
    with pytest.raises(RefusedReport) as caught:
        report_of(Page("page", source.encode("utf-8", "surrogateescape")), NOTHING)
    assert any(part in str(caught.value) for part in said.split("|"))
    assert "\n" not in str(caught.value)


def test_elements_without_end_do_no_harm() -> None:
    source, expected = newspages.open_graph(newspages.EN)
    deep = source.replace("</body>", "<div>" * 20_000 + "</body>")
    assert read(deep).title == expected.title


def test_characters_that_no_element_can_hold_do_no_harm() -> None:
    source, _ = newspages.open_graph(newspages.EN)
    dirty = source.replace("</h1>", "</h1>\x02<aside>Read more</aside>\x0b\ufffe")
    assert read(dirty).body == read(source).body
