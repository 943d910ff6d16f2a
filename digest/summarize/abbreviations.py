"""Words whose full stop does not end a sentence, and words that begin one: English ones."""


def words(text: str) -> frozenset[str]:
    """Return the words of a table."""
    return frozenset(text.split())


TITLES = words(
    "mr mrs ms mx dr prof rev hon sen sens rep reps gov govs gen lt col maj capt cpt cmdr cdr sgt cpl pvt pfc spc adm vadm radm pres supt "
    "det insp messrs mses mmes mme mlle st ste mt vs v cf e.g i.e eg ie fr rt brig flt ens asst a.k.a f.k.a p.s n.b viz archbp amb ald coun const attn"
)
"""Abbreviations after which a capital letter is a name, whatever the word is."""

STREETS = words("st dr")
"""Of those, the ones that mean a street behind its name."""

MONTHS = words("jan feb mar apr jun jul aug sept sep oct nov dec")

NUMBERED = MONTHS | words(
    "est approx ca c fl no nos n° nº vol vols fig figs p pp art arts sec ch op apt ext mon tue tues wed thu thurs fri "
    "cols eq eqs para paras ref refs pop alt matt cor ps deut exod lev lat"
)
"""Abbreviations that take a number after them."""

UNITS = words("in ft yd yds mi lb lbs oz pt qt gal sq cu min sec hr hrs kg km cm mm m.p.h см мм км кг г мл л")
"""Abbreviations of measures, when a number stands before them."""

STATES = words(
    "d.c mass conn calif ariz ala fla ga ill ind kan ky la md mich minn miss mo mont neb nev okla ore pa tenn tex va vt "
    "wash wis wyo colo del ark n.y n.j n.h n.c n.d n.m s.c s.d r.i w.va"
)
"""Abbreviations of American states, as they stand behind a town."""

COUNTRIES = words("u.s u.k u.n e.u u.s.a u.a.e")
"""Abbreviations that are as often followed by a name's next word as by a new sentence."""

NEVER_LAST = (
    TITLES
    | NUMBERED
    | words(
        "ft eds ed cit dept univ assn al max avg tel attys atty assoc bldg hwy proc natl acad sci lett phys chem biol "
        "intl govt nat mus amer"
    )
)
"""Abbreviations that a sentence hardly ever ends with."""
MAY_BE_LAST = (
    STATES
    | COUNTRIES
    | words(
        "inc corp co cos ltd plc llc bros jr sr etc a.m p.m am pm l.a ph.d m.d b.a m.a b.c a.d j.d esq ave rd blvd s.a n.v "
        "b.v a.g"
    )
)
"""Abbreviations that may end a sentence: they do when the next word is one that begins sentences."""

ABBREVIATIONS = NEVER_LAST | MAY_BE_LAST

PLAIN_WORDS = words(
    "am pm no nos art arts sec fig figs ill miss ore pa ma la me del mass ala wash est max min avg conn mo mont ky va cos "
    "ca co ft al cit op ext kan ind dec mar sept in mi apt mon wed fri nat mus pt gal hon ed fl"
)
"""Of those, the ones that are common words too when written small."""

LABELS = words(
    "plan vitamin vitamins grade grades hepatitis type group class section exhibit model row gate block unit team category "
    "appendix schedule list box size channel line part point option phase zone level hall room gruppe groupe"
)
"""Words that a single letter follows as a name, so that its full stop is the sentence's."""

INSTITUTIONS = words(
    "army navy air marine marines coast senate house congress president embassy consulate ambassador treasury capitol "
    "supreme district circuit court department dept government military open parliament security general assembly "
    "attorney secretary representative rep sen sens reps gov border postal geological central federal state "
    "constitution economy dollar market stock capital justice soccer olympic"
)
"""Words that follow the name of a country or a union as parts of a name."""

VERBS = words(
    "is are was were has have had will would can could may might must should do does did said says there here also then "
    "now never still went came took got made saw felt fell rose won lost left began kept"
)
"""Words that tell that the one before them opened a sentence; so does any that ends in -ed."""

STARTERS = words(
    "the a an this that these those he she it they we you i his her its their our my your there here but and or so yet "
    "in on at by for from with after before as when while if although though because since until during despite "
    "however meanwhile moreover still instead now then today yesterday earlier later what who why how where which "
    "one two three some many most all both each every no not nobody nothing only even just also "
    "according asked last next once other others several such to under unlike over more much about among"
)
"""Words that, written with a capital, begin a sentence rather than a name."""

SAID = words(
    "said says say asked asks wrote writes added adds told tells replied replies answered answers shouted shouts cried "
    "quipped joked tweeted posted wondered wonders recalled explained remarked noted argued exclaimed yelled screamed "
    "whispered demanded demands enquired inquired insisted sighed declared muttered mused responded responds"
)
"""Verbs of saying: after a closed quotation they carry the sentence on."""

HESITANT = words("but and or so well mean is was are the a an to that because if like just um er")
"""Words after which dots are a pause."""

EXCLAIMED_NAMES = frozenset({"yahoo!", "jeopardy!", "yum!", "mia!", "oklahoma!", "guess?", "e!"})
"""Names that are written with a mark of their own."""

DOMAINS = words(
    "com org net edu gov io ai tv js co uk us eu jpg png gif pdf html php md txt csv zip mp3 mp4 exe py"
)
"""Ends of names and files that have a point inside, however they are written."""
