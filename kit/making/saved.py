"""Drafts of lessons on the disk: saved whole at every step, and taken up again.

A draft lies in ``my-lessons/NAME/draft/`` of the working folder: the article's file, its bytes as received, and
``draft.json`` with the rest. What is written in the end stands beside that folder; see ``kit.making.write``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from kit.activity.background import Note, check_glossary
from kit.activity.disk import alone, read_file, set_aside
from kit.activity.fields import check_fields, one_of
from kit.activity.learners import answer_folder, checked_file_name
from kit.activity.proposals import Proposal, State
from kit.activity.texts import LAYERS
from kit.annotation import Span
from kit.article import Article, Card
from kit.edition import edition, told_in
from kit.errors import MismatchError, ReadError
from kit.files import write_atomic
from kit.jsonl import annotation_of, as_json, from_json
from kit.making.aside import free_name
from kit.making.draft import Draft
from kit.readers.files import read_bytes
from kit.visible import joined

__all__ = ["DRAFT", "LESSONS", "draft_names", "draft_of", "lessons_folder", "load_draft", "save_draft"]

LESSONS = "my-lessons"  # in the working folder
DRAFT = "draft"  # in the folder of a lesson
FILE = "draft.json"
FORM = 1  # of the file, so that another version of the kit can tell
STATES: dict[str, State] = {"open": "open", "kept": "kept", "rejected": "rejected"}
SAME = "the same"  # in place of what was found, where the entry is that still


def lessons_folder() -> Path:
    """The folder of lessons of one's own: in that which ``kit lab`` works in, else in the current one."""
    return answer_folder().with_name(LESSONS)


def draft_names(folder: Path | None = None) -> list[str]:
    """The names of the drafts in a folder of lessons, in order, without those set aside with their folder.

    >>> draft_names(Path("no-such-folder"))
    []
    """
    found = (path.parent.parent.name for path in (folder or lessons_folder()).glob(f"*/{DRAFT}/{FILE}"))
    return sorted(name for name in found if " (" not in name)


def draft_of(data: bytes, folder: Path | None = None) -> Draft | None:
    """The first draft, by name, of the article that has these bytes; none where there is none that can be read."""
    digest = _sum(data)
    for name in draft_names(folder):
        with suppress(OSError, ValueError):
            file = (folder or lessons_folder()) / name / DRAFT / FILE
            if _said(read_file(file), file)["article"]["sha256"] == digest:
                return load_draft(name, folder)
    return None


def save_draft(draft: Draft, folder: Path | None = None) -> Path:
    """Save a draft in a folder of lessons, whole or not at all, and return the file that holds it.

    What stands in its place and is no draft of this article (a damaged file, another article's draft) is set aside,
    and stays. Raises ``OSError`` where the folder cannot be written to; the draft last saved is whole then. So it does
    where another window has saved since, once: saved again, this one takes its place, and the other's is kept beside.
    """
    home = (folder or lessons_folder()) / checked_file_name(draft.name, dots=True) / DRAFT
    file = home / FILE
    with alone(home.parents[1]):
        _make_place(draft, file)
        article = _article_file(draft, home)
        words = _written(draft, article)
        write_atomic(file, words)
        draft.known[file] = _sum(words.encode("utf-8"))
    return file


def _make_place(draft: Draft, file: Path) -> None:
    """Set aside what is at the place of a draft and is not to be written over."""
    try:
        there = read_file(file)
        said = _said(there, file)
        if said["article"]["sha256"] != _sum(draft.data):
            raise ValueError("the draft of another article")
        _draft_of(said, file, draft.data, draft.article)
    except FileNotFoundError:
        return
    except (ValueError, OSError):
        set_aside(file)
        return
    known, now = draft.known.get(file, ""), _sum(there)
    if known == _TOLD + now:
        file.replace(free_name(file))
    elif known != now:
        draft.known[file] = _TOLD + now
        raise OSError(
            "another window has saved this draft meanwhile. Take it up again, to go on with that; or save this one "
            "again: it takes the other's place, and the other is kept beside it"
        )


_TOLD = "told of "  # a draft of somebody else's, which is known only because a person was told of it


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def load_draft(name: str, folder: Path | None = None) -> Draft:
    """Take up a draft again, by the name of its lesson, as it was saved.

    Raises ``FileNotFoundError`` where there is none, ``MismatchError`` where the article's file is no longer the one
    that it was made of, and ``ReadError`` where the draft is damaged; nothing is changed on the disk.
    """
    home = (folder or lessons_folder()) / checked_file_name(name, dots=True) / DRAFT
    file = home / FILE
    try:
        words = read_file(file)
    except FileNotFoundError:
        there = ", ".join(draft_names(folder)) or "none"
        raise FileNotFoundError(
            f"there is no draft of a lesson {name!r} in {home.parent.parent}; drafts there: {there}; "
            f"begin one with {_ANEW}"
        ) from None
    with _damage(file):
        said = _said(words, file)
        article = said["article"]
        beside = home / _beside(article["file"])
        stem, ending = str(article["slug"]), beside.suffix
    try:
        data = read_file(beside)
    except (ValueError, OSError) as error:
        raise MismatchError(f"{beside}: the article of this draft cannot be read ({error}); {_PUT_BACK}") from error
    if _sum(data) != article["sha256"]:
        raise MismatchError(f"{beside}: this is not the article that the draft was made of; {_PUT_BACK}")
    draft = _draft_of(said, file, data, read_bytes(data, name=stem + ending))
    draft.known[file] = _sum(words)
    return draft


_ANEW = told_in(edition(), {"desktop": "kit new-lesson FILE", "browser": "the article, where lessons are made"})
_PUT_BACK = f"put the file back as it was, or begin anew with {_ANEW}"


def _beside(name: str) -> str:
    """The name of a file in the same folder; raises ``ValueError`` for a path that leads elsewhere."""
    if name in ("", ".", "..") or any(sign in name for sign in "/\\:\0"):
        raise ValueError(f"{name!r} is no name of a file beside it")
    return name


def _article_file(draft: Draft, home: Path) -> str:
    """The name of the file with the article's bytes, written where it is not there; no other file is written over."""
    stem = draft.article.slug or draft.name
    for name in (stem, f"{stem}.{_sum(draft.data)[:16]}"):
        path = home / f"{name}{draft.ending}"
        try:
            if path.read_bytes() == draft.data:
                return path.name
        except FileNotFoundError:
            break
        except OSError:
            continue
    write_atomic(path, draft.data)
    return path.name


# As a file


def _written(draft: Draft, file: str) -> str:
    """The draft as JSON, each proposal on a line of its own."""
    article, text = draft.article, draft.article.text
    said = {
        "draft": FORM,
        "name": draft.name,
        "title": draft.title,
        "article": {
            "file": file,
            "sha256": _sum(draft.data),
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


def _said(words: bytes, file: Path) -> Any:
    """What the bytes of a file say; raises ``ReadError`` where it is damaged."""
    with _damage(file):
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


def _draft_of(said: Any, file: Path, data: bytes, article: Article) -> Draft:
    """The draft that a file says, of this article; its words are held against the article's."""
    with _damage(file):
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
            f"{file}: the passage {words[:40]!r} … does not stand in the article at {start}; {_PUT_BACK}"
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
def _damage(file: Path) -> Iterator[None]:
    """Say of what is no draft which file it is, and what to do."""
    try:
        yield
    except (OSError, MismatchError):
        raise
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ReadError(
            f"{file}: this draft is damaged ({error}); mend the file, or begin anew with {_ANEW}, "
            "which sets this one aside"
        ) from error
