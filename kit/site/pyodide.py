"""Pyodide's own files for a site: taken from a folder, or fetched once, checked, and kept."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from kit.files import read_bounded, read_regular, write_atomic
from kit.site.wheel import Wheel

__all__ = ["FILES", "LOCK", "PYTHON", "PYTHON_MINOR", "VERSION", "core_files", "lock"]

VERSION = "314.0.7"
PYTHON = "3.14.2"
PYTHON_MINOR = PYTHON.rpartition(".")[0]
LOCK = "pyodide-lock.json"
# The files of a Pyodide that a page asks for, each with its sum. The lock tells what Python it is, and is written anew.
FILES = {
    "pyodide.mjs": "6f1d60f7bf529beb300f0f47983c921d3982363640ba20af0e38efdddbc66109",
    "pyodide.asm.mjs": "f7cdc8ece80678ceb712f8e65ebe6d3a83203a180c399865f49612a051693635",
    "pyodide.asm.wasm": "cc36e3cab04fdfc9a63ff13eb52eae2b911bf46c025cc7b281f394bd3de1d5e6",
    "python_stdlib.zip": "fa1957e5777068fc4f7437f96d860ae2fbe9c19732ba06c84e004ec16dd7dd7a",
    LOCK: "5dc2fc119108bc148c7457dc86e7675b5c87e1cafd420b9c34c1eaef7b36c010",
}
MOST = 50_000_000  # bytes of a file
PATIENCE = 300  # s for npm, and for a word of a server
_NAMED = re.compile(r'="(\d+\.\d+\.\d+)"')
_WAYS = (
    f"Install Node.js, and say this again; or fetch Pyodide {VERSION} elsewhere, with npm install pyodide@{VERSION} or "
    "from its page of releases, and name its folder with --pyodide DIR"
)


def core_files(folder: Path | None, tell: Callable[[str], None] = lambda words: None) -> dict[str, bytes]:
    """The five files of Pyodide by their names: those in a folder, or without one those that were fetched and are kept.

    They are fetched by npm as it is set up on this machine; where there is none, from where JupyterLite's kernel has
    them. Raises ``ValueError`` where a file is missing, of another version, or not as it was published, and
    ``OSError``, saying what to do, where none can be fetched.
    """
    if folder is not None:
        return _checked(folder)
    kept = _cache() / f"pyodide-{VERSION}"
    try:
        return _checked(kept)
    except (OSError, ValueError):  # nothing there yet, or what a full disk left
        pass
    files = _fetched(tell)
    for name, data in files.items():
        write_atomic(kept / name, data)
    return _checked(kept)


def lock(theirs: bytes, wheels: Iterable[Wheel]) -> bytes:
    """A lock file in place of Pyodide's own: about the same Python, with these packages and no others."""
    packages = {
        wheel.name: {
            "name": wheel.name,
            "version": wheel.version,
            "file_name": wheel.file_name,
            "install_dir": "site",
            "sha256": wheel.sha256,
            "package_type": "package",
            "imports": [],
            "depends": list(wheel.depends),
            "unvendored_tests": False,
        }
        for wheel in wheels
    }
    return json.dumps({"info": json.loads(theirs)["info"], "packages": packages}, indent=1, sort_keys=True).encode()


def _cache() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("media-literacy-kit", appauthor=False)


def _checked(folder: Path) -> dict[str, bytes]:
    missing = [name for name in FILES if not (folder / name).is_file()]
    if missing:
        inside = folder / "node_modules" / "pyodide"
        hint = f"; perhaps you mean {inside}" if inside.is_dir() else ""
        raise ValueError(f"{folder} is no Pyodide: there is no {', no '.join(missing)}{hint}")
    files = {name: read_regular(folder / name, MOST) for name in FILES}
    version = _NAMED.search(files["pyodide.mjs"].decode("utf-8", "replace"))
    if version and version[1] != VERSION:
        raise ValueError(
            f"{folder} has Pyodide {version[1]}; the site's packages are made for {VERSION}, which is Python {PYTHON}. "
            f"Name a folder with that: npm install pyodide@{VERSION}"
        )
    for name, data in files.items():
        # A lock that comes with a release may list more packages than npm's, so only what it says of Python counts.
        if _python_of(data) != PYTHON if name == LOCK else sha256(data).hexdigest() != FILES[name]:
            raise ValueError(f"{folder / name} is not that of Pyodide {VERSION}: damaged, or changed; fetch it again")
    return files


def _python_of(data: bytes) -> object:
    try:
        return json.loads(data)["info"]["python"]
    except (ValueError, KeyError, TypeError):
        return None


def _fetched(tell: Callable[[str], None]) -> Mapping[str, bytes]:
    if npm := shutil.which("npm"):
        tell(f"Fetching Pyodide {VERSION} with npm, once: 5 MB")
        files = _by_npm(npm)
    else:
        tell(f"Fetching Pyodide {VERSION} from where JupyterLite has it, once: 13 MB")
        files = _from_the_kernels_address()
    wrong = [name for name, digest in FILES.items() if name != LOCK and sha256(files[name]).hexdigest() != digest]
    if wrong:
        raise OSError(f"what came as Pyodide {VERSION} is not what was published: {', '.join(wrong)}. {_WAYS}")
    return files


def _by_npm(npm: str) -> dict[str, bytes]:
    with tempfile.TemporaryDirectory(prefix="kit-site-") as folder:
        command = [npm, "pack", f"pyodide@{VERSION}", "--pack-destination", folder, "--silent"]
        try:
            done = subprocess.run(
                command,
                cwd=folder,
                capture_output=True,
                text=True,
                encoding="utf-8",
                errors="replace",
                timeout=PATIENCE,
            )
        except subprocess.TimeoutExpired:
            raise OSError(f"npm did not fetch pyodide@{VERSION} within {PATIENCE} s. {_WAYS}") from None
        packed = next(Path(folder).glob("*.tgz"), None)
        if done.returncode or packed is None:
            said = (done.stderr.strip() or done.stdout.strip() or "it said nothing")[-500:]
            raise OSError(f"npm could not fetch pyodide@{VERSION}: {said}. {_WAYS}")
        try:
            with tarfile.open(packed) as archive:
                return {name: _member(archive, name) for name in FILES}
        except (tarfile.TarError, KeyError, EOFError) as error:
            raise OSError(f"what npm fetched as pyodide@{VERSION} cannot be read: {error}. {_WAYS}") from error


def _member(archive: tarfile.TarFile, name: str) -> bytes:
    file = archive.extractfile(f"package/{name}")
    if file is None:
        raise KeyError(f"{name} is no file in it")
    return read_bounded(file, MOST)


def _from_the_kernels_address() -> dict[str, bytes]:
    from jupyterlite_pyodide_kernel import constants

    home = constants.PYODIDE_CDN_URL.replace(constants.PYODIDE_VERSION, VERSION)
    files = {}
    for name in FILES:
        try:
            with urlopen(f"{home}/{name}", timeout=PATIENCE) as answer:
                files[name] = read_bounded(io.BytesIO(answer.read(MOST + 1)), MOST)
        except OSError as error:
            why = error.reason if isinstance(error, URLError) else error
            raise OSError(f"{home}/{name} cannot be fetched: {why}. {_WAYS}") from error
    return files
