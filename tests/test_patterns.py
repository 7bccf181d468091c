"""Each pattern of the kit means the same in every Python that the kit runs on.

Python 3.11.0 to 3.11.4 read a possessive quantifier over a group wrongly where something in the group goes back
(gh-106052): what failed there leaves its place in the text behind. Debian 12 has such a one. Over one character
or class it is sound everywhere, and over an atomic group, which takes its place back.
"""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kit.words import WORD

ROOT = Path(__file__).parents[1]
_OF = re._constants
SOUND = {_OF.LITERAL, _OF.NOT_LITERAL, _OF.ANY, _OF.IN, _OF.ATOMIC_GROUP}
WRITTEN = re.compile(r"\)(?:[*+?]|\{[\d,]+\}+)\+")  # the end of a group, atomic or not, with such a quantifier
INSTEAD = "write (?>…)*+ for (?:…)*+, which Python 3.11.0 to 3.11.4 read wrongly (gh-106052)"


def possessed(tree: Any) -> Iterator[list[Any]]:
    """What stands under each possessive quantifier of a parsed pattern."""
    if isinstance(tree, re._parser.SubPattern):
        tree = tree.data
    if isinstance(tree, list | tuple):
        if tree and tree[0] is _OF.POSSESSIVE_REPEAT:
            yield tree[1][2].data
        for part in tree:
            yield from possessed(part)


def over_a_group(pattern: str, flags: int = 0) -> bool:
    """Has a pattern a possessive quantifier over more than a character, a class or an atomic group?"""
    try:
        tree = re._parser.parse(pattern, flags)
    except re.error:  # prose, or a piece of a pattern
        return False
    return any(len(item) != 1 or item[0][0] not in SOUND for item in possessed(tree))


def texts_in(source: str) -> Iterator[tuple[int, str]]:
    """Each text in a module with its line, an f-string with a letter for what is filled in."""
    tree = ast.parse(source)
    parts = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield node.lineno, "".join(part.value if isinstance(part, ast.Constant) else "x" for part in node.values)
        elif isinstance(node, ast.Constant) and id(node) not in parts and isinstance(node.value, str | bytes):
            yield node.lineno, node.value if isinstance(node.value, str) else node.value.decode("latin-1")


@pytest.mark.parametrize(
    "pattern",
    [
        r"(?:ab?c)*+",
        r"(?:a|bc)++",
        r"x(?:y(?:ab)?+)",
        r"(?=(?:ab){1,3}+)",
        r"(?>(?:a|b++(?:cd)*+)*)",
        r"(a)?+",
        r"(?:a|(?:b|cd)++)",
    ],
)
def test_a_possessive_quantifier_over_a_group_is_told(pattern: str) -> None:
    """Wherever it stands in a pattern."""
    assert over_a_group(pattern)


@pytest.mark.parametrize(
    "pattern", [r"\w++(?:a|b)*", r"[^a)]*+.?+", r"(?>(?:ab?c)*)", r"(?>ab?c)*+", r"\)++", r"(?:a{2,}+|[bc]{1,4}+)+"]
)
def test_others_are_not(pattern: str) -> None:
    """One over a character or class, and an atomic group."""
    assert not over_a_group(pattern)


def test_no_compiled_pattern_has_one() -> None:
    """By the trees of all that is compiled when the kit is imported, pieces put together, and at a first use."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.compiled"], cwd=ROOT, capture_output=True, text=True, encoding="utf-8"
    )
    assert not done.returncode, done.stderr[-2000:]
    patterns = json.loads(done.stdout)
    assert {"kit/words.py", "kit/annotate/quotes/names.py"} <= {at.partition(":")[0] for at, _, _ in patterns}
    found = [at for at, pattern, flags in patterns if over_a_group(pattern, flags)]
    assert not found, f"{', '.join(found)}: {INSTEAD}"


def test_no_pattern_is_written_with_one() -> None:
    """By the texts of the sources, so that a pattern made of what is found in an article is seen too."""
    found = []
    for path in sorted((ROOT / "kit").rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        if WRITTEN.search(source):
            lines = [line for line, text in texts_in(source) if WRITTEN.search(text) and over_a_group(text)]
            found += [f"{path.relative_to(ROOT)}:{line}" for line in lines]
    assert not found, f"{', '.join(found)}: {INSTEAD}"


def test_a_word_is_a_word_in_every_version() -> None:
    """What Debian 12's Python read as ``don'`` and nothing."""
    assert WORD.findall("I don't know: U.S, 1,000 well-known") == ["I", "don't", "know", "U.S", "1,000", "well-known"]
