"""The marks as plain HTML that needs no script: for print, for export, and where no widget can run."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from html import escape
from itertools import pairwise

from kit.annotation import Annotation, Span
from kit.widgets.glossary import find_terms
from kit.widgets.marks import Marks
from kit.widgets.palette import Style
from kit.widgets.tokens import Tokens

__all__ = ["static_html"]

_LINES = {
    "solid": "solid 2px",
    "dashed": "dashed 2px",
    "dotted": "dotted 2.5px",
    "double": "double 1.5px",
    "wavy": "wavy 1.5px",
    "thick": "solid 4px",
}
_EDGES = {"wavy": "groove 6px", "thick": "solid 7px", "double": "double 6px"}
_PAGE = (
    "max-width:44rem;padding:1rem 1.25rem;color:#1c1c1c;background:#fff;"
    "font:17px/1.65 Charter,'Bitstream Charter','Iowan Old Style',Georgia,serif;overflow-wrap:anywhere"
)
_SMALL = "font:13px/1.5 system-ui,sans-serif"
_TERM = "border-bottom:1px dotted #555"
_TAG = (
    "display:inline-block;font:600 11px/1.4 system-ui,sans-serif;color:#fff;"
    "border-radius:3px;padding:0 4px;margin-right:3px"
)


def static_html(
    tokens: Tokens,
    marks: Marks,
    styles: Mapping[str, Style],
    *,
    title: str = "",
    note: str = "",
    glossary: Mapping[str, str] | None = None,
) -> str:
    """The text with its marks as one self-contained piece of HTML, every word of it escaped.

    Colour is never alone: each mark has its letter and its underline, each block its label in words. What terms of the
    ``glossary`` mean stands below the text.
    """
    used = {a.label for a in marks.now}
    legend = " ".join(f"{_tag(style)}{escape(style.title)}&emsp;" for name, style in styles.items() if name in used)
    by_block = marks.unit == "block"
    inside: list[list[Annotation]] = [[] for _ in tokens.blocks]
    for a in marks.now:
        touched = tokens.touched(*a.span)
        for block in range(tokens.block(touched[0]), tokens.block(touched[-1]) + 1):
            inside[block].append(a)
    terms = find_terms(tokens, glossary or {})
    body = (
        _block(tokens.text, block, found, styles, by_block, [span for span, _ in terms])
        for block, found in zip(tokens.blocks, inside, strict=True)
    )
    parts = [
        f'<p style="font-weight:600">{escape(title)}</p>' if title else "",
        f'<p style="font:13px/1.8 system-ui,sans-serif">{legend}</p>' if legend and not by_block else "",
        *body,
        _meanings(glossary or {}, {term for _, term in terms}),
        f'<p style="{_SMALL};color:#555">{escape(note)}</p>' if note else "",
    ]
    return f'<div class="kit-static" style="{_PAGE}">{"".join(parts)}</div>'


def _meanings(glossary: Mapping[str, str], used: Container[str]) -> str:
    lines = [f"<b>{escape(term)}</b>: {escape(meaning)}" for term, meaning in glossary.items() if term in used]
    return f'<p style="{_SMALL}">{"<br>".join(lines)}</p>' if lines else ""


def _block(
    text: str,
    block: Span,
    marks: Sequence[Annotation],
    styles: Mapping[str, Style],
    by_block: bool,
    terms: Sequence[Span],
) -> str:
    """One paragraph: with its label at its head, or with its marks underlined."""
    words = _runs(text, block, [] if by_block else marks, styles, terms)
    if not by_block:
        return f'<p dir="auto" style="white-space:pre-line">{words}</p>'
    if not marks:
        return f'<p dir="auto" style="white-space:pre-line;padding-left:12px">{words}</p>'
    style = styles[marks[0].label]
    line, width = _EDGES.get(style.pattern, f"{style.pattern} 4px").split()
    return (
        f'<p dir="auto" style="white-space:pre-line;padding-left:8px;border-left:{width} {line} {style.ink[0]}">'
        f'{_tag(style)}<span style="font:600 12px system-ui,sans-serif">{escape(style.title)}</span><br>{words}</p>'
    )


def _runs(
    text: str, block: Span, marks: Sequence[Annotation], styles: Mapping[str, Style], terms: Sequence[Span]
) -> str:
    here = [term for term in terms if block.start <= term.start < block.end]
    cuts = sorted({*block, *(at for span in (*(a.span for a in marks), *here) for at in span if at in range(*block))})
    return "".join(
        _run(
            escape(text[start:end]),
            [a for a in marks if a.start <= start and end <= a.end],
            styles,
            start,
            any(term.start <= start and end <= term.end for term in here),
        )
        for start, end in pairwise(cuts)
    )


def _run(html: str, marks: Iterable[Annotation], styles: Mapping[str, Style], start: int, is_term: bool) -> str:
    """A stretch under the same marks: one element inside another, each with its own line."""
    if is_term:
        html = f'<span style="{_TERM}">{html}</span>'
    for depth, mark in enumerate(reversed(list(marks))):
        style = styles[mark.label]
        line = f"underline {_LINES[style.pattern]} {style.ink[0]};text-underline-offset:{3 + 5 * depth}px"
        css = f"background:none;color:inherit;text-decoration:{line}"
        tag = _tag(style) if mark.start == start else ""
        html = f'<mark style="{css}" title="{escape(style.title)}">{tag}{html}</mark>'
    return html


def _tag(style: Style) -> str:
    return f'<b style="{_TAG};background:{style.ink[0]}">{escape(style.letter)}</b>'
