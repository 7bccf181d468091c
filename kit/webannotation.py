"""Annotations as W3C Web Annotations, JSON-LD that other programs read too; and back, also where the text has shifted.

One annotation of the kit is one Web Annotation. Its bodies say the layer (purpose "classifying") and the label
("tagging"), and for whoever reads along why ("describing"), the doubt ("questioning") and a plainer wording
("editing"); its target says where, twice: by position and by quotation. What the standard has no word for is the
kit's own, under the prefix ``kit:`` that the context declares, each as plain JSON:

- ``kit:attributes`` of an annotation: all of its attributes, words by name
- ``kit:evidence`` of an annotation: for each role the two selectors of its span
- ``kit:card`` of a collection: what is known of the article, with its notice, which goes with every quotation

Positions count code points of the reading text, as the standard has it; what is quoted is that text as it is.

Source: R. Sanderson, P. Ciccarese, B. Young (eds.), Web Annotation Data Model, W3C Recommendation (2017),
www.w3.org/TR/annotation-model. Of the text's address where no page is known: RFC 6920, "Naming Things with Hashes".
"""

from __future__ import annotations

import re
from base64 import urlsafe_b64encode
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from kit.annotation import Annotation
from kit.article import Article
from kit.errors import MismatchError
from kit.jsonl import as_json, from_json
from kit.selectors import Places, is_a, selectors_of, shortened
from kit.visible import well_formed

__all__ = ["from_web_annotations", "to_web_annotations"]

CONTEXT = [
    "http://www.w3.org/ns/anno.jsonld",
    {
        "@version": 1.1,
        "kit": "urn:media-literacy-kit:",
        "kit:attributes": {"@type": "@json"},
        "kit:evidence": {"@type": "@json"},
        "kit:card": {"@type": "@json"},
    },
]
MOST = 200_000  # annotations that are read from one file
_PURPOSES = {"why": "describing", "doubt": "questioning", "neutral": "editing"}
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20\x7f-\x9f\ud800-\udfff]+")
_TYPES = {"kit": "Software", "learner": "Person", "key": "Person"}


def to_web_annotations(annotations: Iterable[Annotation], article: Article) -> dict[str, Any]:
    """Annotations of an article as a Web Annotation collection: plain data, to be written with ``kit.jsonl.as_json``.

    The collection has one page, in it, with all the annotations in order. The same annotations get the same ids, URNs.
    The target is the address of the card, or where it has none the SHA-256 of the reading text. Raises ``IndexError``
    where an annotation does not lie within the text.

    >>> article = Article.from_text("By Ana Ruiz")
    >>> made = to_web_annotations([Annotation(3, 11, "zone", "byline", "learner:li")], article)
    >>> made["first"]["items"][0]["target"]["selector"][1]
    {'type': 'TextQuoteSelector', 'exact': 'Ana Ruiz', 'prefix': 'By ', 'suffix': ''}
    """
    source = _source(article)
    items: list[dict[str, Any]] = []
    same: Counter[str] = Counter()
    for annotation in annotations:
        said = as_json([source, annotation.to_dict(article.text)])
        same[said] += 1
        items.append({"id": _urn(f"{same[said]} {said}"), **_item(annotation, article, source)})
    name = _urn(as_json([source, [item["id"] for item in items]]))
    label = {"label": article.card.title} if article.card.title else {}
    page = {"id": f"{name}:1", "type": "AnnotationPage", "partOf": name, "startIndex": 0, "items": items}
    return {
        "@context": CONTEXT,
        "id": name,
        "type": "AnnotationCollection",
        **label,
        "total": len(items),
        "kit:card": article.card.known,
        "first": page,
    }


def from_web_annotations(data: object, article: Article) -> list[Annotation]:
    """The annotations of an article from Web Annotations: a collection, a page, one, or a list of these; or their JSON.

    Each is held against the text: it stands at its position where the words there, and those before and behind, are
    those it was made on. Else it stands where its words do: with both of what stood before and behind, with one of
    them, or alone, in this order, and in one place only. What the target is called does not matter, for one article
    comes by many ways; nothing is fetched. Attributes in ``kit:attributes`` stand; without them, those that the bodies
    say. Raises ``MismatchError`` (a ``ValueError``), naming the annotation, where one is not of this article, not valid
    or not one of the kit's kind, and where there are too many.

    >>> made = to_web_annotations([Annotation(3, 11, "zone", "byline", "learner:li")], Article.from_text("By Ana Ruiz"))
    >>> from_web_annotations(made, Article.from_text("Bridge closed\\n\\nBy Ana Ruiz"))
    [<zone byline 18:26 by learner:li>]
    """
    if isinstance(data, (str, bytes)):
        try:
            data = from_json(data if isinstance(data, str) else data.decode("utf-8-sig"))
        except ValueError as error:  # no JSON, too deep, a number without end, or not UTF-8
            raise MismatchError(f"no Web Annotations can be read here: {error}") from error
    places = Places(article.text)
    return [_annotation(item, where, places) for item, where in _items(data)]


# To the standard


def _item(annotation: Annotation, article: Article, source: str) -> dict[str, Any]:
    bodies = [("classifying", annotation.layer), ("tagging", annotation.label)]
    bodies += [(p, annotation.attributes[name]) for name, p in _PURPOSES.items() if name in annotation.attributes]
    own: dict[str, Any] = {}
    if annotation.attributes:
        own["kit:attributes"] = dict(annotation.attributes)
    if annotation.evidence:
        own["kit:evidence"] = {role: selectors_of(span, article) for role, span in annotation.evidence.items()}
    return {
        "type": "Annotation",
        "motivation": "classifying",
        "creator": _creator(annotation.annotator),
        "body": [{"type": "TextualBody", "purpose": p, "format": "text/plain", "value": said} for p, said in bodies],
        "target": {"source": source, "selector": selectors_of(annotation.span, article)},
        **own,
    }


def _creator(annotator: str) -> dict[str, str]:
    """Who says so: a program, or a person, for whom a pseudonym is enough."""
    kind, mark, name = annotator.partition(":")
    kind = _TYPES.get(kind if mark else annotator.partition(".")[0], "")
    person = {"nickname": name} if kind == "Person" and mark else {}
    return {**({"type": kind} if kind else {}), "name": annotator, **person}


def _source(article: Article) -> str:
    url = article.card.url
    if url and _ADDRESS.fullmatch(url):
        return url
    digest = sha256(article.text.encode("utf-8", "surrogatepass")).digest()
    return f"ni:///sha-256;{urlsafe_b64encode(digest).decode('ascii').rstrip('=')}"


def _urn(said: str) -> str:
    return uuid5(NAMESPACE_URL, well_formed(said)).urn


# And back


def _items(data: object) -> Iterator[tuple[dict[str, Any], str]]:
    """Each annotation in collections and pages, with what to call it; no other address is looked up."""
    count = 0
    for holder in data if isinstance(data, list) else [data]:
        for page in _pages(holder):
            for item in _list(page.get("items", []), "items") if is_a(page, "AnnotationPage") else [page]:
                count += 1
                if count > MOST:
                    raise MismatchError(f"more than {MOST:,} annotations; hand them in by parts")
                where = f"annotation {count}"
                if not isinstance(item, dict) or not is_a(item, "Annotation"):
                    raise MismatchError(f"{where}: expected an object of type Annotation, found {shortened(item)}")
                yield item, where


def _pages(holder: object) -> Iterator[dict[str, Any]]:
    """The pages of a collection, or a page or an annotation as it is."""
    if not isinstance(holder, dict):
        raise MismatchError(f"expected a Web Annotation, a page or a collection of them, found {shortened(holder)}")
    if not is_a(holder, "AnnotationCollection"):
        pages = [holder]
    else:
        pages = [holder["first"]] if "first" in holder else []
        if holder.get("total") != 0 and not pages:
            raise MismatchError("the collection has no page in it ('first'); save it with its annotations")
    for page in pages:
        if not isinstance(page, dict) or "next" in page:
            raise MismatchError("a page of the collection is elsewhere, and nothing is fetched; save it as a whole")
        yield page


def _annotation(item: dict[str, Any], where: str, places: Places) -> Annotation:
    bodies = _bodies(item.get("body"), where)
    for purpose, what in (("classifying", "layer"), ("tagging", "label")):
        if purpose not in bodies:
            raise MismatchError(f"{where}: no body with the purpose {purpose!r} says its {what}")
    creator = item.get("creator")
    name = creator.get("name") if isinstance(creator, dict) else None
    if not isinstance(name, str):
        raise MismatchError(f"{where}: 'creator' must have a 'name' that is text, found {shortened(creator)}")
    target = item.get("target")
    if not isinstance(target, dict):
        raise MismatchError(f"{where}: 'target' must be one object with its selectors, found {shortened(target)}")
    span = places.find(target.get("selector"), where)
    evidence = {
        role: places.find(selector, f"{where}, evidence {shortened(role)}")
        for role, selector in _object(item.get("kit:evidence", {}), "kit:evidence", where).items()
    }
    told = {name: bodies[purpose] for name, purpose in _PURPOSES.items() if purpose in bodies}
    attributes = _object(item.get("kit:attributes", told), "kit:attributes", where)
    for attribute, said in attributes.items():
        if not isinstance(said, str):
            raise MismatchError(f"{where}: attribute {shortened(attribute)} must be text, found {shortened(said)}")
    return Annotation(*span, bodies["classifying"], bodies["tagging"], name, evidence, dict(attributes))


def _bodies(body: object, where: str) -> dict[str, str]:
    """The text of each body by its purpose; two of one purpose would leave open which is meant."""
    said: dict[str, str] = {}
    for each in body if isinstance(body, list) else [body]:
        purpose = each.get("purpose") if isinstance(each, dict) else None
        value = each.get("value") if isinstance(each, dict) else None
        if not isinstance(purpose, str) or not isinstance(value, str):
            raise MismatchError(f"{where}: a body must have 'purpose' and 'value' that are text, not {shortened(each)}")
        if purpose in said:
            raise MismatchError(f"{where}: two bodies have the purpose {shortened(purpose)}")
        said[purpose] = value
    return said


def _list(value: object, name: str) -> list[Any]:
    if not isinstance(value, list):
        raise MismatchError(f"{name!r} must be a list, found {shortened(value)}")
    return value


def _object(value: object, name: str, where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise MismatchError(f"{where}: {name!r} must be an object, found {shortened(value)}")
    return value
