"""What can be taken away from an article: annotations, charts and a report, each as the bytes of a file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.util import find_spec
from typing import NamedTuple

from kit.annotation import Annotation
from kit.article import Article
from kit.charts import (
    Chart,
    kinds_of_claims,
    loaded_along,
    readability_by_voice,
    sentence_lengths,
    sources_of_claims,
    term_strips,
    terms_by_voice,
    who_speaks,
    zones_and_voices,
)
from kit.jsonl import annotation_lines, as_json
from kit.reading import Reading
from kit.report import report_html
from kit.tables import csv_line
from kit.terms import STOP_WORDS
from kit.views.document import LAYERS
from kit.webannotation import to_web_annotations

__all__ = ["CHARTS", "FILES", "PICTURES", "export", "pictures"]

_COLUMNS = ("layer", "label", "start", "end", "words", "voice", "speaker", "rule", "why", "doubt", "annotator")
_STRIPS = 6  # terms that are drawn along the text
_LONGEST = 60  # characters of an article's name in that of a file


class _Drawing(NamedTuple):
    """What makes a chart, and what to say where there is nothing to draw."""

    make: Callable[[Reading], Chart]
    nothing: str


class _File(NamedTuple):
    """A file of annotations: how its name ends, its media type, and what makes its text."""

    ending: str
    media: str
    text: Callable[[Sequence[Annotation], Article], str]


def export(
    reading: Reading, kind: str, annotations: Iterable[Annotation] | None = None, *, called: str = "annotations"
) -> tuple[str, str, bytes]:
    """A file to take away: its name, its media type and its bytes.

    ``kind`` is one of ``FILES`` (annotations: those given, which the name of the file says are ``called`` so, or
    without any what the program found), "report", or a chart of ``CHARTS`` with an ending of ``PICTURES``, such as
    "who_speaks.svg". Text is UTF-8; CSV begins with a byte order mark, by which a spreadsheet knows that. Where there
    is no matplotlib, as in a browser, an SVG is of the kit's own drawing, and there is no PNG. Raises ``ValueError``,
    in words for a person, for another kind, and where there is nothing to save, nothing to draw, or no PNG.

    >>> import kit
    >>> name, media, data = export(kit.read("It rained.\\n\\nAna Ruiz said so."), "jsonl")
    >>> name, media, data.count(b'"layer": "zone"')
    ('article-annotations.jsonl', 'application/jsonl', 2)
    """
    stem = _stem(reading.article)
    if kind in FILES:
        ending, media, text = FILES[kind]
        found = _found(reading) if annotations is None else list(annotations)
        if not found:
            raise ValueError("There is no annotation to save.")
        return f"{stem}-{called}.{ending}", media, text(found, reading.article).encode("utf-8", "surrogatepass")
    if kind == "report":
        return f"{stem}-report.html", "text/html", report_html(reading).encode("ascii")
    chart, _, ending = kind.partition(".")
    if chart in CHARTS and ending in PICTURES:
        picture = _picture(CHARTS[chart], reading, ending)
        return f"{stem}-{chart.replace('_', '-')}.{ending}", PICTURES[ending], picture
    known = ", ".join([*FILES, "report", *(f"{name}.{ending}" for name in CHARTS for ending in PICTURES)])
    raise ValueError(f"{kind!r} cannot be saved; there are: {known}")


def pictures() -> list[str]:
    """The endings of ``PICTURES`` that can be made here: PNG takes matplotlib.

    >>> pictures()[0]
    'svg'
    """
    return [ending for ending in PICTURES if ending == "svg" or find_spec("matplotlib")]


def _picture(drawing: _Drawing, reading: Reading, ending: str) -> bytes:
    try:
        chart = drawing.make(reading)
    except ValueError as error:
        raise ValueError(f"There is nothing to draw: {drawing.nothing}.") from error
    try:
        return chart.picture(ending)
    except ImportError as error:  # no matplotlib
        if ending == "svg":
            return chart.svg(caption=True).encode("utf-8")
        raise ValueError("A PNG cannot be made here, for there is no matplotlib. Save the chart as SVG.") from error


def _found(reading: Reading) -> list[Annotation]:
    return [each for layer in ("zone", *LAYERS) for each in reading.layer(layer)]


def _stem(article: Article) -> str:
    """What to call files of an article: letters and digits alone, which every system takes."""
    words = re.findall(r"[a-z0-9]+", (article.slug or article.card.title or "").lower())
    return "-".join(words)[:_LONGEST].strip("-") or "article"


# Annotations


def _web(annotations: Sequence[Annotation], article: Article) -> str:
    return as_json(to_web_annotations(annotations, article), indent=2) + "\n"


def _csv(annotations: Sequence[Annotation], article: Article) -> str:
    lines = [csv_line(_COLUMNS)]
    for each in annotations:
        said = each.attributes
        place = [each.layer, each.label, str(each.start), str(each.end), article.covered(each)]
        about = [said.get(name, "") for name in _COLUMNS[5:-1]]
        lines.append(csv_line([*place, *about, each.annotator]))
    return "\ufeff" + "".join(f"{line}\r\n" for line in lines)


FILES: Mapping[str, _File] = {
    "w3c": _File("jsonld", "application/ld+json", _web),
    "jsonl": _File("jsonl", "application/jsonl", annotation_lines),
    "csv": _File("csv", "text/csv", _csv),
}


# Charts


def _terms(reading: Reading) -> Chart:
    return terms_by_voice(reading, rank="article", stop_words=STOP_WORDS)


def _strips(reading: Reading) -> Chart:
    terms = [term for term in reading.terms(stop_words=STOP_WORDS) if not term.set_aside]
    return term_strips(reading, [term.spelling for term in terms[:_STRIPS]])


_ONE = "the article"  # what a chart that can compare several calls the only one

CHARTS: Mapping[str, _Drawing] = {
    "who_speaks": _Drawing(who_speaks, "nobody is quoted"),
    "zones_and_voices": _Drawing(zones_and_voices, "the page has no words"),
    "kinds_of_claims": _Drawing(lambda reading: kinds_of_claims({_ONE: reading}), "the author claims nothing"),
    "sources_of_claims": _Drawing(lambda reading: sources_of_claims({_ONE: reading}), "the author claims nothing"),
    "loaded_along": _Drawing(lambda reading: loaded_along({_ONE: reading}), "there is no running text"),
    "readability_by_voice": _Drawing(readability_by_voice, "there are no sentences to count"),
    "terms_by_voice": _Drawing(_terms, "the article has no words"),
    "term_strips": _Drawing(_strips, "the article has no words but small ones, such as “the”"),
    "sentence_lengths": _Drawing(sentence_lengths, "there is no sentence to measure"),
}
PICTURES: Mapping[str, str] = {"svg": "image/svg+xml", "png": "image/png"}
