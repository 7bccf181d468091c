"""Quotations: who says what, and what stands in marks and is not speech.

The way of a sentence, from ``find_quotes`` in `find` down. The article is

>>> text = "“It works,” Ana Ruiz said. She added that the “smart” pump was cheap."

1. `speaker_labels` takes out what is labelled: turns of a transcript, block quotes, headlines. Here there is none.
2. `marks` pairs the quotation marks of each paragraph, apostrophes and inches aside.

>>> from kit.annotation import Span
>>> from kit.annotate.quotes.marks import scan_marks
>>> block = Span(0, len(text))
>>> marks = scan_marks(text, [block])
>>> [text[slice(*mark.inner)] for mark in marks]
['It works,', 'smart']

3. `skeleton` puts one sign for each quotation that is a sentence by itself, leaves out the other marks, and splits the
   rest into sentences. `sentences` keeps those that hold a cue or a mark.

>>> from kit.annotate.quotes.skeleton import build_skeleton, split_sentences
>>> skeleton = build_skeleton(text, block, marks).text
>>> first, second = (skeleton[slice(*span)] for span in split_sentences(skeleton))
>>> first, second
('\\ue000 Ana Ruiz said.', 'She added that the smart pump was cheap.')

4. Two engines look for attributions in each sentence. `pattern.find` goes by the place of a cue among the classes of
   the words (`tagging`: a sign S, two names N, a verb of saying V), and who stands before or after it (`subjects`).

>>> from kit.annotate.quotes.tagging import tag
>>> tag(first).classes, tag(second).classes
('SNNV.', 'pVTdwwbw.')
>>> from kit.annotate.quotes.pattern.find import find_by_pattern
>>> for sentence in (first, second):
...     for found in find_by_pattern(sentence):
...         print(found.rule, [sentence[slice(*part)] for part in found.content], sentence[slice(*found.speaker)])
quotation, X said ['\\ue000'] Ana Ruiz
X said that ['that the smart pump was cheap'] She

   `parse.find` has spaCy parse the sentences, a short clause in place of each sign, and goes by a grammar of cues
   (`parse.grammar`; `parse.content` for what was said, `parse.bounds` for where it ends). `engines` is where the two
   meet: it takes the grammar's findings, and from the patterns what parsers are known to lose.
5. `paragraphs` brings the findings back into the article, with their marks, and remembers who spoke; `leftovers` sees
   to what stands in marks and has no cue of its own.

>>> from kit.annotate.quotes.speaker_labels import Labelled
>>> from kit.annotate.quotes.paragraphs import read_blocks
>>> drafts = read_blocks(text, [block], marks, Labelled([], [], frozenset(), {}), parser=False)
>>> [(text[draft.start : draft.end], text[slice(*draft.speaker)]) for draft in drafts]
[('“It works,”', 'Ana Ruiz'), ('that the “smart” pump was cheap', 'She')]

6. `speech` makes annotations of the drafts; `names` looks for the people whom the text names, `resolving` for who of
   them each speaker is. `heads` tells whether a name is the head of the words for a speaker ("a lawyer for Ana Ruiz" is
   a lawyer), and `apposition` whether one stands beside it ("the mayor, Ana Ruiz"). `kinds` says what the marks that
   are left are: a title, a term, a word held at arm's length. Each annotation gives its rule, why, and
   why it may be wrong (``lexicons/quotes.toml``).

>>> from kit.article import Article
>>> [(quote.label, quote.attributes["speaker"]) for quote in find_quotes(Article.from_text(text), parser=False)]
[('direct', 'Ana Ruiz'), ('mixed', 'Ana Ruiz')]
"""

from kit.annotate.quotes.find import find_quotes

__all__ = ["find_quotes"]
