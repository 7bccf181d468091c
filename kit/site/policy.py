"""What a page of a site may do, said in the page itself (Content Security Policy, level 3), whatever serves it.

Answers are kept on the origin of a school, beside other pages of the school's. So no page of a site asks another host
for anything or sends one anything, none runs a script that the site did not come with, and a plan or a handout, which
somebody else may have written, runs none at all. ``file:`` is for a page that is opened as a file, and says what to do:
there not every browser takes that for itself, and elsewhere no page can load one. Source: www.w3.org/TR/CSP3.
"""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

__all__ = ["LESSON", "START", "STILL", "guard", "with_policy"]

_ALL = "default-src 'none'; base-uri 'none'; form-action 'none'; object-src 'none'; "
_OWN = "style-src 'self' file: 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
# The start page, which registers the service worker.
START = _ALL + _OWN + "script-src 'self' file: {scripts}; connect-src 'self'; worker-src 'self'; manifest-src 'self'"
# A lesson: widgets come as text, and are imported by way of blob:; JupyterLab compiles the schemas of its settings.
LESSON = (
    _ALL + _OWN + "script-src 'self' blob: 'unsafe-eval' {scripts}; connect-src 'self' data: blob:; "
    "worker-src 'self' blob:; manifest-src 'self'"
)
# A page to be read and printed.
STILL = _ALL + "style-src 'self' file: 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:"

_SCRIPT = re.compile(r"<script(?P<said>[^>]*)>(?P<code>.*?)</script>", re.S | re.I)
_DOCTYPE = re.compile(r"\s*<!doctype html>", re.I)


def guard(site: Path) -> None:
    """Give every page of a site its policy: the start page, the lessons' page, and all others, which run nothing.

    Raises ``ValueError`` where a page is not in UTF-8: a browser would read another page than was written here.
    """
    own = {"index.html": START, "notebooks/index.html": LESSON}
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        try:
            page = path.read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError:
            raise ValueError(f"{name} is not in UTF-8; save it so") from None
        path.write_bytes(with_policy(page, own.get(name, STILL)).encode("utf-8"))


def with_policy(page: str, policy: str) -> str:
    """A page with its policy before anything else in it; ``{scripts}`` in one are the sums of the page's own scripts.

    >>> print(with_policy("<!doctype html><title>A</title>", "default-src 'none'"))
    <!doctype html>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'">
    <title>A</title>
    """
    scripts = " ".join(_sum(found["code"]) for found in _SCRIPT.finditer(page) if _runs(found["said"]))
    said = policy.replace("{scripts}", scripts)
    # How it is written comes before it: browsers look for that in the first 1,024 bytes alone.
    meta = f'\n<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="{said}">\n'
    head = _DOCTYPE.match(page)
    at = head.end() if head else 0
    return page[:at] + meta + page[at:]


def _runs(attributes: str) -> bool:
    return "src=" not in attributes and "json" not in attributes


def _sum(code: str) -> str:
    return f"'sha256-{b64encode(sha256(code.encode()).digest()).decode()}'"
