"""Charts, each with its words and its table."""

from __future__ import annotations

from kit.charts.chart import Chart
from kit.charts.speakers import who_speaks
from kit.charts.zones import share_of_article, words_by_zone

__all__ = ["Chart", "share_of_article", "who_speaks", "words_by_zone"]
