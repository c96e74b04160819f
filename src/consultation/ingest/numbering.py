"""numbering.xml evaluated: the number Word prints before each paragraph, counters, overrides and restarts included."""

import re
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from lxml import etree

from consultation.ingest.names import VAL, W, is_on
from consultation.ingest.number_fields import BUILT_IN, DEFAULT, NumberField
from consultation.ingest.number_formats import COUNTER_CAP, is_known, printed
from consultation.ingest.styles import Style, Styles, whole

LEVELS = 9
_LABEL_CAP = 64
_PLACEHOLDER = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: its first value, format, text with `%1` places, when it restarts, which style it serves."""

    start: int = 1
    number_format: str = "decimal"
    custom: str | None = None
    text: str = ""
    restart: int | None = None
    is_legal: bool = False
    style: str | None = None


@dataclass(slots=True)
class _Abstract:
    levels: dict[int, Level] = field(default_factory=dict)
    name: str = ""
    style_link: str | None = None
    num_style_link: str | None = None
    counters: list[int | None] = field(default_factory=lambda: [None] * LEVELS)


@dataclass(frozen=True, slots=True)
class _Plan:
    """What counting on one level of a list does: which deeper counters start again, and what is printed.

    `starts` are the first values of the level (the last one) and of those above it, `places` the levels whose counters
    are printed, each with its format, its custom pattern and the text that stands after it; `before` comes first.
    """

    starts: tuple[int, ...]
    resets: tuple[int, ...]
    is_bullet: bool
    before: str
    places: tuple[tuple[int, str, str | None, str], ...]


@dataclass(slots=True)
class _Concrete:
    abstract: str
    levels: dict[int, Level] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)
    is_used: bool = False


class _Way(NamedTuple):
    """Where a paragraph is counted: its list, the counters that the list shares, its level and what counting there does."""

    concrete: _Concrete
    counters: list[int | None]
    place: int
    plan: _Plan


class Label(NamedTuple):
    """What Word prints before a paragraph; a bullet has no meaning as a number."""

    text: str
    level: int
    is_bullet: bool


class Numbering:
    """All lists of a document with their running counters; `label` must be called in document order."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._abstracts: dict[str, _Abstract] = {}
        self._concretes: dict[str, _Concrete] = {}
        self._linked: dict[str, str] | None = None
        self._ways: dict[tuple[str | None, int | None, str], _Way | None] = {}
        self._fields: dict[str, _Concrete] = {}
        self.unknown_formats: set[str] = set()

    def add(self, element: etree._Element) -> None:
        """Take in one `w:abstractNum` or `w:num`."""
        if element.tag == W + "abstractNum":
            self._abstracts[element.get(W + "abstractNumId", "")] = _read_abstract(element)
        else:
            concrete = _read_concrete(element)
            if concrete is not None:
                self._concretes[element.get(W + "numId", "")] = concrete

    def label(self, own_num: str | None, own_level: int | None, style: Style) -> Label | None:
        """The label of the next paragraph: its own `numPr`, else its style's; None when it has no number."""
        asked = own_num, own_level, style.style_id
        if asked not in self._ways:
            self._ways[asked] = self._way(own_num, own_level, style)
        way = self._ways[asked]
        return None if way is None else self._count(way)

    def field(self, asked: NumberField, own_num: str | None, own_level: int | None, style: Style) -> str:
        """What a LISTNUM field prints, asked after the label of its paragraph: without a name it goes on one level below."""
        around = None if asked.name else self._ways.get((own_num, own_level, style.style_id))
        concrete, place = (around.concrete, around.place + 1) if around else (self._of_field(asked.name or DEFAULT), 0)
        abstract = self._abstract(concrete) or _Abstract()
        place = max(0, min(place if asked.level is None else asked.level - 1, LEVELS - 1))
        if asked.start is not None:
            abstract.counters[place] = _capped(asked.start) - 1
        return self._count(_Way(concrete, abstract.counters, place, self._plan(concrete, abstract, place))).text

    def _of_field(self, name: str) -> _Concrete:
        """The list that fields call by a name: one of the file's, or one that every Word has."""
        if name not in self._fields:
            own = next((key for key, abstract in self._abstracts.items() if abstract.name == name), None)
            self._fields[name] = _Concrete(own or f"LISTNUM {name}", is_used=True)
            if own is None:
                levels = enumerate(BUILT_IN.get(name, BUILT_IN[DEFAULT]))
                self._abstracts[f"LISTNUM {name}"] = _Abstract(
                    {place: Level(number_format=form, text=text) for place, (form, text) in levels}
                )
        return self._fields[name]

    def _way(self, own_num: str | None, own_level: int | None, style: Style) -> _Way | None:
        """Where paragraphs of such properties are counted."""
        num_id = own_num if own_num is not None else style.num_id
        if num_id is None or num_id == "0" or num_id not in self._concretes:
            return None
        concrete = self._concretes[num_id]
        abstract = self._abstract(concrete)
        if abstract is None:
            return None
        level = own_level if own_level is not None else self._style_level(own_num, style, abstract)
        place = max(0, min(level, LEVELS - 1))
        return _Way(concrete, abstract.counters, place, self._plan(concrete, abstract, place))

    def _style_level(self, own_num: str | None, style: Style, abstract: _Abstract) -> int:
        """A number that comes from the style stands on the level that names the style (ISO 29500, 17.9.23)."""
        if own_num is not None:
            return style.level or 0
        served = {level.style: place for place, level in reversed(abstract.levels.items())}
        ids = (step.style_id for step in self._styles.chain(style.style_id))
        return next((served[style_id] for style_id in ids if style_id in served), style.level or 0)

    def _abstract(self, concrete: _Concrete) -> _Abstract | None:
        abstract = self._abstracts.get(concrete.abstract)
        if abstract is None or abstract.num_style_link is None:
            return abstract
        if self._linked is None:
            self._linked = {a.style_link: key for key, a in self._abstracts.items() if a.style_link}
        named = self._linked.get(abstract.num_style_link) or self._abstract_of_style(abstract.num_style_link)
        return self._abstracts.get(named, abstract)

    def _abstract_of_style(self, style_id: str) -> str:
        """The abstract list of a numbering style by the style's own list, where no list names the style."""
        concrete = self._concretes.get(self._styles.effective(style_id).num_id or "")
        return "" if concrete is None else concrete.abstract

    def _count(self, way: _Way) -> Label:
        concrete, counters, place, plan = way
        if not concrete.is_used:
            _override_starts(concrete, counters, place)
        value = counters[place]
        if value is not None:
            counters[place] = value + 1 if value < COUNTER_CAP else COUNTER_CAP
        elif place == 0 or counters[place - 1] is not None:
            counters[place] = plan.starts[place]
        else:  # levels that were passed over count as used: Word goes on from them
            for other, start in enumerate(plan.starts):
                counters[other] = start if counters[other] is None else counters[other]
        for deeper in plan.resets:
            counters[deeper] = None
        return Label(_printed(plan, counters), place, plan.is_bullet)

    def _plan(self, concrete: _Concrete, abstract: _Abstract, place: int) -> _Plan:
        level = _level(concrete, abstract, place)
        starts = tuple(_level(concrete, abstract, other).start for other in range(place + 1))
        deeper = ((other, _level(concrete, abstract, other).restart) for other in range(place + 1, LEVELS))
        resets = tuple(other for other, restart in deeper if restart is None or (restart > 0 and place < restart))
        if level.number_format == "bullet":
            return _Plan(starts, resets, is_bullet=True, before=level.text[:1], places=())
        (before, *texts), shown = _cut(level.text, place)
        printed_places = (self._place(concrete, abstract, level, other, is_own=other == place) for other in shown)
        places = tuple((*each, text) for each, text in zip(printed_places, texts, strict=True))
        return _Plan(starts, resets, is_bullet=False, before=before, places=places)

    def _place(
        self, concrete: _Concrete, abstract: _Abstract, level: Level, place: int, *, is_own: bool
    ) -> tuple[int, str, str | None]:
        other = _level(concrete, abstract, place)
        number_format = "decimal" if level.is_legal and not is_own else other.number_format
        if not is_known(number_format) and not other.custom:
            self.unknown_formats.add(number_format)
        return place, number_format, other.custom


def _cut(text: str, place: int) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """A level's text cut at its placeholders, and the levels these name; what names a deeper level prints nothing."""
    texts, shown = [""], []
    for place_or_text, piece in enumerate(_PLACEHOLDER.split(text)):
        if place_or_text % 2 == 0:
            texts[-1] += piece
        elif int(piece) - 1 <= place:
            shown.append(int(piece) - 1)
            texts.append("")
    return tuple(texts), tuple(shown)


def _printed(plan: _Plan, counters: list[int | None]) -> str:
    said = plan.before
    for place, number_format, custom, after in plan.places:
        said += printed(counters[place] or 0, number_format, custom) + after
    return said[:_LABEL_CAP]


def _override_starts(concrete: _Concrete, counters: list[int | None], place: int) -> None:
    """Start overrides fire once, at the first paragraph of the list, from its level down (docx.md, section 3, rule 4)."""
    concrete.is_used = True
    for level, start in concrete.starts.items():
        if level >= place:
            counters[level] = start - 1


def _level(concrete: _Concrete, abstract: _Abstract, place: int) -> Level:
    return concrete.levels.get(place) or abstract.levels.get(place) or _MISSING


_MISSING = Level()


def _read_abstract(element: etree._Element) -> _Abstract:
    abstract = _Abstract(
        name=(_value(element, "name") or "").strip().lower(),
        style_link=_value(element, "styleLink"),
        num_style_link=_value(element, "numStyleLink"),
    )
    for child in element.iterchildren(W + "lvl"):
        place = whole(child.get(W + "ilvl"))
        if place is not None and 0 <= place < LEVELS:
            abstract.levels[place] = _read_level(child)
    return abstract


def _read_concrete(element: etree._Element) -> _Concrete | None:
    abstract = _value(element, "abstractNumId")
    if abstract is None:
        return None
    concrete = _Concrete(abstract)
    for override in element.iterchildren(W + "lvlOverride"):
        place = whole(override.get(W + "ilvl"))
        if place is None or not 0 <= place < LEVELS:
            continue
        start = whole(_value(override, "startOverride"))
        if start is not None:
            concrete.starts[place] = _capped(start)
        level = override.find(W + "lvl")
        if level is not None:  # Word ignores a restart rule inside an override
            concrete.levels[place] = replace(_read_level(level), restart=None)
    return concrete


def _read_level(element: etree._Element) -> Level:
    number_format, custom = _value(element, "numFmt"), None
    alternate = element.find(f".//{W}numFmt[@{W}format]")
    if alternate is not None:
        number_format, custom = alternate.get(VAL), alternate.get(W + "format")
    legal = element.find(W + "isLgl")
    start = whole(_value(element, "start"))
    return Level(
        start=_capped(0 if start is None else start),
        number_format=number_format or "decimal",
        custom=custom,
        text=_value(element, "lvlText") or "",
        restart=whole(_value(element, "lvlRestart")),
        is_legal=legal is not None and is_on(legal.get(VAL)),
        style=_value(element, "pStyle"),
    )


def _capped(value: int) -> int:
    return max(-1, min(value, COUNTER_CAP))


def _value(element: etree._Element, name: str) -> str | None:
    found = element.find(W + name)
    return None if found is None else found.get(VAL)
