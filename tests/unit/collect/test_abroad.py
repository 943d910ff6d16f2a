"""Raw texts of pages in other languages than English, with no other article known: what is set around an article goes by its wording."""

import pytest

from digest.collect.extract import from_text

PAGES = {
    "German": (
        [
            "Der Hafenrat legt die Fährlinie und die Straßenbahn zum 1. Januar zusammen, sagte seine Vorsitzende am Montag.",
            "Die Preise bleiben bis zum Sommer gleich, und keine Stelle fällt weg, heißt es in dem Vertrag.",
            "„Wir haben lange genug gewartet“, sagte Ida Marsch, die jeden Tag zum Fischmarkt fährt.",
        ],
        [
            "Melden Sie sich für unseren kostenlosen Newsletter an und erhalten Sie täglich die wichtigsten Nachrichten.",
            "Jetzt abonnieren",
            "Lesen Sie auch: Neuer Fahrplan ab Dezember",
            "Anzeige",
            "Wir verwenden Cookies, um Ihnen ein besseres Erlebnis zu bieten.",
            "Testen Sie unser Digitalabo einen Monat lang kostenlos.",
            "Dieser Artikel ist nur für Abonnenten lesbar.",
            "Mehr zum Thema",
            "Alle Rechte vorbehalten.",
        ],
    ),
    "French": (
        [
            "Le conseil du port va fusionner la ligne du bac et le tramway le 1er janvier, a annoncé lundi sa présidente.",
            "Les tarifs restent les mêmes jusqu’à l’été et aucun emploi ne sera supprimé, selon l’accord signé.",
            "« Nous avons assez attendu », a dit Ida Marsh, qui prend le bac chaque jour pour aller au marché.",
        ],
        [
            "Inscrivez-vous à notre newsletter gratuite pour recevoir chaque jour l’essentiel de l’actualité.",
            "Abonnez-vous",
            "Lire aussi : Un nouvel horaire dès décembre",
            "Publicité",
            "Nous utilisons des cookies pour améliorer votre expérience.",
            "Déjà abonné ? Se connecter",
            "Cet article est réservé aux abonnés.",
            "À lire aussi",
            "Tous droits réservés.",
        ],
    ),
    "Spanish": (
        [
            "El consejo del puerto unirá la línea del ferry y el tranvía el 1 de enero, anunció el lunes su presidenta.",
            "Las tarifas seguirán iguales hasta el verano y no se perderá ningún empleo, según el acuerdo firmado.",
            "«Ya hemos esperado bastante», dijo Ida Marsh, que toma el ferry cada día para ir al mercado.",
        ],
        [
            "Suscríbete a nuestro boletín gratuito y recibe cada día las noticias más importantes.",
            "Regístrate",
            "Lee también: Un nuevo horario desde diciembre",
            "Publicidad",
            "Utilizamos cookies para mejorar tu experiencia.",
            "Este artículo es exclusivo para suscriptores.",
            "Te puede interesar",
            "Todos los derechos reservados.",
        ],
    ),
    "Italian": (
        [
            "Il consiglio del porto unirà la linea del traghetto e il tram dal primo gennaio, ha detto lunedì la presidente.",
            "Le tariffe restano uguali fino all’estate e nessun posto di lavoro andrà perso, secondo l’accordo firmato.",
            "«Abbiamo aspettato abbastanza», ha detto Ida Marsh, che prende il traghetto ogni giorno per andare al mercato.",
        ],
        [
            "Iscriviti alla nostra newsletter gratuita e ricevi ogni giorno le notizie più importanti.",
            "Abbonati",
            "Leggi anche: Un nuovo orario da dicembre",
            "Pubblicità",
            "Utilizziamo i cookie per migliorare la tua esperienza.",
            "Articolo riservato agli abbonati",
            "Riproduzione riservata",
        ],
    ),
    "Portuguese": (
        [
            "O conselho do porto vai unir a linha da balsa e o bonde em 1º de janeiro, disse sua presidente na segunda-feira.",
            "As tarifas continuam iguais até o verão e nenhum emprego será perdido, segundo o acordo assinado.",
            "“Já esperamos bastante”, disse Ida Marsh, que toma a balsa todos os dias para ir ao mercado.",
        ],
        [
            "Inscreva-se na nossa newsletter gratuita e receba todos os dias as notícias mais importantes.",
            "Assine já",
            "Leia também: Um novo horário a partir de dezembro",
            "Publicidade",
            "Utilizamos cookies para melhorar a sua experiência.",
            "Conteúdo exclusivo para assinantes",
            "Todos os direitos reservados.",
        ],
    ),
    "Dutch": (
        [
            "Het havenbestuur voegt de veerdienst en de tram op 1 januari samen, zei de voorzitter maandag.",
            "De tarieven blijven tot de zomer gelijk en er gaat geen baan verloren, staat in het akkoord.",
            "“We hebben lang genoeg gewacht”, zei Ida Marsh, die elke dag met de veerpont naar de markt gaat.",
        ],
        [
            "Meld je aan voor onze gratis nieuwsbrief en ontvang elke dag het belangrijkste nieuws.",
            "Lees ook: Een nieuwe dienstregeling vanaf december",
            "Advertentie",
            "Wij gebruiken cookies om je ervaring te verbeteren.",
            "Dit artikel is alleen voor abonnees",
            "Alle rechten voorbehouden.",
        ],
    ),
}


@pytest.mark.parametrize("language", PAGES)
def test_what_a_page_says_to_its_reader_goes(language):
    """Offers, walls, notices, buttons and links between the paragraphs go, and every paragraph stays."""
    body, junk = PAGES[language]
    half = len(junk) // 2
    page = [junk[0], body[0], *junk[1:half], body[1], *junk[half:-1], body[2], junk[-1]]
    found = from_text("\n\n".join(("Ferry", *page)))
    assert list(found.paragraphs) == body
    assert {line.text for line in found.dropped} >= set(junk)


@pytest.mark.parametrize(
    "news",
    [
        "Der Verlag hat jetzt einen Newsletter, den sie am Morgen verschicken wollen, wie die Leitung sagte.",
        "Der Konzern will das neue Verfahren jetzt in der Praxis testen, heißt es in seinem Bericht.",
        "Facebook ändert seine Datenschutzerklärung in allen Ländern, in denen es mehr als tausend Nutzer hat.",
        "Künftig erhalten sie jeden Monat einen Newsletter, in dem der Stand der Arbeiten beschrieben ist.",
        "Le journal compte dix mille abonnés, et sa newsletter en a le double, a dit son directeur lundi.",
        "El lector recibe cada mañana un boletín con las cifras del hospital, según el informe del gobierno.",
        "Gli abbonati del giornale sono diecimila, e i casi registrati di disdetta sono stati soltanto quaranta.",
        "„Jetzt abonnieren“ stand auf dem Schild, das der Wind am Montag vom Dach des Verlags gerissen hat.",
    ],
)
def test_news_of_the_same_things_stays(news):
    """A reporter writes of letters, subscribers and cookies too."""
    body, _ = PAGES["German"]
    assert news in from_text("\n\n".join(("Ferry", body[0], news, body[1]))).paragraphs
