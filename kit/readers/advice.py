"""What to do with an article that cannot be read as it is: the ends of error messages, each said once."""

from __future__ import annotations

__all__ = ["COPY_IT", "ELSEWHERE", "SAVE_IT"]

COPY_IT = "copy the article's text into a .txt file and load that"
SAVE_IT = "open the page in a browser, save it (Ctrl+S), and read that file"
ELSEWHERE = "or read it with the kit on a computer, outside a browser"
