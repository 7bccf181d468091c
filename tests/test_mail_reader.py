"""A newsletter, or a page saved as one file, is read as the page that it holds."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from kit.errors import ReadError
from kit.readers.mail import read_mail

PAGE = "<h1>Ferry back in spring</h1><p>It’s the first boat since the flood, said Ana Ruiz.</p>"


def message(html=PAGE, text="Ferry back in spring", **heads):
    made = EmailMessage()
    heads = {"Subject": "The ferry is back", "From": "Harbour Post <news@post.example>"} | heads
    for name, value in heads.items():
        made[name] = value
    made.set_content(text)
    if html:
        made.add_alternative(html, subtype="html")
    return made.as_bytes()


def test_the_page_of_a_newsletter_is_read():
    """Not its plain text beside it; and its head fills the card where the page says nothing."""
    article = read_mail(message(), name="a.eml")
    assert "It’s the first boat" in article.text
    assert (article.card.title, article.card.outlet) == ("Ferry back in spring", "Harbour Post")


def test_a_message_of_text_alone_is_read():
    article = read_mail(message(html="", Subject="Fähre"), name="a.eml")
    assert (article.text.strip(), article.card.title) == ("Ferry back in spring", "Fähre")


def test_who_it_was_sent_to_is_not_read():
    article = read_mail(message(To="Mina <mina@school.example>"), name="a.eml")
    assert "mina" not in f"{article.text}{article.source}{article.card}".lower()


def test_a_saved_page_brings_its_address():
    """As Chromium saves one: the address in the head, the page quoted-printable."""
    made = EmailMessage()
    made["Snapshot-Content-Location"] = "https://post.example/ferry"
    made["Subject"] = "Ferry back"
    made.set_content(PAGE, subtype="html", cte="quoted-printable")
    article = read_mail(made.as_bytes(), name="a.mhtml")
    assert article.card.url == "https://post.example/ferry"
    assert "It’s the first boat" in article.text


@pytest.mark.parametrize(
    "data", [b"", b"\0\1\2", b"no head\n\nat all", b"Subject: x\n\n", b"Content-Type: image/png\n\nabc"]
)
def test_what_is_no_message_is_refused(data):
    with pytest.raises(ReadError, match=r"a\.eml"):
        read_mail(data, name="a.eml")


@pytest.mark.parametrize(
    "head",
    [
        b"Content-Type: multipart/mixed; boundary=x\n\n" + b"--x\nContent-Type: multipart/mixed; boundary=x\n\n" * 300,
        b"From: " + b"(" * 5000 + b"\nSubject: =?utf-8?b?" + b"!" * 5000 + b"?=\n\nwords",
        b'Content-Type: text/plain; charset="../../x"\n\nwords',
        b"Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n####",
    ],
    ids=["nested", "heads", "charset", "base64"],
)
def test_a_hostile_message_is_read_or_refused(head):
    """Whatever a message says of itself, it is an article or a clear no."""
    try:
        assert read_mail(head, name="a.eml").text
    except ReadError as error:
        assert "a.eml" in str(error)


@pytest.mark.parametrize("charset", ["rot13", "zlib", "idna", "undefined", "punycode", "no-such", "utf-8"])
def test_a_charset_that_cannot_be_is_not_believed(charset):
    """The text is then decoded as any file is."""
    head = f'Content-Type: text/plain; charset="{charset}"\n\n'.encode()
    assert read_mail(head + b"A caf\xe9 in town.", name="a.eml").text == "A café in town."


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"Subject: x\n" + b"Content-Type: message/rfc822\n\n" * 5000 + b"words", "too deep"),
        (b"Subject: x\n\n" + b"\n" * 1_000_001, "longer than a message"),
    ],
    ids=["deep", "long"],
)
def test_what_takes_too_much_is_refused(data, said):
    with pytest.raises(ReadError, match=said):
        read_mail(data, name="a.eml")


def test_a_subject_gives_no_orders_to_a_terminal():
    assert read_mail(b"Subject: =?utf-8?b?G1szMW1SYWlu?=\n\nwords", name="a.eml").card.title == "[31mRain"
