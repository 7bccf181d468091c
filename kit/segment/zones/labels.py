"""Labels for the blocks: which zone each is, by which rule, why, and why that may be wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kit.annotation import Span
from kit.segment.turns import Turn
from kit.segment.zones.address import speaks_to_reader
from kit.segment.zones.article_head import Head
from kit.segment.zones.cue_phrases import START, WHOLE, load_cue_phrases, locate
from kit.segment.zones.decoding import AFTER, ARTICLE, BEFORE
from kit.segment.zones.features import Block
from kit.segment.zones.parts import is_weak, told_by
from kit.segment.zones.patterns import ADDRESS, ORDERS
from kit.segment.zones.reasons import TEASER, ZoneLabel, by_rule
from kit.segment.zones.sections import Section

__all__ = ["Page", "ZoneLabel", "label_blocks"]

_CREDIT_ALONE = 10  # words: a longer block with a picture credit says what the picture shows, so it is a caption
_SHOWN = 6  # words of a block that a reason quotes
_LONGEST_SHOWN = 100  # code points of them
_LINKS = frozenset(["all-link", "half-link", "address"])  # of these an <aside> or a <footer> says less
_LINES = {"byline": "a writer's name", "date": "a date", "clock": "a time", "count": "a count"}  # among furniture
_TAKES_ON = ("comment", "promo", "related", "contact", "bio", "disclaimer")  # what follows these goes with them


class Page(NamedTuple):
    """All that is known of a page before its blocks are labelled."""

    blocks: Sequence[Block]
    path: Sequence[int]
    head: Head
    turns: Mapping[int, Turn]
    bios: Mapping[int, int | None]  # notes on the author; where one says the same as another, that other
    sections: Mapping[int, Section]


def label_blocks(page: Page) -> list[ZoneLabel]:
    """What each block is, in order."""
    if len(page.blocks) == 1:
        return [by_rule("only-block")]
    out: list[ZoneLabel] = []
    for at, (block, state) in enumerate(zip(page.blocks, page.path, strict=True)):
        label = _head(page, at) or _speech(page, at)
        if label is None and state == ARTICLE:
            label = _article(block)
        elif label is None:
            label = (
                _plain_furniture(page, at) or _by_part(block) or _by_place(block, state, out[-1].label if out else "")
            )
        out.append(label)
    return out


def _head(page: Page, at: int) -> ZoneLabel | None:
    """Headline, standfirst, byline, dateline and filing words; and captions, which stand anywhere."""
    block, head = page.blocks[at], page.head
    if at == head.headline:
        return by_rule("headline", _again(page, at), words=_words(block))
    if at == head.standfirst:
        return by_rule("pull-quote", {"twin": head.twin}) if head.twin else by_rule("under-headline")
    if at in head.points:
        return by_rule("key-point")
    if at == head.letterhead:
        return by_rule("letterhead")
    if at in head.genres:
        return by_rule("genre", shown=_shown(block))
    if at in head.bylines:
        return by_rule("byline", shown=_shown(block))
    if at in head.datelines:
        return by_rule("date")
    if at in head.crumbs:
        return by_rule("breadcrumb", {"twin": page.blocks[head.headline].span} if head.headline is not None else None)
    if (
        block.role == "figcaption"
        and not block.part
        and not ("credit" in block.features and block.size <= _CREDIT_ALONE)
    ):
        return by_rule("figcaption")
    return by_rule("filing-words", shown=_shown(block)) if "tag" in block.features else None


def _speech(page: Page, at: int) -> ZoneLabel | None:
    turn = page.turns.get(at)
    if turn is None or (page.path[at] != ARTICLE and page.blocks[at].cue):
        return None
    return by_rule("speaker-label" if turn.opens else "turn-goes-on", speaker=turn.label)


def _by_part(block: Block) -> ZoneLabel | None:
    """What a web page's tags say of the furniture in which a block stands."""
    if block.part is None or (is_weak(block.part) and not block.features.isdisjoint(_LINKS)):
        return None
    zone, why, doubt = told_by(block.part, load_cue_phrases().purpose)
    return ZoneLabel(zone, "part-of-page", why, doubt, {"part": block.part.span})


def _article(block: Block) -> ZoneLabel:
    if "credit" in block.features and block.size > _CREDIT_ALONE:
        return _caption(block)
    doubt = (
        f"It says “{block.cue.phrase}”, as furniture does; but all else speaks for the article." if block.cue else ""
    )
    if "embedded-post" in block.features:
        label = by_rule("embedded-post")
    elif block.heading:
        label = by_rule("subhead")
    elif block.form_score >= 2.5 or block.size >= 12:
        stop = "full sentences" if block.last in ".!?…" else "running text"
        why = f"{_words(block).capitalize()} of {stop}, in the run of the article."
        label = ZoneLabel("body", "paragraph", why, TEASER)
    else:
        return by_rule("short-line", words=_words(block))
    return label._replace(doubt=doubt or label.doubt)


def _plain_furniture(page: Page, at: int) -> ZoneLabel | None:
    """Furniture that says itself what it is."""
    block, phrases = page.blocks[at], load_cue_phrases()
    section = page.sections.get(at)
    if section and (section.label == "comment" or not block.cue):
        return _in_section(page, at, section)
    if at in page.bios:
        twin = page.bios[at]
        why = f"It opens with “{_shown(block, 3)}” and says who that is: a note on the author, outside the story."
        evidence = {} if twin is None else {"twin": page.blocks[twin].span}
        return ZoneLabel("bio", "author-note", why, phrases.doubt["bio"], evidence)
    if cue := block.cue:
        found = locate(block.text, cue.phrase)
        span = Span(block.span.start + found.start, block.span.start + found.end) if found else block.span
        said = block.text[found.start : found.end] if found else block.text
        how = {WHOLE: "The whole block is", START: "It opens with"}.get(cue.place, "It says")
        why = f"{how} “{' '.join(said.split())}”: {phrases.purpose[cue.label]}."
        return ZoneLabel(cue.label, f"{cue.place}-cue", why, phrases.doubt[cue.label], {"cue": span})
    if "pointer" in block.features:
        why = f"“{_shown(block, 2)}” and what follows lead to another page: {phrases.purpose['related']}."
        return ZoneLabel("related", "pointer", why, phrases.doubt["related"])
    if "to-reader" in block.features and "@" in block.text and ADDRESS.search(block.text):
        why = f"“{_shown(block)}” speaks to whoever reads the page and gives an address: {phrases.purpose['contact']}."
        return ZoneLabel("contact", "to-reader", why, phrases.doubt["contact"])
    if "to-reader" in block.features:
        why = f"“{_shown(block)}” speaks to whoever reads the page: {phrases.purpose['promo']}."
        return ZoneLabel("promo", "to-reader", why, "An article that gives advice speaks to its reader too.")
    if "copyright-mark" in block.features:
        why = f"It bears a copyright mark: {phrases.purpose['copyright']}."
        return ZoneLabel("copyright", "copyright-mark", why, phrases.doubt["copyright"])
    if "credit" in block.features:
        if block.size > _CREDIT_ALONE:
            return _caption(block)
        why = f"“{_shown(block)}” credits a picture and says nothing of what it shows."
        doubt = "One may count a credit as part of the caption, and so of the article."
        return ZoneLabel("origin", "picture-credit", why, doubt)
    return None


def _in_section(page: Page, at: int, section: Section) -> ZoneLabel:
    heading, phrases = page.blocks[section.opener], load_cue_phrases()
    among = "names, times and replies" if section.label == "comment" else "headlines, each with a line on it or without"
    place = "It heads" if at == section.opener else f"It stands under “{_shown(heading)}”, among"
    why = f"{place} {among}: {phrases.purpose[section.label]}."
    return ZoneLabel(section.label, "section", why, phrases.doubt[section.label], {"heading": heading.span})


def _caption(block: Block) -> ZoneLabel:
    why = f"It names who took or owns a picture, and in {_words(block)} says what it shows."
    return ZoneLabel("caption", "picture-credit", why, "The picture may belong to another story.")


def _gives_order(block: Block) -> bool:
    """Does a line that is no row of links tell the reader what to do?"""
    if ORDERS.isdisjoint(block.words[:1]) or "\n" in block.text or "|" in block.text:
        return False
    return speaks_to_reader(block.text, block.words, block.size)


def _by_place(block: Block, state: int, above: str) -> ZoneLabel:
    """Furniture that shows only by its form, its place and the label of the block above."""
    where = {BEFORE: "above the article", AFTER: "below the article"}.get(state, "between paragraphs of the article")
    features, purpose = block.features, load_cue_phrases().purpose["promo"]
    if "all-link" in features and _gives_order(block):
        why = f"“{_shown(block)}” is a link that tells whoever reads the page what to do: {purpose}."
        return ZoneLabel("promo", "order-link", why, TEASER)
    if "all-link" in features or "half-link" in features:
        label = "navigation" if state == BEFORE or block.size < 4 else "related"
        what = "part of a menu" if label == "navigation" else "a pointer to another page"
        why = f"{round(100 * block.linked)} % of it is a link, and it stands {where}: {what}."
        return ZoneLabel(label, "all-link", why, "An article's own sentence can be one long link.")
    if "no-words" in features:
        return by_rule("no-words", where=where)
    if "address" in features:
        label = "contact" if "@" in block.text else "navigation"
        why = f"It gives an address and stands {where}."
        return ZoneLabel(label, "address", why, "The address may be part of the story.")
    if line := next((name for name in _LINES if name in features), None):
        label = "related" if state == AFTER and above == "related" else "other"
        why = f"A line with {_LINES[line]} stands {where}, among furniture."
        return ZoneLabel(label, line, why, "It may date or sign this article.")
    if above in _TAKES_ON and state != BEFORE:
        why = f"It stands {where}, under a block labelled {above}, and goes with it."
        return ZoneLabel(above, "company", why, "The article may have gone on here.")
    return by_rule("apart", where=where)


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
    text = block.text[: _LONGEST_SHOWN + 1]
    parts = text.split()
    shown = " ".join(parts[:words])[:_LONGEST_SHOWN]
    return shown + (" …" if len(parts) > words or len(text) > _LONGEST_SHOWN else "")
