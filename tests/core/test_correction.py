"""What an officer changes in a split: words, places, quotations; nothing of the file is lost, invented or put out of order."""

import contextlib
import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation.core import arrangement, correction, quotation, sheet
from consultation.core.clause import Outline, outline
from consultation.core.errors import Blocked
from consultation.core.sheet import Sheet
from consultation.core.vocabulary import ClauseKind as K
from consultation.core.vocabulary import Language
from tests.texts import ARTICLE, LAW, POINT, unit

SECOND = f"{ARTICLE}__para_2"


def shape(tree: Outline) -> list[tuple[int, str, str]]:
    """Depth, kind and words of every clause; quoted ones with a mark."""
    return [
        (depth, f"{clause.kind.value}{'*' if clause.quoted else ''}", clause.words.replace("\n", " "))
        for depth, clause in tree.walk()
    ]


def letters(text: Sheet, *, aside: bool = False) -> str:
    """Everything the text says (or what was set aside says), in order, blanks and signs left out."""
    return re.sub(r"[\W_]+", "", "".join(line.clause.words for line in text.lines if line.is_aside is aside))


def test_change_kind_makes_ids_anew() -> None:
    changed = correction.change_kind(LAW, [f"{POINT}__indent_1"], K.SUBPOINT)
    assert changed.find(f"{POINT}__subpoint_2").text == "— davomi."
    both = correction.change_kind(LAW, [f"{ARTICLE}__para_1", SECOND], K.INDENT)
    assert [child.kind for child in both.children(ARTICLE)] == [K.INDENT, K.INDENT]


def test_a_language_is_that_of_the_clause_with_all_below_it() -> None:
    changed = correction.change_language(LAW, ["att_1"], Language.RU)
    assert [clause.language for clause in changed.clauses] == [None] * 9 + [Language.RU] * 5
    assert correction.change_language(changed, ["att_1"], None) == LAW


def test_merge_with_previous_keeps_words_and_children() -> None:
    merged = correction.merge_with_previous(LAW, [POINT])
    assert merged.find(SECOND).text == "Quyidagilar:\n3)\nuchinchi;"
    assert [child.text for child in merged.children(SECOND)] == ["vergul;", "— davomi."]
    with pytest.raises(Blocked):
        correction.merge_with_previous(LAW, ["chp_1"])


def test_clauses_that_follow_each_other_are_joined_into_one() -> None:
    joined = correction.join(LAW, [f"{ARTICLE}__para_1", SECOND, POINT])
    assert shape(joined)[1:6] == [
        (1, "article", "5-modda. Huquqlar"),
        (2, "paragraph", "Birinchi gap. Quyidagilar: 3) uchinchi;"),
        (3, "subpoint", "v) vergul;"),
        (3, "indent", "— davomi."),
        (1, "article", "12¹-modda. Oʻz matni:"),
    ]
    for eids in ([POINT], [ARTICLE, SECOND]):
        with pytest.raises(Blocked):
            correction.join(LAW, eids)


def test_split_at_gives_children_to_the_second_half() -> None:
    split = correction.split_at(LAW, f"{ARTICLE}__para_1", len("Birinchi"))
    assert [child.text for child in split.children(ARTICLE)] == ["Birinchi", "gap.", "Quyidagilar:"]
    article = correction.split_at(LAW, "chp_1__art_12-1", len("Oʻz"))
    assert [child.text for child in article.children("chp_1__art_12-1")] == ["matni:", "birinchi;"]
    with pytest.raises(Blocked):
        correction.split_at(LAW, f"{ARTICLE}__para_1", 0)


def test_retitle_moves_only_the_border() -> None:
    titled = correction.retitle(LAW, "chp_1__art_12-1", "Oʻz")
    assert (titled.find("chp_1__art_12-1").heading, titled.find("chp_1__art_12-1").text) == ("Oʻz", "matni:")
    untitled = correction.retitle(LAW, ARTICLE, "")
    assert (untitled.find(ARTICLE).heading, untitled.find(ARTICLE).text) == (None, "Huquqlar")
    with pytest.raises(Blocked):
        correction.retitle(LAW, ARTICLE, "Boshqa")


def test_a_label_takes_the_line_after_it_as_its_heading() -> None:
    tree = outline(
        [
            (0, unit(K.CHAPTER, "1-BOB", "1")),
            (0, unit(K.OTHER, text="UMUMIY")),
            (0, unit(K.OTHER, text="QOIDALAR")),
            (1, unit(K.ARTICLE, "1-modda.", "1", heading="Maqsad")),
            (0, unit(K.CHAPTER, "2-BOB", "2")),
        ]
    )
    once = correction.take_heading(tree, "chp_1")
    twice = correction.take_heading(once, "chp_1")
    assert shape(twice) == [
        (0, "chapter", "1-BOB UMUMIY QOIDALAR"),
        (1, "article", "1-modda. Maqsad"),
        (0, "chapter", "2-BOB"),
    ]
    for blocked in ("other_1", "chp_2"):
        with pytest.raises(Blocked):
            correction.take_heading(tree, blocked)


@pytest.mark.parametrize(
    ("num", "heading", "text", "given", "became"),
    [
        ("3)", None, "uchinchi;", "", (None, None, None, "3) uchinchi;")),
        (None, None, "3) uchinchi;", "3)", ("3)", "3", None, "uchinchi;")),
        ("5-modda.", "Huquqlar", "", "", (None, None, "5-modda. Huquqlar", "")),
        ("121-modda.", "Huquqlar", "", "12¹-modda.", ("12¹-modda.", "12-1", "Huquqlar", "")),
        ("121-modda.", None, "Matn.", "12-1-modda.", ("12-1-modda.", "12-1", None, "Matn.")),
        (None, None, "121-modda. Matn.", "12¹-modda.", ("12¹-modda.", "12-1", None, "Matn.")),
        ("12", None, "-modda. Matn.", "12-modda.", ("12-modda.", "12", None, "Matn.")),
        ("1. 2", "Sarlavha", "", "1.", ("1.", "1", "2 Sarlavha", "")),
        ("5.", "Oltinchi band", "Matn.", "5. Oltinchi", ("5. Oltinchi", "5", "band", "Matn.")),
        ("ІV", None, "Матн.", "IV", ("IV", "IV", None, "Матн.")),
        ("3)", None, "uchinchi;", "4)", ("4)", "4", None, "uchinchi;")),
    ],
)
def test_a_number_takes_its_words_from_the_clause_and_gives_them_back(
    num: str | None, heading: str | None, text: str, given: str, became: tuple[str | None, ...]
) -> None:
    tree = outline([(0, unit(K.POINT, num, None, text, heading))])
    clause = correction.renumber(tree, tree.clauses[0].eid, given).clauses[0]
    assert (clause.num, clause.number, clause.heading, clause.text) == became


@pytest.mark.parametrize(
    ("given", "is_own"),
    [
        ("12¹-modda.", False),
        ("12-1 modda", False),
        ("12", True),
        ("122-modda.", True),
        ("13-modda.", True),
        ("", False),
    ],
)
def test_only_the_height_of_digits_signs_and_look_alikes_of_a_number_are_the_files_own(
    given: str, *, is_own: bool
) -> None:
    assert correction.is_own_number(unit(K.ARTICLE, "121-modda.", "121", "Matn."), given) is is_own


def test_moving_in_and_out_are_opposites() -> None:
    inside = arrangement.move_in(LAW, [SECOND])
    assert inside.find(f"{ARTICLE}__para_1__para_1").text == "Quyidagilar:"
    assert arrangement.move_out(inside, [f"{ARTICLE}__para_1__para_1"]) == LAW
    with pytest.raises(Blocked):
        arrangement.move_in(LAW, [ARTICLE])
    with pytest.raises(Blocked):
        arrangement.move_out(LAW, ["att_1"])


def test_several_clauses_move_together_and_what_is_in_them_once() -> None:
    tree = outline([(0, unit(K.POINT, f"{n}.", str(n), "Matn.")) for n in range(1, 5)])
    inside = arrangement.move_in(tree, ["point_2", "point_3"])
    assert [depth for depth, _ in inside.walk()] == [0, 1, 1, 0]
    assert arrangement.move_out(inside, ["point_1__point_2", "point_1__point_3"]) == tree
    with pytest.raises(Blocked):
        arrangement.move_in(tree, ["point_1", "point_2"])
    nested = arrangement.move_in(inside, ["point_1__point_3"])
    out = arrangement.move_out(nested, ["point_1__point_2", "point_1__point_2__point_3"])
    assert [depth for depth, _ in out.walk()] == [0, 0, 1, 0]


def test_a_parent_is_chosen_among_what_stands_around_the_clause_before() -> None:
    options = arrangement.possible_parents(LAW, f"{POINT}__indent_1")
    assert [each.eid if each else None for each in options] == [
        None,
        "chp_1",
        ARTICLE,
        SECOND,
        POINT,
        f"{POINT}__subpoint_v",
    ]
    assert [each and each.eid for each in arrangement.possible_parents(LAW, "chp_1__art_12-1")] == [None, "chp_1"]
    assert [each and each.eid for each in arrangement.possible_parents(LAW, "att_1__table_1__tr_2")] == [
        None,
        "att_1__table_1",
    ]
    assert arrangement.possible_parents(LAW, "chp_1") == [None]


def test_a_clause_is_put_under_the_chosen_parent() -> None:
    moved = arrangement.put_under(LAW, f"{POINT}__indent_1", ARTICLE)
    assert [child.text for child in moved.children(ARTICLE)] == ["Birinchi gap.", "Quyidagilar:", "— davomi."]
    assert arrangement.put_under(moved, f"{ARTICLE}__indent_1", POINT) == LAW
    top = arrangement.put_under(LAW, "chp_1__art_12-1", None)
    assert [clause.eid for clause in top.children(None)] == ["chp_1", "art_12-1", "att_1"]
    with pytest.raises(Blocked):
        arrangement.put_under(LAW, "chp_1__art_12-1", POINT)
    with pytest.raises(Blocked):
        arrangement.put_under(LAW, f"{POINT}__indent_1", "att_1")


AMENDING = outline(
    [
        (0, unit(K.ARTICLE, "1-modda.", "1", "Kiritilsin:")),
        (1, unit(K.POINT, "1)", "1", "bayon etilsin:")),
        (0, unit(K.ARTICLE, "6-modda.", "6", heading="Yangi")),
        (1, unit(K.PARAGRAPH, text="Yangi qism.")),
        (1, unit(K.PARAGRAPH, text="Yana qism.")),
        (0, unit(K.ARTICLE, "2-modda.", "2", "Kuchga kiradi.")),
    ]
)


def test_a_clause_with_all_below_it_becomes_a_quoted_block_and_leaves_it() -> None:
    quoted = quotation.quote(AMENDING, ["art_6"])
    assert shape(quoted)[2:6] == [
        (0, "quoted*", ""),
        (1, "article*", "6-modda. Yangi"),
        (2, "paragraph*", "Yangi qism."),
        (2, "paragraph*", "Yana qism."),
    ]
    below = arrangement.put_under(quoted, "qstr_1", "art_1__point_1")
    assert below.find("art_1__point_1__qstr_1__art_6").quoted
    assert quotation.unquote(quoted, ["qstr_1"]) == AMENDING
    assert quotation.unquote(quoted, ["qstr_1__art_6"]) == AMENDING
    for eids in (["qstr_1"], ["qstr_1", "art_2"]):
        with pytest.raises(Blocked):
            quotation.quote(quoted, eids)
    for eids in (["art_1", "art_2"], ["art_6", "art_1__point_1"]):
        with pytest.raises(Blocked):
            quotation.quote(AMENDING, eids)
    with pytest.raises(Blocked):
        quotation.unquote(AMENDING, ["art_2"])


def test_a_line_of_plain_text_is_a_quoted_block_by_itself() -> None:
    quoted = quotation.quote(AMENDING, ["art_6__para_2"])
    assert shape(quoted)[4] == (1, "quoted*", "Yana qism.")
    assert quotation.unquote(quoted, ["art_6__qstr_1"]) == AMENDING


def test_what_follows_in_a_block_stays_quoted_unless_the_quotation_ends_there() -> None:
    quoted = quotation.quote(AMENDING, ["art_1", "art_6", "art_2"])
    middle = quotation.unquote(quoted, ["qstr_1__art_6"])
    assert [line[:2] for line in shape(middle)] == [
        (0, "quoted*"),
        (1, "article*"),
        (2, "point*"),
        (0, "article"),
        (1, "paragraph"),
        (1, "paragraph"),
        (0, "quoted*"),
        (1, "article*"),
    ]
    ended = quotation.end_quotation(quoted, "qstr_1__art_6")
    assert [line[:2] for line in shape(ended)] == [
        (0, "quoted*"),
        (1, "article*"),
        (2, "point*"),
        (0, "article"),
        (1, "paragraph"),
        (1, "paragraph"),
        (0, "article"),
    ]
    assert quotation.end_quotation(quoted, "qstr_1__art_1") == AMENDING
    with pytest.raises(Blocked):
        quotation.end_quotation(ended, "art_2")


Correct = Callable[[Outline, list[str], int], Outline]
CORRECTIONS: tuple[Correct, ...] = (
    lambda tree, eids, detail: correction.change_kind(tree, eids, list(K)[detail]),
    lambda tree, eids, _: correction.change_language(tree, eids, Language.RU),
    lambda tree, eids, _: correction.merge_with_previous(tree, eids),
    lambda tree, eids, _: correction.join(tree, eids),
    lambda tree, eids, detail: correction.split_at(tree, eids[0], detail),
    lambda tree, eids, _: correction.take_heading(tree, eids[0]),
    lambda tree, eids, _: correction.retitle(tree, eids[0], " ".join(tree.find(eids[0]).text.split()[:2])),
    lambda tree, eids, _: correction.renumber(tree, eids[0], ""),
    lambda tree, eids, _: correction.renumber(tree, eids[0], " ".join(tree.find(eids[0]).words.split()[:1])),
    lambda tree, eids, _: arrangement.move_in(tree, eids),
    lambda tree, eids, _: arrangement.move_out(tree, eids),
    lambda tree, eids, detail: arrangement.put_under(tree, eids[0], _parent(tree, eids[0], detail)),
    lambda tree, eids, _: quotation.quote(tree, eids),
    lambda tree, eids, _: quotation.unquote(tree, eids),
    lambda tree, eids, _: quotation.end_quotation(tree, eids[0]),
)


def _parent(tree: Outline, eid: str, detail: int) -> str | None:
    options = arrangement.possible_parents(tree, eid)
    chosen = options[detail % len(options)]
    return chosen.eid if chosen else None


@given(
    st.lists(
        st.tuples(
            st.integers(0, len(CORRECTIONS)), st.lists(st.integers(0, 30), min_size=1, max_size=4), st.integers(0, 12)
        ),
        max_size=12,
    )
)
def test_no_correction_loses_invents_or_disorders_a_letter(steps: list[tuple[int, list[int], int]]) -> None:
    text = sheet.sheet_of(LAW)
    for step, places, detail in steps:
        before = text
        lines = [line for line in text.lines if not line.is_aside]
        if not lines:
            break
        eids = list(dict.fromkeys(lines[place % len(lines)].clause.eid for place in places))
        with contextlib.suppress(Blocked):
            if step == len(CORRECTIONS):
                text = sheet.set_aside(text, eids)
            else:
                text = sheet.corrected(text, lambda tree: CORRECTIONS[step](tree, eids, detail))  # noqa: B023 - called at once
        assert len({line.clause.eid for line in text.lines}) == len(text.lines)
        if step == len(CORRECTIONS):
            assert sorted(letters(text) + letters(text, aside=True)) == sorted(letters(sheet.sheet_of(LAW)))
        else:
            assert (letters(text), letters(text, aside=True)) == (letters(before), letters(before, aside=True))
        assert sheet.undone(text, sheet.way_back(before, text)) == before
        moved = sheet.moved_ids(before, text)
        assert set(moved) == {line.clause.eid for line in before.lines}
        assert set(moved.values()) <= {line.clause.eid for line in text.lines}
