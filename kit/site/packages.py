"""The packages that Python in a browser loads: wheels made again of what is installed, with no index asked.

Which ones, the markers in pyproject.toml say. A wheel has what runs there and is imported by somebody: no tests, no
compiled code (each of these packages goes on without its own), no types, no scripts of notebook pages.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from fnmatch import fnmatch
from importlib.metadata import Distribution, distribution
from pathlib import Path, PurePosixPath

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from kit.activity.lesson_file import lesson_folder
from kit.readers.files import seed_folder
from kit.site.pyodide import PYTHON, PYTHON_MINOR
from kit.site.wheel import Package, unpacked

__all__ = ["BROWSER", "EMPTY", "KIT", "LEFT_OUT", "NOTICE", "needs", "packages"]

KIT = "media-literacy-kit"
# What dependency markers such as "not on emscripten" are judged by.
BROWSER = {
    "sys_platform": "emscripten",
    "platform_system": "Emscripten",
    "os_name": "posix",
    "python_version": PYTHON_MINOR,
    "python_full_version": PYTHON,
    "extra": "",
}
# What others name as needed, and nothing imports there: scripts for other notebook pages; a terminal's line editor and
# the widths of its signs, which IPython loads in a terminal alone; matplotlib's place in a notebook; what textstat asks
# for beside a dictionary for which the kit's own syllables stand.
LEFT_OUT = frozenset(
    {"jupyterlab-widgets", "matplotlib-inline", "nltk", "prompt-toolkit", "setuptools", "wcwidth", "widgetsnbextension"}
)
# What the kernel would ask an index for at its start. IPython does without jedi, which is 33 MB; the other two are
# for asking an index, and the kernel sets two names in piplite. It imports that first of all, so there the working
# folder is taken from where modules are looked for: each look would be some requests to the page.
EMPTY: Mapping[str, Mapping[str, bytes]] = {
    "jedi": {"jedi/__init__.py": b""},
    "micropip": {"micropip/__init__.py": b""},
    "piplite": {
        "piplite/__init__.py": b"import sys\n\nsys.path[:] = [folder for folder in sys.path if folder]\n",
        "piplite/piplite.py": b"",
    },
}
# The kernel's own, in wheels that its extension for JupyterLite brings.
KERNEL = ("ipykernel", "pyodide-kernel")

_ENDINGS = frozenset({".so", ".pyd", ".dylib", ".dll", ".pyc", ".pyi", ".c", ".h", ".map", ".typed", ".md"})
_FOLDERS = frozenset({"tests", "labextension", "nbextension", "__pycache__"})
# Of some packages, in some folders, these files alone. Pygments has a module for each of 500 languages, and loads one
# when it is asked for: what IPython shows an error in, and what those load that it names.
_ONLY = {
    "pygments/lexers/": (
        *("__init__.py", "_css_builtins.py", "_lilypond_builtins.py", "_mapping.py", "_scheme_builtins.py", "css.py"),
        *("data.py", "diff.py", "html.py", "javascript.py", "jvm.py", "lilypond.py", "lisp.py", "markup.py", "perl.py"),
        *("python.py", "ruby.py", "shell.py", "special.py"),
    ),
    "pyphen/dictionaries/": ("__init__.py", "hyph_en*"),
}
# Of the kit's own folders: what the page loads itself, and what only a desktop has.
_NOT_THERE = frozenset({"__pycache__", "mode", "site", "lab_config", "lab_config_full", "teacher"})
NOTICE = re.compile(r"licen[cs]e|copying|notice|authors", re.I)
_TOLD = re.compile(rf"licenses/|entry_points\.txt$|{NOTICE.pattern}", re.I)  # by entry points Pygments finds IPython's


def packages(kernel: Path, lessons: Mapping[str, bytes]) -> Iterator[Package]:
    """All that is loaded in a browser, by name; ``kernel`` is the folder of the kernel's own wheels.

    ``lessons`` are files of lessons that were made, by their places among the kit's. Raises ``PackageNotFoundError``
    where a package that the kit needs is not installed, and ``ValueError`` where one does not tell its files.
    """
    names = needs(KIT)
    for wheel in sorted(kernel.glob("*.whl")):
        name, version, *_ = wheel.name.split("-")
        if canonicalize_name(name) in KERNEL:
            yield _kernels(canonicalize_name(name), version, wheel.read_bytes())
    for name, modules in EMPTY.items():
        told = {"METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 0.0.0\n".encode()}
        yield Package(name, "0.0.0", modules, told)
    for name in sorted(names):
        if name == KIT:
            yield _kits(lessons, tuple(need for need in _direct(name) if need in names))
        else:
            package = distribution(name)
            depends = tuple(need for need in _direct(name) if need in names)
            yield Package(name, package.version, dict(_files(package)), _told(package), depends)


def needs(*names: str) -> list[str]:
    """These packages and all that they need in a browser, as far as the markers of each say."""
    found: dict[str, None] = {}
    queue: list[str] = [canonicalize_name(name) for name in names]
    while queue:
        name = queue.pop(0)
        if name not in found and name not in LEFT_OUT and name not in EMPTY:
            found[name] = None
            queue += _direct(name)
    return list(found)


def _kits_needs() -> tuple[str, list[str]]:
    """The kit's version and what it requires: in a checkout pyproject.toml's, for what is installed may be older."""
    project = Path(__file__).parents[2] / "pyproject.toml"
    if project.is_file():
        said = tomllib.loads(project.read_text(encoding="utf-8")).get("project", {})
        if said.get("name") == KIT:
            return said["version"], said["dependencies"]
    return distribution(KIT).version, distribution(KIT).requires or []


def _direct(name: str) -> list[str]:
    lines = _kits_needs()[1] if name == KIT else distribution(name).requires or ()
    wanted = [Requirement(line) for line in lines]
    return [canonicalize_name(need.name) for need in wanted if need.marker is None or need.marker.evaluate(BROWSER)]


def _files(installed: Distribution) -> Iterator[tuple[str, bytes]]:
    """What runs of an installed package, by its place."""
    if installed.files is None:
        raise ValueError(f"{installed.name} does not tell which files it has; install it with pip in an environment")
    for file in installed.files:
        path = PurePosixPath(file.as_posix())
        if ".." in path.parts or path.suffix in _ENDINGS or _FOLDERS & set(path.parts):
            continue
        if path.parts[0].endswith((".dist-info", ".data")) or path.name.startswith("__editable__"):
            continue
        wanted = [names for folder, names in _ONLY.items() if str(path).startswith(folder)]
        if wanted and not any(fnmatch(path.name, name) for name in wanted[0]):
            continue
        yield str(path), Path(str(installed.locate_file(file))).read_bytes()


def _told(installed: Distribution) -> dict[str, bytes]:
    """What its ``.dist-info`` is to say: who it is, what it offers to others, and its licence."""
    told = {"METADATA": _metadata(installed)}
    for file in installed.files or ():
        path = PurePosixPath(file.as_posix())
        if path.parts[0].endswith(".dist-info") and _TOLD.match("/".join(path.parts[1:])):
            told["/".join(path.parts[1:])] = Path(str(installed.locate_file(file))).read_bytes()
    return told


def _metadata(installed: Distribution) -> bytes:
    """Its fields, without the pages of description that follow."""
    head, _, _ = (installed.read_text("METADATA") or "").replace("\r\n", "\n").partition("\n\n")
    return f"{head}\n".encode()


def _kernels(name: str, version: str, data: bytes) -> Package:
    files = {path: each for path, each in unpacked(data).items() if not path.endswith(("/RECORD", "/WHEEL"))}
    stem = f"{name.replace('-', '_')}-{version}.dist-info/"
    told = {path.removeprefix(stem): each for path, each in files.items() if path.startswith(stem)}
    runs = {path: each for path, each in files.items() if not path.startswith(stem)}
    return Package(name, version, runs, told, ("comm", "ipython"))


def _kits(lessons: Mapping[str, bytes], depends: tuple[str, ...]) -> Package:
    """The kit's own wheel, alike from a checkout and from an installed package."""
    version = _kits_needs()[0]
    files = _kit_files() | {f"kit/lessons/{place}": data for place, data in lessons.items()}
    told = f"Metadata-Version: 2.4\nName: {KIT}\nVersion: {version}\nLicense-Expression: MIT\n"
    return Package(KIT, version, files, {"METADATA": told.encode()} | _kits_licence(), depends)


def _kit_files() -> dict[str, bytes]:
    """The kit's own files by their place in a wheel."""
    package = Path(__file__).parents[1]
    places = {"kit": package, "kit/seeds": seed_folder(), "kit/lessons": lesson_folder()}
    found = {
        f"{place}/{path.relative_to(folder).as_posix()}": path
        for place, folder in places.items()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix not in _ENDINGS and not _NOT_THERE & set(path.relative_to(folder).parts)
    }
    return {name: path.read_bytes() for name, path in found.items()}


def _kits_licence() -> dict[str, bytes]:
    checkout = Path(__file__).parents[2] / "LICENSE"
    if checkout.is_file():
        return {"licenses/LICENSE": checkout.read_bytes()}
    return {name: data for name, data in _told(distribution(KIT)).items() if name.endswith("LICENSE")}
