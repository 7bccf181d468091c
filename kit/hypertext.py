"""Words on a page of HTML: each is there to be read, and none is taken for markup or for mathematics."""

from __future__ import annotations

from html import escape

from kit.visible import sign_for_sign

__all__ = ["AS_WRITTEN", "words_html"]

# The classes by which MathJax 3 and later, JupyterLab's, and MathJax 2, that of an exported page, leave an element as
# it is written; else "$5 million and not $6" would be typeset as a formula. What shows text has it on its outermost
# element. Source: docs.mathjax.org/en/v3.2/options/document.html (ignoreHtmlClass), /en/v2.7-latest (ignoreClass).
AS_WRITTEN = "tex2jax_ignore mathjax_ignore"


def words_html(words: str) -> str:
    """Words as HTML, between tags or in an attribute, with a sign for what a page cannot hold.

    >>> words_html("<b> & 'a' \\x00")
    '&lt;b&gt; &amp; &#x27;a&#x27; ␀'
    """
    return escape(sign_for_sign(words), quote=True)
