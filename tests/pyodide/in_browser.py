"""What can be opened in a browser, and what is said of the rest; run in Pyodide alone, with the packages of a site."""

from __future__ import annotations

import io
import zipfile

import pytest
import traitlets

import kit
from kit.errors import ReadError
from kit.readers.files import read_bytes
from kit.widgets.explorer_opening import Upload, offers, read_given
from kit.widgets.page import PageWidget

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    "_rels/.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="word/document.xml"/></Relationships>'
    ),
    "word/document.xml": (
        f'<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>It rained.</w:t></w:r></w:p></w:body></w:document>'
    ),
}


def given(name: str, data: bytes) -> kit.Article:
    """What the explorer makes of a file that is chosen on its page."""
    upload = Upload()
    assert upload.take({"file": name}, [data])
    return read_given({"file": name}, upload)


@pytest.mark.parametrize("read", [lambda name, data: read_bytes(data, name=name), given])
def test_a_pdf_is_refused_with_what_to_do(read):
    """Also where its name says that it is something else."""
    for name in ("rain.pdf", "rain.txt"):
        with pytest.raises(ReadError, match=r"rain\.\w+ is a PDF, .* not run in a browser; .* paste .* on a computer"):
            read(name, b"%PDF-1.7")


def test_an_address_is_refused_with_what_to_do():
    """Given to the kit, or pasted where an article's words are asked for; the page has no field for one."""
    with pytest.raises(ReadError, match=r"^https://example\.org/a is an address, .* save it .* paste .* on a computer"):
        kit.read("https://example.org/a")
    with pytest.raises(ReadError, match=r"a browser lets no page fetch another site’s\. .* save it .* paste"):
        read_given({"text": " https://example.org/a\n"}, Upload())
    assert offers()["addresses"] is False


def test_saved_files_are_read():
    """Text in Windows-1252, a page in an encoding that it does not name, and a Word document."""
    assert given("rain.txt", "“Rain” at the café".encode("cp1252")).text == "“Rain” at the café"
    greek = "Η γέφυρα έκλεισε τη Δευτέρα, και ο δήμαρχος είπε ότι κανείς δεν ήξερε πόσο βαθιές ήταν οι ρωγμές. " * 4
    assert "γέφυρα" in given("rain.html", f"<p>{greek}".encode("iso8859-7")).text
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as parts:
        for name, words in PARTS.items():
            parts.writestr(name, words)
    assert given("rain.docx", packed.getvalue()).text == "It rained."


def test_a_second_opinion_is_there_without_a_process():
    """textstat is asked in this one, and is not known to it afterwards."""
    opinions = kit.read("ferry-bridge").second_opinion()
    assert all(opinion.theirs is not None for opinion in opinions)


class Figure(PageWidget):
    """A widget with one trait, which may be nothing."""

    value = traitlets.Any(None).tag(sync=True)


def test_what_is_none_here_is_null_on_the_page(monkeypatch):
    """In traits and messages, both ways: the kernel itself makes undefined of None, and of null what is not None."""
    from pyodide.code import run_js  # which no other Python has

    of_page = run_js("(state) => JSON.stringify([state.toJs().value, state.toJs().value === null])")
    assert of_page(Figure().get_state("value")) == "[null,true]"
    figure, sent, heard = Figure(value=1), [], []
    monkeypatch.setattr(PageWidget, "_send", lambda self, message, buffers=None: sent.append(message))
    figure.send({"rows": [{"low": None}]})
    assert run_js("(message) => message.toJs().content.rows[0].low === null")(sent[0])
    figure.on_msg(lambda _, content, __: heard.append(content))
    figure._handle_custom_msg(run_js("({ rows: [null, 1] })").to_py(), [])
    figure.set_state(run_js("({ value: null })").to_py())
    assert (heard, figure.value) == ([{"rows": [None, 1]}], None)
