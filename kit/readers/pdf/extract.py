"""The pieces of text in a PDF, with their places: ``python extract.py < file.pdf`` prints them as JSON.

It runs in a process of its own, which is ended when it takes too long or too much: a PDF is a program, in a way.
"""

from __future__ import annotations

import contextlib
import io
import json
import logging
import sys
from collections.abc import Iterator
from typing import Any

MOST_PAGES = 200
MEMORY = 2_000_000_000  # bytes


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
    pages, failed = [], 0
    for page in _pages(document):
        try:
            pages.append(list(page()))
        except Exception:  # a page that is damaged in whatever way; the others may be whole
            failed += 1
    print(json.dumps({"pages": pages, "failed": failed, "info": _info(document), "more": len(pages) >= MOST_PAGES}))


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

    for number, page in enumerate(PDFPage.create_pages(document)):
        if number >= MOST_PAGES:
            return
        yield partial(read, page)


def _lines(layout: Any) -> Iterator[tuple[float, float, float, float, float, str]]:
    from pdfminer.layout import LTChar, LTTextBox, LTTextLineHorizontal

    for box in layout:
        for line in box if isinstance(box, LTTextBox) else ():
            if isinstance(line, LTTextLineHorizontal):
                sizes = [char.size for char in line if isinstance(char, LTChar)]
                size = sorted(sizes)[len(sizes) // 2] if sizes else 0.0
                where = [round(value, 1) for value in (*line.bbox, size)]
                yield (where[0], where[1], where[2], where[3], where[4], line.get_text())


def _info(document: Any) -> dict[str, str]:
    """The title, the author and the date that the file itself names."""
    from pdfminer.utils import decode_text

    out = {}
    for info in document.info[:1] if document.info else ():
        for name in ("Title", "Author", "CreationDate"):
            value = info.get(name)
            value = value.resolve() if hasattr(value, "resolve") else value
            if isinstance(value, bytes):
                out[name] = decode_text(value)[:500]
    return out


if __name__ == "__main__":
    main()
