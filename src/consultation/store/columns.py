"""Column kinds shared by all tables: short-string enums with a CHECK, bounded text, JSON, blobs."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Enum, Row
from sqlalchemy.types import TypeEngine
from sqlmodel import Field, SQLModel

# A row of a list query with more columns than are worth spelling out twice: read it by name.
AnyRow = Row[*tuple[Any, ...]]

SHORT = 200
TITLE = 1_000
TEXT = 20_000


LARGEST_ID = 2**31 - 1


def is_id(number: int) -> bool:
    """Whether a number from an address can be a row's id at all; PostgreSQL refuses to compare with any other."""
    return 0 < number <= LARGEST_ID


def enum_type(values: type[StrEnum], name: str) -> TypeEngine[Any]:
    """A non-native enum stored by value, with a CHECK constraint called `name` (native types outlive a downgrade)."""
    return Enum(
        values,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=32,
        values_callable=lambda cls: [member.value for member in cls],
    )


def enum_field(values: type[StrEnum], name: str, **options: Any) -> Any:  # noqa: ANN401 - Field itself is untyped
    """A SQLModel field over `enum_type`."""
    return Field(sa_type=enum_type(values, name), **options)


def json_field(default_factory: Callable[[], Any], **options: Any) -> Any:  # noqa: ANN401 - Field itself is untyped
    """A JSON column. Reassign it to change it: changes in place are not seen."""
    return Field(sa_type=JSON, default_factory=default_factory, **options)


NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

# Constraint names must be settled before the first table exists; every table module imports this one.
SQLModel.metadata.naming_convention = NAMING
