"""Read a PDF: its words in the order of reading, what print adds (running heads, hyphens) taken out and recorded."""

from __future__ import annotations

from kit.readers.pdf.read import parse_pdf

__all__ = ["parse_pdf"]
