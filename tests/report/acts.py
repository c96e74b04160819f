"""Acts made up at random, built the way drafts are, and what an officer does to one between two versions."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from hypothesis import strategies as st

from consultation.core.clause import Clause, Outline, outline
from consultation.core.lineage import Link
from consultation.core.vocabulary import ClauseKind as K
from consultation.core.vocabulary import Language, LineageKind
from consultation.report.draft_text import Version

MADE_AT = datetime(2027, 3, 1, 9, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Words:
    """What an act of one language is made of; `article` and `annex` are how they are numbered."""

    language: Language
    front: tuple[str, ...]
    chapter: str
    article: str
    annex: str
    of_act: str
    closing: str
    announce: str
    letters: str
    header: str
    pool: str


WORDS = (
    Words(
        Language.UZ_LATN,
        ("LOYIHA", "OʻZBEKISTON RESPUBLIKASINING QONUNI", "Ommaviy kutubxonalar toʻgʻrisida"),
        "{}-bob.",
        "{}-modda.",
        "{}-ILOVA",
        "Oʻzbekiston Respublikasi Vazirlar Mahkamasining qaroriga",
        "Oʻzbekiston Respublikasining Prezidenti",
        "quyidagi tahrirda bayon etilsin",
        "abvgd",
        "T/r\tTadbir\tMuddati",
        "kutubxona kitobxon nashr haftada kamida olti kun ishlaydi bepul boʻladi maʼlumot tartibi belgilanadi",
    ),
    Words(
        Language.RU,
        ("Проект", "ЗАКОН РЕСПУБЛИКИ УЗБЕКИСТАН", "О добровольной помощи"),
        "Глава {}.",
        "Статья {}.",
        "Приложение № {}",
        "к постановлению Кабинета Министров",
        "Президент Республики Узбекистан",
        "изложить в следующей редакции",
        "абвгд",
        "№\tМероприятие\tСрок",
        "доброволец получает сведения о характере работ на безвозмездной основе реестр ведётся открыто",
    ),
    Words(
        Language.UZ_CYRL,
        ("ЛОЙИҲА", "ЎЗБЕКИСТОН РЕСПУБЛИКАСИНИНГ ҚОНУНИ", "Оммавий кутубхоналар тўғрисида"),
        "{}-боб.",
        "{}-модда.",
        "{}-ИЛОВА",
        "Вазирлар Маҳкамасининг қарорига",
        "Ўзбекистон Республикасининг Президенти",
        "қуйидаги таҳрирда баён этилсин",
        "абвгд",
        "Т/р\tТадбир\tМуддати",
        "кутубхона китобхон нашр ҳафтада камида олти кун ишлайди бепул бўлади маълумот тартиби",
    ),
)
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass
class Maker:
    """Rows of an act being made; `notes` counts footnotes over the whole act."""

    draw: st.DrawFn
    words: Words
    rows: list[tuple[int, Clause]] = field(default_factory=list)
    notes: int = 0

    def chance(self, most: int = 3) -> bool:
        return self.draw(st.integers(0, most)) == 0

    def sentence(self, end: str) -> str:
        said = self.draw(st.lists(st.sampled_from(self.words.pool.split()), min_size=2, max_size=9))
        return " ".join(said).capitalize() + end

    def add(
        self,
        depth: int,
        kind: K,
        num: str | None = None,
        number: str | None = None,
        *,
        heading: str | None = None,
        text: str = "",
        quoted: bool = False,
    ) -> None:
        self.rows.append((depth, Clause("", None, kind, num, number, heading, text, quoted)))

    def note(self, depth: int) -> None:
        if self.chance(5):
            self.notes += 1
            self.add(depth, K.NOTE, str(self.notes), str(self.notes), text=self.sentence("."))

    def article(self, depth: int, number: str, *, quoted: bool = False) -> None:
        base, _, raised = number.partition("-")
        num = self.words.article.format(base + raised.translate(RAISED))
        self.add(depth, K.ARTICLE, num, number, heading=self.sentence(""), quoted=quoted)
        for _ in range(self.draw(st.integers(1, 3))):
            self.part(depth + 1, quoted=quoted)

    def part(self, depth: int, *, quoted: bool) -> None:
        shape = self.draw(st.sampled_from(["plain", "plain", "list", "list", "table", "quote"]))
        if quoted and shape in {"quote", "table"}:
            shape = "plain"
        ends = {"plain": ".", "list": ":", "table": ":", "quote": f" {self.words.announce}:"}
        self.add(depth, K.PARAGRAPH, text=self.sentence(ends[shape]), quoted=quoted)
        if not quoted and shape != "quote":
            self.note(depth + 1)
        if shape == "list":
            self.points(depth + 1, quoted=quoted)
        elif shape == "table":
            self.table(depth + 1)
        elif shape == "quote":
            self.add(depth + 1, K.QUOTED, quoted=True)
            self.article(depth + 2, str(self.draw(st.integers(1, 20))), quoted=True)

    def points(self, depth: int, *, quoted: bool) -> None:
        count = self.draw(st.integers(2, 4))
        for place in range(1, count + 1):
            has_more = self.chance()
            end = ":" if has_more else ";" if place < count else "."
            self.add(depth, K.POINT, f"{place})", str(place), text=self.sentence(end), quoted=quoted)
            if not quoted:
                self.note(depth + 1)
            for letter in self.words.letters[: 2 if has_more else 0]:
                end = "." if place == count and letter == self.words.letters[1] else ";"
                self.add(depth + 1, K.SUBPOINT, f"{letter})", letter, text=self.sentence(end), quoted=quoted)

    def table(self, depth: int) -> None:
        self.add(depth, K.TABLE, text=self.words.header)
        for place in range(1, self.draw(st.integers(1, 4)) + 1):
            cells = f"{self.sentence('')}\t{self.sentence('')}"
            self.add(depth + 1, K.ROW, f"{place}.", str(place), text=cells)

    def annex(self, number: int) -> None:
        num = self.words.annex.format(number)
        self.add(0, K.ANNEX, num, str(number), heading=self.sentence("").upper(), text=self.words.of_act)
        for place in range(1, self.draw(st.integers(1, 3)) + 1):
            self.add(1, K.POINT, f"{place}.", str(place), text=self.sentence("."))
        if self.chance():
            self.table(2)


@st.composite
def acts(draw: st.DrawFn) -> Version:
    """One act: lines before the body, chapters with articles, lists, notes, tables and quotations, closing line, annexes."""
    maker = Maker(draw, draw(st.sampled_from(WORDS)))
    for line in maker.words.front:
        maker.add(0, K.OTHER, text=line)
    number = 0
    for chapter in range(1, draw(st.integers(1, 3)) + 1):
        maker.add(0, K.CHAPTER, maker.words.chapter.format(chapter), str(chapter), heading=maker.sentence("").upper())
        for _ in range(draw(st.integers(1, 3))):
            number += 1
            maker.article(1, str(number))
            if maker.chance():
                maker.article(1, f"{number}-1")
    if maker.chance(1):
        maker.add(0, K.CONCLUSION, text=maker.words.closing)
    for place in range(1, draw(st.integers(0, 2)) + 1):
        maker.annex(place)
    return version(outline(maker.rows), maker.words.language, maker.words.front[-1])


def version(text: Outline, language: Language, title: str, ordinal: int = 1) -> Version:
    return Version(7, ordinal, title, "Adliya vazirligi", language, text, MADE_AT)


@dataclass
class Kept:
    """A clause of the new text, its depth, and the clause of the old text it continues."""

    depth: int
    clause: Clause
    old: str | None


@st.composite
def revisions(draw: st.DrawFn) -> tuple[Version, Version, tuple[Link, ...]]:
    """A text, what became of it, and the lineage: clauses reworded, removed, added, renumbered and moved."""
    before = draw(acts())
    rows = [Kept(depth, clause, clause.eid) for depth, clause in before.outline.walk()]
    for _ in range(draw(st.integers(0, 6))):
        change = draw(st.sampled_from([_reword, _remove, _insert, _move, _requote]))
        change(draw, rows)
    after = outline((row.depth, row.clause) for row in rows)
    links = [
        Link(LineageKind.REWORDED, (row.old,), (clause.eid,), 0.9)
        if row.old
        else Link(LineageKind.NEW, (), (clause.eid,), 0)
        for row, clause in zip(rows, after.clauses, strict=True)
    ]
    gone = {clause.eid for clause in before.outline.clauses} - {row.old for row in rows}
    links += [Link(LineageKind.REMOVED, (eid,), (), 0) for eid in sorted(gone)]
    return before, version(after, before.language, before.title, 2), tuple(links)


def _any(draw: st.DrawFn, rows: list[Kept]) -> int:
    return draw(st.integers(0, len(rows) - 1))


def _span(rows: list[Kept], place: int) -> slice:
    """A clause with everything below it."""
    end = place + 1
    while end < len(rows) and rows[end].depth > rows[place].depth:
        end += 1
    return slice(place, end)


def _reword(draw: st.DrawFn, rows: list[Kept]) -> None:
    row = rows[_any(draw, rows)]
    words = row.clause.text.split(" ")
    at = draw(st.integers(0, len(words)))
    words[at : at + draw(st.integers(0, 2))] = draw(
        st.lists(st.sampled_from(["yangi", "eski", "a\nb", "x"]), max_size=2)
    )
    row.clause = replace(row.clause, text=" ".join(words))


def _remove(draw: st.DrawFn, rows: list[Kept]) -> None:
    span = _span(rows, _any(draw, rows))
    if span.stop - span.start < len(rows):
        del rows[span]


def _insert(draw: st.DrawFn, rows: list[Kept]) -> None:
    span = _span(rows, _any(draw, rows))
    rows[span.stop : span.stop] = [Kept(row.depth, row.clause, None) for row in rows[span]]


def _move(draw: st.DrawFn, rows: list[Kept]) -> None:
    span = _span(rows, _any(draw, rows))
    moving, depth = rows[span], rows[span.start].depth
    del rows[span]
    places = [place for place, row in enumerate(rows) if row.depth == depth] or [len(rows)]
    place = draw(st.sampled_from(places))
    rows[place:place] = moving


def _requote(draw: st.DrawFn, rows: list[Kept]) -> None:
    """Another kind of unit: its paragraph looks otherwise."""
    row = rows[_any(draw, rows)]
    if row.clause.kind in {K.POINT, K.PARAGRAPH, K.INDENT}:
        row.clause = replace(row.clause, kind=draw(st.sampled_from([K.POINT, K.INDENT])))
