"""What answers a question, closed until the learner opens it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kit.hypertext import AS_WRITTEN, words_html

__all__ = ["Closed", "closed"]


@dataclass(frozen=True, slots=True)
class Closed:
    """What answers a question, closed until the learner opens it: ``html`` behind the words ``prompt``."""

    prompt: str
    html: str

    def _repr_html_(self) -> str:
        return (
            f"<details class='kit-closed {AS_WRITTEN}' style='margin:.25rem 0 .75rem'>"
            "<summary data-lm-suppress-shortcuts='true' style='box-sizing:border-box;max-width:46rem;"
            "padding:.55rem .9rem;border:1px solid #767680;border-radius:8px;font-weight:600;cursor:pointer'>"
            f"{words_html(self.prompt)}</summary>"
            "<div style='display:grid;grid-template-columns:minmax(0,1fr);gap:1rem;margin-top:.75rem'>"
            f"{self.html}</div></details>"
        )


def closed(prompt: str, *views: Any) -> Closed:
    """Charts, tables and sentences that answer a question, to be opened when a guess has been made.

    >>> closed("Guessed? Then look.", "It is 5 < 6.").html
    '<p>It is 5 &lt; 6.</p>'
    """
    parts = (f"<p>{words_html(view)}</p>" if isinstance(view, str) else view._repr_html_() for view in views)
    return Closed(prompt, "".join(parts))
