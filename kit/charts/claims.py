"""What an author claims: of what kind, how surely, and on what source; for one text, or for several side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kit.agreement.units import tier
from kit.annotation import Annotation
from kit.charts.chart import ARTICLE, Chart, canvas, percent
from kit.reading import Reading

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["kinds_of_claims", "sources_of_claims"]

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
_JUDGING = ("opinion", "call")

# Apart by lightness and by hatching, so that no colour is needed to read them.
_LIGHT = {"facecolor": "#ffffff", "edgecolor": ARTICLE, "hatch": "...."}
_MIDDLE = {"facecolor": "#a9cfe8", "edgecolor": ARTICLE}
_DARK = {"facecolor": ARTICLE, "edgecolor": "#ffffff", "hatch": "//"}


@dataclass(frozen=True, slots=True)
class _Panel:
    """One text: how many claims stand in each row, and in each part of it."""

    name: str
    total: int
    counts: Counter[tuple[str, str]]  # (row, part)

    def row(self, row: str) -> int:
        return sum(n for (name, _), n in self.counts.items() if name == row)


def kinds_of_claims(texts: Readings) -> Chart:
    """What kinds of claims each text makes, and how surely: hedged, plain or boosted.

    ``texts`` are readings by what each is called; bars are shares of the text's claims, on one scale. What a
    speaker claims (attribute ``voice`` "quoted") and a key's traps are not the author's, and are left out. A claim
    without attribute ``certainty`` counts as plain. Raises ``ValueError`` where a text has no claim, or one of a kind
    or certainty that is not known.

    >>> import kit
    >>> kinds_of_claims({"the letter": kit.read("It is clearly a disgrace.")}).alt
    'Opinions and calls: 1 of 1 in the letter. In the letter: opinion 1 (1 boosted).'
    """
    looks = {"hedged": _LIGHT, "plain": _MIDDLE, "boosted": _DARK}
    panels = _count(texts, lambda claim: (claim.label, claim.attributes.get("certainty", "plain")))
    title = _title("Opinions and calls", panels, lambda panel: sum(panel.row(kind) for kind in _JUDGING))
    caption = "Careful readers differ on kinds: a claim or two more or less means little. An opinion is not a mistake."
    return _chart("kind", _KINDS, panels, looks, title, caption)


def sources_of_claims(texts: Readings) -> Chart:
    """On what each text rests its claims: a link, a named source or neither, with opinions and calls set apart.

    ``texts`` and what is left out as in ``kinds_of_claims``; a claim without attribute ``sourcing`` counts as having
    neither. Raises ``ValueError`` as there.

    >>> import kit
    >>> letter = kit.read(kit.parse_text("The dam opened in [1950](record.html)."))
    >>> sources_of_claims({"the letter": letter}).table[1]
    ('the letter', 'a link', '1', '100 %', '1', '0')
    """
    looks = {"other claims": _MIDDLE, "opinions and calls": _DARK}
    panels = _count(
        texts,
        lambda claim: (
            claim.attributes.get("sourcing", "none"),
            "opinions and calls" if claim.label in _JUDGING else "other claims",
        ),
    )
    title = _title("Link or named source", panels, lambda panel: panel.total - panel.row("none"))
    caption = "A source does not make a claim true, and none does not make it false. It tells you where to look."
    return _chart("rests on", _SOURCES, panels, looks, title, caption)


def _count(texts: Readings, place: Callable[[Annotation], tuple[str, str]]) -> list[_Panel]:
    panels = []
    for name, reading in texts.items():
        every = (claim for claim in reading.claims if tier(claim) != "trap")
        claims = [claim for claim in every if claim.attributes.get("voice") != "quoted"]
        if not claims:
            raise ValueError(f"{name} holds no claim of its author, so there is nothing to draw")
        panels.append(_Panel(name, len(claims), Counter(map(place, claims))))
    return panels


def _title(what: str, panels: Iterable[_Panel], count: Callable[[_Panel], int]) -> str:
    return f"{what}: " + ", ".join(f"{count(panel)} of {panel.total} in {panel.name}" for panel in panels)


def _chart(
    head: str,
    rows: Mapping[str, str],
    panels: list[_Panel],
    looks: Mapping[str, Mapping[str, Any]],
    title: str,
    caption: str,
) -> Chart:
    """The figure, the words and the table of the same counts."""
    for row, part in (place for panel in panels for place in panel.counts):
        if row not in rows or part not in looks:
            raise ValueError(f"a claim is {row!r}, {part!r}; known are {', '.join(rows)}, each {' or '.join(looks)}")
    table = [("text", head, "claims", "share of text", *looks)]
    said = []
    for panel in panels:
        parts = []
        for row, words in rows.items():
            split = {part: panel.counts[row, part] for part in looks}
            n = panel.row(row)
            table.append((panel.name, words, str(n), percent(n, panel.total), *map(str, split.values())))
            if n:
                parts.append(f"{words} {n} (" + ", ".join(f"{m} {part}" for part, m in split.items() if m) + ")")
        said.append(f"In {panel.name}: {'; '.join(parts)}.")
    return Chart(_draw(rows, panels, looks, title), f"{title}. {' '.join(said)}", tuple(table), caption)


def _draw(
    rows: Mapping[str, str],
    panels: list[_Panel],
    looks: Mapping[str, Mapping[str, Any]],
    title: str,
) -> Figure:
    figure = canvas(title, 1.4 + 0.34 * len(rows))
    every = figure.subplots(1, len(panels), sharex=True, sharey=True, squeeze=False)[0]
    words = list(rows.values())
    for axes, panel in zip(every, panels, strict=True):
        lefts = [0.0] * len(rows)
        for part, look in looks.items():
            shares = [100 * panel.counts[row, part] / panel.total for row in rows]
            drawn = axes.barh(words, shares, left=lefts, height=0.62, label=part, **look)
            lefts = [a + b for a, b in zip(lefts, shares, strict=True)]
        axes.bar_label(drawn, [str(panel.row(row)) for row in rows], padding=4, fontsize=9)
        axes.set_title(f"{panel.name}: {panel.total} claims", loc="left", fontsize=10)
        axes.spines[["top", "right"]].set_visible(False)
        axes.tick_params(axis="y", length=0)
        axes.set_xlabel("% of its claims")
    longest = max(100 * panel.row(row) / panel.total for panel in panels for row in rows)
    every[0].set_xlim(0, 1.12 * longest)
    every[0].invert_yaxis()
    figure.legend(
        *every[0].get_legend_handles_labels(),
        loc="outside lower left",
        ncols=len(looks),
        frameon=False,
    )
    return figure
