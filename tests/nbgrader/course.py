"""A course as nbgrader runs it, in nbgrader's own environment: python course.py FOLDER LESSON.ipynb HANDED_IN…

The instructor generates and releases the assignment; a learner fetches it, works (which is here: the folder HANDED_IN
is copied beside the notebook) and submits; the instructor collects, autogrades and makes feedback. The first learner
does it by way of the exchange; what others hand in is laid where a collected assignment lies, for they would have to be
other users of this computer. Prints a line of JSON: by learner the score, what it is out of, the seconds that grading
took, and the feedback page.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI
from nbgrader.auth import Authenticator
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange.default import ExchangeFetchAssignment, ExchangeSubmit
from traitlets.config import Config

ROOT, NOTEBOOK, *HANDED_IN = (Path(given).resolve() for given in sys.argv[1:])
LESSON = NOTEBOOK.stem


def settings(place):
    """nbgrader's settings for whoever works in a folder."""
    config = Config()
    config.CourseDirectory.root = config.Exchange.assignment_dir = str(ROOT / place)
    config.CourseDirectory.course_id, config.CourseDirectory.assignment_id = "media", LESSON
    config.Exchange.root, config.Exchange.cache = str(ROOT / "exchange"), str(ROOT / "cache")
    config.Execute.timeout = 300
    return config


def done(result):
    """What nbgrader did; what it said, where it failed."""
    if not result["success"]:
        sys.exit(f"{result['log']}\n{result['error']}")


def exchange(kind):
    """What the learner does, in their own folder."""
    config = settings("learner")
    kind(coursedir=CourseDirectory(config=config), authenticator=Authenticator(config=config), config=config).start()


def work(assignment, answers):
    """A learner's answers, beside the notebook."""
    shutil.copytree(answers, assignment, dirs_exist_ok=True)


for name in ("course", "exchange", "learner", "cache"):
    (ROOT / name).mkdir(parents=True)
(ROOT / "exchange").chmod(0o777)  # nbgrader wants everybody to be able to write there
source = ROOT / "course" / "source" / LESSON
source.mkdir(parents=True)
shutil.copy(NOTEBOOK, source)
course = CourseDirectory(config=settings("course"))
api = NbGraderAPI(course, config=settings("course"))
done(api.generate_assignment(LESSON))
done(api.release_assignment(LESSON))

os.chdir(ROOT / "learner")
exchange(ExchangeFetchAssignment)
work(ROOT / "learner" / LESSON, HANDED_IN[0])
exchange(ExchangeSubmit)
done(api.collect(LESSON))
(first,) = (ROOT / "course" / "submitted").iterdir()
learners = [first.name, *(folder.name for folder in HANDED_IN[1:])]
for folder in HANDED_IN[1:]:
    assignment = ROOT / "course" / "submitted" / folder.name / LESSON
    shutil.copytree(ROOT / "course" / "release" / LESSON, assignment)
    work(assignment, folder)

told = []
for learner in learners:
    began = time.monotonic()
    done(api.autograde(LESSON, learner))
    done(api.generate_feedback(LESSON, learner))
    with Gradebook(course.db_url, "media") as gradebook:
        graded = gradebook.find_submission(LESSON, learner)
        page = ROOT / "course" / "feedback" / learner / LESSON / f"{LESSON}.html"
        told.append([graded.score, graded.max_score, round(time.monotonic() - began, 1), str(page)])
print(json.dumps(told))
