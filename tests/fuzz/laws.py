"""What must hold for every file, every text and every correction, however odd; `Broken` says which law does not."""

import json
import lzma
import sys
import unicodedata
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterable
from copy import deepcopy
from functools import partial

from consultation.actions.correcting import ACTS, Correction
from consultation.core import eid as eids
from consultation.core.clause import Clause
from consultation.core.errors import Blocked, Invalid, NotFound
from consultation.core.sheet import Sheet, sheet_of, undone, way_back
from consultation.ingest import UZBEKISTAN, Ingested, Limits, RefusedFile, to_json
from consultation.ingest.docx_reader import DocxReader
from consultation.ingest.grammar import grammar
from consultation.ingest.lines import Block, Facts
from consultation.ingest.package import Package
from consultation.ingest.reading import from_blocks
from consultation.ingest.safety import open_container
from tests.ingest.packages import uncut
from tests.ingest.test_conservation import WORD, kept, labels_of, texts_of, words_in

UNREADABLE = (
    *(zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError, EOFError),
    *(zlib.error, lzma.LZMAError),
)
_SOME, _MANY = 100, 800  # copies of a text at which work is measured
_MOST_GROWTH = 1.5  # of the work for one copy, from some copies to many


class Broken(AssertionError):
    """A law that does not hold."""


def hold(law: bool, name: str) -> None:  # noqa: FBT001 - read as a sentence
    """Raise Broken with the law's name unless it holds."""
    if not law:
        raise Broken(name)


def check_file(data: bytes, jurisdiction: str = UZBEKISTAN, limits: Limits | None = None) -> bool:
    """A file is refused with a sentence (False) or read (True), with all its words and both ways to the same bytes."""
    limits = limits or Limits()
    try:
        quick = _read(data, limits)
        careful = _carefully(data, limits)
    except RefusedFile as refusal:
        hold(str(refusal.message).endswith("."), "a refusal is a sentence")
        return False
    drafts = [check_blocks(blocks, facts, jurisdiction) for blocks, facts in (quick, careful)]
    first, second = (json.dumps(to_json(draft), ensure_ascii=False).encode() for draft in drafts)
    hold(first == second, "both ways of reading give the same bytes")
    return True


def _read(data: bytes, limits: Limits) -> tuple[list[Block], Facts]:
    with open_container(data, limits) as container:
        reader = DocxReader(Package(container, limits), limits)
        return list(reader.blocks()), reader.facts


def _carefully(data: bytes, limits: Limits) -> tuple[list[Block], Facts]:
    """The file with nothing cut out of its XML; as it is, where it can be packed anew in no way."""
    try:
        same = uncut(data)
    except UNREADABLE:
        same = data
    return _read(same, limits)


def check_blocks(blocks: list[Block], facts: Facts, jurisdiction: str) -> Ingested:
    """Any blocks give a tree with all their words and no other, ids of its own, and warnings about places in it."""
    said, labels = [*texts_of(blocks), *facts.aside], labels_of(blocks)
    draft = from_blocks(blocks, facts, jurisdiction)
    want, have = words_in(said, draft.language), kept(draft)
    hold(not want - have, f"no word is lost: {list(want - have)[:5]}")
    hold(not have - want - labels, f"no word is invented: {list(have - want - labels)[:5]}")
    _check_ids(draft.clauses)
    places = {None, *(line.clause.eid for line in draft.sheet.lines)}
    hold({warning.eid for warning in draft.warnings} <= places, "warnings have a place")
    return draft


def check_growth(blocks: list[Block], jurisdiction: str) -> None:
    """Many times such blocks take many times the work and no more, counted in calls, not in seconds."""
    grammar(jurisdiction)  # reading its file is no work of this text's
    some, many = (
        calls(partial(from_blocks, [deepcopy(block) for _ in range(times) for block in blocks], Facts(), jurisdiction))
        / times
        for times in (_SOME, _MANY)
    )
    hold(many <= _MOST_GROWTH * some, f"work grows with size: {some:.0f} calls a copy became {many:.0f}")


def calls(work: Callable[[], object]) -> int:
    """How many calls some work makes: a measure of it that no machine changes."""
    made = 0

    def hear(_frame: object, event: str, _argument: object) -> None:
        nonlocal made
        made += event.endswith("call")

    sys.setprofile(hear)
    try:
        work()
    finally:
        sys.setprofile(None)
    return made


def _check_ids(clauses: tuple[Clause, ...]) -> None:
    seen: set[str | None] = {None}
    for clause in clauses:
        hold(clause.eid not in seen, f"ids are unique: {clause.eid}")
        hold(clause.parent in seen, f"what is above comes first: {clause.eid}")
        eids.parse(clause.eid)
        seen.add(clause.eid)


def check_corrections(draft: Ingested, corrections: list[Correction]) -> int:
    """Corrections lose and invent no word, and each can be taken back; how many of them were possible."""
    sheet = sheet_of(draft.outline)
    made = 0
    for change in corrections:
        try:
            after = ACTS[change.act](sheet, change)
        except (Blocked, Invalid, NotFound):
            continue
        made += 1
        # An officer may cut a word in two, and spell a number's digits another way: 12¹ is 12-1 (ADR 20).
        counted = _letters if change.act in {"split", "num"} else _words
        before_words, after_words = counted(sheet), counted(after)
        allowed = _letters_of(WORD.findall(change.words)) if change.act == "num" else Counter()
        replaced = _letters_of(_number_of(sheet, change).elements()) if change.act == "num" else Counter()
        hold(not before_words - after_words - replaced, f"{change.act} loses no word")
        hold(not after_words - before_words - allowed, f"{change.act} invents no word")
        undo = json.loads(json.dumps(way_back(sheet, after)))
        hold(undone(after, undo) == sheet, f"{change.act} can be taken back")
        _check_ids(after.outline.clauses)
        sheet = after
    return made


def _words(sheet: Sheet) -> Counter[str]:
    return Counter(word for line in sheet.lines for word in WORD.findall(line.clause.words))


def _letters(sheet: Sheet) -> Counter[str]:
    return _letters_of(_words(sheet).elements())


def _letters_of(words: Iterable[str]) -> Counter[str]:
    return Counter(unicodedata.normalize("NFKC", "".join(words)))


def _number_of(sheet: Sheet, change: Correction) -> Counter[str]:
    """The words of a number that an officer types another one over."""
    return Counter(WORD.findall(sheet.lines[sheet.place(change.eid)].clause.num or ""))
