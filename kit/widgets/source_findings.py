"""What a table of sources comes to beside the key's: how each speaker compares, and where in the text one sees it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from kit.agreement.rows import SourcePair, pair_sources, ways
from kit.annotate.sources import Source
from kit.article import Article
from kit.widgets.strings import say

__all__ = ["RECORDS", "WAYS", "compare_sources"]

RECORDS = {"named": say("source.named"), "unnamed": say("source.unnamed"), "vague": say("source.vague")}
WAYS = {"direct": say("source.direct"), "reported": say("source.reported"), "both": say("source.both")}

_WHY = {
    "named": "source.why-named",
    "unnamed": "source.why-unnamed",
    "vague": "source.why-vague",
    "unattributed": "source.why-unattributed",
}
_LONGEST = 12  # words of the text that are quoted: enough to find the place
_MARKED = re.compile(r"[“\"„«]([^“”\"„«»]*)[”\"»]")
Finding = dict[str, Any]


def compare_sources(
    rows: Iterable[Mapping[str, str]],
    found: Sequence[Source],
    article: Article,
    *,
    reference: str = "key",
    many: Callable[[Source], str] | None = None,
) -> list[Finding]:
    """A finding for each row, and for each of the sources found that no row names: who, ``status``, what to read.

    ``reference`` is where these come from: the "key", or where there is none the "program".

    ``pair_sources`` says who is one speaker, and what is compared. ``lines`` are headings with words: what each says
    of the two columns, and the place in the article by which the key goes. A source of whom the key leaves open all
    that is quoted is "open", where a row names it. ``many`` tells how many of a class named a source.

    >>> article = Article.from_text("“We won,” said Ana Ruiz.")
    >>> from kit import Annotation, Span
    >>> won = Annotation(1, 8, "quote", "direct", "key", {"speaker": Span(15, 23)}, {"speaker": "Ana Ruiz"})
    >>> source = Source("Ana Ruiz", None, "named", 2, 0.4, 1, 0, 1, (won,))
    >>> (finding,) = compare_sources([{"speaker": "Ruiz", "record": "vague", "way": "direct"}], [source], article)
    >>> finding["status"], finding["lines"][0][1]
    ('differ', 'You: a crowd, or “officials”. The key: by name. “Ana Ruiz” is a name.')
    """
    return [_counted(_finding(pair, article, reference), pair.source, many) for pair in pair_sources(rows, found)]


def _finding(pair: SourcePair, article: Article, reference: str) -> Finding:
    if pair.source is None:
        return _extra(pair.row or {}, reference)
    if pair.row is not None:
        return _beside(pair.row, pair.source, pair.status, article, reference)
    who = _short((pair.source.speaker or say("source.nobody")).rstrip(" ,"))
    lines = _lines({"record": "", "way": ""}, pair.source, article, reference)
    return {"speaker": who, "status": pair.status, "said": _said(pair.source), "lines": lines}


def _counted(finding: Finding, source: Source | None, many: Callable[[Source], str] | None) -> Finding:
    """A finding, and how many of a class named the speaker."""
    if source is None or many is None:
        return finding
    return finding | {"lines": [*finding["lines"], [say("beside.class-head"), many(source)]]}


def _extra(row: Mapping[str, str], reference: str) -> Finding:
    said = say("source.not-in-key") if reference == "key" else say("source.not-found")
    return {"speaker": row["speaker"], "status": "extra", "said": said, "lines": []}


def _beside(row: Mapping[str, str], source: Source, status: str, article: Article, reference: str) -> Finding:
    whole = status == "agree" and row["record"] and row["way"]
    lines = [] if whole else _lines(row, source, article, reference)
    if status == "open":
        lines = [["", say("source.is-open")]]
    return {"speaker": row["speaker"], "status": status, "said": _said(source), "lines": lines}


def _lines(row: Mapping[str, str], source: Source, article: Article, reference: str) -> list[list[str]]:
    """The columns in which a row does not say what the key does, each with what the key goes by."""
    lines, theirs = [], ways(source)
    if row["record"] != source.record:
        said = _both(row["record"], source.record, RECORDS, reference)
        lines.append([say("source.record"), f"{said}{_named(source, article)}"])
    if row["way"] not in theirs:
        lines.append([say("source.way"), f"{_both(row['way'], theirs[0], WAYS, reference)}{_spoken(source, article)}"])
    return lines


def _both(mine: str, theirs: str, names: Mapping[str, str], reference: str) -> str:
    """What a row and the key say; nothing where the row says nothing, for what the key says stands above."""
    if not mine:
        return ""
    said = names.get(theirs) or say("source.nobody-is-named")
    return say("source.you-and-other", mine=names[mine], reference=reference, theirs=said) + " "


def _named(source: Source, article: Article) -> str:
    """How the text calls a speaker, at its fullest, and what follows from that."""
    called = [article.covered(quote.evidence["speaker"]) for quote in source.quotes if "speaker" in quote.evidence]
    words = _short(max(called, key=len)) if called else source.speaker or ""
    return say(_WHY[source.record], words=words)


def _spoken(source: Source, article: Article) -> str:
    """A place where a speaker's own words stand, and one where the writer has put them, as far as there are."""
    own = [quote for quote in source.quotes if quote.label != "indirect"]
    reported = [quote for quote in source.quotes if quote.label == "indirect"]
    places = [
        say(name, words=_short(_unmarked(article.covered(quotes[0]))))
        for name, quotes in (("source.own-words", own), ("source.writers-words", reported))
        if quotes
    ]
    inside = {quote.label for quote in source.quotes} == {"mixed"}
    return " ".join([*places, *([say("source.mixed")] if inside else [])])


def _unmarked(words: str) -> str:
    """Words that will stand in marks, without their own around them; those of another inside become single ones.

    >>> _unmarked('"We had to act."'), _unmarked("that it was “a mess”"), _unmarked("“Do it,” he said, “now.”")
    ('We had to act.', 'that it was ‘a mess’', '‘Do it,’ he said, ‘now.’')
    """
    whole = _MARKED.fullmatch(words.strip())
    return whole[1] if whole else _MARKED.sub(r"‘\1’", words)


def _said(source: Source) -> str:
    record = RECORDS.get(source.record) or say("source.nobody-is-named")
    return say("source.said", record=record, way=WAYS[ways(source)[0]], n=source.words)


def _short(words: str) -> str:
    few = words.split()
    return " ".join(few) if len(few) <= _LONGEST else f"{' '.join(few[:_LONGEST])} …"
