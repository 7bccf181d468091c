"""Terms: counted, shown in place, spread over the text, in company, and beside another text."""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Sequence
from math import inf, log2
from statistics import NormalDist
from unicodedata import category

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kit
from kit import Annotation, Article, Reading
from kit.activity.keys import key
from kit.terms import (
    STOP_WORDS,
    by_article,
    by_voice,
    collocates,
    concordance,
    deviation,
    dispersion,
    frequencies,
    g2,
    group_forms,
    keyness,
    log_ratio,
)
from kit.words import WORD

# C. Dickens, The Pickwick Papers (1837), chapter 4; the passage on which Evert (2008), section 3.1, counts.
PICKWICK = """A vast deal of coolness and a peculiar degree of judgement, are requisite in catching a hat. A man must \
not be precipitate, or he runs over it; he must not rush into the opposite extreme, or he loses it altogether. There \
was a fine gentle wind, and Mr. Pickwick's hat rolled sportively before it. The wind puffed, and Mr. Pickwick puffed, \
and the hat rolled over and over as merrily as a lively porpoise in a strong tide; and on it might have rolled, far \
beyond Mr. Pickwick's reach, had not its course been providentially stopped, just as that gentleman was on the point \
of resigning it to its fate."""

TEXTS = st.text(alphabet="aAbB .,’'-\n“”!éİ🙂", max_size=120)
COUNTS = st.tuples(st.integers(0, 400), st.integers(0, 400), st.integers(0, 400), st.integers(0, 400)).map(
    lambda n: (n[0], n[0] + n[1], n[2], n[2] + n[3])
)


def reading(text: str, **given: Sequence[Annotation]) -> Reading:
    return kit.read(Article.from_text(text), parser=False, **given)


def terms(text: str, **how: object) -> dict[str, int]:
    return {found.term: found.count for found in frequencies(reading(text).words("page"), **how)}


@pytest.fixture(scope="module")
def seen(seed) -> Reading:
    """The first article, with the quotations that people marked."""
    return kit.read(seed, quotes=key(seed, "quote"))


# Words and frequencies


def test_the_seeds_top_terms_are_furniture_until_it_goes(seen):
    """On the page "global" and "research" come first; in the article, its subject."""
    page, own = (
        [found.term for found in frequencies(seen.words(voice), stop_words=STOP_WORDS)] for voice in ("page", "article")
    )
    assert page[:2] == ["global", "research"]
    assert own[:2] == ["kazakhstan", "peacekeeping"]
    assert own == [found.term for found in frequencies(seen, stop_words=STOP_WORDS)]
    assert own == [found.term for found in seen.terms(stop_words=STOP_WORDS)]


def test_what_a_word_is():
    """Marks within a word join it, marks around it do not; a dash parts two words."""
    assert terms("“Well-known,” he said—twice: $1,000 in the U.S. (3.5 %)") == dict.fromkeys(
        ["well-known", "he", "said", "twice", "1,000", "in", "the", "u.s", "3.5"], 1
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("यह हिन्दी परीक्षण है।", ["यह", "हिन्दी", "परीक्षण", "है"]),  # vowel signs, and a virama that ties two letters
        ("क्\u200dष", ["क्\u200dष"]),
        ("می\u200cخواهم كِتَابٌ، שָׁלוֹם", ["می\u200cخواهم", "كِتَابٌ", "שָׁלוֹם"]),
        ("தமிழ் বাংলা ગુજરાતી", ["தமிழ்", "বাংলা", "ગુજરાતી"]),
        ("cafe\u0301 café", ["café"]),  # an accent of its own, and one with its letter
        ("x\u200d ❤️ ‼️ \u0301 _\u0301_ end", ["x", "end"]),
    ],
)
def test_a_word_has_the_marks_on_its_letters(text, words):
    """Vowel signs, accents and points belong to their letter, in any script; a mark on nothing is no word."""
    assert list(dict.fromkeys(word.term for run in reading(text).words("page").runs for word in run)) == words


def test_every_mark_upon_a_letter_is_known():
    """All that Unicode has of them: who adds a block of letters adds it to ``_BLOCKS`` of ``kit.words``."""
    dress = {*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)}
    signs = [chr(n) for n in range(sys.maxunicode + 1) if n not in dress and category(chr(n)) in ("Mn", "Mc")]
    assert len(signs) > 2000
    assert [sign for sign in signs if not WORD.fullmatch(f"k{sign}k{sign}")] == []


@pytest.mark.parametrize("unit", ["का", "k\u0301", "\u0301", "a\u200c", "k\u0301-", "े"])
def test_words_with_marks_take_linear_time(unit, linear):
    """However many marks there are, and on whatever."""
    assert linear(lambda n: unit * n, lambda text: sum(1 for _ in WORD.finditer(text)), 5000)


def test_case_is_folded_but_for_acronyms_that_spell_a_word():
    """US is not us, unless all is in capitals; and folding is a choice."""
    assert terms("The US told us. Us? the US.") == {"us": 2, "US": 2, "the": 2, "told": 1}
    assert terms("THEY TOLD US.") == {"they": 1, "told": 1, "us": 1}
    unfolded = reading("The dam. the dam.").words(fold_case=False)
    assert {found.term: found.count for found in frequencies(unfolded)} == {"dam": 2, "The": 1, "the": 1}


def test_either_apostrophe_is_the_same():
    """A curly mark makes no other word."""
    assert terms("It isn’t. It isn't.") == {"it": 2, "isn't": 2}


def test_per_thousand_counts_every_word():
    """The rate is of all words, whatever is set aside."""
    found = frequencies(reading("The dam held. The dam broke."), stop_words=["the"])
    assert [(term.term, term.count, term.set_aside) for term in found] == [
        ("dam", 2, False),
        ("broke", 1, False),
        ("held", 1, False),
        ("the", 2, True),
    ]
    assert found[0].per_thousand == pytest.approx(2 / 6 * 1000)


def test_no_stop_word_is_hidden_unasked(seen):
    """Without stop words the most frequent word is "the", and with them it is still there."""
    plain, chosen = frequencies(seen), frequencies(seen, stop_words=STOP_WORDS)
    assert plain[0].term == "the"
    assert not any(found.set_aside for found in plain)
    assert sorted((f.term, f.count) for f in plain) == sorted((f.term, f.count) for f in chosen)
    assert {f.term for f in chosen if f.set_aside} == {f.term for f in plain} & STOP_WORDS


def test_n_grams_keep_within_sentences_and_paragraphs():
    """No pair of words joins the end of one sentence, or paragraph, to the start of the next."""
    text = "Rain fell on Ana Ruiz. Nobody came.\n\nThe dam held"
    assert terms(text, n=2) == dict.fromkeys(
        ["rain fell", "fell on", "on ana", "ana ruiz", "nobody came", "the dam", "dam held"], 1
    )
    assert terms("One two.", n=3) == {}


def test_n_grams_keep_within_a_voice():
    """What the author begins and a speaker ends is nobody's phrase."""
    text = "Ruiz said they lost the match."
    quote = Annotation(10, 29, "quote", "indirect", "key")
    pairs = by_voice(reading(text, quotes=[quote]), ("author", "quoted"), n=2)
    assert {row.term: row.counts for row in pairs} == {
        "ruiz said": (1, 0),
        "they lost": (0, 1),
        "lost the": (0, 1),
        "the match": (0, 1),
    }


def test_n_grams_keep_within_one_stretch_of_a_voice():
    """Two parts of a speech are not read on across the words that part them."""
    parts = [Annotation(0, 11, "quote", "direct", "key"), Annotation(23, 31, "quote", "direct", "key")]
    quoted = reading("“They lost,” said Ruiz, “badly.”", quotes=parts).words("quoted")
    assert [found.term for found in frequencies(quoted, n=2)] == ["they lost"]
    assert quoted.size == 3


def test_stop_words_within_a_phrase_belong_to_it():
    """A phrase is set aside where it begins or ends with a stop word."""
    found = frequencies(reading("The rule of law."), n=3, stop_words=STOP_WORDS)
    assert {term.term: term.set_aside for term in found} == {"rule of law": False, "the rule of": True}
    assert all(term.set_aside for term in frequencies(reading("Rule of law."), n=2, stop_words=STOP_WORDS))


def test_inflections_count_as_one_where_the_base_stands():
    """Regular forms go to a base that occurs; news is no plural, and function words are left alone."""
    assert terms("A mission. Missions, the mission's end. The news is new.", inflections=True) == {
        "mission": 3,
        "the": 2,
        **dict.fromkeys(["a", "end", "news", "is", "new"], 1),
    }
    assert group_forms(["stopped", "stopping", "stop", "stops"]) == dict.fromkeys(
        ["stopped", "stopping", "stops"], "stop"
    )
    assert group_forms(["buildings", "building", "build"]) == {"buildings": "build", "building": "build"}
    assert group_forms(["carries", "carried"]) == {}
    assert group_forms(["go", "went", "its", "it", "u.s", "u.s's"]) == {"u.s's": "u.s"}


def test_voices_stand_side_by_side(seen):
    """Each row counts a term in every voice, and a voice without words has no rate."""
    rows = {row.term: row for row in by_voice(seen)}
    assert rows["global"].counts[2] == 13
    assert rows["terrorists"].counts == (2, 0, 0)
    assert rows["kazakhstan"].counts[0] > rows["kazakhstan"].counts[1] > rows["kazakhstan"].counts[2] == 0
    silent = by_voice(reading("The dam broke."))[0]
    assert silent.counts == (1, 0, 0)
    assert silent.per_thousand == (pytest.approx(1000 / 3), None, None)


def test_articles_stand_side_by_side():
    """Columns keep the order of the articles; forms are grouped over all of them."""
    rows = by_article([reading("Dams. Dams!"), reading("The dam broke.")], inflections=True)
    assert [(row.term, row.counts) for row in rows][:2] == [("dam", (2, 1)), ("broke", (0, 1))]


@given(TEXTS, st.integers(1, 3), st.booleans())
def test_spans_are_exact_and_counts_add_up(text, n, inflections):
    """Every occurrence covers its words, in order, and the counts of single words sum to all words."""
    words = reading(text).words("page")
    found = frequencies(words, n=n, inflections=inflections)
    for term in found:
        assert term.count == len(term.spans)
        assert list(term.spans) == sorted(term.spans)
        for start, end in term.spans:
            covered = text[start:end]
            assert covered == covered.strip() != ""
            if not inflections:
                alone = frequencies(reading(covered).words("page"), n=n)
                # By itself it may be cut into sentences where what stands behind it said that it is none: "aa.A".
                assert len(alone) > 1 or alone[0].term.casefold() == term.term.casefold()
    if n == 1:
        assert sum(term.count for term in found) == words.size
        assert sum(term.per_thousand for term in found) == pytest.approx(1000 if found else 0)


@pytest.mark.parametrize("slug", ["csto-kazakhstan", "ferry-bridge", "night-buses"])
def test_no_word_is_counted_in_two_voices(slug):
    """Author and quoted keep within the article, and article and furniture make up the page."""
    page = kit.read(slug, parser=False)
    counts = {v: Counter(w.start for run in page.words(v).runs for w in run) for v in page.voices}
    assert counts["article"] + counts["furniture"] == counts["page"]
    assert counts["author"] + counts["quoted"] <= counts["article"]
    assert set(counts["page"].values()) == {1}


# Concordance


def test_a_concordance_of_the_seed(seen):
    """Each "missions" in its context, sorted by what stands before: whose missions they are said to be."""
    lines = concordance(seen, "missions", width=24, sort="left")
    assert [(line.left, line.key, line.right) for line in lines] == [
        ('its own "peacekeeping ', "missions", '" and still does in the'),
        ("US' own 'peacekeeping ", "missions", "'."),
        ("US' own \"peacekeeping ", "missions", "\". It's the latter whose"),
    ]


def test_a_phrase_is_found_whatever_its_case_and_spaces():
    """Case, spaces and marks between the words make no difference; the end of a sentence does."""
    text = "Human rights. The human \t rights, human. Rights."
    lines = concordance(reading(text), "HUMAN rights")
    assert [text[slice(*line.span)] for line in lines] == ["Human rights", "human \t rights"]
    assert lines[1].key == "human rights"


def test_lines_are_sorted_by_their_neighbours():
    """To the left the nearest word counts first, to the right the next."""
    text = reading("Big dam here. Old dam there. A big dam anew.")
    assert [line.span.start for line in concordance(text, "dam")] == [4, 18, 35]
    assert [line.span.start for line in concordance(text, "dam", sort="right")] == [35, 4, 18]
    assert [line.left for line in concordance(text, "dam", width=6, sort="left")] == ["Big ", "A big ", "Old "]


def test_context_keeps_to_the_paragraph():
    """A line shows nothing of the paragraphs around it."""
    line = concordance(reading("Sun shone here.\n\nRain fell.\n\nSun again shone."), "rain")[0]
    assert (line.left, line.key, line.right) == ("", "Rain", " fell.")


@pytest.mark.parametrize("query", ["", "!?", "absent", "rain absent"])
def test_what_does_not_occur_has_no_line(query):
    """Nothing is found, and nothing raised."""
    text = reading("Rain fell. Rain.")
    assert not concordance(text, query)
    assert not collocates(text, query)
    assert dispersion(text, query).positions == ()


def test_a_query_can_ask_for_inflections():
    """The query's own form need not occur."""
    text = reading("They were intervening.")
    assert not concordance(text, "intervene")
    assert [line.key for line in concordance(text, "intervene", inflections=True)] == ["intervening"]


@given(TEXTS, st.sampled_from(["a", "b a", "A-b", "é", ""]), st.integers(0, 30))
def test_lines_say_what_stands_in_the_text(text, query, width):
    """The three parts of a line stand side by side, are those words, and are as many as are counted."""
    words = reading(text).words("page")
    lines = concordance(words, query, width=width)
    for line in lines:
        assert line.left_span.end == line.span.start < line.span.end == line.right_span.start
        for said, span in ((line.left, line.left_span), (line.key, line.span), (line.right, line.right_span)):
            assert said.split() == text[slice(*span)].split()
        assert max(len(line.left), len(line.right)) <= width
    n = len(query.split()) or 1
    assert len(lines) == sum(f.count for f in frequencies(words, n=n) if f.term == query.casefold())


# Dispersion


def test_the_deviation_of_proportions_as_published():
    """The worked examples of Gries (2008) and of Lijffijt and Gries (2012, p. 148)."""
    dp, norm = deviation([1, 2, 3, 4, 5], [9, 10, 10, 10, 11])
    assert (dp, norm) == (pytest.approx(0.18), pytest.approx(0.18 / 0.82))
    assert deviation([3, 3, 3], [100, 100, 100]) == (pytest.approx(0), pytest.approx(0))
    assert deviation([2, 1, 0], [100, 100, 100])[1] == pytest.approx(0.5)


def test_even_and_clustered_terms():
    """What stands in every part has a DP of 0, what keeps to one has a normalised DP of 1."""
    text = reading("sun rain. " * 4 + "sun wind. " * 4)
    assert dispersion(text, "sun", parts=4).dp_norm == pytest.approx(0)
    assert dispersion(text, "rain", parts=2).dp_norm == pytest.approx(1)
    assert dispersion(text, "wind", parts=2).counts == (0, 4)
    assert dispersion(text, "wind", parts=2).positions == (9, 11, 13, 15)


def test_a_rare_term_has_no_dispersion():
    """Fewer occurrences than parts give no figure, and a reason."""
    rare = dispersion(reading("Rain fell. Sun came. Rain."), "rain", parts=3)
    assert (rare.dp, rare.dp_norm) == (None, None)
    assert "too rare" in rare.why
    assert rare.positions == (0, 4)
    assert deviation([0, 0], [5, 5]) == (None, None)
    assert deviation([3], [5]) == (0, None)


def test_one_part_is_refused():
    """There is nothing to compare a text's only part with."""
    with pytest.raises(ValueError, match="2 or more"):
        dispersion(reading("Rain."), "rain", parts=1)


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), min_size=2, max_size=6))
def test_dp_stays_in_its_range(parts):
    """Where it is defined, DP lies between 0 and 1, normalised or not."""
    dp, norm = deviation([min(p) for p in parts], [max(p) for p in parts])
    assert dp is None or -1e-9 <= dp <= (1 if norm is None else norm) + 1e-9
    assert norm is None or norm <= 1 + 1e-9


# Collocations


def test_collocates_as_published():
    """Evert (2008): of 111 words three are "hat" and three "rolled", twice within four words of each other."""
    text = reading(PICKWICK)
    assert text.words().size == 111
    near = {found.term: found for found in collocates(text, "hat", window=4)}["rolled"]
    assert (near.together, near.count) == (2, 3)
    assert near.score == pytest.approx(14 + log2(2 * 2 / (3 + 3)))


def test_pmi_by_hand():
    """Of the 7 words that are not "rain" 2 stand next to it; "heavy" is one of them, and stands once elsewhere."""
    near = collocates(reading("Heavy rain fell. A heavy load came down."), "rain", window=1, measure="PMI", at_least=1)
    assert {found.term: found.score for found in near} == {
        "fell": pytest.approx(log2(1 * 7 / (2 * 1))),
        "heavy": pytest.approx(log2(1 * 7 / (2 * 2))),
    }


def test_the_window_ends_with_the_sentence():
    """Words of the next sentence are no company, however near."""
    assert [c.term for c in collocates(reading("Rain fell. Sun came."), "fell", at_least=1)] == ["rain"]


def test_once_together_is_no_evidence():
    """A word that stands near once is listed without a score, and with the reason."""
    found = collocates(reading("Human rights. Human rights. Human error."), "human", stop_words=["rights"])
    assert [(c.term, c.score is None, c.set_aside) for c in found] == [("error", True, False), ("rights", False, True)]
    assert "fewer than 2" in found[0].why


def test_a_word_twice_beside_one_counts_once():
    """A query of one occurrence is not together with anything twice, as log Dice counts."""
    beside = collocates(reading("Hard rain hard."), "rain")[0]
    assert (beside.together, beside.score) == (2, pytest.approx(14 + log2(2 * 1 / (1 + 2))))


@given(TEXTS, st.sampled_from(["a", "b", "a b"]), st.integers(1, 4))
def test_log_dice_stays_in_its_range(text, query, window):
    """14 is the most in any text, and no word is near more often than it stands anywhere."""
    words = reading(text).words("page")
    for found in collocates(words, query, window=window, at_least=1):
        assert found.score <= 14 + 1e-9
        assert 1 <= found.together <= found.count


# Keyness


def test_g2_as_published():
    """With four terms, rows of the table in Dunning (1993); with two, the formula of Rayson and Garside (2000)."""
    assert g2(110, 110 + 2442, 111, 111 + 29114) == pytest.approx(270.72, abs=0.005)
    assert g2(29, 29 + 13, 123, 123 + 31612) == pytest.approx(263.90, abs=0.005)
    assert g2(31, 31 + 23, 139, 139 + 31584) == pytest.approx(256.84, abs=0.005)
    assert g2(20, 1000, 5, 1000, "2-term") == pytest.approx(2 * (20 * 0.4700036 + 5 * -0.9162907), abs=1e-5)


def test_log_ratio_by_hand():
    """Each point is one doubling, and a missing side counts half an occurrence (Hardie 2014)."""
    assert log_ratio(40, 1000, 10, 1000).value == pytest.approx(2)
    assert log_ratio(10, 2000, 10, 1000).value == pytest.approx(-1)
    assert log_ratio(4, 1000, 0, 1000)[0::2] == (pytest.approx(3), inf)
    assert log_ratio(0, 1000, 4, 1000)[:2] == (pytest.approx(-3), -inf)
    assert log_ratio(0, 10, 0, 10) is None
    assert log_ratio(1, 10, 0, 0) is None


def test_the_interval_excludes_what_the_test_rejects():
    """Koopman's bound is the ratio at which Pearson's chi-squared reaches the level: 1 where the two just differ."""
    a, b, n = 30, 15, 100
    pooled = (a + b) / (2 * n)
    z = (a / n - b / n) / (2 * pooled * (1 - pooled) / n) ** 0.5
    level = 1 - 2 * (1 - NormalDist().cdf(z))
    assert log_ratio(a, n, b, n, level).low == pytest.approx(0, abs=1e-6)


@given(COUNTS)
def test_swapping_the_sides_flips_the_sign(counts):
    """The log ratio and its interval are mirrored, and G² is the same, and larger with four terms than with two."""
    a, n, b, m = counts
    one, two = log_ratio(a, n, b, m), log_ratio(b, m, a, n)
    if one is None:
        assert two is None
        assert g2(a, n, b, m) is None
        return
    assert one.value == pytest.approx(-two.value, abs=1e-9)
    assert (one.low, one.high) == (pytest.approx(-two.high, abs=1e-6), pytest.approx(-two.low, abs=1e-6))
    assert one.low - 1e-9 <= one.value <= one.high + 1e-9
    assert g2(a, n, b, m) == pytest.approx(g2(b, m, a, n), abs=1e-6)
    assert g2(a, n, b, m, "2-term") <= g2(a, n, b, m) + 1e-6


@given(COUNTS)
def test_a_higher_level_gives_a_wider_interval(counts):
    """The corrected interval holds the usual one."""
    usual, corrected = log_ratio(*counts), log_ratio(*counts, 0.9999)
    if usual:
        assert corrected.low <= usual.low <= usual.high <= corrected.high


def test_the_author_and_the_official(seen):
    """In the seed the author says "mission" and the official "have"; with 247 words of hers little is sure."""
    author, quoted = seen.words("author"), seen.words("quoted")
    found = {k.term: k for k in keyness(author, quoted)}
    assert (found["mission"].count, found["mission"].reference_count) == (7, 0)
    assert found["mission"].log_ratio > 2
    assert found["mission"].high == inf
    assert found["mission"].lrc == 0
    assert found["have"].log_ratio < -2
    assert found["terrorists"].log_ratio is None
    assert "fewer than 5 words" in found["terrorists"].why
    assert {k.basis for k in found.values()} == {"words"}
    assert sum(k.lrc not in (None, 0) for k in found.values()) <= 2


def test_sets_of_articles_are_compared_by_articles():
    """One article that says a word fifty times makes it key by words, and not by articles."""
    plain = [reading(f"The dam held in town {n}. It rained.") for n in range(12)]
    flooded = [reading("The dam held. " + "Flood! " * 50), *plain[1:]]
    by_words = {k.term: k for k in keyness(flooded, plain, basis="words")}["flood"]
    by_articles = {k.term: k for k in keyness(flooded, plain)}["flood"]
    assert by_words.lrc > 1
    assert by_articles.basis == "articles"
    assert {k.basis for k in keyness(flooded[0], plain)} == {"words"}
    assert (by_articles.articles, by_articles.reference_articles, by_articles.count) == (1, 0, 50)
    assert by_articles.lrc is None
    assert "fewer than 5 articles" in by_articles.why


def test_a_real_difference_is_found_by_articles():
    """A word in every article of one set and in none of the other is key, with the sign of its side."""
    wet, dry = ([reading(f"Much {w} fell on town {n}.") for n in range(20)] for w in ("rain", "sand"))
    found = keyness(wet, dry, stop_words=["on", "much"])
    assert {k.term: k.lrc > 0 for k in found if k.lrc} == {"rain": True, "sand": False}
    assert [k.lrc for k in found if k.term == "town"] == [0]
    assert [k.term for k in found if k.set_aside] == ["much", "on"]
    assert [k.term for k in found][-2:] == ["much", "on"]


def test_random_halves_differ_in_nothing():
    """Articles of one kind, in which words cluster, give no false keyword by articles, and many by words."""
    draw = random.Random(1)
    vocabulary = [f"w{n}x" for n in range(300)]
    texts = []
    for _ in range(40):
        topic = draw.sample(vocabulary, 8)
        texts.append(reading(" ".join(draw.choices(topic, k=120) + draw.choices(vocabulary, k=60))).words())
    assert not [k for k in keyness(texts[:20], texts[20:]) if k.lrc]
    assert len([k for k in keyness(texts[:20], texts[20:], basis="words") if k.lrc]) > 10


def test_nothing_to_compare_is_said():
    """A side without words leaves every figure out, and says why."""
    found = keyness(reading("Rain. " * 9), reading(""))
    assert [(k.term, k.count, k.reference_per_thousand, k.log_ratio) for k in found] == [("rain", 9, None, None)]
    assert "no words" in found[0].why
    assert not keyness([], [])


@settings(max_examples=40)
@given(TEXTS, TEXTS)
def test_keyness_is_a_mirror(one, two):
    """Study and reference swapped give the same terms with the opposite sign."""
    ahead = {k.term: k for k in keyness(reading(one), reading(two), at_least=1)}
    back = {k.term: k for k in keyness(reading(two), reading(one), at_least=1)}
    assert ahead.keys() == back.keys()
    for term, k in ahead.items():
        assert (k.count, k.reference_count) == (back[term].reference_count, back[term].count)
        if k.lrc is not None:
            assert k.log_ratio == pytest.approx(-back[term].log_ratio, abs=1e-9)
            assert k.lrc == pytest.approx(-back[term].lrc, abs=1e-6)


# What all share


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda text: text.words("narrator"), "narrator"),
        (lambda text: frequencies(text, n=0), "n is 0"),
        (lambda text: concordance(text, "a", sort="middle"), "position, left, right"),
        (lambda text: concordance(text, "a", width=-1), "width is -1"),
        (lambda text: collocates(text, "a", measure="t"), "logDice or PMI"),
        (lambda text: collocates(text, "a", window=0), "window is 0"),
        (lambda text: keyness(text, text, basis="letters"), "words or articles"),
        (lambda text: keyness(text, text, g2_terms="3-term"), "2-term or 4-term"),
    ],
)
def test_a_wrong_choice_is_named(call, said):
    """An error names the bad value and says what would be valid."""
    with pytest.raises(ValueError, match=said):
        call(reading("A dam."))


@pytest.mark.parametrize("text", ["", " \n\n ", "\0", "🙂", "a" * 5_000, "“" * 300, "...!?" * 200, "İß ﬁ ŉ"])
def test_no_text_raises(text):
    """Strange text has few terms, and never an error."""
    strange = reading(text)
    frequencies(strange, inflections=True)
    by_voice(strange)
    concordance(strange, text)
    dispersion(strange, text)
    collocates(strange, text)
    keyness(strange, reading("A dam."))


def test_terms_are_spelled_as_the_text_most_often_does():
    """Counted without capitals, shown with them; a sentence's start says nothing; forms take the base's spelling."""
    said = reading(
        "Mission Control spoke. The mission went on; the missions in Kazakhstan ended. Kazakhstan’s US mission."
    )
    spelled = {found.term: found.spelling for found in frequencies(said)}
    assert [spelled[term] for term in ("mission", "kazakhstan", "US", "control")] == [
        "mission",
        "Kazakhstan",
        "US",
        "Control",
    ]
    together = {found.term: found.spelling for found in frequencies(said, inflections=True)}
    assert together["mission"] == "mission"
    two = {found.term: found.spelling for found in frequencies(reading("They met in New\nYork and New York."), n=2)}
    assert two["new york"] == "New York"
    assert ("Kazakhstan", "1") in [row[:2] for row in frequencies(said).table]
