"""Sentences: a golden table of invented news, the seed, and what must hold for any text."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kit
from kit import Article, find_sentences
from kit.segment.blocks import find_blocks


def split(text: str) -> list[str]:
    """The words of each sentence."""
    article = Article.from_text(text)
    return [article.covered(sentence) for sentence in find_sentences(article)]


# Each case is one block; ▪ stands where a sentence has to end, in place of the space there. All of it is invented.
GOLDEN = """
The bridge closed on Friday. ▪ Nobody was hurt.
The council met. ▪ It voted 5-4. ▪ Nobody spoke.
Why did it close? ▪ Nobody knows! ▪ The mayor would not say.
What?! ▪ They left?! ▪ Yes!!! ▪ All of them.
MS. RUIZ: Well, let me touch on two things. ▪ First, the bridge is shut.
MR. LEE: Thank you. ▪ MS. RUIZ: You are welcome.
Q And then, did the bridge close? ▪ And who closed it?
“Q And then, did the bridge close? ▪ And who closed it?”
Q. Did you go? ▪ A. No. ▪ Q. Why not? ▪ A. It rained.
Q: Did you see the letter? ▪ A: I did. ▪ Q: Who wrote it?
A. The mayor wrote it. ▪ Q. When?
He lives in the U.S. ▪ The president visited twice.
He moved to the U.S. ▪ But his brother stayed.
The U.S. Senate met, and the U.N. Security Council did not.
A U.S. official and a U.K. minister spoke.
U.S. Ambassador Ana Ruiz met U.S. Senator Bo Lee.
The envoy left the U.N. ▪ “She had no choice,” an aide said.
Trade on the Mexico-U.S. border fell.
Gov. Ana Ruiz met Sen. Bo Lee and Rep. Cy Dunn.
Lt. Gov. Jim Poe left, and Reps. Di Ek and Ed Fox stayed with Govs. Al Orr and Bo Lee.
Lt. Gen. Roy Oak and Maj. Gen. Jo Elm met Cmdr. Kit Poe.
Mr. and Mrs. Poe saw Dr. Lee, Prof. Ek and the Rev. Ana Ruiz.
The repair cost Rs. 340 crore, as figs. 3 and 4 show. ▪ It leaks.
Rep. Bo Lee (D-Va.) said so. ▪ Sen. Ana Ruiz (R-Tex.), who was there, did not.
It was news to Rep. Bo Lee (D-Va.) at the time.
Al Poe Jr. won the seat. ▪ It had been held by Al Poe Sr. ▪ He died in May.
Acme Inc. bought Bolt Corp. for $2 million. ▪ The price was high.
She works for Acme Inc. ▪ The firm makes ladders.
Acme Co. and Bolt Ltd. merged.
The shop opens at 9 a.m. and shuts at 5 p.m. daily.
The vote began at 5 p.m. ▪ The hall was full.
The doors open at 8 p.m. Friday and at 9 a.m. EST on Sunday.
She finished No. 5 in the race. ▪ No. 10 Downing Street was silent.
Did he agree? ▪ No. ▪ He refused.
J. K. Poe wrote it with J.R. Lee and George W. Ek.
The council chose Plan B. ▪ It failed.
The tower fell in World War I. ▪ The mill still stands.
He paused ... and left.
He stopped... ▪ Then he ran.
Well … I do not know. ▪ Nobody does…
He said, “I . . . do not know.” ▪ He left.
Prices rose 3.5 percent to $1.25. ▪ They had fallen 0.7 percent.
In 2021, 3.4 million came; in 2022, 4.1 million did.
Read https://example.org/a.b?c=d. ▪ Then write to ana.ruiz@example.org. ▪ Thanks go to www.example.org.
“Why?” she asked. ▪ “I won.” ▪ Then he left.
"Why?" she asked. ▪ "I won." ▪ Then he left.
‘Why?’ she asked. ▪ ‘I won.’ ▪ Then he left.
“Why?” Ms. Ruiz asked. ▪ “Stop!” Lee shouted.
“Who paid for it?” Bo Lee said in a letter to the council. ▪ No reply came.
“I won!” ▪ The crowd roared.
“I won,” he said. ▪ “Then I lost.”
“I won. ▪ I did,” he said.
“It is hard,” he said, “but fair.” ▪ She agreed.
He asked, “Who won?” and left.
He called it “the worst.” ▪ She called it ‘a start.’ ▪ Both paid.
“She said, ‘Go.’” ▪ Then the door shut.
She asked, ‘Did he say “no”?’ ▪ He did.
‘Don’t go,’ she said. ▪ It was the dogs’ home.
He said (why?) that it was so. ▪ (He was wrong.) ▪ Then he left (late).
The plan (all of it!) passed. ▪ It was late.
“Stop!” — she shouted. ▪ It was late — very late! — and cold.
It came down to one thing — money. ▪ There was none.
“The bridge is safe.” — Ana Ruiz, engineer
Dr. Poe met St. John in St. Louis on Jan. 6. ▪ The rest left in Dec. ▪ The ship sank.
She lives on Main St. ▪ The shop is shut.
It was on Sept. 11, Oct. 4 and Tues. Nov. 5.
Some fruit, e.g. apples, i.e. the cheap ones, vs. pears, etc. were sold.
They sold pears, plums, etc. ▪ The rest was thrown away.
In Roe v. Poe the court ruled. ▪ It was Ana vs. Bo.
He took his Ph.D. in Washington, D.C. ▪ The city was hot.
The prize went to Los Angeles, Calif. ▪ It was the first.
They met in Iowa. ▪ Lee was there last week. ▪ Ek came this month. ▪ Poe will win. ▪ Nobody else will.
She told the AP. ▪ “In this case,” she said, “we lost.”
The story hit a wall. ▪ Reporters at the bank. ▪ Some found it hard. ▪ Others did so.
He reads Yahoo! News every day.
The bridge fell.[3] ▪ Then it rose.
Who? ▪ What? ▪ Where? he asked.
“Will it last?” ▪ Nobody could say.
We hope to see you soon! 🙂
Share it on blogs, forums. etc.
1. Close the bridge. ▪ 2. Mend it.
Bridge closed for winter
By Ana Ruiz
Read more: Why the bridge closed
*
Here is what was said:
It cost £5m. ▪ iPhone sales rose. ▪ eBay lost.
The est. cost is approx. 5 ft. 3 in. of rope.
Le pont est fermé. ▪ À demain. ▪ Élan vital.
""".strip().splitlines()


@pytest.mark.parametrize("case", GOLDEN)
def test_golden(case: str) -> None:
    """A block of news is cut where a reader would cut it."""
    assert split(case.replace(" ▪ ", " ")) == case.split(" ▪ ")


GLUED = """
The pier fell.▪The council met.▪Nobody was hurt.
“It fell,” Ana Ruiz said.▪“Nobody was hurt.”
“It fell.”▪The council met.
"It fell."▪The council met.
He said so.▪"Nobody was hurt," she added.
It fell?▪Yes, it did.
It fell!▪A boat sank.
It was built in 1931.▪The council paid.
It cost £5m.▪They paid.
She left Ashford.▪The road was shut.
The council met.▪It’s shut.
They met (in Ashford).▪Nobody spoke.
He couldn’t.▪She could.
He came.▪I left.
It rained.▪Okoye went home, and Ruiz stayed.
The U.S.A is big.
It runs Node.js and Vue.Js today.
See example.com or Booking.Com for more.
It rose 3.5 points, e.g.this one.
Use System.Out here, and foo.Bar() there; file.Name = 3.
See www.site.Com and https://x.example/path.The and mail a.Ruiz@post.example now.
He has a Ph.D in law, and Mr.Smith lives in St.Louis.
He met J.R.Ewing at 5 p.m.Monday.
It is v2.The rest is silence.
"""


@pytest.mark.parametrize("case", GLUED.strip().splitlines())
def test_sentences_glued_by_copying(case: str) -> None:
    """A lost space between two sentences parts them all the same; names, numbers and code are left whole."""
    assert split(case.replace("▪", "")) == case.split("▪")


def test_glued_sentences_take_linear_time(linear) -> None:
    """Neither many of them nor a long run without a space takes more than its share."""
    assert linear(lambda n: "The pier fell.The council met, and left." * n, check, 300)
    assert linear(lambda n: "fell.The" * n, check, 2000)


def test_golden_table_is_long_enough() -> None:
    """The table keeps at least sixty cases, and none twice."""
    assert len(set(GOLDEN)) == len(GOLDEN) >= 60


SEED_COUNTS = {
    "Washington Challenges": 1,
    "Region: Asia": 2,
    "“Q And then": 2,
    "MS. PSAKI:": 2,
    "There have been": 4,
    "The world will": 1,
    "To elaborate": 3,
    "The more that people realize": 1,
    "*": 1,
    "Note to readers": 4,
    "The original source": 2,
    "Disclaimer:": 4,
    "For media inquiries": 1,
}


@pytest.mark.parametrize(("opening", "count"), SEED_COUNTS.items())
def test_seed(opening: str, count: int) -> None:
    """The seed's blocks have the sentences that a person counts in them."""
    article = kit.load("csto-kazakhstan")
    block = next(span for span in find_blocks(article.text) if article.covered(span).startswith(opening))
    assert sum(block.start <= s.start and s.end <= block.end for s in find_sentences(article)) == count


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bridge closed\n\nIt shut\n\non Friday", ["Bridge closed", "It shut", "on Friday"]),
        ("A text.\n\nRegion: North\nTheme: Roads", ["A text.", "Region: North", "Theme: Roads"]),
        (
            "What to do:\n\n- Close it.\n- Mend it. Then wait.\n- Open it",
            ["What to do:", "- Close it.", "- Mend it.", "Then wait.", "- Open it"],
        ),
        ("Steps:\n\n1. Close it\n2. Mend it", ["Steps:", "1. Close it", "2. Mend it"]),
        (
            "A transcript.\n\nMS. RUIZ: It is shut. Thank you.\nQ Why, and who shut it\nMR. LEE: We did",
            ["A transcript.", "MS. RUIZ: It is shut.", "Thank you.", "Q Why, and who shut it", "MR. LEE: We did"],
        ),
        (
            "News.\n\nThe council of Harbour closed the old bridge on Friday after the\n"
            "River Ek rose by two metres in one night. Nobody was hurt, said\nthe mayor.",
            [
                "News.",
                "The council of Harbour closed the old bridge on Friday after the\n"
                "River Ek rose by two metres in one night.",
                "Nobody was hurt, said\nthe mayor.",
            ],
        ),
        (
            "News.\n\n" + "The mill stands. " * 20 + "\n" + "The bridge fell. " * 12 + "\nNobody was hurt",
            ["News.", *["The mill stands."] * 20, *["The bridge fell."] * 12, "Nobody was hurt"],
        ),
        ("“Why?”\r\nshe asked, and left.\r\n\r\nHe stayed.", ["“Why?”", "she asked, and left.", "He stayed."]),
        ("", []),
        (" \n\n\t ", []),
    ],
)
def test_lines_and_blocks(text: str, expected: list[str]) -> None:
    """Blocks always part sentences; lines do where they are short, items or turns, and not where only wrapped."""
    assert split(text) == expected


@pytest.mark.parametrize(
    ("text", "rules", "joined"),
    [
        ("It shut. Then it rained", ["nupunkt", "block-end"], []),
        ("“It shut.” Then it rained", ["after-mark", "block-end"], []),
        ("They met in Iowa. Lee spoke.", ["plain-word", "block-end"], []),
        ("They chose Plan B. It failed.", ["after-abbreviation", "block-end"], []),
        ("Q. Why? A. It rained.", ["turn", "block-end"], []),
        ("News.\n\nRegion: North\nTheme: Roads", ["block-end", "line-end", "block-end"], []),
        ("She met Reps. Di Ek and Ed Fox.", ["block-end"], ["title"]),
        ("“Stop!” Lee shouted.", ["block-end"], ["speech-tag"]),
    ],
)
def test_rules_are_named(text: str, rules: list[str], joined: list[str]) -> None:
    """Each sentence says which rule ended it and which breaks were taken back, and why."""
    found = find_sentences(Article.from_text(text))
    assert [s.attributes["rule"] for s in found] == rules
    assert [s.attributes["joined"] for s in found if "joined" in s.attributes] == joined
    assert all(s.attributes["why"] for s in found)
    assert {(s.layer, s.label, s.annotator) for s in found} == {("sentence", "sentence", "kit.find_sentences")}


def check(text: str) -> None:
    """What must hold for any text: in order, apart, trimmed, within one block, and nothing left out."""
    found = find_sentences(Article.from_text(text))
    blocks = find_blocks(text)
    assert all(one.end <= two.start for one, two in pairwise(found))
    assert all(text[s.start : s.end].strip() == text[s.start : s.end] != "" for s in found)
    assert all(any(b.start <= s.start and s.end <= b.end for b in blocks) for s in found)
    covered = set().union(*(range(s.start, s.end) for s in found))
    assert all(i in covered for b in blocks for i in range(b.start, b.end) if not text[i].isspace())


@pytest.mark.parametrize(
    "text",
    [
        "." * 3000,
        ".”" * 3000,
        "a.) " * 1000,
        "…\u2028.\x85!\x0b?",
        "\ufeff“”‘’\x00.\ud800 A",
        "。。。 ！？ 他说。",
        "! ? . ! ? .",
        "A. B. C. D. The end. Q. A. Q. A.",
        "[1] (2) 3. ) ) ”. ”.A “",
        '"."."." "." A',
        "- \n- \n-\n\n* \n*",
    ],
)
def test_odd_text(text: str) -> None:
    """Text that is hardly text is covered too."""
    check(text)


def test_long_run_without_space_takes_linear_time(linear) -> None:
    """A run of marks without a space, on which nupunkt's time grows with the square, does not hold up the kit."""
    assert linear(lambda n: "Before. " + '."' * n + " After. It rained.", check, 5000)


WORDS = st.sampled_from(
    re.findall(
        r"\S+|\n+| ",
        'U.S. Gov. p.m. The he “Why?” ‘I won.’ (No.) Q. A. 3.5 … ... ! ." — - • \n \n\n [1] etc. Mr. a.b/c 🙂 Iowa',
    )
)
NEWS = st.lists(WORDS, max_size=30).map(" ".join)


@given(st.one_of(NEWS, st.text(max_size=200), st.text("aA .!?”’)\n", max_size=60)))
@settings(max_examples=300)
def test_any_text(text: str) -> None:
    """For any text, sentences are in order, apart, trimmed, within one block, and leave nothing out."""
    check(text)
