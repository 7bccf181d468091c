"""Two readings of each text: how far they agree, and what is open because they do not.

python -m tests.second_reading            # the tables of seeds/README.md
python -m tests.second_reading --settle   # writes them there, and opens in each key what the two readers differ on

A key is the first reading. Settled, what only one reader asks for is open (tier ``accept``, with its tier of before in
``first``), and so is a trap that the other lets be marked; what the second alone asks for stands beside it, open, and
keeps the second reader's name. So both readings can be told from the files, and settling twice changes nothing.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from kit.activity.texts import LAYERS
from kit.agreement.bounds import same_words
from kit.agreement.reliability import alpha, ratings
from kit.agreement.units import tier
from kit.annotation import Annotation
from kit.article import Article
from kit.files import parse_toml, write_atomic
from kit.jsonl import read_annotations, write_annotations
from kit.readability import count, score
from kit.readers import load
from kit.readers.files import seed_folder
from kit.segment.blocks import find_blocks
from kit.words import WORD

SAMPLES = 2000  # for the intervals: texts drawn with replacement
FOLDERS = ("", "plain", "check")
OF_MARKS = ("strength", "neutral")  # what a trap does not have


class Read(NamedTuple):
    """A text that was read twice."""

    path: Path
    article: Article
    first: list[Annotation]
    second: list[Annotation]


def texts() -> list[Path]:
    """The files of all texts that have a key: articles, passages in plain words, and those of the check."""
    found = (path for folder in FOLDERS for path in sorted((seed_folder() / folder).glob("*.txt")))
    return [path for path in found if path.with_suffix(".key.jsonl").exists()]


def read_twice() -> list[Read]:
    """The texts with two keys, each reading as its reader left it."""
    out = []
    for path in texts():
        if (other := path.with_suffix(".key2.jsonl")).exists():
            article = load(path)
            first = as_read(read_annotations(path.with_suffix(".key.jsonl"), article))
            out.append(Read(path, article, first, read_annotations(other, article)))
    return out


def as_read(key: Iterable[Annotation]) -> list[Annotation]:
    """A key as its first reader left it, before what differs was opened."""
    out = []
    for entry in key:
        if not entry.annotator.startswith("key2:"):
            about = dict(entry.attributes)
            if before := about.pop("first", None):
                about["tier"] = before
                for name in ("contested", *(OF_MARKS if before == "trap" else ())):
                    about.pop(name, None)
            out.append(replace(entry, attributes=about))
    return out


def in_layer(annotations: Iterable[Annotation], layer: str) -> list[Annotation]:
    return [entry for entry in annotations if entry.layer == layer]


def asked(annotations: Iterable[Annotation]) -> list[Annotation]:
    """What a reader asks for. Each block has a zone: there a trap is one that is easily taken for another."""
    return [entry for entry in annotations if tier(entry) == "must" or (tier(entry), entry.layer) == ("trap", "zone")]


def marked(annotations: Iterable[Annotation]) -> list[Annotation]:
    """What a reader would mark, or let be marked: all but traps, of zones these too."""
    return [entry for entry in annotations if tier(entry) != "trap" or entry.layer == "zone"]


def shared(article: Article, mine: Sequence[Annotation], other: Sequence[Annotation]) -> list[Annotation]:
    """What one reader asks for that the other marks too, or lets be marked: nearly the same words, a fitting label.

    Labels fit where either reader says that both will do.
    """
    theirs = marked(other)
    return [entry for entry in asked(mine) if _has_like(article, entry, theirs)]


def _has_like(article: Article, entry: Annotation, others: Iterable[Annotation]) -> bool:
    return any(_alike(article, entry, found) for found in others)


def _alike(article: Article, one: Annotation, other: Annotation) -> bool:
    labels = {one.label, *one.attributes.get("accept", "").split()}
    return bool(labels & {other.label, *other.attributes.get("accept", "").split()}) and (
        same_words(article.text, one.span, other.span, one.layer)
        or same_words(article.text, other.span, one.span, one.layer)
    )


# ---- how far they agree ----


def agreement(read: Sequence[Read], layer: str) -> tuple[int, int, float, float | None]:
    """Asked for by either, of these marked by both, the share, and Krippendorff's alpha over words (zones: blocks)."""
    both = total = 0
    rows: tuple[list[str | None], list[str | None]] = ([], [])
    for _, article, first, second in read:
        one, two = in_layer(first, layer), in_layer(second, layer)
        both += len(shared(article, one, two)) + len(shared(article, two, one))
        total += len(asked(one)) + len(asked(two))
        units = list(find_blocks(article.text)) if layer == "zone" else None
        for row, more in zip(rows, ratings(article, [marked(one), marked(two)], units=units), strict=True):
            row.extend(more)
    return total, both, both / total if total else 0.0, alpha(rows).value


def interval(read: Sequence[Read], layer: str) -> tuple[float, float]:
    """The 95 % interval of the share: texts drawn with replacement, as many as there are."""
    counts = [agreement([each], layer)[:2] for each in read]
    draw = random.Random(18)
    drawn = [[counts[draw.randrange(len(counts))] for _ in counts] for _ in range(SAMPLES)]
    shares = sorted(sum(both for _, both in sample) / max(1, sum(total for total, _ in sample)) for sample in drawn)
    return shares[int(0.025 * SAMPLES)], shares[int(0.975 * SAMPLES) - 1]


def agreement_table(read: Sequence[Read]) -> str:
    """The agreement of the two readers per layer, in Markdown."""
    lines = [
        "| layer | asked for, by either | marked by both | 95 % interval | Krippendorff's α |",
        "|---|---|---|---|---|",
    ]
    for layer in LAYERS:
        total, _, share, measured = agreement(read, layer)
        low, high = interval(read, layer)
        said = "undefined" if measured is None else f"{measured:.2f}"
        lines.append(f"| {layer} | {total:,} | {share:.0%} | {low:.0%} to {high:.0%} | {said} |".replace("%", " %"))
    return "\n".join(lines)


def texts_table() -> str:
    """The articles: their kind, words, grade, and what their keys ask for, in Markdown."""
    lines = [
        "| text | kind | sound? | words | grade | asked for: speech, claims, loaded words |",
        "|---|---|---|---|---|---|",
    ]
    for path in (path for path in texts() if path.parent == seed_folder()):
        article, practice = load(path), parse_toml(path.with_suffix(".toml").read_bytes()).get("practice", {})
        key = read_annotations(path.with_suffix(".key.jsonl"), article)
        sound = {True: "sound", False: "slanted"}.get(practice.get("sound"), "real")
        asks = ", ".join(str(len(asked(in_layer(key, layer)))) for layer in LAYERS[1:])
        words = len(WORD.findall(article.text))
        genre = practice.get("genre", "opinion piece")
        lines.append(f"| {path.stem} | {genre} | {sound} | {words:,} | {grade(path):.1f} | {asks} |")
    return "\n".join(lines)


def grade(path: Path) -> float:
    """The school grade of what is article on a page, or a reader's comment, by its key, by Flesch and Kincaid."""
    article = load(path)
    zones = in_layer(read_annotations(path.with_suffix(".key.jsonl"), article), "zone")
    read = [article.covered(zone) for zone in zones if zone.label in ("body", "transcript", "comment")]
    value = score(count("\n\n".join(words for words in read if len(WORD.findall(words)) > 8)))["flesch_kincaid"].value
    assert value is not None
    return value


# ---- what is open ----


def settled(read: Read) -> list[Annotation]:
    """The key with all open on which the two readers differ: graded is what both ask for, a trap what neither marks."""

    out = []
    for layer in LAYERS:
        one, two = in_layer(read.first, layer), in_layer(read.second, layer)
        wanted = [entry for entry in asked(two) if entry not in shared(read.article, two, one)]
        taken = {entry.span for entry in wanted}
        for entry in one:
            if entry in asked(one):
                out.append(entry if _has_like(read.article, entry, asked(two)) else _opened(entry))
            elif tier(entry) != "trap":
                out.append(entry)
            elif entry.span not in taken:
                let = [found for found in marked(two) if same_words(read.article.text, entry.span, found.span, layer)]
                out.append(_opened(entry, *let[:1]) if let else entry)
        kept = {entry.span for entry in out if entry.layer == layer}
        out += [_opened(entry) for entry in wanted if entry.span not in kept]
    return sorted(out, key=lambda entry: (LAYERS.index(entry.layer), entry.span, entry.label))


def _opened(entry: Annotation, let: Annotation | None = None) -> Annotation:
    """An entry that nobody is graded on; a trap has what only a mark needs from who lets it be marked."""
    needs = {name: let.attributes[name] for name in OF_MARKS if name in let.attributes} if let else {}
    opened = {"tier": "accept", "first": tier(entry), "contested": "yes"}
    return replace(entry, attributes={**entry.attributes, **needs, **opened})


def with_tables(page: str) -> str:
    """The page of the texts with its two tables as they are now."""
    for name, table in (("agreement", agreement_table(read_twice())), ("texts", texts_table())):
        page = re.sub(rf"(<!-- {name} -->\n).*?(<!-- end -->)", rf"\g<1>{table}\n\g<2>", page, flags=re.S)
    return page


def main(arguments: Sequence[str]) -> None:
    if "--settle" in arguments:
        for read in read_twice():
            write_annotations(read.path.with_suffix(".key.jsonl"), settled(read), read.article)
        page = seed_folder() / "README.md"
        write_atomic(page, with_tables(page.read_text(encoding="utf-8")))
    print(agreement_table(read_twice()), texts_table(), sep="\n\n")


if __name__ == "__main__":
    main(sys.argv[1:])
