"""Small signs by which the language of a short comment can be guessed: letters, endings and everyday words.

Data for `core.text.detect_language`; words are whole words in lower case, endings need at least two letters before them.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


CYRILLIC_LETTERS: dict[str, str] = {"uz-Cyrl": "ўқғҳ", "kaa-Cyrl": "әөүңқғҳўы", "ru": "ыщ"}
LATIN_LETTERS: dict[str, str] = {"uz-Latn": "õğşç", "kaa-Latn": "áǵńóúı", "en": ""}

WORDS: dict[str, frozenset[str]] = {
    "uz-Latn": _words(
        "va bilan uchun bu ushbu emas kerak yoʻq yoq boʻlsa ham yoki lekin ammo deb agar men biz qonun qaror qarshiman "
        "qoʻllayman mumkin bor juda barcha har bir boʻyicha hamda shu qabul"
    ),
    "uz-Cyrl": _words(
        "ва билан учун бу ушбу эмас керак йўқ йук бўлса ҳам хам ёки лекин аммо деб агар мен биз қонун қарор конун карор "
        "қаршиман каршиман мумкин бор жуда барча ҳар хар бир бўйича буйича ҳамда хамда шу қабул кабул"
    ),
    "ru": _words(
        "и в не на что это с по для как мы я за против из но а о от же этот эта закон закона решение нужно надо если "
        "все очень прошу считаю согласен поддерживаю проект без или только"
    ),
    "kaa-Latn": _words(
        "hám ham menen ushın ushin bul emes kerek joq bolsa yamasa biraq dep eger nızam qarar barlıq bolıp boyınsha "
        "qarsıman qollap"
    ),
    "kaa-Cyrl": _words(
        "ҳәм менен ушын бул емес керек жоқ болса ямаса бирақ деп егер нызам қарар барлық болып бойынша қарсыман"
    ),
    "en": _words(
        "the and of to in is are not for this that it we i be with on as law should must please against support have"
    ),
}

ENDINGS: dict[str, tuple[str, ...]] = {
    "uz-Latn": (
        "lar",
        "lari",
        "ning",
        "dagi",
        "man",
        "miz",
        "ngiz",
        "sin",
        "digan",
        "ish",
        "gan",
        "lik",
        "larni",
        "ga",
    ),
    "uz-Cyrl": ("лар", "лари", "нинг", "даги", "ман", "миз", "нгиз", "син", "диган", "иш", "ган", "лик", "ларни", "га"),
    "ru": ("ть", "ого", "ому", "ый", "ий", "ая", "ое", "ые", "ие", "ия", "ов", "ами", "ях", "ние", "ся", "ости"),
    "kaa-Latn": ("lar", "ler", "nıń", "niń", "dıń", "diń", "ǵan", "gen", "lıq", "lik", "sın"),
    "kaa-Cyrl": ("лар", "лер", "ның", "ниң", "дың", "диң", "ған", "ген", "лық", "лик", "сын"),
    "en": ("tion", "ing", "ment", "ly", "ed", "ness", "able"),
}
