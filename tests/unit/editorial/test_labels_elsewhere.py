"""Labels of German, French, Spanish and other headlines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.editorial.headlines import bare
from digest.editorial.labels import label_of
from digest.editorial.marks import size_of


def test_other_languages_are_cut_by_their_own_small_words():
    """A German headline ends before its preposition, never on one."""
    label = label_of(["Die Bahn streicht hundert Züge wegen des Sturms an der Küste"], "de-AT")
    assert label == "Bahn streicht hundert Züge"


OTHERS = [
    (
        "de",
        "Museum gibt Bronzen nach fünfzig Jahren zurück",
        "Museum gibt Bronzen zurück",
    ),
    (
        "de",
        "Der neue Bürgermeister lässt die Brücke sperren",
        "Der neue Bürgermeister lässt Brücke sperren",
    ),
    ("de", "Port Alder verliert Finale gegen Larkfeld mit 0:3", "Port Alder verliert Finale gegen Larkfeld"),
    ("de", "Kein Ende der Trockenheit, sagen Meteorologen", "Kein Ende der Trockenheit, sagen Meteorologen"),
    (
        "de",
        "Kein Ende der Trockenheit in Sicht, sagen Meteorologen",
        "Meteorologen: Kein Ende der Trockenheit",
    ),
    ("fr", "Le gouvernement adopte la réforme après un long débat", "Le gouvernement adopte la réforme"),
    (
        "fr",
        "Les secours cherchent des randonneurs disparus dans les collines",
        "Les secours cherchent des randonneurs disparus",
    ),
    ("fr", "Holm : « Nous ne laissons personne derrière »", "Holm : « Nous ne laissons personne derrière »"),
    (
        "fr",
        "Une étude montre que les infirmières dorment mieux",
        "Étude : les infirmières dorment mieux",
    ),
    ("es", "Dos heridos en un accidente en el puente de Tarn", "Dos heridos en un accidente"),
    (
        "es",
        "El alcalde quiere cerrar el puente a los coches",
        "El alcalde quiere cerrar el puente",
    ),
    ("es", "El precio del pan sube un diez por ciento", "El precio del pan"),
]


@pytest.mark.parametrize(("language", "headline", "label"), OTHERS)
def test_other_languages_keep_what_could_belong_together(language, headline, label):
    """A German clause keeps its last word, French and Spanish their article, and an object stays with its verb."""
    assert label_of([headline], language) == label


MORE = [
    ("de", "Feuerwehr rettet bei Brand in Larkfeld zwölf Menschen aus Hochhaus", "Feuerwehr rettet zwölf Menschen aus Hochhaus"),
    ("de", "Die Polizei sucht nach einem Unbekannten, der eine Fähre gestohlen hat", "Polizei sucht nach einem Unbekannten"),
    ("de", "Der Preis für Brot ist im vergangenen Jahr um zehn Prozent gestiegen", "Preis für Brot"),
    ("de", "Warum die neue Brücke von Port Alder schon wieder gesperrt werden muss", "Brücke von Port Alder"),
    ("de", "Regierung will Steuern auf Benzin und Diesel ab Januar deutlich senken", "Regierung und Steuern auf Benzin"),
    ("fr", "La ministre demande aux maires de fermer les écoles avant la tempête", "La ministre et les maires"),
    ("fr", "Après neuf ans de travaux, le musée des horloges rouvre ses portes", "Le musée des horloges"),
    ("fr", "L'ancien ministre Kit Oster condamné à deux ans de prison", "L'ancien ministre Kit Oster"),
    ("fr", "La police recherche l'homme qui a volé le ferry de nuit", "La police recherche l'homme"),
    ("es", "Un estudio revela que las enfermeras duermen mejor con pausas largas", "Estudio: las enfermeras duermen mejor"),
    ("es", "La policía busca al hombre que robó el transbordador nocturno", "La policía y el hombre"),
    ("es", "Cómo un viejo faro se convirtió en el refugio de los insomnes", "Un viejo faro"),
    ("it", "Il sindaco annuncia la chiusura del ponte per tre mesi, protestano i pescatori", "Il sindaco annuncia la chiusura"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "headline", "label"), MORE)
def test_a_long_headline_elsewhere_has_three_to_six_words_too(language, headline, label):
    """What a place or a time tells goes, then a clause behind its object, then the label names what it is about."""
    assert label_of([headline], language) == label


SMALL = st.sampled_from(
    ["Die", "Fähre", "der", "Stadt", "fährt", "nach", "Larkfeld,", "und", "ist", "zurück", "wieder", "le", "pont", "de", "du", "l'État", "rouvre", "qui", "à",
     "la", "El", "alcalde", "quiere", "cerrar", "que", "por", "«", "»", ":", "des", "Merrow", "au", "9"]
)  # fmt: skip


@given(st.lists(SMALL, min_size=1, max_size=16).map(" ".join), st.sampled_from(["de", "fr", "es", "it"]))
def test_every_label_elsewhere_has_at_most_six_words(headline, language):
    """Any headline of these languages gives a label of three to six words where it has three, and none made up but `und`, `et`, `y` and articles."""
    label = label_of([headline], language)
    assert min(3 if size_of(bare(headline)) >= 3 else 1, size_of(headline)) <= size_of(label) <= 6
    known = {word.strip("«»,:").casefold() for word in headline.split()} | {
        "und",
        "et",
        "y",
        "le",
        "les",
        "el",
    }
    assert all(word.strip("«»,:").casefold() in known for word in label.split())
