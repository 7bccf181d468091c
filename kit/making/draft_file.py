"""The file that holds a draft, as JSON: what is written into it, and the draft that it says, held against its text."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from kit.activity.background import Note, check_glossary
from kit.activity.fields import check_fields, one_of
from kit.activity.proposals import Proposal, State
from kit.activity.texts import LAYERS
from kit.annotation import Span
from kit.article import Article, Card
from kit.edition import edition, told_in
from kit.errors import MismatchError, ReadError
from kit.jsonl import annotation_of, as_json, from_json
from kit.making.draft import Draft
from kit.visible import joined

__all__ = ["ANEW", "PUT_BACK", "damage", "draft_said", "draft_words", "said_in", "sum_of"]

FORM = 1  # of the file, so that another version of the kit can tell
STATES: dict[str, State] = {"open": "open", "kept": "kept", "rejected": "rejected"}
SAME = "the same"  # in place of what was found, where the entry is that still
ANEW = told_in(edition(), {"desktop": "kit new-lesson FILE", "browser": "the article, where lessons are made"})
PUT_BACK = f"put the file back as it was, or begin anew with {ANEW}"


def sum_of(data: bytes) -> str:
    """The sha256 of bytes, by which a draft knows its article and its file again."""
    return hashlib.sha256(data).hexdigest()


def draft_words(draft: Draft, file: str) -> str:
    """The draft as JSON, each proposal on a line of its own."""
    article, text = draft.article, draft.article.text
    said = {
        "draft": FORM,
        "name": draft.name,
        "title": draft.title,
        "article": {
            "file": file,
            "sha256": sum_of(draft.data),
            "slug": article.slug,
            "card": article.card.known,
        },
        "passage": {"start": draft.passage[0], "words": article.covered(draft.passage)} if draft.passage else None,
        "level": draft.level,
        "parts": list(draft.parts),
        "background": [{"question": n.question, "words": n.words, "source": n.source} for n in draft.notes],
        "glossary": dict(draft.glossary),
    }
    lines = [
        as_json(
            {
                "state": proposal.state,
                "entry": proposal.entry.to_dict(text),
                "found": SAME if proposal.found == proposal.entry else proposal.found and proposal.found.to_dict(text),
            }
        )
        for proposal in draft.proposals
    ]
    head = as_json(said, indent=1).removesuffix("\n}")
    return f'{head},\n "proposals": [\n' + ",\n".join(lines) + "\n ]\n}\n"


def said_in(words: bytes, file: Path) -> Any:
    """What the bytes of a file say; raises ``ReadError`` where it is damaged."""
    with damage(file):
        said = from_json(words.decode("utf-8"))
        for name, kind in _FIELDS.items():
            if not isinstance(said[name], kind):
                raise ValueError(f"{name} must not be {said[name]!r}")
        if said["draft"] != FORM:
            raise ValueError(f"a draft of form {said['draft']}, and this version of the kit knows form {FORM}")
        for name in ("file", "sha256", "slug"):
            _words(said["article"][name])
    return said


_FIELDS: dict[str, type | tuple[type, ...]] = {
    "draft": int,
    "name": str,
    "title": str,
    "article": dict,
    "passage": (dict, type(None)),
    "level": (int, float),
    "parts": list,
    "background": list,
    "glossary": dict,
    "proposals": list,
}


def _words(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f"there must be words, not {value!r}")
    return value


def draft_said(said: Any, file: Path, data: bytes, article: Article) -> Draft:
    """The draft that a file says, of this article; its words are held against the article's."""
    with damage(file):
        passage = said["passage"] and _passage(said["passage"], file, article)
        for note in said["background"]:
            check_fields(note, NOTE, ())
        check_glossary(said["glossary"])
        return Draft(
            name=said["name"],
            title=said["title"],
            article=replace(article, slug=said["article"]["slug"], card=_card(said["article"]["card"])),
            data=data,
            ending=Path(said["article"]["file"]).suffix,
            passage=passage,
            proposals=tuple(
                _proposal(row, f"{file}: proposal {n}", article) for n, row in enumerate(said["proposals"], 1)
            ),
            notes=tuple(Note(*(note[name] for name in NOTE)) for note in said["background"]),
            glossary=said["glossary"],
            parts=tuple(map(_words, said["parts"])),
            level=float(said["level"]),
        )


NOTE = ("question", "words", "source")


def _card(facts: Any) -> Card:
    check_fields(facts, (), Card().as_dict())
    return Card(**facts)


def _passage(said: Any, file: Path, article: Article) -> Span:
    words, start = _words(said["words"]), said["start"]
    passage = Span(start, start + len(words))
    if joined(article.text[slice(*passage)]) != joined(words):
        raise MismatchError(
            f"{file}: the passage {words[:40]!r} … does not stand in the article at {start}; {PUT_BACK}"
        )
    return passage


def _proposal(row: Any, where: str, article: Article) -> Proposal:
    state = STATES[one_of("state", row["state"], STATES)]
    entry, found = annotation_of(row["entry"], where, article), row["found"]
    one_of("layer", entry.layer, LAYERS)
    if found is not None:
        found = entry if found == SAME else annotation_of(found, where, article)
    return Proposal(entry, state, found)


@contextmanager
def damage(file: Path) -> Iterator[None]:
    """Say of what is no draft which file it is, and what to do."""
    try:
        yield
    except (OSError, MismatchError):
        raise
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ReadError(
            f"{file}: this draft is damaged ({error}); mend the file, or begin anew with {ANEW}, "
            "which sets this one aside"
        ) from error
