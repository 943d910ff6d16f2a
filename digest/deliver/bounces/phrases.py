"""The words in which servers refuse a mail, by what they mean; patterns over text without accents, in lower case.

Many servers speak the language of their operator. A meaning that is about us, the sender, or about the mail comes before
one that is about the reader: nobody is suppressed for what was our fault.
"""

from enum import StrEnum


class Meaning(StrEnum):
    """What a refusal means."""

    FULL = "full"
    LARGE = "large"
    SPAM = "spam"
    BLOCKED = "blocked"
    GREYLISTED = "greylisted"
    NO_HOST = "no host"
    NO_USER = "no user"
    MOVED = "moved"
    DISABLED = "disabled"
    EXPIRED = "expired"
    UNREACHABLE = "unreachable"
    UNSUBSCRIBED = "unsubscribed"
    BROKEN = "broken"


_WHO = r"(?:user|recipient|mailbox|address|account|addressee|alias|person|customer|member|local ?part|e-?mail|destination|subscriber|employee|rcpt|username|userid|mail ?drop)"
_GONE = r"(?:unknown|not found|invalid|non-?existent|nonexist\w*|undefined|unrecogni[sz]ed|not known|not recogni[sz]ed|not listed|not local|not valid|doesn'?t exist|does ?n[o']t exist|didn'?t exist|do not exist|no longer exists?|unrouteable|unroutable|not exists?|no longer valid|not present|unavailable for delivery)"
_IS = r"(?:[ :]{1,2}(?:is|was|are|has|name|address|addresses|id|account|mailbox|you|entered|specified|that|the|in|of|for|an?|been|currently|<?[^\s<>]{1,80}@[^\s<>]{1,80}>?)){0,6}[ :.,\-]{1,3}"

PATTERNS: dict[Meaning, tuple[str, ...]] = {
    Meaning.FULL: (
        r"(?:mail ?box|mail ?folder|inbox|mail ?drop|mail file|account|user|recipient|storage|quota|maildir|mail spool|mail ?store)[\w' ]{0,30} (?:is |was |are |has been )?(?:now |too |currently |temporarily |almost )?full\b",
        r"\b(?:over|exceed\w{0,5}|exceeds|out of|above|beyond)[\w' ]{0,30} ?(?:quota|storage|disk limit|mailbox size|mailbox limit|allotted space|allowed space)",
        r"quota[\w' ]{0,40}(?:exceed|full|violat|reached|limit)", r"overquota|over-quota|quotaexceeded|mailbox_full|storage_full",
        r"\bfull mailbox\b", r"(?:not enough|insufficient|no|lack of) (?:free )?(?:storage|disk space|space|mailbox space|system storage|room)",
        r"(?:mailbox|account|disk|storage)[\w' ]{0,20} (?:space|size|storage|quota|limit)[\w' ]{0,20} (?:exceed|reach|full|exhaust)",
        r"(?:has|have|having) (?:exhausted|exceeded|used up|reached)[\w' ]{0,40}(?:quota|storage|space|mailbox|disk|maximum)",
        r"too many (?:messages|mails) (?:in|on) (?:this|the|his|her) (?:mailbox|inbox|account|server)", r"mailbox (?:limit|maximum)",
        r"exceed\w* (?:the )?(?:maximum )?(?:allowed )?mailbox|(?:mailbox|mail ?folder|inbox)[\w' ]{0,30}exceed", r"would (?:be|put|exceed)[\w' ]{0,20}quota", r"no space left on device|writing [\w ]{0,30}: file too large", r"disk is full|disk full",
        r"postfach (?:ist )?(?:uber)?voll|postfach[\w ]{0,30}(?:voll|uberfullt|uberschritten)|speicherplatz[\w ]{0,40}(?:erschopft|uberschritten|voll|aufgebraucht)|quota (?:ist )?uberschritten",
        r"boite (?:aux lettres |de reception |mail )?(?:du destinataire )?(?:est )?(?:pleine|saturee)|quota (?:de stockage )?(?:depasse|atteint)|boite[\w ]{0,60}pleine",
        r"buzon[\w ]{0,30} llen[oa]|bandeja[\w ]{0,20} llena|cuota[\w ]{0,30}(?:excedid|superad)|espacio insuficiente|casilla[\w ]{0,30}llena",
        r"casella[\w ]{0,40} piena|quota[\w ]{0,20}superata|caixa[\w ]{0,40} cheia|cota[\w ]{0,20}excedida|mailbox (?:is )?vol\b|postbus[\w ]{0,20}vol\b",
        r"skrzynka[\w ]{0,40}(?:pelna|przepelniona)|schranka[\w ]{0,40}(?:plna|zaplnena)|postafiok[\w ]{0,30}(?:megtelt|tele)|brevladan? (?:ar )?full|postkassen? er full|sahkopostilaatikko[\w ]{0,20}taynna|kutusu[\w ]{0,20}dolu|kota(?:si)? (?:asildi|dolu)",
        "ящик[^.]{0,60}(?:переполнен|заполнен)|превышен[^.]{0,40}(?:квот|лимит|размер)[^.]{0,20}(?:ящик)?|квота[^.]{0,30}превышена|скринька[^.]{0,40}переповнена|недостаточно места",
        "(?:邮箱|郵箱|信箱|邮件空间|容量|空间|空間)[^。]{0,20}(?:已满|已滿|满|滿|不足|超出|超过|超過)|メールボックス[^。]{0,30}(?:いっぱい|一杯|満杯|容量)|容量[^。]{0,10}超え|ディスク容量|(?:편지함|사서함|메일함|용량)[^.]{0,30}(?:가득|초과|부족)|hop thu[\\w ]{0,20}day",
    ),
    Meaning.LARGE: (
        r"(?:message|mail|e-?mail|letter|header|attachment|content|body|file)[\w' ()]{0,30} (?:is |was |are )?(?:too|to) (?:large|big|long)",
        r"(?:message|mail|e-?mail)[\w' ]{0,40} (?:size|length)[\w' ()]{0,40}(?:exceed|larger|greater|too|limit|over)", r"(?:exceed\w*|over|larger than)[\w' ,()]{0,40} (?:message|mail|maximum|max|fixed)[\w' ]{0,10} ?(?:size|length|limit)",
        r"size limit (?:has been )?exceed", r"message length exceeds|maximum message size|max message size|message size exceeds|messagesize|exceeds (?:the )?size limit|too big for|resources\.restriction\.size|size restriction",
        r"nachricht[\w ]{0,20} zu gro(?:ss|ß)|message[\w ]{0,20}(?:trop (?:gros|volumineu|grand|long))|mensaje[\w ]{0,30} demasiado grande|mensagem[\w ]{0,20} (?:muito|demasiado) grande|messaggio[\w ]{0,20} troppo grande|wiadomosc[\w ]{0,20}za duza|bericht[\w ]{0,20} te groot",
        "слишком больш(?:ое|ой) (?:письмо|сообщение|размер)|(?:邮件|郵件)[^。]{0,15}(?:过大|過大|太大)|メッセージ[^。]{0,12}大きすぎ|サイズ[^。]{0,12}(?:超|大き)|메시지[^.]{0,12}(?:너무 큽|큼)",
    ),
    Meaning.UNSUBSCRIBED: (
        r"\b(?:has|have|recipient|already) unsubscribed\b|unsubscribed (?:address|recipient)|on (?:the |our |your )?(?:global )?suppression list|suppression list|unsubscribe list",
    ),
    Meaning.SPAM: (
        r"\bspam(?:my)?\b(?!haus|cop| ?assassin server)", r"\bunsolicited\b", r"\bjunk(?: ?mail)?\b", r"\bbulk (?:mail|e-?mail)", r"\bphish", r"\bvirus\b|\bmalware|\binfected|\btrojan",
        r"message (?:content|body) (?:was )?(?:rejected|refused|blocked|denied|not (?:allowed|accepted))|content[- ](?:filter|reject|block|policy|scan)|message contains? (?:a )?(?:illegal|suspicious|forbidden|banned|restricted|prohibited)|content of (?:this|the|your) (?:message|mail)|suspicious|looks? like",
        r"potential(?:ly)? (?:security|threat|harmful|dangerous)|bounced by antispam|spamassassin|spam score|\bspf/?dkim spam|high[- ]probability",
        "спам|垃圾|迷惑メール|スパム|스팸|nevyziadan|niechcian|ongewenste|indesejad|no deseado|non sollicit|indesiderat",
    ),
    Meaning.BLOCKED: (
        r"black ?-?list\w*|block ?-?list\w*|\b[rd]nsbl\b|\brbl\b|deny ?list|spamhaus|spamcop|barracuda(?:central)?|sorbs|abuseat|uceprotect|senderscore|proofpoint|cloudmark|backscatterer|invaluement|surbl|uribl|dnswl|\bzen\.",
        r"(?:ip|client|host|sender|server|network|domain|connection|connecting|range|you|your \w+|mail|messages?|access|traffic|e-?mails?)[\w' \[\]().,:<>@\-]{0,60} (?:is |was |are |were |been |be |has been |temporarily |currently |permanently )*(?:block(?:ed)?|banned|blacklisted|(?<!not )listed|denied|forbidden|barred|throttled)\b",
        r"\b(?:blocked|banned|block|blocking) (?:by|for|due|using|because|at|ip|sender|from|list)\b|\bbanned\b|blocked for|blocked\.|(?<![a-z] )(?<![a-z])blocked\b",
        r"(?:reverse|ptr|rdns|r-dns)[\w' \-]{0,20}(?:dns|record|lookup|hostname|host name|pointer|entry|mapping|resolution|fail)|no ptr|ptr record|rdns|reverse dns|without (?:a )?(?:valid )?(?:reverse|ptr)|(?:hostname|host name|ip name|name|address|ip) lookup fail|find your (?:reverse )?(?:hostname|reverse)|cannot (?:resolve|find) your|unable to (?:resolve|verify) (?:your|the) (?:hostname|host name|ip|client)|mismatches client|unverify?able sending|verify (?:your )?ip|dynamic ip|dynamic address|dial-?up|residential|generic (?:ptr|rdns|hostname)|does(?: not|n't) (?:resolve|match) (?:to|the|your)?|forged|(?:helo|ehlo)[\w' ]{0,30}(?:reject|invalid|resolve|match|not|bad|fail|command)|fqdn",
        r"\bspf\b|\bdkim\b|\bdmarc\b|sender id\b|senderid|unauthenticated|not authenticated|authentication (?:is )?(?:required|failed|checks)|must authenticate|(?:not|n't) support tls|starttls|tls (?:is )?(?:required|negotiation|handshake)|requires? authentication|smtp auth|auth(?:entication)? (?:required|failure)|domainkeys?|not authori[sz]ed|unauthori[sz]ed|not permitted|not allowed|(?:no|not have|n't have) permission|permission denied|do(?:es)? not have permission|insufficient permission|authorization",
        r"relay(?:ing)?[\w' ]{0,20}(?:denied|not permitted|not allowed|prohibited|access|forbidden|refused|restricted|disabled)|(?:unable|cannot|not|no|won't|will not|refuse\w*|must not) (?:to )?relay|we do not relay|relay access|relay quota|relaying|open relay|not (?:a |an )?(?:gateway|allowed rcpthosts)|rcpthosts",
        r"sender (?:address |domain |ip |e-?mail |verif\w+ |was |is |not |has |been )*(?:rejected|refused|denied|invalid|unknown|block\w*|fail\w*|accept\w*|exist|verif\w*)|(?:domain|address) of (?:the )?sender|sender(?:'s)? (?:address|domain|mailbox)[\w' <>@.\-]{0,80} (?:does not|doesn't|cannot|could not|is not|not|unknown|invalid)|unrout\w+ sender|(?:envelope|return path|return-path|mail from|from) (?:address|domain|header|sender)[\w' <>@.\-]{0,60}(?:reject|refus|invalid|not exist|does not|denied|unknown|not)|bad sender|invalid sender|you are not|not accept(?:ed|ing)? (?:mail|messages|e-?mail|connections?) from|will not accept|do not accept (?:mail|e-?mail|messages|connections?) from|(?:refus|reject|block|deni|declin)\w* (?:mail|messages?|e-?mails?|connections?|all mail|to (?:accept|receive|talk))[\w' ]{0,30} from|sending (?:to|to/from|domain|ip|server|host|mta)",
        r"reputation|abuse|abusive|complaints|volume|policy|policies|polic[iy]\b|prohibited|restrict(?:ion|ed)|recipient preferences|access denied|access (?:is |was )?(?:restricted|refused)|denied by|administratively|administrative prohibition|security|local_policy|rejected by (?:the )?(?:header|filter|rule|administrator|policy)|rate[ -]?(?:limit|control)|too (?:many|fast|much)[\w' ]{0,40}(?:recipients|messages|mails|connections|e-?mails|sessions|errors|invalid|bounces|commands|hour|sent|volume)|(?:has|have) sent too|throttl|sending limit|sending rate|limit exceeded|exceeded (?:the )?(?:rate|sending|daily|hourly|maximum number)|daily (?:limit|quota|sending)|moderat|(?:members?|subscribers?) only|only (?:members|subscribers|accepts?|allowed)|not a member|member of this (?:mailing )?list|message rejected|rfc ?compliant|(?<!message/)\brfc[ \-]?(?:2?8|53)22\b(?! ?;|-)|not rfc|multiple addresses in|missing (?:header|from|date|message)|duplicate header",
        r"(?:postfach|absender|ip-adresse|server)[\w ]{0,30}(?:gesperrt|blockiert)|abgelehnt aus|adresse ip[\w ]{0,20}bloquee|bloquee|bloqueado por|bloccat|zablokowan|geblokkeerd|service refuse|acces refuse|politique|expediteur[\w ]{0,20}(?:refuse|rejete|invalide)|remitente[\w ]{0,20}(?:rechazad|bloquead)|mail rejete|politica|richtlinie",
        "заблокирован|чёрн|черном списке|политик|отправител[^.]{0,30}(?:отклон|запрещ)|(?:发件人|寄件者|寄件人|发信|ip)[^。]{0,20}(?:拒绝|拒絕|限制|禁止|黑名单|黑名單)|黑名单|黑名單|拒收|拒否|権限|禁止|차단|거부|권한",
    ),
    Meaning.GREYLISTED: (
        r"gr[ea]y ?-?list\w*|(?<!and )try again|try (?:later|back)|please (?:retry|try)|retry (?:later|again|in)|temporar(?:y|ily)|come back (?:later|in)|again later|resend later|deferr(?:ed|al)|transient|service (?:is )?(?:currently |temporarily )?(?:unavailable|not available)|system (?:is )?busy|server (?:is )?(?:too )?busy|resources temporarily|insufficient system resources|too many (?:concurrent|simultaneous)",
        r"vorubergehend|spater (?:erneut|noch)|temporaire|reessayer|plus tard|temporal(?:mente)?|intente (?:de nuevo|mas tarde)|temporane|riprova|temporari|(?<! e )tente novamente|tijdelijk|probeer|tymczasow|docasn|ideiglenes|tillfallig|midlertidig|gecici",
        "временно|попробуйте|повторите|позже|тимчасово|一時的|しばらく|しばらくして|暂时|暫時|稍后|稍後|日後|일시|나중에",
    ),
    Meaning.MOVED: (
        r"(?:has|have|recipient|user|mailbox|address) (?:been )?(?:moved|changed|relocated|left)\b|no longer (?:works?|employed|with|at|here|in use|uses?|a member|accepts|active|available|valid|monitored|associated|part of)|new (?:e-?mail )?address (?:is|:)|address (?:has )?changed|user not local; please try|not our (?:user|customer)|no longer",
    ),
    Meaning.NO_HOST: (
        r"(?:host|domain|server|destination|mx|mail exchanger|name|system|site|hostname)(?: name| record| or domain name| address)?[\w' .\-<>@\"]{0,60} (?:is |was |does |did |could |can |been |has )*(?:unknown|not found|not be found|not exist|n't exist|nonexist\w*|invalid|unrout\w+|no longer exists|unresolvable|not resolve\w*|not be resolved|not valid|not reachable)",
        r"(?:no such|unknown|invalid|bad|unrout\w+|non-?existent|unresolvable|illegal|cannot find|unable to find|couldn'?t find|can'?t find|could not find|lookup)[\w' ]{0,20} (?:any |a |the )?(?:host|domain|mx|mail exchanger|mail server|hostname|destination system)", r"unrout?eable (?:mail )?domain|no mx|no valid mx|null ?mx|mx or srv|no smtp service|is not reachable|nxdomain|name or service not known|domain not found|dns (?:error|fail|lookup|query|type|server)|mx records?|mail exchanger|host not found|name service error|no route|no valid hosts|does not accept (?:any )?mail|domain does not|authoritative answer|badly formed domain|name server|lookup (?:was )?(?:failed|failure)|no a record|resolve (?:host|domain|mx)|not reachable|address resolution",
        r"domain(?:e|ain)?[\w ]{0,20}(?:n'existe pas|inconnu|existiert nicht|unbekannt|no existe|nao existe|non esiste|bestaat niet|nie istnieje)|hote inconnu|servidor no encontrado",
        "домен[^.]{0,40}(?:не найден|не существует)|ドメイン[^。]{0,20}(?:存在|見つか)|域名[^。]{0,20}(?:不存在|错误|解析)|無効なドメイン|도메인[^.]{0,20}(?:없|찾)",
    ),
    Meaning.DISABLED: (
        r"(?:account|mailbox|user|recipient|address|e-?mail|inbox)[\w' .,<>@\-:()]{0,60} (?:is |was |has been |have been |been |currently |temporarily |now )*(?:disabled|inactive|suspended|locked|deactivated|expired|closed|frozen|discontinued|terminated|deleted|removed|cancel+ed|on hold|not active|dormant|blocked|retired|decommissioned|withdrawn|abandoned)",
        r"(?:disabled|inactive|suspended|locked|deactivated|closed|frozen|expired|deleted|dormant) (?:user|account|mailbox|recipient|address|e-?mail)|not accepting (?:any )?(?:mail|messages|e-?mail)|not (?:currently )?active|mailbox disabled|account_disabled|user_disabled|out of service",
        r"(?:konto|postfach)[\w ]{0,30}(?:deaktiviert|gesperrt|geschlossen|geloscht|inaktiv)|compte[\w ]{0,30}(?:desactive|ferme|suspendu|inactif|supprime|bloque)|cuenta[\w ]{0,30}(?:desactivad|suspendid|inactiv|cerrad|deshabilitad)|conta[\w ]{0,30}(?:desativad|suspens|inativ|encerrad)|account[\w ]{0,20}(?:disattivat|sospes|chius)|konto[\w ]{0,30}(?:zablokowane|nieaktywne|zawieszone)|hesap[\w ]{0,20}(?:kapali|devre)",
        "(?:ящик|аккаунт|учетн|учётн|почтов)[^.]{0,40}(?:отключ|заблокир|удален|удалён|неактив|приостановлен)|(?:账号|帐号|帳號|账户|帳戶|用户|用戶|邮箱|信箱)[^。]{0,12}(?:停用|冻结|凍結|禁用|锁定|鎖定|过期|注销|关闭)|(?:アカウント|利用)[^。]{0,16}(?:停止|無効|解約|休止)|계정[^.]{0,20}(?:정지|비활성|휴면|해지)",
    ),
    Meaning.NO_USER: (
        rf"{_WHO}{_IS}{_GONE}", r"malformed address|unrecogni[sz]ed[ \-]or[ \-]?name|incorrectly constructed|bad recipient|syntactically invalid", rf"(?:no such|unknown|invalid|non-?existent|bad|illegal|undefined|unrecogni[sz]ed|wrong|incorrect|not a valid|not a known|no)(?: or \w+)?(?: local| virtual| destination| e-?mail| mail| final| remote| target| named| active| such)? {_WHO}",
        r"user[\w ]{0,20}unknown|(?:invalid|unknown)[\w ]{0,20} userid|unknown[\w ]{0,10}user|no (?:mailbox|account|user|one|recipient|such)[\w' ]{0,30} (?:here|by that|with (?:that|this)|named|called|of that)|(?:does|do|did|could|can) ?(?:not|n't) (?:have|find|locate|identify)[\w' ]{0,20} (?:a |an |any |the |this |that |your |such )?(?:user|mailbox|account|recipient|address|\w+ account)|doesn'?t have an? [\w.]{1,40} account|no (?:such )?(?:user|mailbox|person|address)|not (?:a |our |an? \w+ )(?:user|customer|member|subscriber|mailbox|valid|known)|user doesn'?t|not found in (?:directory|address book|domino|ldap)|recipnotfound|recipientnotfound|adr\.recip|unknown recipient|recipient (?:name )?(?:is )?not recogni[sz]ed|recipient not found|addressee unknown|mailbox (?:name )?(?:is )?(?:unavailable|not (?:found|available|allowed|exist))|mailbox unavailable|address (?:error|rejected|unknown|invalid)|recipient (?:address )?(?:rejected|refused|invalid|unknown|denied)|invalid address|bad address|bad destination|address does not|not exist|does(?: not|n't) exist|unrout?eable address|user rejected|not listed in|isn'?t (?:a )?(?:valid|known)|address (?:couldn'?t|could not|cannot) be found|wasn'?t found|not be found|unable to find|could not find|mailbox not|there is no|no mailbox|nobody|no longer on server|hat kein",
        r"(?:empfanger|benutzer|nutzer|adresse|postfach|anschrift|konto|teilnehmer)[\w ,.\-@<>]{0,60}(?:unbekannt|nicht gefunden|existiert nicht|ungultig|nicht vorhanden|nicht bekannt|nicht erreichbar|gibt es nicht)|(?:unbekannter|kein|ungultiger|unbekannte) (?:empfanger|benutzer|nutzer|adresse|postfach)",
        r"(?:utilisateur|destinataire|adresse|compte|boite|abonne)[\w ',.\-@<>]{0,60}(?:inconnu|invalide|n'existe pas|n'existe plus|introuvable|inexistant|incorrect|erronee|n'a pas ete trouve|non trouve)|aucun (?:utilisateur|destinataire|compte)",
        r"(?:usuario|destinatario|direccion|cuenta|buzon|casilla)[\w ,.\-@<>]{0,60}(?:desconocid|no existe|inexistente|no valid|invalid|no encontrad|no se (?:ha )?encontr|no se pudo)|no existe (?:el |la |ese |este )?(?:usuario|cuenta|buzon|direccion)",
        r"(?:usuario|destinatario|endereco|conta|caixa)[\w ,.\-@<>]{0,60}(?:desconhecid|nao existe|inexistente|invalid|nao encontrad|nao foi encontrad)|(?:utente|destinatario|indirizzo|casella|account)[\w ,.\-@<>]{0,60}(?:sconosciut|non esiste|inesistente|non valid|non trovat)",
        r"(?:gebruiker|ontvanger|adres|mailbox|postbus)[\w ,.\-@<>]{0,60}(?:onbekend|bestaat niet|ongeldig|niet gevonden)|(?:uzytkownik|odbiorca|adres|konto|skrzynka)[\w ,.\-@<>]{0,60}(?:nieznan|nie istnieje|nieprawidlow|nie znaleziono)|brak (?:takiego )?(?:uzytkownika|konta|skrzynki)|nie ma takiego",
        r"(?:uzivatel|prijemce|adresa|schranka|ucet)[\w ,.\-@<>]{0,60}(?:neznam|neexistuje|neplatn|nenalezen)|(?:felhasznalo|cimzett|cim)[\w ,.\-@<>]{0,40}(?:ismeretlen|nem letezik|ervenytelen)|ismeretlen (?:cimzett|felhasznalo|cim)|(?:anvandare|mottagare|adress)\w*[\w ,.\-@<>]{0,40}(?:okand|finns inte|ogiltig)|(?:bruger|bruker|modtager|mottaker|adresse)\w*[\w ,.\-@<>]{0,40}(?:ukendt|ukjent|findes ikke|finnes ikke|eksisterer ikke|ugyldig)|(?:kayttaja|vastaanottaja|osoite)\w*[\w ,.\-@<>]{0,40}(?:tuntematon|ei loydy|virheellinen)|(?:kullanici|alici|adres)\w*[\w ,.\-@<>]{0,40}(?:bilinmiyor|bulunamadi|gecersiz|yok)|utilizator\w*[\w ]{0,20}(?:necunoscut|inexistent)|nguoi (?:dung|nhan)[\w ]{0,30}khong|(?:pengguna|penerima|alamat)[\w ]{0,30}tidak (?:dikenal|ditemukan|ada|valid)",
        "(?:пользовател|получател|адресат|адрес|ящик|абонент)[^.]{0,60}(?:не найден|не существует|неизвест|отсутствует|несуществующ|недействител|не зарегистр)|(?:нет|несуществующ|неизвестн)[^.]{0,20}(?:такого )?(?:пользовател|адрес|получател|ящик)|(?:користувач|одержувач|адрес|скринька)[^.]{0,40}(?:не знайден|не існує|невідом)|(?:потребител|получател)[^.]{0,30}(?:непознат|не съществува)",
        "(?:收件人|收信人|用户|用戶|使用者|账号|帐号|帳號|地址|邮箱|郵箱|信箱)[^。]{0,30}(?:不存在|未找到|找不到|无效|無效|不正确|错误|錯誤|有误|未知)|(?:不存在|无此|無此|查无|查無|没有)[^。]{0,8}(?:用户|用戶|收件人|邮箱|信箱|账号|使用者|此人)|(?:アドレス|宛先|ユーザー|ユーザ|受信者|あて先|メールアドレス|アカウント)[^。]{0,40}(?:存在しません|存在しない|見つかりません|見つからな|不明|無効|間違|ありません|誤り)|(?:宛先不明|該当するユーザ)|(?:수신자|사용자|받는 ?사람|계정|주소|메일 ?주소)[^.]{0,40}(?:존재하지|없는|없습니다|찾을 수|알 수 ?없|잘못)|존재하지 ?않는 ?(?:사용자|수신자|계정|주소|메일)|(?:المستلم|المستخدم|العنوان|البريد)[^.]{0,40}(?:غير موجود|غير معروف|غير صالح)|(?:המשתמש|הנמען|הכתובת|התיבה)[^.]{0,40}(?:לא קיים|אינו קיים|לא נמצא|שגוי)|(?:χρηστη|παραληπτη|διευθυνση)[^.]{0,40}(?:αγνωστ|δεν υπαρχει|δεν βρεθηκε)|(?:ผู้ใช้|ผู้รับ|ที่อยู่)[^.]{0,30}(?:ไม่พบ|ไม่มี|ไม่ถูกต้อง)|(?:ไม่พบ|ไม่มี)[^.]{0,12}(?:ผู้ใช้|ผู้รับ|ที่อยู่)",
    ),
    Meaning.EXPIRED: (
        r"(?:message|mail|queue|delivery)[\w' .:\-]{0,40} (?:has |have |was |is |been )*(?:expired|timed? ?out|too long)|(?:retry|retries|attempts|time|lifetime|deadline)[\w' .:\-]{0,30} (?:expired|exceeded|exhausted|elapsed)|queue\.expired|queue too long|queue period|not delivered within|retry time|retry timeout|retry limit|time limit|message expired|unable to deliver in \d|could not be delivered (?:for|within|after)|for a long time|for more than \d|after \d+ (?:hours|days|attempts)|\d+ (?:hours|days) (?:on|in) the queue|not (?:yet )?been delivered (?:yet|after|within)|delayed|delay reason|will (?:keep|continue) (?:trying|to (?:try|be))|still (?:being )?(?:retried|trying)|keep trying|(?<!permanent error; i've )give(?:n|s)? up|attempts? (?:will|to) continue|queued (?:for|since)",
        r"wird (?:weiter|erneut) versucht|verzoger|retard[ée]|en attente|retras|en cola|in ritardo|atrasad|opozni|vertraagd|forsinket|forsenad",
        "задерж|будет повторен|遅延|遅れ|延迟|延遲|지연",
    ),
    Meaning.UNREACHABLE: (
        r"(?:connection|connect|connecting|socket|network|session|conversation|read|write|i/o|smtp)[\w' .:\-\[\]()]{0,60} (?:was |is |has been |been )*(?:refused|reset|timed? ?out|dropped|lost|closed|failed|failure|error|aborted|broken|unreachable|terminated|interrupted|could not be established)|(?:time(?:d)?[ -]?out|timeout) (?:while|during|waiting|on|connecting|in)|no route to host|host (?:is )?(?:down|unreachable|not responding)|(?:unable|could not|couldn'?t|cannot|can'?t|failed|wasn'?t able|not able|was not able) (?:to )?(?:connect|contact|reach|establish|lookup|open (?:an? |the )?(?:\w+ )?(?:connection|session|socket|channel))|not (?:responding|answering|respond|answer)|did(?: not|n't) (?:respond|answer|accept our requests)|socket error|network (?:is )?unreachable|operation timed out|lost connection|broken pipe|no answer|connection (?:refused|timed out|reset|lost|dropped|closed|failed)|hosts? (?:have been|has been|were) (?:failing|unreachable|down)|server is down|tls error|ssl|certificate|bad connection|server disconnected|unreachable|offline|zeituberschreitung|verbindung[\w ]{0,30}(?:fehlgeschlagen|abgelehnt|abgebrochen)|delai (?:d'attente )?depasse|connexion[\w ]{0,30}(?:refusee|perdue|impossible|echou)|conexion[\w ]{0,30}(?:rechazad|agotad|fall)|tempo (?:limite|esgotado)",
        "соединени[^.]{0,40}(?:не удалось|разорван|прерван|отклонен)|не удалось (?:подключ|соедин)|連接|连接(?:超时|失败|被拒)|接続[^。]{0,16}(?:できま|失敗|拒否|タイムアウト)|연결[^.]{0,20}(?:실패|거부|할 수 없)",
    ),
    Meaning.BROKEN: (
        r"too many hops|routing loop|mail loop|loop detected|hop ?count|loops? back to myself|loopdetect|local configuration error|configuration error|protocol error|syntax error|system error|internal (?:server )?error|unexpected|(?<!-send )\bprogram\b(?! at\b)|command (?:unrecogni|not)|can(?:not|'t) create|i/o error|file system|parse error|transaction failed|storedrv|ldap|mailer",
    ),
}  # fmt: skip
