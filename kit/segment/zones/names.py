"""Names for the blocks: which zone each is, by which rule, why, and why that may be wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kit.annotation import Span
from kit.segment.turns import Turn
from kit.segment.zones.cues import START, WHOLE, load_phrases, locate
from kit.segment.zones.head import Head
from kit.segment.zones.path import AFTER, ARTICLE, BEFORE
from kit.segment.zones.signs import Block

__all__ = ["Page", "Verdict", "name_blocks"]

_CREDIT_ALONE = 10  # words: a longer block with a picture credit says what the picture shows, so it is a caption
_SHOWN = 6  # words of a block that a reason quotes


class Page(NamedTuple):
    """All that is known of a page before its blocks are named."""

    blocks: Sequence[Block]
    path: Sequence[int]
    head: Head
    turns: Mapping[int, Turn]
    bios: Mapping[int, int | None]  # notes on the author; where one says the same as another, that other


class Verdict(NamedTuple):
    """A block's label with the rule that fired, its reason and its doubt, and the spans that bear it out."""

    label: str
    rule: str
    why: str
    doubt: str
    evidence: Mapping[str, Span] = {}


def name_blocks(page: Page) -> list[Verdict]:
    """A verdict for each block, in order."""
    if len(page.blocks) == 1:
        doubt = "Copied alone, a piece of furniture stands alone too."
        return [
            Verdict("body", "only-block", "The text has no other block that this one could be furniture to.", doubt)
        ]
    out: list[Verdict] = []
    for at, (block, state) in enumerate(zip(page.blocks, page.path, strict=True)):
        verdict = _head(page, at) or _speech(page, at)
        if verdict is None and state == ARTICLE:
            verdict = _article(page, at)
        elif verdict is None:
            verdict = _plain_furniture(page, at) or _by_place(block, state, out[-1] if out else None)
        out.append(verdict)
    return out


def _head(page: Page, at: int) -> Verdict | None:
    """Headline, standfirst, byline, dateline and filing words."""
    block, head = page.blocks[at], page.head
    if at == head.headline:
        return Verdict(
            "headline",
            "headline",
            f"It stands above the text, {_words(block)} long without a full stop, and the article takes its words up.",
            "The name of a series, or the headline of another story, can stand in the same place.",
            _again(page, at),
        )
    if at == head.standfirst and head.twin:
        return Verdict(
            "standfirst",
            "pull-quote",
            "It says before the article begins what one of its sentences says again in nearly the same words.",
            "A first paragraph can sum up the article too; then it belongs to the body.",
            {"twin": head.twin},
        )
    if at == head.standfirst:
        return Verdict(
            "standfirst",
            "under-headline",
            "It stands between the headline and the start of the text and sums the story up.",
            "It may be the article's first paragraph.",
        )
    if at in head.bylines:
        return Verdict(
            "byline",
            "byline",
            f"“{_shown(block)}” names a writer, beside the headline.",
            "The name may be that of a photographer, or of the author of another story.",
        )
    if at in head.datelines:
        return Verdict(
            "dateline",
            "date",
            "A line with a date beside the headline says when, and perhaps where, this was published.",
            "The date may be today's, or that of another story.",
        )
    if "tag" in block.evidence:
        return Verdict(
            "tag",
            "filing-words",
            f"“{_shown(block)}” files the article under places or subjects.",
            "The words may be the first of a sentence.",
        )
    return None


def _speech(page: Page, at: int) -> Verdict | None:
    turn = page.turns.get(at)
    if turn is None or (page.path[at] != ARTICLE and page.blocks[at].cue):
        return None
    if turn.opens:
        return Verdict(
            "transcript",
            "speaker-label",
            f"It opens with the label “{turn.label}”, and so do other turns nearby: a record of who said what.",
            "A list can set its items off with a word and a colon.",
        )
    return Verdict(
        "transcript",
        "turn-goes-on",
        f"It has no label of its own and goes on with what “{turn.label}” says, up to the next turn or closing mark.",
        "The author may have gone on already; nothing in the paragraph itself shows who speaks.",
    )


def _article(page: Page, at: int) -> Verdict:
    block = page.blocks[at]
    if "credit" in block.evidence and block.size > _CREDIT_ALONE:
        return _caption(block)
    doubt = "A teaser or an advertisement can be written in full sentences too."
    if block.cue:
        doubt = f"It says “{block.cue.phrase}”, as furniture does; but all else speaks for the article."
    if "embedded-post" in block.evidence:
        return Verdict("body", "embedded-post", "It signs a post that the article quotes.", doubt)
    if block.heading:
        return Verdict("body", "subhead", "A heading between paragraphs of the article parts it into sections.", doubt)
    if block.form >= 2.5 or block.size >= 12:
        stop = "full sentences" if block.last in ".!?…" else "running text"
        why = f"{_words(block).capitalize()} of {stop}, in the run of the article."
        return Verdict("body", "paragraph", why, doubt)
    return Verdict(
        "body",
        "short-line",
        f"Only {_words(block)}, but it stands among the article's paragraphs and nothing in it speaks for furniture.",
        "A caption, a name or an advertisement's heading can be as short.",
    )


def _plain_furniture(page: Page, at: int) -> Verdict | None:
    """Furniture that says itself what it is."""
    block, phrases = page.blocks[at], load_phrases()
    if at in page.bios:
        twin = page.bios[at]
        why = f"It opens with “{_shown(block, 3)}” and says who that is: a note on the author, outside the story."
        evidence = {} if twin is None else {"twin": page.blocks[twin].span}
        return Verdict("bio", "author-note", why, phrases.doubt["bio"], evidence)
    if cue := block.cue:
        found = locate(block.text, cue.phrase)
        span = Span(block.span.start + found.start, block.span.start + found.end) if found else block.span
        said = block.text[found.start : found.end] if found else block.text
        how = {WHOLE: "The whole block is", START: "It opens with"}.get(cue.place, "It says")
        why = f"{how} “{' '.join(said.split())}”: {phrases.purpose[cue.label]}."
        return Verdict(cue.label, f"{cue.place}-cue", why, phrases.doubt[cue.label], {"cue": span})
    if "copyright-mark" in block.evidence:
        why = f"It bears a copyright mark: {phrases.purpose['copyright']}."
        return Verdict("copyright", "copyright-mark", why, phrases.doubt["copyright"])
    if "credit" in block.evidence:
        if block.size > _CREDIT_ALONE:
            return _caption(block)
        why = f"“{_shown(block)}” credits a picture and says nothing of what it shows."
        return Verdict(
            "origin",
            "picture-credit",
            why,
            "One may count a credit as part of the caption, and so of the article.",
        )
    return None


def _caption(block: Block) -> Verdict:
    return Verdict(
        "caption",
        "picture-credit",
        f"It names who took or owns a picture, and in {_words(block)} says what it shows.",
        "The picture may belong to another story.",
    )


def _by_place(block: Block, state: int, above: Verdict | None) -> Verdict:
    """Furniture that shows only by its form, its place and its company."""
    where = {BEFORE: "above the article", AFTER: "below the article"}.get(state, "between paragraphs of the article")
    if "all-link" in block.evidence or "half-link" in block.evidence:
        label = "navigation" if state == BEFORE or block.size < 4 else "related"
        what = "part of a menu" if label == "navigation" else "a pointer to another page"
        why = f"{round(100 * block.linked)} % of it is a link, and it stands {where}: {what}."
        return Verdict(label, "all-link", why, "An article's own sentence can be one long link.")
    if "no-words" in block.evidence:
        return Verdict(
            "other",
            "no-words",
            f"It holds no words and stands {where}.",
            "A sign can part two sections of an article.",
        )
    if "address" in block.evidence:
        label = "contact" if "@" in block.text else "navigation"
        return Verdict(
            label,
            "address",
            f"It gives an address and stands {where}.",
            "The address may be part of the story.",
        )
    for sign, what in (
        ("byline", "a writer's name"),
        ("date", "a date"),
        ("clock", "a time"),
        ("count", "a count"),
    ):
        if sign in block.evidence:
            label = "related" if state == AFTER and above and above.label == "related" else "other"
            return Verdict(
                label,
                sign,
                f"A line with {what} stands {where}, among furniture.",
                "It may date or sign this article.",
            )
    if above and above.label in ("comment", "promo", "related", "contact", "bio", "disclaimer") and state != BEFORE:
        why = f"It stands {where}, under a block labelled {above.label}, and goes with it."
        return Verdict(above.label, "company", why, "The article may have gone on here.")
    why = f"It stands {where}, apart from its run of paragraphs, among furniture."
    return Verdict("other", "apart", why, "A short text of this kind may belong to the article or its pictures.")


def _again(page: Page, at: int) -> dict[str, Span]:
    """Where the page repeats the words of a block."""
    words = page.blocks[at].words
    if len(words) > 3:
        for i, other in enumerate(page.blocks):
            if i != at and other.words == words:
                return {"twin": other.span}
    return {}


def _words(block: Block) -> str:
    words = len(block.text.split())
    return f"{words} word{'' if words == 1 else 's'}"


def _shown(block: Block, words: int = _SHOWN) -> str:
    parts = block.text.split()
    return " ".join(parts[:words]) + (" …" if len(parts) > words else "")
