"""What stands for nltk in this process: CMUdict, which is all that textstat asks nltk for, by the kit's syllables.

Python looks for a module first in the folder that it was told to run, and so finds this one when textstat imports nltk.
The real one takes two seconds to import, and would ask the network for the dictionary.
"""

from __future__ import annotations

from types import SimpleNamespace

from kit.readability.syllables import syllables

__all__ = ["corpus", "data"]


class Dictionary:
    """The kit's syllables in the shape of CMUdict: a list of pronunciations, in which vowels end in a digit.

    What is no plain word is not in it, so that textstat does with it what it always does.

    >>> Dictionary()["harbour"]
    [['V1', 'V1']]
    """

    def __getitem__(self, word: str) -> list[list[str]]:
        if not word.replace("'", "").isalpha():
            raise KeyError(word)
        return [["V1"] * syllables(word)]


data = SimpleNamespace(find=lambda name: name)
corpus = SimpleNamespace(cmudict=SimpleNamespace(dict=Dictionary))
