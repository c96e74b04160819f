"""A composed consultation in Uzbek and in Russian, large enough to have campaigns, overrides, votes and hostile words."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from consultation.core.counting import CommentFact, VoteFact
from consultation.core.messages import Message, message
from consultation.core.vocabulary import (
    ActKind,
    Channel,
    CommentState,
    Disposition,
    Language,
    ModerationMode,
    Position,
    RejectionReason,
    VoteTarget,
    VoteValue,
)
from consultation.report.facts import Clause, CommentText, Conduct, Draft, Extension, ReportFacts, Response

OPENED = datetime(2026, 9, 1, 4, 0, tzinfo=UTC)
CLOSED = datetime(2026, 9, 21, 13, 0, tzinfo=UTC)

_TITLES = {
    Language.UZ_LATN: "Shahar yoʻlovchi transportida naqdsiz toʻlov tizimini joriy etish toʻgʻrisidagi qonun loyihasi",
    Language.RU: "Проект закона о введении системы безналичной оплаты в городском пассажирском транспорте",
}
_AUTHORITIES = {Language.UZ_LATN: "Transport vazirligi", Language.RU: "Министерство транспорта"}
_CITATION = {Language.UZ_LATN: "{}-modda", Language.RU: "Статья {}"}
_HEADINGS = {
    Language.UZ_LATN: ("Asosiy tushunchalar", "Toʻlov tartibi", "Imtiyozlar", "Javobgarlik", "Yakuniy qoidalar"),
    Language.RU: ("Основные понятия", "Порядок оплаты", "Льготы", "Ответственность", "Заключительные положения"),
}
_EXCERPT = {
    Language.UZ_LATN: "Yoʻlovchilar yoʻl haqini bank kartasi, QR-kod yoki elektron bilet orqali toʻlaydilar.",
    Language.RU: "Пассажиры оплачивают проезд банковской картой, QR-кодом или электронным билетом.",
}
_CAMPAIGN = {
    Language.UZ_LATN: "Pensionerlar uchun naqd toʻlov saqlab qolinsin, chunki ularning koʻpida bank kartasi yoʻq.",
    Language.RU: "Просим сохранить для пенсионеров оплату наличными: у многих из них нет банковской карты.",
}
_SINGLE = {
    Language.UZ_LATN: "{}-fikr: jarima miqdori haqida qoʻshimcha tushuntirish berilsa, xatolar kamayadi.",
    Language.RU: "Мнение {}: нужно подробнее объяснить размер штрафа, тогда ошибок станет меньше.",
}
_WORDING = {
    Language.UZ_LATN: "Yoʻlovchilar yoʻl haqini naqd pulda ham toʻlashga haqli.",
    Language.RU: "Пассажиры вправе оплачивать проезд и наличными.",
}
_REASON = {
    Language.UZ_LATN: "Taklif inobatga olindi: 2-moddaga naqd toʻlovni 2028-yilgacha saqlash qoidasi qoʻshildi.",
    Language.RU: "Предложение учтено: в статью 2 добавлено правило о сохранении оплаты наличными до 2028 года.",
}


def say(words: Message | str) -> str:
    """A translation that changes every source sentence in a way tests can see, so nothing is left unsaid by accident."""
    return str(words)


def facts(language: Language = Language.UZ_LATN, comments: int = 24, clauses: int = 5) -> ReportFacts:
    """A closed, fully answered round: a third of the comments are one campaign, the rest stand alone."""
    counted, texts = _comments(language, comments, clauses)
    return ReportFacts(
        draft=Draft("2026-114", _TITLES[language], (_AUTHORITIES[language],), language, ActKind.LAW),
        conduct=_conduct(language),
        made_at=datetime(2026, 10, 5, 6, 30, tzinfo=UTC),
        clauses=tuple(_clause(language, place) for place in range(1, clauses + 1)),
        counted=(*counted, *_uncounted()),
        texts=texts,
        votes=_votes(),
        representatives={7: 4},
        cluster_responses=_cluster_responses(language, counted),
        own_responses=_own_responses(language, counted),
    )


def with_text(given: ReportFacts, text: str, wording: str | None = None) -> ReportFacts:
    """The same consultation in which the second comment (it stands alone) says `text`."""
    texts = tuple(
        replace(each, text=text, wording=wording, submitter=text[:80]) if each.id == 2 else each for each in given.texts
    )
    return replace(given, texts=texts)


def _conduct(language: Language) -> Conduct:
    extension = Extension(
        CLOSED - timedelta(days=6),
        CLOSED - timedelta(days=5),
        CLOSED,
        "Fuqarolar soʻroviga koʻra" if language is Language.UZ_LATN else "По просьбе граждан",
    )
    basis = message("Decree UP-161 of %(day)s, 15 days", day="08.09.2025")
    return Conduct(1, OPENED, CLOSED, ModerationMode.PRE, (Channel.WEB, Channel.LETTER), basis, (extension,))


def _clause(language: Language, place: int) -> Clause:
    heading = _HEADINGS[language][(place - 1) % 5]
    return Clause(f"art_{place}", place, _CITATION[language].format(place), heading, _EXCERPT[language])


def _comments(language: Language, many: int, clauses: int) -> tuple[tuple[CommentFact, ...], tuple[CommentText, ...]]:
    made = [
        _campaign(language, each) if each % 3 == 1 else _single(language, each, clauses) for each in range(1, many + 1)
    ]
    return tuple(fact for fact, _ in made), tuple(text for _, text in made)


def _campaign(language: Language, number: int) -> tuple[CommentFact, CommentText]:
    near = number % 2 == 0
    text = _CAMPAIGN[language] + (f" № {number}" if near else "")
    key = f"campaign {number}" if near else "campaign"
    fact = CommentFact(number, f"person {number}", key, position=Position.OPPOSE, clause="art_2", cluster=7)
    return fact, CommentText(
        number, number, text, _arrival(number), submitter=f"A. Karimov {number}", language=language
    )


def _single(language: Language, number: int, clauses: int) -> tuple[CommentFact, CommentText]:
    is_letter = number % 8 == 0
    fact = CommentFact(
        id=number,
        person=f"person {number % 17}",
        text_key=f"single {number}",
        position=list(Position)[number % 5],
        clause=None if number == 3 else f"art_{number % clauses + 1}",
        cluster=None if number % 2 else 1000 + number,
        organisation="Yoʻlovchilar uyushmasi" if is_letter else None,
        co_signers=12 if is_letter else 0,
    )
    text = CommentText(
        number,
        number,
        _SINGLE[language].format(number),
        _arrival(number),
        wording=_WORDING[language] if fact.position is Position.AMEND else None,
        submitter=None if number % 5 == 0 else f"D. Rahimova {number}",
        channel=Channel.LETTER if is_letter else Channel.WEB,
        language=language,
    )
    return fact, text


def _arrival(number: int) -> datetime:
    return OPENED + timedelta(days=number * 7 % 19, minutes=number)


def _uncounted() -> tuple[CommentFact, ...]:
    rejected = CommentFact(
        90_001, "person 1", "insult", CommentState.REJECTED, clause="art_1", reason=RejectionReason.INSULT
    )
    return (
        rejected,
        replace(rejected, id=90_002, reason=RejectionReason.ADVERTISING),
        replace(rejected, id=90_003, reason=RejectionReason.ADVERTISING),
        CommentFact(90_004, "person 4", "reply", is_reply=True, clause="art_2"),
    )


def _votes() -> tuple[VoteFact, ...]:
    on_clause = [VoteFact(f"voter {each}", VoteTarget.CLAUSE, VoteValue.SUPPORT, "art_2") for each in range(9)]
    against = [VoteFact(f"voter {each}", VoteTarget.CLAUSE, VoteValue.OPPOSE, "art_2") for each in range(9, 13)]
    comment = VoteFact("voter 1", VoteTarget.COMMENT, VoteValue.SUPPORT, "art_3", 2)
    wording = VoteFact("voter 2", VoteTarget.WORDING, VoteValue.OPPOSE, "art_3", 2)
    return (*on_clause, *against, comment, wording)


def _cluster_responses(language: Language, counted: tuple[CommentFact, ...]) -> dict[int, Response]:
    dispositions = list(Disposition)
    approved = datetime(2026, 10, 1, 9, 0, tzinfo=UTC)
    return {
        fact.cluster: Response(dispositions[fact.cluster % 5], _REASON[language], approved, approved, approved)
        for fact in counted
        if fact.cluster is not None
    }


def _own_responses(language: Language, counted: tuple[CommentFact, ...]) -> dict[int, Response]:
    """Comments without a cluster, and one member of the campaign, have an answer of their own."""
    alone = [fact.id for fact in counted if fact.cluster is None]
    return {each: Response(Disposition.PARTLY_ACCEPTED, _REASON[language]) for each in (*alone, 7)}
