"""Letters of the languages people write in here: how each sounds in plain Latin, and which letters only look alike.

Data for `core.text`. Sources: the 1995 Uzbek Latin alphabet and the reform proposals of 2019-2024, the Karakalpak
alphabets of 1994 (apostrophes) and 2016 (acute accents), ordinary practice for Russian.
"""

APOSTROPHES = "'`´ʹʻʼʽʾʿˈˊˋ‘’‚‛′‵＇\u055a\ua78b\ua78c"
"""Every sign people type for the marks of oʻ, gʻ and the tutuq belgisi; all are dropped from keys."""

INVISIBLE = "\u00ad\u034f\u061c\u115f\u1160\u180e\u200b\u200c\u200d\u200e\u200f\u2028\u2029\ufeff" + "".join(
    map(chr, [*range(0x202A, 0x202F), *range(0x2060, 0x2070), *range(0xFE00, 0xFE10)])
)
"""Characters without ink that may sit inside a word without changing it."""

SOUNDS: dict[str, str] = {
    # Cyrillic shared by Uzbek and Russian
    "а": "a",
    "б": "b",
    "в": "v",
    "г": "g",
    "д": "d",
    "е": "e",
    "ё": "yo",
    "ж": "j",
    "з": "z",
    "и": "i",
    "й": "y",
    "к": "k",
    "л": "l",
    "м": "m",
    "н": "n",
    "о": "o",
    "п": "p",
    "р": "r",
    "с": "s",
    "т": "t",
    "у": "u",
    "ф": "f",
    "х": "x",
    "ц": "s",
    "ч": "ch",
    "ш": "sh",
    "щ": "sh",
    "ъ": "",
    "ы": "i",
    "ь": "",
    "э": "e",
    "ю": "yu",
    "я": "ya",
    # Uzbek and Karakalpak Cyrillic (with the descender letters seen in OCR and old fonts)
    "ў": "o",
    "қ": "q",
    "ҡ": "q",
    "ғ": "g",
    "ҳ": "h",
    "һ": "h",
    "ә": "a",
    "ө": "o",
    "ү": "u",
    "ұ": "u",
    "ң": "n",
    "ҷ": "j",
    # neighbours met in names
    "і": "i",
    "ї": "yi",
    "є": "e",
    "ґ": "g",
    "ӯ": "u",
    "ӣ": "i",
    "ј": "j",
    "ѕ": "s",
    "ԛ": "q",
    "ԝ": "w",
    # new Latin: reform proposals and Karakalpak
    "ş": "sh",
    "ș": "sh",
    "š": "sh",
    "ç": "ch",
    "č": "ch",
    "ñ": "ng",
    "ə": "a",
    "ı": "i",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "æ": "ae",
    "œ": "oe",
    "ß": "ss",
    "þ": "th",
    "ð": "d",
    "№": " ",
}
"""Lower-case letter -> plain Latin. Letters not listed lose their marks (ö, õ, ğ, ǵ, ń, á ...) and keep their base."""

LOOK_ALIKES: dict[str, str] = dict(
    zip(
        "аеосрхуіјѕһԛԝкмтАВЕКМНОРСТХУІЈЅ",
        "aeocpxyijshqwkmtABEKMHOPCTXYIJS",
        strict=True,
    )
)
"""Cyrillic letter -> the Latin letter it cannot be told from by eye; case matters (Н looks like H, н does not)."""

LOOK_ALIKES_BACK: dict[str, str] = {
    latin: cyrillic for cyrillic, latin in LOOK_ALIKES.items() if cyrillic not in "іјѕһԛԝІЈЅ"
}
"""Latin letter -> the Cyrillic letter a person meant when the rest of the word is Cyrillic."""

TWO_SPELLINGS: dict[str, str] = {"byudjet": "budjet", "oktyabr": "oktabr", "sentyabr": "sentabr"}
"""Loan words whose Latin spelling was reformed away from the Cyrillic one; whole word beginnings, folded."""

UZBEK_YO_AFTER = ("дар", "дун", "ким")
"""Beginnings of Uzbek words with ё after a consonant (дарё, дунё, кимё); elsewhere such a ё is Russian, often typed as е."""

RUSSIAN_YO_AFTER = ("при", "за", "на", "мо", "тво", "сво", "е", "не", "объ", "подъ", "съ")
"""Beginnings of Russian words with ё after a vowel or ъ (приём, заём, моё, её, объём), which people also type with е."""
