"""Terms: how often words stand in a text, where, in what company, and in which of two texts more often."""

from kit.lexicons.stop_words import STOP_WORDS
from kit.terms.collocations import Collocate, collocates
from kit.terms.concordance import Line, concordance
from kit.terms.counting import Row, Term, by_article, by_voice, frequencies
from kit.terms.dispersion import Dispersion, deviation, dispersion
from kit.terms.forms import group_forms
from kit.terms.keyness import Keyword, keyness, keyness_table
from kit.terms.ratio import Ratio, g2, log_ratio
from kit.terms.voice_words import Word, Words, find_words

__all__ = [
    "STOP_WORDS",
    "Collocate",
    "Dispersion",
    "Keyword",
    "Line",
    "Ratio",
    "Row",
    "Term",
    "Word",
    "Words",
    "by_article",
    "by_voice",
    "collocates",
    "concordance",
    "deviation",
    "dispersion",
    "find_words",
    "frequencies",
    "g2",
    "group_forms",
    "keyness",
    "keyness_table",
    "log_ratio",
]
