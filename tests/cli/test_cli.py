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
from consultation.ingest import Limits, limits_of
from consultation.store.database import Database
from consultation.store.tables import Comment, Submission
from fixtures.make_damaged import damaged, docx
from fixtures.make_fixtures import write_draft
from tests.factories import NOW
from tests.ingest.test_worker import long_text

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


def test_what_reading_a_file_may_cost_is_a_setting(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    slow = tmp_path / "slow.docx"
    slow.write_bytes(long_text(60_000))
    monkeypatch.setenv("CONSULTATION_INGEST_SECONDS", "1")
    refused = run("ingest", slow)
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "Reading the file takes more time or memory than is allowed." in refused.stderr
    assert limits_of(7, 256 * 1024 * 1024) == Limits(cpu_seconds=7, wall_seconds=21, memory_bytes=256 * 1024 * 1024)


@pytest.mark.parametrize(("view", "days"), [("accepted", "oʻn"), ("original", "besh")])
def test_ingest_reads_the_text_that_is_asked_for(run: Run, view: str, days: str) -> None:
    result = run("ingest", ROOT / "fixtures/damaged/tracked_changes.docx", "--format", "json", "--view", view)
    assert json.loads(result.stdout)["clauses"][-1]["text"] == f"Ariza {days} kunda koʻrib chiqiladi."


def test_ingest_writes_akoma_ntoso_and_reads_it(run: Run, tmp_path: Path) -> None:
    written = run("ingest", LAW, "--format", "akn")
    file = tmp_path / "named_as_it_likes.docx"
    file.write_bytes(written.stdout_bytes)
    assert run("ingest", file).stdout == run("ingest", LAW).stdout
    assert run("ingest", file, "--format", "akn").stdout_bytes == written.stdout_bytes


@pytest.mark.parametrize("name", {file.code: file.name for file in damaged() if not file.limits}.values())
def test_ingest_of_a_damaged_file_is_refused_in_a_sentence_or_warned_of(run: Run, name: str) -> None:
    result = run("ingest", ROOT / "fixtures/damaged" / f"{name}.docx", "--format", "json")
    if result.exit_code == 0:
        assert json.loads(result.stdout)["warnings"] != []
    else:
        assert (result.exit_code, result.stderr.startswith("Error: "), "Traceback" in result.stderr) == (1, True, False)


def test_ingest_costs_no_more_than_the_settings_allow(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    large = tmp_path / "large.docx"
    large.write_bytes(docx("<w:p>" + "".join(f'<w:r w:rsidR="{n}"/>' for n in range(500_000)) + "</w:p>"))
    monkeypatch.setenv("CONSULTATION_INGEST_MEMORY", str(128 * 1024 * 1024))
    result = run("ingest", large)
    assert (result.exit_code, "more time or memory than is allowed" in result.stderr) == (1, True)


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


def test_cluster_does_not_write_over_the_comments(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text('{"id": "1", "text": "a"}\n')
    result = run("cluster", source, "-o", source)
    assert (result.exit_code, source.read_text()) == (1, '{"id": "1", "text": "a"}\n')
    assert result.stderr == "Error: The output would take the place of the comments: name another file.\n"


def test_cluster_reads_and_writes_other_formats_and_columns(run: Run, tmp_path: Path) -> None:
    source, target = tmp_path / "letters.txt", tmp_path / "out.csv"
    source.write_text("number,said\n1,Jarima kamaytirilsin!\n2,Жарима камайтирилсин\n")
    names = ("--format", "csv", "--id-column", "number", "--text-column", "said")
    assert run("cluster", source, "-o", target, *names).exit_code == 0
    assert target.read_text() == "number,cluster\n1,1\n2,1\n"


@pytest.mark.parametrize("kind", ["docx", "json", "drafts"])
def test_cluster_takes_the_draft_as_word_or_json(run: Run, tmp_path: Path, kind: str) -> None:
    clauses = [
        clause["text"]
        for clause in json.loads(run("ingest", LAW, "--format", "json").stdout)["clauses"]
        if len(clause["text"] or "") > 150
    ]
    draft = LAW
    if kind != "docx":
        draft = tmp_path / "draft.json"
        draft.write_text(
            json.dumps({"clauses": [{"text": c} for c in clauses]} if kind == "json" else {"drafts": [clauses]})
        )
    said = ["Bolalar uchun alohida zal kerak deb oʻylayman.", "Qishloqlarga kitob yetkazib beradigan avtobus boʻlsin."]
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("\n".join(json.dumps({"id": n, "text": f"{clauses[0]} {text}"}) for n, text in enumerate(said)))
    assert run("cluster", source, "-o", target, "--draft", draft).exit_code == 0
    assert [json.loads(line)["cluster"] for line in target.read_text().splitlines()] == [0, 1]
    assert run("cluster", source, "-o", target).exit_code == 0
    assert [json.loads(line)["cluster"] for line in target.read_text().splitlines()] == [0, 0]


@pytest.mark.parametrize("draft", [b"\xff\xfe\xfd", b'{"clauses": [1]}', b"[1]"])
def test_cluster_refuses_a_draft_it_cannot_read(run: Run, tmp_path: Path, draft: bytes) -> None:
    source, act = tmp_path / "in.jsonl", tmp_path / "draft"
    source.write_text('{"id": "1", "text": "a"}\n')
    act.write_bytes(draft)
    result = run("cluster", source, "-o", tmp_path / "out.jsonl", "--draft", act)
    assert (result.exit_code, result.stderr.startswith("Error: The draft "), result.stderr.count("\n")) == (1, True, 1)


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


def test_account_is_refused_what_the_website_would_refuse(run: Run) -> None:
    assert run("migrate").exit_code == 0
    result = run("user", "add", "chief", "--name", "Chief", "--password", "abc")
    assert (result.exit_code, result.stderr) == (
        1,
        "Error: Enter an e-mail address in full, like name@example.uz.\nChoose a password of at least 10 characters.\n",
    )
    assert run("user", "add", "Chief@Example.org", "--name", "C.", "--password", "uzun-parol-1").exit_code == 0


def test_database_without_tables_or_without_a_server_is_said_in_a_sentence(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = run("user", "list")
    assert (empty.exit_code, empty.stderr) == (
        1,
        "Error: The database refused: no such table: account. If it is new, run `consultation migrate` first.\n",
    )
    monkeypatch.setenv("CONSULTATION_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/nowhere")
    gone = run("recount")
    assert (gone.exit_code, gone.stderr.startswith("Error: The database refused: "), gone.stderr.count("\n")) == (
        1,
        True,
        1,
    )


@pytest.mark.parametrize(
    ("setting", "value", "said"),
    [
        ("BASE_URL", "x", "CONSULTATION_BASE_URL is the address people open, without a path: https://example.uz"),
        ("SESSION_DAYS", "x", "CONSULTATION_SESSION_DAYS: Input should be a valid integer, unable to parse string as an integer"),
    ],
)  # fmt: skip
def test_wrong_setting_is_said_in_a_sentence(
    run: Run, monkeypatch: pytest.MonkeyPatch, setting: str, value: str, said: str
) -> None:
    monkeypatch.setenv(f"CONSULTATION_{setting}", value)
    result = run("recount")
    assert (result.exit_code, result.stderr) == (1, f"Error: {said}\n")


def test_compare_says_what_became_of_each_clause(run: Run, tmp_path: Path) -> None:
    lines = (ROOT / "fixtures/drafts/law_libraries_uz_latn.txt").read_text(encoding="utf-8")
    later = tmp_path / "later.docx"
    write_draft(lines.replace("bepul ", "tekin ").splitlines(), later)
    found = json.loads(run("compare", LAW, later, "--format", "json").stdout)["links"]
    assert len(found) == len(json.loads((ROOT / "fixtures/outlines/law_libraries_uz_latn.json").read_text())["clauses"])
    changed = [link for link in found if link["kind"] != "same"]
    assert changed != []
    for link in changed:
        assert (link["kind"], link["old"], link["is_certain"]) == ("reworded", link["new"], False)
        assert {(span["change"], span["text"]) for span in link["diff"] if span["change"] != "same"} == {
            ("removed", "bepul"),
            ("added", "tekin"),
        }
    assert "[-bepul-]{+tekin+}" in run("compare", LAW, later).stdout
