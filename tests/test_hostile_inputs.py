"""Inputs that mean ill: whatever is read of them, it takes no longer than honest input of their size.

Each row was found to take minutes, or to bring a run down, before what read it was mended.
"""

from __future__ import annotations

import contextlib
import io
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from counterclaim.asking.answer import rows_of
from counterclaim.coding.coder import coded
from counterclaim.errors import NoAnswer, RefusedReport
from counterclaim.model import Report
from counterclaim.reading.addresses import asked_to_wait
from counterclaim.reading.feeds import iso_time
from counterclaim.reading.material import NOTHING, Given, Limits, Material, Page
from counterclaim.reading.pages import MOST_ELEMENTS, report_of
from counterclaim.reading.sources import read_material
from counterclaim.reading.texts import from_markdown
from counterclaim.reading.transfer import is_html, length_said

LONG = 10_000
"""Characters; what grows with the square of them takes minutes."""
PATIENCE = 1.5
"""Seconds of processor time that an input of that size may take, on a slow machine; honest ones take a tenth."""


@contextmanager
def soon() -> Iterator[None]:
    began = time.process_time()
    yield
    assert time.process_time() - began < PATIENCE


def found_in(name: str, content: bytes, given: Given = NOTHING) -> list[str]:
    stream = io.BufferedReader(io.BytesIO(content))  # type: ignore[arg-type]
    return [str(found) for _, found in read_material(Material(name, name, stream), given)]


@pytest.mark.parametrize("mark", ["[", "![", "[a](", "<!--", "<http://", "__a ", "**a", "# \t", " \t"])
def test_markdown_of_nothing_but_marks(mark: str) -> None:
    with soon():
        from_markdown("a" + mark * (2 * LONG // len(mark)) + "b")


def test_markdown_keeps_what_it_kept() -> None:
    told = "# Title #\n\nOne <!-- not\nthis --> two **three four** [five](x) __six__ <!-- open\n## Seven ##  \nend"
    assert from_markdown(told) == {"title": "Title", "text": "One  two three four five six <!-- open\nSeven\nend"}


def test_a_page_that_begins_with_nothing_but_comments() -> None:
    with soon():
        assert not is_html(b"<!---->" * 250 + b"<x")
        assert is_html(b" <?xml version='1.0'?> " + b"<!-- a -->\n" * 150 + b"<HTML>")


def test_a_page_of_too_many_elements_is_refused() -> None:
    page = Page("p.html", b"<html><body>" + b"<p>a" * (MOST_ELEMENTS + 1))
    with pytest.raises(RefusedReport, match="more than 30,000 elements"):
        report_of(page, NOTHING)


@pytest.mark.parametrize(
    "answer",
    [
        "<think>" * LONG,
        "<think>" * LONG + "</think>[]",
        '{"claims": [{}' + " " * LONG + "x",
        '{"claims": ' + "[{" * LONG,
    ],
)
def test_a_language_model_that_means_ill(answer: str) -> None:
    with soon(), contextlib.suppress(NoAnswer):
        assert rows_of(answer) == ()


def test_thoughts_are_left_out_of_an_answer() -> None:
    assert rows_of("<think>[1]</think> [] <thinking></thinking>") == ()
    assert rows_of("<think>a <think> b</think>[]") == ()


@pytest.mark.parametrize(
    "part", ["....", "A ", "\u0130", "3 killed and ", "9" * 50, "3 killed. ", "\n", '"a" ', "said that "]
)
def test_a_report_that_says_the_same_over_and_over(part: str) -> None:
    body = "Russia said on Monday that 3 soldiers were killed in Kyiv. " + part * (LONG // len(part))
    with soon():
        coded(Report("r", body, "en", published="2025-11-26"))


@pytest.mark.parametrize(
    "said",
    ["Mon, 01 Jan 99999999999999 00:00:00 +0000", "Mon, 99999999999999999999 Jan 2020 00:00:00 -0000", "9" * 5000],
)
def test_times_that_no_calendar_has(said: str) -> None:
    assert iso_time(said) == ""
    assert asked_to_wait({"retry-after": said}) in (None, float("inf"))


def test_lengths_that_no_body_has() -> None:
    assert (length_said("12"), length_said("9" * 5000), length_said("x"), length_said("")) == (12, None, None, None)
    (said,) = found_in("a.warc", b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: " + b"9" * 5000 + b"\r\n\r\n")
    assert "a record without its length" in said


def test_a_feed_with_one_endless_mark() -> None:
    given = Given(limits=Limits(report=300_000))
    (said,) = found_in("a.rss", b"<rss><channel x='" + b"a" * 900_000, given)
    assert "one mark longer than 300,000 bytes" in said


@pytest.mark.parametrize(
    "entities",
    [b"<!ENTITY a 'b'>", b"<!ENTITY a SYSTEM 'file:///etc/hostname'>", b"<!ENTITY % a SYSTEM 'http://127.0.0.1/x'>"],
)
def test_a_feed_that_declares_entities(entities: bytes) -> None:
    feed = b"<!DOCTYPE rss [" + entities + b"]><rss><channel><item><title>&a;</title></item></channel></rss>"
    (said,) = found_in("a.rss", feed)
    assert "declares entities, which are never expanded" in said
