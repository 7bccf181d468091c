"""Fetch a page from its address: one that a person asked for, from a public server that lets itself be read."""

from __future__ import annotations

import hashlib
import itertools
import json
import re
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from kit.errors import ReadError
from kit.files import IN_BROWSER, write_atomic
from kit.readers.advice import ELSEWHERE, SAVE_IT

__all__ = ["Page", "fetch_page", "is_address", "keep_page", "page_name"]

MOST = 10_000_000  # bytes of a page, also once unpacked
LONGEST = 20.0  # seconds for all of it: names, redirects, robots.txt
HOPS = 10  # redirects
ROBOTS_MOST = 500_000  # bytes of robots.txt that are read, as RFC 9309 asks
AGENT = "media-literacy-kit"
TYPES = {  # what servers call the kinds of file that the kit reads, and the ending of each
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
_ADDRESS = re.compile(r"https?://\S+", re.I)
_REDIRECTS = frozenset([301, 302, 303, 307, 308])


@dataclass(frozen=True, slots=True)
class Page:
    """What came from an address: where it was in the end, its bytes, what the server says of them, and the day.

    ``ending`` is that of a file of this kind, ``charset`` the server's word for the encoding, if it has one.
    """

    url: str
    data: bytes
    ending: str
    charset: str | None
    retrieved: str


def is_address(what: str) -> bool:
    """Whether a string is the address of a page.

    >>> is_address("https://example.org/a"), is_address("https is a protocol"), is_address("ftp://example.org")
    (True, False, False)
    """
    return bool(_ADDRESS.fullmatch(what.strip()))


def fetch_page(url: str, *, allowed: Collection[str] = ()) -> Page:
    """Fetch a page over http or https, after redirects, with its bytes as they came (unpacked where they were packed).

    Nothing is sent but the request: no cookie, no name. A server is asked only where its name stands for public
    addresses alone, at each redirect, and the address that was looked at is the one that is asked; ``allowed`` names
    hosts (``host:port``) that may be private, as a test's own server is. What robots.txt forbids is left. At most
    ``MOST`` bytes, ``LONGEST`` seconds (but for a name server that hangs) and ``HOPS`` redirects. Proxies are not used.

    Raises ``ReadError`` (a ``ValueError``) for an address that is none, may not be read, or leads to no text, and
    ``OSError`` where the network or the server fails.

    Source: RFC 9110 (HTTP), RFC 9309 (robots.txt); for addresses see ``public_network``.
    """
    if IN_BROWSER:
        raise ReadError(
            f"{url} is an address, and a browser lets no page fetch another site's; open it in another tab, save it "
            f"(Ctrl+S) and open that file, or copy its text and paste that; {ELSEWHERE}"
        )
    try:
        import ssl

        import httpcore

        from kit.readers.network import public_network
    except ImportError:
        raise ReadError(f"httpx, which addresses are read with, is not installed; {SAVE_IT}") from None
    network = public_network(allowed, LONGEST)
    refused: dict[str, Any] = {}  # of each server, what its robots.txt forbids
    with httpcore.ConnectionPool(ssl_context=ssl.create_default_context(), network_backend=network) as pool:
        try:
            return _follow(pool, url, refused)
        except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.TimeoutException, ssl.SSLError) as error:
            raise OSError(f"{url}: {_failure(error)}; try again later, or {SAVE_IT}") from error


def page_name(page: Page) -> str:
    """A name for the file of a page: the last part of its address that says something, and the ending of its kind.

    >>> page_name(Page("https://example.org/news/ferry-is-back.php?id=3", b"", ".html", None, "2026-11-27"))
    'ferry-is-back.html'
    """
    host, *path = page.url.partition("://")[2].split("?")[0].split("/")
    told = [part.rpartition(".")[0] or part for part in path if re.search(r"[^\W\d_]{3}", part)] or [host]
    return (re.sub(r"[^a-z0-9]+", "-", told[-1].lower()).strip("-")[:60] or "page") + page.ending


def keep_page(page: Page, folder: Path) -> Path:
    """Keep a page's bytes in a folder, and beside them a card with its address and the day; return the page's file.

    No other file is written over: one of the same name that holds something else gets its number. Raises ``OSError``
    where the folder cannot be written to.
    """
    name = Path(page_name(page))
    for number in itertools.count(1):
        path = folder / f"{name.stem}{f'-{number}' if number > 1 else ''}{name.suffix}"
        if not path.exists() or path.read_bytes() == page.data:
            break
    facts = {"url": page.url, "retrieved": page.retrieved, "sha256": hashlib.sha256(page.data).hexdigest()}
    write_atomic(path, page.data)
    if not path.with_suffix(".toml").exists():  # one that is there may have been corrected
        write_atomic(
            path.with_suffix(".toml"), "".join(f"{name} = {json.dumps(said)}\n" for name, said in facts.items())
        )
    return path


def _failure(error: Exception) -> str:
    """What went wrong with a connection, in plain words.

    >>> _failure(OSError("[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: it has expired (_ssl.c:1010)"))
    'nothing proves that the server is who it says (certificate verify failed: it has expired)'
    """
    why = re.sub(r"^\[[^\]]*\] | \(_ssl\.c:\d+\)$", "", str(error)) or type(error).__name__
    if "CERTIFICATE_VERIFY_FAILED" in str(error):
        return f"nothing proves that the server is who it says ({why})"
    return f"the server did not answer as it should ({why[:200]})"


def _follow(pool: Any, url: str, refused: dict[str, Any]) -> Page:
    """Ask for a page, and for the one it sends on to, until one comes."""
    here = _parsed(url)
    for _ in range(HOPS + 1):
        _heed_robots(pool, here, refused)
        with pool.stream("GET", str(here), headers=_headers(here)) as response:
            headers = _first_of(response.headers)
            if response.status in _REDIRECTS and "location" in headers:
                here = _parsed(headers["location"], beside=here)
                continue
            if response.status != 200:
                raise OSError(
                    f"{here}: the server says {response.status}; look whether the address is right, or {SAVE_IT}"
                )
            kind, charset = _kind(headers.get("content-type", ""))
            if kind not in TYPES:
                raise ReadError(f"{here} is {kind or 'of no known kind'}, not a page of text; {SAVE_IT}")
            data = b"".join(_body(response.iter_stream(), headers.get("content-encoding", ""), str(here), MOST))
            return Page(str(here), data, TYPES[kind], charset, date.today().isoformat())
    raise ReadError(f"{url} sends on from address to address, more than {HOPS} times; {SAVE_IT}")


def _parsed(url: str, *, beside: Any = None) -> Any:
    """An address in its parts; raises ``ReadError`` where it is none that may be asked."""
    import httpx

    try:
        here = beside.join(url) if beside else httpx.URL(url.strip())
    except (httpx.InvalidURL, ValueError) as error:
        raise ReadError(f"{url[:200]!r} is no address of a page ({error}); one begins with https://") from error
    if here.scheme not in ("http", "https") or not here.host:
        raise ReadError(f"{url[:200]!r} is no address of a page; one begins with https:// or http://")
    if here.userinfo:
        raise ReadError(f"the address of {here.host} holds a name or a password; give it without")
    return here.copy_with(fragment=None)


def _headers(here: Any) -> list[tuple[str, str]]:
    # gzip alone, because that is what can be unpacked bit by bit; many servers pack whether asked or not.
    return [
        ("Host", here.netloc.decode("ascii")),
        ("User-Agent", f"{AGENT} (a person asked for this page)"),
        ("Accept", "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.5"),
        ("Accept-Encoding", "gzip"),
    ]


def _first_of(headers: Iterable[tuple[bytes, bytes]]) -> Mapping[str, str]:
    out: dict[str, str] = {}
    for name, value in headers:
        out.setdefault(name.decode("latin-1").lower(), value.decode("latin-1"))
    return out


def _kind(content_type: str) -> tuple[str, str | None]:
    """The kind and the charset in a Content-Type.

    >>> _kind('text/html; charset="iso-8859-1"')
    ('text/html', 'iso-8859-1')
    """
    kind, _, rest = content_type.partition(";")
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", rest, re.I)
    return kind.strip().lower(), charset[1] if charset else None


def _body(chunks: Iterable[bytes], packing: str, where: str, most: int) -> Iterator[bytes]:
    """The body in pieces, unpacked; raises ``ReadError`` past ``most`` bytes, packed or not."""
    packing = packing.strip().lower()
    if packing not in ("", "identity", "gzip", "x-gzip"):
        raise ReadError(f"{where} came packed as {packing}, which was not asked for; {SAVE_IT}")
    unpack = zlib.decompressobj(wbits=31) if "gzip" in packing else None
    size = 0
    for chunk in chunks:
        try:
            piece = unpack.decompress(chunk, most + 1 - size) if unpack else chunk
        except zlib.error as error:
            raise ReadError(f"{where} came damaged ({error}); try again, or {SAVE_IT}") from error
        size += len(piece)
        if size > most:
            raise ReadError(f"{where} is larger than {most // 1_000_000} MB; {SAVE_IT}")
        yield piece
    if unpack and not unpack.eof:
        raise ReadError(f"{where} came in part only; try again, or {SAVE_IT}")


# Who may be asked


def _heed_robots(pool: Any, here: Any, refused: dict[str, Any]) -> None:
    """Raise ``ReadError`` where the server's robots.txt asks programs not to read this page."""
    from protego import Protego

    origin = f"{here.scheme}://{here.netloc.decode('ascii')}"
    if origin not in refused:
        refused[origin] = Protego.parse(_robots(pool, here.copy_with(raw_path=b"/robots.txt")))
    if not refused[origin].can_fetch(str(here), AGENT):
        raise ReadError(f"{here.host} asks programs not to read this page (robots.txt); {SAVE_IT}")


def _robots(pool: Any, here: Any) -> str:
    """A server's robots.txt, or what RFC 9309 takes for it: nothing where there is none, "no" where it fails."""
    for _ in range(6):
        with pool.stream("GET", str(here), headers=_headers(here)) as response:
            headers = _first_of(response.headers)
            if response.status in _REDIRECTS and "location" in headers:
                here = _parsed(headers["location"], beside=here)
                continue
            if response.status >= 500:
                return "User-agent: *\nDisallow: /"
            if response.status != 200:
                return ""
            out = b""
            try:
                for piece in _body(response.iter_stream(), headers.get("content-encoding", ""), str(here), ROBOTS_MOST):
                    out += piece
            except ReadError:  # what came until then counts
                pass
            return out.decode("utf-8", "replace")
    return ""
