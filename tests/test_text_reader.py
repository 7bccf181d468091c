"""Saved plain text and Markdown: what is read, what is set aside, and the way back."""

from __future__ import annotations

import pytest

import kit
from kit import parse_text


def notes(article, layer):
    return [(a.label, article.covered(a)) for a in article.annotations if a.layer == layer]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("See [the report](x.html).", "See the report."),
        ("[a [b] c](x) d", "a [b] c d"),
        ("[a](https://en.example/x_(y)) b", "a b"),
        ('[a](x "a title") b', "a b"),
        ("[a](<x y> ) b", "a b"),
        ("![a chart](c.png) b", "a chart b"),
        ("[![logo](l.png)](home) b", "logo b"),
        ("[**bold**](x) and **[bold](x)**", "bold and bold"),
        ("*a* and _b_ and __c__ and **d**", "a and b and c and d"),
        ("snake_case_name and 5*3*2 and @crg_globalresearch", "snake_case_name and 5*3*2 and @crg_globalresearch"),
        ("https://x.example/a_b_c and m_r_x@x.example", "https://x.example/a_b_c and m_r_x@x.example"),
        (r"a \*star\* and \[not a link\](x)", "a *star* and [not a link](x)"),
        ("[not a link] and (brackets) and [one](", "[not a link] and (brackets) and [one]("),
        ("# Head #\n\nText", "Head\n\nText"),
        ("#hashtag stays", "#hashtag stays"),
        ("> a\n> b\n\nc", "a\nb\n\nc"),
        ("2 > 1 stays", "2 > 1 stays"),
        ("*\n\nText", "*\n\nText"),
        ("\ufeffa\r\nb\rc\n", "a\nb\nc\n"),
        ("a\u00a0b \u201cc\u201d \u2018d\u2019 \"e\" 'f'", "a\u00a0b \u201cc\u201d \u2018d\u2019 \"e\" 'f'"),
        ("🙂 [**🙂**](x) 🙂", "🙂 🙂 🙂"),
        ("", ""),
    ],
)
def test_reads_the_words(source, text):
    """Syntax is set aside, words stay."""
    assert parse_text(source).text == text


def test_links_and_markup_become_annotations():
    """Each link keeps its target, each emphasis its kind."""
    article = parse_text("# Top\n\nSee [the report](x.html) *now*.\n\n> said\n")
    link = next(a for a in article.annotations if a.layer == "link")
    assert (article.covered(link), link.attributes["href"]) == ("the report", "x.html")
    assert notes(article, "markup") == [("heading", "Top"), ("emphasis", "now"), ("blockquote", "said")]


def test_the_seed_is_read_as_a_reader_reads_it(seed):
    """The seed's links, bold name, broken word and cut paragraph are each read right, and nothing else is mended."""
    assert len(notes(seed, "link")) == 22
    assert ("strong", "Jen Psaki") in notes(seed, "markup")
    assert "a peaceful, rights-respecting resolution" in seed.text
    assert "intervenes to overthrow other governments while Russia's" in seed.text
    repairs = [a for a in seed.annotations if a.layer == "repair"]
    assert [a.attributes["original"] for a in repairs] == ["rights- respecting", "\n\n"]
    for repair in repairs:
        assert seed.source[slice(*seed.source_span(repair))] == repair.attributes["original"]
        assert {"rule", "why", "doubt"} <= set(repair.attributes)


CUT = "The council has a long record of delay whenever it tries to\n\nrepair the roads while the town waits for it."


@pytest.mark.parametrize(
    ("source", "mended"),
    [
        (CUT, 1),
        (CUT.replace("\n\n", "\r\n\r\n"), 1),
        (CUT.replace("\n\n", "\n \n\n"), 1),
        (CUT.replace("tries to", "tries to."), 0),  # the first part is a sentence
        (CUT.replace("repair", "Repair"), 0),  # so is the second
        (CUT.replace("repair", "www.x.example repair"), 0),  # an address may begin a paragraph
        ("Read more\n\nabout the council and its long record of delay.", 0),  # too short to be cut
        ("It asks for a peaceful, rights- respecting end.", 1),
        ("Both pre- and post-war houses, two- to three-storey.", 0),  # a hyphen left hanging on purpose
        ("He left - and came back.", 0),
    ],
)
def test_mends_only_what_is_broken(source, mended):
    """A cut paragraph and a broken compound are mended; what only looks like them is left alone."""
    article = parse_text(source)
    assert sum(a.layer == "repair" for a in article.annotations) == mended
    if not mended:
        assert article.text == source


def test_a_link_across_a_mended_break_keeps_its_span():
    """A repair inside a link's words moves neither the link nor what follows."""
    article = parse_text("An [open, rights- respecting](x) plan\r\nfor [all](y).")
    assert notes(article, "link") == [("link", "open, rights-respecting"), ("link", "all")]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("&ldquo;It&#8217;s old,&rdquo; she said&mdash;twice.", "“It’s old,” she said—twice."),
        ("caf&eacute; &amp; bar, &#x20ac;5 &lt; &#36;6&hellip;", "café & bar, €5 < $6…"),
        ("&ldquo It&nbsp old&rdquo, she said", "“ It\u00a0 old”, she said"),  # semicolons lost
        ("He left â€\" and itâ€'s old.", "He left — and it’s old."),  # marks made straight
        ("It&amp;rsquo;s &amp;amp; so", "It’s & so"),  # spelt out twice
        ("[It&#39;s here](x) and **it&rsquo;s** there", "It's here and it’s there"),
        ("â€œIt fell,â€\u009d she said. Itâ€™s old â€” and small.", "“It fell,” she said. It’s old — and small."),
        ("â€œIt fell,â€ she said.", "“It fell,” she said."),  # the third sign of the closing mark lost
        (
            "A cafÃ© in SÃ£o Paulo, Â£5, 20Â°C, cÅ“ur, JosÃ© Ã\u0081lvarez",
            "A café in São Paulo, £5, 20°C, cœur, José Álvarez",
        ),
        ("Itâ\u0080\u0099s old", "It’s old"),  # read as Latin-1
        ("Itâ‚¬â„¢s \u0093old\u0094 ðŸ˜€", "It€™s “old” 😀"),
        ("ItÃ¢â‚¬â„¢s old", "It’s old"),  # spoilt twice
        ("The infor\u00admation of the coun&shy;cil", "The information of the council"),
    ],
)
def test_spoilt_characters_are_mended_and_lead_back(source, text):
    """Entities, mojibake and soft hyphens are read as they were meant, each a repair that keeps the original."""
    article = parse_text(source)
    assert article.text == text
    repairs = [a for a in article.annotations if a.layer == "repair"]
    assert repairs
    for repair in repairs:
        assert repair.label in ("entity", "mojibake", "soft-hyphen")
        assert {"rule", "why"} <= set(repair.attributes)
        assert source[slice(*article.source_span(repair))] == repair.attributes["original"]


@pytest.mark.parametrize(
    "source",
    [
        "AT&T; R&D; black&white; Q&A; a & b; AT&GT; &nosuch; &#0; & amp;",
        "Write `&amp;` for an ampersand, and see https://x.example/?a=1&amp;b=2 too.",
        "To be bold: &lt;b&gt;bold&lt;/b&gt;",
        "A naïve café, L’âme à Genève, “pâte”, hélas…",
        "A IRMÔ, o PÃO e a MAÇÃ… “não”, São João",
        "Tiếng Việt: quân, dâng, nhân dân, “tân”",
        "Ångström’s ÄRA, SMÅ… Zoë “Ï” ðan",
        "CAFÉ” and CHÂ» et « en été »",
        "Fünf Öfen, ½ 20° ±3 §5 ®",
    ],
)
def test_characters_that_are_right_stay(source):
    """What only looks spoilt is left alone: code, addresses, letters with accents beside marks."""
    article = parse_text(source)
    assert article.text == source
    assert not article.annotations


@pytest.mark.parametrize("markup", ["[](x)", "![](x)", "[ ](x)", "[[](x)](y)", ">", "> \n>", "[&shy;](x)"])
def test_markup_round_no_words_leaves_no_annotation(markup):
    """There is nothing to show of a link, a picture or a block quote without words."""
    article = parse_text(f"It rained.\n\n{markup}\n\nThen it stopped.")
    assert [a for a in article.annotations if a.layer != "repair"] == []
    assert article.text.split() == ["It", "rained.", "Then", "it", "stopped."]


def test_what_is_dropped_alone_is_shown_by_what_stands_beside_it():
    """A soft hyphen that is no part of a word leaves a record too, and no empty one."""
    article = parse_text("It rained \u00ad today.")
    assert article.text == "It rained  today."
    (repair,) = article.annotations
    assert (article.covered(repair), repair.attributes["original"]) == ("  ", " \u00ad ")


@pytest.mark.parametrize(
    ("line", "words"),
    [("# a #", "a"), ("## a # ##  ", "a #"), ("# a#", "a#"), ("# #", "#"), ("# # #", "#"), ("#\t  a\t##", "a")],
)
def test_headings_are_read_without_their_marks(line, words):
    """The marks before a heading are none of its words, nor are those that close it."""
    article = parse_text(line)
    assert [article.covered(a) for a in article.annotations if a.label == "heading"] == [words]
    assert article.text.rstrip() == words


def test_a_broken_word_is_its_own_line_s():
    """The record of a mended word does not reach into the line before."""
    article = parse_text("It is well-known\nrights- respecting law.")
    assert [article.covered(a) for a in article.annotations] == ["rights-respecting"]


def test_mending_characters_takes_linear_time(linear):
    """Neither many spoilt characters nor what only looks like them takes more than its share."""
    assert linear(lambda n: "&amp;" * n + "&" * n + "â€œÃ©" * n + "\u00ad" * n, parse_text, 2000)
    assert linear(lambda n: "`" * n + "&lt; " * n + "x" * n, parse_text, 2000)


def test_says_what_it_reads():
    """Something that is not text is refused by its type."""
    with pytest.raises(TypeError, match=r"not bytes; to read a file, use kit\.load"):
        parse_text(b"bytes")


def test_verbatim_text_is_left_alone():
    """from_text repairs nothing."""
    article = kit.Article.from_text(CUT + " [a](b) **c**")
    assert article.text == CUT + " [a](b) **c**"
    assert article.annotations == ()


@pytest.mark.parametrize("span", [(0, 99), (3, 2), (-1, 1)])
def test_a_span_outside_the_text_is_refused(span):
    """Neither words nor a place in the source are made up for a span that is not in the text."""
    article = parse_text("Nine words.")
    for ask in (article.covered, article.source_span):
        with pytest.raises(IndexError, match="does not lie within the text"):
            ask(span)


def test_empty_spans_lead_back_too():
    """An empty span has a place in the source, at the very end as well."""
    article = parse_text("[a](x) b")
    assert article.source_span((2, 2)) == (7, 7)
    assert article.source_span((3, 3)) == (8, 8)
    assert parse_text("").source_span((0, 0)) == (0, 0)
