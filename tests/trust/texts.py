"""Hostile texts by chance, through every function: nothing is raised, and no span lies outside its text."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib.util import find_spec
from random import Random

import kit
from kit import Annotation, Article
from kit.errors import ReadError
from kit.jsonl import annotation_lines, parse_annotations
from kit.readers.card import read_card
from kit.readers.encoding import decode
from kit.widgets import Highlighter
from tests.trust.shapes import PIECES
from tests.trust.table import Row, row

__all__ = ["rows"]

WORDS = (
    *(
        "The mayor said",
        "“We start in May,”",
        "Ana Ruiz",
        "according to",
        "\n\n",
        "\n",
        " ",
        ".",
        "By Ana Ruiz",
        "# Dam",
        "Q:",
    ),
    *(
        "MS. PSAKI:",
        "“",
        "”",
        '"',
        "'",
        "‘",
        "—",
        "[a](b)",
        "**",
        "> ",
        "Share",
        "© 2024",
        "http://a.b",
        "3 May 2024",
        "who said",
    ),
    *(
        "said that",
        "told",
        "he",
        "\u0301",
        "\u200d",
        "\ud800",
        "\udc00",
        "\U0001f469\u200d\U0001f3eb",
        "\x00",
        "\x1b]0;x\x07",
        "$5",
        "=1+1",
        "…",
    ),
)
# What reads a text, each by its name; all but the first from an article that is its words as they stand.
FUNCTIONS: dict[str, Callable[[Article], object]] = {
    "parse_text": lambda article: kit.parse_text(article.text).annotations,
    "find_zones": kit.find_zones,
    "find_sentences": kit.find_sentences,
    "find_quotes": lambda article: kit.find_quotes(article, parser=False),
    "find_claims": lambda article: kit.read(article, parser=False).claims,
    "find_loaded": lambda article: kit.read(article, parser=False).loaded,
    "read_card": read_card,
    "sources": lambda article: kit.read(article, parser=False).sources,
    "voices": lambda article: kit.read(article, parser=False).voices,
    "terms": lambda article: kit.read(article, parser=False).terms(),
    "readability": lambda article: kit.read(article, parser=False).readability(resamples=10),
    "shown in a terminal": lambda article: repr(kit.read(article, parser=False)),
    "shown on a page": lambda article: kit.read(article, parser=False)._repr_html_().encode(),
    "marked": lambda article: _marked(article),
    "read from bytes": lambda article: _decoded(article),
}


def rows(*, long: bool, seed: int) -> Iterator[Row]:
    """A text of chance for each function in turn, and fewer with the parser."""
    times = 3300 if long else 90
    yield _through(FUNCTIONS, times, seed, f"texts of chance, through {len(FUNCTIONS)} functions")
    tried = "texts of chance, through find_quotes with the parser"
    if find_spec("spacy") is None:
        yield Row(tried, 0, "no parser here", None)
        return
    parsed: dict[str, Callable[[Article], object]] = {
        "find_quotes": lambda article: kit.find_quotes(article, parser=True)
    }
    yield _through(parsed, 300 if long else 6, seed, tried)


def _through(functions: dict[str, Callable[[Article], object]], times: int, seed: int, tried: str) -> Row:
    failed = []
    for n in range(times):
        random = Random(f"{seed} {n}")
        name = list(functions)[n % len(functions)]
        text = _text(random)
        try:
            wrong = _outside(functions[name](Article.from_text(text)), name, text)
        except Exception as error:
            wrong = [f"raised {type(error).__name__}: {str(error)[:120]}"]
        failed += [f"{name}({_short(name, functions[name], text)}): {each}" for each in wrong]
    return row(tried, times, failed, "no exception, no span outside its text", "exceptions or spans outside")


def _text(random: Random) -> str:
    pieces = [*PIECES.values()]
    made = [
        random.choice((random.choice(pieces), random.choice(WORDS))) * random.choice((1, 1, 1, 2, 7, 40))
        for _ in range(random.randint(1, 40))
    ]
    return "".join(made)[:4000]


def _outside(found: object, name: str, text: str) -> list[str]:
    """Spans and evidence that do not lie within the text, and annotations that are not in order."""
    annotations = [each for each in found if isinstance(each, Annotation)] if isinstance(found, (list, tuple)) else []
    text = kit.parse_text(text).text if name == "parse_text" else text
    spans = [span for each in annotations for span in (each.span, *each.evidence.values())]
    wrong = [f"span {start}:{end} of 0:{len(text)}" for start, end in spans if not 0 <= start <= end <= len(text)]
    if [each.start for each in annotations] != sorted(each.start for each in annotations):
        wrong.append("not in order")
    return wrong


def _marked(article: Article) -> None:
    """Marks as they are sent to a page, shown without scripts, and written to a file and read back."""
    widget = Highlighter(article, layer="quote", labels=["direct"])
    if article.text.split() and (tokens := widget._tokens) and len(tokens):
        widget.mark(tokens.starts[0], tokens.ends[-1], "direct")
    json.dumps(widget.get_state(), ensure_ascii=False, default=str).encode("utf-8")
    widget.to_html().encode("utf-8")
    lines = annotation_lines(widget.annotations, article).encode("utf-8")
    if parse_annotations(lines, "here", article) != widget.annotations:
        raise ValueError("marks are others when they are read back")


def _decoded(article: Article) -> None:
    """Its bytes as text again, or a refusal that says why they are none."""
    data = article.text.encode("utf-8", "replace")
    with suppress(ReadError):
        text, encoding = decode(data, name="x")
        if text.encode(encoding) != data:
            raise ValueError("the bytes are others when they are written back")


def _short(name: str, function: Callable[[Article], object], text: str) -> str:
    """A text, cut down as far as the function still raises, to be tried again."""
    size = len(text)
    while size > 1:
        size //= 2
        for start in range(0, len(text) - size + 1, max(1, size // 2)):
            try:
                function(Article.from_text(text[:start] + text[start + size :]))
            except Exception:
                text = text[:start] + text[start + size :]
                break
        size = min(size, len(text))
    return repr(text)
