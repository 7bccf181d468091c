"""The grammar of attribution: from a parsed sentence to who says what."""

from __future__ import annotations

import re
from typing import Any

from kit.annotate.quotes.attribution import Found, trim
from kit.annotate.quotes.cues import load_cues, word_set
from kit.annotate.quotes.parse.bounds import part
from kit.annotate.quotes.parse.content import NAMING, after_preposition, before_setting, content_of
from kit.annotate.quotes.parse.tree import FINITE, agent, child, has_to, is_expletive, is_passive, phrase, span_of, subject, word_span
from kit.annotate.quotes.subjects import source_after
from kit.annotate.quotes.tagging import tag
from kit.annotation import Span

__all__ = ["find_held", "find_in_tree"]

_INSIDE = word_set("advcl prep pobj dobj advmod npadvmod amod attr acomp nsubj compound appos conj pcomp xcomp")
_PASSED_ON = word_set("say think believe report")
_ASKS = word_set("do does did")
_ANYBODYS = word_set("idea notion")  # nobody need have said it
_MADE = word_set("make makes made making")
_DATED = 20  # characters between a source and the comma behind it
_ADDED = re.compile(r", (?:which|who) [^,]*, $")  # "It fell, which cost lives, according to her"
_ANSWER = re.compile(r", [^,]{1,60} (?:said|says|replied|responded|answered)\b")
_NEAR = 6  # words between "as" and the marks


def find_in_tree(doc: Any, text: str) -> list[Found]:
    """The attributions in a parsed sentence, outermost first."""
    cues = load_cues()
    out: list[Found] = []
    for token in doc:
        word = token.lower_
        found: Found | None = None
        if word in cues.verbs and _of_oneself(token):
            found = _self_described(token, text)
        elif word in cues.verbs and (token.pos_ in ("VERB", "AUX") or _has_aux(token)):
            found = _verb(token, text)
        elif word == "clear":
            found = _made_clear(token)
        elif word == "according":
            found = _according(token, text)
        elif word in cues.nouns and token.pos_ == "NOUN":
            found = _noun(token, text)
        if found and found.content:
            out.append(found)
    return part(out, doc, text)


def _verb(token: Any, text: str) -> Found | None:
    """She said (that) it works; it works, she said; she denied it; it was denied by her."""
    cues = load_cues()
    base = cues.verbs[token.lower_]
    if base in _PASSED_ON and [t.tag_ for t in token.doc[token.i + 1 : token.i + 3]] == ["TO", "VB"]:
        return None  # "a horse said to do sums": nobody says so
    if any(c.lower_ in _ASKS and c.dep_ == "aux" and c.i == token.left_edge.i for c in token.children):
        return None  # "Does she think it works?"
    asked = base == "ask" and token.tag_ == "VBN"  # "Asked if it works, she said …", "when asked"
    asked = asked and (token.dep_ == "advcl" or any(c.lower_ == "when" for c in token.children))
    speaker = None if asked else subject(token)
    thought = token.lower_ not in cues.speech
    content, rule = content_of(token, base, text, thought=thought, has_speaker=asked or speaker is not None)
    if not content and base in cues.objects - {"explain"} and agent(token) is not None:  # facts explain facts too
        content = [span_of(c) for c in token.children if c.dep_ == "nsubjpass"]
    if not content or is_expletive(speaker, token):
        return None
    if token.dep_ == "relcl" and (rule == "thought" or (rule == "object" and _is_thing(token))):
        return None
    if asked or any(c.dep_ == "auxpass" for c in token.children) or (token.dep_ == "acl" and token.tag_ == "VBN"):
        speaker, rule = agent(token), "passive"
        if speaker is None and base != "ask":
            return None
    if base == "ask" and token.tag_ == "VBN":
        content = [_before_answer(before_setting(c, text), text) for c in content]
    said = tuple(s for s in (trim(text, c) for c in content) if s.end > s.start)
    return Found(said, phrase(speaker) if speaker is not None else None, word_span(token), rule)


def _is_thing(verb: Any) -> bool:
    """Is a relative clause about a thing, and none that speaks ("a film that mentions the dam")?"""
    speaks = verb.head.lower_ in load_cues().sources
    return not speaks and any(c.dep_ == "nsubj" and c.tag_ == "WDT" for c in verb.children)


def _has_aux(token: Any) -> bool:
    """ "did post on Monday": parsers take some verbs for nouns."""
    return any(c.dep_ == "aux" and c.i < token.i for c in token.children)


def _made_clear(token: Any) -> Found | None:
    """She made (it) clear that the dam is safe."""
    made = token.head
    clauses = [c for t in (made, token) for c in t.children if c.dep_ in ("ccomp", "advcl") and _opens_with_that(c)]
    speaker = subject(made)
    if made.lower_ not in _MADE or not clauses or speaker is None or is_expletive(speaker, made):
        return None
    return Found((span_of(clauses[0]),), phrase(speaker), Span(made.idx, token.idx + len(token)), "clause")


def _before_answer(asked: Span, text: str) -> Span:
    """A question without the answer, where the parser takes it in ("asked if it works, she said")."""
    answer = _ANSWER.search(text, *asked)
    return Span(asked.start, answer.start()) if answer else asked


def _of_oneself(token: Any) -> bool:
    before = token.doc[max(0, token.i - 2) : token.i].text.lower()
    return bool(before == "self-" and token.dep_ == "amod" and token.head.i > token.i)


def _self_described(token: Any, text: str) -> Found:
    """A self-described optimist: the words that somebody has for themselves."""
    noun = token.head
    if noun.dep_ == "attr":
        speaker = subject(noun.head)
    else:
        speaker = noun.head if noun.dep_ == "appos" else next((c for c in noun.children if c.dep_ == "appos"), None)
    said = trim(text, Span(token.nbor(1).idx, phrase(noun).end))
    return Found((said,), phrase(speaker) if speaker is not None else None, word_span(token), "object")


def _according(token: Any, text: str) -> Found | None:
    to: Any = next((c for c in token.children if c.lower_ == "to"), None)
    source: Any = next((c for c in to.children if c.dep_ == "pobj"), None) if to is not None else None
    if source is None:
        return None
    whole = span_of(source)
    head = token.head
    while head.dep_ in _INSIDE and head.head.i != head.i and (head.pos_ not in ("VERB", "AUX") or head.dep_ == "advcl"):
        head = head.head
    while head.dep_ == "conj" and head.head.pos_ in ("VERB", "AUX"):
        head = head.head  # all of "it fell, and it will rise, according to the city"
    start, end = span_of(head)
    own = Span(token.idx, whole.end)
    first = own.start <= start + 1 or text[start : own.start] in ("But ", "And ", "Yet ")
    opens = first or text[: own.start].rstrip()[-1:] in (":", ";")
    tagged = tag(text)
    named = source_after(tagged, tagged.at(to.idx) + 1) if opens else None
    if named and tagged.ends[named[1] - 1] > named[0].end:  # "According to Ana Ruiz, a baker, …"
        own, whole = Span(own.start, tagged.ends[named[1] - 1]), named[0]
    elif opens and (comma := text.find(", ", own.end, own.end + _DATED)) > 0 and " " in text[own.end : comma]:
        own = Span(own.start, comma)  # "According to a poll out on Monday, …"
    if opens:
        parts = [Span(own.end, len(text.rstrip(" .")) if first else end)]
    else:
        added = _ADDED.search(text, start, own.start)
        parts = [Span(added.start() + 1 if added else start, own.start)]
    behind = Span(own.end, max(own.end, end))
    if not opens and text[start:].startswith(("While ", "Although ", "Though ")):
        parts = [behind]  # "While some fell, according to the city, most rose"
    elif not opens and not any(t.tag_ in FINITE and start <= t.idx < own.start for t in token.doc):
        parts.append(behind)  # "Fares, according to the city, will rise"
    said = tuple(s for s in (trim(text, p) for p in parts) if s.end - s.start > 2)
    return Found(said, whole, Span(token.idx, to.idx + len(to)), "according-to")


def _noun(token: Any, text: str) -> Found | None:
    """The claim that …; the call for …"""
    owner = next((p for p in token.children if p.dep_ == "poss"), None)
    if owner is None:  # "a report by the council that the dam leaks"
        by = (c for c in token.children if c.dep_ == "prep" and c.lower_ in ("by", "from"))
        owner = next((o for c in by for o in c.children if o.dep_ == "pobj"), None)
    if owner is None and token.dep_ in ("dobj", "pobj", "attr") and token.lower_ not in _ANYBODYS:
        owner = subject(token.head)
    is_so = (
        token.head if token.dep_ == "nsubj" and token.head.lower_ in ("is", "was") else None
    )  # "her answer was that"
    for c in (*token.children, *(is_so.children if is_so is not None else ())):
        if c.dep_ == "prep" and c.lower_ == "for" and token.lower_ in ("call", "calls"):
            content = after_preposition(c, to_do=True)
        elif c.dep_ in ("acl", "ccomp", "relcl") and owner is not None and (_opens_with_that(c) or _is_to_do(token, c)):
            content = span_of(c)
        else:
            continue
        return Found((trim(text, content),), phrase(owner) if owner is not None else None, word_span(token), "noun")
    return None


def _is_to_do(noun: Any, clause: Any) -> bool:
    """ "her promise to stay", "their call to close the dam"."""
    return has_to(clause) and noun.lower_ in load_cues().deeds


def _opens_with_that(clause: Any) -> bool:
    first = clause.left_edge
    return bool(first.lower_ == "that" and first.dep_ == "mark")


def _between(low: Any, high: Any) -> list[Any]:
    """The words on the way up from one to another that governs it."""
    out = [low]
    while out[-1].i != high.i and out[-1].head.i != out[-1].i:
        out.append(out[-1].head)
    return out[:-1]


def _naming(doc: Any, first: Any) -> Any:
    """The verb of naming just before words in marks ("called the plan “rotten”"), with no other verb between."""
    for token in reversed(doc[max(0, first.i - 12) : first.i]):
        if token.pos_ in ("VERB", "AUX"):
            named = token.lower_ in ("naming", "named", "nicknamed")
            return token if named or load_cues().speech.get(token.lower_) in NAMING else None
    return None


def _likened(first: Any) -> Found | None:
    """What somebody is said to be, in words in marks ("refers to it as a “swindle”", "seen by them as “rotten”")."""
    like = next((t for t in first.ancestors if t.lower_ == "as" and t.dep_ == "prep" and t.i < first.i), None)
    for near in reversed(first.doc[max(0, first.i - _NEAR) : first.i]) if like is None else ():
        if near.lower_ == "as" and near.dep_ == "prep":
            like = near
            break
        if near.pos_ in ("VERB", "AUX", "ADP"):
            break
    if like is None:
        return None
    verb = next((t for t in like.ancestors if t.pos_ == "VERB"), None)
    if verb is None or verb.i > like.i or any(t.pos_ == "VERB" for t in verb.doc[verb.i + 1 : like.i]):
        return None
    if any(c.dep_ == "auxpass" for c in verb.children) or (verb.dep_ == "acl" and verb.tag_ == "VBN"):
        speaker, opens = agent(verb), like
    else:
        speaker, opens = subject(verb), verb.nbor(2 if verb.nbor(1).lower_ in ("to", "off") else 1)
        if not any(c.dep_ == "dobj" or c.lower_ in ("to", "off") for c in verb.children):
            return None
    if speaker is None or is_expletive(speaker, verb) or opens.i > like.i:
        return None
    aside: Any = next((t for t in like.subtree if t.i > first.i and t.tag_ in ("WDT", "WP")), None)
    end = aside.idx if aside is not None else span_of(like).end
    said = trim(verb.doc.text, before_setting(Span(opens.idx, end), verb.doc.text, first.idx))
    return Found((said,), phrase(speaker), word_span(verb), "words-in-marks")


def find_held(doc: Any, inside: Span) -> Found | None:
    """Whose words stand in marks: those of the subject of the verb that they depend on."""
    tokens = [t for t in doc if inside.start <= t.idx < inside.end]
    if not tokens:
        return None
    if like := _likened(tokens[0]):
        return like
    head = min(tokens, key=lambda t: sum(1 for _ in t.ancestors))
    piece, verb = head, head.head
    while verb.i != piece.i and (verb.pos_ != "VERB" or piece.dep_ in ("nsubj", "nsubjpass", "csubj")):
        piece, verb = verb, verb.head
    if name := _naming(doc, tokens[0]):
        piece, verb = head, name
    elif verb.i == piece.i or any(t.pos_ == "AUX" for t in _between(head, verb)):
        return None
    if not name and len(tokens) < 4 and verb.lower_ not in load_cues().speech:
        return None
    speaker = subject(verb)
    if speaker is None or speaker.i >= head.i or is_expletive(speaker, verb):
        return None
    first = piece.left_edge if piece.dep_ != "prep" else piece.nbor(1)
    if name:
        first = verb.nbor(1)
    if piece is not head and piece.dep_ in ("advcl", "conj"):
        return None
    end = max(span_of(piece).end, tokens[-1].idx + len(tokens[-1]))
    said = before_setting(Span(min(first.idx, tokens[0].idx), end), doc.text, inside.end)
    return Found((said,), phrase(speaker), word_span(verb), "words-in-marks")
