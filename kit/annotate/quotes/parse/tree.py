"""Small questions to a parsed sentence: who does it, what belongs to it, does it state anything."""

from __future__ import annotations

from typing import Any

from kit.annotate.quotes.cues import load_cues
from kit.annotation import Span

__all__ = [
    "FINITE",
    "agent",
    "child",
    "has_tense",
    "has_to",
    "is_expletive",
    "is_passive",
    "phrase",
    "span_of",
    "subject",
    "subtree",
    "word_span",
]

FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
_SUBJECTS = frozenset(["nsubj", "nsubjpass"])
_HANGS_ON = frozenset(["conj", "xcomp", "advcl", "pcomp", "prep", "dep", "aux", "acomp"])
_NO_ONE = frozenset(["it", "there", "this", "that", "what"])
_PUNCTUATION = frozenset(".,;:-–—")  # a parser takes the stop of "Sr." for a subject
_AUXILIARIES = frozenset(["has", "have", "had", "did", "does"])
_ADDED = frozenset(["relcl", "acl", "advcl", "punct", "ccomp", "parataxis", "appos"])


def child(token: Any, *relations: str) -> Any:
    """The first word that hangs on another by one of some relations, or ``None``."""
    return next((c for c in token.children if c.dep_ in relations), None)


def is_expletive(speaker: Any, token: Any) -> bool:
    """ "It deserves mentioning that …": no one speaks; but "it faults the mayor, saying …"."""
    if speaker is None or speaker.lower_ not in _NO_ONE:
        return False
    tense = token.tag_ in FINITE or not _AUXILIARIES.isdisjoint(c.lower_ for c in token.children)
    return not tense and not (speaker.lower_ == "it" and token.tag_ == "VBG" and token.dep_ == "advcl")


def is_passive(verb: Any) -> bool:
    """ "it was said"; "a dam called a risk"."""
    return child(verb, "auxpass") is not None or (verb.dep_ == "acl" and verb.tag_ == "VBN")


def has_to(clause: Any) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in clause.children)


def has_tense(doc: Any, span: Span) -> bool:
    """Does a stretch hold a verb in a tense?"""
    return any(t.tag_ in FINITE and span.start <= t.idx < span.end for t in doc)


def subject(token: Any) -> Any:
    """Who does what a verb says: its own subject, or that of the verb it hangs on."""
    at = token
    for _ in range(6):
        if own := [c for c in at.children if c.dep_ in _SUBJECTS and not _PUNCTUATION.issuperset(c.text)]:
            return _author(own[-1] if at is token else own[0], at)
        if at.dep_ in ("acl", "relcl") and (at is token or not has_to(at)):
            return _author(at.head, at)
        if has_to(at):
            told = child(at.head, "dobj") if at.dep_ == "xcomp" else _for_whom(at)  # "led the mayor to say"
            if told is not None and told.i < at.i:
                return told
        if at.dep_ == "acl":  # "made an attempt to answer, saying"
            at = at.head.head
        elif at.dep_ in _HANGS_ON:
            at = at.head
        else:
            break
    root = next((t for t in token.doc if t.dep_ == "ROOT"), None)
    return child(root, *_SUBJECTS) if token.tag_ == "VBG" and root is not None else None


def _for_whom(verb: Any) -> Any:
    """Who is to do something ("common for farmers to say"), where a parser hangs both on the word before."""
    for c in verb.head.children:
        if c.lower_ == "for" and c.right_edge.i == verb.left_edge.i - 1:
            return child(c, "pobj")
    return None


def _author(named: Any, verb: Any) -> Any:
    """Who stands behind what is named as speaking: "issued a statement saying", "ran a piece that noted"."""
    if named.lower_ in ("that", "which") and verb.dep_ == "relcl":
        named = verb.head
    if named.dep_ == "dobj" and named.lower_ in load_cues().sources:
        author = child(named.head, "nsubj")
        return named if author is None else author
    return named


def agent(token: Any) -> Any:
    """Whom "by" names ("denied by the mayor")."""
    by = child(token, "agent")
    return None if by is None else child(by, "pobj")


def phrase(head: Any) -> Span:
    """A noun and what belongs to it, without clauses that only add."""
    tokens = [head]
    for token in tokens:  # it grows
        tokens += [c for c in token.children if c.dep_ not in _ADDED]
    first, last = min(tokens, key=lambda t: t.i), max(tokens, key=lambda t: t.i)
    return Span(first.idx, last.idx + len(last))


def span_of(token: Any) -> Span:
    """A word with all that depends on it."""
    last = token.right_edge
    return Span(token.left_edge.idx, last.idx + len(last))


def subtree(token: Any) -> list[Any]:
    """A word and all that depends on it, in order; spaCy's own goes down a level at a time, again for each word."""
    tokens = [token]
    for t in tokens:  # it grows
        tokens += t.children
    return sorted(tokens, key=lambda t: t.i)


def word_span(token: Any) -> Span:
    return Span(token.idx, token.idx + len(token))
