"""Syllables: a table of what spelling does not tell, and rules for the rest."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import pairwise
from pathlib import Path

__all__ = ["exceptions", "syllables", "syllables_by_rule"]

# Vowel letters that are not heard, or not as a vowel. Each branch begins with its letter: that is what makes it fast.
_SILENT = re.compile(
    r"""
    u(?: (?<=qu) | (?<=gu)(?=[aeio]) )                        # queen, guard
  | y(?: (?<=^y) | (?<=[aeiou]y) )(?=[aeiou])                 # year, beyond
  | a(?<=ica)(?=lly$)                                         # basically
  | e(?: (?<=[^aeiouy]e)$ | (?<=[qg]ue)(?=[sd]?$)             # hope, plague
       | (?<=[^aeiouycsxzgh]e)(?=s$) | (?<=[^cs]he)(?=s$)     # hopes, but not faces or wishes
       | (?<=[^aeioutdr]e)(?=d$) | (?<=[aeiour]re)(?=d$)      # hoped, stirred, but not wanted or sacred
       | (?<=[^aeiouy]e)(?=(?:ly|ness|less|ful|fully|lessly|some)$)  # lately, hopeful
       | (?<=[^aeiouyl]e)(?=ments?$) | (?<=[fn]e)(?=ty$)      # basement, safety
       | (?: (?<=^some|^home|^time|^life|^side|^fire|^name|^wide|^game|^love|^line|^face|^case|^base|^fore|^here)
           | (?<=^there|^where|^horse|^house|^white|^whole|^drive|^space|^state|^place) )(?=[^aeiouyrsdn])  # lifelong
     )
    """,
    re.X,
)
_VOWELS = re.compile(r"[aeiouy]+")
# Where a run of vowel letters is two syllables, or a consonant is one.
_SPLIT = re.compile(
    r"""
    i(?: (?<![ctgsxl]i)(?=a) | (?<=li)(?=a[^nr]) | (?<=si)(?=as) | (?<=[cst]i)(?=a(?:te|ti|bl|tr))  # media
       | (?<![aeioucstgxln]i)(?=o) | (?<=ti)(?=os?$) | (?<=si)(?=ol) | (?=u)                # period, ratio, premium
       | (?<=[^aeiouct]i)(?<!pri)(?=e[rt]|est|en[tc]) | (?: (?<=^sci) | (?<=soci) )(?=e)    # drier, science
       | (?<=li)(?=ens?$|ena) | (?<=[aeiou]i)(?=ng) | (?<=[^aeiou]yi)(?=ng) )               # alien, going, studying
  | u(?: (?<![gq]u)(?=al|ou|ar|at|an|it[yio]|in[^g]|id|ici) | (?=e[nl]) )                   # annual, fluid, fluent
  | e(?: (?<![gpj]e)(?=o(?!n)) | (?<=re)(?=at(?:e|i|or)) | (?<=the)(?=at)                   # video, create, theatre
       | (?<=[aeiou][^aeiouy]e)(?=as?$) | (?<=[^a]ire)(?=[sd]?$) | (?<=^re|^de)(?=act)      # idea, empire, react
       | (?<=^re)(?=aff|all[io]|app|arr|ass|al[iu]|e[lmnvx]|i[mnst][^d]|o[cpr]|u[ns]) )     # reopen
  | o(?: (?=e[tm]) | (?<=ero|sto)(?=in$|ic) | (?<=^co)(?=ord|oper|inc|ex) )                 # poet, heroic, coexist
  | y(?<![aeiouw]y)(?=os?$|ers?$)                                                           # embryo
  | l(?: (?<=[^aeiouylr]l)(?=e[sd]?$) | (?<=..[bcdfgkptz]l)(?=ing$) )                       # tables, puzzling
  | r(?<=[^aeiour]r)(?=es?$)                                                                # acre
  | m(?: (?<=sm|hm)(?=s?$) | (?<=^m)(?=c[^aeiouy]) )                                        # racism, rhythm, McBride
    """,
    re.X,
)
_PARTS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+(?:,\d{3})*")
_SIBILANT = re.compile(r"(?:[sxz]|[cs]h|[cgsz]e)$")
_AS_A_WORD = re.compile(r"[^aeiou]?(?:[aeiou]{1,2}[^aeiou]{1,2})+[aeiou]?")  # NATO, but not CSTO
_NOT = frozenset({"can", "don", "won", "ain", "shan"})  # can't is one syllable, isn't two
_ORDINAL = re.compile(r"(\d)(?:st|nd|rd|th|s)\b")  # 21st, 1990s: the ending is no syllable of its own
_SMALL = (2, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 3, 1, 2, 2, 2, 2, 3, 2, 2)  # zero, one, ... nineteen
_TENS = (0, 0, 2, 2, 2, 2, 2, 3, 2, 2)


def syllables(word: str) -> int:
    """How many syllables a word has as it is read aloud; 0 where there is nothing to read.

    Parts joined by hyphens or the like are added up, numbers are read out (four digits as a year), and short words in
    capitals are spelled unless they can be said. What spelling does not tell comes from the CMU Pronouncing Dictionary
    (first pronunciation), which thereby agrees on each of its plain words. No text raises.

    Source for figures and initials: Flesch, "A new readability yardstick", Journal of Applied Psychology 32:3 (1948).

    >>> [syllables(word) for word in ("people", "isn't", "well-known", "CSTO", "NATO", "1918", "U.S.")]
    [2, 2, 2, 4, 2, 4, 2]
    """
    if word.isalpha() and word.isascii():
        return _word(word)
    return sum(map(_part, _PARTS.findall(_ORDINAL.sub(r"\1", word))))


def syllables_by_rule(word: str) -> int:
    """How many syllables the spelling of a word in lower case (a to z) suggests: 1 at least.

    >>> syllables_by_rule("reading"), syllables_by_rule("colonel")
    (2, 3)
    """
    heard = _SILENT.sub("-", word)
    return max(1, len(_VOWELS.findall(heard)) + len(_SPLIT.findall(word)))


@cache
def exceptions() -> dict[str, int]:
    """The words whose count the rules do not tell, from ``data/syllables.txt`` (made by ``build_syllables.py``).

    >>> exceptions()["colonel"]
    2
    """
    table: dict[str, int] = {}
    for line in (Path(__file__).parent / "data" / "syllables.txt").read_text(encoding="utf-8").splitlines():
        if line[0] != "#":
            table |= dict.fromkeys(line[2:].split(), int(line[0]))
    return table


def _part(part: str) -> int:
    if part[0].isdecimal():
        return _number(part)
    if (known := exceptions().get(_plain(part))) is not None:
        return known
    pieces = part.replace("’", "'").split("'")
    return _word(pieces[0]) + sum(_after_mark(*pair) for pair in pairwise(pieces))


def _word(part: str) -> int:
    word = _plain(part)
    if (known := exceptions().get(word)) is not None:
        return known
    if part.isupper() and (len(part) < 4 or (len(part) < 6 and not _AS_A_WORD.fullmatch(word))):
        return sum(3 if letter == "w" else 1 for letter in word)
    return syllables_by_rule(word)


def _after_mark(base: str, ending: str) -> int:
    """What the letters after an apostrophe add."""
    base, ending = base.lower(), ending.lower()
    if ending == "s":
        return bool(_SIBILANT.search(base))
    if ending == "t":
        return base[-1] == "n" and base not in _NOT
    if ending in ("ll", "ve"):
        return base[-1] not in "aeiouy"
    if ending == "d":
        return base[-1] == "t"
    return 0 if ending in ("m", "re", "n") else _word(ending)


def _plain(part: str) -> str:
    """In lower case, without accents, the apostrophe straight."""
    word = part.lower()
    if word.isascii():
        return word
    word = unicodedata.normalize("NFKD", word.replace("’", "'"))
    return "".join(c for c in word if not unicodedata.combining(c))


def _number(digits: str) -> int:
    """A number read aloud: 1918 as a year, 1,918 in full, 007 and what is very long digit by digit."""
    plain = digits.replace(",", "")
    if len(plain) > 12 or (plain[0] == "0" and len(plain) > 1):
        return sum(_SMALL[int(digit)] for digit in plain)
    number = int(plain)
    if len(digits) == 4 and (1100 <= number < 2000 or 2010 <= number < 2100):
        century, year = divmod(number, 100)
        return _hundreds(century) + (_hundreds(year) + (year < 10) if year else 2)  # nineteen "oh" four
    heard = 0
    for power in range(4):
        if group := number // 1000**power % 1000:
            heard += _hundreds(group) + (2 if power else 0)  # thousand, million, billion
    return heard or _SMALL[0]


def _hundreds(number: int) -> int:
    hundreds, rest = divmod(number, 100)
    below = _SMALL[rest] if rest < 20 else _TENS[rest // 10] + (_SMALL[rest % 10] if rest % 10 else 0)
    return (_SMALL[hundreds] + 2 if hundreds else 0) + (below if rest else 0)
