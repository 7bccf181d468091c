"""The grammar of attribution: from a parsed sentence to who says what."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Any

from kit.annotate.quotes.attribution import Found, trim
from kit.annotate.quotes.cues import load_cues
from kit.annotate.quotes.parse.bounds import part
from kit.annotate.quotes.parse.content import after_preposition, before_setting, content_of
from kit.annotate.quotes.parse.tree import (
    agent,
    child,
    has_tense,
    has_to,
    is_expletive,
    is_passive,
    phrase,
    span_of,
    subject,
    subtree,
    word_span,
)
from kit.annotate.quotes.subjects import source_after
from kit.annotate.quotes.tagging import tag
from kit.annotation import Span
from kit.lexicons import word_set

__all__ = ["find_held", "find_in_tree"]

_INSIDE = word_set("advcl prep pobj dobj advmod npadvmod amod attr acomp nsubj compound appos conj pcomp xcomp")
_ANYBODYS = word_set("idea notion")  # nobody need have said it
_DATED = 20  # characters between a source and the comma behind it
_ADDED = re.compile(r", (?:which|who) [^,]*, $")  # "It fell, which cost lives, according to her"
_NEAR = 12  # words between a verb of naming and the marks


def find_in_tree(doc: Any, text: str) -> list[Found]:
    """The attributions in a parsed sentence, outermost first."""
    cues = load_cues()
    out: list[Found] = []
    for token in doc:
        word = token.lower_
        found: Found | None = None
        if word in cues.verbs and token.dep_ == "amod" and doc[max(0, token.i - 2) : token.i].text.lower() == "self-":
            found = _self_described(token, text)
        elif word in cues.verbs and (token.pos_ in ("VERB", "AUX") or child(token, "aux") is not None):
            found = _verb(token, text)  # some verbs are taken for nouns
        elif word == "clear":
            found = _made_clear(token)
        elif word == "according":
            found = _according(token, text)
        elif word in cues.nouns and token.pos_ == "NOUN":
            found = _noun(token, text)
        if found and found.content:
            out.append(found)
    return part(out, doc, text)


def _found(text: str, said: list[Span], speaker: Any, cue: Any, rule: str) -> Found:
    """A finding of what stands in the tree, trimmed."""
    content = tuple(s for s in (trim(text, c) for c in said) if s.end > s.start)
    return Found(content, phrase(speaker) if speaker is not None else None, word_span(cue), rule)


def _verb(token: Any, text: str) -> Found | None:
    """She said (that) it works; it works, she said; she denied it; it was denied by her."""
    cues = load_cues()
    base = cues.verbs[token.lower_]
    if base in cues.rumoured and [t.tag_ for t in token.doc[token.i + 1 : token.i + 3]] == ["TO", "VB"]:
        return None  # "a horse said to do sums": nobody says so
    if any(c.lower_ in ("do", "does", "did") and c.dep_ == "aux" and c.i == token.left_edge.i for c in token.children):
        return None  # "Does she think it works?"
    # "Asked if it works, she said …", "when asked"
    when = token.dep_ == "advcl" or any(c.lower_ == "when" for c in token.children)
    asked = base == "ask" and token.tag_ == "VBN" and when
    speaker = None if asked else subject(token)
    thought = token.lower_ not in cues.speech
    content, rule = content_of(token, base, text, thought=thought, has_speaker=asked or speaker is not None)
    if not content and base in cues.objects - {"explain"} and agent(token) is not None:  # facts explain facts too
        content = [span_of(c) for c in token.children if c.dep_ == "nsubjpass"]
    if not content or is_expletive(speaker, token):
        return None
    if token.dep_ == "relcl" and (rule == "thought" or (rule == "object" and _is_thing(token))):
        return None
    if asked or is_passive(token):
        speaker, rule = agent(token), "passive"
        if speaker is None and base != "ask":
            return None
    if base == "ask" and token.tag_ == "VBN":
        content = [before_setting(c, text) for c in content]
        content = [Span(c.start, comma if (comma := text.find(", ", *c)) > 0 else c.end) for c in content]
    return _found(text, content, speaker, token, rule)


def _is_thing(verb: Any) -> bool:
    """Is a relative clause about a thing, and none that speaks ("a film that mentions the dam")?"""
    speaks = verb.head.lower_ in load_cues().sources
    return not speaks and any(c.dep_ == "nsubj" and c.tag_ == "WDT" for c in verb.children)


def _made_clear(token: Any) -> Found | None:
    """She made (it) clear that the dam is safe."""
    made = token.head
    clauses = [c for t in (made, token) for c in t.children if c.dep_ in ("ccomp", "advcl") and _opens_with_that(c)]
    speaker = subject(made)
    if made.lower_ not in ("make", "makes", "made", "making") or not clauses or speaker is None:
        return None
    return Found((span_of(clauses[0]),), phrase(speaker), Span(made.idx, token.idx + len(token)), "clause")


def _self_described(token: Any, text: str) -> Found:
    """A self-described optimist: the words that somebody has for themselves."""
    noun = token.head
    speaker = subject(noun.head) if noun.dep_ == "attr" else noun.head if noun.dep_ == "appos" else child(noun, "appos")
    return _found(text, [Span(token.nbor(1).idx, phrase(noun).end)], speaker, token, "object")


def _according(token: Any, text: str) -> Found | None:
    to = child(token, "prep")
    source = child(to, "pobj") if to is not None else None
    if source is None:
        return None
    whole = span_of(source)
    head = token.head
    while head.dep_ in _INSIDE and (head.pos_ not in ("VERB", "AUX") or head.dep_ == "advcl"):
        head = head.head
    while head.dep_ == "conj" and head.head.pos_ in ("VERB", "AUX"):
        head = head.head  # all of "it fell, and it will rise, according to the city"
    start, end = span_of(head)
    own = Span(token.idx, whole.end)
    first = own.start <= start + 1 or text[start : own.start] in ("But ", "And ", "Yet ")
    opens = first or text[: own.start].rstrip()[-1:] in (":", ";")
    said = [Span(start, own.start)]
    if opens:
        tagged = tag(text)
        named = source_after(tagged, tagged.at(to.idx) + 1)
        beside = named is not None and "," in text[slice(*named[0])]  # "According to the head of parks, Ana Ruiz, …"
        if named and (beside or tagged.ends[named[1] - 1] > named[0].end):  # "According to Ana Ruiz, a baker, …"
            own, whole = Span(own.start, tagged.ends[named[1] - 1]), named[0]
        elif (comma := text.find(", ", own.end, own.end + _DATED)) > 0 and " " in text[own.end : comma]:
            own = Span(own.start, comma)  # "According to a poll out on Monday, …"
        said = [Span(own.end, len(text.rstrip(" .")) if first else end)]
    elif text.startswith(("While ", "Although ", "Though "), start):
        said = [Span(own.end, max(own.end, end))]  # "While some fell, according to the city, most rose"
    elif added := _ADDED.search(text, start, own.start):
        said = [Span(added.start() + 1, own.start)]
    elif not has_tense(token.doc, said[0]):
        said.append(Span(own.end, max(own.end, end)))  # "Fares, according to the city, will rise"
    content = tuple(s for s in (trim(text, p) for p in said) if s.end - s.start > 2)
    return Found(content, whole, Span(token.idx, to.idx + len(to)), "according-to")


def _noun(token: Any, text: str) -> Found | None:
    """The claim that …; the call for …"""
    owner = child(token, "poss")
    if owner is None:  # "a report by the council that the dam leaks"
        by = next((c for c in token.children if c.dep_ == "prep" and c.lower_ in ("by", "from")), None)
        owner = child(by, "pobj") if by is not None else None
    if owner is None and token.dep_ in ("dobj", "pobj", "attr") and token.lower_ not in _ANYBODYS:
        owner = subject(token.head)
    is_so = (
        token.head if token.dep_ == "nsubj" and token.head.lower_ in ("is", "was") else None
    )  # "her answer was that"
    for c in (*token.children, *(is_so.children if is_so is not None else ())):
        to_do = has_to(c) and token.lower_ in load_cues().deeds  # "her promise to stay"
        if c.dep_ == "prep" and c.lower_ == "for" and token.lower_ in ("call", "calls"):
            content = after_preposition(c, to_do=True)
        elif c.dep_ in ("acl", "ccomp", "relcl") and owner is not None and (to_do or _opens_with_that(c)):
            content = span_of(c)
        else:
            continue
        return _found(text, [content], owner, token, "noun")
    return None


def _opens_with_that(clause: Any) -> bool:
    first = clause.left_edge
    return bool(first.lower_ == "that" and first.dep_ == "mark")


def _naming(doc: Any, first: Any) -> Any:
    """The verb of naming just before words in marks ("called the plan “rotten”"), with no other verb between."""
    for token in reversed(doc[max(0, first.i - _NEAR) : first.i]):
        if token.pos_ in ("VERB", "AUX"):
            named = token.lower_ in ("naming", "named", "nicknamed")
            return token if named or load_cues().speech.get(token.lower_) in load_cues().calling else None
    return None


def _likened(first: Any) -> Found | None:
    """What somebody is said to be, in words in marks ("refers to it as a “swindle”", "seen by them as “rotten”")."""
    like: Any = next((t for t in first.ancestors if t.lower_ == "as" and t.dep_ == "prep" and t.i < first.i), None)
    verb: Any = next((t for t in like.ancestors if t.pos_ == "VERB"), None) if like is not None else None
    if verb is None or verb.i > like.i or any(t.pos_ == "VERB" for t in verb.doc[verb.i + 1 : like.i]):
        return None
    if is_passive(verb):
        speaker, opens = agent(verb), like
    else:
        speaker, opens = subject(verb), verb.nbor(2 if verb.nbor(1).lower_ in ("to", "off") else 1)
        if child(verb, "dobj") is None and verb.nbor(1).lower_ not in ("to", "off"):
            return None
    if speaker is None or is_expletive(speaker, verb) or opens.i > like.i:
        return None
    aside: Any = next((t for t in subtree(like) if t.i > first.i and t.tag_ in ("WDT", "WP")), None)
    end = aside.idx if aside is not None else span_of(like).end
    text = verb.doc.text
    return _found(text, [before_setting(Span(opens.idx, end), text, first.idx)], speaker, verb, "words-in-marks")


def find_held(doc: Any, inside: Span) -> Found | None:
    """Whose words stand in marks: those of the subject of the verb that they depend on."""
    start, end = (bisect_left(doc, at, key=lambda t: t.idx) for at in inside)
    tokens = list(doc[start:end])
    if not tokens:
        return None
    if like := _likened(tokens[0]):
        return like
    head = min(tokens, key=lambda t: sum(1 for _ in t.ancestors))
    name = _naming(doc, tokens[0])
    piece, verb = head, head.head if name is None else name
    if name is None:
        way = [head]
        while verb.i != piece.i and (verb.pos_ != "VERB" or piece.dep_ in ("nsubj", "nsubjpass", "csubj")):
            piece, verb = verb, verb.head
            way.append(piece)
        if verb.i == piece.i or any(t.pos_ == "AUX" for t in way):
            return None
        if len(tokens) < 4 and verb.lower_ not in load_cues().speech:
            return None
    speaker = subject(verb)
    if speaker is None or speaker.i >= head.i or is_expletive(speaker, verb):
        return None
    first = verb.nbor(1) if name is not None else piece.nbor(1) if piece.dep_ == "prep" else piece.left_edge
    said = Span(min(first.idx, tokens[0].idx), max(span_of(piece).end, tokens[-1].idx + len(tokens[-1])))
    return _found(doc.text, [before_setting(said, doc.text, inside.end)], speaker, verb, "words-in-marks")
