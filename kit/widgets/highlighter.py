"""The highlighter: an article on which a learner marks words or labels blocks, and compares the marks with a key."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import traitlets

from kit.activity.labels import Label
from kit.agreement import Pair
from kit.annotation import Annotation, Span
from kit.article import Article
from kit.errors import MismatchError
from kit.widgets.assets import script
from kit.widgets.glossary import wire_glossary
from kit.widgets.mark_findings import compare_marks
from kit.widgets.marks import Marks
from kit.widgets.page import PageWidget
from kit.widgets.palette import Style, styles
from kit.widgets.saving import SavedLine, SaveMarks
from kit.widgets.static import static_html
from kit.widgets.strings import say
from kit.widgets.tokens import Unit, cut, sentence_firsts

__all__ = ["Highlighter"]


class Highlighter(PageWidget):
    """Mark the words of an article, or label its blocks, one layer at a time.

    ``labels`` are what a learner can choose, ``annotations`` the marks to start with (a label that is not offered is
    shown all the same). ``unit`` is "word", where marks cover whole words and may overlap, or "block", where each block
    has one label at most. The same words have one label at most, and a new one takes the place of the old, unless there
    may be ``several``. ``save`` is called with all marks after each change; where it raises ``OSError`` the widget says
    so, keeps the marks and calls it again at the next change. ``background`` are annotations of other layers, shown and
    not changed. ``glossary`` has the meaning of terms that the text uses: each is underlined with dots, and its meaning
    shown where one stands on it; of terms on ``bare`` words a list alone tells. A claim is a sentence as a rule, so
    that a text whose claims are marked has a handle beside each.

    Python owns the marks: the browser asks for a change by the numbers of words, and shows what comes back.

    Raises ``MismatchError`` where an annotation does not fit the article, ``ValueError`` where one is of another
    layer, or the labels or the unit are not as said.

    >>> article = Article.from_text("They called it shock and awe.")
    >>> widget = Highlighter(article, layer="quote", labels=["direct", "scare"])
    >>> widget.mark(15, 26, "scare")
    >>> [article.covered(a) for a in widget.annotations]
    ['shock and awe']
    """

    _esm = script("highlighter")
    _css = Path(__file__).with_suffix(".css")

    # What the browser is told. It never sets these: what it wants changed, it asks for.
    _page = traitlets.Dict().tag(sync=True)
    _labels: traitlets.List[Any] = traitlets.List().tag(sync=True)
    _background: traitlets.List[Any] = traitlets.List().tag(sync=True)
    _marks: traitlets.List[Any] = traitlets.List().tag(sync=True)
    _state = traitlets.Dict().tag(sync=True)
    _comparison = traitlets.Dict().tag(sync=True)

    def __init__(
        self,
        article: Article,
        *,
        layer: str,
        labels: Sequence[Label | str],
        unit: Unit = "word",
        several: bool = False,
        annotator: str = "learner:me",
        annotations: Iterable[Annotation] = (),
        background: Iterable[Annotation] = (),
        save: SaveMarks | None = None,
        title: str = "",
        glossary: Mapping[str, str] | None = None,
        bare: Iterable[Span] = (),
    ) -> None:
        if unit not in ("word", "block"):
            raise ValueError(f"unit {unit!r} is not known; it is 'word' or 'block'")
        super().__init__()
        self._tokens = cut(article, unit)
        self._article = article
        self._record = Marks(self._tokens, unit, layer, annotator, annotations, several=several)
        self._given = list(labels)
        self._glossary, self._bare = dict(glossary or {}), list(bare)
        self._line, self._save = SavedLine(self._record, save), save
        self._references: dict[str, list[Annotation]] = {}
        self._many: Callable[[Annotation], str] | None = None
        self._page = {
            "unit": unit,
            "title": title,
            "notice": "",
            "id": self.model_id,
            "blocks": self._tokens.wire(),
            "sentences": sentence_firsts(article, self._tokens) if unit == "word" else [],
            "margin": unit == "word" and layer == "claim",
            "glossary": wire_glossary(self._tokens, self._glossary, self._bare),
        }
        self._background = [[*self._wire(a)[:2], f"{a.layer}: {a.label}"] for a in self._placed(background)]
        self._show()
        self.on_msg(self._receive)

    @property
    def annotations(self) -> list[Annotation]:
        """The marks as they stand, in the order of the text."""
        return list(self._record.now)

    def fits(self, annotations: Iterable[Annotation]) -> None:
        """Raise ``ValueError`` where annotations are no marks on this text, as ``Highlighter`` itself does."""
        self._record.checked(annotations)

    def restore(self, annotations: Iterable[Annotation], *, notice: str = "") -> None:
        """Start with marks that were saved, and show a notice at the top; it must not have been shown yet."""
        self._record.now = self._record.checked(annotations)
        self._line = SavedLine(self._record, self._save)
        self._page = self._page | {"notice": notice}
        self._show()

    def mark(self, start: int, end: int, label: str) -> None:
        """Mark the words, or label the blocks, that ``start:end`` touches.

        A mark that is there already stays as it is. Raises ``ValueError`` where the label is not offered, and
        ``MismatchError`` where the span does not lie within the text or touches no word.
        """
        style = self._offered(label)
        touched = self._tokens.touched(start, end)
        if not touched:
            raise MismatchError(f"span {start}:{end} covers no word of the text")
        self._do(lambda: self._record.mark(touched[0], touched[-1], style))

    def unmark(self, start: int, end: int, label: str | None = None) -> None:
        """Remove the marks that ``start:end`` touches: all, or those with one label."""
        here = self._tokens.touched(start, end)
        placed = [(a, self._tokens.touched(*a.span)) for a in self._record.now if label in (None, a.label)]
        gone = [a for a, its in placed if max(its.start, here.start) < min(its.stop, here.stop)]
        self._do(lambda: self._record.remove(gone))

    def undo(self) -> None:
        """Take back the last change."""
        self._do(self._record.undo)

    def redo(self) -> None:
        """Make the change again that was taken back last."""
        self._do(self._record.redo)

    def reset(self) -> None:
        """Remove all marks; ``undo`` brings them back."""
        self._do(self._record.reset)

    def compare(
        self,
        references: Mapping[str, Iterable[Annotation]],
        *,
        many: Callable[[Annotation], str] | None = None,
    ) -> None:
        """Show how the marks compare with each of ``references``, in their order; ``{}`` leaves.

        They are named "key", "class", "program" or "neighbour": readers, of whom only the key gives reasons that count.
        A finding has the reference's reason and doubt; beside another than the key's, it has also what the key says;
        and where ``many`` is given, how many of a class marked the place, in words. Annotations of other layers are
        left aside. While a comparison is shown the learner's marks are locked, so that what is
        compared does not change under the reader's eyes; "Back to marking" unlocks them.

        Raises ``MismatchError`` where a reference does not fit the article.
        """
        layer = self._record.layer
        self._references = {
            name: self._placed(a for a in given if a.layer == layer) for name, given in references.items()
        }
        self._many = many
        self._show()

    def to_html(self, *, note: str = "") -> str:
        """The article with its marks as plain HTML, for print and export; ``note`` stands at its end."""
        shown, title = (self._tokens, self._record, self._styles), self._page["title"]
        return static_html(*shown, title=title, note=note, glossary=self._glossary, bare=self._bare)

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        """The live widget, and beside it the marks as HTML for where no widget can run."""
        data, metadata = super()._repr_mimebundle_(**kwargs) or ({}, {})
        return data | {"text/html": self.to_html(note=say("highlighter.static-note"))}, metadata

    # What the browser asks for

    def _receive(self, _widget: object, content: object, _buffers: object) -> None:
        self.reply(content, lambda asked: {"said": self._obey(asked)})

    def _obey(self, asked: dict[str, Any]) -> str:
        known: dict[str, Callable[[Mapping[str, Any]], str]] = {
            "mark": self._ask_mark,
            "remove": self._ask_remove,
            "unmark": self._ask_unmark,
            "undo": lambda _: self._record.undo(),
            "redo": lambda _: self._record.redo(),
            "reset": lambda _: self._record.reset(),
        }
        kind = asked.get("kind")
        if kind == "leave":
            self.compare({})
            return say("highlighter.is-back", tally=self._record.tally)
        if not isinstance(kind, str) or kind not in known:
            raise ValueError(f"message kind {kind!r} is not known; it is one of: {', '.join(known)}, leave")
        if self._references:
            raise ValueError(say("highlighter.locked-still"))
        return self._do(lambda: known[kind](asked))

    def _ask_mark(self, asked: Mapping[str, Any]) -> str:
        return self._record.mark(*self._tokens.asked(asked), self._offered(asked.get("label")))

    def _ask_remove(self, asked: Mapping[str, Any]) -> str:
        return self._record.remove_at(*self._tokens.asked(asked))

    def _ask_unmark(self, asked: Mapping[str, Any]) -> str:
        marks = asked.get("marks")
        there = {tuple(self._wire(a)): a for a in self._record.now}
        if not isinstance(marks, list):
            raise ValueError(f"marks must be a list of marks to remove, not {marks!r}")
        gone = [there.get(tuple(map(_hashable, m))) if isinstance(m, list) else None for m in marks]
        if None in gone:
            raise ValueError(f"there is no mark {marks[gone.index(None)]!r} to remove")
        return self._record.remove(a for a in gone if a)

    def _offered(self, label: object) -> Style:
        style = self._styles.get(label) if isinstance(label, str) else None
        if style is None or not style.offered:
            valid = ", ".join(s.name for s in self._styles.values() if s.offered)
            raise ValueError(f"label {label!r} is not offered here; choose one of: {valid}")
        return style

    def _do(self, change: Callable[[], str]) -> str:
        return self._line.after(change, self._show)

    # What the browser is told

    def _show(self) -> None:
        """Tell the browser how things stand, in one message."""
        others = [a for given in self._references.values() for a in given]
        self._styles = styles(self._given, (a.label for a in (*self._record.now, *others)))
        with self.hold_sync():
            self._labels = [asdict(style) for style in self._styles.values()]
            self._marks = [self._wire(a) for a in self._record.now]
            self._state = {
                "saved": self._line.says,
                "failed": self._line.failed,
                "undo": bool(self._record.past),
                "redo": bool(self._record.future),
            }
            found = compare_marks(self._article, self._record.now, self._references, every=self._record.unit == "block")
            self._comparison = {
                name: [self._finding(*one) | self._counted(name, one[0]) for one in pairs]
                for name, pairs in found.items()
            }

    def _finding(self, found: Pair, by_key: Pair | None) -> dict[str, Any]:
        about = found.reference.attributes if found.reference else {}
        accepted = about.get("accept", "").split()
        finding = {
            "status": found.status,
            "mine": self._wire(found.mine) if found.mine else None,
            "others": [self._wire(mark) for mark in found.others],
            "reference": self._wire(found.reference) if found.reference else None,
            "why": found.why,
            "doubt": about.get("doubt", ""),
            "accept": [self._styles[name].title if name in self._styles else name for name in accepted],
        }
        if by_key is None:
            return finding
        reference = self._wire(by_key.reference) if by_key.reference else None
        return finding | {"key": {"status": by_key.status, "reference": reference, "why": by_key.why}}

    def _counted(self, reference: str, found: Pair) -> dict[str, str]:
        """How many of a class marked the place of a finding, where its reason does not say that already."""
        place = found.mine or found.reference
        told = self._many is None or place is None or (reference == "class" and found.reference)
        return {} if told or not self._many or not place else {"class": self._many(place)}

    def _wire(self, a: Annotation) -> list[Any]:
        touched = self._tokens.touched(*a.span)
        return [touched[0], touched[-1], a.label]

    def _placed(self, annotations: Iterable[Annotation]) -> list[Annotation]:
        """Those that touch a word; an annotation outside the text raises."""
        return [a for a in annotations if self._tokens.touched(*a.span)]


def _hashable(value: object) -> object:
    return value if isinstance(value, (int, str)) and not isinstance(value, bool) else None
