"""Cases: small texts of our own, each made after something that was read wrongly on a page from the wild.

``cases/<layer>.toml`` has them, ``cases/kinds.toml`` says what each ``kind`` is. A case is a ``text`` and its right
reading, in lines that a layer is written as (``LINES``), each a regular expression that has to match the whole line:

- ``only``: the lines that there are, these and no others, in order;
- ``has`` and ``hasnt``: lines that are, and are not, among them;
- ``furniture_after``: every block after the one that begins like this is furniture (zones).

``why`` says in words what is right. In ``floors.toml`` stands how many hold, with the parser and by patterns; a floor
may rise and never fall.
"""

from __future__ import annotations

import re
import subprocess
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

import kit
from kit.annotate.voices import SPEECH
from kit.segment import FURNITURE

HOME = Path(__file__).with_name("cases")
KINDS = tomllib.loads((HOME / "kinds.toml").read_text(encoding="utf-8"))
FLOORS = tomllib.loads((HOME / "floors.toml").read_text(encoding="utf-8"))
WAYS = {"parser": True, "patterns": False}


def quotes(reading: kit.Reading) -> list[str]:
    """Label, speaker, words; a speaker who is not known is a dash, or the pronoun."""
    lines = []
    for quote in reading.quotes:
        place = quote.evidence.get("speaker")
        speaker = quote.attributes.get("speaker") or (reading.article.text[slice(*place)] if place else "–")
        kind = f"{quote.label}, not said" if quote.attributes.get("said") == "no" else quote.label
        words = " ".join(reading.article.covered(quote).split())
        lines.append(f"{kind} · {speaker} · {words}" if quote.label in SPEECH else f"{kind} · {words}")
    return lines


def labelled(layer: str) -> Callable[[kit.Reading], list[str]]:
    """Label and words, of what the author says."""
    return lambda reading: [
        f"{found.label} · {' '.join(reading.article.covered(found).split())}"
        for found in reading.layer(layer)
        if found.attributes.get("voice", "author") == "author"
    ]


LINES: Mapping[str, Callable[[kit.Reading], list[str]]] = {
    "sources": lambda reading: [f"{source.speaker or '–'} · {source.record}" for source in reading.sources],
    "quotes": quotes,
    "zones": labelled("zone"),
    "claims": labelled("claim"),
    "loaded": labelled("loaded"),
    "sentences": lambda reading: [reading.article.covered(sentence) for sentence in reading.sentences],
}


def cases(layer: str) -> list[dict[str, Any]]:
    """The cases of a layer."""
    return tomllib.loads((HOME / f"{layer}.toml").read_text(encoding="utf-8"))["case"]


def wrong(layer: str, case: Mapping[str, Any], *, parser: bool) -> list[str]:
    """What is found where a case does not hold; nothing where it does."""
    lines = LINES[layer](kit.read(kit.parse_text(case["text"]), parser=parser))
    right = [
        "only" not in case or _all_match(case["only"], lines),
        all(any(re.fullmatch(wanted, line) for line in lines) for wanted in case.get("has", ())),
        not any(re.fullmatch(unwanted, line) for line in lines for unwanted in case.get("hasnt", ())),
        "furniture_after" not in case or _furniture_after(case["furniture_after"], lines),
    ]
    return [] if all(right) else lines or ["nothing"]


def _all_match(wanted: list[str], lines: list[str]) -> bool:
    return len(wanted) == len(lines) and all(map(re.fullmatch, wanted, lines))


def _furniture_after(words: str, lines: list[str]) -> bool:
    at = next(i for i, line in enumerate(lines) if line.partition(" · ")[2].startswith(words))
    return all(line.partition(" · ")[0] in FURNITURE for line in lines[at + 1 :])


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("layer", LINES)
def test_as_many_hold_as_before(layer: str, way: str) -> None:
    """The cases of a layer that hold are no fewer than its floor, and the floor is raised when more do."""
    found = [(case, wrong(layer, case, parser=WAYS[way])) for case in cases(layer)]
    fails = [
        f"{case['kind']} {case['text']!r}\n  right: {case['why']}\n  found: {lines}" for case, lines in found if lines
    ]
    held = len(found) - len(fails)
    assert held == FLOORS[layer][way], f"{held} of {len(found)} hold; floor {FLOORS[layer][way]}\n" + "\n".join(fails)


def test_cases_are_whole() -> None:
    """Each has a kind that is known, a reading, and a reason; none stands twice."""
    for layer in LINES:
        texts = [case["text"] for case in cases(layer)]
        assert len(texts) == len(set(texts))
        for case in cases(layer):
            assert case["kind"] in KINDS and case["why"]
            assert case.keys() & {"only", "has", "hasnt", "furniture_after"}, case
            assert case.keys() <= {"kind", "text", "why", "only", "has", "hasnt", "furniture_after"}, case


def test_no_floor_falls() -> None:
    """Against the floors of the last commit, and of the one before it."""
    for commit in ("HEAD", "HEAD~1"):
        shown = subprocess.run(
            ["git", "show", f"{commit}:tests/cases/floors.toml"], cwd=HOME, capture_output=True, check=False
        )
        if shown.returncode:  # no such commit, or not in it: a source archive, a shallow clone, the first time
            continue
        before = tomllib.loads(shown.stdout.decode("utf-8"))
        lower = [(layer, way) for layer, ways in before.items() for way in ways if FLOORS[layer][way] < ways[way]]
        assert not lower, f"lower than in {commit}: {lower}"
