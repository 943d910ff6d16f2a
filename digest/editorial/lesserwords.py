"""More words of English headlines, by what may go with them, or for them; in small letters."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ADJECTIVES = _words(
    "small large current growing smart old new big huge major massive great good bad best worst biggest largest latest greatest smallest highest lowest longest "
    "oldest youngest rare top key little long hot heavy sexy cute tiny giant surprise special own entire whole first-ever all-new "
    "dramatic historic iconic beloved epic ultimate annual international global national local public controversial shocking "
    "stunning amazing adorable beautiful gorgeous pregnant fellow wild strange real true late early upcoming additional various "
    "several certain recent widespread powerful popular wealthy world's nation's country's record new-look brand-new"
)
"""They may go before a noun and leave the sense; `former`, `fake`, `alleged` may not."""
NOUNS_ALSO = _words("public record top key surprise giant best worst good local national global epic whole")
"""Adjectives that are things, too."""
LARGE_ADJECTIVES = _words(
    "huge massive major sexy surprise special upcoming shocking stunning gorgeous adorable beautiful controversial amazing "
    "pregnant biggest largest world's"
)
"""Those that may go where every word has a capital: no name begins with them."""
NO_ADJECTIVES = _words(
    "unless nonetheless nevertheless regardless doubtless behalf responsible negative possible impossible defective homeless useless alive native five captive executive detective fugitive "
    "relative representative initiative alternative archive drive olive table cable vegetable fish british english spanish irish "
    "turkish polish swedish danish finnish jewish scottish kurdish rubbish missive motive live dive hive directive collective"
)
"""They end like adjectives, and are none, or change what they stand before."""
WEIGHTY = _words("weak strong good bad best worst great real true hot strange certain free own top key")
"""Adjectives that make the sense."""
AMOUNTS = _words(
    "ton tons lots plenty number lot couple series group range variety handful host string bunch wave"
)
"""`A number of` tools are tools."""
QUANTITIES = _words(
    "one two three four five six seven eight nine ten most some many half all none few several majority part"
)
KINDS = _words(
    "city town village island kingdom state bank house dozens hundreds thousands millions kind sort type form sign lack lot rest "
    "end top head leader chief ones eve verge brink aftermath height sake"
)
"""Nothing without the `of` behind them."""
COMPANY = _words("inc corp ltd plc llc co corporation company incorporated limited ag sa")
"""What a company's name can do without."""
STATES = _words(
    "ready open likely unlikely due able safe dead free full back willing close set available happy sorry proud afraid sure worth "
    "now still no"
)
"""What a headline may say of somebody without `is`."""
COMING = _words("slated set due about poised ready going planning scheduled plans expected preparing")
"""With `to` behind them they only say that something will be."""
OPENING = _words("click watch see meet listen join hear read get check look find discover learn remember say")
"""A headline that begins with one of them asks its reader to."""
VAGUE = _words(
    "decade decades century centuries effect place action ton tons lots plenty number lot couple series range variety handful host bunch nobody somebody anybody everybody someone anyone none everyone january february march april june july august september october november december future team position edge end beginning "
    "start inc corp ltd plc co thing things way ways one lot part time times day days year years week weeks month months "
    "hours reason reasons others something nothing anything everything everyone here's that's it's there's what's who's let's front "
    "order case terms course face wake due own life lives"
)
"""They name nothing by themselves."""
CIRCUMSTANCES = _words(
    "hard easy difficult impossible asleep awake naked nude sad happy angry proud sorry upset together apart much many often long underwater untouched unclear keen eager available onstage offstage abroad overseas worldwide due live "
    "viral public open ready unsure far big hot free wild sure true false new old good bad better best worse worst able afraid "
    "alone online high low higher lower large small early late several"
)
"""How something is, where a thing is looked for."""
LOOSE = _words(
    "having using making taking getting giving doing asleep awake naked nude quick slow capable guilty aware popular critical famous due ahead together apart alone live ready unsure open abroad away keen eager unclear likely unlikely set willing"
)
"""They end no thing: `Ada Merrow ready for`."""
LESSER = _words(
    "another newly where's how's why's what's who's next forward forwards away himself herself itself themselves myself ourselves yourself ago later earlier according you yourself alongside versus aboard sans unlike including during inside my your our be been being "
    "me him us too some any every each more most many few less than then there here says said say"
)
"""Small words that no thing has in it."""
WRITTEN = _words("it him them me you us her his its their a an the")
"""Before them stands a verb, if anything."""
DOING = _words(
    "do does did don't doesn't didn't won't can't couldn't cannot will can could may might must should would"
)
TELLING = _words(
    "say claim warn think believe hint argue insist suggest predict confirm announce reveal explain hope admit deny complain "
    "apologise apologize mull discuss wonder"
)
"""Who does so speaks on something."""
OFFICES = _words(
    "rep sen gov gen col sgt capt rev prof president senator governor mayor minister judge king queen prince princess pope dr mr mrs ms sir lord lady police doctor chairman"
)
SPEAKERS = _words(
    "official officials chief chiefs minister ministers president analyst analysts expert experts police study studies "
    "survey surveys poll polls report reports researchers researcher scientists scientist lawyer lawyers judge court source "
    "sources ceo cfo head director spokesman spokeswoman leader leaders senator economist economists review reviews union "
    "unions mayor governor pm chairman critics doctors doctor witness witnesses un nato imf who fbi cia pentagon kremlin "
    "nasa opec ecb fed watchdog regulator coroner campaigners charity parents mother father wife husband sister brother "
    "teacher teachers boss author professor papers paper data docs documents government embassy authorities activists "
    "rights auditor auditors inquiry jury agency broadcaster airline affiliate"
)
"""Offices, bodies and papers: before a colon they say what stands behind it."""
PAPERS = _words(
    "study studies report reports survey surveys poll polls research review reviews data paper papers docs documents source sources"
)
"""They are no persons that speak on something."""
SPANS = _words("seconds minutes hours days weeks months years yrs hrs decades day week month year hour")
MADE = _words(
    "appoint name elect hail describe use know see pick choose install swear cast serve pose act work list rank"
)
"""With `as` behind them they say what somebody is."""
WITH_PARTICLE = _words("bring brings brought take takes took put puts set sets get gets got give gives gave")
"""They are another verb with `in`, `on` or `up` behind them."""
GOING = _words("gone go goes going come comes coming")
NO_SUBJECT = _words("how why what who when where here there that this you it yes no if")
"""What begins with them is no name of a thing."""
COMMON = _words(
    "man woman men women teen teens teenager teenagers boy girl boys girls kid kids child children people person couple family resident residents "
    "video videos photo photos picture group groups viewers fans users world mob crowd patients student students mother father "
    "plane planes car cars dog cat image images foot death life cent size right legal"
)
"""Whom and what anything may be told of."""
LETTING = _words(
    "let allow ask tell want urge order force help get make see hear expect enable require persuade teach invite warn advise cause "
    "lead permit convince encourage prompt need like prefer call name appoint elect choose describe use treat regard hail know deem "
    "find keep leave have"
)
"""With an object they wait for what that does, or is."""
NAMING = _words("name call appoint elect choose describe use treat regard hail know cast")
"""With an object and an `as` they say what that is."""
WITH_THINGS = _words("get have need like find keep leave use make")
"""Before a thing these wait for nothing: `gets training | to sail`."""
UNACTING = _words(
    "agree aim appeal appear aspire begin belong care cling come comply concentrate consist continue cope depend err fall go insist lie "
    "listen lobby look opt participate persist pretend proceed refer refrain rely remain resort respond seem sit smell specialise specialize "
    "stand strive struggle succumb tend volunteer vie wait wish wonder work yearn"
)
"""Verbs that wait for a phrase, and never for an object."""
