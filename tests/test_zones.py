"""What find_zones and recurring make of the seed, and of small pages of our own invention."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit import FURNITURE, Annotation, Article, find_zones, load, parse_text, recurring
from kit.jsonl import read_annotations
from kit.readers.html import parse_html
from kit.segment.blocks import find_blocks

SEED = """
headline    Washington Challenges the CSTO's
byline      By Andrew Korybko
dateline    Global Research, January 07, 2022
tag         Region: Asia, USA
promo       All Global Research articles can be read
promo       To receive Global Research's Daily
share       Visit and follow us on Instagram
standfirst  The more that people realize
body        White House Press Secretary
transcript  “Q And then, on the situation
transcript  MS. PSAKI: Well, let me touch
transcript  There have been, kind of, a range
transcript  The world will, of course, be watching
body        It's not her place
body        The Russian-led bloc
body        To elaborate, the CSTO's
body        The CSTO was invited
body        Kazakhstan's national model
body        Russia is therefore
body        The more that people realize
other       *
share       Note to readers
origin      This article was originally published
bio         Andrew Korybko is an American
bio         He is a regular contributor
origin      Featured image is from OneWorld
copyright   The original source of this article
comment     Comment on Global Research
promo       Become a Member
bio         Articles by: Andrew Korybko
bio         About the author:
bio         Andrew Korybko is an American
disclaimer  Disclaimer: The contents
copyright   www.globalresearch.ca contains
contact     For media inquiries
"""

PAGE = """
navigation  [Home](#)
navigation  [World](#)
headline    # Bridge shut for the winter
standfirst  Cracks were found in two of its pillars
byline      By Ana Ruiz
dateline    3 May 2021
body        The bridge over the Ash was shut on Monday after engineers found cracks in two of its pillars.
promo       Advertisement
body        Buses now take an hour longer, and the ferry is full by eight in the morning.
related     Read more: [Ferry fares rise again](#)
body        “Nobody told us,” said Ben Okoye, who drives the school bus.
body        What now?
body        Work will last until spring, the council said in a statement on Tuesday.
promo       Sign up for our free newsletter
body        The bridge was built in 1931 and carries nine thousand cars a day.
caption     The bridge as it stood on Monday, with both of its lanes closed. (Ben Okoye/Harbour Post)
body        A wooden bridge stood there before it, and a ford before that.
tag         Topics: [Roads](#), [Ashford](#)
bio         Ana Ruiz is a reporter for the Harbour Post.
related     More from Ana Ruiz
related     [Ferry fares rise again](#)
related     The ferry company says that fuel is dearer than last year.
related     [Who pays for the pier?](#)
related     A question that nobody wants to answer.
comment     3 comments
comment     Boatman wrote:
comment     They knew about this for years and did nothing at all about it.
comment     Reply
contact     Contact us
copyright   © Harbour Post 2021
"""

PLAIN_COPY = """
navigation  Home
navigation  World
navigation  Sport
headline    Bridge shut for the winter
byline      By Ana Ruiz
dateline    May 3, 2021
body        The bridge over the Ash was shut on Monday after engineers found cracks in two of its pillars.
body        Buses now take an hour longer, and the ferry is full by eight in the morning.
body        What now?
body        Work will last until spring, the council said in a statement on Tuesday.
share       Share this article
related     Most read
related     Ferry fares rise again
contact     Contact us
copyright   All rights reserved
"""

LISTICLE = """
headline    Seven ways to keep a boat dry
body        A dry boat is a happy boat, and it takes little to keep one.
body        1. Sweep the deck
body        A broom costs little and does most of the work every morning.
body        2. Close the hatch
body        Rain finds every gap, so look before you leave.
body        3. Ask a neighbour
body        Someone is always there.
"""

INTERVIEW = """
headline    “I never wanted a boat”
body        Ana Ruiz has run the harbour for ten years. She spoke to us on the quay.
transcript  Q: Why the harbour?
transcript  A: Nobody else would do it.
transcript  It was winter, and they needed a hand.
transcript  Q: And now?
transcript  A: Now I like it.
body        Ruiz retires in May.
"""

TRANSCRIPT = """
body        The harbour master took questions on Monday. The council has put the record on its site.
transcript  THE HARBOUR MASTER: Thank you all for coming out in the rain.
transcript  MR. OKOYE: When will the bridge open?
transcript  THE HARBOUR MASTER: In spring, if the weather holds.
"""

LIVE_BLOG = """
headline    Storm hits the coast: live updates
other       10:42 am
body        The first trees are down in Harbour Street, and police have shut the road to cars.
other       10:15 am
body        Ferries stay in port until noon, the company says in a statement.
other       9:58 am
body        Winds reach 90 kilometres an hour.
"""

POEM = """
headline    The Tide
byline      By Ana Ruiz
body        It comes
body        it goes
body        and leaves the sand
body        as smooth as bone
body        as white as hand
share       Share this
"""

WIRE = """
headline    Shops shut early as river rises
body        LONDON: Shops in the old town shut at noon on Monday as the river rose past its mark.
body        Traders carried goods upstairs.
body        “We have seen worse,” said Ben Okoye.
"""

FURNITURE_ALONE = """
navigation  [Home](#)
navigation  [World](#)
promo       Subscribe
share       [Facebook](#)
share       [Twitter](#)
related     Most read
copyright   © 2021 Harbour Post
copyright   All rights reserved
"""

THREAD = """
headline    Dogs may swim in the harbour again
byline      By Tia Gann
dateline    Harbour Post, 6 June 2023
body        From Monday dogs may swim in the old harbour again, the council said, and they need a lead on the steps.
comment     View all 27 comments
comment     You need an account to comment.
comment     Nettie Marsh
comment     6 June, 08:31
comment     Whoever thought of this has never cleaned those steps!
comment     Like · Reply · 3 h
comment     Boatman99 said...
comment     Mine has been in already.
comment     2 replies
comment     Marla, Ashford, 2 hours ago
comment     Where are the bins? I have asked for them since last summer.
comment     ▲ 12 ▼
related     Most read
related     [Fish market to stay open](#)
copyright   © 2023 Harbour Post
"""

THREAD_ALONE = """
comment     14 comments
comment     Sort by
comment     Marla
comment     2 hours ago
comment     The ferry was late again, and nobody on the quay could tell us why.
comment     Upvote
comment     12
comment     Rex_of_Tarn
comment     3 hours ago
comment     Ask them yourself.
comment     Reply
"""

COUNTED_ABOVE = """
comment     Comments (14)
headline    Dogs may swim in the harbour again
byline      By Tia Gann
dateline    6 June 2023
body        From Monday dogs may swim in the old harbour again, the council said, and they need a lead on the steps.
body        What about the steps?
body        They will be washed each morning. “Nobody likes to slip,” said Ben Okoye, who sells fish beside them.
body        Who asked for it?
body        Some forty owners did, in a letter that was sent in May.
share       Share Save Print
"""

ORDER = """
tag         Column
headline    Give the gulls our pier
byline      By Ana Ruiz
dateline    3 May 2021
body        The pier has cost the harbour more than it has ever brought in, and the gulls have always liked it best.
body        Let them have it, I say, and let us walk on the quay. Nobody will miss the slot machines.
"""

QUESTION = """
headline    Who is going to pay for the old pier when the last ferry has left the harbour?
byline      By Ana Ruiz
dateline    3 May 2021
body        The pier has cost the harbour more than it has ever brought in, the council said in a report on Monday.
body        A firm from Ashford has offered a pound for it, and wants the quay as well.
"""

RELEASE = """
other       Ashford Harbour Trust
tag         Media release no. 14, May 2021
headline    A fresh start for the old pier
dateline    Ashford, 3 May 2021
body        The Ashford Harbour Trust is pleased to say that the pier will open its gates to new partners this spring.
body        “We look forward to it,” said its chair, Ben Okoye, who has run the trust for nine years.
body        Guided walks along the quay start at noon each Sunday until the end of September.
bio         About us: The Ashford Harbour Trust keeps three piers, a slipway and the old lighthouse.
contact     Do you want to visit us? Write to okoye@harbourtrust.example and say when.
"""

SPONSORED = """
headline    Four reasons to dry your boat indoors
standfirst  Winter is no friend of wood. But a warm hall stands closer to the harbour than most owners have thought
byline      By Lou Marr
body        A hull that freezes cracks, and mending one costs more than most boats in the harbour are worth.
body        In the hall of Marr & Daughters it is eight degrees on the coldest of nights, and there is room for forty.
promo       [Book your place in our hall today](#)
disclaimer  Paid content. Marr & Daughters paid for this page, and nobody at the Harbour Post had a hand in it.
copyright   © 2021 Harbour Post
"""

PAGES = {
    "an order": ORDER,
    "a question": QUESTION,
    "press release": RELEASE,
    "sponsored": SPONSORED,
    "thread": THREAD,
    "thread alone": THREAD_ALONE,
    "comments counted above": COUNTED_ABOVE,
    "page": PAGE,
    "plain copy": PLAIN_COPY,
    "listicle": LISTICLE,
    "interview": INTERVIEW,
    "transcript": TRANSCRIPT,
    "live blog": LIVE_BLOG,
    "poem": POEM,
    "wire": WIRE,
    "furniture alone": FURNITURE_ALONE,
}

SOUND = {
    "short sentences": ["The harbour froze on Tuesday.", "Boats stayed in.", "“We wait,” said Ana Ruiz.", "It thawed."],
    "letter": ["Dear Ana,", "Thank you for your letter. We were glad to hear.", "The boat is dry.", "Yours,", "Ben"],
    "code": ["def f(x):\n    return x", "import os", "print(1)"],
    "recipe": ["Ingredients", "200 g flour", "2 eggs", "Milk", "Mix the flour with the eggs and milk until smooth."],
    "chinese": ["港口星期二结冰了。", "船只留在港内。", "“我们等着，”她说。"],
    "on newsletters": [
        "Publishers say that readers who get a newsletter stay longer, and pay more often.",
        "“People subscribe to our newsletter because it is short,” said Ana Ruiz, who edits one in Ashford.",
        "Others share articles on Facebook, where the comments are lively and the privacy policy is long.",
        "Copyright is a worry too, and so is fair use.",
    ],
    "by and by": [
        "By Monday the river had fallen.",
        "Bystanders cheered",
        "By the river, shops opened again on Tuesday, and the ferry ran as it always had.",
        "Related industries took longer, said the council, which had shared the cost.",
    ],
    "one block": ["Subscribe"],
}


def labelled(golden: str) -> tuple[list[str], list[str]]:
    """The labels and the blocks of a golden page."""
    rows = [line.split(None, 1) for line in golden.strip().splitlines()]
    return [label for label, _ in rows], [block for _, block in rows]


def shown(article: Article, zones: list[Annotation]) -> list[str]:
    """One line for each zone, as a failing test is best read."""
    return [f"{zone.label} | {article.covered(zone)[:40]}" for zone in zones]


def test_every_block_of_the_seed_is_right() -> None:
    """All 35 blocks of the seed get the label a careful teacher would give."""
    labels, starts = labelled(SEED)
    article = load("csto-kazakhstan")
    zones = find_zones(article)
    assert [zone.label for zone in zones] == labels, shown(article, zones)
    assert all(article.covered(zone).startswith(start) for zone, start in zip(zones, starts, strict=True))


def test_the_seeds_evidence_points_at_the_words() -> None:
    """The pull-quote leads to the sentence it rewords, the author's note to its twin, a cue to its words."""
    article = load("csto-kazakhstan")
    zones = find_zones(article)
    standfirst = next(zone for zone in zones if zone.label == "standfirst")
    assert article.covered(standfirst.evidence["twin"]).startswith("The more that people realize")
    assert standfirst.evidence["twin"][0] > standfirst.end
    notes = [zone for zone in zones if zone.attributes["rule"] == "author-note" and "twin" in zone.evidence]
    assert [zone.evidence["twin"] for zone in notes] == [notes[1].span, notes[0].span]
    promo = next(zone for zone in zones if zone.label == "promo")
    assert article.covered(promo.evidence["cue"]) == "Translate Website"


def test_the_seeds_key_fits_its_blocks() -> None:
    """The key has one entry a block, each with a reason and a tier, and the analyzer agrees or is acceptable."""
    article = load("csto-kazakhstan")
    path = Path(__file__).parents[1] / "seeds" / "csto-kazakhstan.key.jsonl"
    key = [entry for entry in read_annotations(path, article) if entry.layer == "zone"]
    assert [entry.span for entry in key] == find_blocks(article.text)
    for entry, zone in zip(key, find_zones(article), strict=True):
        assert entry.annotator == "key:csto-kazakhstan"
        assert entry.attributes["tier"] in ("must", "accept", "trap")
        assert len(entry.attributes["why"].split()) > 5
        assert zone.label in (entry.label, *entry.attributes.get("accept", "").split())


@pytest.mark.parametrize("name", PAGES)
def test_invented_pages(name: str) -> None:
    """Small pages of each kind come out block by block as marked by hand."""
    labels, blocks = labelled(PAGES[name])
    article = parse_text("\n\n".join(blocks))
    zones = find_zones(article)
    assert shown(article, zones) == [
        f"{label} | {article.covered(zone)[:40]}" for label, zone in zip(labels, zones, strict=True)
    ]


@pytest.mark.parametrize("name", SOUND)
def test_sound_texts_have_no_furniture(name: str) -> None:
    """A text without furniture comes out without any, even one about newsletters and comments."""
    zones = find_zones(Article.from_text("\n\n".join(SOUND[name])))
    assert len(zones) == len(SOUND[name])
    assert not [zone for zone in zones if zone.label in FURNITURE]


def test_a_story_below_the_count_of_comments_on_another_is_no_comment() -> None:
    """ "Comments (3)" below a story, and then the next with its byline: its paragraphs stay an article's."""
    story = "The bridge over the Ash was shut on Monday, and the buses take an hour longer."
    below = "The ferry costs more from May on, the company said, for fuel is dearer than ever."
    first = ["Bridge shut for good", "By Ana Ruiz", *[f"{story} {n}." for n in range(6)], "Comments (3)"]
    second = ["Ferry fares rise", "By Lou Marr", below, below, "Who pays", below, below]
    article = Article.from_text("\n\n".join([*first, *second]))
    assert {zone.label for zone in find_zones(article) if article.covered(zone) == below} == {"body"}


def test_a_title_far_above_its_text_that_leads_to_its_own_page_is_the_headline() -> None:
    """What a web page calls its headline may be a link, with a row of buttons between it and the text."""
    story = "<p>The bridge over the Ash was shut on Monday, and the buses take an hour longer.</p>" * 2
    buttons = "".join(f"<div>Format {n}</div>" for n in range(40))
    title = '<h1 class="headline"><a href="/b">Bridge shut for the winter</a></h1>'
    article = parse_html(f'<html><body><nav><a href="/">News</a></nav>{title}{buttons}{story}</body></html>')
    headlines = [article.covered(zone) for zone in find_zones(article) if zone.label == "headline"]
    assert headlines == ["Bridge shut for the winter"]


def test_an_article_alone_has_no_furniture() -> None:
    """The article's own blocks of the seed, cut out of their page, stay the article."""
    page = load("csto-kazakhstan")
    own = [page.covered(zone) for zone in find_zones(page) if zone.label in ("headline", "body", "transcript")]
    zones = find_zones(Article.from_text("\n\n".join(own)))
    assert not [zone for zone in zones if zone.label in FURNITURE]
    assert [zone.label for zone in zones].count("transcript") == 4


def test_no_text_no_zones() -> None:
    """An empty text, and one of white space, have no blocks and so no zones."""
    assert find_zones(Article.from_text("")) == []
    assert find_zones(Article.from_text(" \n\n\t ")) == []


@pytest.mark.parametrize("golden", [SEED, *PAGES.values()])
def test_every_zone_says_its_rule_its_reason_and_its_doubt(golden: str) -> None:
    """Each zone has a rule, and a reason and a doubt that are one sentence each."""
    for zone in find_zones(parse_text("\n\n".join(labelled(golden)[1]))):
        assert zone.layer == "zone"
        assert zone.annotator == "kit.find_zones"
        assert zone.attributes["rule"]
        for sentence in (zone.attributes["why"], zone.attributes["doubt"]):
            assert sentence.endswith("."), sentence
            assert "\n" not in sentence


@pytest.mark.parametrize(
    "unit",
    [
        "Comments\n\nMarla\n\n2 hours ago\n\nThey knew of it.\n\nReply\n\n",
        "Comments\n\nMarla\n\nThey knew of it for years and years.\n\n" + "They did nothing about it at all.\n\n" * 5,
        "Read next\n\nFerry fares rise again\n\nLou Marr\n\nThe company says that fuel is dearer than ever.\n\n",
        "Read next\n\n",
        "More on the ferry and on what it costs\n\nAna Ruiz\n\n",
        "Ana Ruiz, Tia Gann and Ben Okoye, Reporters\n\n3 hours ago\n\n",
    ],
)
def test_long_pages_take_linear_time(linear, unit) -> None:
    """Neither many threads and teasers, nor headings with nothing under them, take more than their share."""
    story = "The bridge was shut on Monday after engineers found cracks in two of its pillars.\n\n" * 3
    assert linear(lambda n: Article.from_text("Bridge shut for good\n\n" + story + unit * n), find_zones, 60)


@pytest.mark.parametrize(
    ("block", "rule", "evidence"),
    [
        ("They knew about this for years and did nothing.", "section", "Comments (2)"),
        ("More: Ferry fares rise again", "pointer", None),
        ("Need a break? Play the daily crossword puzzle.", "to-reader", None),
    ],
)
def test_new_rules_say_what_they_saw(block, rule, evidence) -> None:
    """A block of a thread leads to its heading; a pointer and an offer quote their words."""
    story = "The bridge was shut on Monday after engineers found cracks in two of its pillars."
    tail = f"Comments (2)\n\nMarla\n\n{block}\n\nRex\n\nThe council should go." if evidence else block
    article = Article.from_text("\n\n".join(["Bridge shut for good", "By Ana Ruiz", story, story[:-1] + " too.", tail]))
    zone = next(zone for zone in find_zones(article) if article.covered(zone) == block)
    assert zone.attributes["rule"] == rule
    assert evidence is None or article.covered(zone.evidence["heading"]) == evidence


def test_what_recurs_on_an_outlets_pages_is_furniture() -> None:
    """Blocks that stand on several pages are marked on each, numbers and white space set aside."""
    pages = [
        parse_text(f"{title}\n\nBy Ana Ruiz\n\n{story}\n\nPage {n} of 9\n\nA word from   our own friends at the dock.")
        for n, (title, story) in enumerate(
            [
                ("Bridge shut", "The bridge was shut on Monday after cracks were found."),
                ("Ferry late", "The ferry was late on Tuesday, and nobody said why."),
                ("Pier sold", "The pier was sold on Friday to a man from the hills."),
            ],
            1,
        )
    ]
    marked = recurring(pages)
    for page, zones in zip(pages, marked, strict=True):
        assert [page.covered(zone)[:6] for zone in zones] == ["Page 1", "A word"] or page is not pages[0]
        assert [zone.label in FURNITURE for zone in zones] == [True, True]
        assert {(zone.annotator, zone.attributes["pages"]) for zone in zones} == {("kit.recurring", "3")}
        assert not any(zone.evidence for zone in zones)


def test_what_does_not_recur() -> None:
    """Not marked: a block twice on one page, a headline teased elsewhere, an author's byline, a page given twice."""
    one = parse_text("Bridge shut for good\n\nBy Ana Ruiz\n\nThe bridge was shut on Monday.\n\nOh no!\n\nOh no!")
    two = parse_text("Ferry late again\n\nBy Ana Ruiz\n\nThe ferry was late.\n\nMost read\n\n[Bridge shut for good](#)")
    first, second = recurring([one, two])
    assert first == []
    assert [two.covered(zone) for zone in second] == ["Bridge shut for good"]
    assert recurring([one, one]) == [[], []]
    assert recurring([one]) == [[]]
    assert recurring([]) == []


pieces = st.sampled_from(
    [
        *("Q: ", "A: ", "MS. ROE: ", "“", "”", '"', "By Ana Ruiz", "Ana Ruiz is a writer", "3 May 2021", "İ", "港口"),
        *("[Home](#)", "Subscribe", "10 comments", "Most read", "© ", "@", "www.", "(", ")", "*", "."),
        *("\n", "\n\n", " ", "a " * 13),
    ]
)


@settings(deadline=None, max_examples=300)
@given(st.one_of(st.text(), st.lists(st.one_of(pieces, st.text(max_size=5)), max_size=60).map("".join)))
def test_any_text_is_cut_into_zones(text: str) -> None:
    """No text raises; zones are in order and apart, and all that is not white space lies in one; evidence fits."""
    for article in (Article.from_text(text), parse_text(text)):
        before = article.text
        zones = find_zones(article)
        at = 0
        for zone in zones:
            assert article.text[at : zone.start].strip() == ""
            assert zone.start < zone.end
            assert article.covered(zone) == article.covered(zone).strip()
            assert all(0 <= start < end <= len(article.text) for start, end in zone.evidence.values())
            at = zone.end
        assert article.text[at:].strip() == ""
        assert article.text == before
        assert recurring([article, Article.from_text("Else")])[1] == [] or text.strip().lower() == "else"


@pytest.mark.parametrize(
    "piece",
    [
        "word " * 12 + ".\n\n",
        "x",
        "a@",
        "(",
        "By Ana Ruiz\n\n",
        "Ana Ruiz is a writer at home.\n\n",
        "Q: Why?\n\n",
        "Comments\n\nMarla\n\n2 hours ago\n\nThey knew.\n\n",
        "Comments\n\nMarla\n\nThey knew.\n\n",
        "“",
        "\n",
    ],
)
def test_long_texts_take_linear_time(piece: str, linear) -> None:
    """Four times anything takes some four times as long, so that no long page hangs."""
    assert linear(lambda n: Article.from_text(piece * n), find_zones, 500)


def test_one_date_below_comments_makes_no_thread():
    """A link to the comments above an article with its date: a time tells of one entry, the one above it or its own."""
    words = (
        "The roads office will keep the bridge open to cars and lorries until the bearings have come from the works."
    )
    page = f"Comments\n\nBridge stays open\n\n{words}\n\n12 May 2024\n\n{words[:-1]} in Oster.\n\n{words[:-1]} at last."
    labels = [zone.label for zone in find_zones(parse_text(page))]
    assert "body" in labels and labels.count("comment") <= 1
