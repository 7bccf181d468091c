"""Files of a page whose browser keeps none for Python: in memory, and the page is told of each change.

Without a service worker Python in a browser cannot wait for a page to read or store a file. So the page hands over
what it keeps when it begins, and is told what changed whenever a file was written. It hears that before anything that
is said after the writing, for it takes what Python sends in order.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Mapping
from pathlib import Path

from kit.files import after_write

__all__ = ["COMM", "keep"]

COMM = "media-literacy-kit"  # the name of the channel, as in keeping.js


def keep(folder: str | Path, files: Mapping[str, str]) -> None:
    """Put files into a folder, in base64 by their paths in it, and tell the page from now on what changes there.

    What begins with a dot is not told of. Raises ``OSError`` where a file cannot be written.
    """
    from comm import create_comm

    root = Path(folder)
    root.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b64decode(data))
    page, known = create_comm(target_name=COMM), _all(root)

    def tell() -> None:
        nonlocal known
        now = _all(root)
        changed = {name: b64encode(data).decode() for name, data in now.items() if known.get(name) != data}
        gone = sorted(known.keys() - now.keys())
        known = now
        if changed or gone:
            page.send({"files": changed, "gone": gone})

    after_write[:] = [tell]


def _all(root: Path) -> dict[str, bytes]:
    paths = (path for path in root.rglob("*") if path.is_file() and not path.name.startswith("."))
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(paths)}
