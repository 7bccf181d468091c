"""Concordances and keywords as tables to read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import isinf

from kit.annotate.quotes.find import find_quotes
from kit.annotate.voices import spans_of, within
from kit.annotation import Annotation
from kit.article import Article
from kit.tables import Table
from kit.terms.concordance import concordance
from kit.terms.keyness import Keyword

__all__ = ["concordance_table", "keyness_table", "times"]


def concordance_table(
    article: Article,
    query: str,
    *,
    quotes: Iterable[Annotation] | None = None,
    width: int = 40,
    inflections: bool = False,
) -> Table:
    """Every line of an article, without its furniture, in which a word or phrase stands; and who has the word there.

    See ``kit.terms.concordance``, and for ``quotes`` ``kit.annotate.voices.spans_of``.

    >>> article = Article.from_text("“The dam will hold,” Ana Ruiz said. The dam broke.")
    >>> concordance_table(article, "dam", width=10).rows[1:]
    (('1', '“The', 'dam', 'will', 'quoted'), ('2', 'said. The', 'dam', 'broke.', 'author'))
    """
    quotes = find_quotes(article, parser=False) if quotes is None else list(quotes)
    voices = {voice: spans_of(article, voice, quotes=quotes) for voice in ("author", "quoted")}
    rows = [("line", "before", "word", "after", "whose words")]
    for number, line in enumerate(concordance(article, query, width=width, inflections=inflections), 1):
        whose = next((voice for voice, spans in voices.items() if within([line.span], spans)), "a label")
        rows.append((str(number), line.left.strip(), line.key, line.right.strip(), whose))
    caption = f"{len(rows) - 1} lines. Each is cut off at both ends: go back to the text before you judge."
    return Table(tuple(rows), caption, ("right", "right", "center", "left", "left"))


def keyness_table(found: Sequence[Keyword], study: str, reference: str, *, most: int = 10) -> Table:
    """The keywords of two texts with their counts, how many times as often, the interval, and what holds up.

    ``study`` and ``reference`` are the names to show. Stop words that were set aside, and what is too rare to compare,
    are left out. "Holds up" means that the interval keeps clear of "as often" although so many terms were compared.

    >>> from kit.terms import keyness
    >>> wet, dry = Article.from_text("Rain. " * 8 + "Sun came."), Article.from_text("Sun. " * 9 + "Rain fell.")
    >>> keyness_table(keyness(wet, dry), "wet", "dry").rows[1]
    ('rain', '8', '1', '8.8×', '2.0× to 50.1×', 'yes')
    """
    compared = [keyword for keyword in found if keyword.log_ratio is not None]
    rows = [("term", study, reference, f"{study} : {reference}", "95 % interval", "holds up?")]
    for key in [keyword for keyword in compared if not keyword.set_aside][:most]:
        assert key.log_ratio is not None and key.low is not None and key.high is not None
        interval = f"{times(key.low)} to {times(key.high)}"
        verdict = "yes" if key.lrc else "no"
        counts = f"{key.count:,}", f"{key.reference_count:,}"
        rows.append((key.term, *counts, times(key.log_ratio), interval, verdict))
    caption = (
        f"{len(compared)} terms were compared. The more one compares, the more differ by chance; “holds up” allows for "
        "that. Where one side has none, half an occurrence is put in, so the figure is a makeshift."
    )
    return Table(tuple(rows), caption, ("left", "right", "right", "right", "left", "left"))


def times(doublings: float) -> str:
    """A log ratio as people say it: how many times as often.

    >>> times(1.0), times(-4.0), times(float("-inf")), times(float("inf"))
    ('2.0×', '0.06×', '0×', 'no limit')
    """
    if isinf(doublings):
        return "no limit" if doublings > 0 else "0×"
    return f"{2**doublings:.1f}×" if doublings > -2 else f"{2**doublings:.2f}×"
