"""What an author claims: of what kind, how surely, and on what source; for one text, or for several side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from kit.agreement.units import tier
from kit.annotation import Annotation
from kit.charts.chart import Chart, chart_of
from kit.charts.drawings import Scale, Stretch, Strip, Strips
from kit.charts.outline import Cell, Outline, ticks
from kit.charts.words import BESIDE, MOST, capital, left_out, percent
from kit.reading import Reading

__all__ = ["certainty_of_claims", "kinds_of_claims", "sources_of_claims"]

Readings = Mapping[str, Reading]  # by what each is called

_KINDS = {
    "fact": "fact claim",
    "cause": "cause",
    "prediction": "prediction",
    "opinion": "opinion",
    "call": "call",
    "unclear": "unclear",
}
_SOURCES = {"link": "a link", "attributed": "a named source", "none": "neither"}
_CERTAINTIES = {"boosted": "boosted", "plain": "plain", "hedged": "hedged"}
_JUDGING = ("opinion", "call")

_LOOKS = ("dark", "middle", "light")  # of parts of a whole
_SHARES = Scale(0, 100, tuple((share, f"{share} %") for share in range(0, 101, 25)), "of the text's own claims")


@dataclass(frozen=True, slots=True)
class _Claims:
    """The claims of one text: how many there are, and of each sort."""

    name: str
    total: int
    counts: Counter[str]

    def share(self, *sorts: str) -> float:
        return self.of(*sorts) / self.total

    def of(self, *sorts: str) -> int:
        return sum(self.counts[sort] for sort in sorts)


def kinds_of_claims(texts: Readings) -> Chart:
    """What kinds of claims each text makes.

    ``texts`` are readings by what each is called; bars are shares of the text's claims, on one scale, each with its
    count. What a speaker claims (attribute ``voice`` "quoted") and a key's traps are not the author's, and are left
    out. Of more than six texts the first six are drawn. Raises ``ValueError`` where a text has no claim, or one of a
    kind that is not known.

    >>> import kit
    >>> kinds_of_claims({"the letter": kit.read("It is clearly a disgrace.")}).alt
    'Most common in the letter: opinion (1 of 1). The letter, 1 claim: opinion 1.'
    """
    counted = _count(texts, lambda claim: claim.label, _KINDS)
    title = "Most common " + "; ".join(map(_most, counted))
    drawn, more = counted[:BESIDE], left_out(counted, BESIDE)
    caption = "Careful readers differ on kinds: a claim or two more or less means little. An opinion is not a mistake."
    return chart_of(_kinds(drawn, title, _alt(title, drawn, _KINDS, more), counted, more + caption))


def certainty_of_claims(texts: Readings) -> Chart:
    """How sure each text sounds: which part of its claims is boosted, plain or hedged.

    ``texts`` and what is left out as in ``kinds_of_claims``; a claim without attribute ``certainty`` counts as plain.
    Of more than 40 texts the first 40 are drawn. Raises ``ValueError`` as there.

    >>> import kit
    >>> certainty_of_claims({"the letter": kit.read("It is clearly a disgrace.")}).table[1]
    ('the letter', 'boosted', '1 of 1', '100 %')
    """
    counted = _count(texts, lambda claim: claim.attributes.get("certainty", "plain"), _CERTAINTIES)
    title, near = _compared(counted, ("boosted",), "is boosted", "are boosted")
    drawn, more = counted[:MOST], left_out(counted)
    caption = (
        f"{near}{more}Boosted: the claim shuts out doubt (“literally”, “indisputable”). Hedged: it leaves room for "
        "doubt (“might”, “perhaps”). Plain: neither. To sound sure is not to be right."
    )
    alt = _alt(title, drawn, _CERTAINTIES, more)
    return Chart(_shares(drawn, _CERTAINTIES), title, alt, _table("how sure", counted, _CERTAINTIES), caption)


def sources_of_claims(texts: Readings) -> Chart:
    """On what each text rests its claims: which part has a link, which a named source, and which neither.

    ``texts`` and what is left out as in ``kinds_of_claims``; a claim without attribute ``sourcing`` counts as having
    neither. The title says which of two texts gives a source for a larger part, unless one claim more or less would
    change that. The table sets opinions and calls apart. Of more than 40 texts the first 40 are drawn. Raises
    ``ValueError`` as there.

    >>> import kit
    >>> letter = kit.read(kit.parse_text("The dam opened in [1950](record.html)."))
    >>> sources_of_claims({"the letter": letter}).table[1]
    ('the letter', 'a link', '1 of 1', '100 %', '0')
    """
    counted = _count(texts, lambda claim: claim.attributes.get("sourcing", "none"), _SOURCES)
    judged = {
        name: Counter(claim.attributes.get("sourcing", "none") for claim in claims if claim.label in _JUDGING)
        for name, claims in ((name, _own_claims(name, reading)) for name, reading in texts.items())
    }
    title, near = _compared(
        counted, ("link", "attributed"), "has a link or a named source", "have a link or a named source"
    )
    head, *rows = _table("rests on", counted, _SOURCES)
    opinions = [str(judged[claims.name][sort]) for claims in counted for sort in _SOURCES]
    table = ((*head, "of these, opinions and calls"), *((*row, n) for row, n in zip(rows, opinions, strict=True)))
    drawn, more = counted[:MOST], left_out(counted)
    caption = (
        f"{near}{more}A source does not make a claim true, and none does not make it false. It tells you where to look."
    )
    return Chart(_shares(drawn, _SOURCES), title, _alt(title, drawn, _SOURCES, more), table, caption)


def _own_claims(name: str, reading: Reading) -> list[Annotation]:
    every = (claim for claim in reading.claims if tier(claim) != "trap")
    claims = [claim for claim in every if claim.attributes.get("voice") != "quoted"]
    if not claims:
        raise ValueError(f"{name} holds no claim of its author, so there is nothing to draw")
    return claims


def _count(texts: Readings, sort: Callable[[Annotation], str], known: Mapping[str, str]) -> list[_Claims]:
    counted = []
    for name, reading in texts.items():
        claims = _own_claims(name, reading)
        counts = Counter(map(sort, claims))
        if unknown := counts.keys() - known:
            raise ValueError(f"{name} has a claim that is {min(unknown)!r}; known are {', '.join(known)}")
        counted.append(_Claims(name, len(claims), counts))
    return counted


# What is found, in words


def _most(claims: _Claims) -> str:
    most = max(claims.counts.values())
    kinds = [words for kind, words in _KINDS.items() if claims.counts[kind] == most]
    each = " each" if len(kinds) > 1 else ""
    return f"in {claims.name}: {' and '.join(kinds)} ({most} of {claims.total}{each})"


def _compared(counted: Sequence[_Claims], sorts: Sequence[str], one: str, several: str) -> tuple[str, str]:
    """Which of two texts has a larger part of these sorts, by how much; and a warning where that hangs on one claim.

    ``one`` and ``several`` say it of a claim, and of claims.
    """
    ranked = sorted(counted, key=lambda claims: -claims.share(*sorts))
    more, less = ranked[0], ranked[-1]
    gap = more.share(*sorts) - less.share(*sorts)
    close = len(ranked) == 2 and gap <= 1 / min(more.total, less.total)
    clear = len(ranked) == 2 and not close

    def figures(claims: _Claims, noun: str) -> str:
        n = claims.of(*sorts)
        return f"{n} of {claims.total}{noun}" + (f" ({percent(n, claims.total)})" if clear else "")

    is_so = one if more.of(*sorts) == 1 else several
    first = f"{figures(more, ' claims')} in {more.name} {is_so}"
    rest = ", ".join(f"{figures(claims, '')} in {claims.name}" for claims in ranked[1:])
    if clear:
        return f"More in {more.name}: {figures(more, ' claims')} {is_so}, against {rest}", ""
    said = ", ".join(filter(None, [first, rest]))
    if not close:
        return capital(said), ""
    near = "One claim more or less could change which of the two comes first. " if gap else ""
    return f"{'Nearly the same share' if gap else 'The same share'}: {said}", near


def _alt(title: str, counted: Sequence[_Claims], known: Mapping[str, str], more: str) -> str:
    said = []
    for claims in counted:
        parts = "; ".join(f"{words} {claims.of(sort)}" for sort, words in known.items() if claims.of(sort))
        said.append(f"{capital(claims.name)}, {claims.total} {'claim' if claims.total == 1 else 'claims'}: {parts}.")
    return f"{title}. {' '.join(said)} {more}".rstrip()


def _table(head: str, counted: Sequence[_Claims], known: Mapping[str, str]) -> tuple[tuple[str, ...], ...]:
    rows = (
        (claims.name, words, f"{claims.of(sort)} of {claims.total}", percent(claims.of(sort), claims.total))
        for claims in counted
        for sort, words in known.items()
    )
    return ("text", head, "claims", "share of text"), *rows


# What is drawn


def _kinds(drawn: Sequence[_Claims], title: str, alt: str, counted: Sequence[_Claims], caption: str) -> Outline:
    """A column of bars for each text, as shares of its claims."""
    rows = tuple(
        (words, tuple(Cell(100 * c.share(kind), f"{c.of(kind)} of {c.total}") for c in drawn))
        for kind, words in _KINDS.items()
    )
    return Outline(
        form="bars",
        title=title,
        alt=alt,
        caption=caption,
        table=_table("kind", counted, _KINDS),
        unit="% of its claims",
        columns=tuple(("author", capital(claims.name)) for claims in drawn),
        rows=rows,
        ticks=ticks(tuple(cell for _, cells in rows for cell in cells)),
    )


def _shares(counted: Sequence[_Claims], known: Mapping[str, str]) -> Strips:
    """A bar for each text, all of its claims long, cut into its parts, each with its count."""
    rows = []
    for claims in counted:
        parts, left = [], 0.0
        for look, sort in zip(_LOOKS, known, strict=True):
            share, n = 100 * claims.share(sort), claims.of(sort)
            if n:
                parts.append(Stretch(left, share, look, f"{n} of {claims.total}", str(n)))
            left += share
        many = "claim" if claims.total == 1 else "claims"
        rows.append(Strip(capital(claims.name), f"{claims.total} {many}", tuple(parts)))
    return Strips(tuple(rows), _SHARES, tuple(zip(_LOOKS, known.values(), strict=True)))
