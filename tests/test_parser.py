"""The parser's model: the first that works is taken, and of one that does not it is said once."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable
from types import ModuleType, SimpleNamespace

import pytest

import kit
from kit.annotate.quotes import find_quotes
from kit.annotate.quotes.parse import find
from kit.annotate.quotes.parse.find import MODELS, load_parser
from kit.cli import main
from kit.errors import ParserWarning

TEXT = "“The dam is safe,” Ana Ruiz said. She added that it was old."


class Model:
    """What spaCy gives for a model: a sentence goes in, and comes out with all that it was asked for, or without."""

    def __init__(self, *layers: str) -> None:
        self.layers = layers
        self.meta = {"version": "3.8.0", "license": "MIT"}

    def __call__(self, text: str) -> SimpleNamespace:
        return SimpleNamespace(has_annotation=self.layers.__contains__)


def broken(error: BaseException) -> Callable[[], Model]:
    def load() -> Model:
        raise error

    return load


BROKEN = [broken(error("the file is spoilt")) for error in (OSError, ValueError, ImportError, AttributeError, KeyError)]
BROKEN += [lambda: Model("TAG"), Model, lambda: None]


@pytest.fixture
def models(monkeypatch):
    """A spaCy that has these models, in the order in which the kit takes them."""

    def install(*loads: Callable[[], Model]) -> None:
        there = dict(zip(MODELS, loads, strict=False))
        spacy = ModuleType("spacy")
        spacy.__version__ = "3.8"
        spacy.load = lambda name, exclude: there[name]()
        monkeypatch.setitem(sys.modules, "spacy", spacy)
        monkeypatch.setattr(find, "find_spec", lambda name: name == "spacy" or name in there or None)
        load_parser.cache_clear()

    yield install
    load_parser.cache_clear()


@pytest.mark.parametrize("first", BROKEN)
def test_a_broken_model_gives_way_to_the_second(first, models):
    """Whatever is wrong with it; what is wrong and what is taken are told, once."""
    models(first, lambda: Model("TAG", "DEP"))
    with pytest.warns(ParserWarning, match=rf"{MODELS[0]} \(.*In its place {MODELS[1]} is used\. To mend it") as told:
        assert load_parser().name == load_parser().name == MODELS[1]
    assert len(told) == 1


@pytest.mark.parametrize("first", BROKEN)
def test_without_a_model_that_works_patterns_do(first, models):
    """Quotations are found as where there is no parser, in each article, and it is told once that they are."""
    models(first, broken(OSError("gone too")))
    article = kit.Article.from_text(TEXT)
    with pytest.warns(ParserWarning, match="quotations are found by patterns alone") as told:
        found = [find_quotes(article) for _ in range(3)]
    assert len(told) == 1
    assert found == [find_quotes(article, parser=False)] * 3
    with pytest.raises(ImportError, match=f"needs spaCy and one of the models {', '.join(MODELS)} that works"):
        find_quotes(article, parser=True)


def test_a_model_that_works_is_told_of_by_nobody(models):
    """The first is taken, the second not asked."""
    models(lambda: Model("TAG", "DEP"), broken(OSError("never asked")))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert load_parser().name == MODELS[0]


def test_an_interrupt_is_no_broken_model(models):
    """Ctrl+C while the model is loaded ends the program."""
    models(broken(KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        load_parser()


def test_no_model_is_loaded_where_nothing_is_to_be_parsed(models):
    """A text in which nobody says anything takes no time for it."""
    models(broken(AssertionError("loaded")))
    assert find_quotes(kit.Article.from_text("It rained all day in the valley.")) == []


def test_the_command_line_tells_it_in_one_line(models, capsys):
    """However many articles are read; and the version is that of what is in use."""
    models(broken(OSError("spoilt\x1b[31m")), broken(OSError("gone")))
    assert main(["analyze", "pool-opens", "skate-park", "--layers", "quote"]) == 0
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"kit: the parser's model does not work: {MODELS[0]} (OSError: spoilt\\u001b[31m)")
    works = broken(OSError("spoilt")), lambda: Model("TAG", "DEP")
    for loads, said in ((works[:1], "no parser"), (works, f"model {MODELS[1]} 3.8.0 (MIT)")):
        models(*loads)
        with pytest.raises(SystemExit):
            main(["--version"])
        shown = capsys.readouterr()
        assert said in shown.out
        assert shown.err.startswith("kit: the parser's model does not work")
