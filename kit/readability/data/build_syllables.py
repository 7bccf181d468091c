"""Make syllables.txt: the words of the CMU Pronouncing Dictionary whose syllables the kit's rules do not tell.

    python kit/readability/data/build_syllables.py cmudict.dict

cmudict.dict is the dictionary's own file (https://github.com/cmusphinx/cmudict). Run it again after a change to the
rules in kit/syllables.py.
"""

from __future__ import annotations

import sys
import textwrap
from pathlib import Path

from kit.readability.syllables import exceptions, syllables

HEAD = """\
# How many syllables the words have whose spelling does not tell: the count, then the words.
# Derived from the CMU Pronouncing Dictionary, Copyright (C) 1993-2015 Carnegie Mellon University, on the terms of
# CMUDICT-LICENSE.txt beside this file. Made by build_syllables.py; not to be edited by hand.
"""


def read(path: Path) -> dict[str, int]:
    """Word to syllables of the first pronunciation, where the word is letters and apostrophes within."""
    counts: dict[str, int] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        word, *phones = line.partition("#")[0].split()
        if word.replace("'", "").isalpha() and word[0] != "'" != word[-1]:
            counts.setdefault(word, sum(phone[-1].isdigit() for phone in phones))  # a vowel ends in its stress
    return {word: count for word, count in counts.items() if count}  # not "hmm"


def main(dictionary: str) -> None:
    """Write the table beside this file."""
    table = exceptions()
    table.clear()  # what do the rules say without it?
    by_count: dict[int, list[str]] = {}
    for word, count in sorted(read(Path(dictionary)).items(), key=lambda entry: ("'" in entry[0], entry)):
        if syllables(word) != count:
            table[word] = count  # so that "colonel's" need not be told beside "colonel"
            by_count.setdefault(count, []).append(word)
    lines = [
        line
        for count, words in sorted(by_count.items())
        for line in textwrap.wrap(" ".join(words), 118, initial_indent=f"{count} ", subsequent_indent=f"{count} ")
    ]
    Path(__file__).with_name("syllables.txt").write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
