"""What a verb of saying names without a clause, and whether that can be said: "denied the charge", but no loan."""

from __future__ import annotations

import re

from kit.annotate.quotes.cues import load_cues
from kit.annotate.quotes.tagging import Tagged, tag

__all__ = ["is_thing", "names_thing"]

# The patterns are over the classes of tokens: see `tagging`.
_PHRASE = re.compile(r"[dnal]*E?(?:[wNng]|N\.)*[wNngP](?=[oit,;&DPlCqrT.]|$)")
# A noun phrase; a number stands before its nouns where anything of a noun phrase follows, so that it is read one way.
_NOUNS = r"(?>[dal]|n(?=[dnaEwNgP]|l(?!D)))*+E?(?>[wngP]|N\.?){1,4}+"
_BARE = re.compile(  # one, and what hangs on it by prepositions; it never goes back, so that its time is linear
    rf"{_NOUNS}(?>(?:[oitl]|&(?>l(?=D))?+)(?:D|{_NOUNS}))*+D?[.!?]*$"
)
_TWO_NOUNS = re.compile(r"[wN](?=w[.!?]*$)")
_TO_WHOM = re.compile(r"(?:N(?:\.?N)*|d?[w]{1,2})(?=d[^oitc,;&])|dd")  # "denied Ana Ruiz the right", "her a loan"
_OBJECT_PRONOUNS = frozenset(["him", "them", "us", "me"])
_NOUN_OF_SAYING = re.compile(r".{3,}(?:[ts]ions?|ity|ness|ment|ship|ence|ance|ism|acy|y|age|ure|al)$")
_PARTS = frozenset(["half", "most", "much", "part"])  # "claimed half the town"
_DEEDS = frozenset(["success", "momentum", "credit", "bias", "status", "harm", "defeat"])  # without such an ending
_STAND_INS = frozenset(["same", "opposite", "contrary", "otherwise"])  # for what was said before


def is_thing(base: str, words: str) -> bool:
    """Is what a verb names without a clause something given, taken or counted, and nothing that one can say?

    >>> is_thing("claim", "three lives"), is_thing("claim", "victory"), is_thing("deny", "Ana Ruiz the right to appeal")
    (True, False, True)
    >>> is_thing("deny", "the charge"), is_thing("note", "an increase in cases")
    (False, False)
    """
    things = load_cues().things.get(base)
    if things is None:
        return False
    tagged = tag(words)
    if base == "deny" and _gives(tagged):
        return True
    m = _PHRASE.match(tagged.classes)
    if m is None:
        return base == "claim" and not _PARTS.isdisjoint(tagged.words[:1])
    head = tagged.words[m.end() - 1]
    if not things.isdisjoint((head, head.removesuffix("s"))) or (base != "deny" and "n" in m[0]):
        return True
    said = head in _DEEDS | _STAND_INS or _NOUN_OF_SAYING.match(head) is not None
    # of what "claimed" may name, only a deed or a state of one's own is said: "claimed victory", but "the mill"
    return base == "claim" and (not said or tagged.classes[0] in "dn") and "same" not in tagged.words


def _gives(tagged: Tagged) -> bool:
    """Does it say to whom something is denied ("denied Ana Ruiz the right", "denied them entry")?"""
    if not _OBJECT_PRONOUNS.isdisjoint(tagged.words[:1]):
        return tagged.classes[1:2].isalpha() and tagged.classes[1] not in "oit"
    m = _TO_WHOM.match(tagged.classes)  # no claim: "denied reports the dam leaked"
    return m is not None and tagged.words[m.end() - 1] not in load_cues().nouns


def names_thing(base: str, words: str) -> bool:
    """Do some words behind a verb, which has no "that", name a thing, and hold no clause: what a pattern cannot parse?

    >>> names_thing("add", "two players to the squad."), names_thing("add", "two players left.")
    (True, False)
    """
    cues = load_cues()
    tagged = tag(words)
    if (base == "deny" and _gives(tagged)) or (base == "claim" and not _PARTS.isdisjoint(tagged.words[:1])):
        return True
    if base in ("say", *cues.thought) or not _BARE.match(tagged.classes) or not cues.pasts.isdisjoint(tagged.words):
        return False
    return is_thing(base, words) if base in cues.objects else not _verb_last(tagged)


def _verb_last(tagged: Tagged) -> bool:
    """May the last of a few words be a verb ("the dam leaks")?"""
    m = _TWO_NOUNS.search(tagged.classes)
    if m is None:
        return False
    first, last = tagged.words[m.start()], tagged.words[m.start() + 1]
    return last.endswith("s") and not first.endswith(("s", "al", "ous", "ive"))
