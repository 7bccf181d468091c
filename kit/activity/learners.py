"""Who is at work: the name as it was typed, the folder that it has for itself, and signing in as one step.

Two names are of one learner where they differ by nothing but capitals, the spelling of accents (Unicode's NFC) and
space around them: "Ana" and " ana " are, "Ana Ruiz" and "Ana-Ruiz", "Weiß" and "Weiss", मीना and मोना are not.

``<working folder>/answers/learner.txt`` says who is signed in: ``{"name": …, "folder": …}``, and with ``"before"``
whose answers come along. Before names were kept as typed it had but the folder's name; a person may write a name there.
"""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from base64 import b32encode
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from kit.activity.disk import alone, read_file, set_aside
from kit.files import write_atomic
from kit.jsonl import as_json, from_json
from kit.visible import joined

__all__ = [
    "NAMELESS",
    "Learner",
    "answer_folder",
    "checked_file_name",
    "checked_learner",
    "file_name",
    "folder_name",
    "learner",
    "older_name",
    "readable",
    "set_learner",
    "signed_in",
    "working",
]

NAMELESS = "me"  # the folder of answers from before a name was chosen, and what is shown for one
LONGEST = 200  # characters of a name
MOST = 80  # bytes of a folder's name, so that paths stay within what Windows can open
_SIGNED = "learner.txt"
_SLUG = re.compile(r"[^\w.-]+")
_DEVICE = r"(con|prn|aux|nul|(com|lpt)[0-9¹²³])(\..*)?"  # what Windows takes for no file
_RESERVED = re.compile(rf"{_DEVICE}|{NAMELESS}|({re.escape(_SIGNED)}|class\.txt).*")  # and what lies beside folders
_BESIDE = " -_.'’"  # what may stand in a folder's name beside letters, marks and digits, but not at its ends
# Letters and marks that cannot be seen, which some file systems leave out of account.
_UNSEEN = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]")


class Learner(NamedTuple):
    """Who is signed in: the ``name`` as typed, empty where nobody is, and the ``folder`` with their answers."""

    name: str
    folder: str


def answer_folder() -> Path:
    """The folder of answers: ``answers`` in the folder ``kit lab`` works in, else in the current one.

    Where nbgrader grades it is that beside the notebook, whatever folder the grader works in.
    """
    home = None if os.environ.get("NBGRADER_EXECUTION") else os.environ.get("KIT_FOLDER")
    return Path(home or Path.cwd()) / "answers"


def learner() -> str:
    """The name, or pseudonym, that answers are kept under, as typed; ``NAMELESS`` until one is chosen."""
    return signed_in().name or NAMELESS


def signed_in() -> Learner:
    """Who is signed in; what a sign-in was kept from doing, by a crash, is done first."""
    root = answer_folder()
    who = working(root)
    if who.name and who.folder == NAMELESS:
        with alone(root), suppress(OSError):
            _bring_along(root)
        who = working(root)
    return who


def set_learner(name: str) -> Learner:
    """Keep answers under this name from now on.

    What was answered before there was a name comes along, unless somebody of that name has answers already. That
    ``learner.txt`` is written is the one step: until then nothing has changed, and from then on the answers are theirs,
    under ``NAMELESS`` until that folder could be renamed.

    Raises ``ValueError`` where nothing of the name can be seen or it is longer than ``LONGEST``, and ``OSError`` where
    the disk refuses.
    """
    name, root = _checked(name), answer_folder()
    with alone(root):
        try:
            _signed(root)
        except FileNotFoundError:
            pass
        except (ValueError, OSError):
            set_aside(root / _SIGNED)
        before, home = working(root), _home(name, root)
        if before.name and before.folder == NAMELESS and _key(before.name) != _key(name):
            _bring_along(root)  # or raise: what is another's must not come along
            before = working(root)
        brings = before.folder == NAMELESS and _is_left(root, home)
        said = {"name": name, "folder": home} | ({"before": NAMELESS} if brings else {})
        write_atomic(root / _SIGNED, as_json(said) + "\n")
        with suppress(OSError):
            _bring_along(root)
        return working(root)


def older_name(name: str) -> str:
    """The name that older versions made of this one, where there are answers under it that another may have given too.

    They left out what a path might not hold, so that it cannot be told whose they are: a learner who knows signs in
    by that name. Nothing where this name has answers of its own.

    >>> file_name("  Blue Heron! ")
    'blue-heron'
    """
    root = answer_folder()
    with suppress(ValueError):
        old, home = file_name(name), _home(_checked(name), root)
        if old not in (home, NAMELESS) and not os.path.lexists(root / home) and old in _folders(root):
            return old
    return ""


def file_name(name: str) -> str:
    """A lesson's or activity's name as it can stand in a path: letters, digits, ``-``, ``_`` and ``.``, 40 at most.

    Raises ``ValueError`` where there is none of these. Learners' names, which must not meet, are for ``folder_name``.
    """
    clean = _SLUG.sub("-", name.strip().lower()).strip("-.")[:40].rstrip("-.")
    if not clean:
        raise ValueError(f"{name!r} has no letter or digit to name a file by; choose a name such as 'blue-heron'")
    return clean


def checked_file_name(name: str, *, dots: bool = False) -> str:
    """A lesson's or activity's name, where no other name is given the same file, on any system.

    Raises ``ValueError`` where it is not such a one: small letters, digits, ``-`` and ``_``, and in between ``dots``.

    >>> checked_file_name("blue-heron")
    'blue-heron'
    """
    fits = file_name(name) == name == _alike(name) and (dots or "." not in name)
    if not fits or _UNSEEN.search(name) or re.fullmatch(_DEVICE, name):
        raise ValueError(
            f"{name[:60]!r} cannot name files of answers that are no other's; use 40 small letters, digits, - and _ at "
            f"most, and begin and end with a letter or digit, as in 'blue-heron'"
        )
    return name


def checked_learner(name: str, folder: str) -> Learner:
    """A learner as a file names one, where that name could have signed in, and this is its folder.

    Raises ``ValueError`` where it is another's folder, or none.

    >>> checked_learner("Blue Heron", "blue heron")
    Learner(name='Blue Heron', folder='blue heron')
    """
    nobody = not name and folder == NAMELESS
    if not nobody and (_checked(name) != name or folder not in (folder_name(name), *_older(name))):
        raise ValueError(f"the folder {folder[:60]!r} is not that of the learner {name[:60]!r}")
    return Learner(name, folder)


def folder_name(name: str) -> str:
    """The folder of a learner's name, on any system: the same for one learner, and another for every other.

    It is the name itself in small letters where a path holds that: letters, marks and digits of any script, with
    space, ``-``, ``_``, ``.`` and apostrophes between them, ``MOST`` bytes at most, no name that Windows or the kit
    needs, and nothing that a file system may take for other letters (``ß`` for ``ss``). Else as much of it as goes, and
    behind a ``~``, which no other name has, 16 characters of its SHA-256.

    >>> folder_name("Blue Heron"), folder_name("मीना"), folder_name("CON")
    ('blue heron', 'मीना', 'con~cfb5uk6fjrevys7d')
    """
    key = _key(name)
    if _is_faithful(key):
        return key
    stem = "".join(sign if _is_letter(sign) or sign in "-_" else "-" for sign in key)
    stem = re.sub("-+", "-", stem).encode("utf-8")[: MOST // 2].decode("utf-8", "ignore").strip("-_")
    digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()
    return f"{stem or 'name'}~{b32encode(digest).decode('ascii').lower()[:16]}"


def _key(name: str) -> str:
    """What two names of one learner have in common."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", joined(name.strip())).lower())


def _is_faithful(key: str) -> bool:
    ends = bool(key) and _is_letter(key[0]) and not _is_mark(key[0]) and _is_letter(key[-1])
    known = all(_is_letter(sign) or sign in _BESIDE for sign in key)
    return ends and known and not _RESERVED.fullmatch(key) and _alike(key) == key and len(key.encode("utf-8")) <= MOST


def _alike(key: str) -> str:
    """What no file system tells apart: letters that are each other's capitals, or written alike, count as the same."""
    folded = unicodedata.normalize("NFKC", key).upper().casefold().lower()
    return unicodedata.normalize("NFC", folded)


def _is_letter(sign: str) -> bool:
    """Whether it is a letter, a mark or a digit of any script, and can be seen."""
    return unicodedata.category(sign)[0] in "LMN" and not _UNSEEN.fullmatch(sign)


def _is_mark(sign: str) -> bool:
    return unicodedata.category(sign)[0] == "M"


def _checked(name: str) -> str:
    """A name without the space around it; raises ``ValueError`` where it is none."""
    clean = joined(name.strip())  # as it is read again
    if not readable(clean):
        raise ValueError(f"{name[:40]!r} has nothing in it that one could read; choose a name such as 'blue-heron'")
    if len(clean) > LONGEST:
        raise ValueError(f"a name has {LONGEST} characters at most, not {len(clean):,}; choose a shorter one")
    return clean


def readable(name: str) -> bool:
    """Whether there is anything in a name that one could read."""
    return any(unicodedata.category(sign)[0] not in "CZ" and not _UNSEEN.fullmatch(sign) for sign in name)


def _signed(root: Path) -> tuple[str, bool]:
    """The name in ``learner.txt``, and whether answers come along; empty where it says none.

    Raises ``FileNotFoundError`` where there is no such file, ``ValueError`` or ``OSError`` where it is damaged.
    """
    text = read_file(root / _SIGNED).decode("utf-8-sig")
    if text.startswith("{"):
        said = from_json(text)
        if not isinstance(said, dict) or not isinstance(said.get("name"), str):
            raise ValueError(f"{_SIGNED} says no name")
        return _checked(said["name"]), said.get("before") == NAMELESS
    name = text.strip().partition("\n")[0]
    return ("" if name in ("", NAMELESS) else _checked(name)), False


def working(root: Path) -> Learner:
    """Who ``learner.txt`` says is signed in, by a folder that its name gives: none of another's, none outside.

    Nothing is done but looked, so that it can be asked while one is ``alone``.
    """
    try:
        name, brings = _signed(root)
    except (ValueError, OSError):
        name, brings = "", False
    home = _home(name, root) if name else NAMELESS
    return Learner(name, NAMELESS if brings and _is_left(root, home) else home)


def _home(name: str, root: Path) -> str:
    """A learner's folder; the one that older versions named, and no other name had, where this learner has no other."""
    home, older = folder_name(name), _older(name)
    if older and not os.path.lexists(root / home) and older[0] in _folders(root):
        return older[0]
    return home


def _older(name: str) -> tuple[str, ...]:
    """The folder that older versions named for this learner and for no other, if that is another than today's."""
    key = _key(name)
    with suppress(ValueError):
        if key not in (folder_name(name), NAMELESS) and file_name(key) == key:
            return (key,)
    return ()


def _is_left(root: Path, home: str) -> bool:
    """Whether answers without a name wait to be those of a learner who has none yet."""
    return (root / NAMELESS).is_dir() and not os.path.lexists(root / home)


def _bring_along(root: Path) -> None:
    """Rename the folder of answers without a name, where it is of whoever is signed in."""
    who = working(root)
    if who.name and who.folder == NAMELESS:
        (root / NAMELESS).rename(root / _home(who.name, root))


def _folders(root: Path) -> set[str]:
    """The folders among the answers, spelt out: a file system may take other letters for the same name."""
    try:
        return {unicodedata.normalize("NFC", path.name) for path in root.iterdir() if path.is_dir()}
    except OSError:
        return set()
