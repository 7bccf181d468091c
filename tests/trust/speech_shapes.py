"""Shapes of text that are hard on whoever looks for speech, claims and loaded words, and the functions that do.

A shape is a function of n that makes a text of about n code points (and never less than one piece of it).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

import kit
from kit.annotate.in_names import in_names
from kit.annotate.loaded.vague import find_vague
from kit.annotate.sources import find_sources
from kit.annotate.voices import find_voices

__all__ = ["FUNCTIONS", "HARD", "PIECES", "SHAPES"]

Shape = Callable[[int], str]

PIECES: dict[str, str] = {
    # Marks, of each kind and language, and what looks like one
    **{f"only {mark}": mark for mark in "“”\"‘’'«»„`"},
    **{f"words behind {mark}": f"{mark}a " for mark in "“”\"‘’'«»„"},
    "words in marks": "“b” ",
    "sentences in marks": "“It held.” ",
    "marks with no space": "“b”",
    "straight marks": '"b" ',
    "two single marks": "''b'' ",
    "single marks": "‘b’ ",
    "straight single marks": "'b' ",
    "French marks": "«b» ",
    "German marks": "„b“ ",
    "Chinese words": "我说“好”。",
    "Russian words": "Он сказал: «Да». ",
    "marks in marks": "“a ‘b “c” d’ e” ",
    "marks opened in marks": "“a ‘b ",
    "plurals before marks": "‘the dogs’ ",
    "cut words": "’tis ’em ’90s ",
    "inches": "5' 10\" ",
    # Cues
    "said": "said ",
    "said and commas": "said, ",
    "he said that": "He said that ",
    "he said between commas": ", he said, ",
    "adding that": ", adding that ",
    "and did not say": "and did not say ",
    "never said": "Ana Ruiz never said ",
    "denied saying": "denied saying ",
    "he called": "he called “b” ",
    "he called, and commas": "He called it “b”, ",
    "called so": "called him “Bo” ",
    "she was like": "she was like “b,” ",
    "chants": "chants of “b” ",
    "so-called": "so-called “b” ",
    "works": "the film “Low Water” ",
    "quotation and speaker": "“It is good,” Ana Ruiz said. ",
    "quotation and speaker without a stop": "“It is good,” said Ana Ruiz ",
    "single quotations": "He said ‘no,’ she said. ",
    "quotation in quotation": "“He said ‘no,’” she said. ",
    "according to": "according to Ana Ruiz, ",
    "clauses without a subject": "Speaking in Tarn, ",
    "short clauses without a subject": "ed a, ",
    "lists": "and last 5 ",
    "numbers of numbers": "of 5 5 ",
    "words in between": "that, ",
    "colons": "She said:\n\n",
    "signs of the private use area": "\ue000 \ue001 ",
    "reports with a dash": "He said – the dam ",
    # Names
    "one word of a name": "House ",
    "names": "Ana Ruiz ",
    "names in a list": "Ana, Bob, and ",
    "titles": "Mr ",
    "titles with a stop": "Mr. Dr. ",
    "names with titles": "Mayor Ana Ruiz, ",
    "nicknames": "Robert “Bobby” Lowe ",
    "particles": "van der de la ",
    "owners": "Ana Ruiz’s ",
    "initials": "J. D. ",
    "she": "She said so. ",
    "names and she": "Ana Ruiz left. She said so. ",
    "offices": "the mayor, Ana Ruiz, said. ",
    "of the": "the head of the ",
    "surnames that are words": "Savage ",
    "forenames that are words": "Will Labour ",
    # What a page sets apart
    "turns": "MS. A: We hope so.\n\n",
    "turns of one": "MS. A: ",
    "turns in lines": "MS. ROE: We hope so.\nMR. LEE: No.\n",
    "questions and answers": "Q: What did he say?\n\nA: That it holds, he said.\n\n",
    "questions and answers on a line": "Q. What? A. Yes. ",
    "block quotes": "Ana Ruiz said:\n\n> It works.\n\n",
    "led-up paragraphs": "Ana Ruiz said:\n\nIt works for all of them.\n\n",
    "signatures": "“It works.”\n— Ana Ruiz\n\n",
    "headlines": "Ana Ruiz: it works\n\n",
    # Claims and loaded words
    "loaded words": "a tyrant ",
    "absolutes": "everything ever ",
    "vague sources": "critics have said, say critics, ",
    "calls": "should stop the plan, ",
    "superlatives": "the best year since ",
    "hedges": "perhaps may ",
    "joints": "on Monday, but a disgrace; ",
    "compounds": "a.a-backed ",
    "due to": "is due to ",
    "knew it would": "knew it would be ",
    "words": "word ",
    "characters that cannot be written": "\ud800 said \x00, ",
}


def _name(number: int) -> str:
    """A name for each number: "Abd"."""
    return "".join(chr(ord("a") + int(digit)) for digit in str(number)).capitalize()


def _row(unit: str, n: int, before: str = "", behind: str = "") -> str:
    """A piece again and again, in a frame."""
    return before + unit * max(1, n // len(unit)) + behind


def _each(unit: str, n: int, behind: str = "") -> str:
    """A piece again and again, each time with another name; then another piece as often."""
    times = max(1, n // (len(unit) + len(behind) + 3))
    return "".join(unit.format(_name(number)) for number in range(times)) + behind * times


SHAPES: dict[str, Shape] = {
    **{name: partial(_row, unit) for name, unit in PIECES.items()},
    **{f"{name}, in marks": partial(_row, unit, before="the “", behind="” she said") for name, unit in PIECES.items()},
    **{
        f"{name}, behind a cue": partial(_row, unit, before="Ana Ruiz added two ", behind="is")
        for name, unit in PIECES.items()
    },
    **{
        f"{name}, before a quotation": partial(_row, unit, behind="she called it “b,” she said")
        for name, unit in PIECES.items()
    },
    "forenames of one surname": partial(_each, "{} Ruiz said so. ", behind="She said it to Ruiz. "),
    "surnames of one forename": partial(_each, "Ana {}, ", behind="Ana said so. She said it. "),
    "middle names": partial(_each, "Ana {} Ruiz said so. ", behind="Ana Ruiz said so. "),
    "speakers": partial(_each, "“No,” said {} Ruiz. "),
    "labels of many": partial(_each, "{}: We hope so.\n\n"),
    "a name too long for one": lambda n: f"Ana R{'u' * n}iz left. " + "“No,” she said. " * (n // 100 + 1),
    "sentences glued in marks": partial(_row, "he fell.The dam said ", before="the “", behind="”"),
    "a long word": lambda n: f"“{'a' * n},” said {'A' * n}",
}

# Those that once took more than linear time: the function in which they did, and a length from which on it was seen.
HARD: dict[str, tuple[str, int]] = {
    "he called": ("find_quotes", 3000),
    "he called, and commas": ("find_quotes", 3000),
    "single quotations, in marks": ("find_quotes", 12_000),
    "signs of the private use area, in marks": ("find_quotes", 3000),
    "sentences glued in marks": ("find_quotes", 3000),
    "forenames of one surname": ("find_quotes", 3000),
    "he said that": ("find_quotes with the parser", 450),
}


def _article(text: str) -> tuple[kit.Article, list[kit.Annotation]]:
    """An article of one zone: what finds zones is measured elsewhere."""
    article = kit.parse_text(text)
    whole = kit.Annotation(0, len(article.text), "zone", "body", "page")
    return article, [whole] if article.text else []


def _quotes(text: str, *, parser: bool) -> list[kit.Annotation]:
    return kit.find_quotes(kit.parse_text(text), parser=parser)


def _claims(text: str) -> list[kit.Annotation]:
    article, zones = _article(text)
    return kit.find_claims(article, zones=zones, quotes=[])


def _loaded(text: str) -> list[kit.Annotation]:
    article, zones = _article(text)
    return [
        *kit.find_loaded(article, zones=zones, quotes=[]),
        *kit.find_loaded(article, zones=zones, quotes=_words(article)),
    ]


def _words(article: kit.Article) -> list[kit.Annotation]:
    """Every second word as a quotation, said by the word before."""
    words = [kit.Span(*m.span()) for m in re.finditer(r"\S+", article.text)]
    said = zip(words[::2], words[1::2], strict=False)
    return [kit.Annotation(*quote, "quote", "direct", "page", {"speaker": speaker}) for speaker, quote in said]


def _sources(text: str) -> object:
    article, zones = _article(text)
    return find_sources(article, zones, _words(article)), find_voices(article, zones, _words(article))


def _in_names(text: str) -> set[kit.Span]:
    return in_names(text, [kit.Span(*m.span()) for m in re.finditer(r"\w+", text)])


FUNCTIONS: dict[str, Callable[[str], object]] = {
    "find_quotes": partial(_quotes, parser=False),
    "find_quotes with the parser": partial(_quotes, parser=True),
    "find_claims": _claims,
    "find_loaded": _loaded,
    "find_vague": lambda text: list(find_vague(text)),
    "find_sources and find_voices": _sources,
    "in_names": _in_names,
}
