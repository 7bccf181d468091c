"""Attributed speech: drafts made annotations, each with its label and with who is known to say it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from kit.annotate.quotes.apposition import TextAround, with_name
from kit.annotate.quotes.cues import load_cues
from kit.annotate.quotes.drafts import ANNOTATOR, Draft, label_of
from kit.annotate.quotes.heads import words_in_small
from kit.annotate.quotes.kinds import names_person
from kit.annotate.quotes.marks import Mark
from kit.annotate.quotes.names import find_names
from kit.annotate.quotes.resolving import Heard, hear
from kit.annotate.quotes.unsaid import how_unsaid
from kit.annotation import Annotation, Span
from kit.segment.blocks import stripped

__all__ = ["AUTHOR", "annotate_speech"]

AUTHOR = frozenset(["I", "we", "We"])
_SET_APART = frozenset(
    ["label", "turn-goes-on", "block-quote", "led-up", "signed-below", "headed"]
)  # word for word without marks


def annotate_speech(
    text: str, blocks: Sequence[Span], marks: Sequence[Mark], drafts: Sequence[Draft]
) -> list[Annotation]:
    """The annotations of drafts in order, of which each may tell who speaks in those behind it."""
    if not drafts:
        return []
    names = find_names(text)
    page = TextAround(text, blocks, names, words_in_small(text) - names.by_last.keys() - names.by_first.keys())
    heard = Heard(dict(page.names.gender))
    starts, ends = [m.start for m in marks], [m.end for m in marks]
    out = []
    for draft in drafts:
        near = marks[bisect_left(ends, draft.start) : bisect_left(starts, draft.end)]
        near = [m for m in near if not names_person(text, blocks[m.block], m)]
        label = "direct" if draft.rule in _SET_APART else label_of(text, draft.start, draft.end, near)
        attributes = {"rule": draft.rule, **load_cues().rules[draft.rule]}
        evidence = {}
        how = ""
        if draft.speaker:
            opened = marks[(at := max(0, bisect_right(starts, draft.speaker.start) - 1)) : at + 1]
            if opened and opened[0].start <= draft.speaker.start < opened[0].end < draft.speaker.end:
                draft.speaker = stripped(text, opened[0].end, draft.speaker.end)  # “Bobby” Lowe
            speaker = draft.speaker if draft.rule == "according-to" else with_name(page, draft.speaker)
            evidence["speaker"] = speaker
            name, how, _ = hear(page, draft, speaker, heard)
            at = bisect_right(starts, speaker.start) - 1
            quoted = at >= 0 and speaker.start < ends[at]
            voice = "author" if text[slice(*speaker)] in AUTHOR and not quoted else ""
            attributes |= {"speaker": name, "voice": voice}
        if draft.cue:
            evidence["cue"] = draft.cue
        if unsaid := how_unsaid(text, blocks, draft):
            attributes |= {"said": "no", "said_how": unsaid}
        attributes |= {
            "speaker_how": " ".join(filter(None, (how, draft.how))) if draft.speaker else "",
            "part_of": str(draft.group or ""),
            "turn": str(draft.turn or ""),
        }
        stated = {name: words for name, words in attributes.items() if words}
        out.append(Annotation(draft.start, draft.end, "quote", label, ANNOTATOR, evidence, stated))
    return out
