"""``kit site``: the course as a folder that any web server can hand out, with nothing to install."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from kit.activity.lesson_file import lesson_folder
from kit.site.lite import KERNEL, build_lite, extension
from kit.site.packages import Wheel, wheels
from kit.site.pyodide import core_files, lock
from kit.site.splash import with_splash
from kit.site.start import start_pages

__all__ = ["TITLE", "build"]

TITLE = "Media Literacy Kit"
EDITION = "edition.json"
STATIC = Path(__file__).with_name("static")


def build(
    out: Path,
    *,
    pyodide: Path | None = None,
    lessons: Sequence[Path] = (),
    title: str = TITLE,
    tell: Callable[[str], None] = lambda words: None,
) -> Path:
    """Build the site in a folder, in place of an older one, and return the folder.

    ``pyodide`` is a folder with Pyodide's files; without it they are fetched once and kept. ``lessons`` are folders of
    lessons that were made. ``tell`` is called with what is being done. The folder is changed when all is made, and not
    where something fails.

    Raises ``ValueError`` where the folder holds something else than a site, or is in a place of its own parts;
    ``OSError`` where it cannot be written.
    """
    _check_target(out)
    with tempfile.TemporaryDirectory(prefix="kit-site-") as folder:
        work = Path(folder)
        tell("Packing the packages …")
        packed = list(wheels(extension(KERNEL) / "static" / "pypi"))
        tell("Building JupyterLite …")
        site = work / "site"
        build_lite(work / "lite", _contents(work / "contents"), site, packed, title)
        tell("Adding Python …")
        python = {f"static/pyodide/{name}": data for name, data in _python(core_files(pyodide), packed).items()}
        for name, data in python.items():
            _write(site / name, data)
        page = site / "notebooks" / "index.html"
        sizes = {f"../{name}": len(data) for name, data in python.items()}
        _write(page, with_splash(page.read_text(encoding="utf-8"), title, sizes).encode())
        tell("Adding the start page …")
        for name, data in start_pages((site / "index.html").read_text(encoding="utf-8"), title, lessons).items():
            _write(site / name, data)
        _finish(site)
        tell("Putting it in place …")
        _put(site, out)
    return out


def _check_target(out: Path) -> None:
    if out.exists() and not out.is_dir():
        raise ValueError(f"{out} is a file; name a folder for the site")
    if out.is_dir() and any(out.iterdir()) and not (out / EDITION).is_file():
        raise ValueError(f"{out} has other files in it; name an empty folder, or that of an older site")


def _contents(folder: Path) -> Path:
    folder.mkdir()
    for notebook in sorted(lesson_folder().glob("*.ipynb")):
        shutil.copyfile(notebook, folder / notebook.name)
    return folder


def _python(core: Mapping[str, bytes], packed: Sequence[Wheel]) -> dict[str, bytes]:
    own = {"pyodide-lock.json": lock(core["pyodide-lock.json"], packed)}
    return dict(core) | own | {wheel.file_name: wheel.data for wheel in packed}


def _finish(site: Path) -> None:
    """Write which files there are, and the service worker that keeps them, under the edition that they are."""
    files = sorted(path for path in site.rglob("*") if path.is_file() and path.name != "service-worker.js")
    sums = {path.relative_to(site).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}
    worker = (STATIC / "sw.js").read_text(encoding="utf-8")
    edition = sha256((json.dumps(sums, sort_keys=True) + worker).encode()).hexdigest()[:16]
    _write(site / EDITION, (json.dumps({"edition": edition, "files": sums}, indent=1) + "\n").encode())
    _write(site / "service-worker.js", worker.replace("EDITION_OF_THE_SITE", edition).encode())


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _put(site: Path, out: Path) -> None:
    """Move the new site to its place; what was there is gone only then."""
    out.parent.mkdir(parents=True, exist_ok=True)
    new, old = out.with_name(f".{out.name}.new"), out.with_name(f".{out.name}.old")
    for left in (new, old):
        shutil.rmtree(left, ignore_errors=True)
    shutil.copytree(site, new)
    if out.exists():
        out.rename(old)
    new.rename(out)
    shutil.rmtree(old, ignore_errors=True)
