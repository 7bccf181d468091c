"""All that a learner reads in a widget stands in one table."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kit.edition import EDITIONS, told_in
from kit.widgets import strings
from kit.widgets.strings import STRINGS, say

HERE = Path(strings.__file__).parent
SOURCES = {path.name: path.read_text(encoding="utf-8") for path in [*HERE.glob("*.py"), *HERE.glob("*.js")]}
KEYS = set(STRINGS) - {"language"}
SECTIONS = "|".join({key.partition(".")[0] for key in KEYS})
# Names of keys on a keyboard, which scripts are told of and nobody reads.
KEYBOARD = {"Enter", "Home", "End", "Delete", "Backspace", "Escape", "PageDown", "PageUp", "KeyR"}
KEYBOARD |= {"Control+Z", "Control+Y", "Alt+R"}


def test_each_key_in_use_is_in_the_table_and_each_in_the_table_is_in_use():
    """Scripts and Python spell keys out, so both ways can be told."""
    used = {key for text in SOURCES.values() for key in re.findall(rf'"((?:{SECTIONS})\.[a-z-]+)"', text)}
    assert used == KEYS


@pytest.mark.parametrize("key", sorted(KEYS))
def test_a_text_has_words_and_each_plural_the_same_places(key):
    """Nothing is empty; where there are plurals they are those of English, and hang on n; so it is in each edition."""
    told = [told_in(edition, STRINGS[key]) for edition in EDITIONS]
    for said in told:
        check_text(said)
    named = [set(re.findall(r"{\w+}", str(said))) for said in told]
    assert named[1] <= named[0] and named[2] <= named[0]  # nothing else is there to fill in


def check_text(said):
    assert all(text.strip() == text and text for text in (said.values() if isinstance(said, dict) else [said]))
    if isinstance(said, dict):
        one, other = said["one"], said["other"]
        assert set(said) == {"one", "other"}
        assert "{n}" in other
        assert set(re.findall(r"{\w+}", one)) | {"{n}"} == set(re.findall(r"{\w+}", other))


# What is not so: in a browser there is no folder and no server, and where nothing is kept nothing is safe.
UNTRUE = {
    "browser": r"\bfolder|\bdisk\b|notebook|Ctrl\+C\b|Jupyter|my-lessons",
    "memory": r"^Saved|is safe|at once|\bare saved|tomorrow|; .*reload the page",
}


@pytest.mark.parametrize("edition", UNTRUE)
def test_no_text_says_what_is_untrue_in_an_edition(edition):
    """What came from another window cannot be told where there is one alone."""
    told = {key: str(told_in(edition, STRINGS[key])) for key in KEYS if not key.endswith(".merged")}
    assert {key: said for key, said in told.items() if re.search(UNTRUE[edition], said)} == {}


def test_what_is_told_by_edition_differs():
    """An edition has words of its own only where those before it are not true there."""
    for key, said in STRINGS.items():
        if isinstance(said, dict) and "desktop" in said:
            assert set(said) <= set(EDITIONS) and len(said) > 1, key
            assert len({str(words) for words in said.values()}) == len(said), key


def test_places_are_filled_and_not_what_fills_them():
    """A text of the article may have braces of its own."""
    assert say("swap.thought", reference="key", thought="{say} it") == "The key: {say} it"
    with pytest.raises(KeyError, match="sved"):
        say("form.sved")


@pytest.mark.parametrize("name", sorted(name for name in SOURCES if name.endswith(".js")))
def test_no_script_has_words_of_its_own(name):
    """A string that begins like a word or a sentence belongs in the table."""
    code = re.sub(r"^\s*(//|/?\*).*$|(?<=[;,{] )//.*$", "", SOURCES[name], flags=re.M)
    found = re.findall(r"""(?<=["'`])[A-Z][a-z+]+[^"'`$]*(?=["'`])""", code)
    assert {text for text in found if not text.startswith("Arrow")} <= KEYBOARD, found
