"""The packages that Python in a browser loads: wheels made again of what is installed, with no index asked."""

from __future__ import annotations

import hashlib
import io
import zipfile
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, distribution
from pathlib import Path, PurePosixPath

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from kit.activity.lesson_file import lesson_folder
from kit.readers.files import seed_folder

__all__ = ["BROWSER", "Wheel", "needs", "pack", "wheels"]

KIT = "media-literacy-kit"
# What dependency markers such as "not on emscripten" are judged by.
BROWSER = {
    "sys_platform": "emscripten",
    "platform_system": "Emscripten",
    "os_name": "posix",
    "python_version": "3.14",
    "python_full_version": "3.14.2",
    "extra": "",
}
# What others name as needed, and nothing here imports: scripts for other notebook pages, and what those bring who ask
# for it alone (nltk and setuptools by textstat, for a dictionary that the kit's own syllables stand for).
LEFT_OUT = frozenset({"jupyterlab-widgets", "matplotlib", "nltk", "setuptools", "widgetsnbextension"})
# What the kernel would ask an index for at its start. IPython does without jedi, which is 33 MB; the other two are
# for asking an index, and the kernel sets two names in piplite.
EMPTY = {
    "jedi": ("jedi/__init__.py",),
    "micropip": ("micropip/__init__.py",),
    "piplite": ("piplite/__init__.py", "piplite/piplite.py"),
}
# The kernel's own, in wheels that its extension for JupyterLite brings.
KERNEL = ("ipykernel", "pyodide-kernel")

_ENDINGS = frozenset({".so", ".pyd", ".dylib", ".pyc", ".pyi", ".c", ".h", ".map", ".typed", ".md"})
_FOLDERS = frozenset({"tests", "labextension", "nbextension", "__pycache__"})
_DICTIONARIES = "pyphen/dictionaries/"
_DATE = (1980, 1, 1, 0, 0, 0)  # of each file, so that the same files make the same wheel


@dataclass(frozen=True, slots=True)
class Wheel:
    """A package as a file: its ``name``, ``version`` and ``data``, and the names of those that it ``depends`` on."""

    name: str
    version: str
    data: bytes
    depends: tuple[str, ...] = ()

    @property
    def file_name(self) -> str:
        return f"{self.name.replace('-', '_')}-{self.version}-py3-none-any.whl"

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


def wheels(kernel: Path) -> Iterator[Wheel]:
    """All that is loaded in a browser, by name; ``kernel`` is the folder of the kernel's own wheels.

    Raises ``PackageNotFoundError`` where a package that the kit needs is not installed.
    """
    names = dict.fromkeys(needs(KIT))
    for wheel in sorted(kernel.glob("*.whl")):
        name, version, *_ = wheel.name.split("-")
        if canonicalize_name(name) in KERNEL:
            yield Wheel(canonicalize_name(name), version, wheel.read_bytes(), ("comm", "ipython"))
    for name, modules in EMPTY.items():
        yield _wheel(name, "0.0.0", dict.fromkeys(modules, b""))
    for name in sorted(names):
        installed = distribution(name)
        files = kit_files() if name == KIT else dict(_files(installed))
        depends = tuple(need for need in _direct(installed) if need in names)
        yield _wheel(name, installed.version, files, depends, metadata=_metadata(installed))


def needs(*names: str) -> list[str]:
    """These packages and all that they need in a browser, as far as the markers of each say."""
    found: dict[str, None] = {}
    queue: list[str] = [canonicalize_name(name) for name in names]
    while queue:
        name = queue.pop(0)
        if name not in found and name not in LEFT_OUT and name not in EMPTY:
            found[name] = None
            queue += _direct(distribution(name))
    return list(found)


def _direct(installed: Distribution) -> list[str]:
    wanted = [Requirement(line) for line in installed.requires or ()]
    return [canonicalize_name(need.name) for need in wanted if need.marker is None or need.marker.evaluate(BROWSER)]


def _files(installed: Distribution) -> Iterator[tuple[str, bytes]]:
    for file in installed.files or ():
        path = PurePosixPath(file.as_posix())
        if ".." in path.parts or path.suffix in _ENDINGS or _FOLDERS & set(path.parts):
            continue
        if path.parts[0].endswith((".dist-info", ".data")) or path.name.startswith("__editable__"):
            continue
        if str(path).startswith(_DICTIONARIES) and not path.name.startswith(("hyph_en", "__init__")):
            continue
        yield str(path), Path(str(installed.locate_file(file))).read_bytes()


def kit_files() -> dict[str, bytes]:
    """The kit's own files by their place in a wheel, from a checkout as from an installed package."""
    package = Path(__file__).parents[1]
    places = {"kit": package, "kit/seeds": seed_folder(), "kit/lessons": lesson_folder()}
    found = {
        f"{place}/{path.relative_to(folder).as_posix()}": path
        for place, folder in places.items()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix not in _ENDINGS and not _NOT_THERE & set(path.relative_to(folder).parts)
    }
    return {name: path.read_bytes() for name, path in found.items()}


# Of the kit's own folders: what the page loads itself, and what only a desktop has.
_NOT_THERE = frozenset({"__pycache__", "mode", "site", "lab_config", "lab_config_full", "teacher"})


def _metadata(installed: Distribution) -> bytes:
    return (installed.read_text("METADATA") or "").encode()


def _wheel(
    name: str, version: str, files: dict[str, bytes], depends: Iterable[str] = (), metadata: bytes = b""
) -> Wheel:
    stem = f"{name.replace('-', '_')}-{version}.dist-info"
    told = metadata or f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n".encode()
    files = files | {
        f"{stem}/METADATA": told,
        f"{stem}/WHEEL": b"Wheel-Version: 1.0\nGenerator: kit site\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(f"{path},sha256={_digest(data)},{len(data)}\n" for path, data in sorted(files.items()))
    return Wheel(name, version, pack(files | {f"{stem}/RECORD": f"{record}{stem}/RECORD,,\n".encode()}), tuple(depends))


def _digest(data: bytes) -> str:
    return urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()


def pack(files: dict[str, bytes]) -> bytes:
    """A zip of files by their names: the same files, the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path, data in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(path, _DATE), data, zipfile.ZIP_DEFLATED, 9)
    return out.getvalue()
