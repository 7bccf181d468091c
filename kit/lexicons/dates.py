"""How a date is written, with a year: one pattern for all who look for one."""

from __future__ import annotations

import re

from kit.lexicons.loader import alternation
from kit.lexicons.shared import load_calendar

__all__ = ["DATE"]

_MONTH = alternation(load_calendar().months | load_calendar().months_short) + r"\.?"

# "3 May 2021", "May 3rd, 2021", "2021-05-03", "3/5/21", "2021年5月"; in any case.
DATE = re.compile(
    rf"\b(?:{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s*\d{{4}}|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH},?\s+\d{{4}}"
    r"|\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|\d{4}[年.]\s?\d{1,2}[月.])",
    re.I,
)
