"""Read the news critically: real articles, marked by hand, by rule and by key, and compared.

    >>> import kit
    >>> reading = kit.read("night-buses")  # one of the kit's articles; or a file, or text that you paste
    >>> reading.sources[0].speaker         # who speaks in it
    'Helen Aro'
    >>> reading.terms("quoted")[0].term    # what those who are quoted say most
    'the'
    >>> reading.concordance("drivers", width=20)  # a word in its lines, and whose words they are
    line  before              word     after               whose words
    1                         Drivers  will be paid a      author
    2     one condition: two  drivers  on every bus after  quoted

In a notebook, ``reading`` alone shows the text with all that was found in it. ``reading.zones``, ``.sentences``,
``.quotes``, ``.claims`` and ``.loaded`` are its layers: lists of annotations, each with where it stands, its label, why
it stands there and why that may be wrong. ``reading.concordance("peaceful")`` shows a word in its lines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kit.api import *  # noqa: F403


def __getattr__(name: str) -> Any:
    # Imported when first asked for, and all at once: the command is to say how Ctrl+C ends it before that.
    import kit.api as api  # not `from kit`, which would ask here

    globals().update({offered: getattr(api, offered) for offered in api.__all__}, __all__=api.__all__)
    if name in globals():
        return globals()[name]
    raise AttributeError(f"module 'kit' has no attribute {name!r}; it offers: {', '.join(api.__all__)}")


def __dir__() -> list[str]:
    import kit.api as api

    return sorted({*globals(), *api.__all__})
