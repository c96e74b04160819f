"""Everything that fuzzing ever found stays mended, the laws bite, and each of the three ways still runs."""

import json
import random
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from consultation.actions.correcting import Correction
from consultation.ingest import Ingested, RefusedFile, read_in_process
from consultation.ingest.lines import Block, Facts
from consultation.ingest.reading import from_blocks
from tests.fuzz import laws, lines
from tests.fuzz.mutations import mutated, taken_apart
from tests.ingest.packages import docx, p, r

HERE = Path(__file__).parent
FIXTURES = sorted((HERE.parents[1] / "fixtures").glob("*.docx"))
FOUND = sorted((HERE / "finds").glob("[!.]*"))


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.name)
def test_a_find_stays_mended(path: Path) -> None:
    if path.suffix == ".json":
        lines.check(*lines.from_plain(json.loads(path.read_text(encoding="utf-8"))))
    else:
        laws.check_file(path.read_bytes())


@pytest.mark.parametrize("seed", range(len(FIXTURES) * 3))
def test_real_files_with_their_xml_mutated_are_read_by_the_laws(seed: int) -> None:
    laws.check_file(mutated(FIXTURES[seed % len(FIXTURES)].read_bytes(), random.Random(seed)))


def test_a_file_taken_apart_and_put_together_reads_the_same() -> None:
    data = FIXTURES[0].read_bytes()
    assert read_in_process(taken_apart(data).zipped()) == read_in_process(data)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(lines.documents, lines.known_jurisdictions, lines.steps)
def test_texts_of_keywords_are_read_and_corrected_by_the_laws(
    blocks: list[Block], jurisdiction: str, wanted: list[lines.Step]
) -> None:
    lines.check(blocks, jurisdiction, wanted)
    assert lines.from_plain(json.loads(json.dumps(lines.to_plain(blocks, jurisdiction, wanted)))) == (
        blocks,
        jurisdiction,
        wanted,
    )


@pytest.mark.parametrize("shown", ["", '<w:fldChar w:fldCharType="separate"/>'])
def test_fields_that_never_end_cost_no_more_the_more_there_are(shown: str) -> None:
    body = p(f'<w:r><w:fldChar w:fldCharType="begin"/>{shown}</w:r>', r("1-modda. Matn"))
    read_in_process(docx(p(r("Matn"))))  # once, so that the grammar is there
    some, many = (laws.calls(partial(_read_or_refused, docx(body * n))) / n for n in (100, 800))
    assert many < 1.5 * some


def _read_or_refused(data: bytes) -> None:
    with suppress(RefusedFile):
        read_in_process(data)


def test_the_laws_bite(monkeypatch: pytest.MonkeyPatch) -> None:
    def without_its_last_clause(blocks: list[Block], facts: Facts, jurisdiction: str) -> Ingested:
        draft = from_blocks(blocks, facts, jurisdiction)
        return replace(draft, clauses=draft.clauses[:-1])

    monkeypatch.setattr("tests.fuzz.laws.from_blocks", without_its_last_clause)
    with pytest.raises(laws.Broken, match="no word is lost"):
        laws.check_file(FIXTURES[0].read_bytes())


def test_the_laws_of_corrections_bite(monkeypatch: pytest.MonkeyPatch) -> None:
    draft = read_in_process(FIXTURES[0].read_bytes())
    eid = draft.clauses[-1].eid
    assert laws.check_corrections(draft, [Correction("drop", eid), Correction("restore", "aside_1")]) == 2
    losing = {"drop": lambda old, _change: replace(old, lines=old.lines[:-1])}
    monkeypatch.setattr("tests.fuzz.laws.ACTS", losing)
    with pytest.raises(laws.Broken, match="drop loses no word"):
        laws.check_corrections(draft, [Correction("drop", eid)])
