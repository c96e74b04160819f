"""The project's own drafts give exactly the clause trees a lawyer drew of them."""

import json
import zipfile
from pathlib import Path

import pytest

from consultation.ingest import Ingested, RefusedFile, ingest, read_in_process, to_json
from fixtures.make_fixtures import make_large_code, write_draft

FIXTURES = Path(__file__).parents[2] / "fixtures"
DRAFTS = sorted(FIXTURES.glob("*.docx"))
SOURCES = sorted([*(FIXTURES / "drafts").glob("*.txt"), *(FIXTURES / "versions").glob("*.txt")])
WARNED = {
    "tracked_changes.docx": ["F_TRACKED"],
}
REFUSED = {
    "bomb.docx": "E_BOMB",
    "corrupt.docx": "E_ZIP_BROKEN",
    "dtd.docx": "E_DTD",
    "empty.docx": "E_EMPTY",
    "encrypted.docx": "E_ENCRYPTED",
    "macro.docx": "E_MACRO",
    "no_text.docx": "E_EMPTY",
    "not_docx.docx": "E_NOT_DOCX",
    "too_long.docx": "E_TOO_MANY",
}


def read(path: Path) -> Ingested:
    return read_in_process(path.read_bytes())


def test_there_are_at_least_ten_drafts() -> None:
    assert len(DRAFTS) >= 10


@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.stem)
def test_the_outline_is_the_one_a_lawyer_drew(path: Path) -> None:
    expected = json.loads((FIXTURES / "outlines" / f"{path.stem}.json").read_text(encoding="utf-8"))
    assert to_json(read(path)) == expected


def test_every_damaged_file_is_accounted_for() -> None:
    assert {path.name for path in (FIXTURES / "damaged").iterdir()} == REFUSED.keys() | WARNED.keys()


@pytest.mark.parametrize(("name", "code"), REFUSED.items())
def test_damaged_files_are_refused_with_a_sentence(name: str, code: str) -> None:
    with pytest.raises(RefusedFile) as refused:
        ingest((FIXTURES / "damaged" / name).read_bytes(), name)
    assert refused.value.code == code
    sentence = str(refused.value.message)
    assert sentence.endswith(".")
    assert len(sentence) > 40


@pytest.mark.parametrize(("name", "codes"), WARNED.items())
def test_tracked_changes_are_read_as_accepted_and_warned_of(name: str, codes: list[str]) -> None:
    draft = ingest((FIXTURES / "damaged" / name).read_bytes(), name)
    assert [warning.code for warning in draft.warnings] == codes
    assert draft.clauses[-1].text == "Ariza oʻn kunda koʻrib chiqiladi."


def test_the_worker_says_the_same_as_this_process() -> None:
    data = DRAFTS[0].read_bytes()
    assert ingest(data, DRAFTS[0].name) == read_in_process(data)


def test_reading_twice_gives_the_same() -> None:
    path = FIXTURES / "law_amending_uz_latn.docx"
    assert json.dumps(to_json(read(path))) == json.dumps(to_json(read(path)))


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_the_files_are_what_their_texts_say(source: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.docx"
    write_draft(source.read_text(encoding="utf-8").splitlines(), again)
    kept = (FIXTURES if source.parent.name == "drafts" else source.parent) / f"{source.stem}.docx"
    assert document_of(again) == document_of(kept), "run fixtures/make_fixtures.py again"


def document_of(path: Path) -> bytes:
    with zipfile.ZipFile(path) as container:
        return container.read("word/document.xml")


def test_a_code_of_any_size_can_be_made(tmp_path: Path) -> None:
    make_large_code(tmp_path / "code.docx", articles=40)
    clauses = read(tmp_path / "code.docx").clauses
    assert [c.number for c in clauses if c.kind == "article"] == [str(n) for n in range(1, 41)]
