"""What ``kit.explore`` shows: a reading as plain data, with every place in it as a ``Span``."""

from kit.views.document import document
from kit.views.export import export
from kit.views.several import beside

__all__ = ["beside", "document", "export"]
