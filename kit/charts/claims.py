"""What an author claims: of what kind, how surely, and on what source; for one text, or for several side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kit.agreement.units import tier
from kit.annotation import Annotation
from kit.charts.chart import ARTICLE, BESIDE, MOST, Chart, canvas, capital, label, left_out, percent
from kit.reading import Reading

if TYPE_CHECKING:
    from matplotlib.figure import Figure

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

# Apart by lightness and by hatching, so that no colour is needed to read them.
_DARK = {"facecolor": ARTICLE, "edgecolor": "#ffffff", "hatch": "//"}
_MIDDLE = {"facecolor": "#a9cfe8", "edgecolor": ARTICLE}
_LIGHT = {"facecolor": "#ffffff", "edgecolor": ARTICLE, "hatch": "...."}


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
    return Chart(
        _draw_kinds(drawn, title), _alt(title, drawn, _KINDS, more), _table("kind", counted, _KINDS), more + caption
    )


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
    looks = dict(zip(_CERTAINTIES, (_DARK, _MIDDLE, _LIGHT), strict=True))
    figure, alt = _draw_shares(drawn, _CERTAINTIES, looks, title), _alt(title, drawn, _CERTAINTIES, more)
    return Chart(figure, alt, _table("how sure", counted, _CERTAINTIES), caption)


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
    looks = dict(zip(_SOURCES, (_DARK, _MIDDLE, _LIGHT), strict=True))
    drawn, more = counted[:MOST], left_out(counted)
    caption = (
        f"{near}{more}A source does not make a claim true, and none does not make it false. It tells you where to look."
    )
    figure, alt = _draw_shares(drawn, _SOURCES, looks, title), _alt(title, drawn, _SOURCES, more)
    return Chart(figure, alt, table, caption)


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


# Pictures


def _draw_kinds(counted: Sequence[_Claims], title: str) -> Figure:
    figure = canvas(title, 1.2 + 0.34 * len(_KINDS))
    panels = figure.subplots(1, len(counted), sharex=True, sharey=True, squeeze=False)[0]
    for axes, claims in zip(panels, counted, strict=True):
        shares = [100 * claims.share(kind) for kind in _KINDS]
        drawn = axes.barh(list(_KINDS.values()), shares, height=0.62, color=ARTICLE)
        axes.bar_label(drawn, [f"{claims.of(kind)} of {claims.total}" for kind in _KINDS], padding=4, fontsize=9)
        axes.set_title(label(capital(claims.name), 72 // len(counted)), loc="left", fontsize=10)
        axes.spines[["top", "right"]].set_visible(False)
        axes.tick_params(axis="y", length=0)
        axes.set_xlabel("% of its claims")
    longest = max(100 * claims.share(kind) for claims in counted for kind in _KINDS)
    panels[0].set_xlim(0, 1.3 * longest)
    panels[0].invert_yaxis()
    return figure


def _draw_shares(
    counted: Sequence[_Claims], known: Mapping[str, str], looks: Mapping[str, Mapping[str, Any]], title: str
) -> Figure:
    """A bar for each text, all of its claims long, cut into its parts, each with its count."""
    figure = canvas(title, 1.1 + 0.55 * len(counted))
    axes = figure.subplots()
    rows = range(len(counted))  # by number: two texts may have one name, cut short
    lefts = [0.0] * len(counted)
    for sort, words in known.items():
        shares = [100 * claims.share(sort) for claims in counted]
        drawn = axes.barh(rows, shares, left=lefts, height=0.62, label=words, **looks[sort])
        said = [f"{c.of(sort)} of {c.total}" if c.share(sort) > 0.1 else str(c.of(sort) or "") for c in counted]
        backed = {"facecolor": "white", "edgecolor": "none", "boxstyle": "round,pad=0.2"}
        for beside in axes.bar_label(drawn, said, label_type="center", fontsize=9):
            beside.set_bbox(backed if beside.get_text() else None)
        lefts = [left + share for left, share in zip(lefts, shares, strict=True)]
    axes.set_yticks(rows, [f"{label(capital(claims.name), 40)}\n({claims.total} claims)" for claims in counted])
    axes.set_xlim(0, 100)
    axes.set_xticks(range(0, 101, 25), [f"{share} %" for share in range(0, 101, 25)])
    axes.set_xlabel("of the text's own claims", loc="left")
    axes.invert_yaxis()
    axes.spines[["top", "right"]].set_visible(False)
    axes.tick_params(axis="y", length=0)
    axes.legend(loc="lower left", frameon=False, ncols=len(known), fontsize=9, bbox_to_anchor=(0, 1), borderaxespad=0)
    return figure
