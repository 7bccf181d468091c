"""JupyterLite, built in a folder of its own: the app for one notebook a page, the lessons, and nothing else."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from kit.site.splash import PUT_AWAY, SETTINGS
from kit.site.wheel import Wheel

__all__ = ["KERNEL", "MODE", "NEVER_ASKED", "build_lite", "extension"]

KERNEL = "@jupyterlite/pyodide-kernel-extension"
EXTENSIONS = ("anywidget", "@jupyter-widgets/jupyterlab-manager", KERNEL)
MODE = Path(__file__).parents[1] / "lesson" / "mode" / "media-literacy-kit"
STORAGE = Path(__file__).with_name("storage") / "media-literacy-kit-storage"
PATIENCE = 600  # s
LONG_AGO = "2000-01-01T00:00:00Z"  # of each notebook, so that the same lessons make the same list
# What JupyterLite leaves in a site for those who build on it, and no page asks for.
NEVER_ASKED = (
    *("doc", "jupyterlite.schema.v0.json", "package.json", "rspack.config*.js", "notebooks/package.json"),
    *("service-worker.js", "build/service-worker.js", "extensions/**/install.json"),
    f"extensions/{KERNEL}/static/pypi",
    *("build/fa-*.eot", "build/fa-*.svg", "build/fa-*.ttf", "build/fa-*.woff"),  # browsers take the .woff2
)


def build_lite(work: Path, notebooks: Mapping[str, bytes], out: Path, packed: Iterable[Wheel], title: str) -> None:
    """Build JupyterLite into ``out``, with these notebooks, by their places, and these packages in its Python.

    ``work`` is a folder of its own: what JupyterLite leaves in one would make the next build another.
    Raises ``OSError`` with what it said where it fails.
    """
    work.mkdir(parents=True)
    settings = {
        "jupyter-lite-schema-version": 0,
        "jupyter-config-data": {
            "appName": title,
            "disabledExtensions": list(PUT_AWAY),
            "settingsOverrides": SETTINGS,
            "contentsAllJsonFile": "all.json",
            "litePluginSettings": {f"{KERNEL}:kernel": _kernel(packed)},
        },
    }
    options = {
        "LiteBuildConfig": {
            "lite_dir": str(work),
            "output_dir": str(out),
            "cache_dir": str(work / "cache"),
            "contents": [],
            "apps": ["notebooks"],
            "federated_extensions": [*(str(extension(name)) for name in EXTENSIONS), str(MODE), str(STORAGE)],
            "ignore_sys_prefix": ["federated_extensions"],
            "no_sourcemaps": True,
            "no_unused_shared_packages": True,
        }
    }
    (work / "jupyter-lite.json").write_text(json.dumps(settings), encoding="utf-8")
    (work / "jupyter_lite_config.json").write_text(json.dumps(options), encoding="utf-8")
    _run(work)
    for path in [path for pattern in NEVER_ASKED for path in out.glob(pattern)]:
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    files = {f"files/{place}": data for place, data in notebooks.items()}
    for place, data in (files | _lists(notebooks)).items():
        (out / place).parent.mkdir(parents=True, exist_ok=True)
        (out / place).write_bytes(data)


def _run(work: Path) -> None:
    command = [sys.executable, "-m", "jupyterlite_core", "build"]
    steady = os.environ | {"SOURCE_DATE_EPOCH": "946684800"}  # LONG_AGO, in seconds, of what JupyterLite dates itself
    try:
        done = subprocess.run(command, cwd=work, timeout=PATIENCE, env=steady, capture_output=True)
    except subprocess.TimeoutExpired:
        raise OSError(f"JupyterLite was not built within {PATIENCE} s") from None
    if done.returncode:
        said = (done.stderr.strip() or done.stdout.strip() or b"it said nothing")[-2000:].decode("utf-8", "replace")
        raise OSError(f"JupyterLite could not be built; it said: {said}")


def _kernel(packed: Iterable[Wheel]) -> dict[str, object]:
    return {
        "pyodideUrl": "./static/pyodide/pyodide.mjs",
        "disablePyPIFallback": True,
        "loadPyodideOptions": {
            "packages": [wheel.name for wheel in packed],  # else the kernel asks an index for some of them
            "lockFileURL": "./static/pyodide/pyodide-lock.json",
            "env": {"HOME": "/home/web_user", "KIT_FOLDER": "/drive"},
        },
    }


def _lists(notebooks: Mapping[str, bytes]) -> dict[str, bytes]:
    """What each folder has, as JupyterLite looks it up."""
    folders: dict[str, dict[str, Any]] = {"": {}}
    for place, data in notebooks.items():
        path = PurePosixPath(place)
        folders.setdefault(_folder(path), {})[path.name] = _entry(
            path, "notebook" if path.suffix == ".ipynb" else "file", len(data)
        )
        for above in [each for each in path.parents if each.name]:
            folders.setdefault(str(above), {})
            folders.setdefault(_folder(above), {})[above.name] = _entry(above, "directory", None)
    listed = {}
    for folder, entries in folders.items():
        whole = _entry(PurePosixPath(folder), "directory", None) | {
            "content": [entry for _, entry in sorted(entries.items())],
            "format": "json",
        }
        place = f"api/contents/{folder}/all.json" if folder else "api/contents/all.json"
        listed[place] = json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True).encode()
    return listed


def _folder(path: PurePosixPath) -> str:
    return "" if str(path.parent) == "." else str(path.parent)


def _entry(path: PurePosixPath, kind: str, size: int | None) -> dict[str, Any]:
    return {
        "content": None,
        "created": LONG_AGO,
        "format": None,
        "hash": None,
        "hash_algorithm": None,
        "last_modified": LONG_AGO,
        "mimetype": None,
        "name": path.name,
        "path": "" if str(path) == "." else str(path),
        "size": size,
        "type": kind,
        "writable": True,
    }


def extension(name: str) -> Path:
    """The folder of an extension of JupyterLab that is installed.

    Raises ``FileNotFoundError``, saying what to install, where it is not.
    """
    from jupyter_core.paths import jupyter_path

    for folder in jupyter_path("labextensions"):
        if (Path(folder) / name / "package.json").is_file():
            return Path(folder) / name
    raise FileNotFoundError(f"{name} is not installed, which a site needs: pip install 'media-literacy-kit[site]'")
