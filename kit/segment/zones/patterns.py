"""Patterns by which a line shows what it is: a byline, a tag, a picture credit, an address.

General knowledge of how news pages are set, in English first; nothing here was drawn from a corpus.
"""

from __future__ import annotations

import re

from kit.lexicons import alternation, read_lexicon, word_set

_LINES = read_lexicon("page_lines")

STOPS = frozenset(".!?…。！？।॥؟")
CLOSERS = "\"'”’»›)]*"
OPENERS = '"“‘«„'
BULLETS = "(•‣▪–-"
LINE_END = 1000  # characters; no line that is longer is looked at

DIGIT = re.compile(r"\d")
POINTER = re.compile(rf"{alternation(_LINES['pointers'])}(?:\s\w+){{0,2}}:\s+\S", re.I)  # "More: …", "Watch live: …"
LIST_MARK = re.compile(r"\(?\d{1,3}[.)]\s|[•‣▪–-]\s")
SEPARATOR = re.compile(r"[|»›·•→]")

CLOCK = re.compile(
    r"\b\d{1,2}:\d{2}\b|\b\d{1,2}(?:[:.]\d{2})?\s?[ap]\.?m\b|\bmin(?:ute)?s? read\b"
    r"|\b(?:\d+|an?)\s?(?:s|m|h|d|sec|min|hr|second|minute|hour|day|week|month|year)s? ago\b",
    re.I,
)
COUNT = re.compile(r"[\d.,]+[km]?\s*(?:shares?|likes?|comments?|views?|replies|reactions?|votes?)", re.I)
BYLINE = re.compile(r"(?i:(?:written |words |posted |reported |story |text )?by)(?:[:\s]+|(?=[A-Z]))[^\W\d_a-z]")
ADDRESS = re.compile(r"(?<!\S)\S[^\s@]*+@\S+\.\w|(?:https?://|www\.)\S", re.I)  # a word is read from its start alone
COPYRIGHT = re.compile(r"copyright\s*+(?:\(c\)|\d{4}|[^.!?]*$)|\(c\)\s", re.I)
TWEET = re.compile(r"[—–-]+\s*[^()]{2,60}\(@\w+\)")
_URL = r"(?:https?://|pic\.twitter\.com/|www\.)\S++"
TAIL_LINKS = re.compile(rf"(?<!\s)\s*+{_URL}(?>\s++{_URL})*+$")  # no space between them: then they are one

TAG = re.compile(rf"(?:{alternation(_LINES['tags'])}\s*(?::|\n|$)|{alternation(_LINES['filed'])}\s)", re.I)
TAG_WORDS = frozenset(tag.split()[0] for tag in _LINES["tags"])

_AGENCY = alternation(_LINES["agencies"])
CREDIT = re.compile(
    r"\b(?:image|photo|photograph|picture|video|illustration|graphic|media)s? ?"
    r"(?:credits?|copyright|by|courtesy|caption)\b"
    r"|^\(?(?:image|photo|photograph|photos|picture|above|illustration|credit|courtesy of|sources?)\s*[:|]"
    r"|^courtesy of\b"
    r"|\bcredit:|\bphotograph(?:s|y)?:|^featured image\b|\bfile (?:photo|image|picture)\b"
    rf"|\b(?:ap|afp|reuters) photos?\b|\b{alternation(word_set(_LINES['picture_agencies']))}\b|[/|]\s*{_AGENCY}\b"
    rf"|^{_AGENCY}$"
    rf"|^\((?:{_AGENCY}|pa wire|pa media|supplied|handout|file)\b[^()]*\)$|\([^()/]{{3,60}}/[^()]{{2,40}}\)$",
    re.I,
)
CREDIT_WORDS = (  # a credit holds one of these, or ends in a bracket
    word_set(f"{_LINES['pictures']} {_LINES['credits']} {_LINES['picture_agencies']}") | frozenset(_LINES["agencies"])
)

WRITERS = word_set(_LINES["writers"])
AUTHOR_VERB = re.compile(
    r"(?:is|was|has|have|covers|writes|reports|joined|teaches|edits|serves|lives|works|started|began|became|can|and)\b"
)
PRESENT = re.compile(r"(?!says\b|adds\b|asks\b|tells\b|argues\b|thinks\b|believes\b)[a-z]{3,}s\b")
NAMED = re.compile(r"(?:(?:[A-Z][\w.’'-]*\s){1,4}|He |She |They )(?:is|are|was|has been)\s(?:an?|the|our)\b")
BY = re.compile(r"^(?:written|words|posted|reported|story|text)?\s*by[:\s]*", re.I)
SENTENCE_END = re.compile(r"[.!?…][\"'”’)]*\s+")

FUNCTION_WORDS = word_set(_LINES["function_words"])

PERSONS, SITE_THINGS, ORDERS, URGING, REPORTED = (
    word_set(_LINES["reader"][name]) for name in ("persons", "things", "orders", "urging", "reported")
)
