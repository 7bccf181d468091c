"""The explorer: articles to look at, with what was found in them, and views that are linked with the text."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import traitlets

from kit.annotation import Annotation, Span
from kit.article import Card
from kit.making.propose import Source
from kit.readers.card import read_card
from kit.readers.files import Received, received
from kit.readers.web import is_address
from kit.reading import ANALYZERS, Reading, is_name, read
from kit.segment import FURNITURE
from kit.views import VIEWS, VIEWS_OF_SEVERAL, document, export, pictures
from kit.views.document import LAYERS
from kit.visible import sendable
from kit.widgets import explorer_shelf
from kit.widgets.assets import script, stylesheet
from kit.widgets.explorer_cards import kept_card, save_card
from kit.widgets.explorer_opening import Upload, offers, read_source, source_given, view_of
from kit.widgets.explorer_parser import MOST_PARSED, by_patterns, is_long, load_early, within_reach
from kit.widgets.explorer_shelf import Given
from kit.widgets.page import PageWidget, parted
from kit.widgets.strings import say
from kit.widgets.tokens import Tokens, cut

__all__ = ["Explorer"]

MOST_OF_FACT = 2_000  # characters of a fact of a card

Told = Callable[[Mapping[str, Any]], None]  # told of each step of what takes long


class Explorer(PageWidget):
    """Open articles, look at them, and ask what they say.

    Python owns offsets: each ``Span`` of a view reaches the page as the numbers of its first and last word. What the
    page asks, ``{"id": …, "ask": NAME, …}``, is answered with that id: ``{"id": …, "kind": "done", "data": …}``, or
    "refused" with words for a person, and before it perhaps "progress". ``stages`` are the modes for which there is
    something to put on a stage under the explorer; ``mode`` and ``front`` say what the page shows. With ``keeps``, what
    is opened from the page is kept among the learner's answers until it is closed, and what is kept is opened.
    """

    _esm = script("explorer")
    _css = stylesheet("explorer")
    _went_wrong = "explorer.went-wrong"

    documents: traitlets.List[Any] = traitlets.List().tag(sync=True)  # what is open, in order: id, title, words
    offers: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)  # what can be opened, and how
    stages: traitlets.List[Any] = traitlets.List().tag(sync=True)
    mode = traitlets.Unicode("read").tag(sync=True)  # set by the page
    front = traitlets.Int(0).tag(sync=True)  # the id of the article in front, 0 without one; set by the page

    def __init__(self, *what: Any, stages: Sequence[str] = (), keeps: bool = False, mode: str = "read") -> None:
        super().__init__(offers={**offers(), "pictures": pictures()}, stages=list(stages), mode=mode)
        self._open: dict[int, tuple[Reading, Tokens]] = {}
        self._came: dict[int, Source] = {}  # what each was opened from, for a lesson has it as it came
        self._last = 0
        self._upload = Upload()
        # What a person has of an article, "marks" of their own and what they "corrected", and then what the program
        # "found" in it before: to be saved as a file.
        self.own: Callable[[Reading], Mapping[str, Sequence[Annotation]]] = lambda reading: {}
        # An article with what a person has corrected in it.
        self.corrected: Callable[[Reading], Reading] = lambda reading: reading
        self._editions: dict[int, int] = {}  # of those that were corrected since they were opened
        self.on_msg(self._receive)
        for each in what:
            self.open_article(each)
        self._keeps = keeps
        self._given: dict[int, Given] = {}  # what the articles that were opened from the page came from
        if keeps:
            self._open_kept()

    @property
    def readings(self) -> list[Reading]:
        """The articles that are open, in order."""
        return [reading for reading, _ in self._open.values()]

    @property
    def in_front(self) -> Reading | None:
        """The article that the page shows, if it shows one."""
        found = self._open.get(self.front)
        return found[0] if found else None

    @property
    def source_in_front(self) -> Source | None:
        """What the article in front was opened from, its bytes as they came; of text the reading itself."""
        return self._came.get(self.front) or self.in_front

    def open_article(self, what: Any) -> Reading:
        """Open an article beside those that are; raises as ``kit.read`` does.

        Its card is as it was last corrected, if it was; of text without one it is what the text itself says.
        """
        came = received(what) if isinstance(what, str) and is_address(what) else what
        reading = read(read_source(came) if isinstance(came, Received) else came)
        article = reading.article
        if article.card == Card():  # of pasted text
            article = replace(article, card=read_card(article))
        article = replace(article, card=kept_card(article) or article.card)
        if article.card != reading.article.card:
            reading = Reading(article, reading.parser, reading.given)
        reading = within_reach(reading)
        self._last += 1
        self._open[self._last] = reading, cut(reading.article, "word")
        if isinstance(came, Path | Received) or (isinstance(came, str) and is_name(came)):
            self._came[self._last] = came
        self._tell_open()
        return reading

    def _open_given(self, given: Given) -> int:
        self.open_article(given)
        self._given[self._last] = given
        return self._last

    def _open_kept(self) -> None:
        """Open what was open when the page was left; what can be read no more is passed by."""
        for given, is_front in explorer_shelf.kept():
            with suppress(OSError, ValueError):
                number = self._open_given(given)
                self.front = number if is_front else self.front
        self.observe(lambda _: self._keep_front(), "front")

    def _keep(self, number: int) -> None:
        """Keep an article that was read to its end: one that cannot be would be in the way at each start."""
        if self._keeps and number in self._given:
            explorer_shelf.keep(self._given[number])
            self._keep_front()

    def _keep_front(self) -> None:
        if self.front in self._given:
            explorer_shelf.put_in_front(self._given[self.front])

    def _let_go(self, number: int) -> None:
        given = self._given.pop(number, None)
        if self._keeps and given is not None and given not in self._given.values():
            explorer_shelf.let_go(given)

    def renew(self, text: str) -> None:
        """Let the page ask anew for the articles of this text, for something was corrected in them."""
        for number, (reading, tokens) in self._open.items():
            if reading.text == text:
                self._open[number] = self.corrected(reading), tokens
                self._editions[number] = self._editions.get(number, 0) + 1
        self._tell_open()

    def _tell_open(self) -> None:
        self.documents = [
            {"id": number, "title": _title(reading), "words": len(reading.text.split())}
            | ({"edition": self._editions[number]} if number in self._editions else {})
            for number, (reading, _) in self._open.items()
        ]

    def _receive(self, _widget: object, asked: object, buffers: Any) -> None:
        def obey(asked: dict[str, Any]) -> Mapping[str, Any]:
            def tell(told: Mapping[str, Any]) -> None:
                message = parted(told)
                self.send({"id": asked.get("id"), "kind": "progress", "data": message["data"]}, message.get("buffers"))

            return parted(self._obey(asked, buffers or [], tell))

        self.reply(asked, obey)

    def _obey(self, asked: dict[str, Any], buffers: Sequence[Any], tell: Told) -> Any:
        name = str(asked.get("ask"))
        number: Any = asked.get("document")
        given = {key: value for key, value in asked.items() if key not in ("id", "ask", "document", "documents")}
        if name == "open":
            return self._ask_open(given, buffers, view_of(asked))
        if name in VIEWS_OF_SEVERAL:
            wanted = asked.get("documents", [*self._open])
            if not isinstance(wanted, list):
                raise ValueError(f"documents must be a list of the ids of articles, not {wanted!r:.80}")
            several = [self._opened(each) for each in wanted]
            view = VIEWS_OF_SEVERAL[name]([reading for reading, _ in several], **given)
            parts = zip(view["articles"], several, strict=True)
            return {**view, "articles": [wire(part, tokens) for part, (_, tokens) in parts]}
        reading, tokens = self._opened(number)
        if name == "document":
            return self._ask_document(reading, tokens, tell)
        if name == "close":
            del self._open[number]
            self._came.pop(number, None)
            self._let_go(number)
            return self._tell_open()
        if name == "card":
            return self._ask_card(number, given)
        if name == "own":
            return {called: len(own) for called, own in self.own(reading).items() if own and called != "found"}
        if name == "export":
            return self._ask_export(reading, given, tell)
        if name not in VIEWS:
            raise ValueError(f"{name!r} cannot be asked; there are {', '.join([*VIEWS, *VIEWS_OF_SEVERAL])}")
        return wire(VIEWS[name](reading, **given), tokens)

    def _opened(self, number: object) -> tuple[Reading, Tokens]:
        if not isinstance(number, int) or number not in self._open:
            raise ValueError(f"article {number!r} is not open; open are: {', '.join(map(str, self._open)) or 'none'}")
        return self._open[number]

    def _ask_open(self, given: Mapping[str, Any], buffers: Sequence[Any], view: str) -> int | None:
        """The id of the article that was opened; None while pieces of its file are still to come."""
        if "file" in given and not self._upload.take(given, buffers, view):
            return None
        return self._open_given(source_given(given, self._upload))

    def _ask_document(self, reading: Reading, tokens: Tokens, tell: Told) -> dict[str, Any]:
        """All there is to show of an article: its text with its zones, then with what patterns find, then whole."""
        tell({"step": "zone"})
        blocks = tokens.wire()
        zones = [{"at": z.span, "label": z.label, "furniture": z.label in FURNITURE} for z in reading.zones]
        card = reading.article.card
        first = {"title": _title(reading), "card": card.known, "missing": list(card.missing), "zones": zones}
        number = next(number for number, (each, _) in self._open.items() if each is reading)
        common = {"id": number, "blocks": blocks}
        tell({"step": "sentence", **_packed(common | wire(first, tokens) | {"marks": [], "early": True})})
        quick = by_patterns(reading)
        for layer in LAYERS:
            tell({"step": layer})
            (quick or reading).layer(layer)
        if quick:
            tell({"step": "closer", **_packed(common | _shown(quick, tokens, blocks) | {"early": True})})
            if (loading := load_early()) is not None:
                loading.join()
            for layer in LAYERS:
                reading.layer(layer)
        self._keep(number)
        reading = self.corrected(reading)
        self._open[number] = reading, tokens
        note = say("explorer.long", most=f"{MOST_PARSED:,}") if reading.parser is False and is_long(reading) else ""
        return _packed(common | _shown(reading, tokens, blocks) | {"note": note})

    def _ask_card(self, number: int, given: Mapping[str, Any]) -> dict[str, Any]:
        """Put a fact on the card, or take it off, and keep the card for when the same text is opened again."""
        reading, tokens = self._open[number]
        fact, words = given.get("fact"), given.get("words")
        if fact not in _FACTS or not isinstance(words, str) or len(words) > MOST_OF_FACT:
            raise ValueError(f"{fact!r} must be one of {', '.join(_FACTS)}, in {MOST_OF_FACT} characters at most")
        card = replace(reading.article.card, **{fact: " ".join(words.split()) or None})
        found = {layer: reading.layer(layer) for layer in ANALYZERS}
        corrected = Reading(replace(reading.article, card=card), reading.parser, found)
        self._open[number] = corrected, tokens
        self._tell_open()
        shown = {"title": _title(corrected), "card": card.known, "missing": list(card.missing)}
        return shown | {"kept": save_card(corrected.article)}

    def _ask_export(self, reading: Reading, given: Mapping[str, Any], tell: Told) -> dict[str, Any]:
        """A file of what the program found, or of what a person has ("of"); its bytes go beside the message."""
        tell({"step": "export"})  # the first drawing may load a library; whoever hears this waits
        own, which = self.own(reading), str(given.get("of", "found"))
        if which != "found" and which not in own:
            raise ValueError(f"{which!r} cannot be saved of this article; there are: {', '.join(['found', *own])}")
        called = "annotations" if which == "found" else which
        name, media, made = export(reading, str(given.get("kind")), own.get(which), called=called)
        return {"name": name, "media": media, "bytes": made}


_FACTS = tuple(each.name for each in fields(Card) if each.name not in ("sha256", "notice"))


def _title(reading: Reading) -> str:
    """What an article is called: its title, or how it begins."""
    words = reading.article.card.title or " ".join(reading.text[:200].split()[:8])
    return words or say("explorer.untitled")


def _shown(reading: Reading, tokens: Tokens, blocks: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """All that is found in an article, as the page gets it, with how its blocks are cut into words."""
    shown: dict[str, Any] = wire(document(reading), tokens)
    return shown | {"blocks": [{**cut, **said} for cut, said in zip(blocks, shown["blocks"], strict=True)]}


def _packed(shown: Mapping[str, Any]) -> dict[str, bytes]:
    """A document as bytes, a tenth of its size: of 50,000 words it has 2.6 MB, and servers let 3 MB by in 3 s."""
    return {"bytes": zlib.compress(json.dumps(sendable(shown), separators=(",", ":")).encode("ascii"), level=3)}


def wire(value: Any, tokens: Tokens) -> Any:
    """A view as the page gets it: for each ``Span`` the numbers of its first and last word; none where it has none."""
    if isinstance(value, Span):
        touched = tokens.touched(*value)
        return [touched[0], touched[-1]] if touched else None
    if isinstance(value, Mapping):
        return {key: wire(each, tokens) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [wire(each, tokens) for each in value]
    return value
