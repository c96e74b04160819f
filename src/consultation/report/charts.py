"""The figures behind the charts, as plain numbers: activity by day as bars, attention to clauses as a heat strip."""

from dataclasses import dataclass
from datetime import date

from consultation.core.messages import Message
from consultation.report.published import Report

HEAT_LEVELS = 5
_NICE = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class Bar:
    """One day; `share` of the chart's height, 0 to 1."""

    day: date
    comments: int
    share: float


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars from left to right; `ticks` are values of the axis with their height (0 to 1), `peak` the fullest day."""

    bars: tuple[Bar, ...]
    ticks: tuple[tuple[int, float], ...]
    peak: Bar | None


@dataclass(frozen=True, slots=True)
class HeatCell:
    """One clause of the strip; `level` 0 (no comments) to 5 (the most commented), by the square root of the number."""

    eid: str | None
    title: Message | str
    comments: int
    level: int


def activity_bars(report: Report) -> BarChart:
    """Comments per day, scaled to a round number not below the fullest day."""
    highest = max((day.comments for day in report.activity), default=0)
    step = _step(highest)
    top = max(step, -(-highest // step) * step)
    bars = tuple(Bar(day.day, day.comments, day.comments / top) for day in report.activity)
    ticks = tuple((value, value / top) for value in range(0, top + 1, step))
    peak = next((bar for bar in bars if highest and bar.comments == highest), None)
    return BarChart(bars, ticks, peak)


def heat_strip(report: Report) -> tuple[HeatCell, ...]:
    """Every clause in document order with how much it was commented on."""
    highest = max((clause.counts.comments for clause in report.clauses), default=0)
    return tuple(
        HeatCell(clause.eid, clause.short_title, clause.counts.comments, heat_level(clause.counts.comments, highest))
        for clause in report.clauses
    )


def heat_level(comments: int, highest: int) -> int:
    """0 for none, else 1 to 5: the square root keeps one campaign from making all other clauses look silent."""
    return 0 if comments == 0 else max(1, round(HEAT_LEVELS * (comments / highest) ** 0.5))


def _step(highest: int) -> int:
    """The smallest of 1, 2, 5, 10, 20, 50 … that needs at most five steps."""
    scale = 1
    while True:
        for nice in _NICE:
            if nice * scale * 5 >= highest:
                return nice * scale
        scale *= 10
