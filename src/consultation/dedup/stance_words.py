"""Words that turn a sentence round, per language, as ordinary spellings; `stance` folds them to skeletons when it loads.

An axis is a pair of opposite sides; every entry is the beginning of a word. The list is a safety net, not a grammar:
a word too many splits a group that a person can merge, a word too few merges a voice with its opposite.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


AXES: dict[str, tuple[str, str]] = {
    "support": (
        (
            "qoʻlla quvvatla maʼqulla yoqla tarafdor roziman rozimiz rozi qoʻshil "
            "поддерж согласен согласн одобря за support agree approve favour favor endorse qollap razıman razı"
        ),
        "qarshi norozi эътироз против возраж несоглас oppose disagree against object qarsı narazı",
    ),
    "adopt": (
        "qabul tasdiqla принят приня прими принима утверд adopt accept pass qabıl",
        "radet radqil inkor отклон отверг reject refuse rad",
    ),
    "keep": (
        "saqla qoldir сохран остав keep retain preserve saqlan",
        "bekor tashlan tashla отмен исключ упразд убрать убер удал repeal abolish remove delete cancel biykar",
    ),
    "change": (
        (
            "koʻpay oshir koʻtaril koʻtar uzayt kengayt yuksal увелич повыс повыш расшир продл усил increase raise extend "
            "expand kóbey arttır asır"
        ),
        (
            "kamay tushir pasay qisqar toray kamaytır уменьш сниз снижа сократ сокращ ослаб decrease reduce lower cut "
            "shorten kemey"
        ),
    ),
    "amount": (
        "koʻp baland yuqori много высок больш many much high kóp joqarı",
        "kam past oz мало низк few little low az tómen",
    ),
    "permit": ("ruxsat разреш позвол дозвол allow permit ruqsat", "taqiq man запре ban prohibit forbid"),
    "price": ("qimmat дорог expensive qımbat", "arzon дешев cheap arzan"),
    "worth": (
        "foyda yaxshi польз хорош полезн good useful payda jaqsı",
        "zarar yomon вред плох bad harmful ziyan jaman",
    ),
    "duty": ("majburiy shart обязат mandatory compulsory", "ixtiyoriy добровол voluntary optional"),
    "time": ("tezroq ertaroq быстрее раньше скорее sooner faster", "sekinroq kechroq медленнее позже later slower"),
    "sum": ("bepul tekin бесплатн free", "pullik платн paid"),
}

WHOLE_WORDS = _words("koʻp kam past oz man rad az low few bad good free cut ban pass paid за")
"""Entries too short to be beginnings: compared as whole words."""

STRONG_AXES = frozenset({"support", "adopt"})
"""Sides of these count wherever they stand in a text: they say what the person wants done with the draft."""

FOR = "за"
SPEAKERS = _words("я мы выступаю выступаем голосую голосуем только полностью")
"""The Russian *за* is a side only after one of these words; elsewhere it is a preposition."""

NEGATORS_AFTER = _words("emas emasman emasmiz emassiz emesman emes emespen emespiz yoʻq yoq joq")
"""Words that turn round the word before them."""

NEGATORS_BEFORE = _words("не ни нет нельзя not never dont doesnt cannot cant wont shouldnt mustnt without без")
"""Words that turn round the words after them."""

NEGATIVE_BEGINNINGS = ("no", "be", "не", "без", "бес", "un", "dis")
"""Beginnings that make an opposite when the rest is a word of the other text in the same place."""

NEGATIVE_ENDINGS = ("siz",)
POSITIVE_ENDINGS = ("li",)

VERB_ENDINGS = _words(
    "ydi yman ymiz ysiz ydilar yapti yapman yapmiz sin sinlar slik sligi sligini slikni sa sak gan ganman ganmiz di dim dik dilar ng ngiz "
    "ylik gen gin sinler ydı ymen ymiz s y"
)
"""What may follow the negative -ma- (Karakalpak also -me-) of a verb."""

POSITIVE_VERB_ENDINGS = _words(
    "adi ydi aman yman amiz ymiz asiz ysiz adilar ydilar yapti yapman yapmiz sin sinlar sa sak gan ganman ganmiz di dim dik "
    "dilar ng ngiz aylik ylik gen gin sinler adı edi emen emiz ish moqda"
)

NUMBER_WORDS = _words(
    "bir ikki uch toʻrt besh olti yetti sakkiz toʻqqiz oʻn yigirma oʻttiz qirq ellik oltmish yetmish sakson toʻqson yuz ming "
    "million milliard yarim один одна одного два две двух три трех трёх четыре четырех пять пяти шесть шести семь семи восемь "
    "восьми девять девяти десять десяти двадцать тридцать сорок пятьдесят сто тысяча тысяч половина one two three four five "
    "six seven eight nine ten twenty thirty forty fifty hundred thousand half eki úsh tórt bes altı jeti segiz toǵız on"
)
"""Numbers in words; in a short text another number is another demand."""

AGES = _words("yoshdaman yoshdamiz yoshliman yoshman лет года год jastaman yearsold")
"""Words after a number that tells who writes, not what is asked for."""

REBUTTALS = (
    "deb yozishmoqda",
    "deb yozadilar",
    "deb yozilgan",
    "deyishmoqda",
    "deyiladi ammo",
    "notoʻgʻri fikr",
    "qoʻshilib boʻlmaydi",
    "пишут",
    "утверждают",
    "это не так",
    "это неправда",
    "нельзя согласиться",
    "dep jazadı",
    "they write",
    "they say",
    "is not true",
    "cannot agree",
)
"""Phrases by which a person takes somebody else's words up to contradict them."""
