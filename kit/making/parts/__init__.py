"""The parts that a lesson on any article can have, and the files that are made of them."""

from kit.making.parts.files import lesson_files, part_minutes
from kit.making.parts.like import LIKE, like
from kit.making.parts.table import PARTS, fitting, lacking

__all__ = ["LIKE", "PARTS", "fitting", "lacking", "lesson_files", "like", "part_minutes"]
