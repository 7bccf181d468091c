"""Charts, each with its words and its table."""

from __future__ import annotations

from kit.charts.chart import Chart
from kit.charts.claims import certainty_of_claims, kinds_of_claims, sources_of_claims
from kit.charts.loaded import loaded_along, loaded_per_thousand
from kit.charts.readability import readability_by_voice, two_opinions
from kit.charts.speakers import who_speaks
from kit.charts.strips import sentence_lengths, term_strips, zones_and_voices
from kit.charts.terms import term_slopes, terms_by_voice
from kit.charts.zones import share_of_article, words_by_zone

__all__ = [
    "Chart",
    "certainty_of_claims",
    "kinds_of_claims",
    "loaded_along",
    "loaded_per_thousand",
    "readability_by_voice",
    "sentence_lengths",
    "share_of_article",
    "sources_of_claims",
    "term_slopes",
    "term_strips",
    "terms_by_voice",
    "two_opinions",
    "who_speaks",
    "words_by_zone",
    "zones_and_voices",
]
