"""What can be opened in the explorer, and how: pasted text, a file's bytes, an address, one of the kit's articles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from kit.activity.labels import LABEL_SETS
from kit.article import Article
from kit.edition import edition
from kit.errors import ReadError
from kit.readers import load, parse_text, seeds
from kit.readers.files import MOST, Received, read_bytes, received
from kit.readers.formats import ENDINGS
from kit.readers.web import is_address
from kit.reading import Reading
from kit.widgets.strings import say

__all__ = ["Upload", "offers", "read_given", "read_source", "source_given", "view_of"]

_UNREAD = (".pdf",)  # in a browser, for a PDF is read by a process of its own


@dataclass
class Upload:
    """A file that comes in pieces: a message may hold 10 MB, and a file 50."""

    name: str = ""
    pieces: list[bytes] = field(default_factory=list)
    _of: tuple[object, ...] = ()  # whose file is coming

    def take(self, given: Mapping[str, Any], buffers: Sequence[Any], view: object = None) -> bool:
        """Take a piece in, ``{"file": NAME, "piece": 0, "pieces": 3}``, and say whether it was the last.

        Raises ``ReadError`` where the file is too large, or this is not the next piece of it: another ``view`` of the
        same page has begun to send another, say, and the two must not become one.
        """
        piece, pieces, of = given.get("piece", 0), given.get("pieces", 1), (view, given["file"], given.get("pieces"))
        if piece == 0:
            self.name, self.pieces, self._of = str(given["file"]), [], of
        if type(piece) is not int or type(pieces) is not int or piece != len(self.pieces) or self._of != of:
            raise ReadError(say("explorer.pieces-mixed", name=str(given["file"])[:200]))
        self.pieces.append(b"".join(map(bytes, buffers)))
        if sum(map(len, self.pieces)) > MOST:
            self.pieces = []
            raise ReadError(say("explorer.too-large", name=self.name, most=MOST // 1_000_000))
        return piece >= pieces - 1

    def done(self) -> bytes:
        """All of it; nothing of it is kept."""
        data, self.pieces = b"".join(self.pieces), []
        return data


def view_of(asked: Mapping[str, Any]) -> str:
    """Which view of a page asks: one names its questions ``VIEW:NUMBER``."""
    return str(asked.get("id")).rpartition(":")[0]


@cache
def offers() -> dict[str, Any]:
    """What the page offers to open: endings of files, their most bytes, the kit's articles; and what a browser cannot.

    There no address can be fetched, for no page may ask another server, no file that ends as ``unread`` says be read,
    and no quotation read ``closer`` than by patterns.
    """
    own = sorted(map(_own, seeds()), key=lambda each: each["words"])
    everything = edition() == "desktop"
    unread = [] if everything else list(_UNREAD)
    return {
        "endings": [ending for ending in ENDINGS if ending not in unread],
        "unread": unread,
        "most": MOST,
        "addresses": everything,
        "closer": everything,
        "own": own,
        "labels": _titles(),
    }


def _own(name: str) -> dict[str, Any]:
    """What one of the kit's articles is chosen by: its title, who published it, its length and its grade."""
    reading = Reading(load(name), parser=False)
    card = reading.article.card
    words, grade = len(reading.text.split()), reading.readability(resamples=0)["flesch_kincaid"].value
    assert card.outlet and grade is not None  # each of the kit's own has both
    about = say("explorer.own-about", outlet=card.outlet, words=words, grade=f"{grade:.0f}")
    return {"name": name, "title": card.title or name, "words": words, "about": about}


def _titles() -> dict[str, dict[str, str]]:
    """What a person reads for each label, by layer."""
    sets = {"quote": "speech", "claim": "claim", "loaded": "loaded"}
    titles = {layer: {label.name: label.title for label in LABEL_SETS[name]} for layer, name in sets.items()}
    titles["quote"] |= {
        "mixed": say("explorer.label-mixed"),
        "title": say("explorer.label-title"),
        "term": say("explorer.label-term"),
        "unclosed": say("explorer.label-unclosed"),
    }
    return titles


def read_given(given: Mapping[str, Any], upload: Upload) -> Article:
    """The article that the page gives, as ``text``, ``file``, ``address`` or ``own``; raises as ``kit.read`` does."""
    return read_source(source_given(given, upload))


def source_given(given: Mapping[str, Any], upload: Upload) -> Received | Article | str:
    """What the page gives, as it came: a file's or a page's bytes, the text that was pasted, the name of our own."""
    if "file" in given:
        name = str(given["file"])
        if not name.lower().endswith(tuple(ENDINGS)):
            raise ReadError(say("explorer.wrong-ending", name=name, endings=", ".join(offers()["endings"])))
        return Received(upload.done(), name, None, None)
    if "address" in given:
        address = str(given["address"]).strip()
        if not is_address(address):
            raise ReadError(say("explorer.no-address"))
        return received(address)
    if given.get("own") in seeds():
        return str(given["own"])
    text = str(given.get("text", ""))
    if not text.strip():
        raise ReadError(say("explorer.no-text"))
    if is_address(text.strip()):
        raise ReadError(say("explorer.text-is-address"))
    return parse_text(text)


def read_source(source: Received | Article | str) -> Article:
    """The article of what came; raises as ``load`` does."""
    if isinstance(source, Received):
        return read_bytes(source.data, name=source.name, card=source.card, charset=source.charset)
    return source if isinstance(source, Article) else load(source)
