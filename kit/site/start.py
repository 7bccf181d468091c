"""The start page of a site: its lessons, how far one is, what one takes away; and apart from it a teacher's pages."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Sequence
from html import escape
from importlib.metadata import version
from pathlib import Path
from string import Template
from typing import NamedTuple
from urllib.parse import quote

from kit.activity.lesson_file import MADE, lesson_folder, read_lesson
from kit.files import parse_toml
from kit.handout.files import handouts
from kit.making.made import lesson_in
from kit.readers.files import seed_folder
from kit.site.lite import MODE

__all__ = ["start_pages"]

EXPLORE = "explore"
TEACHER = "teacher"
PAGES, STATIC = Path(__file__).with_name("pages"), Path(__file__).with_name("static")
SHARED = (  # with lesson mode
    *("answers.js", "bring.js", "class_file.js", "download.js", "hand_in.js", "hand_in_box.js", "hand_in_words.js"),
    *("made.js", "sha256.js", "windows.css"),
)
_MINUTES = re.compile(r"\((\d+) minutes\)")
_NUMBER = re.compile(r"(\d\d)-")
_TEACHERS = """<h1>For teachers</h1>
<p>Each plan has the minutes, what to say, what they will say, the key, and what is known. It prints.</p>
<p>No page for learners leads here. It is not locked, though: who knows this address can open it.</p>
"""
_PRINTED = {"handout": "handout, to print", "key": "its key", "wall": "for the wall", "pages": "saved pages, as cards"}
_SETTINGS = re.compile(r'<script id="jupyter-config-data".*?</script>', re.DOTALL)


class _Entry(NamedTuple):
    """A lesson in the list: its name, its notebook among the contents, title, minutes, what one learns."""

    name: str
    path: str
    title: str
    minutes: str
    learn: str


def start_pages(lite: str, title: str, lessons: Sequence[Path] = (), *, class_name: str = "") -> dict[str, bytes]:
    """All files of the start page and of the teacher's, by their places in the site.

    ``lite`` is the page of JupyterLite's that it takes the place of: each page of the site reads its settings
    there. ``lessons`` are folders of lessons that were made, ``class_name`` the class that is offered. Raises
    ``ValueError`` where one has no lesson, or the page no settings.
    """
    settings = _SETTINGS.search(lite)
    if settings is None:
        raise ValueError("JupyterLite's own start page has no settings in it; another version was built")
    made = [_made(folder) for folder in lessons]
    files = {path.name: path.read_bytes() for path in STATIC.glob("start*") if path.is_file()}
    files |= {name: (MODE / name).read_bytes() for name in SHARED}
    files["index.html"] = _start(settings[0], title, made, lessons, class_name).encode("utf-8")
    return files | dict(_teachers(title, made, lessons))


# ---- the start page ----


def class_meta(class_name: str) -> str:
    """The class that a site is handed out for, as its pages say it to their scripts; nothing where there is none."""
    return f'<meta name="kit-class" content="{escape(class_name)}">\n' if class_name else ""


def _start(settings: str, title: str, made: Sequence[_Entry], lessons: Sequence[Path], class_name: str) -> str:
    home = lesson_folder()
    entries = [_entry(path, path.name) for path in sorted(home.glob("[0-9]*.ipynb"))]
    explore = _entry(home / f"{EXPLORE}.ipynb", f"{EXPLORE}.ipynb")
    rows = "\n".join(map(_row, made))
    own = f'<h3 id="own">Lessons of your teacher</h3>\n<ol class="lessons">\n{rows}\n</ol>' if made else ""
    return _filled(
        "start.html",
        settings=settings,
        class_name=class_meta(class_name),
        title=escape(title),
        lessons="\n".join(map(_row, entries)),
        own=own,
        explore=_address(explore.path),
        explore_title=escape(explore.title),
        explore_learn=escape(explore.learn),
        articles="\n".join(_articles(lessons)),
        version=escape(version("media-literacy-kit")),
    )


def _made(folder: Path) -> _Entry:
    name = lesson_in(folder)
    if name is None:
        raise ValueError(f"{folder} has no lesson that was made: name a folder that 'kit new-lesson' made")
    return _entry(folder / f"{name}.ipynb", f"{MADE}/{name}/{name}.ipynb")


def _entry(notebook: Path, path: str) -> _Entry:
    """What the list says of a lesson: as its notebook begins, and what its TOML says that one learns."""
    first = "".join(json.loads(notebook.read_bytes())["cells"][0]["source"])
    heading, _, prose = first.partition("\n")
    found = _MINUTES.search(prose)
    told = notebook.with_suffix(".toml")
    learn = parse_toml(told.read_bytes()).get("learn", "") if told.exists() else prose.strip()
    return _Entry(notebook.stem, path, heading.strip("# "), found[1] if found else "", str(learn))


def _row(entry: _Entry) -> str:
    """A lesson; the line for how far one is has its place before anything is known of it."""
    minutes = f'<span class="minutes">{entry.minutes} min</span>' if entry.minutes else ""
    learn = f"<p>You learn {escape(entry.learn)}.</p>" if entry.learn else ""
    number = _NUMBER.match(entry.name)
    before = f'<span class="number">{number[1]}</span> ' if number else ""
    link = f'<a href="{_address(entry.path)}">{escape(entry.title)}</a>'
    return (
        f'<li data-lesson="{escape(entry.name)}"><h3>{before}{link}</h3>'
        f'{minutes}{learn}<div class="far by-script"><span>&nbsp;</span></div></li>'
    )


def _address(path: str) -> str:
    return f"notebooks/index.html?path={quote(path)}"


def _articles(lessons: Sequence[Path]) -> Iterator[str]:
    """Whose each article is: the kit's, and those of lessons that were made, as a licence may ask."""
    own = (path for folder in lessons for path in sorted(folder.glob("*.toml")) if path.stem != lesson_in(folder))
    for path in (*sorted(seed_folder().glob("*.toml")), *own):
        card = parse_toml(path.read_bytes())
        words = (card.get("title", path.stem), card.get("author", ""), card.get("outlet", ""), card.get("notice", ""))
        title, *rest = (escape(str(each)) for each in words)
        url = str(card.get("url", ""))
        original = f' <a href="{escape(url)}">The original</a>' if url.startswith(("https://", "http://")) else ""
        yield f"<li><cite>{title}</cite>. {'. '.join(each.rstrip('.') for each in rest if each)}.{original}</li>"


# ---- for a teacher: no page for learners leads here, for plans have the keys ----


def _plans(made: Sequence[_Entry], lessons: Sequence[Path], printed: Collection[str]) -> Iterator[str]:
    """A line for each plan, with links to what of its lesson is ``printed``."""
    for path in _kits_plans():
        heading = path.read_text(encoding="utf-8").partition("\n")[0].strip("# ").removeprefix("Plan: ")
        pages = {f"{path.stem}.{kind}.html": what for kind, what in _PRINTED.items()}
        others = "".join(f', <a href="{name}">{what}</a>' for name, what in pages.items() if name in printed)
        yield f'<li><a href="{path.stem}.html">{escape(heading)}</a>{others}</li>'
    for entry, folder in zip(made, lessons, strict=True):
        plan = (folder / f"{entry.name}.plan.md").exists()
        handout = (folder / f"{entry.name}.handout.html").exists()
        links = [f'<a href="{quote(entry.name)}.html">plan</a>'] * plan
        links += [f'<a href="{quote(entry.name)}.handout.html">handout, to print</a>'] * handout
        if links:
            yield f"<li>{escape(entry.title)}: {', '.join(links)}</li>"


def _is_lesson(plan: Path) -> bool:
    return (lesson_folder() / f"{plan.stem}.toml").exists()


def _kits_plans() -> list[Path]:
    return sorted((lesson_folder() / TEACHER).glob("*.md"))


def _teachers(title: str, made: Sequence[_Entry], lessons: Sequence[Path]) -> Iterator[tuple[str, bytes]]:
    """Each plan as a page, what is printed (handouts, and the kit's keys), and a page that leads to all."""
    plans = {path.stem: path for path in _kits_plans()}
    lessons_of = [read_lesson(name) for name, plan in plans.items() if _is_lesson(plan)]
    printed = {page: html for lesson in lessons_of for page, html in handouts(lesson).items()}
    rows = "\n".join(_plans(made, lessons, printed))
    body = f'{_TEACHERS}<ul class="plans">\n{rows}\n</ul>'
    page = _filled("teacher.html", title=escape(title), heading="For teachers", body=body)
    yield f"{TEACHER}/index.html", page.encode("utf-8")
    yield from ((f"{TEACHER}/{page}", html.encode("ascii")) for page, html in printed.items())
    for entry, folder in zip(made, lessons, strict=True):
        plans[entry.name] = folder / f"{entry.name}.plan.md"
        if (handout := folder / f"{entry.name}.handout.html").exists():
            yield f"{TEACHER}/{handout.name}", handout.read_bytes()
    for name, path in plans.items():
        if path.exists():
            yield f"{TEACHER}/{name}.html", _plan(path.read_text(encoding="utf-8"), title).encode("utf-8")


def _plan(text: str, title: str) -> str:
    """A plan in Markdown as a page: no HTML in it is obeyed, and a link to another plan leads to its page."""
    import mistune  # for making a site alone

    made = str(mistune.create_markdown(escape=True, plugins=["table"])(text))
    made = re.sub(r'href="([\w-]+)\.md"', r'href="\1.html"', made)
    table = '<div class="wide" role="region" aria-label="Table" tabindex="0"><table>'
    made = made.replace("<table>", table).replace("</table>", "</table></div>")
    return _filled("teacher.html", title=escape(title), heading=escape(text.partition("\n")[0].strip("# ")), body=made)


def _filled(name: str, **words: str) -> str:
    return Template((PAGES / name).read_text(encoding="utf-8")).substitute(words)
