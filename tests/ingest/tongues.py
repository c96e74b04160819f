"""What the composed acts are written with: names of units and sentences in each language, after uzbekistan.md section 2."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from consultation.core.vocabulary import ClauseKind

K = ClauseKind
ROMAN = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI"]
IN_CYRILLIC = str.maketrans("IXCM", "ІХСМ")

# A style takes the act's composer and a value and gives the canonical number, what is printed, and the mark after it.
Style = Callable[[Any, int], tuple[str | None, str, str]]


def after(name: str, *, mark: str = ".") -> Style:
    """`1-bob.`"""
    return lambda act, value: (str(value), f"{value}{act.hyphen}{name}", mark)


def roman_after(name: str, *, mark: str = ".", cyrillic: bool = False) -> Style:
    """`IV bob.`; typed with the Cyrillic letters that look alike where asked for."""
    return lambda _act, value: (
        ROMAN[value],
        f"{ROMAN[value].translate(IN_CYRILLIC) if cyrillic else ROMAN[value]} {name}",
        mark,
    )


def before(name: str, *, mark: str = ".") -> Style:
    """`Глава 1.`"""
    return lambda _act, value: (str(value), f"{name} {value}", mark)


def roman_before(name: str, *, mark: str = ".") -> Style:
    """`РАЗДЕЛ II.`"""
    return lambda _act, value: (ROMAN[value], f"{name} {ROMAN[value]}", mark)


def worded(words: Sequence[str], name: str, *, is_after: bool = True, mark: str = ".") -> Style:
    """`BIRINCHI BOʻLIM`, `РАЗДЕЛ ПЕРВЫЙ`."""
    return lambda _act, value: (
        str(value),
        f"{words[value - 1]} {name}" if is_after else f"{name} {words[value - 1]}",
        mark,
    )


def called(*names: str, mark: str = "") -> Style:
    """`UMUMIY QISM`: a name of its own instead of a number."""
    return lambda _act, value: (None, names[value - 1], mark)


@dataclass(frozen=True)
class Tongue:
    """A language of acts: how its units are called and what stands in them."""

    name: str
    article: Callable[[str, str], str]
    high: dict[ClauseKind, list[Style]]
    annex: Callable[[int | None], tuple[str, tuple[str, ...], tuple[str, ...]]]
    letters: str
    headings: tuple[str, ...]
    sentences: tuple[str, ...]
    intros: tuple[str, ...]
    items: tuple[str, ...]
    orders: tuple[str, ...]
    quotes: tuple[tuple[str, str], ...]
    forms: dict[str, str]
    title: str
    draft_mark: str
    preamble: str
    signature: str
    annex_titles: tuple[str, ...]
    table: tuple[str, ...]
    note: str
    adoption: tuple[str, ...] = ()
    numbered_parts: float = 0.1
    jurisdiction: str = "uzbekistan"
    extra: dict[str, str] = field(default_factory=dict)


UZ_WORDS = ("BIRINCHI", "IKKINCHI", "UCHINCHI", "TOʻRTINCHI", "BESHINCHI", "OLTINCHI", "YETTINCHI", "SAKKIZINCHI")
UZ_CYRL_WORDS = ("БИРИНЧИ", "ИККИНЧИ", "УЧИНЧИ", "ТЎРТИНЧИ", "БЕШИНЧИ", "ОЛТИНЧИ", "ЕТТИНЧИ", "САККИЗИНЧИ")
RU_WORDS = ("ПЕРВЫЙ", "ВТОРОЙ", "ТРЕТИЙ", "ЧЕТВЕРТЫЙ", "ПЯТЫЙ", "ШЕСТОЙ", "СЕДЬМОЙ", "ВОСЬМОЙ")
KAA_WORDS = ("BIRINShI", "EKINShI", "ÚShINShI", "TÓRTINShI", "BESINShI", "ALTINShI", "JETINShI", "SEGIZINShI")
KAA_CYRL_WORDS = ("БИРИНШИ", "ЕКИНШИ", "ҮШИНШИ", "ТӨРТИНШИ", "БЕСИНШИ", "АЛТЫНШЫ", "ЖЕТИНШИ", "СЕГИЗИНШИ")
EN_WORDS = ("ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT")

UZ_LATN = Tongue(
    name="uz-Latn",
    article=lambda number, hyphen: f"{number}{hyphen}modda.",
    high={
        K.PART: [worded(UZ_WORDS, "QISM"), called("UMUMIY QISM", "MAXSUS QISM")],
        K.SECTION: [
            roman_after("BOʻLIM"),
            roman_after("boʻlim", mark=""),
            worded(UZ_WORDS, "BOʻLIM", mark=""),
            after("boʻlim"),
        ],
        K.SUBSECTION: [after("kichik boʻlim"), after("KICHIK BOʻLIM")],
        K.CHAPTER: [
            after("bob"),
            after("BOB"),
            roman_after("bob"),
            roman_after("BOB"),
            roman_after("bob", cyrillic=True),
            roman_after("bob", mark=" —"),
        ],
        K.SUBCHAPTER: [after("§"), before("§"), after("paragraf")],
    },
    annex=lambda value: (
        "ILOVA" if value is None else f"{value}-ILOVA",
        ("Vazirlar Mahkamasining", "2030-yil 1-martdagi 77-son qaroriga"),
        (),
    ),
    letters="abvgdejz",
    headings=(
        "Umumiy qoidalar",
        "Asosiy tushunchalar",
        "Ariza berish tartibi",
        "Javobgarlik va nazorat",
        "Kuchga kirish",
    ),
    sentences=(
        "Ushbu Qonun fuqarolarning huquqlarini belgilaydi.",
        "Ariza uch ish kuni ichida koʻrib chiqiladi.",
        "5-moddaning ikkinchi qismida nazarda tutilgan hollarda ariza rad etiladi.",
        "12-modda talablari ushbu holatga ham tatbiq etiladi.",
        "1-bobda belgilangan tartib “soddalashtirilgan” deb ataladi.",
        "2025-yil 1-yanvardan boshlab toʻlov 1.5 foiz miqdorida undiriladi.",
        "Vazir arizani koʻrib chiqadi.",
    ),
    intros=(
        "Fuqaro quyidagi huquqlarga ega:",
        "Quyidagilar taqiqlanadi:",
        "Ushbu hollarda quyidagi hujjatlar taqdim etiladi:",
    ),
    items=(
        "ariza berish",
        "maʼlumot olish va undan foydalanish",
        "12-moddada koʻrsatilgan hujjatlarni soʻrash",
        "bir, ikki yoki uch kishilik guruhda ishlash",
        "“ochiq” deb eʼlon qilingan yigʻilishda qatnashish",
        "qonunda nazarda tutilgan boshqa huquqlar",
    ),
    orders=(
        "14-modda quyidagi tahrirda bayon etilsin:",
        "quyidagi mazmundagi yangi matn bilan toʻldirilsin:",
        "“Namuna”gi qonunning 5-moddasi quyidagi tahrirda berilsin:",
    ),
    quotes=(("“", "”"), ("«", "»"), ('"', '"'), ("„", "“")),
    forms={
        "law": "OʻZBEKISTON RESPUBLIKASINING QONUNI",
        "code": "OʻZBEKISTON RESPUBLIKASINING NAMUNAVIY KODEKSI",
        "resolution": "OʻZBEKISTON RESPUBLIKASI VAZIRLAR MAHKAMASINING QARORI",
    },
    title="Namunaviy masalalarni tartibga solish toʻgʻrisida",
    draft_mark="LOYIHA",
    adoption=(
        "Qonunchilik palatasi tomonidan 2030-yil 1-martda qabul qilingan",
        "Senat tomonidan 2030-yil 2-martda maʼqullangan",
    ),
    preamble="Namunaviy masalalarni tartibga solish maqsadida Vazirlar Mahkamasi qaror qiladi:",
    signature="Oʻzbekiston Respublikasi Prezidenti Sh. Namunayev",
    annex_titles=("NAMUNAVIY NIZOM", "Arizalarni koʻrib chiqish tartibi toʻgʻrisida NIZOM", "YOʻL XARITASI"),
    table=("№", "Tadbir", "Muddat"),
    note="Izoh. Ushbu roʻyxat toʻldirilishi mumkin.",
)

UZ_CYRL = Tongue(
    name="uz-Cyrl",
    article=lambda number, hyphen: f"{number}{hyphen}модда.",
    high={
        K.PART: [worded(UZ_CYRL_WORDS, "ҚИСМ"), called("УМУМИЙ ҚИСМ", "МАХСУС ҚИСМ")],
        K.SECTION: [
            roman_after("БЎЛИМ"),
            roman_after("бўлим", mark="", cyrillic=True),
            worded(UZ_CYRL_WORDS, "БЎЛИМ", mark=""),
        ],
        K.SUBSECTION: [after("кичик бўлим")],
        K.CHAPTER: [after("боб"), roman_after("боб"), roman_after("БОБ", cyrillic=True)],
        K.SUBCHAPTER: [after("§"), before("§"), after("параграф")],
    },
    annex=lambda value: (
        "ИЛОВА" if value is None else f"{value}-ИЛОВА",
        ("Вазирлар Маҳкамасининг", "2030 йил 1 мартдаги 77-сон қарорига"),
        (),
    ),
    letters="абвгдежз",
    headings=("Умумий қоидалар", "Асосий тушунчалар", "Ариза бериш тартиби", "Жавобгарлик ва назорат", "Кучга кириш"),
    sentences=(
        "Ушбу Қонун фуқароларнинг ҳуқуқларини белгилайди.",
        "Ариза уч иш куни ичида кўриб чиқилади.",
        "5-модданинг иккинчи қисмида назарда тутилган ҳолларда ариза рад этилади.",
        "1-бобда белгиланган тартиб «соддалаштирилган» деб аталади.",
        "2025 йил 1 январдан бошлаб тўлов 1,5 фоиз миқдорида ундирилади.",
        "Вазир аризани кўриб чиқади.",
    ),
    intros=("Фуқаро қуйидаги ҳуқуқларга эга:", "Қуйидагилар тақиқланади:"),
    items=(
        "ариза бериш",
        "маълумот олиш ва ундан фойдаланиш",
        "12-моддада кўрсатилган ҳужжатларни сўраш",
        "бир, икки ёки уч кишилик гуруҳда ишлаш",
        "«очиқ» деб эълон қилинган йиғилишда қатнашиш",
    ),
    orders=("14-модда қуйидаги таҳрирда баён этилсин:", "қуйидаги мазмундаги янги матн билан тўлдирилсин:"),
    quotes=(("«", "»"), ("“", "”"), ('"', '"')),
    forms={
        "law": "ЎЗБЕКИСТОН РЕСПУБЛИКАСИНИНГ ҚОНУНИ",
        "code": "ЎЗБЕКИСТОН РЕСПУБЛИКАСИНИНГ НАМУНАВИЙ КОДЕКСИ",
        "resolution": "ЎЗБЕКИСТОН РЕСПУБЛИКАСИ ВАЗИРЛАР МАҲКАМАСИНИНГ ҚАРОРИ",
    },
    title="Намунавий масалаларни тартибга солиш тўғрисида",
    draft_mark="ЛОЙИҲА",
    adoption=("Қонунчилик палатаси томонидан 2030 йил 1 мартда қабул қилинган",),
    preamble="Намунавий масалаларни тартибга солиш мақсадида Вазирлар Маҳкамаси қарор қилади:",
    signature="Ўзбекистон Республикаси Бош вазири А. Намунаев",
    annex_titles=("НАМУНАВИЙ НИЗОМ", "ЙЎЛ ХАРИТАСИ"),
    table=("Т/р", "Тадбир", "Муддат"),
    note="Изоҳ: ушбу рўйхат тўлдирилиши мумкин.",
)

RU = Tongue(
    name="ru",
    article=lambda number, _hyphen: f"Статья {number}.",
    high={
        K.PART: [
            worded(("ПЕРВАЯ", "ВТОРАЯ"), "ЧАСТЬ", is_after=False),
            called("ОБЩАЯ ЧАСТЬ", "ОСОБЕННАЯ ЧАСТЬ", mark="."),
        ],
        K.SECTION: [
            roman_before("РАЗДЕЛ"),
            roman_before("Раздел", mark=""),
            worded(RU_WORDS, "РАЗДЕЛ", is_after=False, mark=""),
        ],
        K.SUBSECTION: [before("Подраздел"), before("ПОДРАЗДЕЛ")],
        K.CHAPTER: [before("Глава"), before("ГЛАВА"), roman_before("ГЛАВА"), roman_before("Глава", mark=" —")],
        K.SUBCHAPTER: [before("§"), before("Параграф"), after("§")],
    },
    annex=lambda value: (
        "Приложение" if value is None else f"Приложение № {value}",
        (),
        ("к постановлению Кабинета Министров", "от 1 марта 2030 года № 77"),
    ),
    letters="абвгдежз",
    headings=("Общие положения", "Основные понятия", "Порядок подачи заявления", "Ответственность и надзор"),
    sentences=(
        "Настоящий Закон определяет права граждан.",
        "Заявление рассматривается в течение трёх рабочих дней.",
        "Статьи 5 и 6 настоящего Закона применяются во всех случаях.",
        "Статья 5 Закона «О печати» здесь не применяется.",
        "Пункт 3 части второй статьи 5 действует с 1.05.2030 года.",
        "Министр рассматривает заявление.",
    ),
    intros=("Гражданин имеет право:", "Запрещается следующее:", "В этих случаях представляются следующие документы:"),
    items=(
        "подать заявление",
        "получать сведения и пользоваться ими",
        "требовать документы, указанные в подпунктах 2), 3) и 7) пункта 2 статьи 12",
        "участвовать в собрании, объявленном «открытым»",
        "пользоваться иными правами",
    ),
    orders=("статью 14 изложить в следующей редакции:", "дополнить новым текстом следующего содержания:"),
    quotes=(("«", "»"), ('"', '"'), ("„", "“")),
    forms={
        "law": "ЗАКОН РЕСПУБЛИКИ УЗБЕКИСТАН",
        "code": "НАЛОГОВЫЙ КОДЕКС",
        "resolution": "ПОСТАНОВЛЕНИЕ КАБИНЕТА МИНИСТРОВ РЕСПУБЛИКИ УЗБЕКИСТАН",
    },
    title="Об упорядочении примерных вопросов",
    draft_mark="Проект",
    adoption=("Принят Законодательной палатой 1 марта 2030 года", "Одобрен Сенатом 2 марта 2030 года"),
    preamble="В целях упорядочения примерных вопросов Кабинет Министров постановляет:",
    signature="Президент Республики Узбекистан Ш. Примеров",
    annex_titles=("ПРИМЕРНОЕ ПОЛОЖЕНИЕ", "ДОРОЖНАЯ КАРТА"),
    table=("№", "Мероприятие", "Срок"),
    note="Примечание. Перечень может быть дополнен.",
    numbered_parts=0.4,
)

KAA_LATN = Tongue(
    name="kaa-Latn",
    article=lambda number, hyphen: f"{number}{hyphen}statya.",
    high={
        K.PART: [called("ULIWMA BÓLIM", "ARNAWLI BÓLIM")],
        K.SECTION: [worded(KAA_WORDS, "BÓLIM", mark=""), roman_after("bólim"), roman_after("TARAW")],
        K.SUBSECTION: [after("kichik boʻlim")],
        K.CHAPTER: [
            after("bap"),
            lambda act, value: (ROMAN[value], f"{ROMAN[value]}{act.hyphen}bap", "."),
            after("BAP"),
        ],
        K.SUBCHAPTER: [after("§"), before("§"), after("paragraf")],
    },
    annex=lambda value: (
        "QOSÍMSHA" if value is None else f"{value}-QOSÍMSHA",
        ("Joqarǵı Keńestiń", "2030-jıl 1-marttaǵı qararına"),
        (),
    ),
    letters="abvgdejz",
    headings=("Ulıwma rejeler", "Tiykarǵı túsinikler", "Arza beriw tártibi", "Juwapkershilik"),
    sentences=(
        "Usı Nızam puqaralardıń huqıqların belgileydi.",
        "Arza úsh jumıs kúni ishinde kórip shıǵıladı.",
        "5-statyanıń ekinshi bóleginde kórsetilgen jaǵdaylarda arza qabıl etilmeydi.",
        "1-bapta belgilengen tártip qollanıladı.",
    ),
    intros=("Puqara tómendegi huqıqlarǵa iye:", "Tómendegiler qadaǵan etiledi:"),
    items=(
        "arza beriw",
        "maǵlıwmat alıw hám onnan paydalanıw",
        "basqa huqıqlar",
        "12-statyada kórsetilgen hújjetlerdi soraw",
    ),
    orders=("14-statya tómendegi redakciyada bayan etilsin:", "tómendegi mazmundaǵı tekst penen tolıqtırılsın:"),
    quotes=(("“", "”"), ("«", "»"), ('"', '"')),
    forms={
        "law": "QARAQALPAQSTAN RESPUBLIKASÍNÍŃ NÍZAMÍ",
        "code": "QARAQALPAQSTAN RESPUBLIKASÍNÍŃ ÚLGI KODEKSI",
        "resolution": "QARAQALPAQSTAN RESPUBLIKASÍ MINISTRLER KABINETINIŃ QARARÍ",
    },
    title="Úlgi máselelerdi tártipke salıw haqqında",
    draft_mark="JOYBAR",
    preamble="Úlgi máselelerdi tártipke salıw maqsetinde Ministrler Kabineti qarar etedi:",
    signature="Qaraqalpaqstan Respublikası Ministri A. Úlgiev",
    annex_titles=("ÚLGI REJE", "JOL KARTASÍ"),
    table=("№", "Ilaj", "Múddet"),
    note="Esletpe. Dizim tolıqtırılıwı múmkin.",
)

KAA_CYRL = Tongue(
    name="kaa-Cyrl",
    article=lambda number, hyphen: f"{number}{hyphen}статья.",
    high={
        K.PART: [called("УЛЫЎМА БӨЛИМ", "АРНАЎЛЫ БӨЛИМ")],
        K.SECTION: [worded(KAA_CYRL_WORDS, "БӨЛИМ", mark=""), roman_after("бөлим")],
        K.SUBSECTION: [after("кичик бўлим")],
        K.CHAPTER: [after("бап"), lambda act, value: (ROMAN[value], f"{ROMAN[value]}{act.hyphen}бап", ".")],
        K.SUBCHAPTER: [after("§"), before("§")],
    },
    annex=lambda value: (
        "ҚОСЫМША" if value is None else f"{value}-ҚОСЫМША",
        ("Жоқарғы Кеңестиң", "2030-жыл 1-марттағы қарарына"),
        (),
    ),
    letters="абвгдежз",
    headings=("Улыўма режелер", "Тийкарғы түсиниклер", "Арза бериў тәртиби"),
    sentences=(
        "Усы Нызам пуқаралардың ҳуқықларын белгилейди.",
        "Арза үш жумыс күни ишинде көрип шығылады.",
        "5-статьяның екинши бөлегинде көрсетилген жағдайларда арза қабыл етилмейди.",
    ),
    intros=("Пуқара төмендеги ҳуқықларға ийе:", "Төмендегилер қадаған етиледи:"),
    items=("арза бериў", "мағлыўмат алыў ҳәм оннан пайдаланыў", "басқа ҳуқықлар"),
    orders=("14-статья төмендеги редакцияда баян етилсин:",),
    quotes=(("«", "»"), ("“", "”")),
    forms={
        "law": "ҚАРАҚАЛПАҚСТАН РЕСПУБЛИКАСЫНЫҢ НЫЗАМЫ",
        "code": "ҚАРАҚАЛПАҚСТАН РЕСПУБЛИКАСЫНЫҢ ҮЛГИ КОДЕКСИ",
        "resolution": "ҚАРАҚАЛПАҚСТАН РЕСПУБЛИКАСЫ МИНИСТРЛЕР КАБИНЕТИНИҢ ҚАРАРЫ",
    },
    title="Үлги мәселелерди тәртипке салыў ҳаққында",
    draft_mark="ЖОЙБАР",
    preamble="Үлги мәселелерди тәртипке салыў мақсетинде Министрлер Кабинети қарар етеди:",
    signature="Қарақалпақстан Республикасы Министри А. Үлгиев",
    annex_titles=("ҮЛГИ РЕЖЕ",),
    table=("№", "Илаж", "Мүддет"),
    note="Еслетпе. Дизим толықтырылыўы мүмкин.",
)

EN = Tongue(
    name="en",
    article=lambda number, _hyphen: f"Article {number}.",
    high={
        K.PART: [before("PART", mark=""), worded(EN_WORDS, "PART", is_after=False), roman_before("Part", mark="")],
        K.SECTION: [roman_before("SECTION", mark=""), before("Section")],
        K.SUBSECTION: [before("Subsection")],
        K.CHAPTER: [before("Chapter"), roman_before("CHAPTER", mark=""), before("CHAPTER", mark="")],
        K.SUBCHAPTER: [before("§")],
    },
    annex=lambda value: (
        "Annex" if value is None else f"Annex {value}",
        (),
        ("to Resolution No. 77 of the Cabinet of Ministers of 1 March 2030",),
    ),
    letters="abcdefgh",
    headings=("General provisions", "Basic terms", "How to apply", "Liability and supervision"),
    sentences=(
        "This Law sets out the rights of citizens.",
        "An application is considered within three working days.",
        "Articles 5 and 6 apply in every case.",
        "Article 5 of the Press Act does not apply here.",
    ),
    intros=("A citizen has the right:", "The following are forbidden:"),
    items=(
        "to apply",
        "to receive information and to use it",
        "to ask for the documents named in Article 12",
        "other rights",
    ),
    orders=("Article 14 shall read as follows:", "the following new text shall be added:"),
    quotes=(("“", "”"), ('"', '"')),
    forms={
        "law": "LAW OF THE REPUBLIC OF UZBEKISTAN",
        "code": "TAX CODE",
        "resolution": "RESOLUTION OF THE CABINET OF MINISTERS OF THE REPUBLIC OF UZBEKISTAN",
    },
    title="On the regulation of sample matters",
    draft_mark="Draft",
    preamble="In order to regulate sample matters the Cabinet of Ministers resolves:",
    signature="President of the Republic of Uzbekistan S. Sample",
    annex_titles=("SAMPLE REGULATIONS", "ROAD MAP"),
    table=("No.", "Measure", "Term"),
    note="Note. The list may be added to.",
)

KZ = Tongue(
    **{
        **RU.__dict__,
        "name": "kz",
        "jurisdiction": "kazakhstan",
        "forms": {
            "law": "ЗАКОН РЕСПУБЛИКИ КАЗАХСТАН",
            "code": "СОЦИАЛЬНЫЙ КОДЕКС РЕСПУБЛИКИ КАЗАХСТАН",
            "resolution": "ПОСТАНОВЛЕНИЕ ПРАВИТЕЛЬСТВА РЕСПУБЛИКИ КАЗАХСТАН",
        },
        "annex": lambda value: (
            "Приложение" if value is None else f"Приложение {value}",
            (),
            ("к постановлению Правительства", "от 1 марта 2030 года № 77"),
        ),
        "adoption": (),
        "preamble": "В целях упорядочения примерных вопросов Правительство ПОСТАНОВЛЯЕТ:",
        "signature": "Президент Республики Казахстан",
        "numbered_parts": 0.8,
    }
)

TONGUES = (UZ_LATN, UZ_LATN, UZ_CYRL, RU, KAA_LATN, KAA_CYRL, EN, KZ)
