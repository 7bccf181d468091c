"""The printables of a lesson as files: pages of HTML, and by a browser that is installed, PDF."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from kit.activity.activity import Activity, LessonData
from kit.activity.lesson_file import lesson_folder
from kit.files import write_atomic
from kit.handout.asked import asked_html
from kit.handout.key_page import key_html
from kit.handout.texts import notices_html, printed_texts
from kit.hypertext import words_html
from kit.making.parts.handout import printed_page

__all__ = ["handouts", "lesson_numbered", "print_pdf", "save_handouts"]

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "microsoft-edge", "msedge")
PLACES = (  # where they are on Windows and macOS, on no path
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
_PATIENCE = 120  # seconds for a page


def lesson_numbered(word: str) -> str:
    """The kit's own lesson that a number, or the beginning of its name, says; ``ValueError`` where none or several.

    >>> lesson_numbered("02"), lesson_numbered("4")
    ('02-who-is-speaking', '04-words-that-push')
    """
    names = sorted(path.stem for path in lesson_folder().glob("*.toml"))
    wanted = word.zfill(2) if word.isdigit() else word
    found = [name for name in names if wanted and name.startswith(wanted)]
    if len(found) != 1:
        raise ValueError(f"{word!r} is no lesson; give a number, as in 'kit handout 02', or one of: {', '.join(names)}")
    return found[0]


def handouts(lesson: LessonData) -> dict[str, str]:
    """The pages of a lesson by name: ``NAME.handout.html`` for learners, ``NAME.key.html`` for the teacher.

    >>> from kit.activity.lesson_file import read_lesson
    >>> list(handouts(read_lesson("02-who-is-speaking")))
    ['02-who-is-speaking.handout.html', '02-who-is-speaking.key.html']
    """
    texts, shown = printed_texts(lesson), set[str]()
    asked = _sections(lesson, lambda activity: asked_html(activity, texts, shown))
    key = _sections(lesson, lambda activity: key_html(activity, texts))
    whose = notices_html(texts.values())
    how = "<p class='small'>● is asked for. ○ is open: never right or wrong. × looks like one, and is not.</p>"
    return {
        f"{lesson.name}.handout.html": printed_page("Handout", lesson.title, asked + whose, looks="sheet"),
        f"{lesson.name}.key.html": printed_page("Key", f"Key: {lesson.title}", how + key, named=False, looks="sheet"),
    }


def _sections(lesson: LessonData, made: Callable[[Activity], str]) -> str:
    """What is made of the activities of each step, under its number and title; without steps of which nothing is."""
    out = []
    for number, (title, names) in enumerate(lesson.steps.items(), 1):
        if body := "".join(made(lesson[name]) for name in names):
            out.append(f"<section><h2>{number}. {words_html(title)}</h2>{body}</section>")
    return "".join(out)


def save_handouts(lesson: LessonData, folder: Path, *, pdf: bool = False) -> list[Path]:
    """Write the pages of a lesson into a folder, and with ``pdf`` each as PDF beside it; returns the files.

    Raises ``OSError`` where the disk refuses, and ``FileNotFoundError`` where there is no browser to make a PDF.
    """
    files = []
    for name, page in handouts(lesson).items():
        path = folder / name
        write_atomic(path, page)
        files += [path, *([print_pdf(path)] if pdf else [])]
    return files


def print_pdf(page: Path) -> Path:
    """A page printed by a browser into a PDF beside it; returns that.

    Raises ``FileNotFoundError`` without a browser of the Chromium family, and ``OSError`` where it made nothing.
    """
    browser = next(_browsers(), None)
    if browser is None:
        raise FileNotFoundError(
            f"no Chromium, Chrome or Edge was found to make a PDF; open {page} in any browser, and print it to a file"
        )
    out = page.with_suffix(".pdf")
    with tempfile.TemporaryDirectory() as profile:  # the browser that is open keeps its own
        made = Path(profile) / out.name
        command = [browser, "--headless", "--disable-gpu", f"--user-data-dir={profile}", "--no-pdf-header-footer"]
        if sys.platform == "linux" and os.geteuid() == 0:
            command.append(
                "--no-sandbox"
            )  # as root it starts with no other; the page runs no script, and asks for nothing
        done = subprocess.run(
            [*command, f"--print-to-pdf={made}", page.resolve().as_uri()], capture_output=True, timeout=_PATIENCE
        )
        if not made.exists():
            said = done.stderr.decode(errors="replace").strip()[-300:]
            raise OSError(f"{Path(browser).name} made no PDF of {page.name}: {said or 'it says nothing'}")
        write_atomic(out, made.read_bytes())
    return out


def _browsers() -> Iterator[str]:
    yield from (found for name in BROWSERS if (found := shutil.which(name)))
    yield from (place for place in PLACES if Path(place).exists())
