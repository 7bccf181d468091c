"""Read a message (``.eml``, a newsletter say) or a page saved as one (``.mhtml``): the page in it, or its text."""

from __future__ import annotations

import dataclasses
import email
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr

from kit.article import Article, Card
from kit.errors import ReadError
from kit.readers.advice import COPY_IT
from kit.readers.encoding import decode
from kit.readers.html import read_html
from kit.readers.text import parse_text

__all__ = ["read_mail"]

MOST_PARTS = 500
MOST = 30_000_000  # bytes, with what is attached; most servers take no more
MOST_LINES = 500_000
LONGEST = 300  # characters of a line of the head


def read_mail(data: bytes, *, name: str, card: Card | None = None) -> Article:
    """Read the page in a message, else its plain text, with what its head says for the card.

    Subject, sender and date stand for title, outlet and date where the page itself tells none; of a saved page, its
    address. Who it was sent to is not read. ``source`` is the page's HTML, or the text, decoded.

    Raises ``ReadError`` where the file is no message, has neither page nor text, holds more than ``MOST`` bytes or
    ``MOST_LINES`` lines, or messages within messages without end.

    Source: RFC 5322 and RFC 2045 (messages and their parts), RFC 2557 (a page saved as one).
    """
    if len(data) > MOST or data.count(b"\n") + data.count(b"\r") > 2 * MOST_LINES:
        raise ReadError(f"{name} is longer than a message can be; {COPY_IT}")
    try:
        message = email.message_from_bytes(data)
    except RecursionError:
        raise ReadError(f"{name} holds messages within messages, too deep to be read; {COPY_IT}") from None
    parts = [part for part, _ in zip(message.walk(), range(MOST_PARTS), strict=False)]
    if not message.keys():
        raise ReadError(f"{name} does not begin as a message does, with lines such as “Subject: …”; save it again")
    for kind in ("text/html", "text/plain"):
        for part in parts:
            words = part.get_payload(decode=True) if part.get_content_type() == kind else None
            if isinstance(words, bytes) and words.strip() and not part.get_filename():
                return _article(words, part, message, card, name)
    raise ReadError(f"{name} holds neither a page nor text; {COPY_IT}")


def _article(words: bytes, part: Message, message: Message, card: Card | None, name: str) -> Article:
    charset = part.get_content_charset()
    if part.get_content_type() == "text/html":
        article = read_html(words, header=charset)
    else:
        article = parse_text(_decoded(words, charset, name))
    head = _card(message)
    facts = head | article.card.known
    facts |= (card or Card()).known
    return dataclasses.replace(article, card=Card(**facts))


def _card(message: Message) -> dict[str, str | None]:
    """What the head of a message says."""
    sender = parseaddr(_line(message, "From") or "")[0]
    saved = _line(message, "Snapshot-Content-Location") or ""
    return {
        "title": _line(message, "Subject"),
        "outlet": sender or None,
        "date": None if saved else _line(message, "Date"),  # of a saved page it is the day it was saved
        "url": saved if saved.startswith(("http://", "https://")) else None,
    }


def _line(message: Message, name: str) -> str | None:
    """A line of the head in plain words; one that is no words, or too long to be any, is none."""
    value = message[name]
    if value is None or len(str(value)) > LONGEST:
        return None
    try:
        words = str(make_header(decode_header(str(value))))
    except (ValueError, LookupError):
        return None
    return " ".join("".join(sign if sign.isprintable() else " " for sign in words).split()) or None


def _decoded(words: bytes, charset: str | None, name: str) -> str:
    """The text of a part, as the part says it is encoded, or, where that cannot be, as any file is read."""
    try:
        return words.decode(charset or "ascii")
    except (LookupError, ValueError):  # no encoding of text, or not the one of this text
        return decode(words, name=name)[0]
