"""Proposals: what a program found, for a person to keep, change or reject; and what a person added.

A file of proposals is JSON Lines, ``{"state": …, "entry": {…}, "found": {…} or null}``, the annotations as
``kit.jsonl`` has them, each with the words that it covers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from kit.annotation import Annotation, Span
from kit.article import Article
from kit.errors import MismatchError
from kit.jsonl import annotation_of, as_json, from_json

__all__ = [
    "TIERS",
    "Proposal",
    "State",
    "add",
    "change",
    "keep",
    "merged",
    "parse_proposals",
    "proposal_lines",
    "proposed",
    "reject",
    "renewed",
    "standing",
]

State = Literal["open", "kept", "rejected"]
TIERS = ("must", "accept", "trap")


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something found, as it now stands, and what a person has said of it.

    ``entry`` has the label and the span that it has been given, its reason in attribute ``why`` (the program's is the
    draft), and once it is kept for a key a ``tier``: "must", "accept" or "trap". ``found`` is what it was at first;
    none where a person added it.
    """

    entry: Annotation
    state: State = "open"
    found: Annotation | None = None


def proposed(found: Iterable[Annotation]) -> tuple[Proposal, ...]:
    """What was found, each still open.

    >>> [each.state for each in proposed([Annotation(0, 3, "loaded", "fear", "kit.find_loaded")])]
    ['open']
    """
    return tuple(Proposal(each, "open", each) for each in found)


def keep(proposal: Proposal, *, tier: str = "") -> Proposal:
    """Kept as it stands; ``tier`` is what it gets where it has none yet.

    >>> keep(*proposed([Annotation(0, 3, "loaded", "fear", "kit.find_loaded")]), tier="must").entry.attributes
    {'tier': 'must'}
    """
    entry = proposal.entry
    if tier and "tier" not in entry.attributes:
        entry = replace(entry, attributes={**entry.attributes, "tier": _known(tier)})
    return replace(proposal, entry=entry, state="kept")


def reject(proposal: Proposal) -> Proposal:
    """Rejected; what it was changed to stays, should it be kept after all."""
    return replace(proposal, state="rejected")


def change(
    proposal: Proposal,
    *,
    label: str | None = None,
    why: str | None = None,
    tier: str | None = None,
    span: Span | None = None,
    annotator: str | None = None,
) -> Proposal:
    """Kept as a person has changed it; what is not given stays, and an empty ``why`` or ``tier`` goes.

    Raises ``ValueError`` where the tier is none of ``TIERS``.

    >>> slam = proposed([Annotation(0, 3, "loaded", "fear", "kit.find_loaded")])[0]
    >>> changed = change(slam, label="certainty", why="It leaves no room.")
    >>> changed.entry.label, changed.state, changed.found.label
    ('certainty', 'kept', 'fear')
    """
    said = {"why": why, "tier": tier if not tier else _known(tier)}
    given = {name: words for name, words in said.items() if words is not None}
    attributes = {
        name: words for name, words in {**proposal.entry.attributes, **given}.items() if words or name not in given
    }
    start, end = span or proposal.entry.span
    entry = replace(
        proposal.entry,
        start=start,
        end=end,
        label=label or proposal.entry.label,
        annotator=annotator or proposal.entry.annotator,
        attributes=attributes,
    )
    return replace(proposal, entry=entry, state="kept")


def add(span: Span, layer: str, label: str, *, annotator: str, why: str = "", tier: str = "") -> Proposal:
    """What the program missed, kept; raises ``ValueError`` where the tier is none of ``TIERS``.

    >>> add(Span(0, 3), "loaded", "fear", annotator="learner:ana").found is None
    True
    """
    return change(Proposal(Annotation(*span, layer, label, annotator)), why=why, tier=tier)


def standing(proposals: Iterable[Proposal]) -> list[Annotation]:
    """The entries of all that was not rejected, in the order of the text.

    >>> wrong = Annotation(0, 3, "loaded", "fear", "kit.find_loaded")
    >>> standing([reject(each) for each in proposed([wrong])])
    []
    """
    return sorted((each.entry for each in proposals if each.state != "rejected"), key=lambda a: (a.start, -a.end))


def merged(mine: Sequence[Proposal], theirs: Iterable[Proposal], base: Iterable[Proposal]) -> tuple[Proposal, ...]:
    """Mine, with what another window has decided or added since ``base``; decided in both, mine stands.

    Mine stay in their places, and what was added there comes after them.
    """
    there, before = ({_identity(each): each for each in given} for given in (theirs, base))
    here = {_identity(each) for each in mine}
    taken = (there.get(_identity(each), each) if before.get(_identity(each)) == each else each for each in mine)
    return (*taken, *(each for name, each in there.items() if name not in here and name not in before))


def renewed(saved: Iterable[Proposal], found: Iterable[Annotation]) -> tuple[tuple[Proposal, ...], list[Proposal]]:
    """What is found now, with what was decided of it before; and what was decided of what is not found any more.

    A decision stays with its span and layer, whatever label the program gives them now: a person has said which it is.
    What a person added stays too.

    >>> old = [reject(each) for each in proposed([Annotation(0, 3, "loaded", "fear", "kit.find_loaded")])]
    >>> now, aside = renewed(old, [Annotation(0, 3, "loaded", "certainty", "kit.find_loaded")])
    >>> [each.state for each in now], aside
    (['rejected'], [])
    """
    decided: dict[tuple[str, Span], list[Proposal]] = {}
    added = []
    for each in saved:
        if each.found is None:
            added.append(each)
        elif each.state != "open":
            decided.setdefault((each.found.layer, each.found.span), []).append(each)
    now = []
    for one in found:
        same = decided.get((one.layer, one.span), [])
        before = next(
            (each for each in same if each.found and each.found.label == one.label), same[0] if same else None
        )
        if before:
            same.remove(before)
        now.append(replace(before, found=one) if before else Proposal(one, "open", one))
    return (*now, *added), [each for left in decided.values() for each in left]


def proposal_lines(proposals: Iterable[Proposal], article: Article) -> str:
    """Proposals as JSON Lines; raises ``IndexError`` where one does not lie within the article's text."""
    return "".join(as_json(_to_dict(each, article)) + "\n" for each in proposals)


def parse_proposals(data: bytes, where: str, article: Article) -> tuple[Proposal, ...]:
    """Proposals from the bytes of JSON Lines, each held against the article.

    ``where`` is what errors name. Raises ``MismatchError``, naming the line, where one is not valid or the words it was
    made on are not those that stand there.
    """
    try:
        lines = data.decode("utf-8").split("\n")  # splitlines would also part at U+2028
    except UnicodeDecodeError as error:
        raise MismatchError(f"{where}: not UTF-8 text at byte {error.start}; it is no file of proposals") from error
    return tuple(_parse(line, f"{where}:{number}", article) for number, line in enumerate(lines, 1) if line.strip())


def _known(tier: str) -> str:
    if tier not in TIERS:
        raise ValueError(f"tier {tier!r} is not known; it is one of: {', '.join(TIERS)}")
    return tier


def _identity(proposal: Proposal) -> tuple[bool, str, Span, str]:
    """What tells a proposal from the others whatever is decided of it: what was found, or what was added."""
    at_first = proposal.found or proposal.entry
    return proposal.found is None, at_first.layer, at_first.span, at_first.label


def _to_dict(proposal: Proposal, article: Article) -> Mapping[str, Any]:
    for each in filter(None, (proposal.entry, proposal.found)):
        for span in (each.span, *each.evidence.values()):
            article.covered(span)  # raises where the span is outside
    found = proposal.found and proposal.found.to_dict(article.text)
    return {"state": proposal.state, "entry": proposal.entry.to_dict(article.text), "found": found}


def _parse(line: str, where: str, article: Article) -> Proposal:
    try:
        row = from_json(line)
    except ValueError as error:
        raise MismatchError(f"{where}: JSON that cannot be read ({error})") from error
    if not (isinstance(row, dict) and row.keys() == {"state", "entry", "found"}):
        raise MismatchError(f"{where}: expected an object of state, entry and found, found {line[:40]!r}")
    if row["state"] not in get_args(State):
        raise MismatchError(f"{where}: state {row['state']!r} is not known; it is one of: {', '.join(get_args(State))}")
    found = None if row["found"] is None else annotation_of(row["found"], f"{where}: found", article)
    return Proposal(annotation_of(row["entry"], f"{where}: entry", article), row["state"], found)
