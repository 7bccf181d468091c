"""Whether anything asks for the network: a process of its own, in which every call that would is written down."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.trust.bench import empty_folder
from tests.trust.table import Row, row

__all__ = ["rows"]

ROOT = Path(__file__).parents[2]
# Each is done by a new process, so that imports count. A socket that only listens, or is never connected, asks nobody.
DONE = {
    "importing kit": "import kit",
    "an article read, every layer found, terms, one chart": (
        "import kit, kit.charts; reading = kit.read('ferry-bridge', parser=False); kit.find_all(reading)\n"
        "reading.sources, repr(reading), reading._repr_html_(), reading.terms(), reading.concordance('peace*')\n"
        "kit.charts.words_by_zone(reading)._repr_html_()"
    ),
    "a lesson opened, every activity shown": (
        "from kit.lesson import Lesson; lesson = Lesson('01-article-or-furniture'); lesson.progress()\n"
        "for name, activity in lesson._data.activities.items():\n"
        "    getattr(lesson, activity.kind)(name)._repr_mimebundle_()"
    ),
    "an article read with the parser": "import kit; kit.find_all(kit.read('csto-kazakhstan', parser=None))",
    "readability by two programs": (
        "import kit; reading = kit.read('csto-kazakhstan', parser=False)\n"
        "reading.readability(); reading.second_opinion(); reading.keyness(kit.read('night-buses', parser=False))"
    ),
    "every chart, on a page and as a file": (
        "import kit, kit.charts as charts; reading = kit.read('ferry-bridge', parser=False); texts = {'a': reading}\n"
        "for chart in (charts.words_by_zone, charts.who_speaks, charts.readability_by_voice, charts.two_opinions,\n"
        "              charts.terms_by_voice, charts.sentence_lengths, charts.zones_and_voices): chart(reading).svg()\n"
        "for chart in (charts.kinds_of_claims, charts.certainty_of_claims, charts.loaded_along): chart(texts).svg()"
    ),
    "every activity of every lesson": (
        "from kit.activity.lesson_file import lesson_folder\n"
        "from kit.lesson import Lesson\n"
        "for path in sorted(lesson_folder().glob('*.toml')):\n"
        "    lesson = Lesson(path.stem)\n"
        "    for name, activity in lesson._data.activities.items():\n"
        "        shown = getattr(lesson, activity.kind)(name); shown._repr_mimebundle_()\n"
        "        if activity.kind == 'write': shown.submit('“We start in May,” said Ana Ruiz.')"
    ),
}
SHORT = 3  # of these, where there is no time for all
_WATCH = """
import json, sys
asked, calls = [], ("connect", "getaddrinfo", "gethostbyname", "gethostbyaddr", "sendto", "sendmsg")
def hook(event, about):
    if event in {f"socket.{call}" for call in calls} | {"urllib.Request"}:
        asked.append(f"{event} {about[-1]}"[:200])
        raise OSError("no network here")
sys.addaudithook(hook)
try:
    exec(sys.argv[1])
finally:
    print("\\n" + json.dumps(asked))
"""


def rows(*, long: bool, seed: int) -> Iterator[Row]:
    """Each thing that people do; all lessons and charts only where there is time."""
    with empty_folder() as home:
        for done, code in DONE.items() if long else list(DONE.items())[:SHORT]:
            process = subprocess.run(
                [sys.executable, "-c", _WATCH, code],
                capture_output=True,
                text=True,
                encoding="utf-8",
                env={**os.environ, "PYTHONPATH": str(ROOT), "MPLCONFIGDIR": str(home.parent)},
                timeout=1200,
            )
            asked = json.loads(process.stdout.splitlines()[-1]) if process.stdout else []
            failed = [f"asked for {each}" for each in asked]
            if process.returncode:
                failed.append(process.stderr.strip()[-300:])
            yield row(done, 1, failed, "no request made, none missed", "asked for, or missed")
