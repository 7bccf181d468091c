"""What marks come to beside a key, a class or a program; and beside a program, what the key says there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kit.agreement import Pair, pair
from kit.annotation import Annotation
from kit.article import Article

__all__ = ["compare_marks"]

_FOREMOST = ("agree", "trap", "open", "differ", "extra")


def compare_marks(
    article: Article, marks: Sequence[Annotation], references: Mapping[str, Sequence[Annotation]], *, every: bool
) -> dict[str, list[tuple[Pair, Pair | None]]]:
    """The findings of a comparison with each reference, by its name; beside other references than "key", the key's too.

    That is how the key stands to the reference's mark, or where it has none to the learner's. ``every`` is that of
    ``pair``.

    >>> article = Article.from_text("He slammed it.")
    >>> key = [Annotation(3, 10, "loaded", "loaded-word", "key:demo")]
    >>> found = compare_marks(article, [], {"key": key, "program": key}, every=False)
    >>> [(one.status, by_key.status) for one, by_key in found["program"]]
    [('missed', 'agree')]
    """
    key = references.get("key")
    found = {name: pair(article, marks, given, every=every) for name, given in references.items()}
    if key is None:
        return {name: [(one, None) for one in pairs] for name, pairs in found.items()}
    out: dict[str, list[tuple[Pair, Pair | None]]] = {}
    for name, pairs in found.items():
        beside = [] if name == "key" else [*pair(article, references[name], key, every=every), *found["key"]]
        out[name] = [(one, _by_key(one, beside) if beside else None) for one in pairs]
    return out


def _by_key(found: Pair, beside: Sequence[Pair]) -> Pair:
    """Of what the key says to a mark, that which tells most."""
    mark = found.reference or found.mine
    return min((one for one in beside if mark in (one.mine, *one.others)), key=lambda one: _FOREMOST.index(one.status))
