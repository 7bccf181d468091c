"""Figures that a lesson's texts may quote, worked out from the text itself: so another article has other figures."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from kit.activity.templates import about
from kit.activity.texts import Text
from kit.agreement.units import tier
from kit.charts import loaded_per_thousand, share_of_article, two_opinions
from kit.readability import Score, count, score
from kit.reading import Reading, read
from kit.tables import Listing
from kit.terms import STOP_WORDS, Keyword, Words, concordance, keyness

__all__ = ["FIGURES", "figures_of", "speaker_keywords"]

_TIES = 4  # words that a sentence names


def figures_of(text: Text | None) -> dict[str, Callable[..., object]]:
    """The figures of a text by name, each worked out when it is asked for; none where there is no text.

    >>> figures_of(None)
    {}
    """
    return about(text.reading, FIGURES) if text else {}


# Zones, sources, claims, loaded words


def _article_in_100(reading: Reading) -> int:
    return round(100 * share_of_article(reading))


def _quoted_in_100(reading: Reading) -> int:
    return round(100 * sum(source.share for source in reading.sources))


def _claims(reading: Reading, labels: str) -> int:
    """How many claims are of one of these kinds."""
    return sum(claim.label in labels.split() for claim in reading.claims)


def _claims_accepting(reading: Reading, label: str) -> int:
    """How many claims are of another kind, and may be read as one of this."""
    return sum(label in claim.attributes.get("accept", "").split() for claim in reading.claims)


def _loaded(reading: Reading) -> int:
    """How many words or phrases push, whoever says them; a key's traps do not."""
    return sum(tier(word) != "trap" for word in reading.loaded)


def _loaded_in_1000(reading: Reading) -> str:
    rate = loaded_per_thousand(reading)
    return "none, for the author has no words" if rate is None else f"{rate:.0f}"


# Words counted


def _top_term(reading: Reading) -> str:
    return reading.terms("page", stop_words=STOP_WORDS)[0].spelling


def _top_count(reading: Reading, voice: str) -> int:
    """How often a voice has the word that is the most frequent on the page."""
    top = reading.terms("page", stop_words=STOP_WORDS)[0].term
    return sum(term.count for term in reading.terms(voice) if term.term == top)


def _top_ties(reading: Reading) -> str:
    """Which other words are as frequent on the page, in a sentence."""
    first, *others = reading.terms("page", stop_words=STOP_WORDS)
    ties = [f"“{term.spelling}”" for term in others if term.count == first.count]
    if not ties:
        return "No other word comes as often."
    if len(ties) > _TIES:
        return f"{len(ties)} other words come as often."
    *some, last = ties
    return f"{', '.join(some)} and {last} come as often." if some else f"{last} comes as often."


def _lines(reading: Reading, word: str) -> int:
    return len(reading.concordance(word))


@lru_cache(maxsize=8)
def _lines_by_use(reading: Reading, word: str) -> dict[str, list[int]]:
    """The numbers of the lines with a word: others' words, the author's own, the author's in marks."""
    uses: dict[str, list[int]] = {"own": [], "marked": [], "quoted": []}
    for number, line in enumerate(reading.concordance(word), 1):
        marked = line.left.endswith(('"', "“"))
        uses["quoted" if line.voice == "quoted" else "marked" if marked else "own"].append(number)
    return uses


def _quoted_lines(reading: Reading, word: str) -> str:
    return _numbers(_lines_by_use(reading, word)["quoted"])


def _marked_lines(reading: Reading, word: str) -> str:
    return _numbers(_lines_by_use(reading, word)["marked"])


def _own_lines(reading: Reading, word: str) -> str:
    return _numbers(_lines_by_use(reading, word)["own"])


def _quoted_count(reading: Reading, word: str) -> int:
    return len(_lines_by_use(reading, word)["quoted"])


def _own_count(reading: Reading, word: str) -> int:
    return len(_lines_by_use(reading, word)["own"])


def _first_own_line(reading: Reading, word: str) -> str:
    return _numbers(_lines_by_use(reading, word)["own"][:1])


def _second_own_line(reading: Reading, word: str) -> str:
    return _numbers(_lines_by_use(reading, word)["own"][1:2])


def _numbers(lines: list[int]) -> str:
    """Line numbers in words.

    >>> _numbers([2, 3, 6]), _numbers([])
    ('2, 3 and 6', 'none')
    """
    *others, last = map(str, lines) if lines else ["none"]
    return f"{', '.join(others)} and {last}" if others else last


# Grades


@lru_cache(maxsize=16)
def _flesch_kincaid(reading: Reading, voice: str) -> Score:
    return reading.readability(voice)["flesch_kincaid"]


def _grade(reading: Reading, voice: str) -> str:
    return _decimal(_flesch_kincaid(reading, voice).value)


def _grade_low(reading: Reading, voice: str) -> str:
    return _decimal(_flesch_kincaid(reading, voice).low)


def _grade_high(reading: Reading, voice: str) -> str:
    return _decimal(_flesch_kincaid(reading, voice).high)


def _grade_ranges(reading: Reading) -> str:
    """Whether the intervals of the author's grade and that of those quoted have a grade in common."""
    author, quoted = (_flesch_kincaid(reading, voice) for voice in ("author", "quoted"))
    if author.low is None or author.high is None or quoted.low is None or quoted.high is None:
        return "cannot be worked out"
    return "overlap" if author.low <= quoted.high and quoted.low <= author.high else "lie apart"


def _grade_of(reading: Reading, sentence: str) -> str:
    return _decimal(score(count(sentence))["flesch_kincaid"].value)


@lru_cache(maxsize=8)
def _grades(reading: Reading) -> list[float]:
    """The grades of two programs, by each formula that gives one, from the lowest up."""
    return sorted(float(figure) for row in two_opinions(reading).table[1:] for figure in row[1:3])


def _lowest_grade(reading: Reading) -> str:
    return _decimal(_grades(reading)[0])


def _highest_grade(reading: Reading) -> str:
    return _decimal(_grades(reading)[-1])


def _grade_gap(reading: Reading) -> str:
    return _decimal(_grades(reading)[-1] - _grades(reading)[0])


def _decimal(figure: float | None) -> str:
    return "unknown" if figure is None else f"{figure:.1f}"


# Keywords of one who is quoted, beside the author


def speaker_keywords(reading: Reading, speaker: str) -> Listing[Keyword]:
    """The words that somebody quoted uses more, or less, than the author, the surest first; see ``keyness``."""
    return keyness(_words_of(reading, speaker), reading.words("author"), at_least=3, stop_words=STOP_WORDS)


def _words_of(reading: Reading, speaker: str) -> Words:
    said = [quote for quote in reading.quotes if quote.attributes.get("speaker") == speaker]
    if not said:
        speakers = ", ".join(source.speaker for source in reading.sources if source.speaker) or "nobody"
        raise ValueError(f"nobody called {speaker!r} is quoted; those quoted are: {speakers}")
    return read(reading, quotes=said).words("quoted")


@lru_cache(maxsize=8)
def _keywords(reading: Reading, speaker: str) -> Listing[Keyword]:
    return speaker_keywords(reading, speaker)


def _keyword(reading: Reading, speaker: str) -> str:
    return _keywords(reading, speaker)[0].spelling


def _keyword_times(reading: Reading, speaker: str) -> str:
    return f"{2 ** (_keywords(reading, speaker)[0].log_ratio or 0):.0f}"


def _keyword_count(reading: Reading, speaker: str) -> int:
    return _keywords(reading, speaker)[0].count


def _keyword_count_of_author(reading: Reading, speaker: str) -> int:
    return _keywords(reading, speaker)[0].reference_count


def _keyword_lines(reading: Reading, speaker: str) -> str:
    lines = concordance(_words_of(reading, speaker), _keyword(reading, speaker), width=48)
    return "\n\n".join(f"… {line.left}{line.key.upper()}{line.right} …" for line in lines)


def _sure_keywords(reading: Reading, speaker: str) -> str:
    """Those that hold up, with how often each of the two has them."""
    sure = (f"“{k.spelling}” ({k.count} : {k.reference_count})" for k in _keywords(reading, speaker) if k.lrc)
    return " and ".join(sure)


def _words_of_speaker(reading: Reading, speaker: str) -> int:
    return _words_of(reading, speaker).size


FIGURES: dict[str, Callable[..., object]] = {
    "article_in_100": _article_in_100,
    "quoted_in_100": _quoted_in_100,
    "sentences": lambda reading: len(reading.sentences),
    "claims": _claims,
    "claims_accepting": _claims_accepting,
    "loaded": _loaded,
    "loaded_in_1000": _loaded_in_1000,
    "words": lambda reading, voice: reading.words(voice).size,
    "words_of_speaker": _words_of_speaker,
    "top_term": _top_term,
    "top_count": _top_count,
    "top_ties": _top_ties,
    "lines": _lines,
    "own_count": _own_count,
    "quoted_count": _quoted_count,
    "own_lines": _own_lines,
    "first_own_line": _first_own_line,
    "second_own_line": _second_own_line,
    "quoted_lines": _quoted_lines,
    "marked_lines": _marked_lines,
    "grade": _grade,
    "grade_low": _grade_low,
    "grade_high": _grade_high,
    "grade_ranges": _grade_ranges,
    "grade_of": _grade_of,
    "lowest_grade": _lowest_grade,
    "highest_grade": _highest_grade,
    "grade_gap": _grade_gap,
    "keyword": _keyword,
    "keyword_times": _keyword_times,
    "keyword_count": _keyword_count,
    "keyword_count_of_author": _keyword_count_of_author,
    "keyword_lines": _keyword_lines,
    "sure_keywords": _sure_keywords,
}
