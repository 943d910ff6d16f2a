"""Words by which outlets are known that no list has: their names' last words, and what kind of outlet they are called."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SHAPE_WORDS = _words(
    "Times Tribune Herald Gazette Chronicle Courier Telegraph Journal "
    "Sentinel Bulletin Intelligencer Newsletter Magazine Beacon Argus "
    "Daily Weekly Monthly Quarterly News Newspaper Broadcasting Nachrichten Zeitung Rundschau Presse Morgenpost Tagblatt"
)
"""A capitalised name that ends with one of these is an outlet (`Los Angeles Times`, `ABC News`)."""

SHAPE_WORDS_AFTER_THE = _words(
    "Observer Guardian Examiner Inquirer Enquirer Dispatch Advertiser Statesman Spectator Post Mail Express Mirror Sun Star Standard Record Echo Globe Register Digest Ledger Bee Mercury Free-Press "
    "Union-Tribune Post-Dispatch Post-Gazette Star-Tribune Journal-Constitution Post-Standard Star-Telegram News-Leader "
    "Herald-Tribune Times-Union Times-Picayune Review-Journal News-Press"
)
"""The same, but surnames and common words too: only after `The` (`The Boston Globe`), never `Emily Post`."""

PLACES_OF_A_SHAPE = _words("Times Herald Mail News Telegraph")
"""Of those words, the ones that a place may follow (`The Times of Malta`); learned journals are no outlets."""

NOT_OUTLETS = frozenset(
    {
        "good news",
        "breaking news",
        "fake news",
        "modern times",
        "white house press",
        "hard times",
        "end times",
        "bad news",
        "great news",
        "big news",
        "best times",
        "post office",
        "local news",
        "world news",
        "associated newspapers",
    }
)
"""Things of an outlet's shape that are none, and what is said of many outlets at once."""

KINDS = (
    "newspaper|newspapers|daily|weekly|tabloid|broadsheet|magazine|news agency|news agencies|newswire|wire service|news service|"
    "agency|news site|news website|news portal|news channel|news outlet|website|site|portal|broadcaster|channel|outlet|"
    "station|network|publication|paper|affiliate|"
    "Zeitung|Tageszeitung|Wochenzeitung|Magazin|Nachrichtenmagazin|Nachrichtenagentur|Agentur|Sender|Blatt|Portal|"
    "quotidien|hebdomadaire|magazine|agence|chaîne|radio|diario|periódico|revista|agencia|cadena|semanario"
)
"""What an outlet is called beside its name (`the newspaper Bild`); an alternation for patterns."""

KINDS_AFTER = "newspaper|news agency|news service|newswire|news site|news website|news portal|news channel|magazine|daily newspaper|tabloid"
"""Of those, the ones that follow a name and make it an outlet's (`the Sabah newspaper`)."""

KIND_WORDS = frozenset(word for kind in KINDS.split("|") for word in kind.split())

OWNERS = _words(
    "Woman Women Men People Children Reader Readers Barron Harper Investor Publisher Writer Ladies Gentleman"
)
"""Whose an outlet may be by its name (`People's Daily`); others own it (`Germany's Bild`)."""

NO_NAMES = _words(
    "State Local National Foreign International Regional Government Private Independent Official Opposition Rival Leading "
    "Several Two Three Many Some Other Another One A An The This That Each Every No Any Its His Her Their Our My Which What "
    "American British English Scottish Welsh Irish French German Italian Spanish Portuguese Dutch Belgian Swiss Austrian "
    "Polish Czech Hungarian Romanian Bulgarian Greek Turkish Russian Ukrainian Swedish Norwegian Danish Finnish Serbian "
    "Croatian Israeli Palestinian Lebanese Syrian Iraqi Iranian Saudi Emirati Qatari Kuwaiti Egyptian Libyan Tunisian "
    "Algerian Moroccan Kenyan Nigerian South North East West African European Asian Arab Arabic Kurdish Afghan Pakistani "
    "Indian Bangladeshi Nepali Chinese Japanese Korean Taiwanese Thai Vietnamese Indonesian Malaysian Australian Canadian "
    "Mexican Brazilian Argentine Chilean Colombian Venezuelan Cuban Hindi Urdu Tamil Telugu Bengali Marathi Catholic Jewish "
    "Deutsche Österreichische Schweizer Online Internet Web Sunday Monday Tuesday Wednesday Thursday Friday Saturday"
)
"""Capitalised words beside the kind of an outlet that are not its name (`a French newspaper`)."""

BODIES = _words(
    "Police Officials Government Ministry Congress Parliament Scientists Researchers Navy Army Regarding Media Local News Press Other "
    "Multiple Previous Intelligence Court Earlier Recent Early Initial Annual Official Internal Weather Staff Bank Nations "
    "Organization Organisation Department Agency Office University Institute Council Commission Committee Fund Foundation "
    "Center Centre Association Union Party Force Service Bureau Group Inc Corp Company Society Observatory Watch Amnesty "
    "Witnesses Residents Analysts Economists Financial Quarterly Crime Damage Today Monday Tuesday Wednesday Thursday Friday "
    "Saturday Sunday Nobody Everybody Who Whoever Unconfirmed Credible Numerous New Latest Later Further Security Hospital"
)
"""Words of what `reports` without being an outlet."""
