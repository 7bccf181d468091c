"""Every way by which words of an article, its card, a lesson or a learner reach a page: HTML, pictures and widgets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import kit
from kit import Annotation, Article, Card, Span
from kit.activity.answer import Answer, Try
from kit.activity.background import Background, Note
from kit.activity.columns import Column
from kit.activity.labels import Label
from kit.activity.pair import Link, Only, Pair
from kit.activity.proposals import proposed
from kit.activity.texts import Text
from kit.annotate.sources import find_sources
from kit.lesson import closed
from kit.lesson.about import About
from kit.lesson.one_page import Filled, OnePage, one_page_html
from kit.lesson.panels import terms_panel
from kit.making.another import Again
from kit.making.change import with_background, with_card, with_glossary, with_title
from kit.making.parts import lesson_files
from kit.making.propose import draft
from kit.report import report_html
from kit.segment.blocks import find_blocks
from kit.tables import Table
from kit.visible import sign_for_sign
from kit.widgets import Highlighter
from kit.widgets.another import Another
from kit.widgets.claim_form import ClaimForm
from kit.widgets.explorer import Explorer
from kit.widgets.own_report import Made, OwnReport
from kit.widgets.progress import Progress
from kit.widgets.question import Question, choose, write
from kit.widgets.reviewer import Reviewer
from kit.widgets.source_form import SourceForm
from kit.widgets.swap import Swap
from kit.widgets.table_form import TableForm
from kit.widgets.two_texts import TwoTexts

__all__ = ["charts", "html_views", "widgets"]


def page_of(words: Sequence[str]) -> str:
    """A saved page with these words in its headline, byline, tags, speech, names of speakers and furniture."""
    speech = "".join(
        f"“It is {each} now,” said Ana {each} of the town.\n\n{each} will harm us all, he said.\n\n" for each in words
    )
    own = "It will rain on Monday. The report says so. The plan is a disgrace, and the mob should be stopped."
    head = f"{words[0]}\n\nBy {words[0]}\n\nRegion: {words[0]}"
    return f"{head}\n\n{own}\n\n{speech}Share {words[0]}\n\nCopyright {words[0]}"


def card_of(words: Sequence[str]) -> Card:
    """A card that says these words wherever it says anything."""
    said = dict.fromkeys(("title", "author", "outlet", "date", "region", "theme", "notice"), " ".join(words))
    return Card(**said, url=words[0])


def html_views(words: Sequence[str]) -> dict[str, str]:
    """What is shown as HTML, by what it is; each text is in there as it stands and as Markdown."""
    views = {}
    for name, article in {
        "text": Article.from_text(page_of(words), card=card_of(words)),
        "Markdown": kit.parse_text(page_of(words), card=card_of(words)),
    }.items():
        reading = kit.read(article, parser=False)
        views |= {
            f"an article ({name})": article._repr_html_(),
            f"a reading ({name})": reading._repr_html_(),
            f"its zones ({name})": reading.zones._repr_html_(),
            f"its speech ({name})": reading.quotes._repr_html_(),
            f"its sources ({name})": reading.sources._repr_html_(),
            f"its claims ({name})": reading.claims._repr_html_(),
            f"its loaded words ({name})": reading.loaded._repr_html_(),
            f"its terms ({name})": reading.terms()._repr_html_(),
            f"a concordance ({name})": reading.concordance("is")._repr_html_(),
            f"collocates ({name})": reading.collocates("is")._repr_html_(),
        }
    return (
        views
        | {"a report": _body(report_html(kit.read(article, parser=False))), "a handout": _body(_handout(words))}
        | _of_speakers(words)
        | _of_a_lesson(words)
        | {"the highlighter, without scripts": _marked(words).to_html(note=words[0])}
    )


def _body(page: str) -> str:
    """What stands in a whole page of HTML, whose head has a style and a policy of its own."""
    return page.partition("<body")[2].partition(">")[2].rpartition("</body>")[0]


def _handout(words: Sequence[str]) -> str:
    made = draft(sign_for_sign(page_of(words)), name="made", parser=False)  # a file of text has no control characters
    plain = " ".join(" ".join(words).split())
    made = with_title(with_card(made, **_facts(words)), plain)
    made = with_background(made, [Note(each, each, each) for each in words])
    made = with_glossary(made, {"rain": plain, "mob": plain})
    return lesson_files(made)["made.handout.html"]


def _facts(words: Sequence[str]) -> dict[str, str | None]:
    return {fact: said for fact, said in card_of(words).as_dict().items() if fact not in ("retrieved", "sha256")}


def _of_speakers(words: Sequence[str]) -> dict[str, str]:
    """Speakers by any name, and a reading whose layers say any words of each mark."""
    text, quotes = _spoken(words)
    article = Article.from_text(text)
    zones = [Annotation(0, len(text), "zone", "body", "x", attributes={"why": words[0], "rule": words[0]})]
    about = {"why": " ".join(words), "doubt": " ".join(words), "rule": words[0], "voice": "author"}
    claims = [Annotation(0, len(text), "claim", "fact", "x", attributes=about)]
    loaded = [Annotation(0, 2, "loaded", words[0], "x", attributes=about)]
    reading = kit.read(article, zones=zones, quotes=quotes, claims=claims, loaded=loaded)
    return {
        "sources of any name": find_sources(article, zones, quotes)._repr_html_(),
        "a reading with marks that say anything": reading._repr_html_(),
        "layers of any label": reading.loaded._repr_html_(),
    }


def _spoken(words: Sequence[str]) -> tuple[str, list[Annotation]]:
    """A text in which each of these speaks, with who speaks as evidence."""
    text, quotes = "", []
    for each in words:
        start = len(text)
        text += f"“It is so,” said {each}. "
        speaker = Span(text.index(each, start), text.index(each, start) + len(each))
        quotes.append(
            Annotation(start, start + 12, "quote", "direct", "x", {"speaker": speaker}, {"why": each, "speaker": each})
        )
    return text, quotes


def _of_a_lesson(words: Sequence[str]) -> dict[str, str]:
    article = Article.from_text("\n\n".join(words), card=card_of(words))
    text = Text("text", Article.from_text(words[0]), article, Path())
    notes = tuple(Note(each, each, each) for each in words)
    text.__dict__["background"] = Background(notes, dict(zip(words, words, strict=True)))
    rows = (("head", words[0]), *((each, each) for each in words))
    return {
        "about a text": About(text)._repr_html_(),
        "a learner's report": _body(_one_page(words)),
        "what is closed": closed(words[0], *words, Table(rows, words[0]))._repr_html_(),
    }


def charts(words: Sequence[str]) -> dict[str, str]:
    """Pictures with these words as title, labels, names of texts and speakers; each with its words and its table."""
    from kit.charts import kinds_of_claims, loaded_along, term_strips, who_speaks
    from kit.charts.chart import chart_of
    from kit.charts.outline import Cell, Outline

    text, quotes = _spoken(words[:8])
    said = kit.read(Article.from_text(text), quotes=quotes, parser=False)
    texts = {each: kit.read("It rained. The mob fled. Prices will rise.", parser=False) for each in words[:2]}
    every, table = " ".join(words), tuple((each, each) for each in words)
    columns, rows = (("author", every),), tuple((each, (Cell(1.0, each),)) for each in words)
    made = {
        "a chart of any words": chart_of(Outline("bars", every, every, every, table, every, columns, rows, (0.0, 1.0))),
        "who speaks": who_speaks(said),
        "claims of texts of any name": kinds_of_claims(texts),
        "loaded words of texts of any name": loaded_along(texts),
        "a strip for a term of any words": term_strips(said, ["so"]),
    }
    return {name: chart._repr_html_() for name, chart in made.items()}


def widgets(words: Sequence[str]) -> dict[str, Any]:
    """Every widget, with these words wherever it has any, answered and compared."""
    said, first = "\n\n".join(words), words[0]
    given = Answer((Try(first), Try(words[-1])), Try(first), (Try(words[-1]),))
    made: dict[str, Any] = {}
    made["progress"] = Progress({each: [str(n)] for n, each in enumerate(words)}, title=first, note=said)
    made["choose"] = choose(said, dict.fromkeys(words, said), step=first)
    made["choose"].submit(0)
    made["write"] = write(said, reveal=said, every=True, step=first)
    made["write"].restore(given, status=said)
    made["write"].submit(said)
    made["write"].other = said
    made["name"] = Question(kind="name", prompt=said, reveal=lambda value: value, button=first)
    made["name"].submit(first)
    made["number"] = Question(kind="number", prompt=said, reveal=lambda _: said, unit=first, bounds=[0, 9])
    made["number"].submit(1)
    made["swap"] = _swap(words)
    form = made["sources"] = SourceForm(said, step=first, status=said)
    form.fill([{"speaker": each, "record": "named", "way": ""} for each in words])
    once = list(dict.fromkeys(words))
    table = made["table"] = TableForm(
        said, [Column("a", first, said), Column("b", said, options=tuple(once))], step=first
    )
    table.fill([{"a": each, "b": each} for each in once])
    text, quotes = _spoken(words)
    article = Article.from_text(text)
    form.compare(find_sources(article, [Annotation(0, len(text), "zone", "body", "x")], quotes), article)
    claims = made["claims"] = ClaimForm(said, once, [Label("fact", first), Label("call", words[-1])], status=said)
    claims.fill([{"claim": each, "label": "fact", "settle": each} for each in once])
    about = {"why": said, "settle": said}
    claims.compare(
        [Annotation(0, 1, "claim", ("fact", "call")[n % 2], "x", attributes=about) for n in range(len(once))]
    )
    made["two_texts"] = _side_by_side(words)
    made["highlighter"] = _marked(words)
    made["panel"] = terms_panel(kit.read(Article.from_text(page_of(words)), parser=False), closed=first)
    made["panel"].hint = said
    made["reviewer"] = _reviewed(words)
    made["explorer"] = Explorer(*(Article.from_text(page_of(some), card=card_of(words)) for some in (words, words[:1])))
    made["own report"] = OwnReport(lambda: Made(first, _one_page(words), ["title"]))
    made["another"] = Another(lambda what: Again(first, Path(first), has_key=True, new=True))
    return made


def _side_by_side(words: Sequence[str]) -> TwoTexts:
    """Two texts of these words, linked by each of them, with their titles, hard words and reasons."""
    article = Article.from_text("\n\n".join(words), card=card_of(words))
    text = Text("text", article, article, Path())
    text.__dict__["background"] = Background((), dict(zip(words, words, strict=True)))
    blocks = find_blocks(article.text)
    links = tuple(Link(each, block, block) for each, block in zip(words, blocks, strict=False))
    made = TwoTexts(Pair("pair", (text, text), links, tuple(Only(0, block, words[0]) for block in blocks)))
    made.show_only()
    return made


def _one_page(words: Sequence[str]) -> str:
    """A report that says these words wherever a learner writes, on an article of these."""
    table = Filled(words, [words])
    said, first = "\n".join(words), words[0]
    of = card_of(words)
    return one_page_html(OnePage(first, first, first, of, said, said, table, table, table, None, said, table, said))


def _reviewed(words: Sequence[str]) -> Reviewer:
    """Proposals whose reasons, doubts and labels say these words, some of them changed."""
    article = Article.from_text("\n\n".join(f"one {each} two" for each in words), card=card_of(words))
    about = {"why": "\n\n".join(words), "doubt": words[0], "voice": "author"}
    ends = [span.end for span in find_blocks(article.text)]
    found = [
        Annotation(end - 3, end, "loaded", each, "x", attributes=about) for each, end in zip(words, ends, strict=False)
    ]
    labels = {"loaded": [Label(each, f"{each} A{n}", each) for n, each in enumerate(dict.fromkeys(words))]}
    made = Reviewer(article, proposed(found), labels=labels, title=words[0])
    made.change(0, why=words[-1])
    return made


def _swap(words: Sequence[str]) -> Swap:
    article = Article.from_text(f"The {words[0]} left")
    bench = Swap(article, words[0], prompt=" ".join(words), thought="\n\n".join(words), status=words[0])
    bench.submit(words[-1][:300], "tone")
    bench.other = words[0]
    return bench


def _marked(words: Sequence[str]) -> Highlighter:
    """A text of these words, its labels and glossary too, marked and compared with what says them again."""
    article = Article.from_text("\n\n".join(f"one {each} two" for each in words))
    names = list(dict.fromkeys(words))[:8]
    labels = [Label(each, f"{each} A{n}", each) for n, each in enumerate(names)]
    at, spans = 0, []
    for each in words:
        spans.append((at, at + 3))
        at += len(each) + 10
    about = {"why": "\n\n".join(words), "doubt": words[0], "accept": words[0]}
    key = [Annotation(*span, "quote", words[n % 2], "key:x", attributes=about) for n, span in enumerate(spans)]
    glossary: Mapping[str, str] = {each: each for each in words} | {"two": " ".join(words)}
    made = Highlighter(article, layer="quote", labels=labels, title=words[0], glossary=glossary, background=key)
    for n, span in enumerate(spans):
        made.mark(*span, names[n % len(names)])
    made.compare({"key": key, "program": key})
    return made
