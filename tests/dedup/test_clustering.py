"""Comments that say the same come together whatever alphabet they are in; opposites and strangers never do."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consultation.dedup import Comment, Placement, cluster

NEAR = [
    "Jarima miqdori koʻp, kamaytirilsin!",
    "Jarima miqdori ko‘p kamaytirilsin",
    "jarima miqdori ko'p, kamaytirilsin.",
    "Жарима миқдори кўп, камайтирилсин",
    "Жарима микдори куп камайтирилсин",
    "Jarima miqdori kop kamaytirilsin",
    "Jarima miqdori köp, kamaytirilsin",
]
OPPOSITE = "Jarima miqdori kam, koʻpaytirilsin"

STANCE = "Biz ushbu qonun loyihasini qoʻllab-quvvatlaymiz."
AGAINST = "Biz ushbu qonun loyihasini qoʻllab-quvvatlamaymiz."
BODY = (
    "Mahallamizdagi kutubxona oʻn yildan beri yopiq turibdi, bolalar kitob oʻqish uchun shahar markaziga borishga majbur. "
    "Yangi tartib boʻyicha har bir tumanda kamida bitta kutubxona ish vaqtidan keyin ham ochiq boʻlishi kerak. "
    "Buning uchun tuman byudjetidan alohida mablagʻ ajratilishi va uning sarflanishi har chorakda eʼlon qilinishi lozim. "
    "Oʻquvchi guvohnomasi bepul berilsa, kam taʼminlangan oilalarning farzandlari ham kitobxonlikka qaytadi."
)
BODY_CYRILLIC = (
    "Маҳалламиздаги кутубхона ўн йилдан бери ёпиқ турибди, болалар китоб ўқиш учун шаҳар марказига боришга мажбур. "
    "Янги тартиб бўйича ҳар бир туманда камида битта кутубхона иш вақтидан кейин ҳам очиқ бўлиши керак. "
    "Бунинг учун туман бюджетидан алоҳида маблағ ажратилиши ва унинг сарфланиши ҳар чоракда эълон қилиниши лозим. "
    "Ўқувчи гувоҳномаси бепул берилса, кам таъминланган оилаларнинг фарзандлари ҳам китобхонликка қайтади."
)
LETTERS = [
    f"{STANCE} {BODY}",
    f"{STANCE} {BODY}",
    f"Биз ушбу қонун лойиҳасини қўллаб-қувватлаймиз. {BODY_CYRILLIC}",
    f"{STANCE} {BODY}".replace("ʻ", "'").replace("ʼ", "'").upper(),
    f"Hurmatli vazirlik! Men Aziza Karimova, 34 yoshdaman. {STANCE} {BODY} Hurmat bilan, Aziza.",
    f"{STANCE} {BODY} Bundan tashqari, kutubxonachilarning oyligi kamida ikki baravar oshirilishi kerak.",
    f"{STANCE} " + " ".join(reversed(BODY.split(". "))),
]
OTHERS = [
    f"{AGAINST} {BODY}",
    "Yoʻllardagi chuqurlar taʼmirlanmasdan turib jarimalarni oshirish adolatsiz, avval yoʻlni tuzating.",
    "Прошу уточнить, кто будет отвечать за сохранность книг после закрытия читального зала.",
    "Please publish the budget of every library, so that people can see where the money goes.",
]


def groups(texts: list[str], own_texts: tuple[str, ...] = ()) -> set[frozenset[int]]:
    placed = cluster([Comment(i, text) for i, text in enumerate(texts)], own_texts=own_texts)
    found: dict[object, set[int]] = {}
    for placement in placed:
        found.setdefault(placement.cluster, set()).add(int(placement.id))
    return set(map(frozenset, found.values()))


def test_spellings_of_one_demand_are_one_cluster_and_the_opposite_stays_out() -> None:
    assert groups([*NEAR, OPPOSITE]) == {frozenset(range(7)), frozenset({7})}


def test_letter_in_two_scripts_with_frames_additions_and_reordering_is_one_cluster() -> None:
    found = groups([*LETTERS, *OTHERS])
    size = len(LETTERS)
    assert found == {frozenset(range(size)), *(frozenset({size + i}) for i in range(len(OTHERS)))}


def test_one_typing_error_in_a_short_text_joins_the_frequent_spelling() -> None:
    assert groups(["Qarshiman!", "Қаршиман", "qarshiman", "Qarshimna", "Rozimisiz?"]) == {
        frozenset({0, 1, 2, 3}),
        frozenset({4}),
    }


def test_rare_spellings_do_not_join_each_other() -> None:
    assert groups(["Moddaga", "Moddada"]) == {frozenset({0}), frozenset({1})}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Qarshiman", "Qarshi emasman"),
        ("Men bu qonunni qoʻllab-quvvatlayman", "Men bu qonunni qoʻllab-quvvatlamayman"),
        ("Ushbu qaror tezroq qabul qilinsin", "Ushbu qaror tezroq qabul qilinmasin"),
        ("Ushbu qaror qabul qilinsin", "Ушбу қарор рад этилсин"),
        ("Ushbu norma saqlab qolinsin", "Ushbu norma bekor qilinsin"),
        ("Ariza besh kun ichida koʻrib chiqilsin", "Ariza oʻn kun ichida koʻrib chiqilsin"),
        ("Ariza 5 kun ichida koʻrib chiqilsin", "Ariza 10 kun ichida koʻrib chiqilsin"),
        ("Я согласен с этим законом полностью", "Я не согласен с этим законом полностью"),
        ("Мы выступаем за принятие этого решения", "Мы выступаем против принятия этого решения"),
        ("Штраф надо увеличить в два раза", "Штраф надо уменьшить в два раза"),
        ("Прошу принять этот закон", "Прошу отклонить этот закон"),
        ("I support this law and its article", "I oppose this law and its article"),
        ("This article should be adopted now", "This article should not be adopted now"),
        ("Bul nızam qabıl etilsin", "Bul nızam qabıl etilmesin"),
        ("Bul nızamǵa qarsıman", "Bul nızamǵa qarsı emespen"),
        ("Бул нызам қабыл етилсин", "Бул нызам қабыл етилмесин"),
        ("Bu tartib qonuniy deb hisoblayman", "Bu tartib noqonuniy deb hisoblayman"),
        ("Bu tartib adolatli boʻladi", "Bu tartib adolatsiz boʻladi"),
    ],
)
@pytest.mark.parametrize("body", ["", " " + BODY])
def test_opposites_are_never_merged(one: str, other: str, body: str) -> None:
    texts = [one + body] * 3 + [other + body] * 2
    assert groups(texts) == {frozenset({0, 1, 2}), frozenset({3, 4})}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Talabalar uchun imtiyoz berilsin", "Oʻqituvchilar uchun imtiyoz berilsin"),
        ("Toshkent shahrida yangi maktablar qurilishi kerak", "Samarqand shahrida yangi maktablar qurilishi kerak"),
        ("Прошу построить новую школу в нашем районе", "Прошу построить новую больницу в нашем районе"),
        ("Шахар марказида велосипед йўлаклари қурилсин илтимос", "Шахар марказида пиёдалар йўлаклари қурилсин илтимос"),
        (
            "12-moddaga oʻzgartirish kiritilsin, muddat uzaytirilsin",
            "14-moddaga oʻzgartirish kiritilsin, muddat uzaytirilsin",
        ),
    ],
)
def test_in_a_demand_of_one_line_another_word_is_another_demand(one: str, other: str) -> None:
    assert groups([one, one, one, other]) == {frozenset({0, 1, 2}), frozenset({3})}


def test_a_word_more_or_another_ending_is_the_same_demand() -> None:
    one = "Qonun loyihasini toʻliq qoʻllab-quvvatlayman"
    texts = [one, f"{one}, rahmat", "Қонун лойиҳасини тўлиқ қўллаб-қувватлаймиз"]
    assert groups(texts) == {frozenset({0, 1, 2})}


CLAUSE = (
    "Tuman kutubxonalari har kuni soat toʻqqizdan yigirma birgacha ishlaydi, dam olish kunlari esa rahbar tomonidan "
    "tasdiqlangan jadval asosida xizmat koʻrsatadi va oʻquvchilarga kitoblarni uyga bepul beradi"
)
QUOTING = [
    "Dam olish kunlari ham bir xil soatlarda ochiq boʻlsin, odamlar shu kunlari boʻsh.",
    "Kitoblarni uyga berishda garov soʻralmasligini aniq yozib qoʻyish kerak, aks holda har kim oʻzicha talqin qiladi.",
    "Rahbar jadvalni saytda eʼlon qilishi shart boʻlsin.",
]


@pytest.mark.parametrize("marks", ["“{}” {}", "«{}» {}", '"{}" {}'])
def test_quoting_the_same_clause_in_marks_makes_nobody_alike(marks: str) -> None:
    assert len(groups([marks.format(CLAUSE, own) for own in QUOTING])) == len(QUOTING)


def test_quoting_the_same_clause_without_marks_makes_nobody_alike() -> None:
    texts = [f"{CLAUSE} {own}" for own in QUOTING]
    assert len(groups(texts, own_texts=(CLAUSE,))) == len(QUOTING)


def test_a_pasted_letter_that_is_contradicted_is_not_counted_for_it() -> None:
    answer = (
        f"{BODY.split('. ', 1)[0]} deb yozishmoqda, ammo bunga qoʻshilib boʻlmaydi. Bizning mahallada kutubxona har kuni ochiq, "
        "faqat odamlar bundan bexabar. Pulni yangi binolarga emas, eʼlon va toʻgaraklarga sarflash toʻgʻriroq boʻlardi."
    )
    assert frozenset({len(LETTERS)}) in groups([*LETTERS, answer])


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(len(NEAR) + 1 + len(LETTERS) + len(OTHERS))))
def test_order_of_arrival_changes_nothing(order: list[int]) -> None:
    texts = [*NEAR, OPPOSITE, *LETTERS, *OTHERS]
    comments = [Comment(i, text) for i, text in enumerate(texts)]
    assert cluster([comments[i] for i in order]) == cluster(comments)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=()), max_size=80), max_size=12))
def test_any_text_is_placed_once_beside_a_representative_of_its_own_cluster(texts: list[str]) -> None:
    placed = cluster(Comment(i, text) for i, text in enumerate(texts))
    assert [placement.id for placement in placed] == list(range(len(texts)))
    clusters = {placement.id: placement.cluster for placement in placed}
    assert {p.id for p in placed if p.representative} == set(clusters.values())
    assert all(clusters[leader] == leader for leader in clusters.values())
    assert all(0 <= placement.score <= 1 for placement in placed)


POOL = [*BODY.split(". "), *BODY_CYRILLIC.split(". "), *QUOTING, CLAUSE]
MIXED = st.builds(
    lambda opening, parts: ". ".join([opening, *parts]),
    st.sampled_from([STANCE, AGAINST]),
    st.lists(st.sampled_from(POOL), max_size=7),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(MIXED, min_size=2, max_size=25), st.randoms(use_true_random=False))
def test_recombined_letters_keep_every_promise(texts: list[str], chance: random.Random) -> None:
    comments = [Comment(i, text) for i, text in enumerate(texts)]
    placed = cluster(comments)
    cluster_of = {placement.id: placement.cluster for placement in placed}
    assert all(cluster_of[leader] == leader for leader in cluster_of.values())
    sides: dict[object, set[bool]] = {}
    for i, text in enumerate(texts):
        sides.setdefault(cluster_of[i], set()).add(text.startswith(STANCE))
    assert all(len(side) == 1 for side in sides.values())
    chance.shuffle(comments)
    assert cluster(comments) == placed


def test_representative_is_the_text_most_often_sent_and_then_the_earliest() -> None:
    placed = cluster([Comment(9, LETTERS[5]), Comment(7, LETTERS[0]), Comment(8, LETTERS[2])])
    assert placed[0] == Placement(7, 7, 1.0, representative=True)
    assert placed[1] == Placement(8, 7, 1.0, representative=False)
    assert (placed[2].cluster, placed[2].representative) == (7, False)


def test_texts_without_letters_are_only_the_same_as_themselves() -> None:
    assert groups(["👍", " 👍", "👎", "", "  "]) == {frozenset({0, 1}), frozenset({2}), frozenset({3, 4})}


def test_an_id_that_occurs_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        cluster([Comment(1, "a"), Comment("1", "b")])


def test_progress_reaches_its_total() -> None:
    seen: list[tuple[int, int]] = []
    cluster([Comment(i, text) for i, text in enumerate(NEAR[:3] + OTHERS)], progress=lambda n, of: seen.append((n, of)))
    assert seen == [(n, 5) for n in range(1, 6)]


@pytest.mark.parametrize("text", ["a" * 1_000_000, "qarshi " * 150_000, "«" * 300_000, '"x' * 300_000, "1 " * 300_000])
def test_huge_texts_take_no_quadratic_time(text: str) -> None:
    assert len(cluster([Comment(1, text), Comment(2, text + " boshqa"), Comment(3, text[:-3])])) == 3


def test_many_different_texts_stay_apart() -> None:
    chance = random.Random(5)
    syllables = [c + v for c in "bdfgklmnrstvz" for v in "aeiou"]
    texts = [" ".join("".join(chance.choices(syllables, k=3)) for _ in range(60)) for _ in range(300)]
    assert len(groups(texts)) == len(texts)


def test_a_hundred_thousand_copies_are_read_once_and_kept_once() -> None:
    placed = cluster(Comment(i, f"{STANCE} {BODY}") for i in range(100_000))
    assert {(p.cluster, p.score) for p in placed} == {(0, 1.0)}
    assert len(placed) == 100_000


@pytest.mark.parametrize("text", ["", "\ud800", "\ud83d qarshiman \udc4d", "\x00" * 50, "а\u0301" * 5_000])
def test_odd_texts_are_placed(text: str) -> None:
    assert [placement.id for placement in cluster([Comment(1, text), Comment(2, BODY), Comment(3, text)])] == [1, 2, 3]


@settings(max_examples=10, deadline=None)
@given(st.lists(MIXED, min_size=2, max_size=25))
def test_copies_of_a_text_are_always_together(texts: list[str]) -> None:
    comments = [Comment(i, text) for i, text in enumerate(texts)]
    doubled = [*comments, *(Comment(len(texts) + i, text) for i, text in enumerate(texts))]
    cluster_of = {placement.id: placement.cluster for placement in cluster(doubled)}
    assert all(cluster_of[i] == cluster_of[len(texts) + i] for i in range(len(texts)))
