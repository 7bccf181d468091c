"""What an analyzer finds, in words for a learner."""

from __future__ import annotations

from kit.annotate.quotes.find import find_quotes
from kit.article import Article

__all__ = ["describe_quotes"]

_LABELS = {
    "direct": "word for word",
    "indirect": "reported",
    "mixed": "partly word for word",
    "scare": "in marks, but nobody speaks",
    "title": "the title of something",
    "term": "a term, set in marks",
    "unclosed": "marks that were never closed",
}


def describe_quotes(text: str) -> str:
    """What ``find_quotes`` finds in a text by patterns: a paragraph for each quote, with rule, cue, reason and doubt.

    It goes without a parser, as all in lessons does, so that the same words get the same answer on every machine.

    >>> print(describe_quotes("It rained all day."))
    The program finds no speech here, and nothing in marks. Is it right?
    """
    article = Article.from_text(text)
    found = find_quotes(article, parser=False)
    if not found:
        return "The program finds no speech here, and nothing in marks. Is it right?"
    said = []
    for quote in found:
        speaker = quote.evidence.get("speaker")
        name = quote.attributes.get("speaker") or (article.covered(speaker) if speaker else "")
        said_by = "not said by" if quote.attributes.get("said") == "no" else "said by"
        who = f", {said_by} “{name}”" if name else ""
        cue = quote.evidence.get("cue")
        words = " ".join(article.covered(quote).split())
        rule = f"Rule: {quote.attributes['rule']}" + (f", by the cue “{article.covered(cue)}”." if cue else ".")
        reasons = (rule, *map(quote.attributes.get, ("said_how", "why", "doubt")))
        said.append(f"▸ {words} — {_LABELS[quote.label]}{who}. " + " ".join(filter(None, reasons)))
    return "\n\n".join(said)
