"""Answer what is asked of textstat on the standard input: a list of figures, in the order of the calls."""

from __future__ import annotations

import json
import sys

import textstat

asked = json.load(sys.stdin)
json.dump([getattr(textstat, name)(asked["text"], **arguments) for name, arguments in asked["calls"]], sys.stdout)
