"""Writes the forms of every Russian word, `packs/ru/inflections.toml`, and of names, `store/inflections/ru.toml`.

Needs pymorphy3, which the program itself does not need. Run it after a noun, a verb or a Russian name was added:

    make inflections store

It reads the `nouns` and `verbs` of the pack and the Russian names of the store, and writes their forms by paradigm: how
many letters fall off, and what takes their place.
"""

from __future__ import annotations

import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pymorphy3 import MorphAnalyzer

LANGUAGE = Path(__file__).parents[1] / "counterclaim" / "language"
PACK, STORE = LANGUAGE / "packs" / "ru", LANGUAGE / "store"
CASES = {
    "nomn": "nom",
    "gent": "gen",
    "datv": "dat",
    "accs": "acc",
    "ablt": "ins",
    "loct": "loc",
    "loc2": "loc",
    "gen2": "gen",
}
NOMINAL = frozenset({"NOUN", "ADJF", "PRTF", "NPRO"})
ADJECTIVES = frozenset({"ADJF", "PRTF"})
RARE = frozenset(
    {"Infr", "Slng", "Arch", "Litr", "Dist", "V-oy", "V-ey", "V-ie", "V-sh", "V-be", "Fixd", "gen1", "acc2", "Erro"}
)
PROPER = frozenset({"Name", "Surn", "Geox", "Orgn"})
NAMES = ("names", "demonyms", "capitals", "metonyms")

WOMEN = ("ова", "ева", "ёва", "ская", "цкая")
"""Ends of surnames of women."""
LONG = 4
"""Letters of a surname that cannot be a Russian one in -ов or -ин, or can hardly be."""
Forms = dict[str, list[str]]
"""By name of the form: how it is written."""

morph = MorphAnalyzer()


def main() -> int:
    """Write the file; a word that no dictionary has is guessed, and said on standard error."""
    pack = {
        "noun": {phrase: noun_forms(phrase) for phrase in sorted(words_of("nouns"))},
        "verb": {phrase: verb_forms(phrase) for phrase in sorted(words_of("verbs"))},
    }
    people = set(store_names(STORE / "people.toml"))
    names = {name: name_forms(name) for file in STORE.glob("*.toml") for name in store_names(file)}
    names.update((name, person_forms(name)) for name in people)
    (PACK / "inflections.toml").write_text("".join(lines(pack)), "utf-8")
    (STORE / "inflections").mkdir(exist_ok=True)
    (STORE / "inflections" / "ru.toml").write_text("".join(lines({"noun": dict(sorted(names.items()))})), "utf-8")
    return 0


def words_of(key: str) -> set[str]:
    """Every word under a key of that name, in whatever file of the pack."""
    found: set[str] = set()
    for path in PACK.glob("*.toml"):
        if path.name != "inflections.toml":
            found.update(listed(tomllib.loads(path.read_text("utf-8")), key))
    return found


def listed(content: Any, key: str) -> Iterator[str]:
    """The words under a key, however deep."""
    if isinstance(content, dict):
        for name, value in content.items():
            if name == key and isinstance(value, list):
                yield from (word for word in value if isinstance(word, str))
            else:
                yield from listed(value, key)
    elif isinstance(content, list):
        for value in content:
            yield from listed(value, key)


def store_names(file: Path) -> Iterator[str]:
    """The Russian names of a file of the store that are written in Cyrillic letters."""
    for lang, rows in tomllib.loads(file.read_text("utf-8")).items():
        if lang == "ru" and isinstance(rows, dict):  # countries: names by party, in a table for each language
            yield from rows.values()
        for row in rows if isinstance(rows, list) else ():
            own = row.get("ru", {}) if isinstance(row, dict) else {}
            for kind in NAMES:
                yield from (name for name in own.get(kind, ()) if any("а" <= char <= "я" for char in name.lower()))


def noun_forms(phrase: str) -> list[Forms | None]:
    """The forms of each word of a noun phrase; None for a word that does not change."""
    words = phrase.split(" ")
    head, parsed = head_of(words)
    if parsed is None:
        return [guessed(words[0]), *[None] * (len(words) - 1)]
    found: list[Forms | None] = [None] * len(words)
    found[head] = nominal_forms(parsed, cases_of(parsed, words[head]))
    for place in range(head):
        adjective = agreeing(words[place], parsed)
        found[place] = None if adjective is None else nominal_forms(adjective, None, parsed)
    return found


def name_forms(name: str) -> list[Forms | None]:
    """The forms of each word of a name; what has a capital letter is one and has no plural, unless it is one."""
    found = noun_forms(name)
    if not name[0].isupper() or not any(forms and "nom" in forms for forms in found):
        return found
    plural = {f"{case}s" for case in CASES.values()}
    return [forms and {form: words for form, words in forms.items() if form not in plural} for forms in found]


def grammemes(tag: Any) -> set[str]:
    """What a tag of the dictionary says, one by one."""
    return set(str(tag).replace(" ", ",").split(","))


def person_forms(name: str) -> list[Forms | None]:
    """The forms of somebody's name: each of its words changes, as a name of a man or of a woman."""
    words = name.split(" ")
    woman = any("Name" in grammemes(parse.tag) and parse.tag.gender == "femn" for parse in morph.parse(words[0])[:1])
    woman = woman or words[-1].endswith(WOMEN)
    found: list[Forms | None] = []
    for word in words:
        fitting = [parse for parse in morph.parse(word) if named(parse, "femn" if woman else "masc")]
        forms = nominal_forms(fitting[0], None) if fitting and word[0].isupper() else guessed(word, woman)
        if forms is not None and not woman and "gen" in forms and word[-1] not in "аяь":
            forms["acc"] = forms["gen"]
        found.append(forms)
    return found


def guessed(word: str, woman: bool = False) -> Forms | None:
    """The forms of a name that no dictionary has, by its ending; None where it does not change."""
    if not word.rpartition("-")[2][:1].isupper() or word.isupper():
        return None
    stem, last = word[:-1].lower(), word[-1]
    if last == "а":
        soft = stem[-1] in "гкхжшчщ"
        return _singular(stem, ("а", "и" if soft else "ы", "е", "у", "ей" if stem[-1] in "жшчщц" else "ой", "е"))
    if last == "я":
        return _singular(
            stem, ("я", "и", "и" if stem.endswith("и") else "е", "ю", "ей", "и" if stem[-1] == "и" else "е")
        )
    if woman or last not in "бвгджзйклмнпрстфхцчшщь":
        return None
    if last in "йь":
        return _singular(stem, (last, "я", "ю", "я", "ем", "е"))
    possessive = word.endswith(("ов", "ев", "ин", "ын")) and len(word) > LONG
    return _singular(stem + last, ("", "а", "у", "а", "ым" if possessive else "ем" if last in "жшчщц" else "ом", "е"))


def _singular(stem: str, endings: tuple[str, ...]) -> Forms:
    return {
        case: [stem + ending] for case, ending in zip(("nom", "gen", "dat", "acc", "ins", "loc"), endings, strict=True)
    }


def named(parse: Any, gender: str) -> bool:
    """Whether a reading is a name in the nominative of a man or of a woman, and changes."""
    tag = parse.tag
    whole = tag.POS in NOMINAL and tag.case == "nomn" and tag.number == "sing" and tag.gender in (gender, None)
    return whole and "Fixd" not in grammemes(tag) and "anim" in (tag.animacy, "anim" if tag.POS != "NOUN" else None)


def head_of(words: list[str]) -> tuple[int, Any]:
    """The place and the reading of the noun that the phrase is about: the first noun in the nominative."""
    for place, word in enumerate(words):
        parse = nominative(word, {"NOUN"})
        if parse is not None and not (place == 0 and len(words) > 1 and better_adjective(word)):
            return place, parse
        if nominative(word, ADJECTIVES) is None:
            break
    parse = nominative(words[0], NOMINAL)
    return 0, parse


def better_adjective(word: str) -> bool:
    """Whether a word is rather an adjective than a noun, where a noun follows: "военный объект"."""
    return nominative(word, ADJECTIVES) is not None


def nominative(word: str, kinds: frozenset[str] | set[str]) -> Any:
    """The best reading of a word in the nominative as one of these parts of speech, or None."""
    fitting = [
        parse
        for parse in morph.parse(word)
        if parse.tag.POS in kinds and parse.tag.case == "nomn" and not RARE.intersection(grammemes(parse.tag))
    ]
    known = [parse for parse in fitting if parse.is_known] or fitting
    if not word[0].isupper():
        common = [parse for parse in known if not {"Name", "Surn", "Geox"} & grammemes(parse.tag)]
        known = common or known
    else:
        proper = [parse for parse in known if PROPER & grammemes(parse.tag)]
        known = proper or known
    if word.endswith(("ский", "цкий")) and not word[0].isupper():
        known = [parse for parse in fitting if parse.tag.POS in ADJECTIVES]  # no surname
    return max(known, key=lambda parse: parse.score) if known else None


def agreeing(word: str, noun: Any) -> Any:
    """The reading of a word as an adjective that agrees with a noun, or None."""
    for parse in morph.parse(word):
        tag = parse.tag
        fits = tag.POS in ADJECTIVES and tag.case == "nomn" and tag.number == noun.tag.number
        if fits and (tag.number == "plur" or tag.gender in (noun.tag.gender, None)):
            return parse
    return None


def cases_of(noun: Any, word: str) -> frozenset[str] | None:
    """The numbers in which a noun is used: only its own where it is written in the plural."""
    return frozenset({"plur"}) if noun.tag.number == "plur" else None


def nominal_forms(parse: Any, numbers: frozenset[str] | None, noun: Any = None) -> Forms:
    """The forms of a noun or an adjective by case; those of the plural end in s."""
    found: Forms = defaultdict(list)
    adjective = parse.tag.POS in ADJECTIVES
    for each in parse.lexeme:
        tag = each.tag
        features = grammemes(tag)
        if tag.POS != parse.tag.POS or tag.case not in CASES or features & RARE or {"Supr", "COMP"} & features:
            continue
        if (
            not adjective
            and PROPER & grammemes(parse.tag)
            and (tag.number != parse.tag.number or tag.gender != parse.tag.gender)
        ):
            continue
        if tag.POS == "PRTF" and (tag.tense, tag.voice) != (parse.tag.tense, parse.tag.voice):
            continue
        if noun is not None and adjective:
            if tag.number == "sing" and (noun.tag.number == "plur" or tag.gender != noun.tag.gender):
                continue
            living = noun.tag.animacy
            if tag.case == "accs" and tag.animacy is not None and living is not None and tag.animacy != living:
                continue
        if (numbers or (noun is not None and noun.tag.number == "plur")) and tag.number == "sing":
            continue
        name = CASES[tag.case] + ("s" if tag.number == "plur" else "")
        word = plain(each.word)
        if word not in found[name]:
            found[name].append(word)
        if "Geox" in features and parse.word.endswith("о") and parse.word not in found[name]:
            found[name].append(parse.word)  # towns in -о change, or do not
    return dict(found)


def plain(word: str) -> str:
    """A word without the dots that hardly anybody writes: the program reads both spellings as this one."""
    return word.replace("ё", "е")


def verb_forms(phrase: str) -> list[Forms | None]:
    """The forms of each word of a verb phrase: its first infinitive changes."""
    words = phrase.split(" ")
    found: list[Forms | None] = [None] * len(words)
    for place, word in enumerate(words):
        parses = [each for each in morph.parse(word) if each.tag.POS == "INFN"]
        if parses:
            # a verb of both aspects tells in the present what goes on, and seldom what will be
            parse = next((each for each in parses if each.tag.aspect == "impf"), parses[0])
            found[place] = forms_of_verb(parse)
            return found
    sys.stderr.write(f"no verb: {phrase}\n")
    return found


def forms_of_verb(parse: Any) -> Forms:
    """The forms of a verb that the program tells apart."""
    found: Forms = defaultdict(list)
    for each in parse.lexeme:
        name = verb_form(each.tag)
        word = plain(each.word)
        if name and word not in found[name] and not RARE.intersection(grammemes(each.tag)):
            found[name].append(word)
    return dict(found)


def verb_form(tag: Any) -> str:
    """The name of a form of a verb, or nothing where the program does not know it."""
    if tag.POS == "INFN":
        return "base"
    if tag.POS == "VERB" and tag.tense == "past":
        return "past"
    if tag.POS == "VERB" and tag.person == "3per":
        return "future" if tag.tense == "futr" else "s"
    if tag.POS == "PRTS":
        return "part"
    return "ing" if tag.POS == "GRND" else ""


def lines(blocks: dict[str, dict[str, list[Forms | None]]]) -> Iterator[str]:
    """The file, line by line."""
    yield "# Made by tools/inflect_russian.py; do not edit.\n"
    yield "# A paradigm says how many letters fall off the end of a word, and what takes their place in each form.\n"
    yield "# Words stand under the paradigms of their parts; - is a part that does not change.\n"
    for kind, phrases in blocks.items():
        paradigms: dict[tuple[int, tuple[tuple[str, tuple[str, ...]], ...]], str] = {}
        by_parts: dict[str, list[str]] = defaultdict(list)
        for phrase, parts in phrases.items():
            words = phrase.split(" ")
            if any(parts):  # else no word of it changes
                named = (paradigm(word, forms, paradigms) for word, forms in zip(words, parts, strict=True))
                by_parts[" ".join(named)].append(phrase)
        yield f'\n[{kind}]\nbase = "{"nom" if kind == "noun" else "base"}"\nchanges = "first"\n\n[{kind}.paradigms]\n'
        for (cut, forms), name in paradigms.items():
            told = ", ".join(f"{form} = {quoted(endings)}" for form, endings in forms)
            yield f"{name} = {{ cut = {cut}, {told} }}\n"
        yield f"\n[{kind}.words]\n"
        for parts_of, of in sorted(by_parts.items()):
            yield from wrapped(f'"{parts_of}" = ', of)


def quoted(words: Iterable[str]) -> str:
    """A list of TOML; one word stands alone."""
    found = [f'"{word}"' for word in words]
    return found[0] if len(found) == 1 else f"[{', '.join(found)}]"


def wrapped(key: str, words: list[str]) -> Iterator[str]:
    """A key with a list on lines that can be read."""
    line = key + "["
    for word in words:
        item = f'"{word}", '
        if len(line) + len(item) > 140:
            yield line.rstrip() + "\n"
            line = "    "
        line += item
    yield line.rstrip(", ") + "]\n"


def shared(words: list[str]) -> int:
    """With how many letters all words begin."""
    least, most = min(words), max(words)
    return next((place for place, char in enumerate(least) if char != most[place]), len(least))


def paradigm(word: str, forms: Forms | None, paradigms: dict[Any, str]) -> str:
    """The name of the paradigm of a word, made where it is new."""
    if not forms:
        return "-"
    written = plain(word.lower())
    stem = shared([written, *(each for of in forms.values() for each in of)])
    endings = tuple((name, tuple(dict.fromkeys(each[stem:] for each in of))) for name, of in sorted(forms.items()))
    return paradigms.setdefault((len(word) - stem, endings), f"p{len(paradigms) + 1}")


if __name__ == "__main__":
    sys.exit(main())
