"""Acts with a known tree, composed by chance after the patterns of real ones (uzbekistan.md, section 2).

An act is a list of the reader's blocks and the rows of its tree in document order. Every choice (kind of act, language,
style of numbers, typed or automatic, heading in the line or in the next, lists, quotations, annexes, tables, notes) is
drawn from one random generator, so a seed is an act.
"""

from collections.abc import Callable
from random import Random

from tests.ingest.composer import Act, Composer, K, Look
from tests.ingest.tongues import ROMAN, TONGUES


class Acts(Composer):
    """Whole acts out of the composer's units."""

    # --- around the text -----------------------------------------------------------------------------------------

    def front(self, form: str) -> None:
        """Draft mark, form of the act, title."""
        if self.often(0.7):
            self.line(self.tongue.draft_mark, align="right")
            self.row(0, K.OTHER, text=self.tongue.draft_mark)
        for text in (form, self.tongue.title):
            self.line(text, align="center", is_bold=True)
            self.row(0, K.OTHER, text=text)
        if self.tongue.adoption and self.often(0.4):
            for text in self.tongue.adoption:
                self.line(text)
            self.row(0, K.OTHER, text="\n".join(self.tongue.adoption))

    def preamble(self) -> None:
        """The sentence before the points of a resolution."""
        self.line(self.tongue.preamble)
        self.row(0, K.PREAMBLE, text=self.tongue.preamble)

    def signature(self) -> None:
        """Who signs."""
        if self.often(0.8):
            self.line(self.tongue.signature)
            self.row(0, K.CONCLUSION, text=self.tongue.signature)

    def annex(self, value: int | None) -> None:
        """The head of an annex; its body follows at depth 1."""
        label, before, after = self.tongue.annex(value)
        look: Look = {"align": "right"} if self.often(0.8) else {}
        for text in (*before, label, *after):
            self.line(text, **look)
        title = self.pick(self.tongue.annex_titles)
        self.line(title, align="center", is_bold=True)
        self.row(0, K.ANNEX, label, None if value is None else str(value), title, "\n".join((*before, *after)))

    def rules(self) -> None:
        """A regulation in an annex: chapters, with points that run on through them."""
        value = 1
        for chapter in range(1, self.chance.randint(1, 3) + 1):
            self.high(1, K.CHAPTER, chapter)
            for _ in range(self.chance.randint(1, 3)):
                self.point(2, str(value))
                value += 1

    def bare_chapters(self) -> None:
        """A regulation of the old form: Roman headings without any name of the unit."""
        value = 1
        for chapter in range(1, self.chance.randint(2, 3) + 1):
            heading = self.pick(self.tongue.headings).upper()
            num = f"{ROMAN[chapter]}."
            self.line(f"{num} {heading}", align="center")
            self.row(1, K.CHAPTER, num, ROMAN[chapter], heading)
            for _ in range(self.chance.randint(1, 2)):
                self.point(2, str(value))
                value += 1

    def annexes(self) -> None:
        """None, one without a number, or several."""
        count = self.chance.choice([0, 1, 1, 2, 3])
        for value in range(1, count + 1):
            self.annex(None if count == 1 and self.often(0.5) else value)
            kind = self.chance.choice(["rules", "bare", "points", "table"])
            if kind == "rules":
                self.rules()
            elif kind == "bare":
                self.bare_chapters()
            elif kind == "points":
                for place in range(1, self.chance.randint(2, 4)):
                    self.point(1, str(place))
            else:
                self.table(1)
                if self.often(0.3):
                    self.note(1)

    # --- whole acts ----------------------------------------------------------------------------------------------

    def law(self) -> None:
        """Articles, with or without chapters."""
        self.front(self.tongue.forms["law"])
        value = 1
        for chapter in range(1, self.chance.choice([1, 2, 3]) + 1):
            has_chapters = self.is_roman or self.often(0.5)
            if has_chapters or chapter > 1:
                self.high(0, K.CHAPTER, chapter)
            value = self.run_of_articles(1 if has_chapters or chapter > 1 else 0, value)
        self.signature()
        self.annexes()

    def run_of_articles(self, depth: int, value: int) -> int:
        """Some articles from a number on; the number after the last."""
        for _ in range(self.chance.randint(1, 4)):
            self.article(depth, value)
            if self.often(0.15):
                self.article(depth, value, 1)
                if self.often(0.5):
                    self.article(depth, value, 2)
            value += 1
        return value

    def code(self) -> None:
        """Everything that can contain articles."""
        self.front(self.tongue.forms["code"])
        value = 1
        has_parts, has_subsections, has_paragraphs = self.often(0.5), self.often(0.3), self.often(0.4)
        section = chapter = 0
        for part in range(1, 3 if has_parts else 2):
            depth = 0
            if has_parts:
                self.high(0, K.PART, part)
                depth = 1
            for _ in range(self.chance.randint(1, 2)):
                section += 1
                self.high(depth, K.SECTION, section)
                for subsection in range(1, 3 if has_subsections else 2):
                    inner = depth + 1
                    if has_subsections:
                        self.high(inner, K.SUBSECTION, subsection)
                        inner += 1
                    chapter += 1
                    self.high(inner, K.CHAPTER, chapter)
                    for paragraph in range(1, 3 if has_paragraphs else 2):
                        if has_paragraphs:
                            self.high(inner + 1, K.SUBCHAPTER, paragraph)
                        value = self.run_of_articles(inner + 1 + has_paragraphs, value)
        self.signature()

    def resolution(self) -> None:
        """Points without any article, and annexes."""
        self.front(self.tongue.forms["resolution"])
        if self.often(0.7):
            self.preamble()
        for place in range(1, self.chance.randint(2, 5)):
            self.point(0, str(place))
            if self.often(0.2):
                for inner in range(1, self.chance.randint(2, 3)):
                    text = self.pick(self.tongue.sentences)
                    self.numbered(f"{place}.{inner}.", text, level=1)
                    self.row(1, K.SUBPOINT, f"{place}.{inner}.", f"{place}.{inner}", text=text)
        self.signature()
        self.annexes()

    def amending(self) -> None:
        """Articles whose points change other acts."""
        self.front(self.tongue.forms["law"])
        for value in range(1, self.chance.randint(2, 3) + 1):
            num = self.tongue.article(str(value), self.hyphen)
            if self.often(0.4):
                self.unit(0, K.ARTICLE, num, str(value))
                text = self.pick(self.tongue.intros)
                self.line(text)
                self.row(1, K.PARAGRAPH, text=text)
                depth = 2
            else:
                text = self.pick(self.tongue.intros)
                self.numbered(num, text)
                self.row(0, K.ARTICLE, num, str(value), text=text)
                depth = 1
            for place in range(self.chance.randint(1, 4)):
                if self.often(0.7):
                    self.amendment(depth, "paren", K.POINT, place)
                else:
                    self.item(depth, "paren", K.POINT, place, self.pick(self.tongue.items) + ";")
        self.signature()


KINDS: tuple[Callable[[Acts], None], ...] = (
    Acts.law,
    Acts.code,
    Acts.resolution,
    Acts.amending,
)


def compose(seed: int) -> Act:
    """The act of a seed."""
    chance = Random(seed)
    tongue = chance.choice(TONGUES)
    composer = Acts(chance, tongue, Act(tongue.jurisdiction))
    chance.choice(KINDS)(composer)
    return composer.act
