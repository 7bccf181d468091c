"""Keys: from the articles' own files or a lesson's entries, cut to a passage, and reduced to the labels it asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from kit.annotation import Annotation, Span
from kit.article import Article
from kit.jsonl import read_annotations
from kit.readers.files import seed_folder
from kit.segment import FURNITURE
from kit.segment.blocks import find_blocks

__all__ = ["VIEWS", "excerpt", "key", "key_of_blocks", "key_of_words", "of_excerpt", "reduced", "starting"]

Entry = Mapping[str, str]


def key(article: Article, layer: str, *, folder: Path | None = None) -> list[Annotation]:
    """The key of an article: what careful readers marked in a layer, each mark with its reason.

    It is read from ``<slug>.key.jsonl`` in the folder, or among the kit's own articles. Raises ``FileNotFoundError``
    where the article has no key.

    >>> from kit import load
    >>> key(load("ferry-bridge"), "zone")[0].label
    'navigation'
    """
    path = (folder or seed_folder()) / f"{article.slug}.key.jsonl"
    if not path.exists():
        missing = f"{article.slug} has no key, {path.name}" if article.slug else "words of a lesson's own have no key"
        raise FileNotFoundError(f"{missing}; write its entries in the lesson, or leave it out")
    return [annotation for annotation in read_annotations(path, article) if annotation.layer == layer]


def key_of_words(article: Article, layer: str, entries: Iterable[Entry]) -> list[Annotation]:
    """A key for a short text: each entry has ``words``, ``label``, ``why`` and what else there is to say, in order.

    An entry with the words of the one before it and another label is about the same place: so a word can have a trap
    for each label that is wrong there. With the same label it is about the next place where the words stand.

    Raises ``ValueError`` where the words do not stand in the text after those before them.

    >>> key_of_words(Article.from_text("Ana saw Ben."), "practice", [{"words": "Ben", "label": "who"}])[0].span
    Span(start=8, end=11)
    """
    out: list[Annotation] = []
    at, here = 0, set[str]()  # the labels given already to the words just found
    for entry in entries:
        words = entry["words"]
        again = bool(out) and article.covered(out[-1]) == words and entry["label"] not in here
        start = out[-1].start if again else article.text.find(words, at)
        here = {*here, entry["label"]} if again else {entry["label"]}
        if start < 0:
            raise ValueError(f"{words!r} does not stand in the text after {article.text[:at][-30:]!r}")
        at = start + len(words)
        out.append(_entry(article, layer, Span(start, at), entry))
    return out


def key_of_blocks(article: Article, layer: str, entries: Iterable[Entry]) -> list[Annotation]:
    """A key for each block of a short text: each entry has ``label``, ``why`` and what else there is to say, in order.

    Raises ``ValueError`` where there are more or fewer entries than blocks.

    >>> [a.label for a in key_of_blocks(Article.from_text("One.\\n\\nTwo."), "voice", [{"label": "a"}, {"label": "b"}])]
    ['a', 'b']
    """
    blocks, given = find_blocks(article.text), list(entries)
    if len(blocks) != len(given):
        raise ValueError(f"the key has {len(given)} entries, and the text {len(blocks)} blocks; it needs one for each")
    return [_entry(article, layer, block, entry) for block, entry in zip(blocks, given, strict=True)]


def _entry(article: Article, layer: str, span: Span, entry: Entry) -> Annotation:
    about = {name: words for name, words in entry.items() if name not in ("words", "label")}
    return Annotation(*span, layer, entry["label"], f"key:{article.slug or 'lesson'}", attributes=about)


def excerpt(article: Article, first: str, last: str) -> Article:
    """A stretch of an article as one of its own, from the words ``first`` to the end of the words ``last``.

    The card stays. Raises ``ValueError`` where the words do not stand in the text in that order.

    >>> excerpt(Article.from_text("One. Two. Three."), "Two", "Three").text
    'Two. Three'
    """
    start = article.text.find(first)
    end = article.text.find(last, start)
    if start < 0 or end < 0:
        raise ValueError(f"{first if start < 0 else last!r} does not stand in the text")
    return replace(Article.from_text(article.text[start : end + len(last)], card=article.card), slug=article.slug)


def of_excerpt(excerpt: Article, article: Article, annotations: Iterable[Annotation]) -> list[Annotation]:
    """The annotations of an article that lie wholly within an excerpt of it, as annotations of the excerpt.

    Evidence that lies outside it is left out. Raises ``ValueError`` where the excerpt does not stand in the article.

    >>> whole = Article.from_text("One. Two. Three.")
    >>> two = Annotation(5, 9, "claim", "fact", "key:demo")
    >>> of_excerpt(excerpt(whole, "Two", "Three"), whole, [two])[0].span
    Span(start=0, end=4)
    """
    at = article.text.find(excerpt.text)
    if at < 0:
        raise ValueError(f"the excerpt {excerpt.text[:40]!r} … does not stand in the article; cut one with excerpt()")

    def inside(span: tuple[int, int]) -> bool:
        return at <= span[0] and span[1] <= at + len(excerpt.text)

    return [
        replace(
            a,
            start=a.start - at,
            end=a.end - at,
            evidence={role: Span(s[0] - at, s[1] - at) for role, s in a.evidence.items() if inside(s)},
        )
        for a in annotations
        if inside(a.span)
    ]


def starting(article: Article, entries: Sequence[Annotation], starts: Iterable[str]) -> list[Annotation]:
    """The entries whose words begin like this, one for each start; ``ValueError`` where they are more, or none.

    >>> rain = Annotation(0, 10, "claim", "fact", "key:demo")
    >>> starting(Article.from_text("It rained. It is late."), [rain], ["It rained"]) == [rain]
    True
    """
    out = []
    for start in starts:
        found = [entry for entry in entries if article.covered(entry).startswith(start)]
        if len(found) != 1:
            raise ValueError(f"{len(found)} claims begin {start!r}; it must be one")
        out += found
    return sorted(out, key=lambda entry: entry.span)


def reduced(annotations: Iterable[Annotation], labels: str) -> list[Annotation]:
    """Annotations in the labels of a set, by its view in ``VIEWS``; as they are where it has none. Reasons stay.

    >>> zone = Annotation(0, 9, "zone", "bio", "kit.find_zones")
    >>> [a.label for name in ("article-or-furniture", "zone") for a in reduced([zone], name)]
    ['furniture', 'bio']
    """
    view = VIEWS.get(labels)
    return view(annotations) if view else list(annotations)


def _article_or_furniture(zones: Iterable[Annotation]) -> list[Annotation]:
    return [replace(zone, label=_side(zone.label), attributes=_sides(zone)) for zone in zones]


def _side(label: str) -> str:
    return "furniture" if label in FURNITURE or label == "furniture" else "article"


def _sides(zone: Annotation) -> dict[str, str]:
    """The attributes, their ``accept`` naming the other side where either will do."""
    attributes = dict(zone.attributes)
    other = {_side(label) for label in attributes.pop("accept", "").split()} - {_side(zone.label)}
    return attributes | ({"accept": other.pop()} if other else {})


def _furniture_kinds(zones: Iterable[Annotation]) -> list[Annotation]:
    return [zone for zone in zones if zone.label in FURNITURE]


def _speech(quotes: Iterable[Annotation]) -> list[Annotation]:
    """A mixed quote counts as reported and may be called direct too; titles and terms are marks without a speaker."""
    return [replace(quote, label=_spoken(quote.label), attributes=_spoken_too(quote)) for quote in quotes]


def _spoken(label: str) -> str:
    return {"mixed": "indirect", "title": "scare", "term": "scare"}.get(label, label)


def _spoken_too(quote: Annotation) -> dict[str, str]:
    """The attributes, their ``accept`` in the three labels."""
    accept = {_spoken(label) for label in quote.attributes.get("accept", "").split()}
    accept |= {"direct"} if quote.label == "mixed" else set()
    return {**quote.attributes, "accept": " ".join(sorted(accept - {_spoken(quote.label)}))}


def _push(loaded: Iterable[Annotation]) -> list[Annotation]:
    return [replace(word, label="push", attributes={**word.attributes, "accept": ""}) for word in loaded]


# Fewer labels than an article's key has, by the name of the set of labels that is left.
VIEWS: dict[str, Callable[[Iterable[Annotation]], list[Annotation]]] = {
    "article-or-furniture": _article_or_furniture,
    "furniture-kinds": _furniture_kinds,
    "speech": _speech,
    "push": _push,
}
