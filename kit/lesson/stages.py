"""What is worked at under the explorer: marks of one's own on the open article, and the program's to correct.

Both are kept among the learner's answers for the lesson ``explore``, under the sum of the text, so that the same text
has them again when it is opened tomorrow, from whatever file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ipywidgets import VBox, Widget

from kit.activity.answers import MarksFile, ProposalsFile
from kit.activity.keys import key, reduced
from kit.activity.labels import LABEL_SETS
from kit.activity.owner import Owner
from kit.activity.proposals import Proposal, proposed, renewed, standing
from kit.activity.texts import LAYERS
from kit.annotate.voices import find_voices
from kit.annotation import Annotation, Span
from kit.article import Article
from kit.errors import ChangedError, MismatchError
from kit.reading import Reading, find_all
from kit.spans import touching
from kit.widgets.form import trouble
from kit.widgets.highlighter import Highlighter
from kit.widgets.mark_bar import MarkBar
from kit.widgets.reviewer import LAYER_TITLES, Reviewer, gone
from kit.widgets.strings import say

__all__ = ["NO_LABEL", "Corrections", "mark_stage", "own_marks"]

LESSON = "explore"
NO_LABEL = "no label"  # of a block whose label was rejected, and that has no other
_WHY_NO_LABEL = "Its label was rejected, and it has no other. Its words are the article's, but nobody's in it."
# The labels that a learner marks with, by layer: for zones and quotations fewer than the program has.
MARKED_WITH = {"zone": "article-or-furniture", "quote": "speech", "claim": "claim", "loaded": "loaded"}


def mark_stage(reading: Reading, owner: Owner) -> Widget:
    """An article to mark for oneself, a layer at a time, and then to compare with the program.

    Where the article is one of the kit's own, with the key too. The marks are the owner's.
    """
    made, place = dict[str, Highlighter](), VBox()

    def choose(layer: str) -> None:
        if layer not in made:
            made[layer] = _highlighter(reading, layer, owner)
            made[layer].observe(lambda _: say_comparing(), "_comparison")
        place.children = (made[layer],)
        bar.layer = layer
        say_comparing()

    def say_comparing() -> None:
        bar.comparing = bool(made[bar.layer]._comparison)

    def compare() -> bool:
        if made[bar.layer].annotations:
            made[bar.layer].compare(_references(reading, bar.layer))
        return bool(made[bar.layer].annotations)

    titles = {layer: say(LAYER_TITLES[layer]) for layer in LAYERS}
    bar = MarkBar(titles, choose=choose, compare=compare, about=reading.article.card.notice or "")
    choose("quote")
    return VBox([bar, place])


def _highlighter(reading: Reading, layer: str, owner: Owner) -> Highlighter:
    file = MarksFile(LESSON, f"{layer}-{reading.article.text_sum}", reading.article, owner=owner)
    made = Highlighter(
        reading.article,
        layer=layer,
        labels=LABEL_SETS[MARKED_WITH[layer]],
        unit="block" if layer == "zone" else "word",
        annotator=f"learner:{owner.folder.name}",
        save=file.save,
        title=reading.article.card.title or "",
    )
    marks = file.load(made.fits)
    made.restore(marks, notice=trouble(file.aside, stuck=file.stuck))
    return made


def own_marks(article: Article, owner: Owner) -> list[Annotation]:
    """The marks that a learner has made on a text in the explorer, in all layers."""
    files = (MarksFile(LESSON, f"{layer}-{article.text_sum}", article, owner=owner) for layer in LAYERS)
    return [mark for file in files for mark in file.load()]


def _references(reading: Reading, layer: str) -> dict[str, list[Annotation]]:
    """What marks are compared with: the program, and the key where there is one."""
    found = [a for a in reading.layer(layer) if layer != "claim" or a.attributes.get("voice", "author") == "author"]
    references = {"program": reduced(found, MARKED_WITH[layer])}
    try:
        entries = key(reading.article, layer)
    except (FileNotFoundError, MismatchError):  # without a key, or under the name of an article of the kit
        return references
    return {**references, "key": reduced(entries, MARKED_WITH[layer])}


class Corrections:
    """What a learner said of the program's findings in one article, on the disk, and a ``widget`` to say it with.

    ``reading`` is the article as the program reads it. What the program finds no more, in a newer version, stays in the
    file, and is there again when it is found again.
    """

    def __init__(self, reading: Reading, owner: Owner) -> None:
        self.reading = reading
        self._owner = owner
        self._file = ProposalsFile(LESSON, f"found-{reading.article.text_sum}", reading.article, owner=owner)
        self._gone: list[Proposal] = []
        self._widget: Reviewer | None = None
        self._shown: Sequence[Proposal] = ()

    @property
    def decided(self) -> bool:
        """Whether anything was said of them, today or before."""
        if self._widget is None and not self._file.path.exists():
            return False
        return any(each.state != "open" for each in self.widget.proposals)

    @property
    def is_behind(self) -> bool:
        """Whether something was decided since ``shown`` was last asked for."""
        return self._widget is not None and self._widget.proposals != self._shown

    @property
    def widget(self) -> Reviewer:
        """The reviewer, with all that was decided before; made when it is first asked for."""
        if self._widget is None:
            self._widget = self._reviewer()
        return self._widget

    def corrected(self, reading: Reading) -> Reading:
        """A reading of this text with what was rejected gone, what was changed changed, and what was added.

        Each block of a page has a zone, or its words would be missing where the text is shown. So a block whose label
        was rejected has the label "no label": it is not furniture, so its words are the article's, and what is quoted
        in it is quoted; but nobody knows what it is, so that the rest is nobody's, as a byline is. ``annotations``
        leaves it out. Whose words claims and loaded words are follows the zones and quotations as corrected.
        """
        if self._widget is None and not self._file.path.exists():
            return reading
        stands = standing(self.widget.proposals)
        given = {layer: [a for a in stands if a.layer == layer] for layer in LAYERS}
        given["zone"] = _with_unlabelled(given["zone"], self.widget.proposals)
        voices = find_voices(reading.article, given["zone"], given["quote"])
        voiced = {
            layer: [_voiced(a, self.reading.voices, voices) for a in given[layer]] for layer in ("claim", "loaded")
        }
        return Reading(reading.article, reading.parser, {**self.reading.given, **given, **voiced})

    def shown(self, reading: Reading) -> Reading:
        """What ``corrected`` gives, for the page, which is not behind then."""
        if self._widget is not None or self._file.path.exists():
            self._shown = self.widget.proposals
        return self.corrected(reading)

    def annotations(self, reading: Reading, *layers: str) -> list[Annotation]:
        """What was found in layers, or in all, as corrected: of the zones those that have a label."""
        return [found for found in find_all(self.corrected(reading), *layers) if found.label != NO_LABEL]

    def _reviewer(self) -> Reviewer:
        found = [a for layer in LAYERS for a in self.reading.layer(layer)]
        made = Reviewer(
            self.reading.article,
            proposed(found),
            labels={layer: LABEL_SETS[layer] for layer in LAYERS},
            save=self._save,
            title=self.reading.article.card.title or "",
            tiers=False,
            annotator=f"learner:{self._owner.folder.name}",
        )
        saved = self._file.load(made.fits)
        now, self._gone = renewed(saved, found)
        self._shown = proposed(found)
        notices = trouble(self._file.aside, stuck=self._file.stuck), gone(len(self._gone), self._file.path.name)
        made.restore(now, notice=" ".join(filter(None, notices)))
        return made

    def _save(self, proposals: Sequence[Proposal]) -> None:
        try:
            self._file.save([*proposals, *self._gone])
        except ChangedError as changed:
            theirs = changed.theirs and [each for each in changed.theirs if each not in self._gone]
            raise ChangedError(theirs, changed.aside) from None


def _with_unlabelled(zones: Sequence[Annotation], proposals: Sequence[Proposal]) -> list[Annotation]:
    """Zones, with one of no label for each block of which the label was rejected, and that has no other."""
    out = list(zones)
    for each in proposals:
        if each.entry.layer == "zone" and each.state == "rejected" and not touching(out, *each.entry.span):
            out.append(replace(each.entry, label=NO_LABEL, evidence={}, attributes={"why": _WHY_NO_LABEL}))
            out.sort(key=lambda zone: zone.start)
    return out


def _voiced(found: Annotation, before: Mapping[str, Sequence[Span]], now: Mapping[str, Sequence[Span]]) -> Annotation:
    """A claim or a loaded word with whose it is: as the program says, but where that was corrected, or it was added."""
    voice = _voice(found, now)
    if "voice" in found.attributes and voice == _voice(found, before):
        return found
    stays = {name: words for name, words in found.attributes.items() if name != "speaker" or voice == "quoted"}
    return replace(found, attributes={**stays, "voice": voice})


def _voice(found: Annotation, voices: Mapping[str, Sequence[Span]]) -> str:
    others = ("quoted", "furniture")
    inside = (voice for voice in others for a, b in voices[voice] if a <= found.start and found.end <= b)
    return next(inside, "author")
