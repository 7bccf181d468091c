"""The marks as plain HTML that needs no script: for print, for export, and where no widget can run."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from kit.annotation import Annotation, Span
from kit.hypertext import AS_WRITTEN, words_html
from kit.widgets.glossary import dotted_terms, find_terms
from kit.widgets.marks import Marks
from kit.widgets.palette import Style
from kit.widgets.tokens import Tokens, Unit

__all__ = ["Sign", "legend_html", "static_blocks", "static_html"]

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
    "max-width:44rem;padding:1rem 1.25rem;color:#1c1c1c;background:#fff;print-color-adjust:exact;"
    "font:17px/1.65 Charter,'Bitstream Charter','Iowan Old Style',Georgia,serif;overflow-wrap:anywhere"
)
_DEEPEST = 12  # marks that are drawn on the same words: what is drawn grows with the text, not with its square
_SMALL = "font:13px/1.5 system-ui,sans-serif"
_SIGN = "font:700 .72em/1 system-ui,sans-serif;vertical-align:.35em"
_TERM = "border-bottom:1px dotted #555"
_TAG = (
    "display:inline-block;font:600 11px/1.4 system-ui,sans-serif;color:#fff;"
    "border-radius:3px;padding:0 4px;margin-right:3px"
)


class Sign(NamedTuple):
    """What stands around words of a text, before and after, to be spoken of elsewhere; no part of the text."""

    span: Span
    before: str
    after: str = ""


def static_html(
    tokens: Tokens,
    marks: Marks,
    styles: Mapping[str, Style],
    *,
    title: str = "",
    note: str = "",
    glossary: Mapping[str, str] | None = None,
    bare: Sequence[Span] = (),
) -> str:
    """The text with its marks as one self-contained piece of HTML, every word of it escaped.

    Colour is never alone: each mark has its letter and its underline, each block its label in words. What terms of the
    ``glossary`` mean stands below the text; those on ``bare`` words have no dots. Where more than twelve marks lie on
    the same words, the twelve that start last are drawn.
    """
    terms = dotted_terms(tokens, glossary or {}, bare)
    used = {term for _, term in find_terms(tokens, glossary or {})}
    legend = "" if marks.unit == "block" else legend_html(marks.now, styles)
    body = static_blocks(tokens, marks.now, styles, unit=marks.unit, terms=[span for span, _ in terms])
    parts = [
        f'<p style="font-weight:600">{words_html(title)}</p>' if title else "",
        f'<p style="font:13px/1.8 system-ui,sans-serif">{legend}</p>' if legend else "",
        *body,
        _meanings(glossary or {}, used),
        f'<p style="{_SMALL};color:#555">{words_html(note)}</p>' if note else "",
    ]
    return f'<div class="kit-static {AS_WRITTEN}" style="{_PAGE}">{"".join(parts)}</div>'


def legend_html(marks: Iterable[Annotation], styles: Mapping[str, Style]) -> str:
    """The labels that these marks have, each with its letter."""
    used = {mark.label for mark in marks}
    return " ".join(f"{_tag(style)}{words_html(style.title)}&emsp;" for name, style in styles.items() if name in used)


def static_blocks(
    tokens: Tokens,
    marks: Sequence[Annotation],
    styles: Mapping[str, Style],
    *,
    unit: Unit,
    terms: Sequence[Span] = (),
    signs: Sequence[Sign] = (),
) -> list[str]:
    """Each block of the text with its marks as HTML, every word escaped, as ``static_html`` draws them.

    ``marks`` are in order, the longer first; ``terms`` are dotted, and ``signs`` stand where their words do.
    """
    by_block = unit == "block"
    labels = {a.start: a.label for a in marks} if by_block else {}
    runs = _runs(tokens, [] if by_block else marks, terms, styles, signs)
    return [
        _block("".join(words), styles.get(labels.get(block.start, "")), by_block)
        for block, words in zip(tokens.blocks, runs, strict=True)
    ]


def _meanings(glossary: Mapping[str, str], used: Container[str]) -> str:
    lines = [f"<b>{words_html(term)}</b>: {words_html(meaning)}" for term, meaning in glossary.items() if term in used]
    return f'<p style="{_SMALL}">{"<br>".join(lines)}</p>' if lines else ""


def _block(words: str, style: Style | None, by_block: bool) -> str:
    """One paragraph: its marks are underlined, or it has a label at its head."""
    if not by_block:
        return f'<p dir="auto" style="white-space:pre-line">{words}</p>'
    if not style:
        return f'<p dir="auto" style="white-space:pre-line;padding-left:12px">{words}</p>'
    line, width = _EDGES.get(style.pattern, f"{style.pattern} 4px").split()
    return (
        f'<p dir="auto" style="white-space:pre-line;padding-left:8px;border-left:{width} {line} {style.ink[0]}">'
        f'{_tag(style)}<span dir="ltr" style="font:600 12px system-ui,sans-serif">{words_html(style.title)}</span><br>'
        f"{words}</p>"
    )


def _runs(
    tokens: Tokens,
    marks: Sequence[Annotation],
    terms: Sequence[Span],
    styles: Mapping[str, Style],
    signs: Sequence[Sign] = (),
) -> Iterator[list[str]]:
    """The words of each block in stretches, each under the same marks; in one pass over marks that are in order."""
    spans = (*tokens.blocks, *(a.span for a in marks), *terms, *(sign.span for sign in signs))
    cuts = sorted({at for span in spans for at in span})
    before, after = _around(signs)
    starts = [term.start for term in terms]
    began, opened = 0, list[Annotation]()
    for block in tokens.blocks:
        words = []
        for start, end in pairwise(cuts[bisect_left(cuts, block.start) : bisect_right(cuts, block.end)]):
            while began < len(marks) and marks[began].start <= start:
                opened.append(marks[began])
                began += 1
            term = bisect_right(starts, start) - 1
            is_term = term >= 0 and end <= terms[term].end
            drawn = _run(words_html(tokens.text[start:end]), _innermost(opened, start), styles, start, is_term)
            words.append(f"{before.get(start, '')}{drawn}{after.get(end, '')}")
        yield words


def _around(signs: Iterable[Sign]) -> tuple[dict[int, str], dict[int, str]]:
    """The signs before each place and after it, those of the inner words nearer to them."""
    before, after = dict[int, str](), dict[int, str]()
    for sign in sorted(signs, key=lambda sign: (sign.span.start, -sign.span.end)):
        for there, at, words in ((before, sign.span.start, sign.before), (after, sign.span.end, sign.after)):
            if words:
                drawn = f'<b dir="ltr" style="{_SIGN}">{words_html(words)}</b>'
                there[at] = there.get(at, "") + drawn if there is before else drawn + there.get(at, "")
    return before, after


def _innermost(opened: list[Annotation], at: int) -> list[Annotation]:
    """The last of the opened marks that are not over at a place, in order; those that are over go."""
    found = list[Annotation]()
    while opened and len(found) < _DEEPEST:
        mark = opened.pop()
        if mark.end > at:
            found.append(mark)
    opened.extend(reversed(found))
    return found[::-1]


def _run(html: str, marks: Iterable[Annotation], styles: Mapping[str, Style], start: int, is_term: bool) -> str:
    """A stretch under the same marks: one element inside another, each with its own line."""
    if is_term:
        html = f'<span style="{_TERM}">{html}</span>'
    for depth, mark in enumerate(reversed(list(marks))):
        style = styles[mark.label]
        line = f"underline {_LINES[style.pattern]} {style.ink[0]};text-underline-offset:{3 + 5 * depth}px"
        css = f"background:none;color:inherit;text-decoration:{line}"
        tag = _tag(style) if mark.start == start else ""
        html = f'<mark style="{css}" title="{words_html(style.title)}">{tag}{html}</mark>'
    return html


def _tag(style: Style) -> str:
    return f'<b dir="ltr" style="{_TAG};background:{style.ink[0]}">{words_html(style.letter)}</b>'
