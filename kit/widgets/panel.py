"""A panel: a few controls, the chart that follows them, and its table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

import traitlets

from kit.charts.outline import Outline
from kit.widgets.assets import script, stylesheet
from kit.widgets.page import PageWidget

__all__ = ["Control", "Panel"]

Settings = dict[str, Any]
_KINDS = ("choice", "several", "check", "range", "words")


@dataclass(frozen=True, slots=True)
class Control:
    """A control of a panel: its ``name`` among the settings, its ``label``, what it offers, and its first ``value``.

    ``kind`` is "choice" (one of the ``options``, which map values to words), "several" (a list of them), "check" (true
    or false), "range" (a whole number within ``bounds``) or "words" (free text).
    """

    name: str
    label: str
    kind: Literal["choice", "several", "check", "range", "words"]
    value: Any
    options: Mapping[str, str] = field(default_factory=dict)
    bounds: tuple[int, int] = (0, 0)

    def __post_init__(self) -> None:
        if self.kind not in _KINDS:
            raise ValueError(
                f"control {self.name!r}: kind {self.kind!r} is not known; it is one of {', '.join(_KINDS)}"
            )
        if not self.fits(self.value):
            raise ValueError(f"control {self.name!r}: {self.value!r} is no value for it")

    def fits(self, value: Any) -> bool:
        """Is it a value that the control can have?

        >>> Control("most", "How many", "range", 12, bounds=(5, 20)).fits(21)
        False
        """
        if self.kind == "choice":
            return isinstance(value, str) and value in self.options
        if self.kind == "several":
            return isinstance(value, list) and all(isinstance(each, str) and each in self.options for each in value)
        if self.kind == "check":
            return isinstance(value, bool)
        if self.kind == "range":
            return type(value) is int and self.bounds[0] <= value <= self.bounds[1]
        return isinstance(value, str) and len(value) <= 200


class Panel(PageWidget):
    """Controls and a chart that follows them, with its table beside it.

    ``draw`` turns ``settings``, a value for each control by name, into an ``Outline``; a ``ValueError`` from it is
    shown as a hint, and the last chart stays. The page draws the outline, so that a slider is followed without a wait
    for matplotlib; it sends the latest settings only, and no more before the answer has come. The settings are not
    saved: they are no answer. With ``closed`` the panel is shut behind these words until it is opened, as with
    ``kit.lesson.closed``.

    An ipywidget of its own, because those that ipywidgets brings cannot carry the mark by which JupyterLab leaves
    their keys alone: in a drop-down list of theirs "d" "d" deletes the cell.
    """

    _esm = script("panel")
    _css = stylesheet("panel")

    title = traitlets.Unicode().tag(sync=True)
    controls: traitlets.List[Any] = traitlets.List().tag(sync=True)
    settings: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    view: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    hint = traitlets.Unicode().tag(sync=True)
    closed = traitlets.Unicode().tag(sync=True)
    received = traitlets.Int(0).tag(sync=True)  # the last message taken in; the page waits for it

    def __init__(
        self, title: str, controls: Sequence[Control], draw: Callable[[Settings], Outline], *, closed: str = ""
    ) -> None:
        settings = {control.name: control.value for control in controls}
        shown = [{**asdict(control), "options": list(control.options.items())} for control in controls]
        super().__init__(title=title, controls=shown, settings=settings, view=draw(settings).as_data(), closed=closed)
        self._controls = {control.name: control for control in controls}
        self._draw = draw
        self.on_msg(self._receive)

    def set(self, **settings: Any) -> None:
        """Move controls, by name, and draw anew.

        Raises ``ValueError`` for a control there is not, a value it cannot have, or what ``draw`` refuses.
        """
        for name, value in settings.items():
            if name not in self._controls:
                raise ValueError(f"the panel has no control {name!r}; it has {', '.join(self._controls)}")
            if not self._controls[name].fits(value):
                raise ValueError(f"{value!r} is no value for {name!r}")
        wanted = {**self.settings, **settings}
        outline = self._draw(wanted)
        with self.hold_sync():
            self.settings, self.view, self.hint = wanted, outline.as_data(), ""

    def _receive(self, _: Any, message: Any, __: Any = None) -> None:
        """Take in what the page sends: ``{"number": n, "settings": {…}}``; what is older than the last is ignored."""
        number = int(message.get("number", 0))
        if number <= self.received:
            return
        with self.hold_sync():
            try:
                self.set(**message.get("settings", {}))
            except ValueError as error:
                self.hint = str(error)
            self.received = number
