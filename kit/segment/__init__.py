"""Cut an article into blocks, zones and sentences."""

from kit.segment.sentences import find_sentences
from kit.segment.zones.find import FURNITURE, find_zones, recurring

__all__ = ["FURNITURE", "find_sentences", "find_zones", "recurring"]
