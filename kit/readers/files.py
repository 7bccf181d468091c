"""Find a file, tell its encoding, and read it; or say what is wrong with it."""

from __future__ import annotations

import dataclasses
import difflib
import hashlib
import reprlib
from pathlib import Path
from typing import BinaryIO, NamedTuple

from kit.article import Article, Card
from kit.errors import ReadError
from kit.files import parse_toml, read_bounded, read_regular
from kit.readers.advice import COPY_IT
from kit.readers.card import read_card
from kit.readers.formats import ENDINGS, parse_bytes
from kit.readers.web import fetch_page, is_address, page_name
from kit.visible import printable

__all__ = ["Received", "load", "load_stream", "read_bytes", "received", "seed_folder", "seeds"]

BESIDE_CARD = ("background", "glossary", "practice")  # tables of the same file that lessons read, not the card
MOST = 50_000_000  # bytes of a file; a long novel has a million
MOST_OF_CARD = 200_000


def seed_folder() -> Path:
    """The folder of the kit's own articles, in a checkout or an installed package."""
    inside = Path(__file__).parents[1] / "seeds"
    return inside if inside.is_dir() else inside.parents[1] / "seeds"


def seeds() -> list[str]:
    """The names of the kit's own articles, in order.

    >>> "csto-kazakhstan" in seeds()
    True
    """
    return sorted(path.stem for path in seed_folder().glob("*.txt"))


def load(what: str | Path) -> Article:
    """Read a saved article: a file, the name of an article in ``seeds/``, or the address of a page.

    Files are text, Markdown, web pages, PDFs, Word documents and messages, by their ending (``ENDINGS``); one that is
    something else than its ending says is read as what it is. The card holds what the page or the text itself says
    (title, author, outlet, date, region, theme, address) and the file's SHA-256; a ``.toml`` file of the same stem
    beside the file has the last word. For addresses see ``kit.readers.web.fetch_page``.

    Raises ``FileNotFoundError`` where there is no such file or name, another ``OSError`` where it cannot be opened or
    fetched, and ``ReadError`` (a ``ValueError``) where it is no file (a pipe, a device), is empty, is larger than
    ``MOST``, is of no kind that the kit reads, or has a card that cannot be read. Encodings of text: UTF-8, UTF-16 with
    or without a mark, UTF-32 with one, else Windows-1252; a web page may name others.

    >>> load("csto-kazakhstan").card.author
    'Andrew Korybko'
    """
    data, name, card, charset = received(what)
    return read_bytes(data, name=name, card=card, charset=charset)


class Received(NamedTuple):
    """A file as it came: its bytes and its name, the card beside it, and what a server says of its encoding."""

    data: bytes
    name: str
    card: Card | None
    charset: str | None


def received(what: str | Path) -> Received:
    """What ``load`` would read, unread; raises as ``load`` does.

    >>> received("ferry-bridge").name
    'ferry-bridge.txt'
    """
    if isinstance(what, str) and is_address(what):
        page = fetch_page(what)
        return Received(page.data, page_name(page), Card(url=page.url, retrieved=page.retrieved), page.charset)
    path = _find(what)
    if path.is_dir():
        raise ReadError(f"{_named(path)} is a folder; name one file in it, such as {_named(path / 'article.txt')}")
    if path.suffix.lower() not in ENDINGS:
        raise ReadError(
            f"{path.name}: the kit reads {', '.join(ENDINGS)}, not {path.suffix or 'a file without an ending'}; "
            + COPY_IT
        )
    return Received(_bytes_of(path, path.name, MOST), path.name, _card_beside(path), None)


def load_stream(file: BinaryIO, *, name: str) -> Article:
    """Read an article from what a program or a person hands in, to its end; ``name`` is for messages and the slug.

    Raises ``ReadError`` as ``load`` does; of input without end ``MOST`` bytes are read.

    >>> import io
    >>> load_stream(io.BytesIO(b"It rained."), name="stdin").text
    'It rained.'
    """
    try:
        data = read_bounded(file, MOST)
    except ValueError as error:
        raise ReadError(f"{name} is {error}; give the kit one article at a time") from error
    return read_bytes(data, name=name)


def _bytes_of(path: Path, name: str, most: int) -> bytes:
    try:
        return read_regular(path, most)
    except ValueError as error:
        raise ReadError(f"{name} is {error}; save the text in a file of its own, and load that") from error
    except OSError as error:
        raise type(error)(f"{printable(name)} cannot be read: {error.strerror or error}") from error


def read_bytes(data: bytes, *, name: str, card: Card | None = None, charset: str | None = None) -> Article:
    """Read an article from its bytes; ``name`` is the file's, for messages, the kind and the slug.

    ``card`` has the last word on what it knows: where it says nothing of a fact (""), that is not known, whatever the
    page says. ``charset`` is what a server says of a page's encoding. Raises
    ``ReadError`` where the bytes are empty, or of no kind that the kit reads.

    >>> read_bytes(b"<title>Rain</title><p>It rained.", name="note.html").card.title
    'Rain'
    """
    article = parse_bytes(data, name=name, charset=charset) if data else Article("")
    if not article.text.strip("\ufeff \t\r\n\f"):
        raise ReadError(f"{name} is empty: it holds {len(data)} bytes and no words; check that the article was saved")
    given = card or Card()
    digest = hashlib.sha256(data).hexdigest()
    if given.sha256 not in (None, digest):
        raise ReadError(
            f"{name}: its card says sha256 {given.sha256}, and the file has {digest}; "
            "put the file back as received, or write the new sum into the card"
        )
    said = read_card(article).as_dict() | article.card.known | given.known | {"sha256": digest}
    facts = {fact: words or None for fact, words in said.items()}
    return dataclasses.replace(article, slug=Path(name).stem, card=Card(**facts))


def _find(what: str | Path) -> Path:
    path = Path(what)
    if _exists(path):
        return path
    name = str(what)
    seed = seed_folder() / f"{name}.txt"
    if path.name == name and _exists(seed):
        return seed
    near = difflib.get_close_matches(name[:100], seeds(), n=1)
    raise FileNotFoundError(
        f"no file {_named(name)!r} in {_here()}, "
        "and no article of that name in the kit"
        + (f" (did you mean {near[0]!r}?)" if near else f"; the kit's own are: {', '.join(seeds())}")
    )


def _named(what: object) -> str:
    """A name as a message has it: of a very long one the ends."""
    name = str(what)
    return name if len(name) <= 300 else f"{name[:100]}…{name[-100:]}"


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except PermissionError:
        return True  # what opens it says so
    except OSError:  # too long for a name
        return False


def _here() -> str:
    try:
        return printable(str(Path.cwd()))
    except OSError:
        return "a folder that is gone"


def _card_beside(path: Path) -> Card | None:
    """The card in the ``.toml`` file of the same stem, if there is one."""
    beside = path.with_suffix(".toml")
    if not _exists(beside):
        return None
    try:
        facts = parse_toml(_bytes_of(beside, f"{beside}: the card", MOST_OF_CARD))
    except ReadError:
        raise
    except ValueError as error:
        raise ReadError(f"{beside}: the card is not valid TOML: {error}") from error
    known = Card().as_dict()
    for key, value in facts.items():
        if key in BESIDE_CARD:
            continue
        if key not in known or not isinstance(value, str):
            what = "is not a fact of a card" if key not in known else f"must be text in quotes, not {_short(value)}"
            raise ReadError(f"{beside}: {_short(key)} {what}; a card may say: {', '.join(known)}")
    return Card(**{key: value for key, value in facts.items() if key in known})


_short = reprlib.repr  # of whatever depth and length
