"""A second process of the kit's, for one half of what many learners have handed in.

It is this Python, started anew, and not a copy of this process: a notebook has threads, which a copy would not have.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from threading import Thread
from typing import Any

from kit.files import IN_BROWSER

__all__ = ["Beside", "can_help"]

_CODE = "import sys; sys.path[:] = {path!r}; from kit.classroom.beside import _serve; _serve()"


def can_help() -> bool:
    """Whether a second process can be had, and has a processor for itself."""
    return not IN_BROWSER and bool(sys.executable) and (os.cpu_count() or 1) > 1


class Beside:
    """Work that a second process does meanwhile: ``task`` is plain data, a function by its module and name first."""

    def __init__(self, *task: Any) -> None:
        quiet = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # in Windows, where a console's window would open
        self._process = subprocess.Popen(
            [sys.executable, "-c", _CODE.format(path=sys.path)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, creationflags=quiet,
        )  # fmt: skip
        self._said = b""
        self._thread = Thread(target=self._exchange, args=(pickle.dumps(task, pickle.HIGHEST_PROTOCOL),), daemon=True)
        self._thread.start()

    def _exchange(self, task: bytes) -> None:
        self._said, _ = self._process.communicate(task)

    def done(self) -> Any:
        """What came of it, waited for; ``None`` where the process failed, whatever the reason."""
        self._thread.join()
        return pickle.loads(self._said) if self._process.returncode == 0 and self._said else None

    def stop(self) -> None:
        """End it, where it is still at work."""
        self._process.kill()
        self._thread.join()


def _serve() -> None:
    """What the second process does."""
    from importlib import import_module

    module, name, *rest = pickle.load(sys.stdin.buffer)
    made = getattr(import_module(module), name)(*rest)
    pickle.dump(made, sys.stdout.buffer, pickle.HIGHEST_PROTOCOL)
    sys.stdout.buffer.flush()
