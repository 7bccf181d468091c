"""The packages' Python compiled beforehand, by the very Python that runs it: lessons start some seconds sooner."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from kit.site.packages import KIT
from kit.site.pyodide import PYTHON_MINOR
from kit.site.wheel import Package, pack, unpacked

__all__ = ["compiled"]

SCRIPT = Path(__file__).with_name("compile.mjs")
PATIENCE = 600  # s
_TAG = f"cpython-{PYTHON_MINOR.replace('.', '')}"  # in the names of bytecode that stands beside its source


def compiled(packages: Sequence[Package], pyodide: Path, work: Path) -> list[Package]:
    """The packages with bytecode, made under Node.js by Pyodide, whose files are in the folder ``pyodide``.

    Without it Python compiles what it imports in each learner's browser, at each start. Of the kit source and bytecode
    are there, for its code is to be read, of the others the bytecode alone. Raises ``RuntimeError``, saying why, where
    there is no Node.js, or it fails or takes longer than ``PATIENCE``; ``OSError`` where ``work`` cannot be written to.
    """
    node = shutil.which("node")
    if node is None:
        raise RuntimeError("there is no Node.js on the path")
    sources = {
        f"{package.name}/{path}": data
        for package in packages
        for path, data in package.files.items()
        if path.endswith(".py") and data
    }
    given, got = work / "sources.zip", work / "bytecode.zip"
    given.write_bytes(pack(sources, zipfile.ZIP_STORED))
    command = [node, str(SCRIPT), str(pyodide), str(given), str(got)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=PATIENCE)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise RuntimeError(f"Node.js did not do it: {error}") from error
    if done.returncode or not got.is_file():
        said = done.stderr.decode("utf-8", "replace").strip()[-500:]
        raise RuntimeError(f"Node.js failed: {said or 'it said nothing'}")
    made = unpacked(got.read_bytes())
    return [replace(package, files=_with(package, made)) for package in packages]


def _with(package: Package, made: Mapping[str, bytes]) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    for path, data in package.files.items():
        code = made.get(f"{package.name}/{path}")
        if code is None:
            files[path] = data
        elif package.name == KIT:
            whole = PurePosixPath(path)
            files |= {path: data, f"{whole.parent}/__pycache__/{whole.stem}.{_TAG}.pyc": code}
        else:
            files[f"{path}c"] = code
    return files
