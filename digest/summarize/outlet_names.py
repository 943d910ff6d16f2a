"""Names of news outlets as they are printed, and their other names: `Name = other; other | Name`.

A name with an article counts only with one (`The Sun`), unless its bare form stands among the others. Names that are
common words too are in `COMMON_WORDS`.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ENGLISH = """
Reuters = Thomson Reuters; Reuters News | The Associated Press = Associated Press; AP; AP News
AFP = Agence France-Presse; Agence France Presse; Agence-France Presse | UPI = United Press International
Bloomberg = Bloomberg News; Bloomberg TV; Bloomberg Television; Bloomberg Businessweek; Bloomberg Quint; BloombergQuint
PA Media = Press Association; PA News Agency | The New York Times = New York Times; NYT; NY Times; N.Y. Times
The Washington Post = Washington Post; WaPo; Washinton Post | The Wall Street Journal = Wall Street Journal; WSJ
USA Today = USA TODAY | Los Angeles Times = LA Times; L.A. Times | CNN = Cable News Network; CNN International
Fox News = Fox News Channel; FOX News; Fox News Sunday | Fox Business = Fox Business Network | MSNBC | CNBC
NBC = NBC News | CBS = CBS News | ABC News | NPR = National Public Radio | PBS = PBS NewsHour | C-SPAN
BBC = BBC News; the Beeb; British Broadcasting Corporation; BBC World Service; BBC World; BBC News Channel
Sky News | ITV = ITV News | Channel 4 News | The Guardian = Guardian; Guardian US | The Observer
The Times = The Times of London; Times of London | The Sunday Times = Sunday Times
The Daily Telegraph = Daily Telegraph; The Telegraph | The Sunday Telegraph = Sunday Telegraph
Financial Times = FT | The Independent | The Economist = Economist
Daily Mail = MailOnline; Mail Online; DailyMail | The Mail on Sunday = Mail on Sunday
Daily Mirror = The Mirror | The Sunday Mirror = Sunday Mirror | Daily Express = The Express | Daily Star
The Sun | Evening Standard = London Evening Standard | Metro = Metro.co.uk | The i Paper = i newspaper
The Spectator | New Statesman | The Week | Private Eye | The Scotsman | The Herald
The Irish Times = Irish Times | Irish Independent | RTÉ = RTE; RTÉ News; RTE News | Axios
Politico = POLITICO; Politico Europe | The Hill | The Atlantic | The New Yorker = New Yorker
The New Republic = New Republic | The Nation | National Review | Mother Jones
Time = Time magazine; TIME; TIME magazine | Newsweek | Forbes = Forbes magazine | Fortune
Business Insider = Insider Inc | Vox | Slate | Salon | Semafor | Puck | The Daily Beast = Daily Beast
The Intercept = Intercept | The Bulwark | The Dispatch | The Free Press | ProPublica | FiveThirtyEight = 538
Reason | BuzzFeed News = BuzzFeed; Buzzfeed; Buzzfeed News | HuffPost = The Huffington Post; Huffington Post
Vice = Vice News; VICE News | Quartz | The Verge = Verge | Wired | TechCrunch | Engadget | Gizmodo | Mashable
Ars Technica | CNET | ZDNet | Recode | The Information | 9to5Mac | The Next Web | MIT Technology Review
Scientific American | New Scientist | National Geographic | Popular Mechanics | Space.com | Live Science
The Conversation | Rolling Stone | Vanity Fair | Variety | The Hollywood Reporter = Hollywood Reporter; THR
Deadline = Deadline Hollywood | Billboard | Pitchfork | Entertainment Weekly
Us Weekly = US Weekly; Us magazine | TMZ | E! News = E! Online; E! Entertainment | ESPN = ESPNcricinfo; ESPN Cricinfo
The Athletic | Sports Illustrated | Sky Sports | Thomson Reuters Foundation | Goal.com | Page Six | The Boston Globe = Boston Globe
Chicago Tribune | San Francisco Chronicle | The Philadelphia Inquirer = Philadelphia Inquirer
New York Post = NY Post | New York Daily News | Miami Herald | Houston Chronicle
The Dallas Morning News = Dallas Morning News | The Seattle Times = Seattle Times
The Denver Post = Denver Post | The Kansas City Star = Kansas City Star | Detroit Free Press
The Detroit News = Detroit News | Star Tribune = Minneapolis Star Tribune | Tampa Bay Times | Orlando Sentinel
The Plain Dealer = Plain Dealer | The Salt Lake Tribune = Salt Lake Tribune | Las Vegas Review-Journal
The Arizona Republic = Arizona Republic | The San Diego Union-Tribune = San Diego Union-Tribune
The Christian Science Monitor = Christian Science Monitor | Consumer Reports | Sioux Falls Argus Leader = Argus Leader; The Argus Leader | The Onion | TheWrap = The Wrap
Screen Daily | Little White Lies | Grist | Jezebel | Deadspin | LADbible | Vulture | Talking Points Memo | Morning Consult
The Daily Dot = Daily Dot | The Daily Wire = Daily Wire | The Ringer | The Root | The Cut | The Oregonian | The Tennessean
Inside Higher Ed | Harvard Business Review | The Chronicle of Higher Education | Good Morning America
Meet the Press | Face the Nation | 60 Minutes | Commercial Appeal | New Haven Register | San Francisco Examiner | People magazine = People Magazine | Roll Call
Foreign Affairs | Foreign Policy | Breitbart = Breitbart News | Vogue | Access Hollywood | Esquire | Harper's Bazaar | Texas Monthly | Voice of America = VOA
Radio Free Europe = Radio Free Europe/Radio Liberty; RFE/RL | Snopes | PolitiFact
The Globe and Mail = Globe and Mail | Toronto Star | National Post | CBC = CBC News
The Canadian Press = Canadian Press | The Sydney Morning Herald = Sydney Morning Herald | The Age
The Australian | ABC = ABC Australia; Australian Broadcasting Corporation | SBS News
The New Zealand Herald = New Zealand Herald; NZ Herald | Stuff | RNZ = Radio New Zealand
The Straits Times = Straits Times | Channel NewsAsia = CNA | South China Morning Post = SCMP | Bangkok Post
The Jakarta Post = Jakarta Post | The Japan Times = Japan Times | The Korea Herald = Korea Herald
The Jerusalem Post = Jerusalem Post | The Times of Israel = Times of Israel | Haaretz
Al Jazeera = Al-Jazeera; Aljazeera; Al Jazeera English | Al Arabiya = Al-Arabiya | Gulf News
Khaleej Times | Dawn | Geo News = Geo TV | The Express Tribune = Express Tribune | The Daily Star
Daily Maverick | News24 | Punch
"""

INDIAN = """
ANI = Asian News International | PTI = Press Trust of India
IANS = Indo-Asian News Service; Indo Asian News Service | UNI = United News of India
The Times of India = Times of India; TOI | Hindustan Times = HT | The Hindu
The Indian Express = Indian Express | The New Indian Express = New Indian Express
The Economic Times = Economic Times | Business Standard
The Hindu BusinessLine = BusinessLine; Business Line; Hindu BusinessLine | Mint = LiveMint; Livemint
Financial Express = The Financial Express | Deccan Chronicle | Deccan Herald | The Tribune | The Statesman
The Pioneer | The Asian Age = Asian Age | The Telegraph India | Mumbai Mirror
Bangalore Mirror = Bengaluru Mirror | Pune Mirror | Mid-Day = mid-day; Mid Day; Mid-day; mid day | DNA
Mail Today | India Today = India Today TV | Aaj Tak = AajTak | Outlook = Outlook India | Frontline | Tehelka
NDTV | CNN-News18 = CNN News18; News18; CNN-IBN; IBN7; IBNLive | Times Now | Republic TV | India TV | Zee News
ABP News | News Nation | Moneycontrol | Firstpost = FirstPost | Scroll = Scroll.in | The Wire
The Quint = Quint | The Print = ThePrint | The News Minute = News Minute | The Caravan | Open magazine
Catch News | YourStory | Inc42 | Inshorts | Bollywood Hungama | Pinkvilla | SpotboyE = Spotboye; SpotBoye
Bombay Times | Filmfare | Dainik Jagran | Dainik Bhaskar | Amar Ujala | Anandabazar Patrika | Malayala Manorama
Mathrubhumi | Eenadu | Sakshi | Lokmat | Doordarshan = DD News | All India Radio
"""

OTHER_LANGUAGES = """
dpa = DPA; Deutsche Presse-Agentur | APA | Keystone-SDA | ANSA | EFE = Agencia EFE | Europa Press
Xinhua = Xinhua News Agency; Xinhua News | CCTV | CGTN | Global Times | People's Daily | China Daily
China News Service = China News | Caixin | Kyodo = Kyodo News | NHK | Nikkei = Nikkei Asia; Nikkei Asian Review | Asahi Shimbun
Yomiuri Shimbun | Mainichi = Mainichi Shimbun | Yonhap = Yonhap News Agency | KCNA = Korean Central News Agency
TASS = Tass; ITAR-TASS | RIA Novosti = RIA | Interfax | Sputnik | RT = Russia Today | Kommersant | Novaya Gazeta
Meduza | The Moscow Times = Moscow Times | Ukrainska Pravda = Ukrainskaya Pravda
The Kyiv Independent = Kyiv Independent | Ukrinform | IRNA | Tasnim | Fars = Fars News Agency
Anadolu = Anadolu Agency | Hürriyet = Hurriyet | Daily Sabah | Euronews | Deutsche Welle = DW
Der Spiegel = Spiegel; Spiegels; Spiegel Online; SPIEGEL | Die Zeit = Zeit Online | Die Welt = Welt am Sonntag
Bild = Bild-Zeitung; Bild am Sonntag; BILD
Süddeutsche Zeitung = Süddeutschen Zeitung; Süddeutsche; Süddeutschen; SZ
Frankfurter Allgemeine Zeitung = Frankfurter Allgemeinen Zeitung; Frankfurter Allgemeine; FAZ; F.A.Z.
Frankfurter Rundschau | Tagesspiegel = Der Tagesspiegel; Tagesspiegels | Handelsblatt = Handelsblatts | taz | Stern | Focus = Focus Online
ARD = Tagesschau | ZDF | Deutschlandfunk | RND = Redaktionsnetzwerk Deutschland
Neue Zürcher Zeitung = Neuen Zürcher Zeitung; NZZ | Tages-Anzeiger | Der Standard | Die Presse | Kronen Zeitung
ORF | Le Monde | Le Figaro = Figaro | Libération = Liberation | Le Parisien | Les Échos = Les Echos | L'Équipe = L'Equipe
L'Express | Le Point | Mediapart | France 24 = France24 | France Info = Franceinfo; franceinfo | BFMTV = BFM TV
RFI | RTBF | Le Soir | Le Temps | La Presse | El País = El Pais | El Mundo | ABC de Sevilla | La Vanguardia
El Confidencial | Clarín = Clarin | La Nación | Reforma | El Universal | Marca | AS
Folha de S.Paulo = Folha de São Paulo; Folha | O Globo | Corriere della Sera | La Repubblica = Repubblica
La Stampa | Gazzetta dello Sport | De Telegraaf | Aftenposten | Dagens Nyheter | Politiken | Helsingin Sanomat
Gazeta Wyborcza
"""

COMMON_WORDS = _words(
    "Time TIME People Fortune Reason Metro Mint Stuff Dawn Punch Wired Variety Deadline Billboard Puck Salon Slate "
    "Quartz Vice Outlook Frontline Scroll Sakshi Stern Focus Bild Marca Reforma AS Fars UNI APA RT Figaro Folha "
    "Sputnik Recode DNA ABC Zeit Welt Today Local Week World Business Politics Life Nature Science Insider 538"
)
"""Names of one word that are words, names or short forms of other things too: told by the plainest phrases only."""

ADJECTIVES = _words(
    "Hindu Australian Independent Atlantic Athletic Age Hill Sun Nation Pioneer Statesman Scotsman Herald Wire Print "
    "Information Root Ringer Cut Wrap Tribune Week Express Mirror Caravan Dispatch Conversation Bulwark Standard Observer Spectator"
)
"""Names after `The` that are words of other things too (`the Hindu priest`, `the Australian said`)."""


def table() -> dict[str, tuple[str, ...]]:
    """Return every outlet's printed name with its other names."""
    rows = (row.partition(" = ") for part in (ENGLISH, INDIAN, OTHER_LANGUAGES) for row in _cells(part))
    return {name: tuple(others.split("; ")) if others else () for name, _, others in rows}


def _cells(part: str) -> list[str]:
    return [cell.strip() for line in part.strip().splitlines() for cell in line.split(" | ")]
