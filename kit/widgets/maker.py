"""The maker: a lesson of one's own, made of an article step by step, each change saved at once in its draft."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import traitlets
from ipywidgets import widget_serialization

from kit.activity.labels import LABEL_SETS
from kit.activity.proposals import Proposal
from kit.article import Card
from kit.edition import edition
from kit.making.change import with_card, with_proposals
from kit.making.draft import Draft
from kit.making.drafts import is_made, made_before, waiting
from kit.making.pack import has_key, write_pack
from kit.making.propose import Source, begin
from kit.making.saved import lessons_folder, load_draft, save_draft
from kit.making.write import write_lesson
from kit.segment.blocks import find_blocks
from kit.visible import printable
from kit.widgets.assets import script, stylesheet
from kit.widgets.explorer_opening import Upload, offers, source_given, view_of
from kit.widgets.maker_changes import changed
from kit.widgets.maker_view import STEPS, asked, body, heads, layers_of
from kit.widgets.page import PageWidget, beside, given_out, parted
from kit.widgets.reviewer import Reviewer
from kit.widgets.strings import say

__all__ = ["Front", "Maker"]


class Front(NamedTuple):
    """An article that is open elsewhere: its title, what it was opened from, its card as it stands there."""

    title: str
    source: Source
    card: Card


class Maker(PageWidget):
    """Make a lesson of an article: the article in front, one that is brought, or a draft that waits.

    Python owns the draft; the page shows ``state`` and asks for what is to change, each with an id that the answer has
    too. ``in_front`` gives the article that is open in an explorer; call ``look`` when that is another.
    """

    _esm = script("maker")
    _went_wrong = "maker.went-wrong"
    _css = stylesheet("explorer") + stylesheet("maker")  # where an article is opened looks as in the explorer

    offers: traitlets.Dict[Any, Any] = traitlets.Dict().tag(sync=True)
    front = traitlets.Unicode("").tag(sync=True)  # the title of the article in front
    drafts: traitlets.List[Any] = traitlets.List().tag(sync=True)  # those that wait: name, title, when
    blocks: traitlets.List[Any] = traitlets.List().tag(sync=True)  # the text of the article
    state: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)  # empty without a draft
    leads = traitlets.Bool(False).tag(sync=True)  # the page was opened for a draft, and begins here
    reviewer = traitlets.Instance(Reviewer, allow_none=True).tag(sync=True, **widget_serialization)

    def __init__(self, in_front: Callable[[], Front | None] = lambda: None) -> None:
        super().__init__(offers=offers())
        self._in_front, self._upload = in_front, Upload()
        self._draft: Draft | None = None
        self._step, self._saved, self._failed = "article", "", ""
        self._aside: list[str] = []
        self._reviewed: tuple[Any, ...] = ()  # what the reviewer is of: other parts, or another passage, need another
        self.on_msg(self._receive)
        self.look()

    @property
    def draft(self) -> Draft | None:
        """The draft that is worked at."""
        return self._draft

    def open_for(self, draft: Draft) -> None:
        """Take up a draft for which the page was opened: it is shown where this panel is."""
        self._take_up(draft)
        self.leads = True

    def look(self) -> None:
        """Take in which article is in front, and which drafts wait."""
        front = self._in_front()
        self.front = printable(front.title) if front else ""
        now = datetime.now()
        self.drafts = [
            {
                "name": each.name,
                "title": printable(each.title),
                "when": f"{each.when:%H:%M}" if each.when.date() == now.date() else f"{each.when:%Y-%m-%d}",
            }
            for each in waiting()
        ]

    def _receive(self, _widget: object, wanted: object, buffers: Any) -> None:
        self.reply(wanted, lambda wanted: parted(self._obey(wanted, buffers or [])))

    def _obey(self, wanted: dict[str, Any], buffers: Sequence[Any]) -> Any:
        name, given = str(wanted.get("ask")), {key: wanted[key] for key in wanted if key not in ("id", "ask")}
        if name == "open" and "file" in given and not self._upload.take(given, buffers, view_of(wanted)):
            return None  # pieces of the file are still to come
        if name in ("open", "front", "make"):
            self.send({"id": wanted.get("id"), "kind": "progress", "data": {"step": name}})
        asks: Mapping[str, Callable[[], Any]] = {
            "open": lambda: self._begin(source_given(given, self._upload)),
            "front": self._begin_front,
            "go-on": lambda: self._take_up(load_draft(str(given.get("name")))),
            "leave": self._leave,
            "step": lambda: self._open_step(given.get("step")),
            "change": lambda: self._ask_change(str(given.get("what")), given.get("value")),
            "make": self._make,
            "pack": lambda: self._pack(lessons_folder() / self._there.name),
            "file": lambda: given_out(self._file(str(given.get("what")))),
        }
        if name not in asks:
            raise ValueError(f"{name!r} cannot be asked; there are {', '.join(asks)}")
        return asks[name]()

    def _pack(self, folder: Path) -> dict[str, Any]:
        return given_out(write_pack(folder)) | {"key": has_key(folder)}

    @property
    def _there(self) -> Draft:
        if self._draft is None:
            raise ValueError("there is no draft yet; choose an article first")
        return self._draft

    # The article

    def _begin(self, source: Source, card: Card | None = None) -> dict[str, Any]:
        made, new = begin(source)
        if new and card:
            known = {fact: words for fact, words in card.as_dict().items() if fact not in ("retrieved", "sha256")}
            made = with_card(made, **known)
            save_draft(made)
        self._take_up(made)
        return {"new": new}

    def _begin_front(self) -> dict[str, Any]:
        front = self._in_front()
        if front is None:
            raise ValueError(say("maker.no-front"))
        return self._begin(front.source, front.card)

    def _take_up(self, draft: Draft) -> None:
        self._draft, self._failed, self._aside = draft, "", []
        self._saved = say("maker.saved-before")
        text = draft.article.text
        self.blocks = [text[start:end] for start, end in find_blocks(text)]
        todo = [head["name"] for head in self._heads() if not head["done"]]
        self._open_step(todo[0] if todo else "make")

    def _leave(self) -> None:
        self._draft, self.state, self.reviewer, self._reviewed = None, {}, None, ()
        self.look()

    # What is changed

    def _open_step(self, step: Any) -> None:
        if step not in STEPS:
            raise ValueError(f"there is no step {step!r}; there are {', '.join(STEPS)}")
        self._step = step
        if step == "key":
            self._review()
        self._show()

    def _ask_change(self, what: str, value: Any) -> None:
        self._keep(changed(self._there, what, value))
        self._show()

    def _keep(self, draft: Draft) -> None:
        """Hold a changed draft, and save it; what cannot be saved now is saved with the next change."""
        self._draft = draft
        try:
            save_draft(draft)
        except OSError as error:
            self._failed = say("maker.not-saved", why=error.strerror or error)
        else:
            self._failed, self._saved = "", say("maker.saved", time=f"{datetime.now():%H:%M}")

    # The key

    def _review(self) -> None:
        """A reviewer of what the parts go by, in the passage; the same one while those are the same."""
        draft = self._there
        wanted = (draft.name, draft.passage, layers_of(draft))
        if wanted == self._reviewed:
            return
        given = [each for each in draft.proposals if asked(draft, each)]
        old, self._reviewed = self.reviewer, wanted
        self.reviewer = (
            given
            and Reviewer(
                draft.article,
                given,
                labels={layer: LABEL_SETS[layer] for layer in layers_of(draft)},
                save=self._save_review,
                annotator=f"key:{draft.article.slug}",
            )
        ) or None
        self._others = [each for each in draft.proposals if not asked(draft, each)]
        if old:
            old.close()

    def _save_review(self, proposals: Iterable[Proposal]) -> None:
        self._keep(with_proposals(self._there, [*proposals, *self._others]))
        self._show()
        if self._failed:
            raise OSError(self._failed)

    # The lesson

    def _make(self) -> dict[str, Any]:
        """Write the lesson; what was changed by hand since is said by its new name."""
        draft = self._there
        folder = lessons_folder() / draft.name
        before = _names(folder)
        write_lesson(draft, folder)
        self._aside = sorted(name for name in _names(folder) - before if " (changed" in name)
        self._show()
        return {"aside": self._aside}

    def _made(self) -> dict[str, Any] | None:
        """Where what was made can be had, for a page beside the notebook; empty what only asking for it brings."""
        name = self._there.name
        if not is_made(name):
            return None
        reached = {"desktop": _FILES, "browser": ("notebook",), "memory": ()}[edition()]
        links = {what: beside(self._file(what)) if what in reached else "" for what in _FILES}
        return {**links, "aside": self._aside, "stale": made_before(name)}

    def _file(self, what: str) -> Path:
        if what not in _FILES:
            raise ValueError(f"there is no {what!r} of a lesson; there are {', '.join(_FILES)}")
        name = self._there.name
        return lessons_folder() / name / f"{name}{_FILES[what]}"

    # What the page is told

    def _heads(self) -> list[dict[str, Any]]:
        name = self._there.name
        return heads(self._there, made=is_made(name), stale=made_before(name))

    def _show(self) -> None:
        draft = self._there
        self.state = {
            "name": draft.name,
            "title": printable(draft.title),
            "step": self._step,
            "heads": self._heads(),
            "body": body(self._step, draft) | ({"made": self._made()} if self._step == "make" else {}),
            "saved": self._failed or self._saved,
            "failed": bool(self._failed),
        }


_FILES = {"notebook": ".ipynb", "handout": ".handout.html", "plan": ".plan.md"}


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} if folder.is_dir() else set()
