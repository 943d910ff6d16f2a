"""The phrases by which German, French and Spanish texts give an outlet as their source."""

import re

_GERMAN = (
    r"[Ll]aut|[Gg]emäß|[Nn]ach (?:Angaben|Informationen|Berichten|Recherchen)(?: von)?|[Gg]egenüber|"
    r"[Uu]nter Berufung auf|[Bb]erichte?s?(?: (?:in|von|bei))?|"
    r"(?:[Gg]espräch|[Ii]nterviews?|\w+-Interview)(?: mit| in| bei)?|"
    r"(?:sagten?|erklärten?|bestätigten?|verriet|betonten?|kritisierten?|teilten?|zitiert|zitierte)"
    r"(?: (?!über\b|von\b|mit\b|für\b|auf\b|bei\b|zu\b|an\b|gegen\b)[\w.-]+){0,5}"
)
_FRENCH_SAID = r"(?:a|ont|avait)(?:-t-(?:il|elle|on)|-(?:ils|elles))? (?:également |aussi )?(?:déclaré|confié|dit|affirmé|expliqué|indiqué|assuré|raconté|précisé|répondu|confirmé|annoncé)"
_FRENCH = (
    rf"[Ss]elon|[Dd]['’]après|{_FRENCH_SAID}(?: \w+)? à|"
    r"(?:entretien|interview|tribune|enquête|article)(?: \w+){0,2} (?:à|de|par|avec|dans|pour)|colonnes de|"
    r"(?:interrogée?|citée?s?|relayée?s?|contactée?|révélée?s? par|rapportée?s?|publiée?s?) (?:par|dans)|[Dd]ans les colonnes de"
)
_SPANISH = (
    r"[Ss]egún|[Dd]e acuerdo con|"
    r"(?:dijo|declaró|contó|explicó|aseguró|confirmó|señaló|afirmó|reveló|comentó|dijeron|declaraciones)(?: \w+){0,2} a|"
    r"entrevista (?:con|a|en|para|de)|[Cc]itando a|citad[oa]s? por|publicad[oa]s? (?:por|en)"
)
GIVEN = re.compile(rf"(?<!\w)(?:{_GERMAN}|{_FRENCH}|{_SPANISH}) \Z")
"""Ends a head, its last articles taken off (`au` as `à`, `al` as `a`), after which a name is a source's."""

_VERBS = (
    r"berichtete?n?|meldete?n?|schreibt|schrieb|zitiert|erfuhr|"
    r"rapporte(?:nt)?|révèle(?:nt)?|écrit|affirme|indique|annonce|explique|précise|souligne|rapportait|"
    r"informó|reportó|publicó|publica|informa|reveló|señaló|destacó|adelantó"
)
VERB_FIRST = re.compile(rf"(?<!\w)(?:{_VERBS}) \Z")
GIVES = re.compile(
    rf"(?: unter Berufung auf(?: [\w.-]+){{1,3}})?(?: [a-z-]+)? (?:zufolge\b|(?:hatte (?:zuerst |zunächst )?)berichtet|(?:a|ha) (?:rapporté|révélé|indiqué|annoncé|écrit|"
    rf"informado|publicado|revelado)\b|(?:{_VERBS})\b)"
)
"""Follows an outlet's name that gives a report."""
