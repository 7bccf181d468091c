"""Patterns and word sets by which a line shows what it is: a date, a byline, a picture credit, an address.

General knowledge of how news pages are set, in English first; nothing here was drawn from a corpus.
"""

from __future__ import annotations

import re


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


STOPS = frozenset(".!?…。！？।॥؟")
CLOSERS = "\"'”’»›)]*"
OPENERS = '"“‘«„'
BULLETS = "(•‣▪–-"
LINE_END = 1000  # characters; no line that is longer is looked at

DIGIT = re.compile(r"\d")
LIST_MARK = re.compile(r"\(?\d{1,3}[.)]\s|[•‣▪–-]\s")
SEPARATOR = re.compile(r"[|»›·•→]")

CLOCK = re.compile(
    r"\b\d{1,2}:\d{2}\b|\b\d{1,2}(?:[:.]\d{2})?\s?[ap]\.?m\b|\bmin(?:ute)?s? read\b"
    r"|\b(?:\d+|an?)\s?(?:s|m|h|d|sec|min|hr|second|minute|hour|day|week|month|year)s? ago\b",
    re.I,
)
COUNT = re.compile(r"[\d.,]+[km]?\s*(?:shares?|likes?|comments?|views?|replies|reactions?|votes?)", re.I)
BYLINE = re.compile(r"(?i:(?:written |words |posted |reported |story |text )?by)(?:[:\s]+|(?=[A-Z]))[^\W\d_a-z]")
ADDRESS = re.compile(r"\S+@\S+\.\w+|(?:https?://|www\.)\S+", re.I)
COPYRIGHT = re.compile(r"copyright\s*(?:\(c\)|\d{4}|[^.!?]*$)|\(c\)\s", re.I)
TWEET = re.compile(r"[—–-]+\s*[^()]{2,60}\(@\w+\)")
TAIL_LINKS = re.compile(r"(?:\s*(?:https?://|pic\.twitter\.com/|www\.)\S+)+$")

TAG = re.compile(
    r"(?:tags?|topics?|filed (?:under|in)|posted in|regions?|themes?|keywords?|categor(?:y|ies)|sections?)"
    r"\s*(?::|\n|$)",
    re.I,
)
TAG_WORDS = _set(
    "tag tags topic topics filed posted region regions theme themes keyword keywords category categories section "
    "sections"
)

CREDIT = re.compile(
    r"\b(?:image|photo|photograph|picture|video|illustration|graphic|media)s? ?"
    r"(?:credits?|copyright|by|courtesy|caption)\b"
    r"|^\(?(?:image|photo|photograph|photos|picture|above|illustration|credit|courtesy of)\s*[:|]|^courtesy of\b"
    r"|\bcredit:|\bphotograph(?:s|y)?:|^featured image\b|\bfile (?:photo|image|picture)\b"
    r"|\bgetty(?: images)?\b|\b(?:ap|afp|reuters) photos?\b|\b(?:shutterstock|istock|alamy)\b"
    r"|[/|]\s*(?:ap|afp|reuters|epa|pa|associated press|bloomberg)\b"
    r"|^\((?:ap|afp|reuters|epa|pa|pa wire|pa media|supplied|handout|file)\b[^()]*\)$|\([^()/]{3,60}/[^()]{2,40}\)$",
    re.I,
)
CREDIT_WORDS = _set(  # a credit holds one of these, or ends in a bracket
    "image images photo photos photograph photographs photography photographer picture pictures video videos graphic "
    "graphics illustration illustrations media credit courtesy getty ap afp reuters shutterstock istock alamy epa pa "
    "press bloomberg supplied handout file above"
)

ROLES = _set(
    "reporter writer columnist correspondent editor contributor journalist analyst author fellow producer critic "
    "blogger commentator lecturer professor novelist chief photographer"
)
AUTHOR_VERB = re.compile(
    r"(?:is|was|has|have|covers|writes|reports|joined|teaches|edits|serves|lives|works|started|began|became|can|and)\b"
)
NAMED = re.compile(r"(?:(?:[A-Z][\w.’'-]*\s){1,4}|He |She |They )(?:is|are|was|has been)\s(?:an?|the|our)\b")
BY = re.compile(r"^(?:written|words|posted|reported|story|text)?\s*by[:\s]*", re.I)
SENTENCE_END = re.compile(r"[.!?…][\"'”’)]*\s+")

FUNCTION_WORDS = _set(
    "the of and to in a is that it was for on with as he she they his her be at by had not are but from have were "
    "which this an or who has been their would will its"
)
