"""Shapes of text that are hard on patterns and loops: a small grammar of pieces, repeated, each in frames.

A shape is a function of n that makes a text of about n code points (and never less than one piece of it).
"""

from __future__ import annotations

from collections.abc import Callable

__all__ = ["FRAMES", "PIECES", "SHAPES", "repeat"]

Shape = Callable[[int], str]

PIECES: dict[str, str] = {
    # White space, and what looks like it or like nothing
    "spaces": " ",
    "tabs": "\t",
    "no-break spaces": "\u00a0",
    "line ends": "\n",
    "blank lines with spaces": " \n \t\n",
    "carriage returns": "\r",
    "DOS line ends": "\r\n",
    "form feeds": "\f",
    "line separators": "\u2028",
    "NULs": "\0",
    "control characters": "\x1b[0m\x07",
    "zero-width spaces": "\u200b",
    "zero-width joiners": "\u200d",
    "byte-order marks": "\ufeff",
    "soft hyphens": "\u00ad",
    "right-to-left marks": "\u202e\u200f",
    "lone surrogates": "\ud800",
    # One mark
    **{f"only {mark}": mark for mark in ".,:;!?…-–—_*#@/\\|~^=+%$&'\"‘’“”«»‹›„()[]{}<>`•·©§°"},
    # Marks in turn
    "stops and spaces": ". ",
    "exclamations and spaces": "! ",
    "questions closed": "?” ",
    "ellipses and spaces": "… ",
    "dots and spaces": ". . ",
    "quotations": "“a” ",
    "straight quotations": '"a" ',
    "single quotations": "‘a’ ",
    "quotations without a stop": "he called “b” ",
    "quotations within quotations": "“a ‘b’ c” ",
    "apostrophes in words": "o'b’c",
    "opening marks and words": "“a ",
    "closing marks and words": "a” ",
    "stops before closing marks": '."',
    "brackets": "(a) ",
    "brackets in brackets": "(a (b) c) ",
    "opening brackets and words": "(a ",
    "square brackets": "[a] ",
    "commas and words": "a, ",
    "semicolons and words": "a; ",
    "colons and words": "a: ",
    "dashes and words": "a – ",
    "slashes and words": "a/b",
    "dots in words": "a.b",
    "hyphens in words": "a-b",
    "broken hyphens": "ab- cd ",
    "initials": "A. ",
    "initials together": "U.S.",
    "titles": "Mr. ",
    "abbreviations": "etc. ",
    "bars and words": "A | ",
    "arrows": "› ",
    # Words, names, numbers
    "a very long word": "x",
    "a very long word of vowels": "aeiouy",
    "a very long word in Chinese": "天地玄黃",
    "words on one line": "word ",
    "small words": "of the and to a ",
    "the same sentence": "The pier fell and the council met. ",
    "sentences with no space between": "The pier fell.The council met.",
    "short lines": "a\n",
    "lines alike": "The pier fell and the council met on Monday\n",
    "blocks alike": "The pier fell on Monday.\n\n",
    "long blocks alike": "The pier that was built a hundred years ago fell into the sea on Monday, she said.\n\n",
    "short blocks": "a\n\n",
    "capital letters": "A",
    "words in capitals": "HOUSE ",
    "names": "House ",
    "full names": "Ana Ruiz ",
    "glued names": "AnaRuiz",
    "digits": "7",
    "numbers": "7 ",
    "numbers with points": "1.",
    "numbers with commas": "1,000",
    "dates": "3 May 2024 ",
    "months": "May ",
    "times": "10:30 ",
    "ages": "2 hours ago ",
    "by": "by ",
    "By and names": "By Ana Ruiz ",
    "copyright": "copyright ",
    "photo": "photo ",
    "combining marks": "e\u0301\u0302",
    "combining marks alone": "\u0301",
    "ligatures that unfold": "\ufdfa",
    "capitals that grow": "İ",
    "emoji": "👩‍👩‍👧‍👦",
    "flags": "🇩🇪",
    "Arabic": "قال الرجل ",
    "Hebrew": "אמר האיש ",
    "Thai": "ภาษาไทย",
    "Hindi": "मीना ने कहा। ",
    # Addresses
    "addresses": "www.a",
    "addresses with spaces": "www.a.b ",
    "addresses joined by semicolons": "http://a.b/c;",
    "schemes": "http://",
    "mail addresses": "a@b.c ",
    "mail addresses together": "a@b.c",
    "handles": "@a ",
    "post addresses": "pic.twitter.com/a ",
    # Transcripts, speech
    "turns": "MS. ROE: We hope so.\n\n",
    "turns in lines": "MS. ROE: We hope so.\n",
    "labels": "A B: ",
    "questions and answers": "Q. Will it hold?\n\nA. I hope so.\n\n",
    "questions and answers on a line": "Q. Will it hold? A. I hope so. ",
    "speech and speaker": "“It held,” Ana Ruiz said. ",
    "he said": "he said that ",
    "questions with a speaker": "“Why?” Ms. Ruiz asked. ",
    # Lists
    "bullets": "• ",
    "bulleted lines": "• a\n",
    "hyphened lines": "- a\n",
    "numbered lines": "1. a\n",
    "lettered items": "a) ",
    # Markdown
    "links": "[a](b) ",
    "links without words": "[](x)",
    "links begun": "[",
    "links half done": "[a](",
    "links in links": "[[a](b)](",
    "links with titles": '[a](b "c") ',
    "links with titles begun": '[a](b "',
    "link targets in brackets": "[a](b(c)",
    "link words with escapes": "[\\a",
    "images": "![a](b) ",
    "images begun": "![",
    "images without words": "![](b)",
    "strong": "**a** ",
    "strong begun": "**a ",
    "strong without end": " **a",
    "emphasis": "*a* ",
    "emphasis begun": "*a ",
    "emphasis by lines": "_a_ ",
    "emphasis by lines begun": " _a",
    "marks of emphasis": "***",
    "marks of emphasis in turn": "*_",
    "headings": "# a\n",
    "headings closed": "# a #\n",
    "headings on a line": "# a ",
    "closing heading marks": " #",
    "quoted lines": "> a\n",
    "quote marks": "> ",
    "escapes": "\\*",
    "code": "`a` ",
    "code begun": "` a ",
    "fences": "```\n",
    "rules": "---\n\n",
    # What saving spoils
    "entities": "&amp;",
    "entities begun": "&amp",
    "entities for numbers": "&#8217;",
    "soft hyphens as entities": "a&shy;",
    "tags as entities": "&lt;p&gt;",
    "tags": "<p>a</p>",
    "tags begun": "<a ",
    "comments begun": "<!--",
    "mojibake": "â€œÃ©",
    "mojibake twice": "Ã¢â‚¬Å“",
    "mojibake begun": "â€",
    # Furniture
    "menu": "Home\n\nNews\n\nSport\n\n",
    "menu on a line": "Home | News | Sport | ",
    "teasers": "Related stories\n\nShops shut in the north\n\n",
    "calls": "Sign up for our newsletter. ",
    "calls in blocks": "Sign up for our newsletter\n\n",
    "replies": "Reply\n\n",
    "comments": "Comments\n\nmarla99\n\nI do not think so at all.\n\nReply\n\n",
    "credits": "Photo: AP\n\n",
    "credits in brackets": "(AP/a) ",
    "bylines": "By Ana Ruiz\n\n",
}

_PARAGRAPH = (
    "The old bridge over the river was shut on Monday after engineers had found cracks in two of its piers, and the "
    "council said that it would stay shut until the end of the year.\n\n"
)

FRAMES: dict[str, tuple[str, str]] = {  # what stands before a repeated piece and behind it
    "alone": ("", ""),
    "before letters": ("", "letters"),
    "between words": ("The pier fell", "b and it rained."),
    "within a page": ("One.\n\n", " b"),
    "on a heading": ("# a", "b"),
    "within a quotation": ("He said, “", "” on Monday."),
    "before a broken hyphen": ("", "\nb- c"),
    "below an article": ("Bridge shut\n\nBy Ana Ruiz\n\n" + _PARAGRAPH * 2, ""),
    "before an article": ("Home\n\n", "\n\nBridge shut\n\n" + _PARAGRAPH * 2),
}


def repeat(unit: str, before: str = "", behind: str = "") -> Shape:
    """The shape of one piece again and again.

    >>> repeat("ab", "<", ">")(6)
    '<ababab>'
    """
    return lambda n: before + unit * max(1, n // len(unit)) + behind


SHAPES: dict[str, Shape] = {
    f"{name}, {frame}" if frame != "alone" else name: repeat(unit, *around)
    for name, unit in PIECES.items()
    for frame, around in FRAMES.items()
}
