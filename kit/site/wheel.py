"""A package as one file that Python in a browser unpacks: the same files, the same bytes."""

from __future__ import annotations

import hashlib
import io
import zipfile
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["Package", "Wheel", "pack", "unpacked"]

_DATE = (1980, 1, 1, 0, 0, 0)  # of each file: the first day that a zip can name
_WHEEL = b"Wheel-Version: 1.0\nGenerator: kit site\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


@dataclass(frozen=True, slots=True)
class Wheel:
    """A package as a file: its ``name``, ``version`` and ``data``, and the names of those that it ``depends`` on."""

    name: str
    version: str
    data: bytes
    depends: tuple[str, ...] = ()

    @property
    def file_name(self) -> str:
        return f"{self.name.replace('-', '_')}-{self.version}-py3-none-any.whl"

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class Package:
    """What goes into a wheel: ``files`` by their places, and what its ``.dist-info`` has, METADATA at least."""

    name: str
    version: str
    files: Mapping[str, bytes]
    told: Mapping[str, bytes]
    depends: tuple[str, ...] = ()

    def wheel(self) -> Wheel:
        """The wheel of it."""
        stem = f"{self.name.replace('-', '_')}-{self.version}.dist-info"
        whole = {**self.files, **{f"{stem}/{each}": data for each, data in self.told.items()}, f"{stem}/WHEEL": _WHEEL}
        record = "".join(f"{path},sha256={_digest(data)},{len(data)}\n" for path, data in sorted(whole.items()))
        whole[f"{stem}/RECORD"] = f"{record}{stem}/RECORD,,\n".encode()
        return Wheel(self.name, self.version, pack(whole), self.depends)


def pack(files: Mapping[str, bytes], kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of files by their names: the same files, the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path, data in sorted(files.items()):
            entry = zipfile.ZipInfo(path, _DATE)
            entry.create_system = 3  # the same on Windows as elsewhere
            archive.writestr(entry, data, kind, 9)
    return out.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    """The files of a zip by their names."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {each.filename: archive.read(each) for each in archive.infolist() if not each.is_dir()}


def _digest(data: bytes) -> str:
    return urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
