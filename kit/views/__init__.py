"""What ``kit.explore`` shows: a reading as plain data, with every place in it as a ``Span``."""

from collections.abc import Callable, Mapping
from typing import Any

from kit.views.asked import answered
from kit.views.collocates import collocates
from kit.views.document import document
from kit.views.export import export, pictures
from kit.views.lines import lines
from kit.views.readability import readability
from kit.views.several import beside
from kit.views.terms import terms

__all__ = [
    "VIEWS",
    "VIEWS_OF_SEVERAL",
    "beside",
    "collocates",
    "document",
    "export",
    "lines",
    "pictures",
    "readability",
    "terms",
]

# What a page may ask of an article, by name.
VIEWS: Mapping[str, Callable[..., Any]] = {
    view.__name__: answered(view) for view in (document, terms, lines, collocates, readability)
}
# And of several. What is of one article, and has places in it, stands in "articles", in their order.
VIEWS_OF_SEVERAL: Mapping[str, Callable[..., Any]] = {"beside": answered(beside)}
