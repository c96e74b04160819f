"""The command line: what operators and analysts do without a browser."""

import sys

import click
from pydantic import ValidationError
from sqlalchemy.exc import DBAPIError

from consultation.cli import comparing, records, running, texts
from consultation.core.errors import ConsultationError


class _Commands(click.Group):
    """Says every refusal in one clear sentence on standard error, with a non-zero status, and never a trace."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except ConsultationError as error:
            raise click.ClickException("\n".join(str(reason) for reason in error.reasons)) from None
        except (OSError, ValueError, DBAPIError) as error:
            raise click.ClickException(_plain(error)) from None


def _plain(error: OSError | ValueError | DBAPIError) -> str:
    if isinstance(error, DBAPIError):
        return f"The database refused: {_first_line(error.orig)}. If it is new, run `consultation migrate` first."
    if isinstance(error, ValidationError):
        return "\n".join(_about_setting(*map(str, each["loc"]), words=each["msg"]) for each in error.errors())
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return str(error)


def _about_setting(*name: str, words: str) -> str:
    said = words.removeprefix("Value error, ")
    return said if said.startswith("CONSULTATION_") or not name else f"CONSULTATION_{name[0].upper()}: {said}"


def _first_line(error: BaseException | None) -> str:
    return next(iter(str(error).splitlines()), "").rstrip(".")


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="consultation")
def cli() -> None:
    """Consultation: a country asks its people about a law before it is made, clause by clause, and answers them.

    Settings come from the environment (CONSULTATION_DATABASE_URL, CONSULTATION_BASE_URL, ...); with none set, everything
    lives in ./data.
    """


for command in (*running.COMMANDS, *texts.COMMANDS, *comparing.COMMANDS, *records.COMMANDS):
    cli.add_command(command)


def main() -> None:
    """The entry point of the `consultation` program."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # People's words are in five scripts; a terminal that cannot show one must not stop the work.
            stream.reconfigure(errors="backslashreplace")
    cli(prog_name="consultation")
