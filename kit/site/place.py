"""Where a site is put: beside an older one until it is whole, and then in its place."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from kit.files import held

__all__ = ["EDITION", "check_target", "put", "staging"]

EDITION = "edition.json"  # by which a folder is known to be a site
_LOCK = "lock"


def check_target(out: Path, sources: Sequence[Path]) -> None:
    """Raise ``ValueError`` where a site cannot stand in a folder: another's, or among what it is made of."""
    if out.is_file():
        raise ValueError(f"{out} is a file; name a folder for the site")
    if out == out.parent:  # before what follows, which would be true of it and no help
        raise ValueError(f"{out} is the top of a disk; name a folder in it, such as {out / 'kit-site'}")
    for source in sources:
        place = source.resolve()
        if out == place or place in out.parents or out in place.parents:
            raise ValueError(
                f"{out} and {source}, of which the site is made, are within each other; name another folder"
            )
    if out.is_dir() and any(out.iterdir()) and not (out / EDITION).is_file():
        raise ValueError(f"{out} has other files in it; name an empty folder, a new one, or that of an older site")


@contextmanager
def staging(out: Path) -> Iterator[Path]:
    """A folder beside ``out``, on the same disk, for a site in the making; gone afterwards, whatever comes.

    What a build left that was killed is cleared first, and a site that it had put aside is put back. Raises
    ``OSError``, saying so, where nothing can be written there or somebody else is building the same site.
    """
    folder = out.with_name(f".{out.name}.kit-site")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise OSError(
            f"nothing can be written in {out.parent} ({error.strerror or error}); name another folder"
        ) from error
    if not held(handle):
        os.close(handle)
        raise OSError(f"the site in {out} is being built already; wait until that is done")
    try:
        _restore(folder, out)
        _clear(folder)
        yield folder
    finally:
        _restore(folder, out)
        _clear(folder)
        os.close(handle)
        shutil.rmtree(folder, ignore_errors=True)


def put(site: Path, out: Path, folder: Path) -> None:
    """Put a new site in its place, by renaming; an older one is put aside in the staging folder."""
    if out.exists():
        out.rename(folder / "old")
    site.rename(out)


def _restore(folder: Path, out: Path) -> None:
    """Put back the older site where the new one has not come to its place."""
    old = folder / "old"
    if old.exists() and not out.exists():
        old.rename(out)


def _clear(folder: Path) -> None:
    for path in folder.iterdir():
        if path.name != _LOCK:
            shutil.rmtree(path, ignore_errors=True)
