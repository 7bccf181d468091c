"""Learners with names of many scripts: each has a folder of their own, and finds their own answers in it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import product
from random import Random

from kit.activity.answers import AnswerFile, answer_folder, learner, set_learner
from tests.trust.bench import LESSON, empty_folder
from tests.trust.table import Row, row

__all__ = ["rows"]

# Names that are close to each other, row by row, and each of them another's.
CLOSE = (
    *(("मीना", "मोना", "मना"), ("สมชาย", "สมชย", "สุมชาย"), ("கவி", "கவ", "கவு"), ("নীলা", "নিলা"), ("ងារ", "ងរ")),
    *(("José", "Jose", "Josè"), ("Zoë", "Zoe"), ("Ångström", "Angstrom"), ("Łukasz", "Lukasz"), ("İpek", "Ipek")),
    *(("Weiß", "Weiss"), ("ﬁona", "fiona"), ("Σίσυφος", "Σισυφος"), ("Ёлка", "Елка"), ("Йод", "Иод")),
    *(
        ("張偉", "张伟"),
        ("がく", "かく"),
        ("ハナ", "バナ", "パナ", "ﾊﾅ"),
        ("각", "갓"),
        ("محمد", "مُحَمَّد"),
        ("שלום", "שָׁלוֹם"),
    ),
    *(
        ("Ana Ruiz", "Ana-Ruiz", "Ana_Ruiz", "AnaRuiz", "Ana.Ruiz", "Ana  Ruiz", "Ana, Ruiz"),
        ("O’Neil", "O'Neil", "ONeil"),
    ),
    *(
        ("a", "a!", "a?", "a.", ".a", "-a", "a-", "(a)"),
        ("1", "１", "①", "¹"),
        ("аna", "ana"),
        ("🙂", "🙃"),
        ("👩‍🏫", "👩🏫"),
    ),
    *(
        ("x" * 60, "x" * 61, "x" * 59 + "y"),
        ("ж" * 39 + "a", "ж" * 39 + "b"),
        ("learner.txt", "learner", "learner.json"),
    ),
    *(
        ("CON", "CON.txt", "con-"),
        ("nul", "NUL.a"),
        ("..", "..."),
        ("a/b", "a\\b", "a:b", "a|b"),
        ("~", "$HOME", "%2e"),
    ),
    *(("me ", "me.", "me!"), ("answers", "progress.json"), ("ana\u200d", "ana"), ("\u202eana", "ana")),
)
SCRIPTS = (  # where letters, marks and digits of a script begin and end
    *("az", "09", "áž", "αω", "ая", "את", "ءي", "अह", "ािौ्"[:2], "กฮ", "ัู", "あん", "アン", "가힣", "一龥", "አፕ", "აჰ"),
    *("ક‌હ"[::2], "ಕಹ", "ກຮ", "\u0300\u036f", "\U0001f600\U0001f64f", " !", "-/"),
)


def rows(*, long: bool, seed: int) -> Iterator[Row]:
    """Names that are close, each with each; and names of chance."""
    pairs = sum(len(names) * (len(names) - 1) // 2 for names in CLOSE)
    failed = [each for names in CLOSE for each in _mixed(names)]
    yield row("pairs of names that are close, in 20 scripts", pairs, failed, "each its own folder and answers", "wrong")
    random = Random(seed)
    names = [_name(random) for _ in range(3000 if long else 60)]
    good = "each its own folder and answers, called as typed"
    yield row("names of chance, of letters and marks of 24 scripts", len(names), _mixed(names), good, "wrong")


def _name(random: Random) -> str:
    """A name of two scripts or one, with a close one in every few."""
    first, last = (random.choice(SCRIPTS) for _ in range(2))
    letters = [chr(random.randint(ord(min(ends)), ord(max(ends)))) for ends, _ in product((first, last), range(2))]
    return "".join(random.sample(letters, random.randint(1, 4))) * random.choice((1, 1, 1, 20))


def _mixed(names: Sequence[str]) -> list[str]:
    """What is wrong when all of these sign in, one after the other, answer, and come back."""
    wrong, owners = [], dict[str, str]()
    with empty_folder() as home:
        for name in names:
            try:
                set_learner(name)
                file = AnswerFile(LESSON, "why")
                file.save(file.load().submitting(name))
            except (ValueError, OSError) as error:
                if _can_be_a_name(name):
                    wrong.append(f"{name!r} is refused: {error}")
                continue
            folder = file.folder.relative_to(answer_folder()).parts[0]
            if _compared(name) != (owner := owners.setdefault(_compared(folder), _compared(name))):
                wrong.append(f"{name!r} and {owner!r} share the folder {folder!r}")
            if learner() != name.strip():
                wrong.append(f"{name!r} is called {learner()!r}")
        for name in filter(_can_be_a_name, names):
            set_learner(name)
            if name not in [each.value for each in AnswerFile(LESSON, "why").load().tries]:
                wrong.append(f"{name!r} does not find their answer")
        made = (path for path in home.parent.rglob("*") if path.is_file())
        wrong += [f"{path} was written" for path in made if not path.is_relative_to(answer_folder())]
    return wrong


def _can_be_a_name(name: str) -> bool:
    """Whether there is anything of it to be seen, and not too much."""
    return len(name) <= 200 and any(unicodedata.category(letter)[0] in "LNPS" for letter in name)


def _compared(name: str) -> str:
    """A name as file systems compare it that tell no capitals apart."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name.strip()).lower())
