"""The verbs of English headlines, by what they need behind them, in all their forms."""

from dataclasses import dataclass
from typing import Literal

Form = Literal["base", "s", "past", "ing"]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


ALONE = _words(
    "broaden conclude reply adapt adjourn behave bleed breathe chat collaborate coordinate defect exist graduate intervene leap misbehave occur resonate skate surf wake "
    "backtrack bicker coexist cooperate differ elope fizzle flirt flock glow grieve grumble hesitate hover hurry interact languish "
    "lapse loosen lurk marvel mature meddle migrate misfire morph mumble overreact persist prosper quarrel regroup rehearse reign "
    "rejoice relapse relax repent reside resurface retaliate revolve roam scoff scramble shimmer shrug simmer slumber sneeze soften "
    "squabble strut subside sulk team tremble trudge vie wail whine wither wrestle yearn zoom "
    "sizzle arise backfire age apologise apologize arrive back bloom boom bounce bow break burn burst cave cheer clash climb close collapse "
    "collide come compete complain concede confess continue cool crash crumble cry dance debut decline decrease deepen depart "
    "derail die diet dim dip disagree disappear disband dive divorce drop dry dwindle ease emerge end erupt escalate escape "
    "evolve expand expire explode fade fail fall falter fight finish flee float flood flop flower fly flourish fold freeze gain "
    "gather grow happen hatch heal hike improve increase intensify jump kneel land laugh lead leak leave linger loom "
    "lose marry march matter meet melt merge mourn move multiply mutiny object open overheat pause perform perish plead plummet plunge "
    "premiere prevail protest pray quit race rally react reappear rebound recede recover relent reopen respond rest resign resume "
    "retire retreat return reunite revive revolt riot ripen rise roar rock rot rule run sag sail scatter score shine shiver shrink shut "
    "sing sink sit skid sleep slide slip slow slump smile snap soar speak spike spin splinter split spread sprout stall "
    "stand start starve stay stir stop storm stray strike struggle stumble succeed suffer surface surge surrender survive sway swell "
    "shock stun impress disappoint sneak agree swim talk testify thaw thrive tighten topple totter travel tumble unite unravel vanish vary vote walk wander wane waver weaken "
    "wed weep widen wilt win wobble work worry worsen yield"
)
"""May end a sentence: `Shares climb`."""
OBJECT = _words(
    "convert transform translate bridge dial rival advise approach contact diagnose download murder overwhelm repeat upload accommodate accomplish acknowledge adapt adjust admire afford alienate allay amputate anger annihilate assemble assert batter breastfeed "
    "carjack choke coerce compensate connect construct contaminate defund depose destabilise destabilize devise diminish disable discard "
    "discredit disprove distinguish disturb divert drain embed enshrine evaluate exacerbate exert expedite expunge felicitate formulate "
    "handcuff harm harness haunt hug impede implant implicate inaugurate involve levy lynch malign manufacture mitigate obstruct "
    "overthrow pave pollute prioritise prioritize publicise publicize radicalise radicalize refuel reinvent reinvigorate rejoin relieve "
    "replicate reprise resent retake ridicule safeguard sideline slaughter spoil uncover utilise utilize verify wear withdraw "
    "convict "
    "fill pervade amplify anticipate appease applaud appreciate attach authorise authorize avoid baffle bemoan betray blackmail botch buck bury cede "
    "certify chide clarify classify clutch coax combine compile compose confide confine consolidate constitute consult contemplate "
    "convene convey cripple cultivate curtail dampen darken debunk decimate decode decriminalise define deflect demote depict deter "
    "dictate dilute disclose dismantle dispel displace dissolve distribute downplay downsize elevate elicit elude embarrass emphasise "
    "emphasize empower emulate enact encounter endanger enhance enlarge enlist enrage enrich ensnare entice entrust envision equip "
    "erode establish evict evoke exaggerate exclude exempt exploit extract facilitate falsify fascinate fend fetch finalise finalize "
    "flatten foil foresee foster frighten frustrate furnish garner glorify grasp greenlight heighten herald humiliate illustrate "
    "imagine impeach implement imply imprison incite incorporate indict infiltrate inhabit initiate insulate integrate intensify "
    "interpret interrogate intimidate invoke jeopardise jeopardize justify laud launder legalise legalize lengthen liberate liken "
    "loathe loot maximise menace mimic minimise minimize mislead misread mobilise mobilize modify motivate muzzle narrate navigate "
    "neglect negotiate nurture obey obscure offload offset omit orchestrate outrank outsell outshine overlook overpower overrule "
    "oversee overshadow overstate pardon perceive persecute pinpoint placate ponder possess preach precede proclaim procure prolong "
    "propel pummel pursue quash quell ravage reach rebuff rebut recite reclaim reconcile reconsider recoup recycle redeem redefine "
    "redirect redraw refine refund refute reignite relocate renounce renovate repatriate repay rescind reshape restrain retell retrace "
    "retrieve revere revisit revolutionise rewrite ruffle sabotage salvage satisfy savour scour scrub scrutinize seduce sharpen shatter "
    "shepherd shorten shove simplify simulate skewer smear snag snare soften solicit solidify soothe specify spook spurn squash squeeze "
    "stabilise stabilize stalk startle stifle stipulate streamline subdue subpoena subsidise substitute summarise supercharge supervise "
    "supplant surround swat swirl tarnish taunt televise terminate terrify terrorise thrill tolerate toughen trample transcend transmit "
    "treasure underestimate underline underpin underscore undo unify unmask unplug unseat unsettle unwrap upend uproot utilise validate "
    "vilify vouch waive whack wield withhold withstand wrap yank zap "
    "consider lodge lure roll boast narrow reap bash offend captivate spearhead thrash hurl congratulate reaffirm restructure downgrade dupe harass hoist redesign recount rattle chill "
    "tie tip highlight rejig relaunch unite see form diss gird tease admit reshuffle like thunder overload usher disrupt make take set talk blame sneak share score draw abandon abolish absorb abuse accelerate accept access accompany accuse achieve acquire act add address adopt advance advertise affect "
    "aid air alarm allege alter amass ambush amend amuse analyse analyze announce answer appoint approve arm arrest assail assassinate "
    "assault assess assist assume attack attend attract auction audit award axe ban battle bear beat befriend begin behead benefit bid blast "
    "blaze block blow board bolster bomb book boost borrow boycott brave break brew bribe bring broadcast build bully buy bypass calculate calm "
    "cancel capture carry carve catch cause celebrate censor censure challenge change chase chart cheat check choose cite claim clean "
    "clear click climb clinch close coach collect combat comfort commemorate commission commit complete conceal condemn conduct confirm "
    "confiscate confront conquer consume contain contest contradict control cook copy correct cost count counter cover craft crack "
    "create criticise criticize cross crown crush cuddle curb cut damage dazzle deal debate deceive declare decry dedicate "
    "deepen defeat defend defer defuse defy degrade delay delete delight deliver demand demolish denounce deny deploy deport "
    "describe deserve design destroy detail detain detect determine detonate develop devour digest discover discuss dismiss "
    "display dispute disrupt ditch divide dodge dominate donate double draft drag draw drink drive drown dub dump earn eat edge edit "
    "educate eject elect eliminate embrace employ end endorse endure enforce enjoy enter entertain erase estimate "
    "evacuate evade examine exceed exchange execute exhibit exhume exonerate expand expel explain explore export expose express extend "
    "extinguish extradite eye face fear feature feed fell fine fire fix flag flash flaunt flip float flood follow forecast forge forget fuel "
    "fulfil fulfill fund gain gather generate get give govern grab grant greet grill grip guard guide halt halve hamper handle hatch "
    "hate hear heat help hide hike hinder hire hit hold honor honour host hunt hurt identify ignite ignore illuminate imitate impact impose impound "
    "impress improve include increase infect inflict influence inform infuriate inherit inject injure inspect inspire install "
    "insult intercept interrupt interview introduce invade invent invest investigate irk issue jail join judge jolt kick kidnap kill knock know "
    "lack lament land launch lay lead leak learn lease leave lend lick lift light lighten limit list load locate lock love lower maintain mar "
    "manage mark mask match mean measure mediate mention miss mock monitor mount move mull name nab near net nominate note notify observe "
    "obtain occupy offer open operate oppose organise organize oust outlaw outline outpace overcome overhaul overtake overturn own pack paint "
    "paralyse paralyze park pass patch pay penalise penalize perfect perform photograph pick picture pilot pitch plague plan plant play "
    "pledge plot pocket poison portray pose post postpone pound pour power praise predict prepare present preserve press prevent probe produce "
    "profile promise promote prompt propose prosecute protect protest provide provoke publish pull punch punish purchase "
    "push qualify query question quote race raid raise ram read reassure rebuild rebuke recall receive recognise recognize recommend "
    "record recruit reduce reflect refuse regain register regret regulate reinstate reject release remember remove rename "
    "renew rent repair repeal repel replace report repossess represent request require rescue research resemble reserve resist resolve "
    "restart restore restrict retain rethink retract reunite reveal reverse review revise revive revoke reward ride rig rip risk rob rock ruin "
    "rule sack sail salute sample save scan scare scatter schedule scold score scrap scrutinise search secure see seal "
    "seize select sell sentence separate serve serenade settle sever shake shape share shed shelve shield ship shoot shock shoplift shout show shower shun shut "
    "sidestep sign silence skip slam slap slash slay smash smuggle snatch snub solve sow spark speed spell spend spill split "
    "sponsor spot spread spur squander stab stage star stare start steal steer stoke stop store storm strengthen stress strike strip study stun submit "
    "sue suffer suggest summon supply support suppress surpass surprise survey survive suspect suspend sustain swallow swap sweep switch "
    "tackle take tame tap target taste teach tear tease test thank threaten throw thwart top torch torture toss touch tour tout trace track trade train "
    "transfer transport trap treat trick trigger trim trounce trust try turn tweak tweet undercut undermine understand undergo "
    "unearth unfold unleash unlock unveil update upgrade uphold upset urge use usher vacate veto vindicate violate visit vow wage walk want warm "
    "warn wash waste watch weather weigh welcome win wind wipe wish witness woo wound wow wreck write"
)
"""Need an object, and are whole with one: `Council closes library`."""
BOUND = _words(
    "advise reply adapt adhere capitalise capitalize comment succumb "
    "suffer pit "
    "assign assure avoid bank bet comply contend delve descend differ embark entitle err flock grapple hesitate hinge immerse interfere "
    "lobby meddle persist petition prey propel retaliate revert scramble specialise specialize tamper team tinker vie volunteer wrangle "
    "wrestle "
    "participate prep gear rake accuse add admit agree aim allow amount appeal appear apply argue ask aspire attempt attribute bar base become beg begin "
    "believe belong blame bound bring call care cause cease challenge charge claim cling come compare compel concentrate condemn consider consist "
    "continue contribute convert convict convince cope credit dare deal decide declare deem depend deprive deserve devote direct discourage "
    "dub elect enable encourage engage ensure expect fall feel file find focus force forbid forget free get give go guess hand "
    "head hear help hint hold hope indicate insist instruct intend invest invite join keep know lead learn leave let lie limit link listen "
    "live look make manage mean move name need note object oblige opt order owe pay permit persuade pick place plan play plead pledge point prefer "
    "prepare press pretend prevent proceed prohibit promise prompt prove provide push put rank rate realise realize recommend refer "
    "refrain refuse regard rely remain remember remind rename render require resort respond restore result return "
    "say see seek seem send serve set shift sit smell sound spend stand start stay stem stick strive struggle submit subject suggest swear switch take talk teach "
    "tell tend think threaten tie transform translate treat trigger try turn urge view vote vow wait want warn wean wind wish wonder "
    "work yearn"
)
"""Wait for a phrase or a verb, behind an object or without one: `asks voters to`, `puts talks on hold`, `calls for`."""
AUXILIARIES = frozenset(
    _words(
        "is are was were has have had will would can could may might must should shall does did do isn't aren't wasn't "
        "weren't won't wouldn't can't cannot couldn't hasn't haven't hadn't doesn't didn't don't shouldn't mustn't ain't"
    )
)
BE = frozenset(_words("is are was were be been being isn't aren't wasn't weren't am ain't get gets got"))
_IRREGULAR = {
    one[0]: one[1:]
    for one in (
        line.split("/")
        for line in _words(
            "become/became/become begin/began/begun bear/bore/born beat/beat/beaten bid/bid/bid bind/bound/bound blow/blew/blown "
            "break/broke/broken bring/brought/brought broadcast/broadcast/broadcast build/built/built burst/burst/burst "
            "buy/bought/bought catch/caught/caught choose/chose/chosen come/came/come cost/cost/cost cut/cut/cut deal/dealt/dealt "
            "draw/drew/drawn drink/drank/drunk drive/drove/driven eat/ate/eaten fall/fell/fallen feed/fed/fed feel/felt/felt "
            "fight/fought/fought find/found/found flee/fled/fled fly/flew/flown forbid/forbade/forbidden forget/forgot/forgotten "
            "freeze/froze/frozen get/got/gotten give/gave/given go/went/gone grow/grew/grown hear/heard/heard hide/hid/hidden "
            "hit/hit/hit hold/held/held hurt/hurt/hurt keep/kept/kept know/knew/known lay/laid/laid lead/led/led leave/left/left lend/lent/lent "
            "let/let/let light/lit/lit lose/lost/lost make/made/made mean/meant/meant meet/met/met overcome/overcame/overcome "
            "overtake/overtook/overtaken pay/paid/paid put/put/put quit/quit/quit read/read/read rebuild/rebuilt/rebuilt "
            "ride/rode/ridden rise/rose/risen run/ran/run say/said/said see/saw/seen seek/sought/sought sell/sold/sold "
            "send/sent/sent set/set/set shake/shook/shaken shed/shed/shed shine/shone/shone shoot/shot/shot show/showed/shown "
            "shrink/shrank/shrunk shut/shut/shut sing/sang/sung sink/sank/sunk sit/sat/sat slay/slew/slain sleep/slept/slept "
            "slide/slid/slid speak/spoke/spoken speed/sped/sped spend/spent/spent spin/spun/spun split/split/split "
            "spread/spread/spread stand/stood/stood steal/stole/stolen stick/stuck/stuck strike/struck/struck swear/swore/sworn "
            "sweep/swept/swept swell/swelled/swollen swim/swam/swum take/took/taken teach/taught/taught tear/tore/torn "
            "tell/told/told think/thought/thought throw/threw/thrown undergo/underwent/undergone understand/understood/understood "
            "uphold/upheld/upheld upset/upset/upset wake/woke/woken wear/wore/worn weep/wept/wept win/won/won wind/wound/wound "
            "foresee/foresaw/foreseen mislead/misled/misled oversee/oversaw/overseen overlie/overlay/overlain rethink/rethought/rethought retell/retold/retold rewrite/rewrote/rewritten withstand/withstood/withstood withhold/withheld/withheld undo/undid/undone bet/bet/bet redraw/redrew/redrawn repay/repaid/repaid outsell/outsold/outsold misread/misread/misread "
            "withdraw/withdrew/withdrawn write/wrote/written wed/wed/wed lie/lay/lain stem/stemmed/stemmed"
        )
    )
}
_DOUBLED = frozenset(
    "b d g l m n p r t".split()  # noqa: SIM905 - letters read better so
)


@dataclass(frozen=True, slots=True)
class Verb:
    """A form of a verb; `alone`, `takes` and `bound` say whether it may stand last, takes an object, and waits for more."""

    base: str
    form: Form
    alone: bool
    takes: bool
    bound: bool


def _past_of(base: str) -> tuple[str, ...]:
    if base in _IRREGULAR:
        return tuple(_IRREGULAR[base])
    if base.endswith("e"):
        return (base + "d",)
    if base.endswith("y") and base[-2] not in "aeiou":
        return (base[:-1] + "ied",)
    return tuple(stem + "ed" for stem in _stems(base))


def _stems(base: str) -> tuple[str, ...]:
    """The stem and, where a consonant may be doubled, the doubled one: `plan`, `plann`."""
    short = len(base) > 2 and base[-1] in _DOUBLED and base[-2] in "aeiou" and base[-3] not in "aeiou"
    return (base, base + base[-1]) if short else (base,)


def _third(base: str) -> str:
    if base in {"go", "do"} or base.endswith(("s", "sh", "ch", "x", "z")):
        return base + "es"
    return base[:-1] + "ies" if base.endswith("y") and base[-2] not in "aeiou" else base + "s"


def _ing_of(base: str) -> tuple[str, ...]:
    if base.endswith("ie"):
        return (base[:-2] + "ying",)
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        return (base[:-1] + "ing",)
    return tuple(stem + "ing" for stem in _stems(base))


def _known() -> dict[str, Verb]:
    alone, takes, bound = frozenset(ALONE), frozenset(OBJECT), frozenset(BOUND)
    found: dict[str, Verb] = {}
    for base in sorted(alone | takes | bound):
        kinds = (base in alone, base in takes, base in bound)
        spelled: list[tuple[Form, tuple[str, ...]]] = [
            ("base", (base,)),
            ("s", (_third(base),)),
            ("past", _past_of(base)),
            ("ing", _ing_of(base)),
        ]
        for form, words in spelled:
            for word in words:
                found.setdefault(word, Verb(base, form, *kinds))
    return found


VERBS = _known()
"""Every form of every verb, in small letters."""
FINITE_PAST = frozenset(forms[0] for forms in _IRREGULAR.values() if forms[0] not in forms[1:]) - {
    form for forms in _IRREGULAR.values() for form in forms[1:]
}
"""Pasts that are no participles: `took`, `gave`."""
SAME_PAST = frozenset(base for base in VERBS if base in _past_of(base))
"""Verbs whose past is no other word: `cut`, `hit`, `put`."""


def is_base(word: str) -> bool:
    """Whether a word can follow `to` as its verb."""
    return getattr(VERBS.get(word), "form", "") == "base" or word in {"be", "have", "do"}
