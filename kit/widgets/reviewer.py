"""The reviewer: what a program proposed, gone through one by one by keyboard, kept, rejected, changed or added to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from functools import partial
from typing import Any

import traitlets

from kit.activity.labels import Label
from kit.activity.proposals import Proposal
from kit.annotation import Span
from kit.article import Article
from kit.widgets.assets import script, stylesheet
from kit.widgets.decisions import BY_BLOCK, Decisions
from kit.widgets.page import PageWidget
from kit.widgets.palette import styles
from kit.widgets.saving import SavedLine, SavingWords
from kit.widgets.strings import say
from kit.widgets.tokens import cut

__all__ = ["LAYER_TITLES", "Reviewer", "gone"]

SaveProposals = Callable[[Sequence[Proposal]], None]
LONGEST = 2_000  # characters of a reason
SAVING = SavingWords("reviewer.not-saved", "reviewer.not-saved-why", "reviewer.merged")


class Reviewer(PageWidget):
    """Go through what a program found in an article: keep it, reject it, change it, add what it missed.

    ``labels`` are those of each layer, ``layers`` those that are gone through, in order, or all of ``labels``.
    ``save`` is called with all proposals after each change; where it raises ``OSError`` the widget says so, keeps them
    and calls it again at the next change. With ``tiers`` what is kept is an entry of a key, asked for ("must"), fine
    too ("accept") or a look-alike ("trap"). Zones are of whole blocks, one each. ``annotator`` is who adds and changes.

    Python owns the proposals: the browser asks for a change by their numbers and those of words, and shows what comes
    back.

    Raises ``MismatchError`` where a proposal does not fit the article, ``ValueError`` where its layer has no labels.

    >>> article = Article.from_text("They slammed the plan.")
    >>> from kit.activity.proposals import proposed
    >>> from kit.annotation import Annotation
    >>> found = proposed([Annotation(5, 12, "loaded", "fear", "kit.find_loaded")])
    >>> reviewer = Reviewer(article, found, labels={"loaded": [Label("fear"), Label("loaded-word")]})
    >>> reviewer.change(0, label="loaded-word")
    >>> [(each.state, each.entry.label) for each in reviewer.proposals]
    [('kept', 'loaded-word')]
    """

    _esm = script("reviewer")
    _css = stylesheet("reviewer")

    # What the browser is told. It never sets these: what it wants changed, it asks for.
    _page = traitlets.Dict().tag(sync=True)
    _rows: traitlets.List[Any] = traitlets.List().tag(sync=True)
    _state = traitlets.Dict().tag(sync=True)

    def __init__(
        self,
        article: Article,
        proposals: Iterable[Proposal],
        *,
        labels: Mapping[str, Sequence[Label]],
        layers: Sequence[str] | None = None,
        save: SaveProposals | None = None,
        title: str = "",
        tiers: bool = True,
        annotator: str = "learner:me",
    ) -> None:
        super().__init__()
        self._article, self._tokens, self._save = article, cut(article, "word"), save
        self._labels = {layer: labels[layer] for layer in layers or labels}
        self._decisions = partial(Decisions, tokens=self._tokens, labels=self._labels, tiers=tiers, annotator=annotator)
        record = self._decisions(proposals)
        self._page = {
            "title": title,
            "notice": "",
            "unit": "word",
            "sentences": list(self._tokens.firsts),
            "glossary": {"terms": [], "places": []},
            "blocks": self._tokens.wire(),
            "tiers": [[tier, say(title), say(hint)] for tier, (title, hint) in _TIERS.items()] if tiers else [],
        }
        self._begin(record)
        self.on_msg(self._receive)

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        """The proposals as they stand: as they were given, then what was added."""
        return self._record.now

    def fits(self, proposals: Iterable[Proposal]) -> None:
        """Raise ``ValueError`` where proposals are none on this text, as ``Reviewer`` itself does."""
        self._decisions(proposals)

    def restore(self, proposals: Iterable[Proposal], *, notice: str = "") -> None:
        """Start with proposals that were saved, and show a notice; it must not have been shown yet."""
        record = self._decisions(proposals)
        self._page = self._page | {"notice": notice}
        self._begin(record)

    def keep(self, number: int) -> None:
        """Keep a proposal as it stands; raises ``ValueError`` where the same has been added meanwhile."""
        self._do(lambda: self._record.keep(number))

    def reject(self, number: int) -> None:
        """Reject a proposal."""
        self._do(lambda: self._record.reject(number))

    def change(self, number: int, **changed: Any) -> None:
        """Keep a proposal with another ``label``, ``why``, ``tier``, or the words that a ``span`` touches.

        Raises ``ValueError`` where the label or the tier is not offered, or the same is there already.
        """
        self._do(lambda: self._record.change(number, **changed))

    def add(self, start: int, end: int, layer: str, label: str, *, why: str = "", tier: str = "") -> None:
        """Add, kept, what was missed on the words that ``start:end`` touches; raises ``ValueError`` as ``change``."""
        self._do(lambda: self._record.add(Span(start, end), layer, label, why, tier))

    def keep_all(self, layer: str) -> None:
        """Keep all of a layer that is still open."""
        self._do(lambda: self._record.keep_all(layer))

    def undo(self) -> None:
        """Take back the last change; as often as there were any."""
        self._do(self._record.undo)

    def redo(self) -> None:
        """Make the change again that was taken back last."""
        self._do(self._record.redo)

    # What the browser asks for

    def _receive(self, _widget: object, content: object, _buffers: object) -> None:
        self.reply(content, self._obey)

    def _obey(self, asked: dict[str, Any]) -> dict[str, Any]:
        known: dict[str, Callable[[Mapping[str, Any]], int | None]] = {
            "keep": lambda asked: self._record.keep(asked.get("number")),
            "reject": lambda asked: self._record.reject(asked.get("number")),
            "change": self._ask_change,
            "add": self._ask_add,
            "keep-all": lambda asked: self._record.keep_all(asked.get("layer")),
            "undo": lambda _: self._record.undo(),
            "redo": lambda _: self._record.redo(),
        }
        kind = asked.get("kind")
        if not isinstance(kind, str) or kind not in known:
            raise ValueError(f"message kind {kind!r} is not known; it is one of: {', '.join(known)}")
        at = self._do(lambda: known[kind](asked))
        return {"at": at, "said": self._said(kind, at)}

    def _ask_change(self, asked: Mapping[str, Any]) -> int:
        number, (first, last) = asked.get("number"), self._tokens.asked(asked)
        # A span that is not of whole words stays as it is while its words are the same.
        same = self._wire(self._record.at(number).entry.span) == [first, last]
        return self._record.change(number, span=None if same else self._tokens.span(first, last), **_texts(asked))

    def _ask_add(self, asked: Mapping[str, Any]) -> int:
        texts = {"label": "", "why": "", "tier": ""} | _texts(asked)
        return self._record.add(self._tokens.span(*self._tokens.asked(asked)), asked.get("layer"), **texts)

    def _do(self, change: Callable[[], int | None]) -> int | None:
        return self._line.after(change, self._show)

    # What the browser is told

    def _begin(self, record: Decisions) -> None:
        layers = [self._layer(layer, record.now) for layer in self._labels]
        self._page = self._page | {"layers": layers}
        self._record = record
        self._line = SavedLine(self._record, self._save, SAVING)
        self._show()

    def _show(self) -> None:
        with self.hold_sync():
            self._rows = [self._row(each) for each in self._record.now]
            self._state = {
                "saved": self._line.says,
                "failed": self._line.failed,
                "undo": bool(self._record.past),
                "redo": bool(self._record.future),
            }

    def _row(self, proposal: Proposal) -> dict[str, Any]:
        entry, found = proposal.entry, proposal.found
        evidence = {role: self._wire(span) for role, span in entry.evidence.items()}
        return {
            "layer": entry.layer,
            "label": entry.label,
            "state": proposal.state,
            "at": self._wire(entry.span),
            "tier": entry.attributes.get("tier", ""),
            "why": entry.attributes.get("why", ""),
            "doubt": entry.attributes.get("doubt", ""),
            "marked": entry.attributes.get("marked", ""),
            "evidence": [[role, at] for role, at in evidence.items() if at],
            "was": None if found is None else found.label,
            "moved": found is not None and found.span != entry.span,
        }

    def _wire(self, span: Span) -> list[int]:
        touched = self._tokens.touched(*span)
        return [touched[0], touched[-1]] if touched else []

    def _layer(self, layer: str, proposals: Iterable[Proposal]) -> dict[str, Any]:
        """A layer with its labels: those that are offered, and those that were found all the same."""
        both = (each for proposal in proposals for each in (proposal.entry, proposal.found) if each)
        shown = styles(self._labels[layer], [each.label for each in both if each.layer == layer])
        return {
            "name": layer,
            "title": say(LAYER_TITLES[layer]) if layer in LAYER_TITLES else layer,
            "byBlock": layer == BY_BLOCK,
            "labels": [asdict(style) for style in shown.values()],
        }

    def _said(self, kind: str, at: int | None) -> str:
        """What came of it, in words."""
        if at is None:
            return say(_NOTHING[kind])
        covered = self._article.covered(self._record.now[at].entry) if self._record.now else ""
        words = " ".join(covered.split())
        return say(_DONE[kind], words=words if len(words) <= 60 else f"{words[:58].rstrip()} …")


def gone(n: int, file: str) -> str:
    """What to tell a learner who had decided on things that the program finds no more, and that a file keeps."""
    return say("reviewer.gone", n=n, file=file) if n else ""


LAYER_TITLES = {
    "zone": "reviewer.layer-zone",
    "quote": "reviewer.layer-quote",
    "claim": "reviewer.layer-claim",
    "loaded": "reviewer.layer-loaded",
}
_TIERS = {
    "must": ("reviewer.tier-must", "reviewer.hint-must"),
    "accept": ("reviewer.tier-accept", "reviewer.hint-accept"),
    "trap": ("reviewer.tier-trap", "reviewer.hint-trap"),
}
_DONE = {
    "keep": "reviewer.said-kept",
    "reject": "reviewer.said-rejected",
    "change": "reviewer.said-changed",
    "add": "reviewer.said-added",
    "keep-all": "reviewer.said-kept-all",
    "undo": "reviewer.undone",
    "redo": "reviewer.redone",
}
_NOTHING = {
    "undo": "reviewer.nothing-to-undo",
    "redo": "reviewer.nothing-to-redo",
    "keep-all": "reviewer.nothing-left",
}


def _texts(asked: Mapping[str, Any]) -> dict[str, str]:
    """The label, reason and tier that are asked for; raises ``ValueError`` where one is no text, or too long."""
    given = {name: asked[name] for name in ("label", "why", "tier") if asked.get(name) is not None}
    for name, words in given.items():
        if not isinstance(words, str):
            raise ValueError(f"{name} must be text, not {words!r:.80}")
        if len(words) > LONGEST:
            raise ValueError(say("reviewer.too-long", n=LONGEST))
    return {name: words.strip() for name, words in given.items()}
