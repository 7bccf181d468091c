"""JupyterLite, built in a folder of its own: the app for one notebook a page, the lessons, and nothing else."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from kit.site.packages import Wheel
from kit.site.splash import PUT_AWAY, SETTINGS

__all__ = ["KERNEL", "build_lite", "extension"]

KERNEL = "@jupyterlite/pyodide-kernel-extension"
EXTENSIONS = ("anywidget", "@jupyter-widgets/jupyterlab-manager", KERNEL)
MODE = Path(__file__).parents[1] / "lesson" / "mode" / "media-literacy-kit"
PATIENCE = 600  # s


def build_lite(work: Path, contents: Path, out: Path, packed: Sequence[Wheel], title: str) -> None:
    """Build JupyterLite into ``out``, with the notebooks in ``contents`` and these packages in its Python.

    ``work`` is a folder of its own: what JupyterLite leaves in one would make the next build another.
    Raises ``RuntimeError`` with what it said where it fails.
    """
    work.mkdir(parents=True)
    settings = {
        "jupyter-lite-schema-version": 0,
        "jupyter-config-data": {
            "appName": title,
            "disabledExtensions": list(PUT_AWAY),
            "settingsOverrides": SETTINGS,
            "litePluginSettings": {f"{KERNEL}:kernel": _kernel(packed)},
        },
    }
    options = {
        "LiteBuildConfig": {
            "lite_dir": str(work),
            "output_dir": str(out),
            "cache_dir": str(work / "cache"),
            "contents": [str(contents)],
            "apps": ["notebooks"],
            "federated_extensions": [*(str(extension(name)) for name in EXTENSIONS), str(MODE)],
            "ignore_sys_prefix": ["federated_extensions"],
            "no_sourcemaps": True,
            "no_unused_shared_packages": True,
        }
    }
    (work / "jupyter-lite.json").write_text(json.dumps(settings), encoding="utf-8")
    (work / "jupyter_lite_config.json").write_text(json.dumps(options), encoding="utf-8")
    command = [sys.executable, "-m", "jupyterlite_core", "build"]
    done = subprocess.run(command, cwd=work, capture_output=True, text=True, encoding="utf-8", timeout=PATIENCE)
    if done.returncode:
        raise RuntimeError(f"JupyterLite could not be built: {done.stderr.strip()[-2000:]}")


def _kernel(packed: Sequence[Wheel]) -> dict[str, object]:
    return {
        "pyodideUrl": "./static/pyodide/pyodide.mjs",
        "disablePyPIFallback": True,
        "loadPyodideOptions": {
            "packages": [wheel.name for wheel in packed],  # else the kernel asks an index for some of them
            "lockFileURL": "./static/pyodide/pyodide-lock.json",
            "env": {"HOME": "/home/web_user", "KIT_FOLDER": "/drive"},
        },
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
