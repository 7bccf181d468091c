"""An article as it is first shown: its card, its blocks, and all that was found in it, each mark with its reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from kit.annotate.voices import VOICES
from kit.annotation import Annotation, Span
from kit.reading import Reading
from kit.segment import FURNITURE
from kit.segment.blocks import find_blocks
from kit.views.kept import Page, page_of, speakers_of, words_of

__all__ = ["LAYERS", "document"]

LAYERS = ("quote", "claim", "loaded")  # the layers that are marked in the text; the zone of a block stands beside it
_OF_SOMEBODY = ("author", "quoted", "furniture")


def document(reading: Reading) -> dict[str, Any]:
    """An article with its card, its blocks, its marks, and who speaks in it.

    A mark says whose words it stands in (attribute ``voice``), who says them (attribute ``speaker``, as the article
    calls them, and ``source``, their number in ``sources``), and what analyzers say of it. ``words`` are those of the
    article, ``counts`` those of each voice, and of a block or sentence its own; "label" is what nobody says. A source's
    ``words`` and ``share`` are those of ``reading.sources``.

    >>> import kit
    >>> shown = document(kit.read("The dam held. “It is old,” said Ana Ruiz."))
    >>> [(mark["layer"], mark["label"], mark["attributes"].get("speaker")) for mark in shown["marks"]][:1]
    [('quote', 'direct', 'Ana Ruiz')]
    >>> shown["sources"][0]["name"], shown["words"], shown["counts"]["quoted"]
    ('Ana Ruiz', 9, 3)
    """
    card, page, text = reading.article.card, page_of(reading), reading.text
    return {
        "title": card.title or reading.article.slug or "",
        "card": card.known,
        "missing": list(card.missing),
        "zones": [{**_said(zone), "furniture": zone.label in FURNITURE} for zone in reading.zones],
        "marks": [_mark(reading, found) for layer in LAYERS for found in reading.layer(layer)],
        "sources": _sources(reading),
        "voices": {voice: _seen(text, reading.voices[voice]) for voice in _OF_SOMEBODY},
        "sentences": [_sentence(page, sentence.span) for sentence in reading.sentences],
        "blocks": [_block(page, block) for block in find_blocks(text)],
        "words": words_of(reading, "article").size,
        "counts": {voice: words_of(reading, voice).size for voice in VOICES},
    }


def _said(found: Annotation) -> dict[str, Any]:
    return {
        "layer": found.layer,
        "label": found.label,
        "at": found.span,
        "evidence": {role: Span(*span) for role, span in found.evidence.items()},
        "attributes": dict(found.attributes),
    }


def _mark(reading: Reading, found: Annotation) -> dict[str, Any]:
    """What was found, with whose words it stands in and who says them."""
    speakers = speakers_of(reading)
    source = speakers.of_quote(found) if found.layer == "quote" else None
    voice = found.attributes.get("voice") or _voice(page_of(reading), found.span)
    if source is not None:
        voice = "quoted"
    elif voice == "quoted":
        source = speakers.at(found.span)
    said = {**found.attributes, "voice": voice}
    if (name := speakers.name(source)) is not None:
        said["speaker"] = name
    return {**_said(found), "attributes": said, "source": source}


def _voice(page: Page, span: Span) -> str:
    """Whose words most of a span are, as ``sentence_lengths`` has it: the author's where they are not mostly quoted."""
    whose = page.whose(span)
    if 2 * whose["quoted"] > whose.total():
        return "quoted"
    if whose["furniture"]:
        return "furniture"
    return "author" if whose["author"] or whose["quoted"] else "label"


def _sources(reading: Reading) -> list[dict[str, Any]]:
    return [
        {
            "name": source.speaker,
            "role": source.role,
            "record": source.record,
            "words": source.words,
            "share": source.share,
            "direct": source.direct,
            "indirect": source.indirect,
            "paragraph": source.paragraph,
            "at": _seen(reading.text, [quote.span for quote in source.quotes]),
        }
        for source in reading.sources
    ]


def _seen(text: str, spans: Iterable[Span]) -> list[Span]:
    """The spans in which there is something to see."""
    return [span for span in spans if text[span.start : span.end].strip()]


def _sentence(page: Page, span: Span) -> dict[str, Any]:
    return {"at": span, "words": len(page.numbers(span)), "voice": _voice(page, span)}


def _block(page: Page, span: Span) -> dict[str, Any]:
    counts, words = page.whose(span), len(page.numbers(span))
    shares: Mapping[str, float] = {voice: n / words for voice, n in counts.items()}
    return {"at": span, "words": words, "counts": dict(counts), "shares": shares}
