"""Who may be given a lesson, by the terms on which its article is to be had: in plain words, and no advice of a lawyer.

Sources: Creative Commons, "About CC licenses" (creativecommons.org/share-your-work/cclicenses), and of the exceptions
for teaching, Directive (EU) 2019/790, article 5, and 17 U.S.C. §§ 107 and 110, which let a class use what nobody may
publish.
"""

from __future__ import annotations

import re

from kit.article import Card

__all__ = ["OWN", "sharing"]

OWN = "Our own text, written for this lesson."  # a notice that says so

_CC = re.compile(r"\bcc[ -]?(by(?:[ -](?:nc|nd|sa))*|0|zero)\b|creative\s?commons", re.I)
_FREE = re.compile(r"\bcc[ -]?(?:0|zero)\b|publicdomain/(?:zero|mark)|(?<!not in the )\bpublic domain\b", re.I)
_INVENTED = re.compile(r"\binvented for this kit\b", re.I)
_WORDED = (  # a condition of Creative Commons, as a licence's name or its address has it
    ("nc", re.compile(r"\bby(?:[ -](?:sa|nd))?[ -]nc\b|non-?\s?commercial", re.I)),
    ("nd", re.compile(r"\bby(?:[ -]nc)?[ -]nd\b|no-?\s?deriv", re.I)),
    ("sa", re.compile(r"\bby(?:[ -]nc)?[ -]sa\b|share-?\s?alike", re.I)),
)
_ASKS = {
    "nc": "take no money for it",
    "nd": "share the article whole and unchanged, so no passage cut from it and no changed words",
    "sa": "share what you make of it on the same terms",
}


def sharing(card: Card) -> str:
    """What may be done with a lesson on an article, by its notice.

    Own text and what is in the public domain may be passed on freely; a Creative Commons licence asks for what its
    name says; anything else is for one's own class.

    >>> sharing(Card(notice="© Harbour Post, CC BY-SA 4.0"))[:74]
    'You may share the lesson. The licence asks you to name the author, link to'
    >>> sharing(Card())[:35]
    'No licence is known for the article'
    """
    said = card.notice or ""
    if said.startswith(OWN) or _INVENTED.search(said):
        return "The text is your own, or made for teaching: you may share the lesson with anybody."
    if _FREE.search(said):
        return (
            "The text is in the public domain: you may share the lesson with anybody. Still say where it comes from, "
            "so that others can look it up."
        )
    if _CC.search(said):
        conditions = [name for name, pattern in _WORDED if pattern.search(said)]
        asks = ["name the author", "link to the article and to the licence"]
        asks += [] if "nd" in conditions else ["say what you changed"]
        asks += [_ASKS[name] for name in conditions]
        missing = " The card has no link yet: give it one." if not card.url else ""
        return f"You may share the lesson. The licence asks you to {', '.join(asks[:-1])}, and {asks[-1]}.{missing}"
    known = "The notice names no licence that the kit knows" if said else "No licence is known for the article"
    return (
        f"{known}: use the lesson in your own class, as your country's rules for teaching allow, and do not publish "
        "it. For others, ask whose article it is, or give them the link and let them save it themselves."
    )
