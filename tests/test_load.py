"""Files: found, decoded and read, or refused with what to do next."""

from __future__ import annotations

import gc
import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

import kit
from kit.errors import ReadError
from kit.readers import files
from kit.readers.encoding import decode
from kit.readers.files import seed_folder, seeds

WORDS = "Naïve café — “so what?” she asked.\r\nTwo lines.\r\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "latin-1"]
)
def test_reads_any_usual_encoding(tmp_path, encoding):
    """Each encoding gives the same words, and the source gives the same bytes back."""
    words = WORDS if encoding != "latin-1" else "Naïve café\x85 \x81 two.\r\n"
    path = tmp_path / "a.txt"
    path.write_bytes(words.encode(encoding))
    article = kit.load(path)
    if encoding != "latin-1":  # its few odd bytes are control characters in either reading
        assert article.text == words.replace("\r\n", "\n")
    assert article.source.encode(article.encoding) == path.read_bytes()
    assert article.card.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.txt", b"", "a.txt is empty: it holds 0 bytes"),
        ("a.txt", b"\xef\xbb\xbf \r\n", "is empty: it holds 6 bytes and no words"),
        ("a.txt", b"%PDF-1.7 ...", "is damaged, or no PDF|is a PDF, and what reads those does not run in a browser"),
        ("a.txt", b"PK\x03\x04...", "is no Word document, or a damaged one"),
        ("a.docx", b"", "a.docx is empty: it holds 0 bytes"),
        ("a.txt", bytes(range(256)) * 4, "is not text: byte 0 is 0x00"),
        ("a.txt", b"Fine until here \x00\x01\x02", "is not text: byte 16 is 0x00"),
        ("a.txt", "half".encode("utf-16") + b"\x00", "is not text"),
        ("a.odt", b"words", "the kit reads .txt, .md"),
        ("a.txt", b"GIF89a", "is a GIF picture"),
        ("a", b"words", "not a file without an ending"),
    ],
)
def test_refuses_what_is_no_text(tmp_path, name, data, message):
    """Each file that cannot be read says why, and what to do."""
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ReadError, match=message.replace(".", r"\.")):
        kit.load(tmp_path / name)


@pytest.mark.parametrize(
    ("name", "data", "text"),
    [
        ("a.html", b"<p>It rained.", "It rained."),
        ("a.txt", b"<!doctype html><p>It rained.", "It rained."),
        ("a.docx", b"<!doctype html><p>It rained.", "It rained."),
        ("a.pdf", b"<!doctype html><p>It rained.", "It rained."),
        ("a.md", b"<3 is a *heart*", "<3 is a heart"),
        ("a.eml", b"Subject: Rain\n\nIt rained.", "It rained."),
    ],
)
def test_a_file_is_read_as_what_it_is(tmp_path, name, data, text):
    """The ending tells the kind, unless the bytes tell another."""
    (tmp_path / name).write_bytes(data)
    article = kit.load(tmp_path / name)
    assert (article.text.strip(), article.slug) == (text, "a")
    assert article.card.sha256 == hashlib.sha256(data).hexdigest()


def test_a_card_beside_a_page_has_the_last_word(tmp_path):
    """It corrects what the page says of itself; what it is silent on stays."""
    (tmp_path / "a.html").write_text(
        '<meta name="author" content="Ana Ruiz"><title>Rain</title><p>It rained.', encoding="utf-8"
    )
    (tmp_path / "a.toml").write_text('title = "Rain, at last"', encoding="utf-8")
    card = kit.load(tmp_path / "a.html").card
    assert (card.title, card.author) == ("Rain, at last", "Ana Ruiz")


@pytest.mark.skipif(sys.platform == "emscripten", reason="there are no processes")
def test_what_reads_other_files_is_not_loaded_for_text():
    """Neither by ``import kit`` nor by reading one of its articles: what is slow, or not there in a browser."""
    code = "import sys, kit; kit.load('night-buses'); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "kit.readers.files" in loaded
    assert not loaded & {"httpx", "httpcore", "mammoth", "pdfminer", "protego", "ssl", "email"}


def test_refuses_a_folder(tmp_path):
    """A folder is no article."""
    with pytest.raises(ReadError, match="is a folder; name one file in it"):
        kit.load(tmp_path)


def test_names_what_is_near():
    """A name with a slip in it gets the right one offered."""
    with pytest.raises(FileNotFoundError, match="did you mean 'csto-kazakhstan'"):
        kit.load("csto-kazakstan")
    with pytest.raises(FileNotFoundError, match=r"the kit's own are: .*csto-kazakhstan"):
        kit.load("zzz")


def test_a_big_file_is_read_whole_in_linear_time(tmp_path, linear):
    """Files of 200 kB and of 800 kB are read to the end; no pattern of the reader backtracks on them."""
    paragraph = "A [link](x) and **bold** words, so it goes on [ and on ( _ * \\ until rights- respecting ends.\r\n\r\n"

    def write(n):
        path = tmp_path / f"{n}.txt"
        path.write_text(paragraph * n, encoding="utf-8", newline="")
        return path

    def read(path):
        assert kit.load(path).text.count("rights-respecting ends.") == int(path.stem)

    assert linear(write, read, 2000)


@pytest.mark.parametrize("hostile", ["[", "![[", "*", "_a ", "**a", "> ", "# ", "\\", "[a](", "[a [b] ", "a- b ", "\r"])
def test_hostile_text_is_read_in_linear_time(hostile, linear):
    """A run of one syntax mark four times as long takes some four times as long."""
    assert linear(lambda n: hostile * n, kit.parse_text, 1000)


@pytest.mark.parametrize("slug", seeds())
def test_each_seed_has_its_three_files(slug):
    """Text, card and key stand under one stem, and fit each other."""
    article = kit.load(slug)
    key = kit.read_annotations(seed_folder() / f"{slug}.key.jsonl", article)
    assert key
    assert all(a.annotator in (f"key:{slug}", f"key2:{slug}") and a.attributes["why"] for a in key)
    assert {a.attributes["tier"] for a in key} <= {"must", "accept", "trap"}
    assert article.card.notice


def test_the_first_seed_is_as_received(seed):
    """The seed's bytes are those of the sum in its card, which is that of the file as first handed over."""
    assert seed.card.sha256 == "896fce1554af63191c0aefd0e6ef5627b78c843cea8fe56d64c7b42e9d05dfb7"
    assert hashlib.sha256((seed_folder() / "csto-kazakhstan.txt").read_bytes()).hexdigest() == seed.card.sha256


def test_the_card_is_read_from_the_text(tmp_path):
    """Without a card beside it, the page itself says who, where and when; what it does not say is missing."""
    page = tmp_path / "page.txt"
    page.write_bytes((seed_folder() / "csto-kazakhstan.txt").read_bytes())
    card = kit.load(page).card
    assert card.title == "Washington Challenges the CSTO's Kazakhstani Peacekeeping Mission"
    assert (card.author, card.outlet, card.date) == ("Andrew Korybko", "Global Research", "January 07, 2022")
    assert (card.region, card.theme, card.url) == ("Asia, USA", "Intelligence", None)
    page.write_text("It rained all day in the valley, and nobody went out.", encoding="utf-8")
    assert kit.load(page).card.missing == ("title", "author", "outlet", "date", "region", "theme")


@pytest.mark.parametrize(
    ("card", "message"),
    [
        ("title = ", "not valid TOML"),
        ("headline = 'x'", "'headline' is not a fact of a card; a card may say: title"),
        ("title = 3", "'title' must be text in quotes, not 3"),
        ("sha256 = 'abc'", "its card says sha256 abc"),
    ],
)
def test_a_card_that_cannot_be_right_is_refused(tmp_path, card, message):
    """A mistake in a card is named, with what would be valid."""
    (tmp_path / "a.txt").write_text("Some words.", encoding="utf-8")
    (tmp_path / "a.toml").write_text(card, encoding="utf-8")
    with pytest.raises(ReadError, match=message):
        kit.load(tmp_path / "a.txt")


@pytest.mark.parametrize(
    "card",
    [
        "title = " + "[" * 100_000,
        "title = " + "{a=" * 50_000,
        ".".join("a" * 50_000) + " = 1",
        "title." + ".".join("a" * 900) + " = 1",
        "title = " + "9" * 5_000,
        'title = """' + "x" * 300_000 + '"""',
        '"' + "k" * 100_000 + '" = 1',
        'title = "\\ud800"',
        b"title = '\xff\xfe'",
    ],
    ids=["lists", "tables", "dots", "fewer dots", "digits", "long", "long key", "half", "not UTF-8"],
)
def test_a_card_of_no_use_is_refused_in_few_words(tmp_path, card):
    """However deep, long or broken it is, the answer comes at once, is short and names the file."""
    (tmp_path / "a.txt").write_text("Some words.", encoding="utf-8")
    (tmp_path / "a.toml").write_bytes(card if isinstance(card, bytes) else card.encode())
    gc.collect()  # what other tests have left ends here, and not where the stack has no room for it
    with pytest.raises(ReadError, match=r"a\.toml: ") as raised:
        kit.load(tmp_path / "a.txt")
    assert len(str(raised.value)) < 400


ODD = {
    "a pipe": lambda path: os.mkfifo(path),
    "a device": lambda path: path.symlink_to("/dev/zero"),
    "a folder": Path.mkdir,
}


@pytest.mark.skipif(sys.platform in ("win32", "emscripten"), reason="there are no such files")
@pytest.mark.parametrize("name", ["a.txt", "a.toml"])
@pytest.mark.parametrize("what", ODD)
def test_what_is_no_file_is_refused(tmp_path, name, what):
    """A pipe, a device without end and a folder are no text and no card, and nobody waits for them."""
    page = tmp_path / "a.txt"
    page.write_text("Some words.", encoding="utf-8")
    (tmp_path / name).unlink(missing_ok=True)
    ODD[what](tmp_path / name)
    with pytest.raises(ReadError, match=f"is {what}"):
        kit.load(page)


def test_a_link_in_a_circle_is_no_file(tmp_path):
    """It is not found, and the search for it ends."""
    (tmp_path / "a.txt").symlink_to(tmp_path / "a.txt")
    with pytest.raises(FileNotFoundError, match="no file"):
        kit.load(tmp_path / "a.txt")


def test_a_file_that_is_too_big_is_refused(tmp_path, monkeypatch):
    """50 MB are enough for any text; more is said to be too much before it fills the memory."""
    assert files.MOST == 50_000_000
    monkeypatch.setattr(files, "MOST", 1_000)
    (tmp_path / "a.txt").write_text("x" * 1_000, encoding="utf-8")
    assert kit.load(tmp_path / "a.txt").text == "x" * 1_000
    (tmp_path / "a.txt").write_text("x" * 1_001, encoding="utf-8")
    with pytest.raises(ReadError, match=r"a\.txt is larger than 0\.001 MB"):
        kit.load(tmp_path / "a.txt")


ODD_NAMES = ["x" * 300, "x" * 100_000, "\0", "a\nb", "\ud800", "\x1b[31m", ".", "../" * 3_000]


@pytest.mark.parametrize("name", ODD_NAMES, ids=map(str, range(8)))
def test_no_name_is_too_odd_to_be_missing(name):
    """A name that no file can have is not found, in few words and without an order to the terminal."""
    with pytest.raises((FileNotFoundError, ReadError)) as raised:
        kit.load(name)
    assert len(str(raised.value)) < 900
    assert str(raised.value).isprintable()


def test_decode_names_the_file():
    """Bytes from elsewhere are refused under the name they came with."""
    with pytest.raises(ReadError, match=r"upload\.txt is a PNG picture"):
        decode(b"\x89PNG\r\n", name="upload.txt")


def test_a_path_object_is_a_path():
    """load takes a Path as well as a name."""
    assert kit.load(Path(seed_folder()) / "ferry-bridge.txt").slug == "ferry-bridge"


@pytest.mark.parametrize(
    ("head", "facts"),
    [
        (
            "By\n\nAna Ruiz\n\nSenior Reporter\n\nPublished 6:14 p.m. CT March 9, 2022",
            ("Ana Ruiz", None, "March 9, 2022"),
        ),
        ("Ana Ruiz, Senior Reporter\n\n3 hours ago", ("Ana Ruiz", None, None)),
        ("Author:\n\nLauren Brigg\n\nUpdated:\n\nMar 6, 2021", ("Lauren Brigg", None, "Mar 6, 2021")),
        ("By Ana Ruiz on 3 May 2021", ("Ana Ruiz", None, "3 May 2021")),
        ("By Ana Ruiz Posted: May 3, 2021", ("Ana Ruiz", None, "May 3, 2021")),
        ("Ana Ruiz Monday 3 May 2021", ("Ana Ruiz", None, "3 May 2021")),
        ("Ana Ruiz\n\nHarbour Post\n\nMay 3, 2021", ("Ana Ruiz", "Harbour Post", "May 3, 2021")),
    ],
)
def test_the_card_knows_who_and_when_however_it_is_said(head, facts):
    """A byline without "By", a label or a role on its own line, and a date that is relative or has a time before it."""
    story = "The bridge was shut on Monday after cracks were found in two of its pillars, the council said."
    card = kit.readers.card.read_card(kit.parse_text(f"Bridge shut for the winter\n\n{head}\n\n{story}\n\n{story}"))
    assert (card.author, card.outlet, card.date) == facts


@pytest.mark.parametrize("below", ["Courier Staff Writer", "Monday 3 May 2021", "for the Harbour Post"])
def test_an_author_is_named_without_the_line_below(below):
    """A role or a date on the next line of a byline is no part of the name."""
    text = f"Bridge shut after cracks are found\n\nBy Ana Ruiz\n{below}\n\nThe bridge was shut on Monday after cracks."
    assert kit.readers.card.read_card(kit.parse_text(text)).author == "Ana Ruiz"
