"""How annotations of one layer agree: a learner's with a key, a class with each other, marks with what is there."""

from kit.agreement.comparison import Comparison, compare
from kit.agreement.discernment import Discernment, discernment, discernment_of
from kit.agreement.pairing import Pair, Status, pair
from kit.agreement.reliability import Coefficient, Rating, alpha, kappa, ratings

__all__ = [
    "Coefficient",
    "Comparison",
    "Discernment",
    "Pair",
    "Rating",
    "Status",
    "alpha",
    "compare",
    "discernment",
    "discernment_of",
    "kappa",
    "pair",
    "ratings",
]
