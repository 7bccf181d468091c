"""Claims: what a sentence asks one to believe."""

from kit.annotate.claims.find import find_claims

__all__ = ["find_claims"]
