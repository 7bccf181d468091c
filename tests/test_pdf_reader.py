"""A PDF is read as a person reads it: columns one after another, lines joined, what print adds taken out and kept."""

from __future__ import annotations

import re
import zlib

import pytest

pytest.importorskip("pdfminer")

from kit.errors import ReadError
from kit.readers.pdf import parse_pdf, read
from kit.readers.pdf.rows import Piece, read_order

LOCK = b"/Encrypt<</Filter/Standard/V 1/R 2/O(%s)/U(%s)/P -4>>/ID[(a)(a)]" % (b"o" * 32, b"u" * 32)


def pdf(*pages, encrypt=b""):
    """A PDF of pages of lines, each ``(x, y, size, text)``: nothing but what the format asks for."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for n, lines in enumerate(pages):
        shown = b"".join(
            b"BT /F1 %d Tf %d %d Td (%s) Tj ET\n" % (size, x, y, re.sub(rb"([()\\])", rb"\\\1", text.encode("cp1252")))
            for x, y, size, text in lines
        )
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>"
            % (5 + 2 * n)
        )
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(shown), shown))
    return put_together(objects, encrypt)


def put_together(objects, encrypt=b""):
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer<</Root 1 0 R/Size %d%s>>" % (len(objects) + 1, encrypt)
    return (
        out
        + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
        + table
        + trailer
        + b"\nstartxref\n%d\n%%%%EOF" % len(out)
    )


def column(x, words, top=780):
    return [(x, top - 14 * n, 11, line) for n, line in enumerate(words)]


def labels(article):
    return [(a.label, article.covered(a), a.attributes["original"]) for a in article.annotations]


def test_lines_of_print_become_paragraphs():
    """A line that was full goes on in the next; one that was not ends its paragraph."""
    page = column(
        60,
        [
            "The bridge over the Tarn will be shut for",
            "five weeks from Monday, the county says.",
            "Cars take the",
            "detour.",
        ],
    )
    text = parse_pdf(pdf(page), name="a.pdf").text
    assert text.startswith("The bridge over the Tarn will be shut for five weeks from Monday, the county says.")


def test_columns_are_read_one_after_another():
    left = [
        "Left column begins here, and",
        "goes on for some lines more",
        "until it comes to the end of",
        "what it has to say of trams.",
    ]
    right = [
        "The right one is then read as",
        "a whole, and not line by line",
        "across the gap between them",
        "as a ruler would have it read.",
    ]
    text = parse_pdf(pdf([*column(60, left), *column(320, right)]), name="a.pdf").text
    assert "trams." in text and " ".join(right) in text
    assert text.index("trams") < text.index("The right")


def test_running_heads_are_taken_out_and_kept():
    """What stands at the head of most pages is no part of the text; the record says what it was."""
    body = ["It rained on the first day of the fair, and the", "stalls stayed empty until the sun came out again."]
    pages = [[(60, 820, 8, "Harbour Post"), *column(60, body, 760), (290, 20, 8, str(n))] for n in (1, 2, 3)]
    article = parse_pdf(pdf(*pages), name="a.pdf")
    assert "Harbour" not in article.text and not re.search(r"\d", article.text)
    assert [original for label, _, original in labels(article) if label == "running-head"] == [
        "Harbour Post", "1\nHarbour Post", "2\nHarbour Post", "3",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("first", "second", "read"),
    [
        ("in the year to come the council is to consi-", "der the plan in its spring term", "consider"),
        ("it was asked for by the Moscow-", "based office of the same bank", "Moscow-based"),
        ("that was long before all of the US-", "Canada border had been open", "US-Canada"),
    ],
)
def test_a_word_broken_by_the_line_is_joined(first, second, read):
    """Its hyphen falls, unless the word has it in its own right; either way the record has the printed form."""
    article = parse_pdf(pdf(column(60, [first, second])), name="a.pdf")
    assert read in article.text
    assert [label for label, words, _ in labels(article) if words == read] == ["rejoined-word"]


@pytest.mark.parametrize(("pages", "said"), [(200, []), (201, ["The fair was held again in the year 200."])])
def test_what_is_not_read_of_a_long_file_is_said(pages, said):
    """Of more than 200 pages the last line that was read says that the file goes on."""
    body = [f"The fair was held again in the year {n}." for n in range(1, pages + 1)]
    article = parse_pdf(pdf(*(column(60, [line]) for line in body)), name="a.pdf")
    assert [words for label, words, _ in labels(article) if label == "cut-short"] == said


def test_every_character_leads_back():
    """The source is the text as the file has it; each word is found there, under the words that are read."""
    body = ["A fair was held in the old harbour, where a few", "hundred people had come to see the boats go by."]
    article = parse_pdf(pdf(column(60, body), column(60, [line.upper() for line in body])), name="a.pdf")
    for word in re.finditer(r"\w+", article.text):
        assert article.source[slice(*article.source_span(word.span()))] == word[0]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (pdf([]), "no text"),
        (pdf(column(60, ["Secret."]), encrypt=LOCK), "password"),
        (b"%PDF-1.4\nnothing", "damaged"),
        (b"%PDF-1.7" + bytes(range(256)) * 50, "damaged"),
        (pdf(column(60, ["Cut off."]))[:150], "damaged"),
    ],
    ids=["scan", "locked", "nothing", "noise", "cut"],
)  # fmt: skip
def test_what_cannot_be_read_says_why(data, said):
    with pytest.raises(ReadError, match=said):
        parse_pdf(data, name="a.pdf")


def test_a_bomb_goes_off_elsewhere(monkeypatch):
    """A stream that unpacks to gigabytes ends the process that reads it, and no other."""
    monkeypatch.setattr(read, "PATIENCE", 4)
    packed = zlib.compress(zlib.compress(bytes(200_000_000)), 9)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>",
        b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n%s\nendstream" % (len(packed), packed),
    ]
    with pytest.raises(ReadError, match=r"longer than 4 seconds|too much memory|no text"):
        parse_pdf(put_together(objects), name="a.pdf")


def test_reading_order_of_three_columns_below_a_headline():
    """A headline over all columns comes first, then each column from top to bottom."""
    head = [Piece(0, 200, 300, 220, 20, "A headline over all of it")]
    body = [
        Piece(x, 180 - 12 * n, x + 80, 190 - 12 * n, 10, f"column {c} line {n} here")
        for n in range(5)
        for c, x in enumerate((0, 105, 210))
    ]
    lines = [line.text for line in read_order([[*head, *body]])[0]]
    assert lines == ["A headline over all of it", *(f"column {c} line {n} here" for c in range(3) for n in range(5))]


def test_a_letter_as_tall_as_lines_begins_the_first_of_them():
    """It is no word of its own, and the lines beside it are of one paragraph."""
    cap = Piece(50, 700, 80, 740, 40, "T")
    lines = [
        "he bell of the school rings",
        "at half past seven, and so",
        "it has for some sixty years",
        "or more than that by now.",
    ]
    x = (84, 84, 84, 50)
    body = [Piece(x[n], 728 - 12 * n, 250, 738 - 12 * n, 10, line) for n, line in enumerate(lines)]
    read_lines = read_order([[cap, *body]])[0]
    assert [line.text for line in read_lines] == ["The bell of the school rings", *lines[1:]]
    assert {line.x0 for line in read_lines} == {50}


def test_a_box_beside_the_text_is_read_by_itself():
    """Of another size, and its lines between those of the text."""
    text = [Piece(30, 619 - 12.7 * n, 320, 630 - 12.7 * n, 11, f"line {n} of the text itself") for n in range(3)]
    box = [Piece(398, 612.8 - 10.5 * n, 530, 621.8 - 10.5 * n, 9, f"line {n} of the box") for n in range(3)]
    lines = [line.text for line in read_order([[*text, *box]])[0]]
    assert lines == [*(f"line {n} of the text itself" for n in range(3)), *(f"line {n} of the box" for n in range(3))]


def test_a_short_line_alone_at_the_top_of_a_page_is_a_paragraph():
    """How far its column reaches is told by the page, though the line stands apart from the rest."""
    lines = [(60, 780, 12, "Featured image is from OneWorld"), (60, 740, 12, "The source of this is the Post"),
             (60, 700, 12, "A long line, as far as the page itself is meant to reach on this side of it")]  # fmt: skip
    text = parse_pdf(pdf(lines), name="a.pdf").text
    assert text.startswith("Featured image is from OneWorld\n\nThe source")


def test_the_first_lines_of_a_page_reach_as_far_as_its_text():
    """And not as far as its foot does, though they stand apart from the text."""
    top = [Piece(60, 766, 320, 777, 11, "the last line of a paragraph that had begun before")]
    body = [Piece(60, 700 - 14 * n, 335, 711 - 14 * n, 11, f"line {n} of the text") for n in range(8)]
    foot = [Piece(24, 15, 572, 23, 8, "https://post.example/bridge 1/1")]
    lines = read_order([[*top, *body, *foot]])[0]
    assert {(line.left, line.right) for line in lines[:-1]} == {(60, 335)}


@pytest.mark.parametrize("tall", [False, True], ids=["rows", "one row"])
def test_reading_order_takes_linear_time(tall, linear):
    """However many pieces stand on one page."""

    def page(n):
        place = (lambda k: (9 * k, 100)) if tall else (lambda k: (7 * k % 590, 2 * k))
        return [[Piece(x, y, x + 3, y + 1, 1, "x") for x, y in map(place, range(n))]]

    assert linear(page, read_order, 2000)


def raw(content, resources=b"", more=()):
    """A PDF of one page with this content stream."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[4 0 R]/Count 1>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>%s>>/Contents 5 0 R>>"
        % resources,
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
    ]
    return put_together([*objects, *more])


RAIN = b"BT /F1 11 Tf 60 700 Td (It rained all day.) Tj ET\n"
CIRCLE = (
    b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>/Length 5>>stream\n/X Do\nendstream"
)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (raw(b"BT /F1 20 Tf 4 Tc 60 700 Td (A treaty is tested) Tj ET"), "A treaty is tested"),
        (raw(RAIN + b"BT /F1 11 Tf 0 1 -1 0 20 100 Tm (Stamp at the edge) Tj ET"), "It rained all day."),
        (raw(RAIN + b"/X Do", b"/XObject<</X 6 0 R>>", [CIRCLE]), "It rained all day."),
    ],
    ids=["spread", "turned", "circle"],
)
def test_odd_print_is_read_as_a_person_reads_it(data, text):
    """Spread letters are words, a turned stamp is none, and a circle ends."""
    assert parse_pdf(data, name="a.pdf").text.strip() == text


def test_pages_in_a_circle_are_no_pages():
    with pytest.raises(ReadError, match="no text"):
        parse_pdf(
            put_together([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 1>>"]), name="a.pdf"
        )


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("The bridge is shut | Harbour Post", "The bridge is shut"),
        ("Old bridge reopens", "Old bridge reopens"),
        ("Microsoft Word - bridge.docx", None),
        ("bridge_final2.indd", None),
        ("https://post.example/bridge", None),
    ],
)
def test_the_card_of_a_printed_page(said, title):
    """The address in its foot and the title in its properties, with where they stand; no file's name."""
    foot = (24, 15, 8, "https://post.example/bridge 1/1")
    words = "The bridge is shut" if title == "The bridge is shut" else "it goes on from the other page here, and so"
    page = [(60, 780, 20, words), *column(60, ["and to the end of what it says of it."], 700), foot]
    article = parse_pdf(pdf(page, encrypt=b"/Info<</Title(%s)/Author(root)>>" % said.encode()), name="a.pdf")
    assert (article.card.title, article.card.author) == (title, None)
    assert article.card.url == "https://post.example/bridge"
    said_by = {a.label: a.attributes["from"] for a in article.annotations if a.layer == "card"}
    assert set(said_by) >= {"url"} and all("properties" in origin or "foot" in origin for origin in said_by.values())
