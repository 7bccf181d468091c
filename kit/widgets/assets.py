"""A widget's script and style as a page takes them: one text each, of the widget's own file and those it shares.

No build step: the scripts are JavaScript modules beside their Python, one concern a file, and ``node --test`` imports
them as they stand. A page takes one script a widget, so here the files that it imports, and theirs, are put before it,
each once, and the lines that say ``import`` and the word ``export`` go. What holds for such files therefore:

- an import is one line, ``import { … } from "./file.js";``, and renames nothing;
- no name at the top of a file stands at the top of another that is joined with it; a test sees to both;
- a script that is shared brings its style along, in a file of its name: ``chart.js``, ``chart.css``;
- the table of strings is imported as JSON, and a script gets those of its strings that it names, as they are told in
  this edition.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

from kit.edition import edition, told_in
from kit.widgets.strings import STRINGS

__all__ = ["script", "stylesheet"]

_HERE = Path(__file__).parent
_IMPORT = re.compile(r'^import [^;]+? from "\./([\w.]+)"[^;]*;\n', re.M)
_EXPORT = re.compile(r"^export (?!default)", re.M)


@cache
def script(name: str) -> str:
    """The script of a widget, with all that it imports before it."""
    own = "\n".join(_EXPORT.sub("", _IMPORT.sub("", text)) for text in _files(f"{name}.js", {}).values())
    strings = {key: told_in(edition(), said) for key, said in STRINGS.items() if key == "language" or f'"{key}"' in own}
    return f"const STRINGS = {json.dumps(strings, ensure_ascii=False)};\n{own}"


@cache
def stylesheet(name: str) -> str:
    """The style of a widget, after what all forms share and after that of each script which its own imports."""
    names = dict.fromkeys(["form", *(file.removesuffix(".js") for file in _files(f"{name}.js", {}))])
    styles = (_HERE / f"{each}.css" for each in names)
    return "\n".join(style.read_text(encoding="utf-8") for style in styles if style.exists())


def _files(name: str, found: dict[str, str]) -> dict[str, str]:
    """A file and those it imports, by name, each after all that it needs."""
    if name not in found and name.endswith(".js"):
        text = (_HERE / name).read_text(encoding="utf-8")
        for needed in _IMPORT.findall(text):
            _files(needed, found)
        found[name] = text
    return found
