"""``kit site``: the course as a folder that any web server can hand out, with nothing to install."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from kit.activity.class_file import CLASS_FILE, read_class_file
from kit.activity.handed import checked_class
from kit.activity.lesson_file import lesson_folder
from kit.readers.files import seed_folder
from kit.site.bytecode import compiled
from kit.site.foreign import asked_elsewhere
from kit.site.licences import licences
from kit.site.lite import KERNEL, build_lite, extension
from kit.site.own import Own, own_lessons
from kit.site.packages import packages
from kit.site.place import EDITION, check_target, put, staging
from kit.site.policy import guard
from kit.site.pyodide import LOCK, core_files, lock
from kit.site.splash import with_splash
from kit.site.start import class_meta, start_pages
from kit.site.wheel import Package

__all__ = ["TITLE", "build"]

TITLE = "Media Literacy Kit"
STATIC = Path(__file__).with_name("static")
PACKAGE = Path(__file__).parents[1]
Tell = Callable[[str, float], None]


def build(
    out: Path,
    *,
    pyodide: Path | None = None,
    lessons: Sequence[Path] = (),
    title: str = TITLE,
    class_name: str = "",
    class_file: Path | None = None,
    tell: Tell = lambda words, done: None,
) -> Path:
    """Build the site in a folder, in place of an older one, and return the folder.

    ``pyodide`` is a folder with Pyodide's files; without it they are fetched once and kept. ``lessons`` are folders, or
    zips, of lessons that were made. ``class_name`` is a class that learners are offered as theirs, ``class_file`` one
    that the lessons show beside answers. ``tell`` is called with what is being done, and how much of all is done, from
    0 to 1. The folder is changed when all is made, and not where something fails.

    Raises ``ValueError`` where the class has no name that can be one, the folder holds something else than a site, or
    is in a place of its own parts, or a lesson or the class file cannot be put in; ``OSError`` where something cannot
    be read, fetched or written.
    """
    out, class_name = out.resolve(), checked_class(class_name) if class_name else ""
    check_target(out, [PACKAGE, seed_folder(), lesson_folder(), *lessons, *([pyodide] if pyodide else [])])
    shown = _class_of(class_file)
    kernel = extension(KERNEL)
    with staging(out) as work:
        tell("Reading Python for the browser (Pyodide) and the lessons", 0)
        core = core_files(pyodide, lambda words: tell(words, 0))
        own = own_lessons(lessons, work)
        tell("Gathering the packages", 0.05)
        lessons_files = {place: data for one in own for place, data in one.files().items()}
        packed = list(packages(kernel / "static" / "pypi", lessons_files))
        site = work / "site"
        for name, data in core.items():
            _write(site / "static" / "pyodide" / name, data)
        tell(f"Compiling {len(packed)} packages", 0.1)
        try:
            packed = compiled(packed, site / "static" / "pyodide", work)
        except RuntimeError as error:
            tell(f"Not compiled, so that lessons start some seconds later than they could: {error}", 0.45)
        tell(f"Building JupyterLite with {len(own) + len(_kits_notebooks())} notebooks", 0.45)
        _assemble(site, work, own, packed, core, title, class_name, shown)
        tell("Putting it in place", 0.95)
        put(site, out, work)
    tell("Done", 1)
    return out


def _assemble(
    site: Path,
    work: Path,
    own: Sequence[Own],
    packed: Sequence[Package],
    core: Mapping[str, bytes],
    title: str,
    class_name: str,
    shown: dict[str, bytes],
) -> None:
    wheels = [package.wheel() for package in packed]
    notebooks = _kits_notebooks() | dict(one.contents() for one in own)
    build_lite(work / "lite", notebooks | shown, site, wheels, title)
    python = {wheel.file_name: wheel.data for wheel in wheels} | dict(core)
    python[LOCK] = lock(core[LOCK], wheels)
    for name, data in python.items():
        _write(site / "static" / "pyodide" / name, data)
    page = site / "notebooks" / "index.html"
    sizes = {f"../static/pyodide/{name}": len(data) for name, data in python.items()}
    _write(page, with_splash(page.read_text(encoding="utf-8"), title, sizes, head=class_meta(class_name)).encode())
    folders = [one.folder for one in own]
    start = (site / "index.html").read_text(encoding="utf-8")
    for name, data in start_pages(start, title, folders, class_name=class_name).items():
        _write(site / name, data)
    shutil.copyfile(STATIC / "register.js", site / "register.js")
    _write(site / "licences.txt", licences(packed, site).encode())
    guard(site)
    if asked := asked_elsewhere(site):
        raise ValueError(f"the site would ask other hosts: {'; '.join(asked)}. Tell whoever looks after the kit")
    _finish(site)


def _class_of(path: Path | None) -> dict[str, bytes]:
    """A class file by its place among the notebooks; raises ``ValueError`` where it is none."""
    if path is None:
        return {}
    read_class_file(path)
    return {CLASS_FILE: path.read_bytes()}


def _kits_notebooks() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(lesson_folder().glob("*.ipynb"))}


def _finish(site: Path) -> None:
    """Write the edition, which says what files there are, and the service worker that keeps them."""
    files = sorted(path for path in site.rglob("*") if path.is_file())
    sums = {path.relative_to(site).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}
    worker = (STATIC / "sw.js").read_bytes()
    edition = sha256(json.dumps(sums, sort_keys=True).encode() + worker).hexdigest()[:16]
    _write(site / EDITION, (json.dumps({"edition": edition, "files": sums}, indent=1) + "\n").encode())
    _write(site / "service-worker.js", worker)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
