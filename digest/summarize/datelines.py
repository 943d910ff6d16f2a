"""Datelines: the place, day and agency that a report may open with, as English, German, French and Spanish papers set them."""

import re

_KNOWN = (
    r"(?:The )?Associated Press|AP|AFP|CNN(?: Business| Travel| Style| Español)?|Reuters|Thomson Reuters Foundation|UPI|Bloomberg|dpa(?:-AFX)?|DPA|"
    r"ANI|PTI|IANS|UNI|KYODO|Kyodo(?: News)?|Xinhua|TASS|Interfax|Yonhap|EFE|ANSA|APA|ATS|SDA|Keystone-SDA|SID|sid|epd|KNA|AAP|"
    r"Canadian Press|PA(?: Media)?|ABC News|CBS News|NBC News|BBC(?: News)?|Europa Press|Notimex|Lusa|Belga|ANP|TT|NTB|MTI|PAP|CTK|ČTK"
)
_AGENCY = rf"(?:{_KNOWN})(?:\s?[/,+]\s?(?:{_KNOWN}|[a-z]{{2,4}}))*"
_NAMED = r"[A-ZÀ-Þ][\w.&/+ -]{1,30}"
"""Any agency's name; only behind a place and before a dash."""
_CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ.’'-]+(?:[ /][A-ZÀ-Þ.’'-]+){0,3}"
_MIXED = (
    r"(?!(?:The|A|An|By|In|At|On|Der|Die|Das|Le|La|Les|El)\s[a-z])[A-ZÀ-Þ][\w.’'-]+(?:[ /][\w.’'-]+){0,3}"
)
_REGION = r"(?:,\s[A-ZÀ-Þ][\w.’'-]*(?:\s[A-ZÀ-Þ][\w.’'-]*){0,2}){0,2}"
_MONTH = r"(?:jan|feb|fév|fev|mar|mär|apr|avr|abr|may|mai|jun|jui|jul|aug|aoû|ago|sep|oct|okt|out|nov|dec|déc|dez|dic|ene)"
_DAY = (
    rf"(?:,?\s(?:le\s)?(?i:(?:\d{{1,2}}\.?\s(?:de\s)?)?{_MONTH}[^\W\d_]{{0,7}}\.?(?:\s\d{{1,2}}\b)?(?:,?\s\d{{4}})?)"
    r"|,\s(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)?"
)
_DASH = r"(?:\.\s?[-–—]|--+|[—–]|\s-)\s*"
_END = r"(?:\s*\.?\s?(?:-{1,3}|[–—])\s*|\s*:)"
"""What may stand between the agency's bracket and the text."""
_CITIES = (
    r"Amsterdam|Ankara|Athens|Atlanta|Baghdad|Bangkok|Barcelona|Beijing|Beirut|Berlin|Bern|Bogotá|Boston|Brussels|Bruxelles|Brüssel|"
    r"Bucharest|Budapest|Buenos Aires|Cairo|Caracas|Chicago|Cologne|Copenhagen|Dallas|Delhi|Denver|Detroit|Doha|Dubai|Dublin|Düsseldorf|"
    r"Frankfurt|Geneva|Genève|Genf|Hamburg|Havana|Helsinki|Hong Kong|Houston|Islamabad|Istanbul|Jakarta|Jerusalem|Johannesburg|Kabul|"
    r"Karachi|Kiev|Köln|Kuala Lumpur|Kyiv|Lagos|Leipzig|Lima|Lisbon|London|Londres|Los Angeles|Lyon|Madrid|Manila|Marseille|Melbourne|"
    r"Mexico City|Ciudad de México|Miami|Milan|Montreal|Moscow|Moscou|Moskau|Mumbai|Munich|München|Nairobi|New Delhi|New York|Oslo|Ottawa|"
    r"Paris|Philadelphia|Prague|Quito|Riyadh|Rome|Rom|San Francisco|Santiago|São Paulo|Seattle|Seoul|Shanghai|Singapore|Stockholm|"
    r"Strasbourg|Stuttgart|Sydney|Taipei|Tehran|Tel Aviv|Tokyo|Toronto|Toulouse|Tunis|Vienna|Vienne|Warsaw|Washington|Wien|Zürich|Zurich"
)
"""Cities that stand alone in datelines, for those that name no agency and are not in capitals."""
_DATELINE = re.compile(
    rf"""(?:
        \((?:{_AGENCY}|[A-Z]{{2,6}})\){_END}?\s*                          # (CNN) --  or  (CNN)Text
      | (?:CNN|AP|AFP|Reuters|EFE|dpa)\s?(?:[—–]|--)\s*                             # CNN — Text
      | {_CAPITALS}{_REGION}{_DAY},?\s*\({_AGENCY}\){_END}?\s*        # PARIS, Texas (AP) Text
      | {_CAPITALS}{_REGION}{_DAY},?\s*\({_NAMED}\){_END}\s*                  # LONDON (Coastwire) -
      | (?P<bare>{_CAPITALS}){_REGION}{_DAY}\s?(?:{_DASH}|:(?=\s))\s*   # LONDON, March 3 (Coastwire) -
      | {_MIXED}{_REGION}{_DAY},?\s*\({_AGENCY}\){_END}?\s*           # New York, March 3 (Reuters) -
      | {_MIXED}{_REGION}{_DAY},?\s*\({_NAMED}\)(?!:){_END}\s*                         # Port Alder (Coastwire) -
      | (?:{_CITIES}){_REGION}{_DAY}\s?(?:\.\s?[-–—]|\s[-–—]|--|—)\s+(?!{_CITIES})     # Tokyo - Text
      | (?:{_CITIES})(?!:){_REGION}{_DAY}:\s+                                        # Washington, DC, Velisia: Text
      | (?:新华社|新華社|中新社|中新网|中央社)[^，。\s]{{1,20}}[电電讯訊](?:\s*[（(][^）)]{{1,20}}[）)])?[：:\s]*
    )""",
    re.VERBOSE,
)
_CITY = re.compile(rf"(?:{_CITIES}|Aden|Bonn|Basel|Gaza|Lomé|Minsk|Sofia|Sucre|Turin)\Z", re.IGNORECASE)
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,60}(?:\.[a-z]{2,12}){1,3}\s*(?=[A-ZÀ-Þ“\"‘„«])")
"""The writer's mail address, which a page's flattening leaves before the first word."""
_TIME = r"\d{1,2}:\d{2}(?:\s?[AaPp]\.?[Mm]\b\.?)?|\d{1,2}(?:\.\d{2})?\s?[AaPp]\.?[Mm]\b\.?"
_ZONE = r"(?:GMT|UTC|[A-Z]{1,3}T)\b"
_STAMP = re.compile(
    rf"(?:[Uu]pdated:?\s(?:at\s)?)?(?:(?:{_TIME})\s?{_ZONE}(?:\s(?:{_TIME}))?|(?:{_TIME})\s(?:{_TIME}))\s?[-–—|:]?\s+"
    r"(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)(?=[A-ZÀ-Þ“\"‘'])"
)
"""When an entry of a live page was written, with its zone or on two clocks: `3.00pm BST 15:00 `."""
LONGEST = 160
"""Characters among which a dateline ends."""


def without_dateline(text: str) -> str:
    """Return `text` without the mail address, place, day and agency it opens with (`LONDON (AP) - `, `(CNN)`): a suffix of it."""
    address = _ADDRESS.match(text, 0, LONGEST)
    text = text[address.end() :] if address is not None else text
    match = _DATELINE.match(text, 0, LONGEST)
    if match is None or not _names_place(match):
        return text
    rest = text[match.end() :]
    return rest if _may_begin(rest) else text


def without_stamp(text: str) -> str:
    """Return `text` without the time of writing that an entry of a live page opens with (`3.00pm BST 15:00 `): a suffix of it."""
    stamp = _STAMP.match(text, 0, LONGEST)
    return text[stamp.end() :] if stamp is not None else text


def _names_place(match: re.Match[str]) -> bool:
    """Of a single short word in capitals only a city's name is a place: `NASA - The agency` opens a sentence."""
    bare = match["bare"]
    if bare is None or len(bare) > 5 or match.end("bare") < len(match[0].rstrip(" :-–—.")):
        return True
    return bool(_CITY.match(bare))


def _may_begin(rest: str) -> bool:
    first = rest[:1]
    return (
        first.isupper() or first.isdigit() or first in "“\"'‘„«¡¿" or not (first.isascii() or first.islower())
    )
