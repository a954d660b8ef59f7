"""A dossier: one question on paper, as a page of HTML that holds everything and as a brief in Markdown.

A ledger and a choice of one question enter, a document leaves: the answers, a chart, every quotation with where it was
printed and what leads back to its very characters, the rule spelled out, and as of when. The page runs no script and
fetches nothing, and says so to the browser; addresses of reports are links that a reader may follow. The same ledger
and choice give the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html import escape
from typing import BinaryIO, Final

from counterclaim.errors import CounterclaimError
from counterclaim.exports.dossierparts import Dossier, Quotation, dossier_of
from counterclaim.exports.form import Choice, Form, Losses, Write
from counterclaim.ledger.bulk import question_of_id
from counterclaim.ledger.store import Ledger
from counterclaim.reconciliation.wording import asking

RULE: Final = "ledger"
NO_TEXTS: Final = "whole texts of the reports stay in the ledger; a dossier quotes the evidence of each claim"
CLOSED: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
STYLE: Final = """
:root{color-scheme:light}
body{font:16px/1.5 Georgia,'Noto Serif','Liberation Serif',serif;color:#1a1a1a;background:#fff;max-width:46rem;
margin:2rem auto;padding:0 1rem;overflow-wrap:anywhere}
h1{font-size:1.6rem;line-height:1.25;margin:0 0 .5rem}h2{font-size:1.15rem;margin:2rem 0 .5rem;break-after:avoid}
.status{display:inline-block;border:2px solid #1a1a1a;padding:0 .5rem;font-weight:bold}
.numbers{display:flex;gap:2.5rem;margin:.5rem 0}.numbers b{display:block;font-size:2rem;line-height:1.1}
table{border-collapse:collapse;width:100%;font-size:.9rem;overflow-wrap:break-word}
th,td{text-align:left;vertical-align:top;padding:.3rem .5rem;
border-bottom:1px solid #999}th{border-bottom:2px solid #1a1a1a}thead{display:table-header-group}tr{break-inside:avoid}
.scroll{overflow-x:auto}.scroll table{min-width:36rem}svg{max-width:100%;height:auto}
ol.quotations{list-style:none;padding:0}ol.quotations>li{margin:0 0 1.2rem;break-inside:avoid}
blockquote{margin:.2rem 0;padding:.1rem 0 .1rem .8rem;border-left:4px solid #1a1a1a}
.facts{font:.78rem/1.45 ui-monospace,'Liberation Mono',monospace;color:#444;margin:.2rem 0 0}
li:target{outline:3px solid #b35900}a{color:#0b4f9e}small,footer{color:#444}
footer{margin-top:2.5rem;border-top:1px solid #999}
@page{margin:18mm}@media print{.scroll table{min-width:0}body{margin:0;max-width:none;font-size:10.5pt}a{color:inherit}
a.out::after{content:" <" attr(href) ">";font-size:.85em}}
"""


def _writer(lay_out: Callable[[Dossier], str], lang: str) -> Write:
    def write(ledger: Ledger, choice: Choice, out: BinaryIO) -> Losses:
        losses, selection = Losses(), choice.selection
        if selection.question is None:
            raise CounterclaimError(
                "a dossier is about one question; name its id, as counterclaim questions lists them"
            )
        asked = question_of_id(ledger, selection.question, selection)
        told = dossier_of(asked, choice.rule or RULE, selection.as_of, lang)
        out.write(lay_out(told).encode())
        losses.rows = len(told.quotations)
        losses.lose(NO_TEXTS, count=len(asked.printed))
        return losses

    return write


def page(told: Dossier) -> str:
    """The dossier as HTML, one file that needs no other."""
    say = told.say
    parts = [
        f"<h1>{escape(told.title)}</h1>",
        f'<p><span class="status">{escape(told.status)}</span> {_text(told.opening)}</p>',
        _heading(say("figure")),
        *([f'<div class="numbers">{"".join(map(_number, told.numbers))}</div>'] if told.numbers else []),
        f"<p>{_text(told.figured)}</p>",
        _heading(say("answers")),
        _table(*told.answers),
        *_chart(told),
        _heading(say("quotations")),
        f'<ol class="quotations">\n{"".join(map(_quoted, told.quotations))}</ol>',
        *_relations(told),
        _heading(say("rule", rule=told.figure.rule)),
        *(f"<p>{escape(each)}</p>" for each in (say("rule_language"), *told.rule) if each),
        f"<footer>{''.join(f'<p>{escape(each)}</p>' for each in told.closing)}</footer>",
    ]
    return (
        f'<!doctype html>\n<html lang="{told.lang}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(CLOSED)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="referrer" content="no-referrer">\n<title>{escape(told.title)}</title>\n<style>{STYLE}</style>\n'
        "</head>\n<body>\n<main>\n" + "\n".join(parts) + "\n</main>\n</body>\n</html>\n"
    )


def _text(sentences: Iterable[str]) -> str:
    return escape(" ".join(sentences))


def _heading(words: str) -> str:
    return f"<h2>{escape(words)}</h2>"


def _number(named: tuple[str, str]) -> str:
    return f"<div><b>{escape(named[1])}</b> {escape(named[0])}</div>"


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = "".join(f'<th scope="col">{escape(each)}</th>' for each in heads)
    body = "".join(f"<tr>{''.join(f'<td>{_pointing(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f'<div class="scroll"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def _pointing(cell: str) -> str:
    """A cell, its numbers of quotations as links to them."""
    return re.sub(r"\[(\d+)\]", r'<a href="#q\1">[\1]</a>', escape(cell))


def _chart(told: Dossier) -> list[str]:
    if told.chart is None:
        return []
    numbers = {each.claim: each.number for each in told.quotations}
    drawn = drawing(told, lambda claim: f"#q{numbers[claim]}" if claim in numbers else "#")
    notes = " · ".join(told.chart.notes)
    caption = f"<figcaption>{escape(told.chart.summary)}<br><small>{escape(notes)}</small></figcaption>"
    rows = (line.cells for line in told.chart.lines)
    return [
        _heading(told.say("chart")),
        *([f'<figure style="margin:0">{drawn}{caption}</figure>'] if drawn else []),
        _table(told.chart.columns, rows),
    ]


def drawing(told: Dossier, address: Callable[[str], str]) -> str:
    """The chart as SVG; empty where what draws it is not installed: its table says the same."""
    try:
        return told.chart.linked(address) if told.chart is not None else ""
    except CounterclaimError:
        return ""


def _quoted(quoted: Quotation) -> str:
    address = ""
    if quoted.address is not None:
        followed = escape(quoted.address)
        address = f' · <a class="out" rel="noreferrer" href="{followed}">{followed}</a>'
    facts = "<br>".join(escape(f"{name}: {value}" if name else value) for name, value in quoted.facts)
    return (
        f'<li id="q{quoted.number}"><b>[{quoted.number}]</b> {escape(quoted.who)}\n'
        f'<blockquote dir="auto">“{escape(quoted.said)}”</blockquote>\n'
        f'{escape(quoted.source)}{address}\n<p class="facts">{facts}</p></li>\n'
    )


def _relations(told: Dossier) -> list[str]:
    if not told.relations:
        return []
    lines = (
        f"<li>{_pointing(f'[{one}]')} {escape(kind)} {_pointing(f'[{other}]')} <small>{escape(why)}</small></li>"
        for one, kind, other, why in told.relations
    )
    return [_heading(told.say("relations")), f"<ul>{''.join(lines)}</ul>"]


def brief(told: Dossier) -> str:
    """The dossier as Markdown, to be pasted where one writes."""
    say = told.say
    lines = [f"# {_plain(told.title)}", "", f"**{_plain(told.status)}** {_plain(' '.join(told.opening))}", ""]
    lines += [f"## {say('figure')}", ""]
    if told.numbers:
        lines += [" · ".join(f"{_plain(name)} **{_plain(number)}**" for name, number in told.numbers), ""]
    lines += [_plain(" ".join(told.figured)), "", f"## {say('answers')}", ""]
    heads, rows = told.answers
    lines += [_row(heads), _row("---" for _ in heads), *(_row(map(_plain, row)) for row in rows), ""]
    if told.chart is not None:
        lines += [f"## {say('chart')}", "", _plain(told.chart.summary), "", _row(told.chart.columns)]
        lines += [_row("---" for _ in told.chart.columns)]
        lines += [*(_row(map(_plain, line.cells)) for line in told.chart.lines), ""]
    lines += [f"## {say('quotations')}", ""]
    for each in told.quotations:
        address = f" · <{each.address}>" if each.address is not None else ""
        facts = "; ".join(f"{name}: {value}" if name else value for name, value in each.facts)
        lines += [f"**\\[{each.number}\\]** {_plain(each.who)}", "", f"> “{_plain(each.said)}”", ""]
        lines += [f"{_plain(each.source)}{address}  ", _plain(facts), ""]
    if told.relations:
        lines += [f"## {say('relations')}", ""]
        lines += [f"- \\[{one}\\] {kind} \\[{other}\\] ({_plain(why)})" for one, kind, other, why in told.relations]
        lines += [""]
    lines += [f"## {say('rule', rule=told.figure.rule)}", ""]
    lines += [line for each in (say("rule_language"), *told.rule) if each for line in (each, "")]
    lines += ["---", "", *(line for each in told.closing for line in (_plain(each), ""))]
    return "\n".join(lines).rstrip("\n") + "\n"


def _plain(text: str) -> str:
    """Words as they are, in one line: no sign of theirs is markup."""
    return re.sub(r"([\\`*_\[\]<>|~&#])", r"\\\1", " ".join(text.splitlines()))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def dossier(name: str) -> Form:
    """The form of a name: `dossier`, with the code of a language and `md` behind it where they are wanted."""
    first, *others = asking()
    lang = next((each for each in others if each in name.split(".")), first)
    if name.endswith(".md"):
        return Form(name, ".md", "the dossier as Markdown, to paste", _writer(brief, lang), RULE, True)
    says = f"one question with all its quotations, to read and print ({lang})"
    return Form(name, ".html", says, _writer(page, lang), RULE, True, (f"{name}.md",))
