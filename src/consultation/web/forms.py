"""Forms: what was typed, checked by a pydantic model, and shown again with our own words when something is wrong.

class NameForm(Input):
    name: Annotated[str, Line(200), Asks(N_("Enter your name."))]

values = parse(NameForm, form)   # raises Invalid({"name": ...})
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final, TypeVar, get_origin

from litestar.datastructures import UploadFile
from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from consultation.core.errors import ConsultationError, Invalid, Throttled
from consultation.core.messages import Message, message, message_n
from consultation.core.text import clean, has_forbidden
from consultation.web.errors import ShowAgain, status_of
from consultation.web.site import Page, Req

_MOST_VALUES: Final = 1_000


class Input(BaseModel):
    """Base of what a form sends. Fields that were left empty count as not sent."""

    model_config = ConfigDict(frozen=True, extra="ignore", str_max_length=100_000)


@dataclass(frozen=True, slots=True)
class Asks:
    """On a field: what to say when it was left empty."""

    words: str


@dataclass(frozen=True, slots=True)
class Line:
    """On a string field: one line, ends trimmed, inner white space single, at most `most` characters."""

    most: int
    least: int = 1


@dataclass(frozen=True, slots=True)
class Text:
    """On a string field: several lines, ends trimmed, at most `most` characters."""

    most: int
    least: int = 1


@dataclass(frozen=True, slots=True)
class Verbatim:
    """On a string field: exactly as typed (passwords), at most `most` characters."""

    most: int
    least: int = 1


class Wrong(ValueError):
    """Raised by a validator of a form: what is wrong, in our own words."""

    def __init__(self, words: Message) -> None:
        super().__init__(str(words))
        self.words = words


@dataclass(frozen=True, slots=True)
class Form:
    """What was typed (or is to stand in the fields at first), and what is wrong with it."""

    values: Mapping[str, list[str]] = field(default_factory=dict)
    files: Mapping[str, UploadFile] = field(default_factory=dict)
    errors: Mapping[str, Message] = field(default_factory=dict)
    reasons: tuple[Message, ...] = ()

    def value(self, name: str) -> str:
        """The typed text of a field as it can be shown, "" when there is none."""
        return clean(next(iter(self.values.get(name, ())), ""))

    def all(self, name: str) -> list[str]:
        """Every value of a field that may come several times (checkboxes)."""
        return list(self.values.get(name, ()))

    def is_chosen(self, name: str, value: object) -> bool:
        """Whether a radio, option or checkbox was chosen."""
        return str(value) in self.values.get(name, ())

    def error(self, name: str) -> Message | None:
        """What is wrong with a field."""
        return self.errors.get(name)

    def has_problem(self) -> bool:
        """Whether the form is being shown again because of something."""
        return bool(self.errors or self.reasons)

    def with_problem(self, problem: ConsultationError) -> "Form":
        """The same form with what a refusal says: beside its fields, or above the form when it is about none of them."""
        if isinstance(problem, Invalid):
            return replace(self, errors=problem.fields)
        return replace(self, reasons=problem.reasons)


EMPTY: Final = Form()


def filled(**values: object) -> Form:
    """A form as it is first shown, with these values in its fields; None leaves a field empty."""
    return Form({name: [str(value)] for name, value in values.items() if value is not None})


async def provide_form(request: Req) -> Form:
    """The dependency `form`: what the browser sent, texts and files apart."""
    values: dict[str, list[str]] = {}
    files: dict[str, UploadFile] = {}
    for name, value in (await request.form()).multi_items():
        if isinstance(value, UploadFile):
            files[name] = value
        else:
            values.setdefault(name, []).append(str(value))
    return Form(values, MappingProxyType(files))


@contextmanager
def kept(form: Form, show: Callable[[Form], Page]) -> Iterator[None]:
    """Within it a refusal shows the form again, nothing typed lost, and whatever was written is rolled back."""
    try:
        yield
    except ConsultationError as problem:
        answer = show(form.with_problem(problem))
        answer.status_code = status_of(problem)
        if isinstance(problem, Throttled):
            answer.headers["retry-after"] = str(problem.retry_after)
        raise ShowAgain(answer) from None


_Model = TypeVar("_Model", bound=Input)


def parse(model: type[_Model], form: Form) -> _Model:
    """The checked values of a form; `Invalid` with one sentence for each field that is wrong."""
    wrong: dict[str, Message] = {}
    raw: dict[str, object] = {}
    for name, info in model.model_fields.items():
        try:
            value = _read(info, form.values.get(name, []))
        except Wrong as problem:
            wrong[name] = problem.words
            continue
        if value is not None:
            raw[name] = value
    try:
        values = model.model_validate(raw)
    except ValidationError as error:
        for details in error.errors(include_url=False):
            name = str(details["loc"][0]) if details["loc"] else ""
            wrong.setdefault(name, _explain(model, name, details))
        values = None
    if wrong or values is None:
        raise Invalid({name: wrong[name] for name in [*model.model_fields, ""] if name in wrong})
    return values


def _read(info: FieldInfo, typed: list[str]) -> object:
    """One field's raw value, None when it was left empty; `Wrong` for characters and lengths nobody needs."""
    if get_origin(info.annotation) in {list, tuple, frozenset, set}:
        if len(typed) > _MOST_VALUES:
            raise Wrong(message_n("Choose at most %(n)s.", "Choose at most %(n)s.", _MOST_VALUES))
        return [_tidied(value, None) for value in typed if value]
    text = _tidied(typed[0] if typed else "", _rule(info))
    return text or None


def _rule(info: FieldInfo) -> Line | Text | Verbatim | None:
    return next((rule for rule in info.metadata if isinstance(rule, (Line, Text, Verbatim))), None)


def _tidied(typed: str, rule: Line | Text | Verbatim | None) -> str:
    if has_forbidden(typed):
        raise Wrong(message("This text holds characters that cannot be typed. Remove them and try again."))
    if isinstance(rule, Verbatim):
        text = typed
    elif isinstance(rule, Text):
        text = clean(typed).strip()
    else:
        text = " ".join(clean(typed).split())
    if rule is not None and text:
        _check_length(text, rule.least, rule.most)
    return text


def _check_length(text: str, least: int, most: int) -> None:
    if len(text) > most:
        raise Wrong(
            message_n(
                "Shorten this to %(n)s character or fewer: it has %(length)s.",
                "Shorten this to %(n)s characters or fewer: it has %(length)s.",
                most,
                length=len(text),
            )
        )
    if len(text) < least:
        raise Wrong(message_n("Write at least %(n)s character.", "Write at least %(n)s characters.", least))


def _explain(model: type[Input], name: str, details: ErrorDetails) -> Message:
    """A pydantic error in our own words."""
    cause = details.get("ctx", {}).get("error")
    if isinstance(cause, Wrong):
        return cause.words
    if details["type"] == "missing":
        return _asking(model.model_fields[name])
    kind = details["type"].split("_")[0]
    return _WORDS.get(kind, message("This is not a value we understand. Check it and try again."))


def _asking(info: FieldInfo) -> Message:
    asks = next((rule for rule in info.metadata if isinstance(rule, Asks)), None)
    return Message(asks.words) if asks is not None else message("Fill in this field.")


_WORDS: Final[dict[str, Message]] = {
    "enum": message("Choose one of the values in the list."),
    "literal": message("Choose one of the values in the list."),
    "date": message("Enter a date, like 2026-11-23."),
    "datetime": message("Enter a date and a time."),
    "time": message("Enter a time, like 18:00."),
    "int": message("Enter a whole number."),
    "greater": message("This number is too small."),
    "less": message("This number is too large."),
}
