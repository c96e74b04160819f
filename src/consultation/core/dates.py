"""Dates and times as acts of each language print them, always in the time of Tashkent.

Sources: Uzbek, Russian and Karakalpak acts write "2025-yil 8-sentabr", "2025 йил 8 сентябрь", "8 сентября 2025 года",
"2025-jıl 8-sentyabr"; these are not the forms of the Unicode locale data, so the tables are our own.
"""

from datetime import date, datetime, timedelta, timezone

from consultation.core.vocabulary import Language

TASHKENT = timezone(timedelta(hours=5), "Asia/Tashkent")  # fixed: no daylight saving time since 1992

_UZ_LATN = "yanvar fevral mart aprel may iyun iyul avgust sentabr oktabr noyabr dekabr"
_KAA_LATN = "yanvar fevral mart aprel may iyun iyul avgust sentyabr oktyabr noyabr dekabr"
_CYRL = "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь"
_RU = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
_EN = "January February March April May June July August September October November December"

# language -> (the form, the twelve months); a language that is not known gets the ISO form
_FORMS: dict[Language, tuple[str, tuple[str, ...]]] = {
    Language.UZ_LATN: ("{year}-yil {day}-{month}", tuple(_UZ_LATN.split())),
    Language.UZ_CYRL: ("{year} йил {day} {month}", tuple(_CYRL.split())),
    Language.RU: ("{day} {month} {year} года", tuple(_RU.split())),
    Language.KAA_LATN: ("{year}-jıl {day}-{month}", tuple(_KAA_LATN.split())),
    Language.KAA_CYRL: ("{year}-жыл {day}-{month}", tuple(_CYRL.split())),
    Language.EN: ("{day} {month} {year}", tuple(_EN.split())),
    Language.UND: ("{year:04}-{number:02}-{day:02}", ("",) * 12),
}


def to_tashkent(instant: datetime) -> datetime:
    """The same instant on the clock of Tashkent (UTC+5); ValueError for a time without a zone."""
    if instant.tzinfo is None:
        raise ValueError("This time has no zone: give it in UTC")
    return instant.astimezone(TASHKENT)


def format_date(day: date, language: Language) -> str:
    """A calendar day as acts in `language` print it, "2025-yil 8-sentabr"; TypeError for an instant, whose day is not settled."""
    if isinstance(day, datetime):
        raise TypeError("Use format_datetime for an instant, or to_tashkent(instant).date() for its day")
    form, months = _FORMS[language]
    return form.format(year=day.year, number=day.month, month=months[day.month - 1], day=day.day)


def format_datetime(instant: datetime, language: Language) -> str:
    """An instant in Tashkent with hour and minute, "2025-yil 8-sentabr, 18:00"; ValueError for a time without a zone."""
    local = to_tashkent(instant)
    return f"{format_date(local.date(), language)}, {local:%H:%M}"


def days_until(instant: datetime, now: datetime) -> int:
    """How many midnights of Tashkent lie between `now` and a later instant: 0 on the same day, negative when it has passed."""
    return (to_tashkent(instant).date() - to_tashkent(now).date()).days
