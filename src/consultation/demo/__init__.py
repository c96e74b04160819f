"""The demonstration: one draft act at every stage, with a campaign in one, built through actions as people would.

`build` fills an empty database and leaves any other alone, so that it can be called at every start. The same data are
the seed of the browser journeys and the screenshots.
"""

from collections.abc import Callable
from datetime import datetime

from consultation.demo.people import PASSWORD, Person, add_authorities, add_people, people
from consultation.demo.script import Script, read_script
from consultation.demo.story import Story
from consultation.store import outbox
from consultation.store.authorities import any_authority
from consultation.store.database import Database

__all__ = ["PASSWORD", "Person", "build"]


def build(database: Database, *, now: datetime, report: Callable[[str], object] = lambda _words: None) -> list[Person]:
    """Fill an empty database with the demonstration as it stands at `now`; returns who can sign in.

    Each draft is built in one transaction. `report` is told what is being built.
    """
    script = read_script()
    with database.read() as session:
        is_built = any_authority(session)
    if not is_built:
        _build(database, script, now, report)
    return people(script)


def _build(database: Database, script: Script, now: datetime, report: Callable[[str], object]) -> None:
    with database.write() as session:
        add_authorities(session, script, now)
        add_people(session, script, now)
    for entry in script.drafts:
        report(f"building {entry.file}")
        with database.write() as session:
            Story(session, entry, now).tell()
            # What happened in the past was told in the past: nobody gets those mails today.
            outbox.settle(session, now)
