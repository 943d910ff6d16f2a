"""Words whose full stop does not end a sentence, and words that begin one: languages other than English."""

from digest.summarize.abbreviations import words

TITLES_ABROAD = words(
    "sra srta dra drs sres dña exmo exma Sig dott avv Ing Mgr Mag dhr mevr Hr Frl Dipl Fa MM Dl Dna Dn Bc inż ks TP Br "
    "ul TS GS PGS ThS им ул пл г-н д-р акад проф डॉ श्री पं"
)
"""Abbreviations before a name: German, Dutch, Spanish, Portuguese, Italian, Polish, Czech, Romanian, Russian, Hindi."""

NUMBERED_ABROAD = words(
    "nr abb tab kap cap jf núm num n.º pág pag págs str abs kl art lit ziff bd jh bl tl č čl str s. § стр кн рис табл ст кв д"
)
"""Abbreviations that take a number after them."""

INSIDE_ABROAD = words(
    "bzw inkl exkl bzgl ggf evtl sog vgl zzgl abzgl mio mrd tsd kath geb gest mult hab bd cfr pag EE av apr "
    "bijv bv enz resp excl incl ong blz esim tzv tj např mj np tzn tzw ejem avda apdo depto ltda "
    "напр пр тыс млн млрд руб σελ"
)
"""Abbreviations inside sentences: whatever begins after them goes on."""

MAY_BE_LAST_ABROAD = words("usw usf UU ff cie Ud Uds Vd Vds г гг др т.е т.д т.п н.э chr")
"""Abbreviations that may end a sentence: they do when the next word is one that begins sentences."""

STARTERS_ABROAD = words(
    "der die das den dem ein eine einer er sie es wir ich und aber im in bei mit nach von vor zum zur seit dies diese "
    "dieser dieses doch als wenn auch dann dort heute "
    "le la les l d un une des il elle ils elles on nous je ce cette ces et mais dans en pour avec selon depuis après "
    "el los las una lo su sus pero con según desde esta este esto no y él ella "
    "gli i uno dopo ma per secondo o os as um uma ele ela mas het een hij zij de maar en na det den en ett han hon men "
    "он она они оно это в на но и по как у к с за потом тогда затем однако после также теперь сегодня его её их мы вы я"
)
"""Words that begin sentences in German, French, Spanish, Italian, Portuguese, Dutch, Swedish and Russian."""

BEFORE_ORDINALS = words(
    "der die das den dem des im vom zum zur beim ins dieser diesem diesen jeder jedem jeden seinem seinen ihrem ihren "
    "ein eine einem einen"
)
"""German words after which a number with a full stop is an ordinal."""

MONTHS_ABROAD = words(
    "januar jänner februar märz april mai juni juli august september oktober november dezember"
)
"""German months: a number with a full stop before them is a day."""
