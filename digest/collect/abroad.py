"""Offers, notices, buttons and links to other stories in German, French, Spanish, Italian, Portuguese and Dutch.

One phrase is enough, so each is one that a page says to its reader (an order, a formula of law) and no reporter writes of others.
"""

import re

from digest.collect.phrases import Phrasebook
from digest.collect.phrases import phrase as _phrase

LONGEST = 45
"""Words of such a line; a longer one is prose."""
LONGEST_SHOWN = 20
_QUOTED = re.compile(r"“[^”]*”|„[^“”]*[“”]|«[^»]*»|»[^«]*«|\"[^\"]*\"")

_OFFERS = Phrasebook(
    _phrase("newsletter newsletters", r"\b(?:abonnieren (?-i:Sie)|abonniere|melden (?-i:Sie) sich|melde dich|bestellen (?-i:Sie)|erhalten (?-i:Sie))\b.{0,60}\bnewsletter\b|\bnewsletter\b.{0,40}\b(?:anmelden|abonnieren|bestellen)\W*\Z"),
    _phrase("jetzt", r"\A\W*jetzt (?:\w+ ){0,3}(?:abonnieren|testen|bestellen|registrieren|anmelden|weiterlesen|lesen)\b"),
    _phrase("testen lesen nutzen sichern", r"\A\W*(?:testen|lesen|nutzen|sichern) (?-i:Sie)\b.{0,80}(?:abo\b|kostenlos|gratis|weiter)"),
    _phrase("abonnent kunde registriert mitglied abonnentin", r"\b(?:sie sind|bereits|schon) (?:abonnent|kunde|registriert|mitglied)\w*\s*\?"),
    _phrase("folgen folge", r"\bfolgen? (?:sie )?uns\b"),
    _phrase("inscrivez abonnez inscris abonne recevez suivez téléchargez", r"\b(?:inscrivez|abonnez|suivez)-(?:vous|nous)\b|\b(?:inscris|abonne)-toi\b|\brecevez\b.{0,80}\b(?:newsletters?|infolettre|e-?mail|boîte|actualité)|\btéléchargez (?:notre|l[’']) ?appli"),
    _phrase("abonné abonnée", r"\bdéjà abonnée?\W*\?"),
    _phrase("suite lecture", r"\bpour (?:lire|continuer|poursuivre)\b.{0,20}\b(?:la suite|la lecture|votre lecture)\b|\bil vous reste \d+"),
    _phrase("suscríbete suscríbase suscribite regístrate regístrese apúntate síguenos hazte descarga recibe reciba", r"\b(?:suscríbete|suscríbase|suscribite|regístrate|regístrese|apúntate|síguenos)\b|\bhazte (?:socio|suscriptor)|\bdescarga nuestra app\b|(?:\A|[.!?]\s)\W*reciba? .{0,80}\b(?:boletín|newsletter|correo)\b"),
    _phrase("suscriptor leyendo", r"\bya eres suscriptor|\bpara (?:seguir|continuar) leyendo\b"),
    _phrase("iscriviti abbonati registrati ricevi seguici scarica", r"\b(?:iscriviti|seguici)\b|\A\W*(?:abbonati|registrati)\b|\bricevi .{0,80}\b(?:newsletter|e-?mail|casella)\b|\bscarica la nostra app\b"),
    _phrase("abbonato leggere", r"\bsei già abbonato\b|\bper continuare a leggere\b"),
    _phrase("inscreva cadastre siga receba assine baixe", r"\b(?:inscreva|cadastre)-se\b|\bsiga-nos\b|\breceba .{0,80}\b(?:newsletter|e-?mail)\b|\A\W*assine (?:já|agora|a|o|nossa|nosso)\b|\bbaixe (?:o )?nosso app"),
    _phrase("assinante lendo", r"\bjá é assinante\b|\bpara continuar lendo\b"),
    _phrase("meld schrijf abonneer ontvang volg", r"\bmeld je (?:nu |hier )?aan\b|\bschrijf je (?:nu |hier )?in\b|\babonneer je\b|\bontvang .{0,80}\bnieuwsbrief\b|\bvolg ons\b"),
    _phrase("abonnee", r"\bal abonnee\W*\?"),
)  # fmt: skip
_NOTICES = Phrasebook(
    _phrase("rechte droits derechos diritti direitos rechten riservata", r"\balle rechte vorbehalten\b|\btous droits réservés\b|\btodos los derechos reservados\b|\btutti i diritti riservati\b|\briproduzione riservata\b|\btodos os direitos reservados\b|\balle rechten voorbehouden\b"),
    _phrase("cookies cookie", r"\bwir (?:verwenden|nutzen|setzen) cookies\b|\bnous utilisons des cookies\b|\b(?:utilizamos|usamos) cookies\b|\butilizziamo (?:i )?cookie|\bwi?j gebruiken cookies\b|\baccepter (?:tous )?les cookies\b|\b(?:alle )?cookies (?:akzeptieren|ablehnen|accepteren)\b|\baceptar (?:todas las )?cookies\b"),
    _phrase("abonnenten abonnentinnen abonnés suscriptores abbonati assinantes abonnees", r"\b(?:nur|exklusiv|ausschließlich) für (?:\w+ )?abonnent\w+|\bréservée? (?:à nos|aux) abonnés\b|\b(?:exclusivo|solo|sólo) para suscriptores\b|\briservat[oai] agli abbonati\b|\bexclusivo para assinantes\b|\balleen voor abonnees\b"),
    _phrase("javascript", r"\b(?:aktivieren sie|activer|activez|activa|activar|attiva|ative|schakel) \w{0,5} ?javascript\b"),
    _phrase("datenschutzbestimmungen datenschutzerklärung nutzungsbedingungen agb confidentialité privacidad privacidade", r"\bunsere[rn]? (?:datenschutz\w+|nutzungsbedingungen|agb)\b|\bnotre politique de confidentialité\b|\bnuestra política de privacidad\b|\bnossa política de privacidade\b"),
)  # fmt: skip
_BUTTONS = re.compile(
    r"(?:anzeige|werbung|teilen|drucken|merken|zur startseite|zum artikel|weiterlesen|mehr (?:lesen|anzeigen|laden)|artikel (?:teilen|drucken|merken|anhören|vorlesen)|anmelden|registrieren|abonnieren|impressum|datenschutz|schließen|nach oben|"
    r"publicité|partager(?: l[’']article| sur .{2,20})?|imprimer|commenter|lire (?:la suite|plus|l[’']article)|s[’']abonner|se connecter|s[’']inscrire|connexion|fermer|rechercher|accueil|mentions légales|écouter(?: l[’']article)?|"
    r"publicidad|compartir(?: en .{2,20})?|imprimir|comentar|leer más|ver más|iniciar sesión|cerrar|buscar|inicio|aviso legal|escuchar|"
    r"pubblicità|condividi(?: su .{2,20})?|stampa|leggi (?:tutto|di più|l[’']articolo)|accedi|chiudi|cerca|ascolta|"
    r"publicidade|compartilhar|partilhar|leia mais|ler mais|fechar|ouvir|"
    r"advertentie|delen|lees (?:meer|verder)|inloggen|sluiten|zoeken)[\s:.…▸▾>»→!]*",
    re.IGNORECASE,
)
_OTHERS = (
    r"mehr zum thema|lesen sie (?:auch|hier|dazu|mehr)|lesetipp|siehe auch|das könnte (?:sie|dich) (?:auch )?interessieren|auch interessant|weitere (?:artikel|meldungen|nachrichten)|meistgelesen|"
    r"(?:à )?lire (?:aussi|également)|à voir (?:aussi|également)|voir aussi|sur le même sujet|les plus lus|articles? (?:liés|similaires|recommandés)|"
    r"(?:también )?(?:te|le) puede interesar|lea también|lee también|leé también|ver también|noticias relacionadas|lo más (?:leído|visto)|"
    r"leggi anche|vedi anche|guarda anche|potrebbe interessarti(?: anche)?|articoli correlati|i più letti|"
    r"leia (?:também|mais)|veja (?:também|mais)|saiba mais|mais lidas|notícias relacionadas|"
    r"lees ook|bekijk ook|zie ook|meest gelezen"
)
_HEAD = re.compile(rf"\W*(?:{_OTHERS})[\s:.…▸>»]*", re.IGNORECASE)
_INLINE = re.compile(rf"\W*(?:{_OTHERS})\s*(?:[:|–—>»]|-\s)\s*(?P<headline>\S.*)", re.IGNORECASE | re.DOTALL)


def reason(text: str, words: frozenset[str], count: int, *, is_shown: bool) -> str | None:
    """Return why a line of `count` words, which are `words`, is not the article's, or None.

    `is_shown` says that the markup has shown it to be in the text: then an offer has to be short.
    """
    if count <= 6 and _BUTTONS.fullmatch(text):
        return "navigation"
    if count > LONGEST:
        return None
    if any(_NOTICES.found(text, words)):
        return "notice"
    if is_shown and count > LONGEST_SHOWN:
        return None
    return "promotion" if any(_OFFERS.found(_QUOTED.sub(" ", text), words)) else None


def heads_related(text: str) -> bool:
    """Say whether a line heads a list of other stories."""
    return len(text) < 60 and bool(_HEAD.fullmatch(text))


def linked_headline(text: str) -> str | None:
    """Return the headline of a link to another story between the paragraphs, or None."""
    match = _INLINE.fullmatch(text) if len(text) < 250 else None
    return match["headline"] if match else None
