"""Keys for lessons: from the articles' own files or made in place, cut to what a lesson asks, and put into words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kit.agreement import Discernment
from kit.annotation import Annotation, Span
from kit.article import Article
from kit.jsonl import read_annotations
from kit.readers.files import seed_folder
from kit.segment import FURNITURE
from kit.segment.blocks import find_blocks

__all__ = [
    "as_article_or_furniture",
    "as_speech_or_marks",
    "discernment_summary",
    "excerpt",
    "key",
    "key_from",
    "key_of_blocks",
    "sorting_summary",
    "within",
]


def key(article: Article, layer: str) -> list[Annotation]:
    """The key of one of the kit's own articles: what careful readers marked, each mark with its reason.

    Raises ``FileNotFoundError`` where the article has no key.

    >>> from kit import load
    >>> key(load("ferry-bridge"), "zone")[0].label
    'navigation'
    """
    annotations = read_annotations(seed_folder() / f"{article.slug}.key.jsonl", article)
    return [annotation for annotation in annotations if annotation.layer == layer]


def key_from(article: Article, layer: str, entries: Iterable[tuple[str, str, str]]) -> list[Annotation]:
    """A key for a short text in a lesson: ``(label, words, why)`` in the order in which the words stand.

    Raises ``ValueError`` where the words do not stand in the text after those before them.

    >>> key_from(Article.from_text("Ana saw Ben."), "practice", [("who", "Ben", "A name.")])[0].span
    Span(start=8, end=11)
    """
    out, at = [], 0
    for label, words, why in entries:
        start = article.text.find(words, at)
        if start < 0:
            raise ValueError(f"{words!r} does not stand in the text after {article.text[:at][-30:]!r}")
        at = start + len(words)
        out.append(Annotation(start, at, layer, label, f"key:{article.slug or 'lesson'}", attributes={"why": why}))
    return out


def as_article_or_furniture(zones: Iterable[Annotation]) -> list[Annotation]:
    """The zones with only two labels left, "article" and "furniture"; reasons stay.

    >>> zone = Annotation(0, 9, "zone", "bio", "kit.find_zones")
    >>> as_article_or_furniture([zone])[0].label
    'furniture'
    """
    return [replace(zone, label=_side(zone.label), attributes=_sides(zone)) for zone in zones]


def _side(label: str) -> str:
    return "furniture" if label in FURNITURE or label == "furniture" else "article"


def _sides(zone: Annotation) -> dict[str, str]:
    """The attributes, their ``accept`` naming the other side where either will do."""
    attributes = dict(zone.attributes)
    other = {_side(label) for label in attributes.pop("accept", "").split()} - {_side(zone.label)}
    return attributes | ({"accept": other.pop()} if other else {})


def sorting_summary(marks: Sequence[Annotation], answers: Sequence[Annotation], *, who: str = "you") -> str:
    """What a sorting into article and furniture came to: furniture found, and article thrown out with it.

    Both are said, because throwing everything out would find all the furniture too. ``who`` did the sorting.

    >>> answers = [Annotation(0, 4, "zone", "article", "key"), Annotation(6, 9, "zone", "furniture", "key")]
    >>> print(sorting_summary([replace(answers[1], annotator="learner:ana")], answers))
    Furniture: you found 1 of 1 blocks.
    <BLANKLINE>
    Article: you kept 0 of 1 blocks, threw out 0, and left 1 unmarked.
    """
    said = {(mark.start, mark.end): mark.label for mark in marks}
    given = {"article": [0, 0, 0], "furniture": [0, 0, 0]}  # said article, said furniture, said nothing
    for answer in answers:
        label = said.get((answer.start, answer.end))
        if label in answer.attributes.get("accept", "").split():
            label = answer.label
        column = ("article", "furniture", None).index(label)
        given[answer.label][column] += 1
    furniture, kept = given["furniture"], given["article"]
    return (
        f"Furniture: {who} found {furniture[1]} of {sum(furniture)} blocks.\n\n"
        f"Article: {who} kept {kept[0]} of {sum(kept)} blocks, threw out {kept[1]}, and left {kept[2]} unmarked."
    )


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


def within(excerpt: Article, article: Article, annotations: Iterable[Annotation]) -> list[Annotation]:
    """The annotations of an article that lie wholly within an excerpt of it, as annotations of the excerpt.

    Evidence that lies outside it is left out. Raises ``ValueError`` where the excerpt does not stand in the article.

    >>> whole = Article.from_text("One. Two. Three.")
    >>> two = Annotation(5, 9, "claim", "fact", "key:demo")
    >>> within(excerpt(whole, "Two", "Three"), whole, [two])[0].span
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


def key_of_blocks(article: Article, layer: str, entries: Iterable[tuple[str, str]]) -> list[Annotation]:
    """A key for each block of a short text: ``(label, why)`` in order.

    Raises ``ValueError`` where there are more or fewer entries than blocks.

    >>> [a.label for a in key_of_blocks(Article.from_text("One.\\n\\nTwo."), "voice", [("a", "-"), ("b", "-")])]
    ['a', 'b']
    """
    return [
        Annotation(*block, layer, label, f"key:{article.slug or 'lesson'}", attributes={"why": why})
        for block, (label, why) in zip(find_blocks(article.text), entries, strict=True)
    ]


def as_speech_or_marks(quotes: Iterable[Annotation]) -> list[Annotation]:
    """Quotes with three labels left: "direct", "indirect" and "scare"; reasons stay.

    A mixed quote counts as reported and may be called direct too; titles and terms are marks without a speaker.

    >>> [a.label for a in as_speech_or_marks([Annotation(0, 9, "quote", "title", "key")])]
    ['scare']
    """
    return [replace(quote, label=_spoken(quote.label), attributes=_spoken_too(quote)) for quote in quotes]


def _spoken(label: str) -> str:
    return {"mixed": "indirect", "title": "scare", "term": "scare"}.get(label, label)


def _spoken_too(quote: Annotation) -> dict[str, str]:
    """The attributes, their ``accept`` in the three labels."""
    accept = {_spoken(label) for label in quote.attributes.get("accept", "").split()}
    accept |= {"direct"} if quote.label == "mixed" else set()
    return {**quote.attributes, "accept": " ".join(sorted(accept - {_spoken(quote.label)}))}


def discernment_summary(found: Discernment, there: str) -> str:
    """Hits and false alarms in words; ``there`` says what there was to find in a sentence.

    >>> from kit import discernment
    >>> print(discernment_summary(discernment(4, 1, 2, 10), "the author judges"))
    Hits: you marked 4 of the 5 sentences in which the author judges.
    <BLANKLINE>
    False alarms: you marked 2 of the 12 where that is not so.
    """
    signals, noises = found.hits + found.misses, found.false_alarms + found.correct_rejections
    return (
        f"Hits: you marked {found.hits} of the {signals} sentences in which {there}.\n\n"
        f"False alarms: you marked {found.false_alarms} of the {noises} where that is not so."
    )
