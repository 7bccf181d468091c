"""Labels that a learner can choose from, by the name of their set."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["LABEL_SETS", "Label"]


@dataclass(frozen=True, slots=True)
class Label:
    """A label that a learner can choose.

    ``name`` is the annotation's label, ``title`` what a person reads, ``hint`` one line on what it is. ``letter``
    stands at the start of each mark and is a key; it is one of the title's, and where none is given the widget chooses.

    >>> Label("body", "Body text", "What the article itself says.").title
    'Body text'
    """

    name: str
    title: str = ""
    hint: str = ""
    letter: str = ""

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise ValueError("a label needs a name, such as 'body' or 'quote'")
        if self.letter and not (len(self.letter) == 1 and self.letter.isalpha()):
            raise ValueError(f"label {self.name!r}: letter {self.letter!r} must be one letter, such as 'B'")
        title = self.title or self.name
        if self.letter.lower() not in title.lower():
            raise ValueError(f"label {self.name!r}: letter {self.letter!r} must stand in what is read, {title!r}")


LABEL_SETS: dict[str, tuple[Label, ...]] = {
    "article-or-furniture": (
        Label("article", "Article", "What the reporter or author wrote for this story"),
        Label("furniture", "Furniture", "What the outlet puts around every story"),
    ),
    "furniture-kinds": (
        Label("promo", "Promotion", "Asks you to subscribe, join, read in another language", letter="P"),
        Label("share", "Sharing", "Asks you to pass it on or to follow", letter="S"),
        Label("origin", "Origin", "Says where the text came from", letter="O"),
        Label("bio", "Biography", "About the author", letter="B"),
        Label("copyright", "Copyright", "Who owns it, and who may copy it", letter="C"),
        Label("disclaimer", "Disclaimer", "Who does not answer for it", letter="D"),
        Label("contact", "Contact", "Whom to write to", letter="T"),
        Label("comment", "Comments", "Where readers talk", letter="M"),
        Label("other", "Something else", "A line, a star, a picture credit", letter="E"),
    ),
    "zone": (  # all that a block can be, as keys and the program have it
        Label("headline", "Headline", "The line that names the story", letter="H"),
        Label("standfirst", "Standfirst", "Sums the story up below its headline", letter="F"),
        Label("byline", "Byline", "Says who wrote it", letter="Y"),
        Label("dateline", "Dateline", "Says when, and perhaps where, it was published", letter="D"),
        Label("tag", "Tag", "A topic, a section, or a small heading", letter="G"),
        Label("body", "Body text", "What the article itself says", letter="B"),
        Label("transcript", "Transcript", "A record of what was said, turn by turn", letter="R"),
        Label("caption", "Caption", "Says what a picture shows", letter="A"),
        Label("promo", "Promotion", "Asks you to subscribe, join, read in another language", letter="P"),
        Label("share", "Sharing", "Asks you to pass it on or to follow", letter="S"),
        Label("navigation", "Navigation", "Leads to other pages", letter="N"),
        Label("origin", "Origin", "Says where the text came from", letter="O"),
        Label("bio", "Biography", "About the author", letter="I"),
        Label("copyright", "Copyright", "Who owns it, and who may copy it", letter="C"),
        Label("disclaimer", "Disclaimer", "Who does not answer for it", letter="L"),
        Label("contact", "Contact", "Whom to write to", letter="T"),
        Label("comment", "Comments", "Where readers talk", letter="M"),
        Label("related", "Related stories", "Names other stories", letter="E"),
        Label("other", "Other furniture", "A line, a star, a picture credit", letter="U"),
    ),
    "quote": (  # all that words in marks, or said by somebody, can be
        Label("direct", "Word for word", "Somebody's own words", letter="W"),
        Label("indirect", "Reported", "What somebody said, in other words", letter="R"),
        Label("mixed", "Partly word for word", "Reported, with some words of the speaker's own", letter="P"),
        Label("scare", "Only in marks", "In quotation marks, but nobody speaks", letter="M"),
        Label("title", "Title", "The name of a book, a film, a programme", letter="T"),
        Label("term", "Term", "A word set in marks because it is one", letter="E"),
        Label("unclosed", "Never closed", "Quotation marks that open and do not close", letter="N"),
    ),
    "speech": (
        Label("direct", "Word for word", "Somebody's own words", letter="W"),
        Label("indirect", "Reported", "What somebody said, in other words", letter="R"),
        Label("scare", "Only in marks", "In quotation marks, but nobody speaks", letter="M"),
    ),
    "claim": (
        Label("fact", "Fact claim", "It can be checked, and may turn out false", letter="F"),
        Label("opinion", "Opinion", "It judges; checking alone does not settle it", letter="O"),
        Label("cause", "Cause", "One thing is said to have brought about another", letter="C"),
        Label("prediction", "Prediction", "It says what is to come", letter="P"),
        Label("call", "Call", "It says what ought to be done", letter="L"),
        Label("unclear", "Unclear", "It can be read in more than one way", letter="U"),
    ),
    "loaded": (
        Label("name-calling", "Name-calling", "A name that is a verdict: puppet, coward, thug", letter="N"),
        Label("loaded-word", "Loaded word", "A verb, noun or adjective that judges: slammed, scheme", letter="L"),
        Label("exaggeration", "Exaggeration", "Larger, or smaller, than what is shown", letter="E"),
        Label("certainty", "Certainty", "It closes the question: of course, undeniable", letter="C"),
        Label("scare-quotes", "Scare quotes", "Marks that say: so called", letter="Q"),
        Label("vague-source", "Vague source", "Nobody one could ask: critics say", letter="V"),
        Label("euphemism", "Soft or shining word", "It makes a thing look better than its plain name", letter="S"),
        Label("fear", "Fear", "A danger, and not how likely it is", letter="F"),
    ),
    "push": (  # where it only counts that somebody has noticed it
        Label("push", "Pushes", "It tells you how to feel before it shows you why", letter="P"),
    ),
}
