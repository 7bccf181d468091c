"""The start page of a site: its lessons, how far one is, and what one takes away."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

from kit.activity.lesson_file import lesson_folder

__all__ = ["start_page"]


def start_page(lite: Path, title: str) -> str:
    """The page, in place of JupyterLite's at ``lite``: each page of the site reads its settings there."""
    settings = re.search(r'<script id="jupyter-config-data".*?</script>', lite.read_text(encoding="utf-8"), re.DOTALL)
    assert settings is not None
    items = "\n".join(
        f'<li><a href="notebooks/index.html?path={name}">{html.escape(words)}</a></li>' for name, words in _titles()
    )
    return f"""<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{html.escape(title)}</title>
<link rel="stylesheet" href="start.css">
<script src="register.js"></script>
{settings[0]}
</head>
<body><main><h1>{html.escape(title)}</h1><ol>
{items}
</ol></main><script type="module" src="start.js"></script></body>
</html>
"""


def _titles() -> list[tuple[str, str]]:
    books = sorted(lesson_folder().glob("*.ipynb"))
    return [(book.name, json.loads(book.read_bytes())["cells"][0]["source"][0].strip("# \n")) for book in books]
