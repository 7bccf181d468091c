"""Tell the article on a saved page from what stands around it."""

from kit.segment.zones.find import FURNITURE, find_zones, recurring

__all__ = ["FURNITURE", "find_zones", "recurring"]
