"""The project's own drafts give exactly the clause trees a lawyer drew of them."""

import json
import zipfile
from pathlib import Path

import pytest

from consultation.ingest import Code, Ingested, Limits, RefusedFile, ingest, read_in_process, to_json
from fixtures.make_damaged import Damaged, damaged
from fixtures.make_fixtures import make_large_code, write_draft

FIXTURES = Path(__file__).parents[2] / "fixtures"
DRAFTS = sorted(FIXTURES.glob("*.docx"))
DAMAGED = list(damaged())
REFUSED = [file for file in DAMAGED if file.code]


def read(path: Path) -> Ingested:
    return read_in_process(path.read_bytes())


def test_there_are_at_least_ten_drafts() -> None:
    assert len(DRAFTS) >= 10


@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.stem)
def test_the_outline_is_the_one_a_lawyer_drew(path: Path) -> None:
    expected = json.loads((FIXTURES / "outlines" / f"{path.stem}.json").read_text(encoding="utf-8"))
    assert to_json(read(path)) == expected


def test_every_refusal_has_a_file_and_every_damaged_file_its_code() -> None:
    assert {path.stem for path in (FIXTURES / "damaged").iterdir()} == {file.name for file in DAMAGED}
    assert {file.code for file in REFUSED} == set(Code)


@pytest.mark.parametrize("file", REFUSED, ids=lambda file: file.name)
def test_a_damaged_file_is_refused_with_its_code_and_a_sentence(file: Damaged) -> None:
    read_damaged = ingest if file.code in {Code.TIME, Code.MEMORY} else read_in_process
    with pytest.raises(RefusedFile) as refused:
        read_damaged((FIXTURES / "damaged" / f"{file.name}.docx").read_bytes(), limits=Limits(**file.limits))
    assert refused.value.code == file.code
    sentence = str(refused.value.message)
    assert sentence.endswith(".")
    assert len(sentence) > 40


def test_tracked_changes_are_read_as_accepted_and_warned_of() -> None:
    draft = ingest((FIXTURES / "damaged" / "tracked_changes.docx").read_bytes())
    assert [warning.code for warning in draft.warnings] == ["F_TRACKED"]
    assert draft.clauses[-1].text == "Ariza oʻn kunda koʻrib chiqiladi."


def test_reading_twice_gives_the_same() -> None:
    path = FIXTURES / "law_amending_uz_latn.docx"
    assert json.dumps(to_json(read(path))) == json.dumps(to_json(read(path)))


@pytest.mark.parametrize("source", sorted((FIXTURES / "drafts").glob("*.txt")), ids=lambda path: path.stem)
def test_the_files_are_what_their_texts_say(source: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.docx"
    write_draft(source.read_text(encoding="utf-8").splitlines(), again)
    kept = FIXTURES / f"{source.stem}.docx"
    assert document_of(again) == document_of(kept), "run fixtures/make_fixtures.py again"


def document_of(path: Path) -> bytes:
    with zipfile.ZipFile(path) as container:
        return container.read("word/document.xml")


def test_a_code_of_any_size_can_be_made(tmp_path: Path) -> None:
    make_large_code(tmp_path / "code.docx", articles=40)
    clauses = read(tmp_path / "code.docx").clauses
    assert [c.number for c in clauses if c.kind == "article"] == [str(n) for n in range(1, 41)]
