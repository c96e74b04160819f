"""The figures behind the charts and the pictures made of them."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from docx.image.image import Image

from consultation import report as reporting
from consultation.report.charts import activity_bars, heat_level, heat_strip
from consultation.report.glyphs import MISSING, coverage, showable
from consultation.report.published import DayCount
from consultation.report.strip_image import strip_png
from tests.report.factory import facts


@pytest.mark.parametrize(
    ("highest", "values"),
    [
        (1, [0, 1]),
        (4, [0, 1, 2, 3, 4]),
        (7, [0, 2, 4, 6, 8]),
        (23, [0, 5, 10, 15, 20, 25]),
        (117_000, [0, 50_000, 100_000, 150_000]),
    ],
)
def test_the_axis_ends_at_a_round_number(highest: int, values: list[int]) -> None:
    report = reporting.build(facts())
    chart = activity_bars(replace(report, activity=(DayCount(report.activity[0].day, highest),)))
    assert [value for value, _ in chart.ticks] == values
    assert chart.ticks[-1][1] == 1
    assert chart.bars[0].share == highest / values[-1]


def test_the_peak_is_the_first_of_the_fullest_days() -> None:
    report = reporting.build(facts())
    chart = activity_bars(report)
    assert chart.peak == next(bar for bar in chart.bars if bar.comments == max(day.comments for day in report.activity))


def test_a_silent_discussion_has_no_peak() -> None:
    report = reporting.build(facts())
    assert activity_bars(replace(report, activity=())).peak is None


def test_the_strip_has_a_field_for_every_clause() -> None:
    cells = heat_strip(reporting.build(facts(clauses=40)))
    assert [cell.eid for cell in cells][:3] == [None, "art_1", "art_2"]
    assert (len(cells), cells[2].level, {cell.level for cell in cells if cell.comments == 0}) == (41, 5, {0})


def test_heat_is_never_none_for_a_comment_and_full_for_the_most() -> None:
    assert [heat_level(each, 100) for each in (0, 1, 25, 100)] == [0, 1, 2, 5]


@pytest.mark.parametrize(("fields", "width", "height"), [(1, 16, 28), (60, 960, 28), (61, 960, 56)])
def test_the_strip_is_a_picture_that_others_can_read(fields: int, width: int, height: int) -> None:
    picture, across, down = strip_png([each % 6 for each in range(fields)])
    image = Image.from_file(io.BytesIO(picture))
    assert (across, down) == (width, height)
    assert (image.px_width, image.px_height, image.ext) == (width, height, "png")


def test_the_fonts_we_ship_show_every_letter_of_our_languages(font_paths: list[Path]) -> None:
    covered = coverage(font_paths)
    letters = "OʻoʻGʻgʻʼ ЎўҚқҒғҲҳ ӘәҢңӨөҮү ÁáǴǵÍıŃńÓóÚú ЁёЪъЫы №§«»“”–—…"
    assert showable(letters, covered) == letters
    assert showable("a😀\ufe0fb", covered) == f"a{MISSING}b"
