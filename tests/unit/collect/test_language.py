import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.collect.language import language_of

TEXTS = {
    "en": "Twelve ferries stayed in the harbour of Port Alder on Monday as their crews began a strike over night shifts. "
    "The operator offered three percent more for every night that is worked between October and April, and the union "
    "said that it would ask its members what they thought of that before the end of the week.",
    "de": "Zwölf Fähren blieben am Montag im Hafen von Port Alder, weil ihre Mannschaften wegen der Nachtschichten streiken. "
    "Die Reederei bot für jede Nacht, die zwischen Oktober und April gearbeitet wird, drei Prozent mehr, und die "
    "Gewerkschaft will ihre Mitglieder noch vor dem Ende der Woche fragen, was sie davon halten.",
    "fr": "Douze bacs sont restés lundi dans le port de Port Alder, leurs équipages ayant commencé une grève contre le travail "
    "de nuit. La compagnie a proposé trois pour cent de plus pour chaque nuit travaillée entre octobre et avril, et le "
    "syndicat demandera à ses membres ce qu'ils en pensent avant la fin de la semaine.",
    "es": "Doce transbordadores se quedaron el lunes en el puerto de Port Alder porque sus tripulaciones empezaron una huelga "
    "por los turnos de noche. La empresa ofreció un tres por ciento más por cada noche trabajada entre octubre y abril, y "
    "el sindicato preguntará a sus afiliados qué les parece antes de que termine la semana.",
    "it": "Dodici traghetti sono rimasti lunedì nel porto di Port Alder perché gli equipaggi hanno cominciato uno sciopero "
    "contro i turni di notte. La compagnia ha offerto il tre per cento in più per ogni notte lavorata tra ottobre e "
    "aprile, e il sindacato chiederà ai suoi iscritti che cosa ne pensano prima della fine della settimana.",
    "nl": "Twaalf veerboten bleven maandag in de haven van Port Alder liggen, omdat hun bemanningen staken tegen de "
    "nachtdiensten. De rederij bood drie procent meer voor elke nacht die tussen oktober en april wordt gewerkt, en de "
    "vakbond vraagt zijn leden voor het einde van de week wat ze daarvan vinden.",
    "pl": "Dwanaście promów zostało w poniedziałek w porcie, ponieważ ich załogi zaczęły strajk przeciwko nocnym zmianom. "
    "Przewoźnik zaproponował o trzy procent więcej za każdą noc przepracowaną między październikiem a kwietniem, a związek "
    "zapyta swoich członków przed końcem tygodnia, co o tym myślą.",
    "ru": "Двенадцать паромов остались в понедельник в гавани, потому что их экипажи начали забастовку против ночных смен. "
    "Компания предложила на три процента больше за каждую ночь с октября по апрель, и профсоюз до конца недели спросит "
    "своих членов, что они об этом думают.",
    "ar": "بقيت اثنتا عشرة عبّارة يوم الاثنين في الميناء لأن طواقمها بدأت إضرابا احتجاجا على نوبات العمل الليلية. وعرضت الشركة "
    "زيادة قدرها ثلاثة في المئة عن كل ليلة عمل بين أكتوبر وأبريل، وستسأل النقابة أعضاءها عن رأيهم قبل نهاية الأسبوع.",
    "ja": "乗組員が夜勤に反対してストライキを始めたため、十二隻のフェリーが月曜日、港にとどまった。会社は十月から四月までの夜勤一回につき"
    "三パーセントの増額を提案し、組合は週末までに組合員の意見を聞くとしている。市長は住民に、別の方法で通勤するよう呼びかけた。",
    "sv": "Tolv färjor blev kvar i hamnen i måndags eftersom deras besättningar inledde en strejk mot nattskiften. Rederiet "
    "erbjöd tre procent mer för varje natt som arbetas mellan oktober och april, och facket ska fråga sina medlemmar vad "
    "de tycker om det före slutet av veckan.",
    "tr": "Mürettebatın gece vardiyalarına karşı greve başlaması nedeniyle on iki feribot pazartesi günü limanda kaldı. Şirket, "
    "ekim ile nisan arasında çalışılan her gece için yüzde üç daha fazla ödemeyi önerdi ve sendika hafta sonundan önce "
    "üyelerine bu konuda ne düşündüklerini soracak.",
}  # fmt: skip


@pytest.mark.parametrize("language", TEXTS)
def test_a_text_tells_its_language(language):
    """What nobody has stated is found from a paragraph, and from the half of one."""
    text = TEXTS[language]
    assert language_of(None, [text]) == language
    assert language_of(None, [text[: len(text) // 2]]) == language


@pytest.mark.parametrize("text", ["", "Snow", "12 34 56 " * 30, "Ferry crews strike", "—" * 400])
def test_a_text_that_tells_nothing_has_no_language(text):
    """Too short, or without words: the newsletter's language is a better guess."""
    assert language_of(None, [text]) is None


@pytest.mark.parametrize("stated", ["en", "en-GB", "en_US", "EN"])
def test_what_is_stated_is_kept_as_it_is(stated):
    """Where the text agrees, and where it is too short to say, the tag stays with its region."""
    assert language_of(stated, [TEXTS["en"]]) == stated
    assert language_of(stated, ["Die Fähren bleiben heute alle im Hafen."]) == stated


@pytest.mark.parametrize("language", [one for one in TEXTS if one not in {"en", "ja", "ar"}])
def test_a_page_that_says_english_over_another_language_is_not_believed(language):
    """Page templates say `en` whatever is filled in; three lines of plain text prove them wrong."""
    assert language_of("en-US", [TEXTS[language]]) == language


@pytest.mark.parametrize(
    ("stated", "language"),
    [("nb", "sv"), ("gl", "es"), ("lb", "de"), ("ca", "es"), ("fy", "nl"), ("tlh", "en")],
)
def test_between_neighbours_the_publisher_knows_better(stated, language):
    """Languages that are taken for each other, and those that the detector has never met, are left as stated."""
    assert language_of(stated, [TEXTS[language]]) == stated


@pytest.mark.parametrize("stated", ["und", "mul", "zxx", "English", "{{ lang }}", " ", "e"])
def test_a_statement_that_says_nothing_is_none(stated):
    """What is no tag of a language is not stored as one."""
    assert language_of(stated, [TEXTS["de"]]) == "de"
    assert language_of(stated, ["Snow"]) is None


def test_headings_in_another_language_do_not_decide(tmp_path):
    """A German text that quotes a line of English is German."""
    assert language_of(None, [TEXTS["de"], TEXTS["en"][:100]]) == "de"


@pytest.mark.long
def test_the_detector_is_not_loaded_until_it_is_asked():
    """Its half a second is paid by the first article that needs it, not by `digest --help`."""
    code = "import sys, digest.collect.columns, digest.cli.main; sys.exit('numpy' in sys.modules)"
    import subprocess

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@given(stated=st.none() | st.text(max_size=12), text=st.text(max_size=300))
def test_any_text_and_any_statement_give_a_tag_or_none(stated, text):
    """Nothing that a page states breaks it, and what comes out fits its column."""
    found = language_of(stated, [text])
    assert found is None or (2 <= len(found) <= 35 and found[:2].isalpha())
