"""Words as HTML, each there to be read and none taken for markup or for mathematics; and a page that stands alone."""

from __future__ import annotations

from html import escape
from pathlib import Path

from kit.visible import sign_for_sign

__all__ = ["AS_WRITTEN", "PAPER", "page_html", "words_html"]

# The classes by which MathJax 3 and later, JupyterLab's, and MathJax 2, that of an exported page, leave an element as
# it is written; else "$5 million and not $6" would be typeset as a formula. What shows text has it on its outermost
# element. Source: docs.mathjax.org/en/v3.2/options/document.html (ignoreHtmlClass), /en/v2.7-latest (ignoreClass).
AS_WRITTEN = "tex2jax_ignore mathjax_ignore"
PAPER = Path(__file__).with_suffix(".css")  # the colours of a page that is read, by day and by night, and printed


def words_html(words: str) -> str:
    """Words as HTML, between tags or in an attribute, with a sign for what a page cannot hold.

    >>> words_html("<b> & 'a' \\x00")
    '&lt;b&gt; &amp; &#x27;a&#x27; ␀'
    """
    return escape(sign_for_sign(words), quote=True)


def page_html(title: str, body: str, *styles: Path, looks: str = "") -> str:
    """A whole page of HTML, in ASCII: it needs no other file, no script and no network.

    ``body`` is HTML, and ``styles`` are its stylesheets, in order. ``looks`` is a class of the body, by which a
    stylesheet tells one kind of page from another.

    >>> made = page_html("A <lake>", "<h1>A lake</h1>")
    >>> made[:15], "<title>A &lt;lake&gt;</title>" in made, "<script" in made
    ('<!DOCTYPE html>', True, False)
    """
    style = "".join(each.read_text(encoding="utf-8") for each in styles)
    page = (
        "<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'>"
        # Nothing is fetched and nothing runs, whatever stands in the text.
        "<meta http-equiv='Content-Security-Policy' content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        "<meta name='viewport' content='width=device-width, initial-scale=1'>"
        f"<title>{words_html(title)}</title><style>{style}</style></head>"
        f"<body class='{' '.join(filter(None, [AS_WRITTEN, looks]))}'>{body}</body></html>\n"
    )
    return page.encode("ascii", "xmlcharrefreplace").decode("ascii")
