"""Sources named in German, French and Spanish texts."""

import pytest

from digest.summarize.attribution import named_sources

NAMED = {
    "Laut Spiegel wird er gehen.": ("Der Spiegel",),
    "Das berichtet die Süddeutsche Zeitung am Montag.": ("Süddeutsche Zeitung",),
    "„Er geht“, sagte Merk der Bild.": ("Bild",),
    "„Er geht“, sagte der Minister der Süddeutschen Zeitung.": ("Süddeutsche Zeitung",),
    "Wie dpa meldet, wird er gehen.": ("dpa",),
    "Der Hafen ist zu, meldet dpa.": ("dpa",),
    "Wie der Spiegel berichtet, ist der Hafen zu.": ("Der Spiegel",),
    "Der Hafen ist zu, wie die FAZ unter Berufung auf Kreise berichtet.": ("Frankfurter Allgemeine Zeitung",),
    "Einem Bericht der Zeit zufolge ist der Hafen zu.": ("Die Zeit",),
    "Das sagte sie im Interview mit der Zeit.": ("Die Zeit",),
    "Das sagte sie dem Handelsblatt.": ("Handelsblatt",),
    "Nach Informationen des Tagesspiegels ist er weg.": ("Tagesspiegel",),
    "Der Hafen ist zu, teilte er der Nachrichtenagentur Reuters mit.": ("Reuters",),
    "Selon Le Monde, il va partir.": ("Le Monde",),
    "« Je pars », a-t-il déclaré au Figaro.": ("Le Figaro",),
    "Elle a déclaré au Figaro qu'elle part.": ("Le Figaro",),
    "Le port est fermé, rapporte l'AFP.": ("AFP",),
    "Le port est fermé, selon l’AFP.": ("AFP",),
    "Le port est fermé, révèle Mediapart.": ("Mediapart",),
    "Dans un entretien au Monde, elle dit non.": ("Le Monde",),
    "Libération rapporte que le port est fermé.": ("Libération",),
    "« Non », a-t-elle confié à l'AFP.": ("AFP",),
    "D'après Le Parisien, il va partir.": ("Le Parisien",),
    "Según El País, el puerto está cerrado.": ("El País",),
    "El puerto está cerrado, informó Reuters.": ("Reuters",),
    "“No”, dijo a la BBC la ministra.": ("BBC",),
    "Así lo declaró al diario El Mundo.": ("El Mundo",),
    "En una entrevista con El País, dijo que no.": ("El País",),
    "El Mundo publicó que el puerto está cerrado.": ("El Mundo",),
    "El puerto está cerrado, según informó la agencia EFE.": ("EFE",),
}
NOT_NAMED = (
    "Die Zeit sagte nichts.",
    "Das Bild zeigt ihn, sagte er.",
    "Nach der Zeit im Amt ging er.",
    "Le monde dit non.",
    "Il dit au monde que non.",
    "Laut Polizei war er es.",
    "Selon la police, c'est lui.",
    "Según la policía, fue él.",
    "Er arbeitet für den Spiegel.",
)


@pytest.mark.parametrize(("text", "sources"), NAMED.items())
def test_the_phrases_of_other_languages_name_sources(text, sources):
    """Articles, cases and contractions (`au Figaro`) hide no outlet, and it comes out under its printed name."""
    assert named_sources(text) == sources


@pytest.mark.parametrize("text", NOT_NAMED)
def test_what_is_no_outlet_in_other_languages(text):
    """Authorities, and words that only look like an outlet's name, are no sources."""
    assert named_sources(text) == ()
