"""What a terminal is given: signs to show and no orders, in its own encoding and width, or a plain word of why not."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kit
from kit import parsers, terminal
from kit.cli import main
from kit.tables import Listing, Table, csv_line, from_csv
from kit.visible import escaped, printable, unescaped
from kit.webannotation import from_web_annotations

# It sets the window's title, writes to the clipboard, turns the text round and ends lines, if it is obeyed.
HOSTILE = (
    "Title \x1b]0;mine\x1b\\ here\n\n"
    "“It \x9d52;c;bWluZQ==\x9c works,” Ana \u202eRuiz\u2066 said.\x7f And\u2028so\x85on.\n\n"
    "=HYPERLINK(1) was what “Ben Holm” said, she said."
)
ORDERS = [*map(chr, (*range(9), *range(11, 32), *range(0x7F, 0xA0))), *"\u202a\u202e\u2066\u2028\u2029"]
SOME = st.sampled_from([*ORDERS, "\ud83d", "\\u001b", "\\", "'", "=", "\n", "\r", "😀"])
TEXT = st.lists(st.one_of(st.characters(), SOME)).map("".join)


@pytest.fixture
def hostile(tmp_path):
    path = tmp_path / "a\x1b[31m\u202e.txt"
    path.write_text(HOSTILE, encoding="utf-8")
    path.with_suffix(".toml").write_text('author = "\\u001b[2J\\u009b Ana"\n', encoding="utf-8")
    return path


LINES = [form for form in parsers.FORMATS if form != "html"]  # what a terminal is to show; a page is a file of its own


@pytest.mark.parametrize("call", [["read"], *(["analyze", "--format", form] for form in LINES)])
def test_no_order_reaches_the_terminal(call, hostile, capsys):
    """Whatever a text, its card, its name or a message holds, in whichever format, is shown and not obeyed."""
    assert main([*call, str(hostile)]) == 0
    assert main([*call, str(hostile) + "x"]) == 1
    shown = capsys.readouterr()
    assert not [sign for sign in ORDERS if sign in shown.out + shown.err]
    assert "\\u001b" in shown.out and "\\u" in shown.err


def test_no_order_is_in_what_shows_itself():
    """An article, an annotation, a table, a listing and an error show themselves in a terminal too."""
    article = kit.Article.from_text("One.", card=kit.Card(title=HOSTILE, author=HOSTILE))
    table = Table((("word",), (HOSTILE,)), HOSTILE)
    listing = Listing([HOSTILE], lambda words: Table((("word",), *((word,) for word in words))))
    shown = [repr(article), repr(kit.Annotation(0, 1, "zone", HOSTILE, HOSTILE, {}, {"rule": HOSTILE}))]
    shown += [repr(table), repr(listing), repr(kit.Reading(article)), str(kit.readers.files.ReadError(HOSTILE))]
    assert not [sign for sign in ORDERS for text in shown if sign in text]


@given(TEXT)
def test_what_is_made_printable_is_shown_and_can_be_encoded(text):
    """It holds no order and no half of a character, has the signs it had, and is still printable when treated again."""
    shown = printable(text)
    assert not set(shown) & {*ORDERS, "\n", "\t"}
    assert shown.encode("utf-8").decode("utf-8") == shown == printable(shown)
    assert json.loads(printable(json.dumps(text, ensure_ascii=False))) == text
    assert escaped(text).isascii()


@given(st.lists(TEXT, min_size=1))
def test_csv_is_read_back(cells):
    """Whatever a cell holds, Python's own reader and from_csv give it back, as ASCII too; and none is a formula."""
    cells = [cell.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass") for cell in cells]  # halves met
    line = csv_line(cells)
    assert not set(line) & {*ORDERS}
    for written in (line, escaped(line)):
        (row,) = csv.reader(io.StringIO(written, newline=""), strict=True)
        assert [from_csv(cell) for cell in row] == cells
        assert not any(cell.lstrip("\ufeff\u200b \t\n").startswith(tuple("=+-@＝＋－＠")) for cell in row)


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", " =1", "＝1", "\n@x", "'=1"])
def test_no_cell_is_a_formula(cell):
    """What a spreadsheet would run begins with an apostrophe or a backslash, and comes back as it was."""
    (read,) = next(csv.reader(io.StringIO(csv_line([cell]), newline="")))
    assert read[0] in "'\\"
    assert from_csv(read) == cell
    assert from_csv(csv_line(["-"])) == "-" and csv_line(["A - b", "5"]) == "A - b,5"


@pytest.mark.parametrize("gap", [";", "\t", "\n", "; ", ";\t ", "a;b;"])
@pytest.mark.parametrize("sign", "=+-@")
def test_no_cell_begins_as_a_formula_where_another_sign_parts_cells(gap, sign):
    """Some spreadsheets part cells at a semicolon or a tab, and rows at a line's end, whatever the quotation marks."""
    line = csv_line(["first", f"He said{gap}{sign}cmd|1!A0", "last"])
    begun = [cell for row in line.split("\n") for cell in re.split("[;\t]", row)]
    assert not any(re.match(r"\s*[=+\-@]", cell) for cell in begun)
    assert from_csv(next(csv.reader(io.StringIO(line, newline="")))[1]) == f"He said{gap}{sign}cmd|1!A0"


@pytest.mark.parametrize("unit", ["\t", "; ", ";", "\n ", "\u200b"])
def test_time_for_a_cell_is_linear(unit, linear):
    assert linear(lambda n: unit * n, lambda cell: csv_line([cell]), 5_000)


def test_the_csv_of_an_article_holds_its_words(hostile, capsys):
    """What the text says stands in the column `quote`, read back by the rule that the README tells."""
    main(["analyze", str(hostile), "--layers", "zone", "--format", "csv"])
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out, newline="")))
    text = kit.load(hostile).text
    assert len(rows) == 3
    for row in rows:
        assert from_csv(row["quote"]) == text[int(row["start"]) : int(row["end"])]
        assert not row["quote"].startswith("=")


def test_unescaped_joins_halves():
    """A character beyond 65,535 is spelt as two halves, which come back as one; a half alone stays one."""
    assert unescaped(escaped("a😀\ud83d")) == "a😀\ud83d"


class Terminal(io.TextIOWrapper):
    """A standard output with an encoding of its own."""

    def __init__(self, encoding: str, errors: str = "strict") -> None:
        super().__init__(io.BytesIO(), encoding=encoding, errors=errors, newline="\n")

    def said(self) -> str:
        self.flush()
        return self.buffer.getvalue().decode(self.encoding)


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1", "cp437", "utf-8"])
@pytest.mark.parametrize("errors", ["strict", "surrogateescape"])
def test_any_encoding_takes_all_of_it(encoding, errors, tmp_path, monkeypatch):
    """Signs that a terminal has not are replaced; for programs they are spelt out, and read back as they were."""
    page = tmp_path / "a.txt"
    page.write_text("“Naïve” 😀 — she said “Žižek’s” — 日本.", encoding="utf-8")
    text, said = kit.load(page).text, {}
    for form in ("read", *LINES):
        monkeypatch.setattr(sys, "stdout", Terminal(encoding, errors))
        call = ["read"] if form == "read" else ["analyze", "--layers", "zone", "--format", form]
        assert main([*call, str(page)]) == 0
        said[form] = sys.stdout.said()
    assert json.loads(said["json"])["text"] == json.loads(said["jsonl"])["text"] == text
    assert from_web_annotations(said["w3c"], kit.load(page)) == kit.find_all(page, "zone")
    assert from_csv(next(csv.DictReader(io.StringIO(said["csv"])))["quote"]) == text
    assert ('"Na?ve" ? - she' if encoding == "ascii" else "she said") in said["read"]
    assert "\\u" not in said["read"] + said["table"]
    monkeypatch.setattr(sys, "stdout", Terminal(encoding, errors))
    with pytest.raises(SystemExit):
        main(["analyze", "--help"])
    assert "--format" in sys.stdout.said()


@pytest.mark.parametrize("columns", ["5", "1", "0", "-7", "", "many", "9" * 30, "9" * 5000])
def test_any_width_is_taken(columns, monkeypatch, capsys):
    """A terminal of no width, of none that is a number or of a huge one gets lines of 40 to 100 columns."""
    with monkeypatch.context() as narrowed:  # pytest tells of a test by the width, too
        narrowed.setenv("COLUMNS", columns)
        assert main(["read", "ferry-bridge"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert 30 < max(map(len, lines)) <= 100
    assert all(len(line) <= 40 for line in lines) == (columns in ("5", "1"))


def test_a_word_without_end_is_wrapped_in_linear_time(linear):
    """A line without a space, as long as a text may be, does not hold the terminal up."""
    assert linear(lambda n: "a-" * n, lambda line: terminal._wrapped(line, 80, " " * 14), 10_000)
    assert "".join(terminal._wrapped("x" * 1_000, 80, " " * 14).split()) == "x" * 1_000


def test_input_is_read_from_a_pipe(monkeypatch, capsys):
    """ "-" is standard input: any encoding, no name, one article."""
    for data in ("It rained.", "It “rained”."):
        for encoding in ("utf-8", "cp1252", "utf-16"):
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data.encode(encoding))))
            assert main(["analyze", "-", "--json"]) == 0
            said = json.loads(capsys.readouterr().out)
            assert (said["slug"], said["text"]) == ("stdin", data)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\x00\x01\x02")))
    assert main(["read", "-"]) == 1
    assert "stdin is not text" in capsys.readouterr().err
    monkeypatch.setattr(sys, "stdin", None)
    assert main(["read", "-"]) == 1
    assert "standard input is closed" in capsys.readouterr().err


def test_input_without_end_is_refused(monkeypatch, capsys):
    """So much is read and no more, and what is wrong is said; whoever is to type is told how to end."""

    class Endless(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            return b"So it goes on. "[:size]

    monkeypatch.setattr("kit.readers.files.MOST", 20_000)
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=Endless(), isatty=lambda: True))
    assert main(["read", "-"]) == 1
    said = capsys.readouterr().err
    assert "stdin is larger than 0.02 MB" in said
    assert "paste the text, then press Ctrl+D" in said


def test_articles_are_printed_one_by_one(monkeypatch, capsys):
    """What is found in one is printed before the next is read, in every format, so that memory does not grow."""
    printed: list[int] = []
    whole = terminal.load

    def load(name):
        printed.append(len(capsys.readouterr().out))
        return whole(name)

    monkeypatch.setattr(terminal, "load", load)
    for form in LINES:
        main(["analyze", *["ferry-bridge"] * 3, "--layers", "zone", "--format", form])
    assert len(printed) == 15
    assert all(printed[at] > 500 for at in range(15) if at % 3)


def test_a_list_is_a_list_whatever_can_be_read(capsys):
    """Several names give a list in JSON, of none, one or more; a single one that cannot be read gives nothing."""
    assert main(["analyze", "nothing", "nobody", "--json"]) == 1
    assert json.loads(capsys.readouterr().out) == []
    assert main(["analyze", "nothing", "--json"]) == 1
    assert capsys.readouterr().out == ""
    assert main(["analyze", "pool-opens", "nothing", "pool-opens", "--json", "--layers", "zone"]) == 1
    assert [article["slug"] for article in json.loads(capsys.readouterr().out)] == ["pool-opens"] * 2


def test_an_interrupt_is_quiet(monkeypatch, capsys):
    """Ctrl+C ends kit read and kit analyze with the status that shells give it, and no word."""

    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(terminal, "find_all", interrupted)
    monkeypatch.setattr(terminal, "load", interrupted)
    assert main(["analyze", "ferry-bridge"]) == main(["read", "ferry-bridge"]) == 128 + signal.SIGINT
    assert capsys.readouterr() == ("", "")


SHELL = pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell")


@SHELL
@pytest.mark.parametrize(
    ("redirected", "status", "message"),
    [
        ("read pool-opens >&-", 1, "kit: standard output is closed"),
        ("read pool-opens > /dev/full", 1, "kit: the output cannot be written: No space left on device"),
        ("--help > /dev/full", 1, "kit: the output cannot be written: No space left on device"),
        ("read pool-opens | true", 0, ""),
        ("read nothing 2>&- >&-", 1, ""),
        ("read nothing 2> /dev/full", 1, ""),
    ],
)
def test_an_output_that_fails_is_told(redirected, status, message):
    """A full disk and a closed output end with one line and status 1, a pipe that nobody reads with none and 0."""
    if "full" in redirected and not os.path.exists("/dev/full"):  # noqa: PTH110
        pytest.skip("this system has no /dev/full")
    first, pipe, rest = f"{sys.executable} -m kit {redirected}".partition(" |")
    shell = f'{{ {first}; echo "status $?" >&3; }} 3>&2 {pipe} {rest}'
    environment = os.environ | {"PYTHONUNBUFFERED": ""}  # so that what is printed fails when Python ends, if not before
    done = subprocess.run(["sh", "-c", shell], capture_output=True, text=True, timeout=120, env=environment)
    *said, last = done.stderr.splitlines()
    assert (last, len(said)) == (f"status {status}", 1 if message else 0), done.stderr
    assert "".join(said).startswith(message)
