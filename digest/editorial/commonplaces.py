"""Words that headlines of any subject have."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


HEADLINE_WORDS = _words(
    "announce announces reveal reveals launch launches release releases show shows set plan plans call calls talk talks "
    "see sees hit hits rise rises fall falls gain drop drops watch review reviews update updates video videos photo photos "
    "picture pictures live blog best top big thing things know need want wants look looks come comes go goes going back "
    "start starts end ends open opens close win wins lose help helps give gives find finds turn keep face faces bring "
    "brings claim claims deal way ways world people man woman million billion percent high low record official officials "
    "company companies group exclusive breaking analysis opinion recap roundup preview story stories inc corp ltd co read "
    "full reason reasons"
)
"""English words that headlines of any subject have: they count less, but they count."""
