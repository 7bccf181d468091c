"""Characters that saving or copying has spoilt: entities, mojibake, soft hyphens.

Why not ftfy, which knows more: it says which steps it took and not where, so that no way leads back to the source; and
plain text is to be read with the standard library alone, in a browser too.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

__all__ = ["REASONS", "Mend", "find_mends"]

REASONS = {  # label: (why, doubt)
    "entity": (
        "A character is spelt out as HTML spells it, as where a page was saved without being read as one.",
        "A text about HTML may mean the very words.",
    ),
    "mojibake": (
        "The bytes of one character were read as several, in Windows-1252 in place of UTF-8.",
        "Such a run of signs may have been written on purpose, to show what it looks like.",
    ),
    "soft-hyphen": (
        "A mark inside the word says where it may be broken at a line's end; readers do not see it.",
        "",
    ),
}


class Mend(NamedTuple):
    """What stands at ``start:end`` of a text is read as ``replacement``; ``shown`` is the span that a note covers."""

    start: int
    end: int
    replacement: str
    label: str
    shown: tuple[int, int]


_ENTITY = re.compile(
    r"&(?:amp;)*(?:(?P<name>#\d{2,7}|#[xX][\da-fA-F]{2,6}|[A-Za-z][A-Za-z\d]{1,31});"
    r"|(?P<open>nbsp|quot|[lr][ds]quo|[mn]dash|hellip)(?![A-Za-z\d=;]))"  # the semicolon lost
)
_CODE = re.compile(r"^```.*?(?:^```|\Z)|`[^`\n]{1,300}`|(?:https?://|www\.)\S+", re.S | re.M)
_ESCAPED_TAG = re.compile(r"^[^\n]*&lt;[A-Za-z/!][^\n]*", re.M)
_SYNTAX = frozenset(["lt", "gt", "amp", "quot", "#60", "#62", "#38", "#34"])
_WORD_PART = re.compile(r"[\s&;]")  # what ends the rest of a word beside a soft hyphen
_REACH = 60  # code points of it that are shown
_SOFT = re.compile(r"(?:\u00ad|&shy;|&#173;|&#x[aA][dD];)+")

# How a byte above 127 looks where it is read as Windows-1252, and as Latin-1.
_BYTES = {chr(byte): byte for byte in range(0x80, 0x100)}
_BYTES |= {bytes([byte]).decode("cp1252"): byte for byte in range(0x80, 0x100) if byte not in b"\x81\x8d\x8f\x90\x9d"}
_INNER = "[" + "".join(re.escape(sign) for sign, byte in _BYTES.items() if byte < 0xC0) + "]"
_DASH = 'â€"'
_UNIT = re.compile(f"[ÂÃÄÅ]{_INNER}|â{_INNER}{{2}}|ï»¿|ï¬{_INNER}|ð[Ÿ\u009f]{_INNER}{{2}}|{_DASH}|â€'|â[€\u0080]")
_RUN = re.compile("(?:" + _UNIT.pattern.replace(_DASH, r"(?<=\s)" + _DASH + r"(?=\s)") + ")+")
_SURE = re.compile(r"â[€‚„\u0080\u0082\u0084]|ð[Ÿ\u009f]|ï»¿|ï¬[\u0080-\u0086€‚ƒ„…†]")
# Signs that may well follow a capital at the end of a word, as in “IRMÔ; others never do.
_ORDINARY = frozenset("“”‘’‚„…‹›–—•«»·\u00a0\u00ad")
_STRAIGHT = {'"': "—", "'": "’"}  # the third sign of a dash or an apostrophe, made straight
_CONTROL = re.compile("[\u0080\u0082-\u0084\u0086-\u008c\u008e\u0091-\u009c\u009e\u009f]")


def find_mends(text: str) -> list[Mend]:
    """What is to be mended in a text, in order and apart; offsets are code points, half-open.

    Entities are left alone in code and addresses, and where no such name exists ("AT&T;"). Mojibake of English, of
    other languages in Latin letters and of emoji is mended; a pair of signs that could as well be a capital and a mark
    only in a text that holds surer ones. Time is linear in the text.

    >>> [(m.label, text[m.start : m.end], m.replacement) for text in ["It&#8217;s â€œa cafÃ©, coâ€ op\u00adera"]
    ...     for m in find_mends(text)]
    [('entity', '&#8217;', '’'), ('mojibake', 'â€œ', '“'), ('mojibake', 'Ã©', 'é'), ('mojibake', 'â€', '”'),
    ('soft-hyphen', '\\xad', '')]
    >>> find_mends("L’âme, “IRMÔ, São Paulo, quân, AT&T; a naïve café")
    []
    """
    found: list[Mend] = []
    if "\u00ad" in text or "&" in text:
        found += _soft_hyphens(text)
        found += _entities(text)
    if not text.isascii():
        found += _mojibake(text)
    out: list[Mend] = []
    for mend in sorted(found):
        if not out or mend.start >= out[-1].end:
            out.append(mend)
    return out


def _soft_hyphens(text: str) -> Iterator[Mend]:
    for m in _SOFT.finditer(text):
        before = _WORD_PART.split(text[max(0, m.start() - _REACH) : m.start()])[-1]
        after = _WORD_PART.split(text[m.end() : m.end() + _REACH])[0]
        yield Mend(*m.span(), "", "soft-hyphen", (m.start() - len(before), m.end() + len(after)))


def _entities(text: str) -> Iterator[Mend]:
    hidden = _CODE.sub(lambda m: " " * len(m[0]), text)
    tagged = [m.span() for m in _ESCAPED_TAG.finditer(hidden)] if "&lt;" in hidden else []
    line = 0
    for m in _ENTITY.finditer(hidden):
        name = m["name"] or m["open"]
        while line < len(tagged) and tagged[line][1] <= m.start():
            line += 1
        in_tags = line < len(tagged) and tagged[line][0] <= m.start()
        shouted = name.isupper() and text[m.start() - 1 : m.start()].isupper()  # AT&GT; hardly means >
        read = html.unescape(f"&{name};")
        if read == f"&{name};" or shouted or (in_tags and name in _SYNTAX):
            continue
        read = " " if read in ("\t", "\n", "\r") else read
        if read and not any(unicodedata.category(sign) in ("Cc", "Cs", "Cn", "Co") for sign in read):
            yield Mend(*m.span(), read, "entity", m.span())


def _mojibake(text: str) -> Iterator[Mend]:
    runs = list(_RUN.finditer(text)) if any(lead in text for lead in "ÂÃÄÅâïð") else []
    sure = [_is_sure(text, m) for m in runs]
    if any(sure):
        for m in runs:
            read = _decoded(m[0])
            if read != m[0]:
                yield Mend(*m.span(), read, "mojibake", m.span())
    for m in _CONTROL.finditer(text):
        yield Mend(*m.span(), m[0].encode("latin-1").decode("cp1252"), "mojibake", m.span())


def _is_sure(text: str, run: re.Match[str]) -> bool:
    """Can a run of signs be nothing else: three that never meet, or a capital within a word, or as a word?"""
    if _SURE.search(run[0]):
        return True
    if run[0][0] in "ïâ":
        return False
    before = text[run.start() - 1 : run.start()]
    return run[0][1] not in _ORDINARY or before.islower() or (run[0][1] in "«»" and not before.isalpha())


def _decoded(run: str) -> str:
    """A run of mojibake as it was meant, where it was spoilt twice too."""
    for _ in range(3):
        read = _UNIT.sub(_decode_unit, run)
        if read == run:
            break
        run = read
    return run


def _decode_unit(m: re.Match[str]) -> str:
    unit = m[0]
    if unit[-1] in _STRAIGHT:
        return _STRAIGHT[unit[-1]]
    if len(unit) == 2 and unit[0] == "â":  # the third sign of ” has no character in Windows-1252, and is often lost
        return "”"
    try:
        read = bytes(_BYTES[sign] for sign in unit).decode("utf-8")
    except UnicodeDecodeError:
        return unit
    return "" if read == "\ufeff" else read
