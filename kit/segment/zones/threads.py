"""Readers' comments: texts in a row, each with a name, and most with a time or a button."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from kit.lexicons import alternation, read_lexicon, word_set
from kit.segment.zones.cue_phrases import START, WHOLE
from kit.segment.zones.features import Block
from kit.segment.zones.parts import stands_elsewhere
from kit.segment.zones.patterns import STOPS

__all__ = ["HEADING", "JUDGED", "MADE_OF_TIME", "find_thread"]

HEADING = 8  # words; no heading of a section has more
JUDGED = 200  # blocks by which a run is judged, so that many headings in a row take no longer than one
MADE_OF_TIME = frozenset(["date", "clock", "count"])

_WORDS = read_lexicon("page_lines")["sections"]
_DISCUSSION, _RULES, _ACTIONS = (word_set(_WORDS[name]) for name in ("discussion", "rules", "actions"))
_UNITS = word_set(read_lexicon("page_lines")["head"]["units"])
_SIGNED = re.compile(r"[^\W\d_][\w.’'-]*(?: [\w.’'-]+){0,2}\s?(?::|[–—•|]|\s-)\s")  # "Marla: …"
_SAID = re.compile(rf"\s{alternation(word_set(_WORDS['said']))}\s?(?::|…|\.\.\.)$")  # "Marla said..."

_HANDLE = 6  # words in a line with a reader's name, and perhaps a time
_BUTTON = 8  # words in a row of buttons
_FORM = 16  # words in a line of the form in which a reader writes
_TITLE = 25  # words of a line without a full stop
_TEASERS = 4  # headlines; fewer say nothing
_STORY = 2  # paragraphs; comments below fewer have to be marked


def find_thread(blocks: Sequence[Block], at: int, turns: Collection[int], prose: int) -> int:
    """Where the readers' comments that a block opens end, if it opens any; else at the block itself.

    ``prose`` is how many paragraphs stand above. "Comments" stands above articles too, as a link; so where no article
    has gone by yet, comments have to show what they are by their names and times.
    """
    if _opens_thread(blocks[at]):
        return _thread_end(blocks, at, turns, sure=prose >= _STORY)
    if prose >= _STORY and _opens_unheaded(blocks, at):
        return max(at, _thread_end(blocks, at - 1, turns, sure=True))
    return at


def _opens_thread(block: Block) -> bool:
    if block.cue and block.cue.label == "comment" and block.cue.place in (WHOLE, START):
        return True
    return block.cue is None and block.last not in ".…" and not _DISCUSSION.isdisjoint(block.words)


def _opens_unheaded(blocks: Sequence[Block], at: int) -> bool:
    """Does a thread without a heading start here: a name, a text and a button, and the like again?"""
    beyond = at
    for _ in range(2):
        if beyond >= len(blocks) or not _is_handle(blocks[beyond]):
            return False
        button = next((i for i in range(beyond + 2, min(beyond + 6, len(blocks))) if _is_button(blocks[i])), None)
        if button is None:
            return False
        beyond = button + 1
        while beyond < min(button + 6, len(blocks)) and (_is_machinery(blocks[beyond]) or _is_number(blocks[beyond])):
            beyond += 1
    return True


@dataclass(slots=True)
class _Run:
    """What a run of blocks holds. An entry is a name and the texts below it; it is marked with a time or a button."""

    handles: int = 0
    buttons: int = 0
    times: int = 0
    texts: int = 0
    titles: int = 0  # texts that look like headlines
    entries: int = 0
    marked: int = 0
    is_marked: bool = False  # the entry that is read
    has_text: bool = False

    def take(self, block: Block) -> None:
        signed = _is_signed(block)
        if not signed and _is_machinery(block):
            self.buttons += 1
            self.is_marked = True
        elif signed or _is_handle(block):
            timed = _is_timed(block)
            below = timed and self.has_text and not self.is_marked  # some put the time below the text
            self.is_marked |= below
            if self.has_text:
                self.close()
            self.handles += 1
            self.times += timed
            self.is_marked |= timed and not below
        if signed or not (_is_machinery(block) or _is_handle(block)):
            self.texts += 1
            self.titles += block.last not in STOPS and block.size <= _TITLE
            self.has_text = True

    def close(self) -> None:
        """End the entry that is read."""
        self.entries += self.has_text
        self.marked += self.has_text and self.is_marked
        self.is_marked = self.has_text = False

    def is_thread(self, *, sure: bool) -> bool:
        """Are there names or buttons enough for the texts? Where that is not sure, two entries have to be marked."""
        if not self.handles or not self.texts or 3 * (self.handles + self.buttons) < self.texts:
            return False
        if self.titles > max(_TEASERS, self.texts / 2):
            return False  # teasers
        if sure:
            return self.handles > 1 or self.times > 0 or self.buttons > 0
        marked, entries = self.marked + (self.has_text and self.is_marked), self.entries + self.has_text
        return marked > 1 and 2 * marked >= entries and 2 * entries >= self.texts


def _thread_end(blocks: Sequence[Block], opener: int, turns: Collection[int], *, sure: bool) -> int:
    """Where the comments under a heading end; at the heading itself where there are none."""
    at = opener + 1
    while at < len(blocks) and at - opener < JUDGED and (_is_machinery(blocks[at]) or _is_form(blocks[at])):
        at += 1
    if not any(_is_handle(block) or _is_signed(block) for block in blocks[at : at + 1]) and not any(
        block.text[0] in "—–-" and _is_handle(block) for block in blocks[at + 1 : at + 2]
    ):
        return opener
    if at in turns and not any(word.startswith("comment") for word in blocks[opener].words):
        return opener  # a conversation that the article records
    run = _Run()
    while at < len(blocks) and not _leaves_thread(blocks[at], blocks[opener]):
        run.take(blocks[at])
        at += 1
        if at - opener == JUDGED and not run.is_thread(sure=sure):
            return opener
    return at if at - opener > JUDGED or run.is_thread(sure=sure) else opener


def _is_timed(block: Block) -> bool:
    return not block.features.isdisjoint(MADE_OF_TIME)


def _is_number(block: Block) -> bool:
    return all(map(str.isdigit, block.words))


def _is_machinery(block: Block) -> bool:
    """Is a line a button of the discussion ("Reply", "12 likes"), or another heading of it?"""
    if block.cue and block.cue.label == "comment" and block.size <= HEADING:
        return True
    return _is_button(block)


def _is_button(block: Block) -> bool:
    words = [word for word in block.words if not word[0].isdigit() and word not in _UNITS]  # "Reply · 2 h", "12 likes"
    return block.size <= _BUTTON and bool(words) and _ACTIONS.issuperset(words)


def _is_form(block: Block) -> bool:
    """Does a line belong to the form in which a reader writes a comment?"""
    if block.size > _FORM or _is_timed(block):
        return False
    asks = block.cue is not None and block.cue.label in ("comment", "promo", "disclaimer", "other")
    return asks or "to-reader" in block.features or not _RULES.isdisjoint(block.words)


def _is_signed(block: Block) -> bool:
    """Does a text open with a reader's name?"""
    m = _SIGNED.match(block.text) if block.size > _HANDLE else None
    return m is not None and not m[0].isupper()  # "LEEDS: …" opens news


def _is_handle(block: Block) -> bool:
    """May a line be the name of a reader, with the time or without?"""
    if _is_timed(block):
        return block.size <= 12
    if block.cue and block.cue.place == WHOLE:
        return False
    if not 0 < block.size <= _HANDLE or _is_number(block):
        return False
    return block.last not in ".…!?" or _SAID.search(block.text) is not None


def _leaves_thread(block: Block, opener: Block) -> bool:
    cue = block.cue
    if "byline" in block.features and block.words[:1] == ["by"]:
        return True  # another article
    if "copyright-mark" in block.features or stands_elsewhere(block.span, block.part, opener.span, opener.part):
        return True
    if cue is None or cue.label in ("comment", "share") or block.size > HEADING:
        return False
    return cue.place == WHOLE or (cue.place == START and cue.label in ("related", "copyright", "contact"))
