"""Words whose full stop does not end a sentence, and words that begin one; English first."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NEVER_LAST = _words(
    "mr mrs ms mx dr prof rev hon fr sr. sen sens rep reps gov govs gen lt col maj capt cmdr sgt cpl pvt adm pres "
    "supt det insp messrs mmes mme mlle st ste mt ft vs v cf viz eg ie e.g i.e al approx est dept univ assn bros "
    "no nos nr vol vols fig figs p pp art arts sec ch ed eds op cit ca c jan feb mar apr jun jul aug sept sep oct nov dec "
    "ave blvd rd hwy attys atty asst assoc bldg ext min max avg hr hrs tel"
)
"""Abbreviations that a sentence hardly ever ends with: the next word has to be a clear beginning to split there."""

TITLES = _words(
    "mr mrs ms mx dr prof rev hon sen sens rep reps gov govs gen lt col maj capt cmdr sgt cpl pvt adm pres supt det insp "
    "messrs mmes mme mlle st ste mt vs v cf e.g i.e eg ie fr"
)
"""Of those, the ones after which a capital letter is a name, whatever the word is."""

NUMBERED = _words(
    "est approx ca c no nos vol vols fig figs p pp art arts sec ch op jan feb mar apr jun jul aug sept sep oct nov dec"
)
"""Of those, the ones that take a number after them; anything else after them begins a sentence."""

MAY_BE_LAST = _words(
    "inc corp co cos ltd plc llc bros jr sr etc a.m p.m am pm u.s u.k u.n e.u d.c l.a n.y u.s.a ph.d m.d b.a m.a b.c a.d "
    "j.d esq dept mass conn calif ariz ala fla ga ill ind kan ky la md mich minn miss mo mont neb nev okla ore pa "
    "tenn tex va vt wash wis wyo colo del ark est ave rd blvd"
)
"""Abbreviations that may end a sentence: they do when the next word is one that begins sentences."""

STARTERS = _words(
    "the a an this that these those he she it they we you i his her its their our my your there here but and or so yet "
    "in on at by for from with after before as when while if although though because since until during despite "
    "however meanwhile moreover still instead now then today yesterday earlier later what who why how where which "
    "one two three some many most all both each every no not nobody nothing only even just also "
    "according asked last next once other others several such to under unlike over more much about among"
)
"""Words that, written with a capital, begin a sentence rather than a name."""

SAID = _words(
    "said says say asked asks wrote writes added adds told tells replied replies answered answers shouted shouts cried "
    "quipped joked tweeted posted wondered recalled explained remarked noted argued"
)
"""Verbs of saying: after a closed quotation they carry the sentence on."""

EXCLAIMED_NAMES = frozenset({"yahoo!", "jeopardy!", "yum!", "mamma", "oklahoma!", "guess?"})
"""Names that are written with a mark of their own."""

ABBREVIATIONS = NEVER_LAST | MAY_BE_LAST

PLAIN_WORDS = _words(
    "am pm no nos art arts sec fig figs ill miss ore pa ma la me del mass ala wash est max min avg conn mo mont ky va cos ca co ft al cit op ext kan ind dec mar sept"
)
"""Of those, the ones that are common words too when written small."""

SILENT = STARTERS | _words(
    "have has had been was were are will would can could should may might did does said says say than into out off being "
    "him them who whom whose upon within between against mr mrs new also very"
)
"""Words that say nothing about what a text is about."""
