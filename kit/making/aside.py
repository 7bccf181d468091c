"""What a person has changed in a file of ours: moved out of the way under a name that says so, and kept."""

from __future__ import annotations

import contextlib
import itertools
import json
import os
from pathlib import Path

from kit.files import write_atomic
from kit.making.made import NO_NOTEBOOK

__all__ = ["free_name", "set_aside"]


def set_aside(path: Path) -> Path:
    """Rename what stands at a path, whatever it is, and return where it is now.

    A notebook is one like any other then, and no lesson. Raises ``OSError`` where it cannot be moved.
    """
    kept = free_name(path)
    path.replace(kept)
    if kept.suffix == ".ipynb" and not kept.is_symlink() and kept.is_file():
        with contextlib.suppress(*NO_NOTEBOOK):  # what is none is kept as it is
            notebook = json.loads(kept.read_bytes())
            del notebook["metadata"]["kit"]
            write_atomic(kept, json.dumps(notebook, ensure_ascii=False, indent=1) + "\n")
    return kept


def free_name(path: Path) -> Path:
    """A name that nothing has yet, taken at once, so that nothing that comes between is written over."""
    for number in itertools.count(1):
        name = path.with_name(f"{path.stem} (changed{f' {number}' if number > 1 else ''}){path.suffix}")
        if path.is_dir() and not path.is_symlink():
            if not os.path.lexists(name):  # and no folder can be renamed to what is there by then
                break
            continue
        with contextlib.suppress(FileExistsError):
            name.touch(exist_ok=False)
            break
    return name
