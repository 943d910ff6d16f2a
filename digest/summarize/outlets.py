"""Names of news outlets, and the words by which the names of the others are known."""


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


SHAPE_WORDS = _words(
    "Times Tribune Herald Gazette Chronicle Courier Observer Telegraph Guardian Journal Examiner Inquirer Enquirer "
    "Sentinel Dispatch Bulletin Advertiser Intelligencer Statesman Spectator Newsletter Magazine Beacon Argus "
    "Daily Weekly Monthly Quarterly Today News Newspaper Broadcasting Nachrichten Zeitung Rundschau Presse"
)
"""A capitalised name that ends with one of these is an outlet (`Los Angeles Times`, `ABC News`)."""

SHAPE_WORDS_AFTER_THE = _words(
    "Post Mail Express Mirror Sun Star Independent Register Press Standard Record Echo Globe World Monitor Digest "
    "Reporter Wire Insider Review Leader Ledger Citizen Democrat Bee Mercury Scotsman Nation Atlantic Economist Hill "
    "Spokesman Oregonian Tennessean Australian Age Conversation Information Verge Intercept Root Ringer Athletic "
    "Bulwark Dispatch Cut Onion Print Wrap Cipher Free-Press Sunday-Times Union-Tribune Post-Dispatch Post-Gazette "
    "Star-Tribune Plain-Dealer Journal-Constitution Post-Standard Star-Telegram News-Leader Herald-Tribune Times-Union"
)
"""The same, but surnames and common words too: only after `The` (`The Boston Globe`), never `Emily Post`."""

SINGLE_NAMES = _words(
    "CNN BBC NPR PBS MSNBC CNBC CBS NBC ABC Reuters Bloomberg Axios Politico AFP UPI Vox Slate Salon Semafor Puck "
    "Gizmodo Engadget Wired Mashable TechCrunch Recode Quartz Fortune Forbes Barron’s Barron's Newsweek BuzzFeed HuffPost Vice "
    "Deadline Variety Billboard Pitchfork Vulture Jezebel Deadspin TMZ ESPN C-SPAN ProPublica FiveThirtyEight Grist "
    "Nikkei Haaretz Kommersant Meduza TASS Tass Interfax Xinhua Yonhap Kyodo ANI PTI IANS Al-Jazeera AlJazeera Euronews "
    "Bild Spiegel Handelsblatt Liberation Libération dpa ANSA EFE ITV STV RTÉ RTE ABC-News LADbible Snopes PolitiFact "
    "Stuff Mint Firstpost Scroll NDTV Moneycontrol Dawn"
)
"""Outlets of one word; `Stuff`, `Mint` and the like only count right beside a news verb, as all of them do."""

MANY_WORDS = (
    "Associated Press", "Agence France-Presse", "Washington Post", "New York Post", "Huffington Post", "National Post",
    "Jerusalem Post", "Denver Post", "Bangkok Post", "Daily Mail", "Mail on Sunday", "Globe and Mail", "Daily Mirror",
    "Daily Express", "Indian Express", "Daily Star", "Toronto Star", "Kansas City Star", "Evening Standard",
    "Boston Globe", "National Review", "New Republic", "Christian Science Monitor", "Detroit Free Press", "Free Press",
    "Hollywood Reporter", "Business Insider", "Foreign Affairs", "Foreign Policy", "Rolling Stone", "Vanity Fair",
    "Harper’s Bazaar", "Harper's Bazaar", "Mother Jones", "The New Yorker", "New Yorker", "Daily Beast", "Daily Dot", "Daily Wire",
    "Al Jazeera", "Sky Sports", "Radio Free Europe", "Voice of America", "Deutsche Welle", "Le Monde", "Le Figaro",
    "Le Parisien", "La Repubblica", "Corriere della Sera", "El País", "El Pais", "El Mundo", "Der Spiegel", "Die Zeit",
    "Die Welt", "Little White Lies", "Screen Daily", "Entertainment Weekly", "USA Today", "Morning Consult", "The Week",
    "Texas Monthly", "Talking Points Memo", "Roll Call", "Inside Higher Ed", "Scientific American", "Ars Technica",
    "MIT Technology Review", "Harvard Business Review", "Las Vegas Review-Journal", "Straits Times", "The Hindu",
    "Press Trust of India", "Asian News International", "Press Association", "PA Media", "Salt Lake Tribune", "National Geographic",
    "Consumer Reports", "US Weekly", "Us Weekly", "Good Morning America", "Meet the Press", "Face the Nation", "60 Minutes",
    "San Diego Union-Tribune", "Miami Herald", "Dallas Morning News", "South China Morning Post", "Arizona Republic",
    "Minneapolis Star Tribune", "Star Tribune", "Plain Dealer", "Tampa Bay Times", "Sydney Morning Herald", "Financial Times",
)  # fmt: skip
"""Outlets whose names have no shape of their own, or one that is too common."""

NAMES_WITH_THE = frozenset(
    name.casefold()
    for name in (
        "New York Times", "Washington Post", "Wall Street Journal", "Guardian", "Times", "Sunday Times", "Economist",
        "Atlantic", "Hill", "Independent", "Associated Press", "Daily Telegraph", "Telegraph", "Observer", "New Yorker",
        "New Republic", "Nation", "Boston Globe", "Globe and Mail", "Hollywood Reporter", "Daily Beast", "Verge", "Intercept",
        "Sun", "Scotsman", "Spectator", "Sydney Morning Herald", "Philadelphia Inquirer", "Dallas Morning News", "Hindu",
        "Indian Express", "Conversation", "Athletic", "Week", "Times of India", "Guardian US", "Observer", "Mirror", "Age",
        "Australian", "Bulwark", "Jerusalem Post", "Christian Science Monitor", "Oregonian", "Arizona Republic", "Denver Post",
        "Information", "Root", "Ringer", "Dispatch", "Times of Israel", "Straits Times", "Wrap", "Cut",
    )
)  # fmt: skip
"""Outlets whose own name begins with `The`, however a text writes it."""

NOT_OUTLETS = frozenset(
    name.casefold()
    for name in (
        "Good News",
        "Breaking News",
        "Fake News",
        "Modern Times",
        "White House Press",
        "Hard Times",
        "End Times",
        "Bad News",
    )
)
"""Things of an outlet's shape that are none."""


NO_REPORTERS = frozenset(
    _words(
        "Police Officials Government Ministry Congress Parliament Scientists Researchers Navy Army Regarding Media Local News Press Other "
        "Multiple Previous Intelligence Court Earlier Recent Early Initial Annual Official Internal Government's Weather Staff"
    )
)
"""First words of what `reports` without being an outlet."""
