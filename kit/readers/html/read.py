"""Read a saved web page: all of it that a reader sees, block by block."""

from __future__ import annotations

import dataclasses
import re

from kit.annotation import Annotation
from kit.article import Article, Card
from kit.readers.edits import edited
from kit.readers.html.card import card_of, find_card_facts
from kit.readers.html.encoding import decode_html
from kit.readers.html.layout import lay_out
from kit.readers.html.metadata import body_facts, head_facts
from kit.readers.html.tokens import find_tokens

__all__ = ["parse_html", "read_html"]

_LOST = re.compile("\ufffd+")
_MOST_LOST = 1000  # places that are told


def parse_html(source: str, *, card: Card | None = None) -> Article:
    """Read the HTML of a whole page into an article, with links, markup, structure and repairs as annotations.

    All that a reader sees of the page stays, its furniture too: blocks are parted by blank lines, list items, rows and
    ``<br>`` are lines, cells are parted by a tab, white space is set as a browser sets it. Scripts, styles, comments,
    pictures, forms' values and what is hidden in its own tag are out. Links and emphasis are noted as by
    ``parse_text`` (layers "link", "markup"), spoilt characters and cut paragraphs mended as there ("repair"). Layer
    "structure" says what the page's tags call its parts (``navigation aside footer header article main figure
    figcaption headline standfirst byline time body pullquote tags bio share comments related promo consent``), with
    ``tag``, ``by`` and the attribute that tells; layer "card" says which facts of the card the page states, where, and
    what else it says. ``source`` is the HTML as received, and ``article.source_span`` leads back.

    Raises ``TypeError`` where ``source`` is not text; nothing on account of what it holds. Time is linear in it.

    >>> page = "<title>Bridge shut</title><nav><a href=/>Home</a></nav><h1>Bridge shut</h1><p>It&rsquo;s old."
    >>> article = parse_html(page)
    >>> article.text, article.card.title
    ('Home\\n\\nBridge shut\\n\\nIt’s old.', 'Bridge shut')
    >>> [(a.layer, a.label, article.covered(a)) for a in article.annotations]
    [('structure', 'navigation', 'Home'), ('link', 'link', 'Home'), ('markup', 'heading', 'Bridge shut'),
    ('card', 'title', 'Bridge shut')]
    """
    if not isinstance(source, str):
        raise TypeError(f"parse_html reads text, not {type(source).__name__}; for the bytes of a page use read_html")
    tokens = list(find_tokens(source))
    page = lay_out(source, tokens)
    if page.unread > page.shown:  # an open dialog hid the page behind it
        page = lay_out(source, tokens, aria=False)
    article = edited(source, page.edits, page.notes, "kit.parse_html")
    facts = find_card_facts([*head_facts(source, tokens), *body_facts(article)], article)
    annotations = tuple(sorted([*article.annotations, *facts], key=lambda a: (a.start, -a.end)))
    known = card_of(facts).as_dict() | (card or Card()).known
    return dataclasses.replace(article, card=Card(**known), annotations=annotations)


def read_html(data: bytes, *, header: str | None = None, card: Card | None = None) -> Article:
    """Read a page from its bytes; ``header`` is the Content-Type that a server sent with them.

    ``article.encoding`` turns ``source`` back into the bytes; where it cannot, repairs labelled ``lost-bytes`` stand
    where bytes were no character, or one at the start where the encoding writes a text in more than one way.

    >>> article = read_html("<meta charset=latin1><p>café".encode("latin-1"))
    >>> article.text, article.encoding
    ('café', 'cp1252')
    """
    read = decode_html(data, header)
    article = dataclasses.replace(parse_html(read.text, card=card), encoding=read.encoding)
    if read.exact:
        return article
    lost = [m.span() for m in _LOST.finditer(article.text)][:_MOST_LOST] or [(0, 0)]
    said = {
        "original": "\ufffd",
        "rule": "lost-bytes",
        "why": f"The page was read as {read.encoding} ({read.why}), and some of its bytes are no character in it.",
        "doubt": "The page may be in another encoding than it says.",
    }
    notes = [Annotation(*span, "repair", "lost-bytes", "kit.read_html", attributes=said) for span in lost]
    annotations = tuple(sorted([*article.annotations, *notes], key=lambda a: (a.start, -a.end)))
    return dataclasses.replace(article, annotations=annotations)
