"""What ``kit.explore`` shows: a reading as plain data, with every place in it as a ``Span``."""

from kit.views.document import document

__all__ = ["document"]
