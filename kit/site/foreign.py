"""What a site could ask of another host: nothing that its pages, styles or settings name by themselves.

What is looked at: in each page of HTML, every attribute of an element that fetches by itself (``src``, ``srcset``,
``data``, ``poster``, ``href`` of ``link`` and ``base``, ``content`` of a refresh), and its settings; in each style
sheet ``url(…)`` and ``@import``; in each file of settings (``jupyter-lite.json``, the manifest, Pyodide's lock) every
string. Links that a person may follow are none of this. JupyterLite's scripts have addresses in them that their own
settings put aside (``pyodideUrl``, ``lockFileURL``, ``disablePyPIFallback``, ``packages``); these are looked at too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from kit.site.lite import KERNEL
from kit.site.pyodide import LOCK

__all__ = ["asked_elsewhere"]

_ELSEWHERE = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:)?//", re.I)
_STYLE = re.compile(r"""(?:url\(\s*|@import\s+)["']?([^"')\s;]+)""", re.I)
_FETCHES = {"src", "srcset", "data", "poster", "background", "xlink:href"}
_SETTINGS = ("jupyter-lite.json", "manifest.webmanifest", LOCK)
# What the kernel asks an index for at its start, where it is not among its packages.
_BY_ITSELF = ("micropip", "piplite", "ipykernel", "comm", "pyodide-kernel", "jedi", "ipython")


def asked_elsewhere(site: Path) -> list[str]:
    """What in a site asks another host, each with its file; nothing where nothing does."""
    found: list[str] = []
    for path in sorted(path for path in site.rglob("*") if path.is_file()):
        name = path.relative_to(site).as_posix()
        if path.suffix == ".html":
            found += [f"{name}: {each}" for each in _of_page(path.read_text(encoding="utf-8"))]
        elif path.suffix == ".css":
            found += [f"{name}: {each}" for each in _of_style(path.read_text(encoding="utf-8"))]
        elif path.name in _SETTINGS:
            settings = json.loads(path.read_bytes())
            found += [f"{name}: {each}" for each in _strings(settings) if _ELSEWHERE.match(each)]
    return found + list(_not_settled(site))


def _of_page(page: str) -> Iterator[str]:
    reader = _Page()
    reader.feed(page)
    yield from (each for each in reader.asked if _ELSEWHERE.match(each))
    for style in reader.styles:
        yield from _of_style(style)
    for settings in reader.settings:
        yield from (each for each in _strings(json.loads(settings or "{}")) if _ELSEWHERE.match(each))


def _of_style(style: str) -> Iterator[str]:
    yield from (each for each in _STYLE.findall(style) if _ELSEWHERE.match(each))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)


def _not_settled(site: Path) -> Iterator[str]:
    """Where the kernel's settings leave open that it asks an index, or another host for Pyodide."""
    whole = json.loads((site / "jupyter-lite.json").read_bytes())["jupyter-config-data"]
    kernel = whole.get("litePluginSettings", {}).get(f"{KERNEL}:kernel", {})
    options = kernel.get("loadPyodideOptions", {})
    for name, place in (("pyodideUrl", kernel), ("lockFileURL", options)):
        if not (site / str(place.get(name, "?"))).is_file():
            yield f"jupyter-lite.json: {name} names no file of the site"
    if kernel.get("disablePyPIFallback") is not True:
        yield "jupyter-lite.json: disablePyPIFallback is not set"
    packages = json.loads((site / "static" / "pyodide" / LOCK).read_bytes())["packages"]
    for name in _BY_ITSELF:
        if name not in options.get("packages", ()):
            yield f"jupyter-lite.json: the kernel asks an index for {name}, which is not among its packages"
    for name, package in packages.items():
        if not (site / "static" / "pyodide" / package["file_name"]).is_file():
            yield f"{LOCK}: {name} names no file of the site"


class _Page(HTMLParser):
    """Gathers what a page fetches by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.styles: list[str] = []
        self.settings: list[str] = []
        self._into: list[str] | None = None

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attributes}
        self.asked += [value for name, value in said.items() if name in _FETCHES]
        if tag in ("link", "base", "image", "use") and "href" in said:
            self.asked.append(said["href"])
        if tag == "meta" and said.get("http-equiv", "").lower() == "refresh":
            self.asked.append(said.get("content", "").partition("=")[2])
        if "style" in said:
            self.styles.append(said["style"])
        if tag == "style":
            self._into = self.styles
        elif tag == "script" and said.get("type", "").endswith("json"):
            self._into = self.settings

    def handle_data(self, data: str) -> None:
        if self._into is not None:
            self._into.append(data)
            self._into = None

    def handle_endtag(self, tag: str) -> None:
        self._into = None
