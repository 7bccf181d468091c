"""Web pages: what of them is read, what is set aside, the way back, and what the page says of itself."""

from __future__ import annotations

import pytest

import kit
from kit.readers.html import decode_html, html_encoding, parse_html, read_html
from kit.readers.opening import looks_like_html


def notes(article, layer):
    return [(a.label, article.covered(a)) for a in article.annotations if a.layer == layer]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        # blocks
        ("<p>One</p>\n<p>Two</p>", "One\n\nTwo"),
        ("<div>loose<div>inner</div>tail</div>", "loose\n\ninner\n\ntail"),
        ("<h1>Head</h1>text<blockquote><p>said</p></blockquote>more", "Head\n\ntext\n\nsaid\n\nmore"),
        ("<figure><img alt='not shown'><figcaption>A pier</figcaption></figure>x", "A pier\n\nx"),
        ("a<hr>b", "a\n\nb"),
        ("<span style='display:block'>a</span>b", "a\n\nb"),
        # lines
        ("a<br>b<br/>c", "a\nb\nc"),
        ("a<br><br>b", "a\n\nb"),
        ("<ul><li>a</li><li>b</li></ul>c", "a\nb\n\nc"),
        ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "a\nb\nc"),
        ("<ol><li><h3>A</h3><p>a</p></li><li><h3>B</h3></li></ol>", "A\n\na\n\nB"),  # of blocks
        ("<dl><dt>Q</dt><dd>A</dd></dl>", "Q\nA"),
        ("<pre>\na\n  b\r\nc</pre>d", "a\n  b\nc\n\nd"),
        # tables
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>", "a\tb\nc\td"),
        ("<table><tr><td>Menu</td><td><p>One</p><p>Two</p></td></tr></table>", "Menu\n\nOne\n\nTwo"),  # of layout
        ("<table><tr><td>Menu</td><td>" + "word " * 60 + "</td></tr></table>", "Menu\n\n" + ("word " * 60).strip()),
        # white space
        (" <p>\n  a\t b\n<b> c</b> </p> ", "a b c"),
        ("<b>a</b> <i>b</i><i>c</i>", "a bc"),
        ("<p>a&nbsp;b</p><p>&nbsp;</p>c", "a\u00a0b\n\nc"),
        ("<b>a</b>&nbsp;<b>b</b>", "a\u00a0b"),
        # words that style alone parts
        ("<a href=x>Home</a><a href=y>News</a>", "Home News"),
        ("<span>By Ana Ruiz</span><span>3 May</span><time>4 pm</time>", "By Ana Ruiz 3 May 4 pm"),
        ("<span>coun</span><span>cil</span> <span>T</span><span>He</span>", "council THe"),
        # characters
        ("caf&eacute; &amp; &#8217;&#x2019; &#146; &euro;5 AT&T &copy 2020", "café & ’’ ’ €5 AT&T © 2020"),
        ("&nosuch; & &#99999999999; &lt;b&gt;", "&nosuch; & &#99999999999; <b>"),
        # not shown
        ("a<script>'<p>x'</script><style>x</style><template>x</template>b", "ab"),
        ("<head><title>x</title></head><body>a</body>", "a"),
        ("a<!-- <p>x --><!--[if IE]>x<![endif]--><!x><?x?>b", "ab"),
        ("a<svg><text>x</text></svg><svg/><canvas>x</canvas><iframe>x</iframe>b", "ab"),
        ("a<noscript><img src=x>x</noscript><video>x</video>b", "ab"),
        ("<p hidden>x</p><p style='color:red; DISPLAY : none'>x</p><p aria-hidden='true'>x</p>a", "a"),
        ("<i style='visibility:hidden'>x</i><dialog>x</dialog><dialog open>a</dialog>", "a"),
        ("<form>a<input value=x><textarea>x</textarea><select><option>x</select><button>b</button></form>", "ab"),
        ("<main aria-hidden=true>all the page</main><div>Close</div>", "all the page\n\nClose"),  # behind a dialog
        ("<body style='visibility:hidden'>a</body>", "a"),
        # tag soup
        ("<P>a<P>b<UL><LI>c<LI>d</UL>", "a\n\nb\n\nc\nd"),
        ("<table><tr><td>a<td>b<tr><td>c</table>d", "a\tb\nc\n\nd"),
        ("<p>a</div>b</p></p>c", "ab\n\nc"),
        ("<b><p>a</b>b</p>c", "ab\n\nc"),
        ("<p><div>a</p>b</div>", "a\n\nb"),
        ("<table hidden><td>x<table><tr><td>x</table></table>a", "a"),
        ("a<td hidden>b</td>c", "a\nbc"),
        ("a < b and 3<4 <", "a < b and 3<4 <"),
        ("<a href=\"x>y\" title='<p>'>a</a>", "a"),
        ('<a href="x>a</a>', "a"),  # a mark that is never closed
        ("<p class=a id = 'b'\n>a</p\n>b", "a\n\nb"),
        ("a<![CDATA[x]]>b", "ab"),
        ("a</>b</ x>c", "abc"),
        ("a<title>b", "ab"),
        ("a<b", "a"),
        ("<script>x", ""),
        ("", ""),
    ],
)
def test_reads_the_words_that_a_page_shows(source, text):
    """Blocks, lines and white space are as a browser shows them; what it does not show is out."""
    assert parse_html(source).text == text


def test_links_and_markup_become_annotations():
    """As parse_text makes them, a link that spans blocks once for each."""
    page = (
        "<h2>Top</h2><p>See <a href=' x.html?a=1&amp;b '>the <b>report</b></a>, <em>now</em>.</p><blockquote><p>a<p>b"
    )
    article = parse_html(page + "</blockquote><a href=y><h3>One</h3><p>Two</p></a><strong>x<b>y</b></strong>")
    assert notes(article, "link") == [("link", "the report"), ("link", "One"), ("link", "Two")]
    assert article.annotations[1].attributes == {"href": "x.html?a=1&b"}
    assert notes(article, "markup") == [
        ("heading", "Top"),
        ("strong", "report"),
        ("emphasis", "now"),
        ("blockquote", "a\n\nb"),
        ("heading", "One"),
        ("strong", "xy"),
    ]
    assert {a.annotator for a in article.annotations} == {"kit.parse_html"}


def test_the_way_back_to_the_source():
    """A word leads to its own letters, an entity to the whole of it, a gap to the tags between."""
    source = "<p>It&rsquo;s  a <b>caf&eacute;</b></p><p>Two</p>"
    article = parse_html(source)

    def back(words):
        at = article.text.index(words)
        return source[slice(*article.source_span((at, at + len(words))))]

    assert back("’") == "&rsquo;"
    assert back("café") == "caf&eacute;"
    assert back(" a") == "  a"
    assert back("\n\n") == "</b></p><p>"
    assert back("Two") == "Two"


@pytest.mark.parametrize(
    ("source", "text", "label"),
    [
        ("<p>&amp;#8217; and &amp;amp;", "’ and &", "entity"),  # spelt out twice
        ("infor&shy;mation", "information", "soft-hyphen"),
        ("Itâ€™s; Itâ&#128;&#153;s", "It’s; It’s", "mojibake"),
        ("a rights- respecting end", "a rights-respecting end", "rejoined-word"),
        (
            "<p>The council has a long record of delay whenever it tries to</p><p>repair the roads while we wait.</p>",
            "The council has a long record of delay whenever it tries to repair the roads while we wait.",
            "rejoined-paragraph",
        ),
    ],
)
def test_what_is_spoilt_is_mended_as_in_text(source, text, label):
    """The same repairs, with the reason."""
    article = parse_html(source)
    assert article.text == text
    repair = next(a for a in article.annotations if a.layer == "repair")
    assert repair.label == label
    assert {"original", "rule", "why"} <= set(repair.attributes)


@pytest.mark.parametrize(
    ("tag", "part"),
    [
        ("nav", "navigation"),
        ("aside", "aside"),
        ("div role=contentinfo", "footer"),
        ("div class=RelatedStories", "related"),
        ("aside class='o-teaser related-articles'", "related"),
        ("p class=c-article__byline", "byline"),
        ("a rel=author href=x", "byline"),
        ("div itemprop=author", "byline"),
        ("div id=comments", "comments"),
        ("div class='author-box'", "bio"),
        ("div class='no-comments has-sidebar content-with-ads'", None),
        ("div class=headquarters", None),
        ("article", "article"),
    ],
)
def test_what_the_tags_call_a_part(tag, part):
    """By relation, property, class, role and element, with what tells."""
    article = parse_html(f"<{tag}>words</{tag.split()[0]}>")
    found = [a for a in article.annotations if a.layer == "structure"]
    assert [a.label for a in found] == ([part] if part else [])
    assert all({"tag", "by"} <= set(a.attributes) for a in found)


# ---- encodings ----


@pytest.mark.parametrize(
    ("data", "header", "encoding", "text"),
    [
        ("<p>café".encode(), None, "utf-8", "café"),
        ("<p>café".encode("utf-16"), None, "utf-16-le", "café"),
        ("<p>café".encode("utf-16-be"), None, "utf-16-be", "café"),
        ("<meta charset=ISO-8859-1><p>“café”".encode("cp1252"), None, "cp1252", "“café”"),
        (
            "<META CONTENT='text/html;charset=windows-1251' HTTP-EQUIV=Content-Type><p>Мэр".encode("cp1251"),
            None,
            "cp1251",
            "Мэр",
        ),
        ("<meta charset=utf-8><p>Мэр".encode("koi8-r"), "text/html; charset=KOI8-R", "koi8-r", "Мэр"),
        ("<p>“café”".encode("cp1252"), None, "cp1252", "“café”"),
        ("<!-- <meta charset=koi8-r> --><p>é".encode(), None, "utf-8", "é"),
        ("<meta charset=latin1><p>café".encode(), None, "utf-8", "café"),  # saved as UTF-8, and still says otherwise
        ("<meta charset=utf-8><p>café".encode("cp1252"), None, "cp1252", "café"),
        (b"<meta charset=utf-7><p>+ADw-", None, "utf-8", "+ADw-"),
        (b"<meta charset=hex><p>a", "x\0y", "utf-8", "a"),
        (b"<meta charset=utf-16><p>a", None, "utf-8", "a"),
        ("<p>日本".encode("cp932"), "Shift_JIS", "cp932", "日本"),
        (b"<p>a\x81b\x93", None, "latin-1", "a\x81b“"),
        (b"", None, "utf-8", ""),
    ],
)
def test_the_encoding_is_told_and_leads_back(data, header, encoding, text):
    """By mark, header, meta and what the bytes can be; the bytes can be made again."""
    article = read_html(data, header=header)
    assert (article.encoding, article.text) == (encoding, text)
    assert article.source.encode(article.encoding) == data
    assert not [a for a in article.annotations if a.label == "lost-bytes"]


def test_bytes_that_are_lost_are_said():
    """Where no way leads back to the bytes, a repair says so."""
    article = read_html("<meta charset=utf-8><p>naïve café, ".encode() + b"\xff\xfe and so on")
    lost = [article.covered(a) for a in article.annotations if a.label == "lost-bytes"]
    assert (article.encoding, lost) == ("utf-8", ["\ufffd\ufffd"])
    assert not decode_html("é".encode() + b"\xe2").exact  # cut short
    assert html_encoding("é".encode() + b"\xe2") == "utf-8"


# ---- the card ----


def card(head, body="<h1>Bridge shut</h1><p>3 May 2021</p>"):
    article = parse_html(f"<head>{head}</head><body>{body}</body>")
    said = {a.label: a.attributes for a in article.annotations if a.layer == "card"}
    return article.card, said


def linked_data(data):
    return f'<script type="application/ld+json">{data}</script>'


@pytest.mark.parametrize(
    "data",
    [
        '{"@type":"NewsArticle","headline":"Bridge shut","author":"Ana Ruiz","datePublished":"2021-05-03"}',
        '{"@type":["Thing","ReportageNewsArticle"],"headline":"Bridge shut","author":{"name":"Ana Ruiz"},'
        '"datePublished":"2021-05-03T23:10:00-04:00"}',
        '[{"@type":"BreadcrumbList","itemListElement":[{"@type":"NewsArticle","headline":"Other"}]},'
        '{"@type":"BlogPosting","headline":"Bridge shut","author":[{"name":["Ana Ruiz"]}],"datePublished":"20210503"}]',
        '{"@graph":[{"@type":"Person","@id":"#a","name":"Ana Ruiz"},{"@type":"Article","headline":"Bridge shut",'
        '"author":{"@id":"#a"},"datePublished":"2021-05-03"}]}',
        '<!-- {"@type":"NewsArticle","headline":"Bridge shut","author":"By Ana Ruiz",'
        '"datePublished":"2021-05-03",} -->',
        '{"@type":"NewsArticle","headline":"Bridge\nshut","author":"Ana Ruiz, Chief Reporter",'
        '"datePublished":"Mon, 03 May 2021 09:00:00 GMT"};',
        '{"@type":"NewsArticle","headline":"Bridge shut","author":{"name":"Ana Ruiz"},"datePublished":"2021-05-03" "x"',
        "{&quot;@type&quot;:&quot;NewsArticle&quot;,&quot;headline&quot;:&quot;Bridge shut&quot;,"
        "&quot;author&quot;:&quot;Ana Ruiz&quot;,&quot;datePublished&quot;:&quot;2021-05-03&quot;}",
    ],
)
def test_linked_data_of_many_shapes(data):
    """A list, a graph, authors as text or objects, and JSON that is broken."""
    facts, said = card(linked_data(data))
    assert (facts.title, facts.author, facts.date) == ("Bridge shut", "Ana Ruiz", "3 May 2021")
    assert said["date"]["iso"] == "2021-05-03"
    assert said["author"]["from"] == "JSON-LD author"


@pytest.mark.parametrize(
    ("head", "body", "wanted"),
    [
        (
            "<title>Bridge shut | Harbour Post</title>",
            "<p>Bridge shut</p>",
            ("Bridge shut", None, "Harbour Post", None),
        ),
        (
            "<title>Harbour Post: Bridge shut</title>",
            "<h2>Bridge shut</h2>",
            ("Bridge shut", None, "Harbour Post", None),
        ),
        ("<title>Opinion: Bridge shut</title>", "<h1>Bridge shut</h1>", ("Bridge shut", None, None, None)),
        (
            "<meta property=og:title content='Bridge shut - Harbour Post'>"
            "<meta property=og:site_name content='Harbour Post'>",
            "<h1><a href=/>Harbour Post</a></h1><h2>Bridge shut</h2>",
            ("Bridge shut", None, "Harbour Post", None),
        ),
        (
            "<meta name=twitter:title content='Why they shut the Lund bridge'>",
            "<h1>The Lund bridge, shut for good</h1>",
            ("The Lund bridge, shut for good", None, None, None),
        ),
        (
            "<meta name=AUTHOR content=admin><meta name=dc.creator content='Ana Ruiz'>"
            "<meta name=date content=2021/05/03>",
            "a",
            (None, "Ana Ruiz", None, "2021-05-03"),
        ),
        (
            "<meta property=article:author content=https://x.example/ana>",
            "<p>By <a rel=author href=x>Ana Ruiz</a></p><time datetime=2021-05-03T10:00Z>Monday</time>",
            (None, "Ana Ruiz", None, "2021-05-03"),
        ),
        (
            "<meta itemprop=datePublished content=2021-05-03>",
            "<p>May 3rd, 2021</p>",
            (None, None, None, "May 3rd, 2021"),
        ),
        ("<meta name=date content=2021-05-03>", "<p>3/5/21</p>", (None, None, None, "3/5/21")),
        ("<meta name=date content=2021-05-03T23:30:00Z>", "<p>4 May 2021</p>", (None, None, None, "4 May 2021")),
        ("<meta name=date content=2021-13-45>", "a", (None, None, None, "2021-13-45")),
        ("<meta name=date content='some day'>", "a", (None, None, None, "some day")),
        (linked_data("[" * 100_000), "a", (None, None, None, None)),
        (linked_data('{"@type": 5, "author": [[{}]]}' + linked_data("null")), "a", (None, None, None, None)),
    ],
)
def test_facts_of_the_card(head, body, wanted):
    """The title as printed and without the outlet's name, nobody for an author no more, the date as printed."""
    facts, _ = card(head, body)
    assert (facts.title, facts.author, facts.outlet, facts.date) == wanted


def test_where_facts_come_from_is_said():
    """What is taken, from where, why, what else is said, and where it stands in the text."""
    head = "<meta property=og:title content='Bridge shut'>"
    head += "<meta name=author content='Ana Ruiz'><meta name=byl content='Ben Okoye'>"
    article = parse_html(head + "<link rel=canonical href='javascript:x'><h1>Bridge shut</h1><p>by Ana Ruiz</p>")
    said = {a.label: (article.covered(a), a.attributes) for a in article.annotations if a.layer == "card"}
    assert said["title"][0] == "Bridge shut"
    assert said["author"][0] == "Ana Ruiz"
    assert said["author"][1]["from"] == "meta author"
    assert said["author"][1]["others"] == "Ben Okoye (meta byl)"
    assert "url" not in said
    given = kit.Card(author="Somebody Else", outlet="Harbour Post")
    assert parse_html(head, card=given).card.author == "Somebody Else"


# ---- what is hard on time ----

HOSTILE = (
    "<a <!</<!-- <a b='<![<?",
    "<a href=x><b><i><p>x</b></i>",
    "<div class=related-x>x",
    "<ul><li><p>x</p><p>y</p>",
    "<table><tr><td><p>x",
    "</p></td></table></b></div>",
    "&amp;#8217;&&lt;&#1;",
    '<script type=\'application/ld+json\'>{"@type":"NewsArticle","headline":"',
    "<title>x - y</title>x - y 3 May 2021 <meta name=author content='By Ana'><h1>x</h1>",
    "<p hidden>x<span aria-hidden=true>x</p>",
)


@pytest.mark.parametrize("shape", HOSTILE)
def test_takes_linear_time(linear, shape):
    """However deep or broken, a page takes its share of time and no more."""
    assert linear(lambda n: shape * n, parse_html, 300)


def test_deep_nesting_is_no_matter():
    """Ten thousand levels are read, without recursion."""
    assert parse_html("<div>" * 10_000 + "x").text == "x"
    assert parse_html("<b>" * 10_000 + "x" + "</b>" * 10_000 + "y").text == "xy"


def test_says_what_it_reads():
    """Bytes are refused, with what reads them."""
    with pytest.raises(TypeError, match="for the bytes of a page use read_html"):
        parse_html(b"<p>")


@pytest.mark.parametrize(
    ("data", "is_page"),
    [
        (b"<!DOCTYPE html><p>", True),
        (b"\xef\xbb\xbf\n<?xml version='1.0'?>\n<!-- saved -- from --><HTML lang=en>", True),
        ("<html>".encode("utf-16"), True),
        (b"<head><title>x", True),
        (b"<3 is a heart", False),
        (b"# HTML\n\n<p>", False),
        (b"<!--" * 400, False),
        (b"", False),
    ],
)
def test_bytes_that_open_as_a_page_does(data, is_page):
    """By a doctype or the first element, whatever stands before them."""
    assert looks_like_html(data) == is_page


def test_a_quotation_within_another_is_one():
    """However deep blockquotes are nested, the outermost is the quotation."""
    assert notes(parse_html("<blockquote>a<blockquote>b</blockquote></blockquote>c"), "markup") == [
        ("blockquote", "a\n\nb")
    ]
