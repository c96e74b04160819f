"""Every page of every role, on a desk and on a phone, in two languages: nothing for axe-core to say, nothing too wide.

The addresses are those of tests/web/routes.txt: one that is neither opened here nor left out with a reason fails.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from tests.journeys.browser import PHONE, Person

pytestmark = pytest.mark.journey

ROUTES: Final = Path(__file__).parents[1] / "web" / "routes.txt"

# Drafts of the demonstration, by their stage.
OPEN, CLOSED, REPORTED, SCHEDULED, PREPARING, TWICE = 1, 2, 3, 7, 10, 11

# Who opens which page, with real addresses for each route, as `go` reads them.
PAGES: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    "": {
        "/": ("/", "/?q=kutubxona", "/?q=qqqqq"),
        "/about": ("/about",),
        "/about/counting": ("/about/counting",),
        "/about/moderation": ("/about/moderation",),
        "/about/permissions": ("/about/permissions",),
        "/account/confirm": ("/account/confirm",),
        "/account/forgotten-password": ("/account/forgotten-password",),
        "/account/new-code": ("/account/new-code",),
        "/account/register": ("/account/register",),
        "/account/sign-in": ("/account/sign-in",),
        "/demo/clock": ("/demo/clock",),
        "/demo/outbox": ("/demo/outbox",),
        "/drafts/{number:int}": tuple(f"/drafts/{n}" for n in (1, 2, 3, 4, 5, 6, 7, 8, 9)),
        "/drafts/{number:int}/comments": (f"/drafts/{OPEN}/comments",),
        "/drafts/{number:int}/comments/{comment:int}": (f"/drafts/{OPEN}/comments/1", f"/drafts/{REPORTED}/comments/2"),
        "/drafts/{number:int}/compare/{older:int}/{newer:int}": (f"/drafts/{TWICE}/compare/1/2",),
        "/drafts/{number:int}/moderation": (f"/drafts/{OPEN}/moderation",),
        "/drafts/{number:int}/report": (f"/drafts/{REPORTED}/report",),
        "/drafts/{number:int}/versions/{ordinal:int}": (f"/drafts/{OPEN}/versions/1",),
        "/drafts/{number:int}/versions/{ordinal:int}/clauses/{eid:str}": (
            f"/drafts/{OPEN}/versions/1/clauses/chp_3__art_9__para_2",
            f"/drafts/{CLOSED}/versions/1/clauses/att_2__table_1",
        ),
        "/receipts": ("/receipts",),
    },
    "dilnoza": {
        "/account": ("/account",),
        "/account/details": ("/account/details",),
        "/account/password": ("/account/password",),
        "/drafts/{number:int}/comments/new": (f"/drafts/{OPEN}/comments/new",),
        "/drafts/{number:int}/comments/{comment:int}/flags": (f"/drafts/{OPEN}/comments/2/flags",),
        "/drafts/{number:int}/comments/{comment:int}/replies": (f"/drafts/{OPEN}/comments/2/replies",),
        "/drafts/{number:int}/versions/{ordinal:int}/clauses/{eid:str}": (
            f"/drafts/{OPEN}/versions/1/clauses/chp_3__art_9__para_2",
        ),
        "/drafts/{number:int}/versions/{ordinal:int}/clauses/{eid:str}/comments": (
            f"/drafts/{OPEN}/versions/1/clauses/chp_3__art_9__para_2/comments",
        ),
        "/my/comments": ("/my/comments",),
        "/receipts/{receipt:str}": ("/my/comments </receipts/",),
    },
    "officer": {
        "/desk": ("/desk",),
        "/desk/new": ("/desk/new",),
        "/desk/drafts/{number:int}": tuple(f"/desk/drafts/{n}" for n in (1, 2, 3, 4, 6, 7, 10)),
        "/desk/drafts/{number:int}/approvals": (f"/desk/drafts/{CLOSED}/approvals",),
        "/desk/drafts/{number:int}/attachments": (f"/desk/drafts/{OPEN}/attachments",),
        "/desk/drafts/{number:int}/attachments/{attachment_id:int}/remove": (
            f"/desk/drafts/{OPEN}/attachments </desk/drafts/{OPEN}/attachments/*/remove",
        ),
        "/desk/drafts/{number:int}/clusters": (f"/desk/drafts/{CLOSED}/clusters",),
        "/desk/drafts/{number:int}/clusters/{cluster_id:int}": (
            f"/desk/drafts/{CLOSED}/clusters </desk/drafts/{CLOSED}/clusters/*",
        ),
        "/desk/drafts/{number:int}/clusters/{cluster_id:int}/campaign": (
            f"/desk/drafts/{CLOSED}/clusters </desk/drafts/{CLOSED}/clusters/* +/campaign",
        ),
        "/desk/drafts/{number:int}/comments/{comment_number:int}/response": (
            f"/desk/drafts/{CLOSED}/comments/1/response",
        ),
        "/desk/drafts/{number:int}/details": (f"/desk/drafts/{PREPARING}/details", f"/desk/drafts/{OPEN}/details"),
        "/desk/drafts/{number:int}/end-early": (f"/desk/drafts/{OPEN}/end-early",),
        "/desk/drafts/{number:int}/extend": (f"/desk/drafts/{OPEN}/extend",),
        "/desk/drafts/{number:int}/file": (f"/desk/drafts/{PREPARING}/file",),
        "/desk/drafts/{number:int}/outcome": (f"/desk/drafts/{REPORTED}/outcome",),
        "/desk/drafts/{number:int}/preview": (f"/desk/drafts/{PREPARING}/preview",),
        "/desk/drafts/{number:int}/reading": (f"/desk/drafts/{OPEN}/reading", f"/desk/drafts/{CLOSED}/reading"),
        "/desk/drafts/{number:int}/report": (f"/desk/drafts/{CLOSED}/report", f"/desk/drafts/{REPORTED}/report"),
        "/desk/drafts/{number:int}/schedule": (f"/desk/drafts/{PREPARING}/schedule",),
        "/desk/drafts/{number:int}/split": (f"/desk/drafts/{PREPARING}/split",),
        "/desk/drafts/{number:int}/split/{eid:str}": (
            f"/desk/drafts/{PREPARING}/split </desk/drafts/{PREPARING}/split/*",
        ),
        "/desk/drafts/{number:int}/withdraw": (f"/desk/drafts/{OPEN}/withdraw",),
    },
    "moderator": {
        "/moderation": ("/moderation", f"/moderation?draft={OPEN}&choose=all", "/moderation?state=published"),
        "/moderation/objections": ("/moderation/objections",),
        "/moderation/batches/{batch:str}/undo": ("/moderation </moderation/batches/",),
        "/moderation/comments/{comment_id:int}": ("/moderation </moderation/comments/",),
        "/moderation/comments/{comment_id:int}/move": ("/moderation </moderation/comments/*/move",),
        "/moderation/comments/{comment_id:int}/redaction": ("/moderation </moderation/comments/*/redaction",),
    },
    "admin": {
        "/admin": ("/admin", "/admin?q=demo"),
        "/admin/accounts/{account_id:int}": ("/admin </admin/accounts/",),
        "/admin/accounts/{account_id:int}/roles": ("/admin </admin/accounts/ +/roles",),
        "/admin/authorities": ("/admin/authorities",),
        "/admin/authorities/{authority_id:int}": ("/admin/authorities </admin/authorities/",),
        "/admin/health": ("/admin/health", "/admin/health?check=yes"),
    },
}

FILE = "a file, not a page"
LEFT_OUT: Final = {
    "/assets/{version:str}/{name:path}": FILE,
    "/healthz": "for machines",
    "/account/new-password/{token:str}": "its address is in a mail; tests/web/test_account.py opens it",
    "/moderation/comments/{comment_id:int}/original": "only what was redacted has one; the warden's tests open it",
    "/comments/sign-in": "only ever an answer to a form; the warden's tests open it",
    "/desk/drafts/{number:int}/attachments/{attachment_id:int}": FILE,
    "/desk/drafts/{number:int}/versions/{ordinal:int}/file": FILE,
    "/drafts/{number:int}/attachments/{attachment_id:int}": FILE,
    "/drafts/{number:int}/versions/{ordinal:int}/file": FILE,
    "/drafts/{number:int}/versions/{ordinal:int}/text.docx": FILE,
    "/drafts/{number:int}/versions/{ordinal:int}/akn.xml": FILE,
    "/desk/drafts/{number:int}/versions/{ordinal:int}/akn.xml": FILE,
    "/drafts/{number:int}/compare/{older:int}/{newer:int}/comparison-table.docx": FILE,
    "/drafts/{number:int}/compare/{older:int}/{newer:int}/redline.docx": FILE,
    "/drafts/{number:int}/report/wordings.docx": FILE,
    "/desk/drafts/{number:int}/report/wordings.docx": FILE,
    "/drafts/{number:int}/compare": "leads on to a comparison",
    "/desk/drafts/{number:int}/lineage": "only a second version in preparation has one; test_versions.py opens it",
    "/desk/drafts/{number:int}/lineage/{key:str}": "likewise",
    "/drafts/{number:int}/comments/{comment:int}/objection": "only an author's comment among others has one; test_people.py opens it",
    "/desk/drafts/{number:int}/marks": "only a file with tracked changes has any; test_marks.py opens it",
    **{f"/drafts/{{number:int}}/report.{kind}": FILE for kind in ("csv", "docx", "json", "pdf", "xlsx")},
}


def test_no_page_is_forgotten() -> None:
    """Forms are posted to addresses with a page of their own, or answer with a redirect to one."""
    routes = {line.partition(" ")[2] for line in ROUTES.read_text().splitlines() if line.startswith("GET ")}
    opened = {route for pages in PAGES.values() for route in pages}
    assert routes - opened - set(LEFT_OUT) == set()
    assert (opened | set(LEFT_OUT)) - routes == set()
    assert opened & set(LEFT_OUT) == set()


@pytest.mark.parametrize("locale", ["uz-Latn", "ru"])
@pytest.mark.parametrize("who", PAGES)
def test_every_page_is_sound(somebody: Callable[..., Person], who: str, locale: str) -> None:
    person = somebody(who, locale=locale)
    flaws = {}
    for address in (each for addresses in PAGES[who].values() for each in addresses):
        person.resize((1280, 900))
        go(person, address)
        assert person.page.get_attribute("html", "lang") == locale
        found = person.look()
        person.resize(PHONE)
        if found := [*found, *(f"on a phone: {each}" for each in person.look())]:
            flaws[address] = found
    assert flaws == {}


def go(person: Person, address: str) -> None:
    """Open an address: `/page`, or `/page <beginning*end +more` for the first such link on a page, with more behind it."""
    path, _, wanted = address.partition(" <")
    person.open(path)
    if wanted:
        link, _, more = wanted.partition(" +")
        beginning, _, end = link.partition("*")
        matching = f'main a[href^="{beginning}"]' + (f'[href$="{end}"]' if end else "")
        target = person.page.locator(matching).first.get_attribute("href")
        assert target is not None
        person.open(target + more)
