"""By what a new comment is placed beside its near-copies: representatives, samples of their words, and exact texts."""

from sqlalchemy import BigInteger, LargeBinary, SmallInteger
from sqlmodel import Field, SQLModel


class Representative(SQLModel, table=True):
    """A comment that stands for a group of the machine's, in its own words as they are compared.

    `support` is how many comments the machine has put with it, itself included; `cluster_id` is where the next one of
    the group belongs after people's decisions, None when it begins a cluster of its own.
    """

    comment_id: int = Field(primary_key=True, foreign_key="comment.id")
    round_id: int = Field(foreign_key="round.id", index=True)
    own: str
    support: int
    cluster_id: int | None = Field(default=None, foreign_key="cluster.id")


class Signature(SQLModel, table=True):
    """One sampled value of a representative's words, standing for 2^`bits` runs of them.

    No foreign keys: there are millions of rows, and whoever removes a representative knows its values.
    """

    __table_args__ = ({"sqlite_with_rowid": False},)

    round_id: int = Field(primary_key=True)
    value: int = Field(primary_key=True, sa_type=BigInteger)
    representative_id: int = Field(primary_key=True)
    bits: int = Field(sa_type=SmallInteger)


class ExactText(SQLModel, table=True):
    """The first comment of a round with exactly this text, whatever its script: `digest` is that of its skeleton."""

    __tablename__ = "exact_text"
    __table_args__ = ({"sqlite_with_rowid": False},)

    round_id: int = Field(primary_key=True)
    digest: bytes = Field(primary_key=True, sa_type=LargeBinary)
    comment_id: int
