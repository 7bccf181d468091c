"""The grammar of attribution: from a parsed sentence to who says what."""

from __future__ import annotations

import re
from typing import Any

from kit.annotate.quote_cues import load_cues, word_set
from kit.annotate.quote_patterns import Found
from kit.annotate.quote_subjects import trim
from kit.annotate.quote_tree import agent, has_to, is_condition, is_expletive, phrase, states, subject, word_span
from kit.annotation import Span

__all__ = ["find_held", "find_in_tree"]

_AND = re.compile(r",?\s(?:and|but)(?:\s(?:also|then|later|has|have|[a-z]+ly))*$")
_TRAIL = re.compile(r",\s(?:compared (?:with|to)|despite|reflecting|according to|as has|as did)\s")
_INSIDE = word_set("advcl prep pobj dobj advmod npadvmod amod attr acomp nsubj compound appos conj pcomp xcomp")
_NOT_PART = word_set("when as after before during in while at on after with from by for to")
_NOT_GAP = word_set(
    """in on at during to that of from via through with by for as after before
    when while monday tuesday wednesday thursday friday saturday sunday today yesterday later also last this again
    then earlier and or if whether how why what who which"""
)


def find_in_tree(doc: Any, text: str) -> list[Found]:
    """The attributions in a parsed sentence, outermost first."""
    cues = load_cues()
    out: list[Found] = []
    for token in doc:
        word = token.lower_
        found: Found | None = None
        if word in cues.speech or word in cues.thought:
            if token.pos_ in ("VERB", "AUX"):
                base = cues.speech.get(word) or cues.thought[word]
                found = _verb(token, base, base in cues.weak, word in cues.thought and word not in cues.speech, text)
        elif word == "according":
            found = _according(token, text)
        elif word in cues.nouns and token.pos_ == "NOUN":
            found = _noun(token, text)
        if found and found.content:
            out.append(found)
    return _resolve(_cut(out, doc, text))


def _cut(found: list[Found], doc: Any, text: str) -> list[Found]:
    """Where a participle goes on with what is said (", adding that"), the clause before ends."""
    tags = {t.idx: t.tag_ for t in doc}
    out: list[Found] = []
    for f in found:
        content, speaker = list(f.content), f.speaker
        for g in found:
            if g is f or not g.cue or not f.cue:
                continue
            if g.cue.start < f.cue.start or g.content[0].start < g.cue.start:
                continue
            before = text[: g.cue.start].rstrip()
            if tags.get(g.cue.start) == "VBG" and before.endswith(","):
                comma = text.rindex(",", 0, g.cue.start)
                content = [c if c.end <= comma or c.start >= comma else Span(c.start, comma) for c in content]
            elif (m := _AND.search(before)) and tags.get(g.cue.start) == tags.get(f.cue.start):
                comma = m.start()
                content = [c if c.end <= comma or c.start >= comma else Span(c.start, comma) for c in content]
        if tags.get(f.cue.start if f.cue else -1) == "VBG" and f.cue and text[: f.cue.start].rstrip().endswith(","):
            outer = [
                g
                for g in found
                if g.cue
                and g.cue.start < f.cue.start
                and g.speaker
                and tags.get(g.cue.start) != "VBG"
                and any(c.start < f.cue.start < c.end for c in g.content)
            ]
            speaker = outer[0].speaker if outer else speaker
        content = [Span(c.start, m.start()) if (m := _TRAIL.search(text, c.start + 12, c.end)) else c for c in content]
        out.append(f._replace(content=tuple(c for c in content if c.end > c.start), speaker=speaker))
    return [f for f in out if f.content]


def _resolve(found: list[Found]) -> list[Found]:
    """Of two findings with nearly the same content, the one with a speaker, else the first."""
    out: list[Found] = []
    for f in sorted(found, key=lambda f: (f.rule == "object", -sum(c.end - c.start for c in f.content))):
        if not any(_alike(c, d) for c in f.content for g in out for d in g.content):
            out.append(f)
    return sorted(out, key=lambda f: f.content[0])


def _alike(a: Span, b: Span) -> bool:
    shared = min(a.end, b.end) - max(a.start, b.start)
    return shared > 0 and shared >= 0.5 * (max(a.end, b.end) - min(a.start, b.start))


def _verb(token: Any, base: str, weak: bool, thought: bool, text: str) -> Found | None:
    cues = load_cues()
    speaker = subject(token)
    clauses = [c for c in token.children if c.dep_ == "ccomp" and not is_condition(c) and (not weak or c.i > token.i)]
    rule = "thought" if thought else "clause"
    content: list[Span] = []
    if clauses:
        after = [c for c in clauses if c.i > token.i]
        spans = [s for clause in after or clauses for s in _yield(clause, token)]
        content = [Span(min(s.start for s in spans), max(s.end for s in spans))]
        if not weak and base not in cues.infinitive:
            content[0] = _close_gap(token, content[0], text)
    if not content and (not weak or token.dep_ == "parataxis"):
        content = _main_clause(token)
        rule = "content, X said" if content else rule
    if not content and base in cues.infinitive:
        content = [s for c in token.children if c.dep_ == "xcomp" and has_to(c) for s in _yield(c, token)]
    if not content and not thought and speaker and (base in cues.objects or base in cues.about):
        content, rule = (_object(token) if base in cues.objects else []) or _about(token, base), "object"
    if not content or is_expletive(speaker, token):
        return None
    if any(c.dep_ == "auxpass" for c in token.children) or (token.dep_ == "acl" and token.tag_ == "VBN"):
        speaker, rule = agent(token), "passive"
        if speaker is None:
            return None
    said = tuple(s for s in (trim(text, c) for c in content) if s.end > s.start)
    return Found(said, phrase(speaker) if speaker is not None else None, word_span(token), rule)


def _close_gap(cue: Any, content: Span, text: str) -> Span:
    """A clause taken back to its cue, where the parser has cut off its beginning."""
    end = cue.idx + len(cue)
    gap = text[end : content.start].split()
    if not gap or gap[0].lower().strip(",") in _NOT_GAP or not gap[0][:1].isalnum() or gap[0].endswith("ly"):
        return content
    return Span(end + 1, content.end)


def _yield(clause: Any, cue: Any) -> list[Span]:
    """The words under a clause; where the cue stands inside them, the parts on both sides."""
    left, right = clause.left_edge, clause.right_edge
    if right.i < cue.i or left.i > cue.i:
        return [Span(left.idx, right.idx + len(right))]
    return [Span(left.idx, right.idx + len(right))]


def _about(token: Any, base: str) -> list[Span]:
    """What a cue names as said, after its preposition ("called for")."""
    for c in token.children:
        if c.dep_ in ("prep", "prt") and c.i > token.i and c.lower_ in load_cues().about.get(base, ()):
            last = c.right_edge
            if last.i > c.i:
                first = c.nbor(1)
                return [Span(first.idx, last.idx + len(last))]
    return []


def _main_clause(token: Any) -> list[Span]:
    """The statement that an attribution stands beside ("It works, she said"; "As she noted, it works")."""
    if token.dep_ == "advcl" and any(c.lower_ == "as" and c.i < token.i for c in token.children):
        head = token.head
        start, end = head.left_edge.idx, head.right_edge.idx + len(head.right_edge)
        own_start, own_end = token.left_edge.idx, token.right_edge.idx + len(token.right_edge)
        parts = [Span(start, own_start), Span(own_end, end)]
        return [p for p in parts if p.end - p.start > 12][-1:] if head.tag_ != "VBG" else []
    if token.dep_ in ("parataxis", "ccomp") and token.head.i != token.i:
        head = token.head
        if token.dep_ == "ccomp" and not token.left_edge.i > head.left_edge.i:
            return []
        if token.dep_ == "ccomp" and any(c.dep_ == "mark" for c in token.children):
            return []
        if token.dep_ == "ccomp" and token.i > head.i and token.left_edge.nbor(-1).text not in (",", "—", "-"):
            return []
        start, end = head.left_edge.idx, head.right_edge.idx + len(head.right_edge)
        own_start, own_end = token.left_edge.idx, token.right_edge.idx + len(token.right_edge)
        parts = [Span(start, own_start), Span(own_end, end)]
        kept = [p for p in parts if p.end - p.start > 3]
        if len(kept) == 2 or (kept and kept[0].start >= own_end):
            after: Any = next((t for t in token.doc if t.idx >= own_end and t.is_alpha), None)
            if after is None or after.tag_ == "VBG" or after.lower_ in _NOT_PART:
                kept = [p for p in kept if p.start < own_end]
        return [p for p in kept if states(token.doc, p)]
    return []


def _object(token: Any) -> list[Span]:
    """What a cue names as said, from its object to the end of what goes with it."""
    kinds = ("dobj", "oprd", "attr", "ccomp", "dative")
    objects = [c for c in token.children if c.dep_ in kinds and c.i > token.i]
    if not objects:
        return []
    last = max(
        (c.right_edge for c in token.children if c.dep_ in ("dobj", "oprd", "prep", "xcomp") and c.i > token.i),
        key=lambda t: t.i,
        default=objects[-1].right_edge,
    )
    first = min((c.left_edge for c in objects), key=lambda t: t.i)
    return [Span(first.idx, last.idx + len(last))]


def _according(token: Any, text: str) -> Found | None:
    to: Any = next((c for c in token.children if c.lower_ == "to"), None)
    source: Any = next((c for c in to.children if c.dep_ == "pobj"), None) if to is not None else None
    if source is None:
        return None
    whole = Span(source.left_edge.idx, source.right_edge.idx + len(source.right_edge))
    head = token.head
    while head.dep_ in _INSIDE and head.head.i != head.i and (head.pos_ not in ("VERB", "AUX") or head.dep_ == "advcl"):
        head = head.head
    start, end = head.left_edge.idx, head.right_edge.idx + len(head.right_edge)
    own = Span(token.idx, whole.end)
    parts = [Span(own.end, end)] if own.start <= start + 1 else [Span(start, own.start)]
    said = tuple(s for s in (trim(text, p) for p in parts) if s.end - s.start > 5)
    return Found(said, whole, Span(token.idx, to.idx + len(to)), "according-to")


def _noun(token: Any, text: str) -> Found | None:
    """The claim that …"""
    for c in token.children:
        if c.dep_ in ("acl", "ccomp", "relcl") and c.i > token.i:
            mark = c.left_edge
            if mark.lower_ != "that" or mark.dep_ != "mark":
                continue
            owner = next((p for p in token.children if p.dep_ == "poss"), None)
            if owner is None and token.dep_ in ("dobj", "pobj", "attr"):
                owner = subject(token.head)
            if owner is None:
                return None
            span = trim(text, Span(mark.idx, c.right_edge.idx + len(c.right_edge)))
            return Found((span,), phrase(owner), word_span(token), "noun")
    return None


def _between(low: Any, high: Any) -> list[Any]:
    """The words on the way up from one to another that governs it."""
    out = [low]
    while out[-1].i != high.i and out[-1].head.i != out[-1].i:
        out.append(out[-1].head)
    return out[:-1]


def find_held(doc: Any, inside: Span) -> Found | None:
    """Whose words stand in marks: those of the subject of the verb that they depend on."""
    tokens = [t for t in doc if inside.start <= t.idx < inside.end]
    if not tokens:
        return None
    head = min(tokens, key=lambda t: sum(1 for _ in t.ancestors))
    part, verb = head, head.head
    while verb.i != part.i and (verb.pos_ != "VERB" or part.dep_ in ("nsubj", "nsubjpass", "csubj")):
        part, verb = verb, verb.head
    if verb.i == part.i or any(t.pos_ == "AUX" for t in _between(head, verb)):
        return None
    if len(tokens) < 3 and verb.lower_ not in load_cues().speech:
        return None
    speaker = subject(verb)
    if speaker is None or speaker.i >= head.i or is_expletive(speaker, verb):
        return None
    first = part.left_edge if part.dep_ != "prep" else part.nbor(1)
    if part is not head and part.dep_ in ("advcl", "conj"):
        return None
    end = max(part.right_edge.idx + len(part.right_edge), tokens[-1].idx + len(tokens[-1]))
    return Found((Span(min(first.idx, tokens[0].idx), end),), phrase(speaker), word_span(verb), "words-in-marks")
