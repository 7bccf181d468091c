"""What a lesson notebook calls."""

from kit.lesson.closed import Closed, closed
from kit.lesson.lesson import Lesson

__all__ = ["Closed", "Lesson", "closed"]
