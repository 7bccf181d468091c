"""How hard a text is to read, by ten published formulas: of the page, the article, its author and those quoted."""

from kit.readability.counts import Counts, count
from kit.readability.familiar import is_familiar
from kit.readability.measures import MEASURES, Measure
from kit.readability.scores import Score, Scores, score
from kit.readability.second import Opinion, second_opinion

__all__ = [
    "MEASURES",
    "Counts",
    "Measure",
    "Opinion",
    "Score",
    "Scores",
    "count",
    "is_familiar",
    "score",
    "second_opinion",
]
