"""Find a file, tell its encoding, and read it; or say what is wrong with it."""

from __future__ import annotations

import codecs
import dataclasses
import difflib
import hashlib
import reprlib
import tomllib
from pathlib import Path
from typing import BinaryIO

from kit.article import Article, Card
from kit.errors import ReadError
from kit.files import read_bounded, read_regular
from kit.printable import printable
from kit.readers.card import read_card
from kit.readers.text import parse_text

__all__ = ["decode", "load", "load_stream", "read_bytes", "seed_folder", "seeds"]

BESIDE_CARD = ("background", "glossary")  # tables of the same file that lessons read, not the card
TEXT_ENDINGS = (".txt", ".md", ".markdown", ".text")
MOST = 50_000_000  # bytes of a file; a long novel has a million
MOST_OF_CARD = 200_000
MOST_DOTS = 1_000  # on a line of a card: time to read a key grows with the square of its parts

_MARKS = (  # the longest first: UTF-32's mark begins with UTF-16's
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_KNOWN_FILES = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a ZIP archive (as DOCX and ODT files are)",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"\x1f\x8b": "a gzip archive",
}
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b"))


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


def load(path_or_slug: str | Path) -> Article:
    """Read a saved article: a ``.txt`` or ``.md`` file, or the name of an article in ``seeds/``.

    The card holds what the text itself says (title, author, outlet, date, region, theme) and the file's SHA-256; a
    ``.toml`` file of the same stem beside the text has the last word.

    Raises ``FileNotFoundError`` where there is no such file or name, another ``OSError`` where it cannot be opened, and
    ``ReadError`` (a ``ValueError``) where it is no file (a pipe, a device), is empty, is larger than ``MOST``, is not
    text, or has a card that cannot be read. Encodings: UTF-8, UTF-16 with or without a mark, UTF-32 with one, else
    Windows-1252.

    >>> load("csto-kazakhstan").card.author
    'Andrew Korybko'
    """
    path = _find(path_or_slug)
    if path.is_dir():
        folder = path.name or str(path)
        raise ReadError(f"{folder} is a folder; name one file in it, such as {folder}/article.txt")
    if path.suffix.lower() not in TEXT_ENDINGS:
        raise ReadError(
            f"{path.name}: the kit reads {', '.join(TEXT_ENDINGS)}, not {path.suffix or 'a file without an ending'}; "
            "copy the article's text into a .txt file and load that"
        )
    return read_bytes(_bytes_of(path, path.name, MOST), name=path.name, card=_card_beside(path))


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


def read_bytes(data: bytes, *, name: str, card: Card | None = None) -> Article:
    """Read an article from its bytes; ``name`` is the file's, for messages and the slug.

    Raises ``ReadError`` where the bytes are empty or not text.

    >>> read_bytes(b"One line.", name="note.txt").slug
    'note'
    """
    text, encoding = decode(data, name=name)
    if not text.strip("\ufeff \t\r\n\f"):
        raise ReadError(f"{name} is empty: it holds {len(data)} bytes and no words; check that the article was saved")
    given = card or Card()
    article = dataclasses.replace(parse_text(text), slug=Path(name).stem, encoding=encoding)
    facts = read_card(article).as_dict() | {k: v for k, v in given.as_dict().items() if v is not None}
    digest = hashlib.sha256(data).hexdigest()
    if given.sha256 not in (None, digest):
        raise ReadError(
            f"{name}: its card says sha256 {given.sha256}, and the file has {digest}; "
            "put the file back as received, or write the new sum into the card"
        )
    return dataclasses.replace(article, card=Card(**facts | {"sha256": digest}))


def decode(data: bytes, *, name: str) -> tuple[str, str]:
    """The text in ``data`` and the encoding that turns it back into the same bytes.

    Raises ``ReadError`` where the bytes are not text.

    >>> decode("naïve".encode("latin-1"), name="x.txt")
    ('naïve', 'cp1252')
    """
    for magic, kind in _KNOWN_FILES.items():
        if data.startswith(magic):
            raise ReadError(f"{name} is {kind}, not text; save the article as plain text and load that file")
    for encoding in _candidates(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if text.encode(encoding) == data:
            return text, encoding
    where = next((i for i, byte in enumerate(data) if byte in _CONTROLS), 0)
    raise ReadError(
        f"{name} is not text: byte {where} is 0x{data[where]:02x}; "
        "save the article as plain text (UTF-8) and load that file"
    )


def _candidates(data: bytes) -> list[str]:
    """The encodings to try, the surest first."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return [encoding]
    head = data[:4096]
    if b"\0" in head:  # only UTF-16 text has a zero in nearly every other byte
        even, odd = head[0::2].count(0), head[1::2].count(0)
        if len(data) % 2 == 0 and max(even, odd) > 0.4 * len(head) / 2 and min(even, odd) < 0.05 * len(head) / 2:
            return ["utf-16-be" if even > odd else "utf-16-le"]
        return []
    if len(data.translate(None, _CONTROLS)) < len(data):
        return []
    return ["utf-8", "cp1252", "latin-1"]


def _find(path_or_slug: str | Path) -> Path:
    path = Path(path_or_slug)
    if _exists(path):
        return path
    name = str(path_or_slug)
    seed = seed_folder() / f"{name}.txt"
    if path.name == name and _exists(seed):
        return seed
    near = difflib.get_close_matches(name[:100], seeds(), n=1)
    raise FileNotFoundError(
        f"no file {reprlib.repr(name) if len(name) > 300 else repr(name)} in {_here()}, "
        "and no article of that name in the kit"
        + (f" (did you mean {near[0]!r}?)" if near else f"; the kit's own are: {', '.join(seeds())}")
    )


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
        text = _bytes_of(beside, f"{beside}: the card", MOST_OF_CARD).decode("utf-8").replace("\r\n", "\n")
        if any(line.count(".") > MOST_DOTS for line in text.split("\n")):
            raise ValueError(f"more than {MOST_DOTS} dots on one line")
        facts = tomllib.loads(text)
    except ReadError:
        raise
    except (ValueError, RecursionError) as error:
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
