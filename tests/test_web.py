"""A page is fetched from its address where that is public, and refused plainly where it is not."""

from __future__ import annotations

import dataclasses
import gzip
import socket
import threading
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

pytest.importorskip("httpcore")

import kit
from kit.cli import main
from kit.errors import ReadError
from kit.readers import web
from kit.readers.web import fetch_page

PAGE = b"<!doctype html><title>Well</title><p>The well is dug.</p>"


class Handler(BaseHTTPRequestHandler):
    """What each path of the test's own server answers."""

    def do_GET(self):
        self.server.asked.append((self.path, dict(self.headers)))
        answer = getattr(self, f"on_{self.path.partition('?')[0].strip('/').replace('.', '_').replace('/', '_')}", None)
        if answer:
            return answer()
        return self.give(404, b"")

    def give(self, status, body, **headers):
        self.send_response(status)
        for name, value in {"Content_Type": "text/html; charset=utf-8", **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def on_page(self):
        self.give(200, PAGE)

    def on_plain(self):
        self.give(200, "Der Brunnen".encode("latin-1"), Content_Type='TEXT/PLAIN; charset="ISO-8859-1"')

    def on_packed(self):
        self.give(200, gzip.compress(PAGE), Content_Encoding="gzip")

    def on_bomb(self):
        self.give(200, gzip.compress(bytes(50_000_000)), Content_Encoding="gzip")

    def on_torn(self):
        self.give(200, gzip.compress(PAGE)[:-12], Content_Encoding="gzip")

    def on_odd(self):
        self.give(200, PAGE, Content_Encoding="br")

    def on_picture(self):
        self.give(200, b"\x89PNG", Content_Type="image/png")

    def on_hop(self):
        self.give(302, b"", Location="/page?x=1#top")

    def on_loop(self):
        self.give(302, b"", Location="/loop")

    def on_inside(self):
        self.give(302, b"", Location="http://169.254.169.254/latest/meta-data/")

    def on_file(self):
        self.give(302, b"", Location="file:///etc/passwd")

    def on_to(self):
        self.give(302, b"", Location=urllib.parse.unquote(self.path.partition("?")[2]), Set_Cookie="who=ana")

    def on_empty(self):
        self.give(200, b"")

    def say(self, words):
        """Answer in these very bytes, and be gone."""
        self.wfile.write(words)
        self.close_connection = True

    def on_old(self):
        self.say(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE)

    def on_short(self):
        self.say(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1000\r\n\r\n" + PAGE)

    def on_chunks(self):
        self.say(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n" + PAGE)

    def on_heads(self):
        self.say(b"HTTP/1.1 200 OK\r\n" + b"X-Head: bomb\r\n" * 100_000 + b"\r\n")

    def on_noise(self):
        self.say(bytes(range(256)) * 99)

    def on_nothing(self):
        self.say(b"")

    def on_hidden_page(self):
        self.give(200, PAGE)

    def on_robots_txt(self):
        self.give(200, b"User-agent: *\nDisallow: /hidden/\n", Content_Type="text/plain")

    def on_endless(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        try:
            while True:
                self.wfile.write(b"x" * 65536)
        except OSError:
            pass

    def on_slow(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.server.quiet.wait(60)  # says no more until the test is over

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def server():
    """A server of the test's own, on this machine."""
    made = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.daemon_threads, made.asked, made.quiet = True, [], threading.Event()
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield made
    made.quiet.set()
    made.shutdown()
    made.server_close()


@pytest.fixture
def fetch(server):
    """Fetch a path of the test's server, which is allowed to be on this machine."""
    host = f"127.0.0.1:{server.server_port}"
    server.asked.clear()
    return lambda path: fetch_page(f"http://{host}{path}", allowed=[host])


def test_a_page_comes_with_its_address_and_kind(fetch, server):
    """Bytes, final address, ending and charset; nothing is sent that tells who asks."""
    page = fetch("/page")
    assert (page.data, page.ending, page.charset) == (PAGE, ".html", "utf-8")
    assert page.url == f"http://127.0.0.1:{server.server_port}/page"
    assert [path for path, _ in server.asked] == ["/robots.txt", "/page"]
    assert set(server.asked[1][1]) == {"Host", "User-Agent", "Accept", "Accept-Encoding"}


def test_the_server_s_word_on_kind_and_charset_is_read(fetch):
    page = fetch("/plain")
    assert (page.ending, page.charset, page.data) == (".txt", "ISO-8859-1", b"Der Brunnen")


def test_redirects_are_followed(fetch):
    """The address kept is the last one, without its fragment."""
    assert fetch("/hop").url.endswith("/page?x=1")


def test_a_packed_page_is_unpacked(fetch):
    assert fetch("/packed").data == PAGE


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/bomb", "larger than 10 MB"),
        ("/endless", "larger than 10 MB"),
        ("/torn", "in part only"),
        ("/odd", "packed as br"),
        ("/picture", "image/png"),
        ("/loop", "more than 10 times"),
        ("/inside", "inside a private network"),
        ("/file", "no address of a page"),
        ("/hidden/page", "robots.txt"),
    ],
)
def test_what_cannot_be_read_is_refused(path, said, fetch):
    """Each with what is wrong and what to do."""
    with pytest.raises(ReadError, match=said):
        fetch(path)


@pytest.mark.parametrize(
    "target",
    [
        "data:text/html,x",
        "javascript:alert(1)",
        "FILE:/etc/passwd",
        "http://[fe80::1%25lo]/",
        "http://[::ffff:10.0.0.1]/",
        "http://ana:secret@127.0.0.1/",
        "//localhost:1/",
        "http://①②⑦.0.0.1/",
        "http://[",
    ],
)
def test_no_redirect_leads_inside(target, fetch, server):
    """Neither to a file or a script, nor to this machine or its neighbours, however they are written."""
    with pytest.raises((ReadError, OSError)):
        fetch(f"/to?{urllib.parse.quote(target)}")
    assert len(server.asked) == 2  # robots.txt and the page that sends on


def test_cookies_are_not_kept(fetch, server):
    fetch("/to?/page")
    assert all("Cookie" not in heads for _, heads in server.asked)


@pytest.mark.parametrize("path", ["/short", "/chunks", "/heads", "/noise", "/nothing"])
def test_a_server_that_breaks_the_rules_is_left(path, fetch):
    with pytest.raises(OSError, match=r"did not answer as it should.*save it") as raised:
        fetch(path)
    assert len(str(raised.value)) < 500


def test_an_old_server_is_read(fetch):
    """HTTP/1.0, where the end of the connection is the end of the page."""
    assert fetch("/old").data == PAGE


def test_an_empty_page_is_said_to_be_empty(fetch):
    page = fetch("/empty")
    with pytest.raises(ReadError, match="is empty: it holds 0 bytes"):
        kit.readers.files.read_bytes(page.data, name=web.page_name(page))


def test_what_is_forbidden_is_not_asked_for(fetch, server):
    with pytest.raises(ReadError):
        fetch("/hidden/page")
    assert [path for path, _ in server.asked] == ["/robots.txt"]


def test_a_missing_page_says_its_status(fetch):
    with pytest.raises(OSError, match="404"):
        fetch("/nowhere")


def test_a_server_that_says_nothing_is_left(fetch, monkeypatch):
    """The time is for all of it, however often a byte comes."""
    monkeypatch.setattr(web, "LONGEST", 0.5)
    with pytest.raises(OSError, match=r"0\.5 seconds|timed out"):
        fetch("/slow")


def test_a_page_is_kept_with_its_card(fetch, tmp_path):
    """Its bytes, its address and the day; a second page of the name gets a number, the same page is kept once."""
    page = fetch("/page")
    path = web.keep_page(page, tmp_path)
    assert (path.name, path.read_bytes()) == ("page.html", PAGE)
    card = kit.load(path).card
    assert (card.url, card.retrieved, card.title) == (page.url, page.retrieved, "Well")
    assert web.keep_page(page, tmp_path) == path
    other = web.keep_page(dataclasses.replace(page, data=b"<p>Another."), tmp_path)
    assert (other.name, path.read_bytes()) == ("page-2.html", PAGE)


def test_an_address_is_read_as_a_page(fetch, server, monkeypatch):
    """kit.read of an address gives the article, with where it came from on its card."""
    address = f"http://127.0.0.1:{server.server_port}/page"
    page = fetch("/page")
    monkeypatch.setattr("kit.readers.files.fetch_page", {address: page}.get)
    card = kit.read(address).article.card
    assert (card.url, card.retrieved, card.title) == (address, page.retrieved, "Well")


def test_kit_read_keeps_the_page(fetch, server, tmp_path, monkeypatch, capsys):
    address = f"http://127.0.0.1:{server.server_port}/page"
    monkeypatch.setattr("kit.terminal.fetch_page", {address: fetch("/page")}.get)
    monkeypatch.chdir(tmp_path)
    assert main(["read", address]) == 0
    assert "Kept as articles/page.html" in capsys.readouterr().out.replace("\\", "/")
    assert (tmp_path / "articles" / "page.toml").exists()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1", "0"])
def test_this_machine_is_never_asked(host, server):
    """However its address is written, and whatever listens there."""
    server.asked.clear()
    with pytest.raises((ReadError, OSError)):
        fetch_page(f"http://{host}:{server.server_port}/page")
    assert server.asked == []


def test_a_name_for_a_private_address_is_refused(server, monkeypatch):
    """A name is looked up once, and the address that was looked at is the one that is asked."""
    answers = iter([[(socket.AF_INET, 1, 6, "", ("10.1.2.3", 80))]])
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: next(answers))
    with pytest.raises(ReadError, match=r"school\.example is 10\.1\.2\.3"):
        fetch_page("http://school.example/page")


@pytest.mark.parametrize(
    "url",
    ["ftp://example.org/a", "http://", "http:///a", "http://[::1", "https://ana:secret@example.org/", "http://\x00/"],
)
def test_an_address_that_is_none_is_refused(url):
    with pytest.raises(ReadError):
        fetch_page(url)
