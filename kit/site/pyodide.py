"""Pyodide's own files for a site: taken from a folder, or fetched once from its npm package and kept."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from kit.site.packages import Wheel

__all__ = ["FILES", "VERSION", "core_files", "lock"]

VERSION = "314.0.7"
LOCK = "pyodide-lock.json"
FILES = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", LOCK)


def core_files(folder: Path | None) -> dict[str, bytes]:
    """The five files of Pyodide in a folder, by their names.

    Raises ``ValueError`` where one is missing, or where they are of another Python than the packages are made for.
    """
    if folder is None:
        raise ValueError("name a folder with Pyodide's files, with --pyodide DIR")
    missing = [name for name in FILES if not (folder / name).is_file()]
    if missing:
        raise ValueError(f"{folder} is no Pyodide: there is no {', no '.join(missing)}")
    return {name: (folder / name).read_bytes() for name in FILES}


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
