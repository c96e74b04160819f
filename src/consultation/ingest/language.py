"""Which language a text is in, told from its letters and its commonest words; small tables, no model."""

import re

from consultation.core.vocabulary import Language
from consultation.ingest.grammar import fold

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_ENOUGH = 20_000  # characters looked at
_LEAST_SHARE = 0.02  # of words that must speak for a language

# Words that one of the languages uses often and the others of its script hardly ever.
_COMMON: dict[Language, frozenset[str]] = {
    Language.UZ_LATN: frozenset(
        [
            "va",
            "bilan",
            "uchun",
            "modda",
            "bo'yicha",
            "to'g'risida",
            "haqida",
            "ushbu",
            "qonun",
            "tomonidan",
            "bo'lgan",
            "yoki",
            "shu",
            "hamda",
            "kerak",
            "o'zbekiston",
            "respublikasi",
            "tartibi",
            "band",
            "bob",
            "qarori",
            "belgilangan",
        ]
    ),
    Language.UZ_CYRL: frozenset(
        [
            "ва",
            "билан",
            "учун",
            "модда",
            "бўйича",
            "тўғрисида",
            "ҳақида",
            "ушбу",
            "қонун",
            "томонидан",
            "бўлган",
            "ёки",
            "шу",
            "ҳамда",
            "керак",
            "ўзбекистон",
            "республикаси",
            "тартиби",
            "банд",
            "боб",
            "қарори",
            "белгиланган",
        ]
    ),
    Language.RU: frozenset(
        [
            "и",
            "в",
            "на",
            "с",
            "по",
            "для",
            "или",
            "не",
            "от",
            "о",
            "об",
            "что",
            "как",
            "является",
            "статья",
            "закон",
            "пункт",
            "глава",
            "порядок",
            "настоящего",
            "настоящий",
            "при",
            "республики",
            "узбекистан",
            "а",
            "также",
        ]
    ),
    Language.KAA_LATN: frozenset(
        [
            "hám",
            "ha'm",
            "menen",
            "ushın",
            "ushin",
            "ushi'n",
            "statya",
            "haqqında",
            "haqqinda",
            "boyınsha",
            "boyinsha",
            "tárepinen",
            "yamasa",
            "bolǵan",
            "usı",
            "nızam",
            "qaraqalpaqstan",
            "respublikası",
            "qararı",
            "joqarı",
            "kerek",
        ]
    ),
    Language.KAA_CYRL: frozenset(
        [
            "ҳәм",
            "менен",
            "ушын",
            "статья",
            "ҳаққында",
            "бойынша",
            "тәрепинен",
            "ямаса",
            "болған",
            "усы",
            "нызам",
            "қарақалпақстан",
            "республикасы",
            "қарары",
            "жоқары",
            "керек",
        ]
    ),
    Language.EN: frozenset(
        [
            "the",
            "of",
            "and",
            "to",
            "in",
            "shall",
            "is",
            "be",
            "or",
            "by",
            "for",
            "this",
            "act",
            "article",
            "with",
            "may",
            "any",
            "that",
        ]
    ),
}
_LETTERS: dict[Language, str] = {
    Language.UZ_CYRL: "ў",
    Language.KAA_CYRL: "әөүңі",
    Language.KAA_LATN: "áǵńóú",
    Language.RU: "щ",
}
_CYRILLIC = frozenset({Language.UZ_CYRL, Language.RU, Language.KAA_CYRL})


_FOLDED = {language: frozenset(map(fold, words)) for language, words in _COMMON.items()}


def detect(text: str) -> Language:
    """The language of a text; UND when nothing speaks for any."""
    sample = fold(text[:_ENOUGH]).replace("ё", "е")
    words = [word for word in _WORD.findall(sample) if len(word) < 30]  # noqa: PLR2004 - no word of a law is longer
    if not words:
        return Language.UND
    cyrillic = sum("\u0400" <= word[0] <= "\u04ff" for word in words)
    is_cyrillic = cyrillic * 2 > len(words)
    scores = {
        language: _score(language, words, sample) for language in _COMMON if (language in _CYRILLIC) is is_cyrillic
    }
    best = max(scores, key=lambda language: scores[language])
    return best if scores[best] > _LEAST_SHARE * len(words) else Language.UND


def _score(language: Language, words: list[str], sample: str) -> float:
    common = _FOLDED[language]
    letters = sum(sample.count(letter) for letter in _LETTERS.get(language, ""))
    return sum(word in common for word in words) + letters / 4
