"""The words of generated comments: ordinary Uzbek and Russian ones, and rare ones put together from syllables for each seed."""

from dataclasses import dataclass
from random import Random
from typing import TypeAlias

Forms: TypeAlias = list[str]


def _words(text: str) -> Forms:
    return text.split()


def _phrases(text: str) -> Forms:
    return text.split(", ")


@dataclass(frozen=True, slots=True)
class Language:
    """What sentences of one language are made of; the slots of `patterns` are keys of `forms`."""

    code: str
    stems: list[str]
    syllables: tuple[str, str, str]
    endings: dict[str, tuple[str, ...]]
    plain: dict[str, Forms]
    patterns: tuple[str, ...]
    stances: tuple[tuple[str, str], ...]
    short: tuple[str, ...]
    greetings: tuple[str, ...]
    farewells: tuple[str, ...]
    rebuttals: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The forms by slot, as one seed has them."""

    language: Language
    forms: dict[str, Forms]


def lexicon(language: Language, rng: Random, rare: int = 2500) -> Lexicon:
    """Every form of the ordinary stems and of `rare` ones that only this seed has, each kind half of what is drawn."""
    begin, middle, end = (part.split() for part in language.syllables)
    made = sorted({rng.choice(begin) + rng.choice(middle) + rng.choice(end) for _ in range(rare)})
    times = max(1, len(made) // len(language.stems))
    forms = {
        slot: [stem + ending for ending in endings for stem in language.stems] * times
        + [stem + ending for ending in endings for stem in made]
        for slot, endings in language.endings.items()
    }
    return Lexicon(language, forms | language.plain)


UZBEK = Language(
    code="uz",
    stems=_words(
        "qishloq mahalla shahar koʻcha bogʻ daraxt suv havo yer bino maktab kutubxona shifoxona dorixona bozor doʻkon "
        "korxona zavod bank kredit soliq bojxona jarima ruxsatnoma litsenziya shartnoma ariza murojaat qaror nizom modda "
        "band ilova loyiha dastur byudjet subsidiya nafaqa pensiya maosh ishchi haydovchi dehqon fermer tadbirkor oʻqituvchi "
        "shifokor talaba oʻquvchi bola ona oila xotin nogiron keksa yoshlar fuqaro yoʻlovchi avtobus poyezd metro yoʻl "
        "koʻprik piyoda velosiped mashina yonilgʻi gaz elektr issiqlik quvur chiqindi axlat ekologiya ariq kanal paxta "
        "bugʻdoy chorva sut goʻsht non narx toʻlov tarif hisoblagich kvartira uy hovli ijara kadastr notarius sud sudya "
        "advokat politsiya tekshiruv nazorat inspektor vazirlik hokimlik agentlik kengash deputat saylov tanlov tender "
        "sugʻurta internet aloqa telefon maʼlumot arxiv kitob nashriyot teatr muzey sport stadion mehmonxona sayyoh "
        "yodgorlik meros til taʼlim bogʻcha universitet ilm texnika laboratoriya sifat standart sertifikat reklama savdo"
    ),
    syllables=(
        "ba da fa ga ja ka la ma na pa qa ra sa ta va xa ya za bo doʻ go joʻ ko lo moʻ no poʻ qoʻ ro soʻ to voʻ xo zoʻ shi chu",
        "bir dal fin gat jum kon lat mar nis por quz rit sam tur vash xil yor zam shar chin",
        "boʻl dan fak gin jar kat lik man nor paz qim ros saz tin van xon yuz zar shon chak gʻin",
    ),
    endings={
        "N": ("", "lar"),
        "G": ("ning", "larning"),
        "P": ("i", "lari", "imiz"),
        "C": ("ni", "larni", "imizni"),
        "D": ("ga", "larga", "imizga"),
        "L": ("da", "larda", "dan", "lardan"),
    },
    plain={
        "A": _words(
            "katta kichik yangi eski zarur muhim oddiy ochiq yopiq mahalliy xorijiy davlat xususiy umumiy alohida haqiqiy "
            "toʻgʻri qulay murakkab sodda doimiy vaqtinchalik mavjud tegishli asosiy qoʻshimcha raqamli elektron ijtimoiy "
            "iqtisodiy huquqiy tabiiy sanoat shaharlik uzoq yaqin tinch xavfsiz"
        ),
        "V": _phrases(
            "tekshiriladi, belgilanadi, hisoblanadi, taqsimlanadi, oʻrganiladi, muhokama qilinadi, eʼlon qilinadi, tuzatiladi, "
            "taʼmirlanadi, quriladi, yetkaziladi, boshlanadi, tugaydi, davom etadi, oʻzgaradi, yaratiladi, topshiriladi, "
            "roʻyxatga olinadi, saqlanib turadi, bogʻlanadi, amalga oshiriladi, koʻrib chiqiladi"
        ),
        "T": _words("bugun ertaga yiliga kuniga avval keyin doim hozir tezda asta-sekin"),
        "K": _words("va hamda ammo lekin chunki yoki shuningdek balki"),
    },
    patterns=("AGPTCV", "GPLCV", "NAGPCDV", "LAGPKGPV", "AGPDTV", "TNGPCLV", "ANKALCV", "GAPNDCV", "LNCTV", "AGPKLCDV"),
    stances=(
        ("Biz ushbu qonun loyihasini yoqlaymiz.", "Biz ushbu qonun loyihasini yoqlamaymiz."),
        ("Hujjat shu holida tasdiqlansin.", "Hujjat shu holida tasdiqlanmasin."),
        ("Taklif etilgan qoidaga mutlaqo roziman.", "Taklif etilgan qoidaga mutlaqo rozi emasman."),
        ("Belgilangan muddat uzaytirilsin deb hisoblayman.", "Belgilangan muddat qisqartirilsin deb hisoblayman."),
        ("Jarimalar miqdori oshirilsin.", "Jarimalar miqdori kamaytirilsin."),
        ("Kechasi savdoga ruxsat berilsin.", "Kechasi savdoga taqiq qoʻyilsin."),
        ("Bu talab ixtiyoriy boʻlib qolsin.", "Bu talab majburiy boʻlib qolsin."),
        ("Mazkur yangilik odamlarga foyda keltiradi.", "Mazkur yangilik odamlarga zarar keltiradi."),
        ("Imtiyoz saqlab qolinsin, bu adolatli.", "Imtiyoz bekor qilinsin, bu adolatli."),
        ("Men bu tashabbusni maʼqullayman.", "Men bu tashabbusni maʼqullamayman."),
    ),
    short=(
        "Qarshiman",
        "Men bunga qoʻshilaman",
        "Rozi emasman",
        "Toʻliq qoʻllab-quvvatlayman",
        "Bekor qilinsin",
        "Juda zoʻr taklif",
        "Bu adolatsizlik",
        "Qonun kerak emas",
        "Qonun juda kerak",
        "Yaxshi ish",
        "Odamlarni oʻylang",
        "Jarima koʻp",
        "Rahmat vazirlikka",
        "Bu safar ham aldayapsizlar",
    ),
    greetings=("Assalomu alaykum!", "Hurmatli deputatlar!", "Hurmatli mutaxassislar!", "Salom."),
    farewells=("Eʼtiboringiz uchun rahmat.", "Hurmat bilan", "Javob kutaman.", "Oldindan rahmat."),
    rebuttals=(
        ("Loyihadagi mana bu fikrga qarshiman.", "degan gap tarqalgan, lekin bu notoʻgʻri."),
        ("Qoʻshnilarim boshqacha oʻylaydi.", "deb yozishmoqda, ammo men bunga qoʻshilmayman."),
    ),
)

_ADJECTIVES = _words(
    "нов стар важн ложн мест открыт закрыт городск сельск частн государственн общественн временн постоянн цифров "
    "электронн социальн правов природн опасн удобн дополнительн основн конкретн независим"
)

RUSSIAN = Language(
    code="ru",
    stems=_words(
        "закон проект пункт раздел орган совет город район посёлок дом двор сад парк канал мост вокзал автобус трамвай "
        "поезд пешеход водитель завод магазин рынок банк кредит налог штраф тариф договор документ архив музей театр "
        "институт университет учебник журнал спорт стадион тренер доктор пациент инвалид пенсионер фермер торговец "
        "депутат министр инспектор адвокат суд приговор контракт тендер конкурс стандарт сертификат прибор счётчик "
        "бюджет депозит фонд оклад расход доход транспорт завоз товар продукт хлеб скот урожай хлопок"
    ),
    syllables=(
        "ба до фу ге ка ло ми не по ра со ти ву хо за бри дро гла кре пла сто тру шла чу",
        "бор дал фин гат кон лет мар нис пор рут сам тур вар хил зам шар чин",
        "бол дан фак гон кат лист ман нор пас рос сат тин ван хор зар шон чак",
    ),
    endings={
        "N": ("", "ы"),
        "G": ("а", "ов"),
        "C": ("", "ы"),
        "D": ("у", "ам"),
        "I": ("ом", "ами"),
        "L": ("е", "ах"),
    },
    plain={
        "A": [stem + "ый" for stem in _ADJECTIVES],
        "B": [stem + "ого" for stem in _ADJECTIVES],
        "V": _phrases(
            "изменяет, определяет, рассматривает, открывает, создаёт, учитывает, проверяет, распределяет, публикует, "
            "ремонтирует, обслуживает, передаёт, получает, начинает, заканчивает, описывает"
        ),
        "T": _words("сегодня завтра ежегодно постоянно быстро медленно сначала потом обычно"),
        "K": _words("и а однако также либо"),
        "Q": _words("для около вместо после до"),
        "W": _words("в на при"),
    },
    patterns=("ANVCBG", "NBGVCWL", "TANVCIG", "WLNVCQBG", "ANGVDBGC", "QGNTVCI", "NKNVCWLBG", "ANVCKCQG", "WLBGNVC"),
    stances=(
        ("Мы поддерживаем этот законопроект целиком.", "Мы не поддерживаем этот законопроект целиком."),
        ("Прошу принять поправку в нынешнем виде.", "Прошу отклонить поправку в нынешнем виде."),
        ("Я согласен с предложенным порядком.", "Я не согласен с предложенным порядком."),
        ("Срок следует увеличить.", "Срок следует сократить."),
        ("Надо разрешить ночную торговлю.", "Надо запретить ночную торговлю."),
        ("Новая норма полезна для людей.", "Новая норма вредна для людей."),
        ("Льготу необходимо сохранить навсегда.", "Льготу необходимо отменить навсегда."),
        ("Жители нашего дома одобрили эту меру.", "Жители нашего дома отвергли эту меру."),
    ),
    short=(
        "Я против",
        "Полностью поддерживаю",
        "Не согласен",
        "Отмените это",
        "Отличное предложение",
        "Это несправедливо",
        "Закон не нужен",
        "Закон очень нужен",
        "Подумайте о людях",
        "Спасибо министерству",
    ),
    greetings=("Здравствуйте!", "Уважаемые депутаты!", "Добрый день."),
    farewells=("Спасибо за внимание.", "С уважением", "Жду ответа."),
    rebuttals=(
        ("Читаю чужие письма.", "пишут многие. Это неправда."),
        ("С одним доводом спорю.", "утверждают соседи, но с этим нельзя согласиться."),
    ),
)

LANGUAGES = {language.code: language for language in (UZBEK, RUSSIAN)}

NAMES = _words(
    "Akmal Barno Dilfuza Eldor Farhod Gulchehra Hamid Iroda Jahongir Komil Lobar Murod Nodira Otabek Ravshan Sanjar"
)
SURNAMES = _words(
    "Yoʻldoshev Qodirov Tursunov Ergashev Mirzayev Xolmatov Saidov Rustamov Normatov Azimov Jalilov Usmonov"
)
PLACES = _words("Toshkent Buxoro Xiva Qoʻqon Termiz Guliston Zarafshon Chirchiq Margʻilon Jizzax Kitob Nurota")
EMOJI = ("👍", "🙏", "❗", "😡", "🇺🇿")
