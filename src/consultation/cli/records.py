"""Commands on the record: import comments, write reports, manage accounts, check every number."""

from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import click

from consultation.actions import imports, reports, roles
from consultation.cli.progress import progress
from consultation.cli.running import open_database
from consultation.config import Settings
from consultation.core.vocabulary import Channel, Role
from consultation.identity.passwords import hash_password
from consultation.ingest.submissions import read_csv
from consultation.report.documents import MEDIA_TYPES, write
from consultation.resources import font_paths
from consultation.store import recount as counting
from consultation.store.accounts import holders
from consultation.translation import locale_of, translate
from consultation.web.account.registration import RegistrationForm
from consultation.web.forms import Form, parse

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_ROLES = [Role.OFFICER.value, Role.MODERATOR.value, Role.ADMINISTRATOR.value]
_OFFLINE = [Channel.LETTER.value, Channel.PHONE.value, Channel.MEETING.value]


@click.command("import")
@click.argument("file", type=_FILE)
@click.option("--draft", "draft_number", type=int, required=True, help="The draft's public number.")
@click.option("--as", "email", required=True, help="E-mail of the officer who answers for the import.")
@click.option("--channel", type=click.Choice(_OFFLINE), default=Channel.LETTER.value, show_default=True)
def import_command(file: Path, draft_number: int, email: str, channel: str) -> None:
    """Import comments that arrived by letter, phone or at a meeting from FILE (CSV, UTF-8).

    Columns: text, and optionally clause (eid), position, wording, name, organisation, co_signers, arrived_at.
    Either every row is stored or none: each bad row is named.
    """
    database = open_database(Settings())
    rows = read_csv(file.read_bytes())
    with progress("importing") as step, database.write() as session:
        stored = imports.import_comments(
            session,
            roles.actor_by_email(session, email),
            draft_number,
            rows,
            channel=Channel(channel),
            now=datetime.now(UTC),
            progress=step,
        )
    click.echo(f"{stored} comments imported.")


@click.command("report")
@click.argument("draft_number", type=int)
@click.option("--format", "form", type=click.Choice(sorted(MEDIA_TYPES)), default="json", show_default=True)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True)
def report_command(draft_number: int, form: str, output: Path) -> None:
    """Write the published report on a draft to a file."""
    database = open_database(Settings())
    with database.read() as session:
        _, report = reports.published(session, draft_number)
    speak = partial(translate, locale=locale_of(report.draft.language))
    output.write_bytes(write(report, form, speak, font_paths()))
    click.echo(f"{output}: {output.stat().st_size:,} bytes")


@click.group("user")
def user_group() -> None:
    """Make accounts and give roles."""


@user_group.command("add")
@click.argument("email")
@click.option("--name", required=True)
@click.password_option()
def user_add_command(email: str, name: str, password: str) -> None:
    """Make an account whose address counts as confirmed."""
    new = parse(RegistrationForm, Form({"email": [email], "name": [name], "password": [password]}))
    hashed = hash_password(new.password)
    with open_database(Settings()).write() as session:
        roles.add_confirmed(session, email=new.email, name=new.name, password_hash=hashed, now=datetime.now(UTC))
    click.echo(f"{new.email} can sign in.")


@user_group.command("grant")
@click.argument("email")
@click.argument("role", type=click.Choice(_ROLES))
@click.option("--authority", "slug", help="Short name of the authority, for officers.")
def user_grant_command(email: str, role: str, slug: str | None) -> None:
    """Give a role to an account."""
    with open_database(Settings()).write() as session:
        roles.grant_by_email(session, email=email, role=Role(role), authority_slug=slug, now=datetime.now(UTC))
    click.echo(f"{email} is now {role}{f' of {slug}' if slug else ''}.")


@user_group.command("list")
def user_list_command() -> None:
    """List accounts that hold a role."""
    with open_database(Settings()).read() as session:
        for holder in holders(session):
            click.echo(f"{holder.email:<40}{holder.role:<16}{holder.authority or ''}")


@click.command("recount")
@click.option("--repair", is_flag=True, help="Write the counted numbers down.")
def recount_command(repair: bool) -> None:  # noqa: FBT001 - click passes options by name
    """Count every maintained number again and name those that differ; the status is 1 when any does."""
    with open_database(Settings()).write() as session:
        found = list(counting.differences(session))
        for difference in found:
            click.echo(f"{difference.place}: stored {difference.stored}, counted {difference.counted}")
            if repair:
                counting.repair(session, difference)
    if not found:
        click.echo("Every number is what its rows say.")
    elif repair:
        click.echo(f"{len(found)} numbers repaired.")
    else:
        raise click.ClickException(f"{len(found)} numbers differ; run with --repair to write the counted ones down.")


COMMANDS = (import_command, report_command, user_group, recount_command)
