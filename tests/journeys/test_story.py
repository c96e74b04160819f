"""The whole story, from a Word file to the report that every commenter reads, told by people at real browsers."""

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from shutil import copy

import docx
import pypdf
import pytest

from tests.journeys.browser import Person

pytestmark = pytest.mark.journey

ACT = Path(__file__).parents[2] / "fixtures" / "law_libraries_uz_latn.docx"
ANSWER = "Taklif qabul qilindi va loyihaga kiritildi."
Opener = Callable[..., Person]


def test_from_upload_to_report(somebody: Opener, tmp_path: Path) -> None:
    officer = somebody("officer")
    number = upload(officer, tmp_path)
    correct_a_clause(officer, number)
    attach_documents(officer, number, tmp_path)
    describe(officer, number)
    publish(officer, number)

    dilnoza, olga = somebody("dilnoza"), somebody("olga")
    first, second = clauses_of(dilnoza, number)
    wording = speak(dilnoza, first, "Muddat aniq yozilsin.", proposes="Kutubxona har kuni ochiq boʻladi.")
    advert = speak(olga, second, "Дешёвые телефоны, звоните прямо сейчас!")
    question = speak(olga, second, "Кто платит за доставку книг на дом?")

    moderator = somebody("moderator")
    moderate(moderator, number)
    read_the_refusal(olga, number, advert)

    vote(olga, first, number, wording)
    reply(olga, number, wording)
    publish_all(moderator, number)
    late(dilnoza, first)

    answer_everything(officer, number)
    approve(somebody("colleague"), number)
    answered = f"/drafts/{number}/comments/{wording}"
    told = mails(dilnoza).count(answered)
    finish(officer, number)

    read_the_answer(dilnoza, number, wording)
    read_the_answer(olga, number, question)
    assert mails(dilnoza).count(answered) > told
    download(dilnoza, number)


# --- the ministry ----------------------------------------------------------------------------------------------------


def upload(officer: Person, folder: Path) -> int:
    officer.open("/desk")
    officer.check()
    officer.press('a[href="/desk/new"]')
    officer.check()
    choose = officer.page.locator('select[name="authority"]')
    choose.select_option(index=1)
    act = copy(ACT, folder / f"{'loyiha_' * 12}.docx")  # a name that no line of a phone has room for
    officer.send("/desk/new", {"file": str(act)})
    found = re.match(r"/desk/drafts/(\d+)", officer.path)
    assert found is not None, officer.path
    return int(found[1])


def correct_a_clause(officer: Person, number: int) -> None:
    """The act's last paragraph becomes a note, and the split is confirmed."""
    officer.open(f"/desk/drafts/{number}/split")
    officer.check()
    link = officer.page.locator('li.unit a[href*="/split/"]').last.get_attribute("href")
    assert link is not None
    officer.open(link)
    officer.check()
    officer.send(link, {"kind": "note"}, button="button")
    officer.open(f"/desk/drafts/{number}/split")
    assert "Take back the last correction" in officer.words
    officer.send("/split?page=1", button='button[value="confirm"]')
    officer.open(f"/desk/drafts/{number}/preview")
    officer.check()


def attach_documents(officer: Person, number: int, folder: Path) -> None:
    path = f"/desk/drafts/{number}/attachments"
    officer.open(path)
    officer.check()
    required = officer.page.locator('select[name="kind"] option').evaluate_all(
        "all => all.filter(each => each.text.includes('required')).map(each => each.value)"
    )
    assert required, "a law needs documents"
    note = docx.Document()
    note.add_paragraph("Loyihaga hujjat.")
    note.save(str(folder / "hujjat.docx"))
    for kind in required:
        officer.open(path)
        officer.send(path, {"kind": kind, "file": str(folder / "hujjat.docx")})
    officer.open(path)
    assert "Required, missing" not in officer.words


def describe(officer: Person, number: int) -> None:
    path = f"/desk/drafts/{number}/details"
    officer.open(path)
    officer.check()
    summary = "Kutubxonalar har bir mahallaga yaqinlashadi, kitoblar uyga bepul beriladi."
    officer.send(path, {"topic": "culture", "summary": summary, "moderation_mode": "pre"})


def publish(officer: Person, number: int) -> None:
    path = f"/desk/drafts/{number}/schedule"
    officer.open(path)
    officer.check()
    officer.send(path, {"opens": "now", "closes": "minimum"})
    officer.open(f"/drafts/{number}")
    officer.check()


def answer_everything(officer: Person, number: int) -> None:
    """Cluster the comments and answer every cluster, whatever it holds."""
    desk = f"/desk/drafts/{number}"
    officer.open(f"{desk}/reading")
    officer.check()
    officer.open(f"{desk}/clusters")
    officer.send("/clusters/run")
    officer.check()
    links = officer.page.locator(f'h2 a[href^="{desk}/clusters/"]').evaluate_all(
        "all => all.map(each => each.pathname)"
    )
    assert len(links) == 2  # two comments were published, and they do not say the same
    for link in links:
        officer.open(link)
        officer.send(f"{link}/response", {"disposition": "accepted", "reason": ANSWER})
    officer.open(links[0])
    officer.check()


def approve(colleague: Person, number: int) -> None:
    path = f"/desk/drafts/{number}/approvals"
    colleague.open(path)
    colleague.check()
    while colleague.page.locator('form[action$="/approve"]').count():
        colleague.send("/approve")
        colleague.open(path)
    assert "No response waits for approval." in colleague.words


def finish(officer: Person, number: int) -> None:
    """Release all answers together, publish the report."""
    path = f"/desk/drafts/{number}/report"
    officer.open(path)
    officer.check()
    officer.send("/responses/release")
    officer.open(path)
    officer.send(path)
    officer.open(path)
    officer.check()
    officer.press(f'a[href="/drafts/{number}/report"]')
    officer.check()


# --- citizens --------------------------------------------------------------------------------------------------------


def register(citizen: Person, email: str) -> None:
    password = "yetti oʻlchab bir kes"
    citizen.open("/account/register")
    citizen.check()
    citizen.send("/account/register", {"email": email, "name": "Zarina Qodirova", "password": password})
    citizen.check()
    code = re.search(r"\b\d{6}\b", mails(citizen))
    assert code is not None
    citizen.open("/account/confirm")
    citizen.send("/account/confirm", {"email": email, "code": code[0]})
    if not citizen.page.locator('a[href="/my/comments"]').count():
        citizen.sign_in(email, password)


def clauses_of(citizen: Person, number: int) -> tuple[str, str]:
    """The addresses of two clauses with words of their own."""
    citizen.open(f"/drafts/{number}")
    citizen.check()
    found = citizen.page.locator(f'a[href*="/drafts/{number}/versions/"][href*="__para_"]').evaluate_all(
        "all => [...new Set(all.map(each => each.pathname).filter(each => /clauses\\/[^/]*__para_\\d+$/.test(each)))]"
    )
    return found[0], found[1]


def speak(citizen: Person, clause: str, text: str, *, proposes: str = "") -> int:
    """Comment on a clause; the number of the comment."""
    citizen.open(clause)
    citizen.check()
    said = {"text": text, "position": "amend" if proposes else "question"}
    citizen.send(f"{clause}/comments", said | ({"wording": proposes} if proposes else {}))
    citizen.check()
    address = citizen.page.locator("main").locator('a[href*="/comments/"]').first.get_attribute("href")
    assert address is not None
    return int(address.rpartition("/")[2].partition("#")[0])


def vote(citizen: Person, clause: str, number: int, comment: int) -> None:
    """On a clause, on a comment, and on the wording it proposes, which is shown as a difference."""
    citizen.open(clause)
    citizen.send(f"{clause}/votes", button='button[value="support"]')
    assert citizen.page.locator(f'form[action="{clause}/votes"] [aria-pressed="true"]').count() == 1
    path = f"/drafts/{number}/comments/{comment}"
    citizen.open(path)
    assert citizen.page.locator("main ins").count() > 0
    citizen.send(f"{path}/votes", button='button[value="oppose"]')
    citizen.open(path)
    wording = citizen.page.locator(f'form[action="{path}/votes"]:has([name="target"])')
    with citizen.page.expect_navigation():
        wording.locator('button[value="support"]').click()
    assert citizen.page.locator(f'form[action="{path}/votes"] [aria-pressed="true"]').count() == 2
    citizen.check()


def reply(citizen: Person, number: int, comment: int) -> None:
    path = f"/drafts/{number}/comments/{comment}"
    citizen.open(path)
    citizen.send(f"{path}/replies", {"text": "Поддерживаю, так будет яснее."})
    citizen.open(path)
    citizen.check()


def late(citizen: Person, clause: str) -> None:
    """The form was open before the close, the comment comes after it."""
    citizen.open(clause)
    other = Person.at(citizen.page.context, citizen.base)
    other.open("/demo/clock")
    other.check()
    other.send("/demo/clock", button='button[value="sixteen_days"]')
    citizen.send(f"{clause}/comments", {"text": "Kech qolgan fikrim.", "position": "support"}, status=409)
    assert "Kech qolgan fikrim." in citizen.words
    citizen.check()


def read_the_answer(citizen: Person, number: int, comment: int) -> None:
    citizen.open("/my/comments")
    citizen.check()
    citizen.open(f"/drafts/{number}/comments/{comment}")
    assert ANSWER in citizen.words
    citizen.check()


def mails(citizen: Person) -> str:
    citizen.open("/demo/outbox")
    return citizen.words


def download(citizen: Person, number: int) -> None:
    """The report as a Word file and as a PDF, both with the answer."""
    word = docx.Document(BytesIO(_fetched(citizen, f"/drafts/{number}/report.docx")))
    written = "\n".join(element.text or "" for element in word.element.body.iter() if element.tag.endswith("}t"))
    assert ANSWER in written
    pdf = pypdf.PdfReader(BytesIO(_fetched(citizen, f"/drafts/{number}/report.pdf")))
    assert ANSWER in " ".join("\n".join(page.extract_text() for page in pdf.pages).split())


def _fetched(citizen: Person, path: str) -> bytes:
    citizen.open(path.rpartition(".")[0])
    with citizen.page.expect_download() as saved:
        citizen.page.locator(f'a[href="{path}"]').first.click()
    return Path(saved.value.path()).read_bytes()


# --- the moderator ---------------------------------------------------------------------------------------------------


def moderate(moderator: Person, number: int) -> None:
    """Reject the advertisement with its reason, publish the rest in one go."""
    queue = f"/moderation?draft={number}"
    moderator.open(queue)
    moderator.check()
    _choose(moderator, "телефоны")
    moderator.page.locator('#bulk [name="reason"]').select_option("advertising")
    moderator.press('#bulk button[value="reject"]')
    publish_all(moderator, number)
    moderator.open(f"/drafts/{number}/moderation")
    moderator.check()


def publish_all(moderator: Person, number: int) -> None:
    queue = f"/moderation?draft={number}"
    moderator.open(queue + "&choose=all")
    moderator.press('#bulk button[value="publish"]')
    moderator.open(queue)
    assert moderator.page.locator('[name="comments"]').count() == 0


def _choose(moderator: Person, words: str) -> None:
    moderator.page.locator("[data-card]", has_text=words).locator('[name="comments"]').press(" ")


def read_the_refusal(author: Person, number: int, comment: int) -> None:
    author.open(f"/drafts/{number}/comments/{comment}")
    author.check()
    assert "A moderator decided not to publish this comment." in author.words
