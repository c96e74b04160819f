"""The conservation law: whatever the lines, the tree holds all their words and no other, and reading never fails."""

import json
import re
from collections import Counter
from collections.abc import Iterable
from itertools import chain

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consultation.core import eid as eids
from consultation.core.file_vocabulary import MarkSort
from consultation.core.vocabulary import Language
from consultation.ingest import Ingested, to_json
from consultation.ingest.lines import Block, Cell, Facts, Line, Note, Row, Table
from consultation.ingest.placeholders import in_language
from consultation.ingest.reading import from_blocks
from consultation.ingest.wire import from_wire, to_wire
from consultation.resources import jurisdictions

WORD = re.compile(r"\w+")
# The grammar's own words, so that chance finds the rules' corners.
OPENERS = (
    "1-modda.", "12¹-modda.", "2-модда", "Статья 3.", "Статья 7¹", "1-bob.", "II bob", "ІІ боб", "BIRINCHI BOʻLIM", "1-§.", "§ 2.",
    "UMUMIY QISM", "1-ILOVA", "ИЛОВА", "Приложение № 1", "Article 4", "CHAPTER 1.", "1.", "2.", "1.1.", "2.3.4.", "1)", "2)", "(a)",
    "a)", "б)", "v)", "aa)", "I.", "ii)", "—", "Izoh.", "LOYIHA", "OʻZBEKISTON RESPUBLIKASINING QONUNI", "Vazir",
    "Oʻzbekiston Respublikasi Prezidenti", "Kelishildi:", "1.—(1)", "2.—", "(6AA)", "(za)", "SCHEDULE 1", "CONTENTS", "A Bill", "Toshkent sh.,", "MUNDARIJA", "muqaddima", "1.05.2024", "№ 12", "*",
)  # fmt: skip
MIDDLES = (
    "",
    "Umumiy qoidalar",
    "matn",
    "quyidagi tahrirda bayon etilsin:",
    "“besh” soʻzi",
    "a) bir; b) ikki; v) uch",
    "X Y",
)
FURNITURE = ("- 12 -", "— 3 —", "12", "13", "14", "Qonun loyihasi")
QUOTES = ("", "“", "”", "«", "»", "„", '"', ": “", ":\n«")
ENDS = ("", ".", ";", ":", ",", "”.", "»;", '"')
texts = st.one_of(
    st.builds(
        lambda quote, opener, middle, end: f"{quote}{opener} {middle}{end}".strip(),
        st.sampled_from(QUOTES),
        st.sampled_from(OPENERS),
        st.sampled_from(MIDDLES),
        st.sampled_from(ENDS),
    ),
    st.sampled_from([*OPENERS, *MIDDLES]),
    st.sampled_from(FURNITURE),
    st.just("[\ufffcimage: chizma]"),
    st.text(max_size=40),
    st.lists(st.sampled_from([*OPENERS, *MIDDLES]), max_size=4).map("\n".join),
)
notes = st.lists(
    st.one_of(
        st.builds(Note, st.sampled_from(["", "1", "ii"]), st.sampled_from(["izoh matni", ""])),
        st.builds(Note, st.just(""), st.just("LOYIHA"), is_aside=st.just(True)),
        st.builds(Note, st.just("Karimov"), st.sampled_from(["oʻzgarish", "fikr"]), st.sampled_from(MarkSort)),
    ),
    max_size=2,
)
lines = st.builds(
    Line,
    text=texts,
    label=st.sampled_from([None, None, None, "1.", "1)", "a)", "1-modda.", "I", "3", "•"]),
    level=st.integers(0, 3),
    is_bullet=st.booleans(),
    align=st.sampled_from(["left", "center", "right", "both"]),
    is_bold=st.booleans(),
    is_contents=st.sampled_from([False, False, False, True]),
    notes=notes,
)
tables = st.builds(
    Table,
    st.lists(
        st.builds(Row, st.lists(st.builds(Cell, st.lists(lines, max_size=2)), max_size=3), st.booleans()), max_size=3
    ),
)
documents = st.lists(st.one_of(lines, lines, lines, lines, tables), max_size=40)


def lines_of(block: Block) -> list[Line]:
    if isinstance(block, Line):
        return [block]
    return [line for row in block.rows for cell in row.cells for line in cell.lines]


def texts_of(blocks: list[Block]) -> list[str]:
    """What the blocks say; a number typed again after the same automatic one is said once."""
    found: list[str] = []
    for line in chain.from_iterable(map(lines_of, blocks)):
        found.append(line.text)
        found.extend(f"{note.mark} {note.text}" for note in line.notes if note.sort is None)
    return found


def words_in(said: Iterable[str], language: Language) -> Counter[str]:
    """The words of what is said, those that name images and the like in the draft's language."""
    return Counter(word for text in said for word in WORD.findall(in_language(text, language)))


def left(blocks: list[Block]) -> Counter[tuple[MarkSort, str, str]]:
    """The drafters' marks on the blocks."""
    found = (note for line in chain.from_iterable(map(lines_of, blocks)) for note in line.notes)
    return Counter((note.sort, note.text, note.mark) for note in found if note.sort is not None)


def labels_of(blocks: list[Block]) -> Counter[str]:
    found = chain.from_iterable(map(lines_of, blocks))
    return Counter(w for line in found if line.label and not line.is_bullet for w in WORD.findall(line.label))


def kept(draft: Ingested) -> Counter[str]:
    texts_kept = chain((clause.words for clause in draft.clauses), (aside.text for aside in draft.asides))
    return Counter(w for text in texts_kept for w in WORD.findall(text))


@settings(max_examples=600, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents, st.sampled_from(list(jurisdictions())))
def test_no_word_is_lost_or_invented(blocks: list[Block], jurisdiction: str) -> None:
    said, labels, marks = texts_of(blocks), labels_of(blocks), left(blocks)
    draft = from_blocks(blocks, Facts(aside=["LOYIHA"]), jurisdiction)
    have = kept(draft) - Counter(["LOYIHA"])
    assert Counter((mark.sort, mark.text, mark.author) for mark in draft.marks) == marks
    want = words_in(said, draft.language)
    assert want - have == Counter(), "lost"
    assert have - want - labels == Counter(), "invented"
    ids = [clause.eid for clause in draft.clauses]
    assert len(set(ids)) == len(ids)
    seen: set[str | None] = {None}
    for clause in draft.clauses:
        assert clause.parent in seen
        seen.add(clause.eid)
        eids.parse(clause.eid)
    on_sheet = {line.clause.eid for line in draft.sheet.lines}
    assert {found.eid for found in draft.warnings} <= {*on_sheet, None}
    assert {mark.eid for mark in draft.marks} <= seen
    taken_out = [line.clause.text for line in draft.sheet.lines if line.is_aside]
    assert taken_out == [aside.text for aside in draft.asides]
    assert from_wire(json.loads(json.dumps(to_wire(draft)))) == draft
    to_json(draft)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_any_text_at_all_gives_a_tree(text: str) -> None:
    blocks: list[Block] = [Line(" ".join(line.split())) for line in text.splitlines() if line.strip()]
    said = texts_of(blocks)
    draft = from_blocks(blocks, Facts())
    assert kept(draft) == words_in(said, draft.language)
