"""What holds of every analyzer on every seed."""

from __future__ import annotations

import json

import pytest

import kit
from kit.readers.files import seeds
from kit.reading import ANALYZERS

PAIRS = [(slug, layer) for slug in seeds() for layer in ANALYZERS]


@pytest.mark.parametrize(("slug", "layer"), PAIRS)
def test_annotations_fit_their_article(slug, layer):
    """Each is of its layer, in order, in place, not empty, and says its rule and who made it."""
    article = kit.load(slug)
    found = list(kit.read(article).layer(layer))
    assert found or layer == "loaded"  # a plain report may have no loaded word
    assert [(a.start, a.end) for a in found] == sorted((a.start, a.end) for a in found)
    for a in found:
        words = article.covered(a)
        assert words == words.strip() != ""
        assert a.layer == layer
        assert a.annotator.startswith(f"kit.find_{layer}")
        assert a.attributes["rule"]
        assert all(article.covered(span) for span in a.evidence.values())
        assert all(isinstance(value, str) for value in a.attributes.values())


@pytest.mark.parametrize(("slug", "layer"), PAIRS)
def test_analyzers_are_pure(slug, layer):
    """Asking twice gives the same, and the article is as it was."""
    article = kit.load(slug)
    assert kit.read(article).layer(layer) == kit.read(article).layer(layer)
    assert article == kit.load(slug)


@pytest.mark.parametrize("slug", seeds())
def test_files_carry_everything(slug, tmp_path):
    """All that is found on a seed is written, read again and the same."""
    article = kit.load(slug)
    found = kit.find_all(article)
    kit.write_annotations(tmp_path / "all.jsonl", found, article)
    assert kit.read_annotations(tmp_path / "all.jsonl", article) == found
    assert len((tmp_path / "all.jsonl").read_text(encoding="utf-8").split("\n")) == len(found) + 1


@pytest.mark.parametrize("slug", seeds())
def test_annotations_are_plain_data(slug):
    """Every annotation goes to JSON with the words that it covers."""
    article = kit.load(slug)
    for annotation in (*article.annotations, *kit.find_all(article)):
        row = json.loads(json.dumps(annotation.to_dict(article.text)))
        assert row["quote"] == article.text[row["start"] : row["end"]]


@pytest.mark.parametrize("layer", ANALYZERS)
@pytest.mark.parametrize(
    "text", ["", " \n\n ", "\0", "🙂", "a" * 10_000, "\n".join("ab" * 500), "“" * 300, "...!?" * 200]
)
def test_no_text_makes_an_analyzer_raise(layer, text):
    """Doubt is data: strange text gives fewer annotations, never an error."""
    for article in (kit.Article.from_text(text), kit.parse_text(text)):
        for annotation in kit.read(article).layer(layer):
            assert 0 <= annotation.start < annotation.end <= len(article.text)
