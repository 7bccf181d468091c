"""The patterns that the kit compiles: ``python -m tests.compiled`` imports each of its modules and prints them as JSON.

A row has the file and line that asks for a pattern, the pattern (bytes as Latin-1), and its flags.
"""

from __future__ import annotations

import functools
import json
import pkgutil
import re
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import kit

KIT = Path(kit.__file__).parent
ON_THE_WAY = (__file__, re.__file__, functools.__file__)


def place() -> str | None:
    """Where in kit a pattern is asked for, by way of ``re``; ``None`` where another package does."""
    frame = sys._getframe(1)
    while frame.f_code.co_filename in ON_THE_WAY:
        frame = frame.f_back
    path = Path(frame.f_code.co_filename)
    return f"{path.relative_to(KIT.parent).as_posix()}:{frame.f_lineno}" if path.is_relative_to(KIT) else None


def main() -> None:
    """Listen while all is imported, and ask for each pattern that is made at its first use."""
    found: dict[tuple[str, str, int], None] = {}
    compile_as_ever = re._compiler.compile

    def compile_and_note(pattern: str | bytes, flags: int = 0) -> re.Pattern[Any]:
        made = compile_as_ever(pattern, flags)
        if at := place():
            found[at, pattern if isinstance(pattern, str) else pattern.decode("latin-1"), made.flags] = None
        return made

    re._compiler.compile = compile_and_note
    for module in pkgutil.walk_packages(kit.__path__, "kit."):
        if not module.name.endswith("__main__"):
            for made in list(vars(import_module(module.name)).values()):
                if hasattr(made, "cache_info") and made.__annotations__.get("return") == "re.Pattern[str]":
                    made()
    print(json.dumps(list(found)))


if __name__ == "__main__":
    main()
