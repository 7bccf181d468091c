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
from kit.handout.saved_pages import saved_pages_html
from kit.handout.texts import Paper, in_plain_words, notices_html, printed_texts, steps_on_paper
from kit.handout.wall import wall_html
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


def handouts(lesson: LessonData, *, plain: bool = False) -> dict[str, str]:
    """The pages of a lesson by name: ``NAME.handout.html`` for learners, ``NAME.key.html`` for the teacher.

    Where it has saved pages to search, those are cards in ``NAME.pages.html``; what it shows once all have guessed is
    in ``NAME.wall.html``. With ``plain`` the texts are those in plain words, where there are some, and the names
    ``NAME.plain.handout.html`` and so on.

    >>> from kit.activity.lesson_file import read_lesson
    >>> list(handouts(read_lesson("04-words-that-push")))
    ['04-words-that-push.handout.html', '04-words-that-push.key.html', '04-words-that-push.wall.html']
    """
    lesson = in_plain_words(lesson) if plain else lesson
    name = f"{lesson.name}.plain" if plain else lesson.name
    sheet, answers = (Paper(lesson.activities, printed_texts(lesson)) for _ in range(2))
    asked = _sections(lesson, lambda activity: asked_html(activity, sheet))
    key = _sections(lesson, lambda activity: key_html(activity, answers))
    whose = notices_html(sheet.texts.values())
    named = f"Key{', in plain words' if plain else ''}: {lesson.title}"
    how = "<p class='small'>● is asked for. ○ is open: never right or wrong. × looks like one, and is not.</p>"
    made = {
        f"{name}.handout.html": printed_page("Handout", lesson.title, asked + whose, looks="sheet"),
        f"{name}.key.html": printed_page("Key", named, how + key, named=False, looks="sheet"),
    }
    if saved := saved_pages_html(lesson.packets.values()):
        title = f"Saved pages: {lesson.title}"
        made[f"{name}.pages.html"] = printed_page("Saved pages", title, saved, named=False, looks="sheet")
    if wall := wall_html(lesson):
        made[f"{name}.wall.html"] = printed_page("To show", f"To show: {lesson.title}", wall, named=False, looks="wall")
    return made


def _sections(lesson: LessonData, made: Callable[[Activity], str]) -> str:
    """What is made of the activities of each step, under its number and title; without steps of which nothing is."""
    out = []
    for number, (title, activities) in enumerate(steps_on_paper(lesson).items(), 1):
        if body := "".join(map(made, activities)):
            out.append(f"<section><h2>{number}. {words_html(title)}</h2>{body}</section>")
    return "".join(out)


def save_handouts(lesson: LessonData, folder: Path, *, plain: bool = False, pdf: bool = False) -> list[Path]:
    """Write the pages of a lesson into a folder, and with ``pdf`` each as PDF beside it; returns the files.

    ``plain`` is that of ``handouts``. Raises ``OSError`` where the disk refuses, and ``FileNotFoundError`` where there
    is no browser to make a PDF.
    """
    files = []
    for name, page in handouts(lesson, plain=plain).items():
        path = folder / name
        write_atomic(path, page)
        files += [path, *([print_pdf(path)] if pdf else [])]
    return files


def print_pdf(page: Path) -> Path:
    """A page printed by a browser into a PDF beside it; returns that.

    Raises ``FileNotFoundError`` without a browser of the Chromium family, and ``OSError`` where it made nothing.
    """
    by_hand = f"open {page} in any browser, and print it to a file"
    browser = next(_browsers(), None)
    if browser is None:
        raise FileNotFoundError(f"no Chromium, Chrome or Edge was found to make a PDF; {by_hand}")
    out = page.with_suffix(".pdf")
    with tempfile.TemporaryDirectory() as profile:  # the browser that is open keeps its own
        made = Path(profile) / out.name
        command = [browser, "--headless", "--disable-gpu", f"--user-data-dir={profile}", "--no-pdf-header-footer"]
        if sys.platform == "linux" and os.geteuid() == 0:
            command.append("--no-sandbox")  # as root it starts with no other; the page runs no script, asks for nothing
        command += [f"--print-to-pdf={made}", page.resolve().as_uri()]
        try:
            said = subprocess.run(command, capture_output=True, timeout=_PATIENCE).stderr.decode(errors="replace")
        except subprocess.TimeoutExpired:
            said = f"nothing came in {_PATIENCE} seconds"
        if not made.exists():
            told = said.strip()[-300:] or "it says nothing"
            raise OSError(f"{Path(browser).name} made no PDF of {page.name}: {told}; {by_hand}")
        write_atomic(out, made.read_bytes())
    return out


def _browsers() -> Iterator[str]:
    yield from (found for name in BROWSERS if (found := shutil.which(name)))
    yield from (place for place in PLACES if Path(place).exists())
