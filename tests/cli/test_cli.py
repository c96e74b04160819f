"""The command line, each command on real files and a real database; refusals are one sentence and a non-zero status."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from docx import Document
from sqlalchemy import select, update
from sqlmodel import col

from consultation import demo
from consultation.cli import cli
from consultation.store.database import Database
from consultation.store.tables import Comment, Submission
from tests.factories import NOW

ROOT = Path(__file__).resolve().parents[2]
LAW = ROOT / "fixtures" / "law_libraries_uz_latn.docx"

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `consultation …` with everything it keeps in a folder of the test."""
    monkeypatch.setenv("CONSULTATION_DATA_DIR", str(tmp_path / "data"))

    def command(*words: str | Path, typed: str = "") -> Result:
        return CliRunner().invoke(cli, [str(word) for word in words], input=typed, catch_exceptions=False)

    return command


@pytest.fixture
def filled(run: Run, tmp_path: Path) -> Database:
    """The demonstration as of now, in the database the commands use."""
    assert run("migrate").exit_code == 0
    database = Database(f"sqlite:///{tmp_path / 'data' / 'consultation.sqlite'}")
    demo.build(database, now=NOW)
    return database


def test_ingest_prints_the_json_of_the_expected_outline(run: Run) -> None:
    result = run("ingest", LAW, "--format", "json")
    assert json.loads(result.stdout) == json.loads((ROOT / "fixtures/outlines/law_libraries_uz_latn.json").read_text())


def test_ingest_prints_a_tree(run: Run) -> None:
    lines = run("ingest", LAW).stdout.splitlines()
    assert lines[0] == "Ommaviy kutubxonalar va kitobxonlik madaniyati toʻgʻrisida [law, uz-Latn]"


@pytest.mark.parametrize("name", sorted(path.name for path in (ROOT / "fixtures/damaged").iterdir()))
def test_ingest_of_a_damaged_file_is_refused_in_a_sentence_or_warned_of(run: Run, name: str) -> None:
    result = run("ingest", ROOT / "fixtures/damaged" / name, "--format", "json")
    if result.exit_code == 0:
        assert json.loads(result.stdout)["warnings"] != []
    else:
        assert (result.exit_code, result.stderr.startswith("Error: "), "Traceback" in result.stderr) == (1, True, False)


def test_cluster_writes_a_line_for_every_comment(run: Run, tmp_path: Path) -> None:
    said = ["Jarima kamaytirilsin!", "Жарима камайтирилсин", "Jarima koʻpaytirilsin"]
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("\n".join(json.dumps({"id": str(n), "text": text}) for n, text in enumerate(said)))
    assert run("cluster", source, "-o", target).exit_code == 0
    rows = [json.loads(line) for line in target.read_text().splitlines()]
    assert [row["id"] for row in rows] == ["0", "1", "2"]
    assert (rows[0]["cluster"] == rows[1]["cluster"], rows[0]["cluster"] == rows[2]["cluster"]) == (True, False)


def test_cluster_names_the_bad_line(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text('{"id": "1", "text": "a"}\nnot json\n')
    result = run("cluster", source, "-o", tmp_path / "out.jsonl")
    assert (result.exit_code, "2" in result.stderr) == (1, True)


def test_import_stores_every_row_or_none(run: Run, filled: Database, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    good.write_text(
        "text,clause,position,name,co_signers,arrived_at\n"
        "Bekatda soya boʻlsin.,,amend,Karim Umarov,12,2026-11-22 12:00\n"
        "Keksalar uchun bepul boʻlsin.,,support,,,2026-11-22 15:30\n"
    )
    bad.write_text("text,clause\nYaxshi.,no_such_clause\n,\n")
    officer = ("--as", "officer@demo.example", "--draft", "9")
    refused = run("import", bad, *officer)
    assert (refused.exit_code, "Row 3 has no text." in refused.stderr) == (1, True)
    result = run("import", good, *officer)
    assert (result.exit_code, result.stdout) == (0, "2 comments imported.\n")
    with filled.read() as session:
        rows = session.execute(
            select(col(Submission.channel), col(Submission.co_signers))
            .join(Comment, col(Comment.submission_id) == col(Submission.id))
            .where(col(Comment.draft_id) == 9)
            .order_by(col(Comment.number))
        ).all()
    assert [(row.channel.value, row.co_signers) for row in rows] == [("letter", 12), ("letter", 0)]


def test_report_writes_the_published_report(run: Run, filled: Database, tmp_path: Path) -> None:
    target = tmp_path / "report.docx"
    assert run("report", "3", "--format", "docx", "-o", target).exit_code == 0
    assert any("Об обеспечении безопасности" in paragraph.text for paragraph in Document(str(target)).paragraphs)
    unpublished = run("report", "1", "-o", tmp_path / "none.json")
    assert unpublished.exit_code == 1
    assert unpublished.stderr == "Error: The report on this consultation has not been published yet.\n"


def test_recount_finds_and_repairs_a_wrong_number(run: Run, filled: Database) -> None:
    assert run("recount").stdout == "Every number is what its rows say.\n"
    with filled.write() as session:
        session.execute(update(Comment).where(col(Comment.id) == 1).values(support_count=99))
    found = run("recount")
    assert (found.exit_code, found.stdout) == (1, "comment 1 support_count: stored 99, counted 4\n")
    assert run("recount", "--repair").exit_code == 0
    assert run("recount").stdout == "Every number is what its rows say.\n"


def test_user_is_made_and_given_a_role(run: Run) -> None:
    assert run("migrate").exit_code == 0
    made = run("user", "add", "chief@example.org", "--name", "Chief", typed="uzun-parol-1\nuzun-parol-1\n")
    assert made.exit_code == 0, made.output
    assert run("user", "grant", "chief@example.org", "administrator").exit_code == 0
    assert run("user", "list").stdout.split() == ["chief@example.org", "administrator"]
    nobody = run("user", "grant", "nobody@example.org", "moderator")
    assert (nobody.exit_code, nobody.stderr.startswith("Error: There is no account")) == (1, True)


def test_missing_file_is_said_in_a_sentence(run: Run) -> None:
    result = run("ingest", "nowhere.docx")
    assert (result.exit_code, "nowhere.docx" in result.stderr, "Traceback" in result.stderr) == (2, True, False)
