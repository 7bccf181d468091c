"""The pieces of text in a PDF, with their places: ``python extract.py < file.pdf`` prints them as JSON.

It runs in a process of its own, which is ended when it takes too long or too much: a PDF is a program, in a way.
"""

from __future__ import annotations

import contextlib
import io
import json
import logging
import math
import re
import sys
from collections.abc import Iterator
from typing import Any

MOST_PAGES = 200
MOST_TEXT = 5_000_000  # characters of all pages; a page of a newspaper has some 20,000
MEMORY = 2_000_000_000  # bytes
_SPACED = re.compile(r"\s*[^\s\d](?:\s{1,3}[^\s\d]){5,}\s*")  # l i k e  t h i s
_LETTER = r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"  # of Hebrew or Arabic
_RIGHT_TO_LEFT = re.compile(rf"{_LETTER}(?:[^\w\n]*{_LETTER})*")


def main() -> None:
    """Read a PDF from the standard input, and print ``{"pages": [[[x0, y0, x1, y1, size, text], …], …], …}``."""
    logging.disable(logging.CRITICAL)
    with contextlib.suppress(ImportError, ValueError, OSError):  # Windows has no such limit
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
    from pdfminer.pdfexceptions import PDFException
    from pdfminer.pdfparser import PDFParser

    parser = PDFParser(io.BytesIO(sys.stdin.buffer.read()))
    try:
        document = PDFDocument(parser)
    except (PDFPasswordIncorrect, PDFEncryptionError):
        print(json.dumps({"refused": "locked"}))
        return
    except (PDFException, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        print(json.dumps({"refused": f"{type(error).__name__}: {error}"[:200]}))
        return
    pages, left = [], MOST_TEXT
    pieces = _pages(document)
    seen, cut = 0, False
    while not cut:
        try:
            page = next(pieces, None)
        except Exception:  # the tree of pages is damaged from here on
            break
        if page is None:
            break
        if cut := left <= 0 or seen == MOST_PAGES:
            break
        seen += 1
        with contextlib.suppress(Exception):  # a page that is damaged in whatever way; the others may be whole
            pages.append(list(page()))
            left -= sum(len(piece[5]) for piece in pages[-1])
    print(json.dumps({"pages": pages, "info": _info(document), "cut": cut}))


def _pages(document: Any) -> Iterator[Any]:
    """For each page, what reads it."""
    from functools import partial

    from pdfminer.converter import PDFPageAggregator
    from pdfminer.layout import LAParams
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
    from pdfminer.pdfpage import PDFPage

    manager = PDFResourceManager()
    # Lines alone: in what order they are read, and what is a paragraph, is our own affair.
    device = PDFPageAggregator(manager, laparams=LAParams(boxes_flow=None, char_margin=1.2, line_margin=0.01))
    interpreter = PDFPageInterpreter(manager, device)

    def read(page: Any) -> Iterator[tuple[float, float, float, float, float, str]]:
        interpreter.process_page(page)
        yield from _lines(device.get_result())

    for page in PDFPage.create_pages(document):
        yield partial(read, page)


def _lines(layout: Any) -> Iterator[tuple[float, float, float, float, float, str]]:
    """The lines of a page that run from left to right; what is turned, as a stamp at the edge is, is left out."""
    from pdfminer.layout import LTChar, LTTextBox, LTTextLineHorizontal

    for box in layout:
        for line in box if isinstance(box, LTTextBox) else ():
            signs = [char for char in line if isinstance(char, LTChar)]
            if not isinstance(line, LTTextLineHorizontal) or not signs or not all(map(math.isfinite, line.bbox)):
                continue
            if sum(char.upright for char in signs) * 2 > len(signs):
                size = sorted(char.size for char in signs)[len(signs) // 2]
                where = [round(value, 1) for value in (*line.bbox, size)]
                yield (where[0], where[1], where[2], where[3], where[4], _as_read(line))


def _as_read(line: Any) -> str:
    """The words of a line: without the spaces that spread a headline, and Hebrew and Arabic from right to left."""
    text: str = line.get_text()
    if _SPACED.fullmatch(text):
        text = re.sub(r"(?<=\S)\s(?=\S)", "", text)
    if _RIGHT_TO_LEFT.search(text):
        places = [char.x0 for char in line if hasattr(char, "x0") and re.match(_LETTER, char.get_text())]
        if places[0] <= places[-1]:  # they come as they stand on the page
            text = _RIGHT_TO_LEFT.sub(lambda run: run[0][::-1], text)
    return text


def _info(document: Any) -> dict[str, str]:
    """The title and the author that the file itself names."""
    from pdfminer.utils import decode_text

    out = {}
    for info in document.info[:1] if document.info else ():
        for name in ("Title", "Author"):
            value = info.get(name)
            value = value.resolve() if hasattr(value, "resolve") else value
            if isinstance(value, bytes):
                out[name] = decode_text(value)[:500]
    return out


if __name__ == "__main__":
    main()
