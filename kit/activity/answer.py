"""One activity's answer as data: what was submitted, each with its time, and the draft beside it; as JSON and back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from kit.jsonl import as_json, from_json

__all__ = ["Answer", "Try", "answer_of", "clock", "text_of"]

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Try:
    """One answer and its time, ISO 8601 with the offset, or ``""`` where none was noted.

    ``said`` is what the program said of it, where each try counts.
    """

    value: Any
    at: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a learner answered: each answer that was submitted, the first one first, and the ``draft`` that is not yet.

    ``aside`` are drafts that the learner did not choose where two windows had different ones; they are only kept.

    >>> answer = Answer().drafting(30).submitting(35).drafting(40)
    >>> [each.value for each in answer.tries], answer.draft.value, answer.now.value
    ([35], 40, 40)
    """

    tries: tuple[Try, ...] = ()
    draft: Try | None = None
    aside: tuple[Try, ...] = ()

    @property
    def last(self) -> Try | None:
        """What was submitted last."""
        return self.tries[-1] if self.tries else None

    @property
    def now(self) -> Try | None:
        """What the learner wants to have said by now: the draft, else what was submitted last."""
        return self.draft or self.last

    def drafting(self, value: Any) -> Answer:
        """With this as the draft; what was submitted last is no draft."""
        return replace(self, draft=None if self._is_last(value) else Try(value, clock()))

    def submitting(self, value: Any, said: str = "") -> Answer:
        """With this submitted, and no draft; the same answer twice in a row is one."""
        tries = self.tries if self._is_last(value) else (*self.tries, Try(value, clock(), said))
        return replace(self, tries=tries, draft=None)

    def beside(self, other: Answer) -> Answer:
        """With all that another answer to the same question holds; where both have a draft, this one's stands."""
        drafts = [draft for draft in (*self.aside, *other.aside, other.draft) if draft and draft != self.draft]
        tries = sorted(_each_once([*other.tries, *self.tries]), key=_time)
        both = Answer(tuple(tries), self.draft, tuple(_each_once(drafts)))
        return replace(both, draft=None) if both.draft and both._is_last(both.draft.value) else both

    def mapped(self, change: Callable[[Any], Any]) -> Answer:
        """With each value changed."""

        def changed(each: Try) -> Try:
            return replace(each, value=change(each.value))

        draft = changed(self.draft) if self.draft else None
        return Answer(tuple(map(changed, self.tries)), draft, tuple(map(changed, self.aside)))

    def _is_last(self, value: Any) -> bool:
        return self.last is not None and self.last.value == value


def clock() -> str:
    """What time it is, to the second: ISO 8601 with the offset from UTC."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


def text_of(answer: Answer) -> str:
    """An answer as JSON, as ``answer_of`` reads it: an object of ``tries``, ``draft`` and ``aside``, none empty.

    >>> print(text_of(Answer((Try(30, "2026-11-27T09:12:40+01:00"),))), end="")
    {
     "tries": [
      {
       "value": 30,
       "at": "2026-11-27T09:12:40+01:00"
      }
     ]
    }
    """
    fields = {
        "tries": [_fields(each) for each in answer.tries],
        "draft": _fields(answer.draft) if answer.draft else None,
        "aside": [_fields(each) for each in answer.aside],
    }
    return as_json({name: given for name, given in fields.items() if given}, indent=1) + "\n"


def answer_of(text: str, *, most: int | None = None) -> Answer:
    """The answer that JSON says; raises ``ValueError`` where it says none, or more than ``most`` tries.

    Files from before answers had times hold ``{"value": …, "submitted": bool}``, a swap's ``{"wording": …, "change": …,
    "submitted": bool}``, or a table's ``{"rows": […]}``.

    >>> answer_of('{"value": 3, "submitted": true}').last
    Try(value=3, at='', said='')
    """
    found = from_json(text)
    if not isinstance(found, dict):
        raise ValueError(f"an answer must be a JSON object, not {type(found).__name__}")
    if not found.keys() <= {"tries", "draft", "aside"}:
        return _answer_of_old(found)
    draft = found.get("draft")
    both = [_list(found.get(name, [])) for name in ("tries", "aside")]
    if most is not None and (many := max(map(len, both))) > most:
        raise ValueError(f"{many:,} tries, and {most:,} are the most that are read")
    tries, aside = (tuple(map(_try, each)) for each in both)
    return Answer(tries, None if draft is None else _try(draft), aside)


def _answer_of_old(found: Mapping[str, Any]) -> Answer:
    if found.keys() == {"rows"}:
        return Answer(draft=Try(found["rows"]))
    value = {name: given for name, given in found.items() if name != "submitted"}
    if value.keys() != {"value"} and value.keys() != {"wording", "change"}:
        raise ValueError("an answer has tries, draft and aside")
    given = Try(value.get("value", value))
    return Answer((given,)) if found.get("submitted") is True else Answer(draft=given)


def _fields(given: Try) -> dict[str, Any]:
    return {"value": given.value, "at": given.at} | ({"said": given.said} if given.said else {})


def _try(found: Any) -> Try:
    if not (isinstance(found, dict) and "value" in found and found.keys() <= {"value", "at", "said"}):
        raise ValueError("what was answered must have a value, and may have a time")
    given = Try(**found)
    if not (isinstance(given.at, str) and isinstance(given.said, str)):
        raise ValueError("when something was answered, and what was said of it, must be text")
    _time(given)
    return given


def _list(found: Any) -> list[Any]:
    if not isinstance(found, list):
        raise ValueError(f"there must be a list of answers, not {type(found).__name__}")
    return found


def _time(given: Try) -> datetime:
    """When something was answered, to sort by; raises ``ValueError`` where its time is none."""
    if not given.at:
        return _LONG_AGO
    at = datetime.fromisoformat(given.at)
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _each_once(given: Iterable[Try]) -> list[Try]:
    once: list[Try] = []
    for each in given:
        if each not in once:
            once.append(each)
    return once
