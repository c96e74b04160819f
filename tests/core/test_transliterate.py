"""Uzbek interface sentences come out in the Cyrillic a person would write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation.core.text import fold
from consultation.core.transliterate import to_cyrillic

WORDS = """
Oʻzbekiston=Ўзбекистон oʻzbekcha=ўзбекча OʻZBEKISTON=ЎЗБЕКИСТОН oʼzgarish=ўзгариш o'zgartirish=ўзгартириш
o‘zbek=ўзбек o`qish=ўқиш gʻoya=ғоя bogʻ=боғ Gʻalaba=Ғалаба togʻ=тоғ yigʻilish=йиғилиш
shahar=шаҳар Shahar=Шаҳар SHAHAR=ШАҲАР choy=чой CHOY=ЧОЙ ishchi=ишчи boshchilik=бошчилик
yetkazish=етказиш Yechim=Ечим YECHIM=ЕЧИМ poyezd=поезд loyiha=лойиҳа tayyor=тайёр yoʻl=йўл Yoʻl=Йўл yoʻq=йўқ
yosh=ёш Yosh=Ёш YOSH=ЁШ dunyo=дунё daryo=дарё yangi=янги Yangi=Янги yuborish=юбориш Yuborish=Юбориш
madaniyat=маданият qiyin=қийин boʻyicha=бўйича uyi=уйи ilmiy=илмий viloyat=вилоят aniq=аниқ
elektron=электрон Elektron=Электрон eʼlon=эълон eʼlon=эълон maʼno=маъно sanʼat=санъат taʼlim=таълим TAʼLIM=ТАЪЛИМ
maʼlumot=маълумот ma'lumot=маълумот isʼhoq=исҳоқ asʼhob=асҳоб moʻjiza=мўъжиза meʼyor=меъёр
konstitutsiya=конституция Konstitutsiya=Конституция aksiya=акция korrupsiya=коррупция litsenziya=лицензия
konsert=концерт sement=цемент sex=цех sirk=цирк sirka=сирка pensiya=пенсия informatsiya=информация axborot=ахборот
yetsa=етса ketsin=кетсин aytsa=айтса sotsialistik=социалистик protsent=процент militsiya=милиция
oktabr=октябрь oktabrdan=октябрдан sentabr=сентябрь yanvar=январь aprelda=апрелда iyul=июль iyulgacha=июлгача
kompyuter=компьютер Kompyuterlar=Компьютерлар parol=пароль parolni=паролни parolingiz=паролингиз modeli=модели
budjet=бюджет byudjet=бюджет byuro=бюро menyu=меню subyekt=субъект obyektlar=объектлар premyera=премьера
xalq=халқ hujjat=ҳужжат Hukumat=Ҳукумат vazirlik=вазирлик qonun=қонун muhokama=муҳокама jamoat=жамоат
fuqaro=фуқаро sharh=шарҳ ovoz=овоз javob=жавоб hisobot=ҳисобот guruh=гуруҳ moderator=модератор band=банд
modda=модда qism=қисм ilova=илова bob=боб idora=идора muallif=муаллиф muddat=муддат soat=соат kun=кун
aeroport=аэропорт poeziya=поэзия voqea=воқеа teatr=театр OʻRQ=ЎРҚ PF=ПФ internet=интернет sayt=сайт
"""


@pytest.mark.parametrize("pair", WORDS.split())
def test_words(pair: str) -> None:
    latin, cyrillic = pair.split("=")
    assert to_cyrillic(latin) == cyrillic


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [
        ("%(n)s ta sharh, %(days)d kun qoldi (100%%)", "%(n)s та шарҳ, %(days)d кун қолди (100%%)"),
        ("{name}, xush kelibsiz", "{name}, хуш келибсиз"),
        ('<a href="/qonun">Qonun</a> &nbsp; &lt;b&gt;', '<a href="/qonun">Қонун</a> &nbsp; &lt;б&gt;'),
        ("5 < 6 va a > b", "5 < 6 ва а > б"),
        ("Manzil: https://example.uz/qonun?x=oʻ.", "Манзил: https://example.uz/qonun?x=oʻ."),
        ("Xat yozing: ism@example.uz.", "Хат ёзинг: ism@example.uz."),
        ("regulation.gov.uz saytida", "regulation.gov.uz сайтида"),
        (".docx yoki PDF fayl", ".docx ёки PDF файл"),
        ("PNG, JPEG, .odt, .rtf, UTF-8 va SHA-256", "PNG, JPEG, .odt, .rtf, UTF-8 ва SHA-256"),
        ("IV bob, 12¹-modda", "IV боб, 12¹-модда"),
        ("Microsoft Word hujjati", "Microsoft Word ҳужжати"),
        ("“Loyiha” va ‘izoh’", "“Лойиҳа” ва ‘изоҳ’"),
        ("Ҳужжат № 5", "Ҳужжат № 5"),
        ("", ""),
    ],
)
def test_what_is_not_prose_stays(latin: str, cyrillic: str) -> None:
    assert to_cyrillic(latin) == cyrillic


@pytest.mark.parametrize("pair", WORDS.split())
def test_both_spellings_have_one_search_key(pair: str) -> None:
    latin, cyrillic = pair.split("=")
    assert fold(latin) == fold(cyrillic)


@given(st.text("aeoʻ'ʼghsctyxSHYEO%(){}<>&;@./n1 ", max_size=60))
def test_total_and_done_at_once(text: str) -> None:
    once = to_cyrillic(text)
    assert to_cyrillic(once) == once


@pytest.mark.parametrize("piece", ["<", "{", "a.", "a@", "&a", "%(", "o'", "<!--", "www.", "-"])
def test_long_input_takes_linear_time(piece: str) -> None:
    assert to_cyrillic(piece * 20_000)
