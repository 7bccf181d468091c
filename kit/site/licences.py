"""Whose work a site holds, and on what terms: a page of it, made from what is installed."""

from __future__ import annotations

from collections.abc import Sequence
from email import message_from_bytes
from importlib.metadata import distribution
from pathlib import Path

from kit.site.packages import EMPTY, NOTICE
from kit.site.pyodide import VERSION
from kit.site.wheel import Package

__all__ = ["licences"]

_LITE = ("jupyterlite-core", "jupyterlite-pyodide-kernel")
_PYODIDE = "Mozilla Public License 2.0, https://www.mozilla.org/MPL/2.0/; its source is at github.com/pyodide/pyodide"


def licences(packages: Sequence[Package], site: Path) -> str:
    """Names, versions and licences as plain text, with the notices that came with them."""
    parts = [
        "What this site is made of, and on what terms. Each Python package has its own notice in its wheel, too.",
        f"Pyodide {VERSION}\n{_PYODIDE}. In it is CPython, under the PSF License Agreement: docs.python.org/license.",
    ]
    for package in packages:
        if package.name not in EMPTY:
            notices = {name: data for name, data in package.told.items() if NOTICE.search(name)}
            parts.append(_part(package.name, package.version, package.told["METADATA"], notices))
    for name in _LITE:
        installed = distribution(name)
        metadata = (installed.read_text("METADATA") or "").encode()
        notices = {
            str(file): Path(str(installed.locate_file(file))).read_bytes()
            for file in installed.files or ()
            if ".dist-info" in str(file) and NOTICE.search(file.name)
        }
        parts.append(_part(name, installed.version, metadata, notices))
    parts.append(f"JupyterLab, and the scripts in it\n{', '.join(_scripts(site))}: names, versions and licences")
    return f"\n\n{'-' * 80}\n\n".join(parts) + "\n"


def _part(name: str, version: str, metadata: bytes, notices: dict[str, bytes]) -> str:
    said = message_from_bytes(metadata)
    named = str(said["License-Expression"] or said["License"] or "")
    classed = [each.rpartition(" :: ")[2] for each in said.get_all("Classifier", []) if each.startswith("License")]
    licence = " ".join(named.split())[:100] or ", ".join(classed) or "see its notice"
    texts = [data.decode("utf-8", "replace").strip() for _, data in sorted(notices.items())]
    return "\n\n".join([f"{name} {version}\n{licence}", *dict.fromkeys(texts)])


def _scripts(site: Path) -> list[str]:
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("third-party-licenses.json"))
