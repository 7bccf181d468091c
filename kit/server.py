"""JupyterLab, run for one working folder: started once for each, and stopped by one Ctrl+C."""

from __future__ import annotations

import json
import os
import re
import signal
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import quote

from kit.files import held, read_regular, write_atomic

__all__ = ["check_port", "claim", "parted", "run", "running", "values"]


def claim(home: Path) -> bool:
    """Take a working folder for this process, for as long as it lives; False where another ``kit lab`` has it.

    A process that was killed has nothing any more, whatever it left behind. Raises ``ValueError`` where a folder stands
    in the place of its files, and ``OSError`` where they cannot be written.
    """
    lock = home / ".kit" / "lab.lock"
    lock.parent.mkdir(parents=True, exist_ok=True)
    for path in (lock, _number(home)):
        if path.is_dir():
            raise ValueError(f"{path} is a folder, and kit lab keeps a file of that name; rename it, and start again")
    handle = os.open(lock, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0), 0o666)
    if not held(handle):
        os.close(handle)
        return False
    write_atomic(_number(home), f"{os.getpid()}\n")
    return True  # and the lock stays open


def _number(home: Path) -> Path:
    return home / ".kit" / "lab.pid"


def running(home: Path, page: str) -> str | None:
    """The address of a page in the JupyterLab that has a working folder, with its token, as Jupyter has noted it.

    None where there is no such note: while it starts, and where it is another person's.
    """
    from jupyter_core.paths import jupyter_runtime_dir

    try:
        number = int(read_regular(_number(home), 100))
        note = json.loads(read_regular(Path(jupyter_runtime_dir(), f"jpserver-{number}.json"), 100_000))
        token = f"?token={note['token']}" if note.get("token") else ""
        return f"{note['url']}lab/tree/{quote(page)}{token}"
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def check_port(options: Sequence[str]) -> str:
    """The port that JupyterLab is asked for, 8888 where none is; raises ``ValueError`` where it cannot be one.

    >>> check_port(["--port=8890"]), check_port([])
    ('8890', '8888')
    """
    ports = [os.environ.get("JUPYTER_PORT", "8888"), *values(options, "--port", "--ServerApp.port")]
    for port in ports:
        if not re.fullmatch("[0-9]{1,5}", port) or int(port) > 65535:
            raise ValueError(f"{port!r} is no port; give a number up to 65535, as in --port 8890, or 0 for any free")
    return ports[-1]


_FLAGS = frozenset(
    ["--no-browser", "--debug", "--show-config", "--generate-config", "-y", "--allow-root", "--expose-app-in-browser"]
)


def parted(options: Sequence[str]) -> tuple[str | None, list[str]]:
    """The folder or the zip that ``kit lab`` is asked for, if any, and JupyterLab's own options.

    A word behind an option is that option's, unless it takes none. Raises ``ValueError`` for what JupyterLab would not
    take as it was meant: no port, or a second word.

    >>> parted(["--port", "8890", "--no-browser", "my-class"])
    ('my-class', ['--port', '8890', '--no-browser'])
    >>> parted(["my-class", "my-lesson.zip"])
    Traceback (most recent call last):
    ValueError: 'my-class' and 'my-lesson.zip' are two; kit lab opens one folder, or one lesson's zip
    """
    check_port(options)
    words, others = list[str](), list[str]()
    for before, word in zip(["", *options], options, strict=False):
        is_word = not word.startswith("-") and (not before.startswith("-") or "=" in before or before in _FLAGS)
        (words if is_word else others).append(word)
    if len(words) > 1:
        raise ValueError(f"{words[0]!r} and {words[1]!r} are two; kit lab opens one folder, or one lesson's zip")
    return (words[0] if words else None), others


def values(options: Sequence[str], *names: str) -> list[str]:
    """What is given to an option by any of its names, as ``--name value`` or ``--name=value``, in order.

    >>> values(["--port", "1", "--x", "--ServerApp.port=2"], "--port", "--ServerApp.port")
    ['1', '2']
    """
    found = []
    for option, following in zip(options, [*options[1:], ""], strict=False):
        name, equals, given = option.partition("=")
        if name in names:
            found.append(given if equals else following)
    return found


def run(options: Sequence[str]) -> None:
    """Run JupyterLab with its own command line until it is stopped, by Ctrl+C or from within; its kernels end with it.

    While it starts, Ctrl+C ends this process at once, for nothing is there to be tidied up.
    """
    signal.signal(signal.SIGINT, _leave)
    _find_place()
    from jupyter_server import serverapp
    from jupyterlab.labapp import LabApp

    class ServerApp(serverapp.ServerApp):
        """Jupyter's server, which does not ask whether Ctrl+C was meant."""

        def init_signal(self) -> None:
            super().init_signal()
            signal.signal(signal.SIGINT, self._signal_stop)

        async def cleanup_kernels(self) -> None:
            manager: Any = self.kernel_manager
            for kernel in manager.list_kernel_ids():
                if getattr(manager.get_kernel(kernel), "execution_state", "") == "starting":
                    await manager.shutdown_kernel(kernel, now=True)  # interrupted, it would print a traceback
            await super().cleanup_kernels()

        def _signal_stop(self, *_: object) -> None:
            signal.signal(signal.SIGINT, _leave)  # pressed again, it waits for no kernel
            self.stop(from_signal=True)

    LabApp.serverapp_class = ServerApp
    LabApp.launch_instance(list(options))


def _find_place() -> None:
    """Have a folder for what Jupyter notes while it runs, also where there is no home folder, or none to write to."""
    from jupyter_core.paths import jupyter_runtime_dir

    try:
        place = Path(jupyter_runtime_dir())
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=place).close()
    except OSError:
        home = tempfile.mkdtemp(prefix="kit-lab-")
        os.environ |= dict.fromkeys(
            ("JUPYTER_RUNTIME_DIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "IPYTHONDIR"), home
        )


def _leave(*_: object) -> NoReturn:
    os._exit(128 + signal.SIGINT)  # an exception might be caught, or shown, by whoever is at work
