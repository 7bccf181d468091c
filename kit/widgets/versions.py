"""A text in several versions, each to be marked: two levels that the learner switches between, or forms by turns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import traitlets
from ipywidgets import widget_serialization

from kit.activity.activity import Activity
from kit.activity.versions import PLAIN, PRINTED
from kit.annotation import Annotation
from kit.widgets.assets import script, stylesheet
from kit.widgets.highlighter import Highlighter
from kit.widgets.page import PageWidget
from kit.widgets.strings import say

__all__ = ["Versions", "level_told"]


class Versions(PageWidget):
    """One highlighter for each version of a text, of which one is shown; what is marked in another stays there.

    Two levels, "printed" and "plain", have a switch where there are ``levels``; of forms, the learner sees one alone.
    ``switched`` is called with the version that is shown each time that it is another. Raises ``traitlets.TraitError``
    where ``shown`` is none of the versions.

    >>> from kit.article import Article
    >>> def text(words):
    ...     return Highlighter(Article.from_text(words), layer="quote", labels=["direct"])
    >>> both = Versions({"printed": text("He was vexed."), "plain": text("He was cross.")}, levels=True)
    >>> both.widget.mark(7, 12, "direct")
    >>> both.shown = "plain"
    >>> len(both.annotations), len(both.texts["printed"].annotations)
    (0, 1)
    """

    _esm = script("versions")
    _css = stylesheet("versions")

    texts: traitlets.Dict[str, Highlighter] = traitlets.Dict().tag(sync=True, **widget_serialization)
    shown = traitlets.Unicode().tag(sync=True)
    levels = traitlets.Bool().tag(sync=True)

    def __init__(
        self,
        texts: Mapping[str, Highlighter],
        *,
        levels: bool,
        shown: str = "",
        switched: Callable[[str], object] = lambda version: None,
    ) -> None:
        super().__init__(texts=dict(texts), levels=levels, shown=shown or next(iter(texts)))
        self.observe(lambda change: switched(change["new"]), "shown")

    @traitlets.validate("shown")
    def _is_version(self, proposal: Any) -> str:
        if proposal["value"] not in self.texts:
            raise traitlets.TraitError(f"shown {proposal['value']!r} is no version; these are: {', '.join(self.texts)}")
        return str(proposal["value"])

    @property
    def widget(self) -> Highlighter:
        """The highlighter that is shown."""
        return self.texts[self.shown]

    @property
    def annotations(self) -> list[Annotation]:
        """The marks on the text that is shown."""
        return self.widget.annotations

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        """The live widget, and beside it the text that is shown as HTML for where no widget can run."""
        data, metadata = super()._repr_mimebundle_(**kwargs) or ({}, {})
        return data | {"text/html": self.widget._repr_mimebundle_(**kwargs)[0]["text/html"]}, metadata


def level_told(activity: Activity) -> str:
    """Which level is compared, in words; nothing of a text that has but one."""
    told = {PRINTED: say("versions.compared-printed"), PLAIN: say("versions.compared-plain")}
    return told.get(activity.version, "")
