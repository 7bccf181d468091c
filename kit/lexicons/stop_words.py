"""Function words of English: what a reader may choose to set aside, and the kit never does unasked."""

from __future__ import annotations

__all__ = ["STOP_WORDS"]

# Words that hold sentences together whatever they are about. No "said", "new" or "people": those are choices of news.
# To leave out "not", "must", "we" or "they" can hide what matters most, so look at them before you set them aside.
_WORDS = """
a an the this that these those such
i me my mine myself we us our ours ourselves you your yours yourself yourselves he him his himself she her hers
herself it its itself they them their theirs themselves one who whom whose which what
am is are was were be been being have has had having do does did doing done
can could may might must shall should will would ought
and or nor but if then than so yet because while although though unless until since as whether
at by for from in into of off on onto out over to toward towards under up upon with within without about above
across after against along among amid around before behind below beneath beside besides between beyond down during
except inside like near outside per through throughout via
not no any all both each either neither every some other another more most much many few less least own same
also just only too very even still ever never again here there when where why how now
isn't aren't wasn't weren't don't doesn't didn't haven't hasn't hadn't can't cannot couldn't won't wouldn't
shouldn't mustn't i'm i've i'll i'd we're we've we'll we'd you're you've you'll you'd he's he'll he'd she's she'll
she'd it's it'll they're they've they'll they'd that's there's here's what's who's let's
"""

STOP_WORDS = frozenset(_WORDS.split())
