"""Legal date forms of every language, and the clock of Tashkent."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation.core.dates import format_date, format_datetime, to_tashkent
from consultation.core.vocabulary import Language

EVERY_FORM = {
    Language.UZ_LATN: "2025-yil 8-sentabr",
    Language.UZ_CYRL: "2025 йил 8 сентябрь",
    Language.RU: "8 сентября 2025 года",
    Language.KAA_LATN: "2025-jıl 8-sentyabr",
    Language.KAA_CYRL: "2025-жыл 8-сентябрь",
    Language.EN: "8 September 2025",
    Language.UND: "2025-09-08",
}


def test_a_date_has_the_legal_form_of_each_language() -> None:
    assert {language: format_date(date(2025, 9, 8), language) for language in Language} == EVERY_FORM


def test_months_differ_in_every_language_that_names_them() -> None:
    named = [language for language in Language if language is not Language.UND]
    for language in named:
        assert len({format_date(date(2025, month, 1), language) for month in range(1, 13)}) == 12


def test_a_date_time_is_shown_in_tashkent_with_hour_and_minute() -> None:
    closing = datetime(2025, 9, 8, 13, 0, tzinfo=UTC)
    assert format_datetime(closing, Language.UZ_LATN) == "2025-yil 8-sentabr, 18:00"
    assert format_datetime(closing, Language.RU) == "8 сентября 2025 года, 18:00"


def test_the_day_turns_at_midnight_of_tashkent() -> None:
    assert format_datetime(datetime(2025, 12, 31, 18, 59, tzinfo=UTC), Language.EN) == "31 December 2025, 23:59"
    assert format_datetime(datetime(2025, 12, 31, 19, 0, tzinfo=UTC), Language.EN) == "1 January 2026, 00:00"


def test_an_instant_of_any_zone_is_the_same_instant() -> None:
    elsewhere = datetime(2025, 9, 8, 9, 0, tzinfo=timezone(timedelta(hours=-4)))
    assert to_tashkent(elsewhere) == elsewhere
    assert to_tashkent(elsewhere).isoformat() == "2025-09-08T18:00:00+05:00"


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no zone"):
        format_datetime(datetime(2025, 9, 8, 13, 0), Language.EN)  # noqa: DTZ001 - the fault under test


def test_an_instant_is_no_calendar_day() -> None:
    with pytest.raises(TypeError, match="format_datetime"):
        format_date(datetime(2025, 9, 8, 13, 0, tzinfo=UTC), Language.EN)


@given(st.datetimes(timezones=st.just(UTC), min_value=datetime(2, 1, 1), max_value=datetime(9998, 1, 1)))  # noqa: DTZ001 - hypothesis wants naive bounds
def test_tashkent_is_five_hours_ahead_all_year_round(instant: datetime) -> None:
    assert to_tashkent(instant).utcoffset() == timedelta(hours=5)
