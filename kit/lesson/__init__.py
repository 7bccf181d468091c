"""What a lesson notebook calls."""

from kit.lesson.lesson import Closed, Lesson, closed

__all__ = ["Closed", "Lesson", "closed"]
