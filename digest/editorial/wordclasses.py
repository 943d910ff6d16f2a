"""Words of English headlines, by what stands with them; in small letters."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PARTICLES = _words("off up out down away back over apart together")
"""They make a verb with the verb before them: `goes down`."""
BREAKS = _words(
    "after amid as because before despite if since that though although unless until when where whether "
    "which while who whose why how what following ahead but without"
)
"""Behind these words no main verb is looked for."""
SAYING = _words(
    "say claim think believe hint warn report find show suggest admit reveal insist hope know prove fear "
    "argue swear complain confirm tell deny indicate mean realise realize guess remember feel see hear "
    "expect wish make let help predict concede announce worry confess decide learn"
)
"""May be followed by a sentence of their own."""
COPULAS = _words("become seem appear remain look feel sound stay prove get go turn smell fall")
"""Verbs that say what something is or becomes: an adjective behind them is part of them."""
NOT = _words(
    "not never no also now still just soon likely finally already yet all really officially reportedly "
    "allegedly probably almost nearly even too only ever always again once"
)
"""Small words between an auxiliary and its verb."""
PLURALS = _words("people women men children police they we you i both all many staff media crew some most")
"""Plurals that do not end in s: a verb behind them has no s."""
NO_PAST = _words("hundred indeed need speed seed feed breed weed bed red sacred naked united fed")
"""They end in ed and are no past."""
PASSIVE = _words(
    "by in over for at on from near during under after as amid against outside while before when since "
    "because following with to and"
)
"""What may follow a passive that is whole without it."""
WANTED = _words("to of as into on that from with about")
"""What a verb waits for."""
NOUNS = _words(
    "talk deal plan report claim share price result call rate cost look score show hope fear attack "
    "protest strike vote move visit offer cut issue note view test play work match race sign order "
    "request search watch release launch update review bid ban raid trial tour trade post poll question "
    "answer measure demand promise design study store fight march guide list need star point return link "
    "download upload murder approach contact reply comment bridge charge suspect fire storm flood pilot bomb film surge increase rise fall drop risk tax gain loss warning bank bet team tie"
)
"""Before a preposition these are rather things than acts: `talks on`, `plans for`."""
NOUNS_TO = _words(
    "plan plans bid bids deal deals effort efforts move moves way ways right rights need time chance "
    "ability decision attempt offer pledge threat threats proposal call calls push vow agreement order "
    "permission pressure fight battle race reason key answer access return guide response road path how "
    "what where up back close next due ready able set likely unlikely willing keen slated first last easier "
    "harder best power license licence law bill campaign rules thanks according damage ties link links "
    "visit trip alternative changes change boost blow lead closer not reasons incentive incentives "
    "request demand demands forced"
)
"""What stands before a `to` that belongs to it."""
NEVER = _words(
    "of than like into via per to onto vs toward towards up down off out over past near within beyond "
    "under above below without"
)
"""Nothing is cut before them, or only under conditions of their own."""
OVER = _words("over near under within beyond into past")
"""Their phrase may go behind a whole clause only."""
TIMES = _words(
    "today tonight tomorrow yesterday monday tuesday wednesday thursday friday saturday sunday again less "
    "just reportedly"
)
"""A time begins here that may go."""
HANGING = _words(
    "already still reportedly nearly almost really officially do all both each past you himself herself itself themselves myself ourselves yourself right just even only so very too he she they we i who that it's still such now nothing anything he's "
    "she's they're i'm we're you're who's that's there's he'd i'd"
)
"""A label must not end with them."""
ANTECEDENTS = _words(
    "those people anyone everyone someone one man woman all person everything something thing things nothing moment day place way reason"
)
"""Nothing without the `who` behind them."""
UNREAL = _words(
    "could may might would should if not no never without won't can't cannot denies deny denied rejects rejected refuses "
    "refused doesn't isn't unlikely fails failed"
)
"""What follows them is not so, or not yet."""
POINTS_BACK = _words(
    "and but or so it its he she they his her their them this that these those then also who which where when to"
)
"""They point at something said before."""
ASKING = _words("what how why who where when")
"""They begin a question, or a promise of an answer."""
SEASONS = _words("week month year night weekend summer winter spring autumn")
"""A time with `last`, `this` or `next` before them."""
SOMEHOW = _words("together again alone anyway instead")
"""Adverbs that may go from behind a whole clause."""
NO_ADVERBS = _words(
    "family only early daily weekly supply ally rally reply assembly fly italy july friendly likely"
)
"""They end like adverbs that may go."""
BEFORE_NOUNS = _words(
    "a an the my your his her its our their this these those some any every each no all more most many few new first last next other another"
)
"""Behind them stands a thing."""
