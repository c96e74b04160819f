"""Texts and corrections made of the ingester's own keywords in five languages, and how a find among them is kept."""

from dataclasses import asdict
from typing import Any, NamedTuple

from hypothesis import strategies as st

from consultation.actions.correcting import ACTS, Correction
from consultation.core.vocabulary import ClauseKind
from consultation.ingest.lines import Block, Cell, Facts, Line, Note, Row, Table
from consultation.resources import jurisdictions
from tests.fuzz.laws import check_blocks, check_corrections, check_growth
from tests.ingest import test_conservation as known

_UNITS = (
    *("modda", "bob", "boʻlim", "qism", "band", "kichik band", "xatboshi", "ilova", "paragraf"),
    *("модда", "боб", "бўлим", "қисм", "банд", "кичик банд", "хатбоши", "илова"),
    *("статья", "глава", "раздел", "подраздел", "часть", "пункт", "подпункт", "абзац", "приложение", "параграф"),
    *("statya", "bap", "bólim", "bánt", "статья", "бап", "бөлим", "бәнт", "қосымша", "qosımsha"),
    *("article", "chapter", "part", "section", "paragraph", "schedule", "annex", "sub-paragraph", "§"),
)  # fmt: skip
_NUMBERS = (
    "1",
    "2",
    "12¹",
    "12-1",
    "12.1",
    "1.1",
    "IV",
    "ІV",
    "а",
    "a",
    "б",
    "v",
    "birinchi",
    "первая",
    "II",
    "0",
    "999999999",
)
_MARKS = ("-", " ", ". ", ") ", ".—(", "№ ", "¹", "–", ": ", "; ", "\n", "\t", "\u00a0", "“", "”", "«", "»", '"', "„")
_CASES = ("", "", "", "da", "ning", "ga", "и", "ом", "ке", "s", "ўз")

keywords = st.lists(
    st.one_of(
        st.sampled_from(_UNITS).flatmap(lambda unit: st.sampled_from((unit, unit.upper(), unit.capitalize()))),
        st.sampled_from(_NUMBERS),
        st.sampled_from(_MARKS),
        st.sampled_from(_CASES),
        st.sampled_from(known.OPENERS),
        st.sampled_from(known.MIDDLES),
    ),
    max_size=10,
).map("".join)
lines = st.builds(
    Line,
    text=st.one_of(keywords, known.texts),
    label=st.sampled_from([None, None, None, None, "1.", "1)", "a)", "б)", "1-modda.", "I", "3", "•", "12¹.", "(1)"]),
    level=st.integers(0, 8),
    is_bullet=st.booleans(),
    align=st.sampled_from(["left", "center", "right", "both", "end", "x"]),
    is_bold=st.booleans(),
    outline=st.sampled_from([None, None, None, 0, 1, 9]),
    is_contents=st.sampled_from([False, False, False, False, True]),
    notes=known.notes,
)
tables = st.builds(
    Table,
    st.lists(
        st.builds(
            Row, st.lists(st.builds(Cell, st.lists(lines, max_size=3), st.integers(1, 3)), max_size=4), st.booleans()
        ),
        max_size=4,
    ),
)
# Said over and over, these show what takes more work the more of it there is.
refrains = st.lists(st.one_of(lines, lines, lines, tables), min_size=1, max_size=4)
documents = st.lists(st.one_of(lines, lines, lines, lines, lines, tables), max_size=30)


class Step(NamedTuple):
    """A correction before the text is known: the clause by its place, counted round."""

    act: str
    place: int
    kind: str
    words: str
    offset: int


steps = st.lists(
    st.builds(
        Step,
        act=st.sampled_from(sorted(ACTS)),
        place=st.integers(0, 40),
        kind=st.sampled_from([kind.value for kind in ClauseKind]),
        words=st.one_of(st.just(""), keywords),
        offset=st.integers(0, 60),
    ),
    max_size=12,
)


def check(blocks: list[Block], jurisdiction: str, wanted: list[Step] | None) -> int:
    """A text becomes a tree by the laws, and is corrected by the laws; how many corrections were possible."""
    if wanted is None:
        check_growth(blocks, jurisdiction)
        return 0
    draft = check_blocks(blocks, Facts(), jurisdiction)
    eids = [clause.eid for clause in draft.clauses]
    if not eids:
        return 0
    corrections = [
        Correction(
            step.act,
            eid=f"aside_{step.place % 3 + 1}" if step.act == "restore" else eids[step.place % len(eids)],
            kind=ClauseKind(step.kind),
            words=step.words,
            offset=step.offset,
        )
        for step in wanted
    ]
    return check_corrections(draft, corrections)


def to_plain(blocks: list[Block], jurisdiction: str, wanted: list[Step] | None) -> dict[str, Any]:
    """A find as JSON; without steps it is one of work that grows too fast."""
    return {
        "jurisdiction": jurisdiction,
        "blocks": [asdict(block) for block in blocks],
        "steps": wanted if wanted is None else [list(step) for step in wanted],
    }


def from_plain(plain: dict[str, Any]) -> tuple[list[Block], str, list[Step] | None]:
    """What `to_plain` wrote."""
    return (
        [_table(block) if "rows" in block else _line(block) for block in plain["blocks"]],
        plain["jurisdiction"],
        plain["steps"] and [Step(*step) for step in plain["steps"]],
    )


def _line(plain: dict[str, Any]) -> Line:
    return Line(**{**plain, "notes": [Note(**note) for note in plain["notes"]]})


def _table(plain: dict[str, Any]) -> Table:
    return Table(
        [
            Row(
                [Cell([_line(line) for line in cell["lines"]], cell["span"]) for cell in row["cells"]], row["is_header"]
            )
            for row in plain["rows"]
        ]
    )


known_jurisdictions = st.sampled_from(list(jurisdictions()))
