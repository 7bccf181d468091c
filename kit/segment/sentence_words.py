"""Words by which a full stop is told from the end of a sentence."""

from __future__ import annotations

__all__ = ["ABBREVIATIONS", "BEFORE_NAMES", "NEVER_LAST", "OFFICES", "SAID", "STARTERS", "TITLES"]


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


TITLES = _words(
    "adm ald amb asst atty brig capt cdr cllr cmdr col cols cpl cpt det dr drs fr gen gens gov govs hon insp lieut lt "
    "maj messrs mlle mme mr mrs ms msgr mx pfc pres prof profs pte pvt rep reps rev sen sens sgt shri smt spc supt"
)
PLACES = _words("ft mt pt st ste")
BEFORE_NAMES = TITLES | PLACES
ABBREVIATIONS = BEFORE_NAMES | _words(  # those with a vowel: nupunkt's list decides on the rest
    "aka al ala approx apr apt ariz ark assn assoc aug ave avg benj bros ca calif cent chas cit co colo comm conf conn "
    "corp dec del dem dep dept dist div ed eds eng esp est etc ext feat feb fed fig figs fla fri geo ill inc incl ind "
    "inst intl jan jos jul jun kan long mar mass max mich min minn misc miss mon mont natl neb nev no nos nov oct okla "
    "ont op ore orig oz penn que repub robt sask sat sec sept ser sun supp tel temp tenn tex thos thu thur thurs tue "
    "tues univ ver vic viz vol vols wash wed wis wyo"
)
NEVER_LAST = TITLES | _words("approx ca cf e.g eg fig figs i.e ie nos pp rs v viz vs")
STARTERS = _words(
    "After All Also Although Among An And Another As Asked At Because Before Both But By During Even Everyone For From "
    "He Her Here His How However If In It Its Many Meanwhile Most Neither Nobody Nor Not On Only Our Several She Since "
    "So Some Such That The Their Then There These They This Those Though Under We What When Where Which While Who Why "
    "With Yet You"
)
OFFICES = _words(
    "Ambassador Ambassadors Army Attorney Attorneys Congress Congressman Congresswoman Consulate Embassy Envoy Marine "
    "Marines Marshal Marshals Navy President Rep Representative Representatives Reps Secretary Sen Senator Senators "
    "Sens Supreme Treasury"
)
SAID = "said|says|asked|asks|added|cried|replied|shouted|told|wrote|tweeted|wondered|yelled|answered|demanded"
