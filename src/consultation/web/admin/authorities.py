"""The bodies that draft acts: the list, a new one, and what each is called in every language."""

from datetime import datetime
from typing import Annotated

from litestar.di import NamedDependency
from litestar.params import FromPath
from sqlalchemy.orm import Session

from consultation.actions import authorities as actions
from consultation.actions.authorities import NAME_MAX, SLUG_MAX, field_of
from consultation.core import policy
from consultation.core.messages import N_, message
from consultation.core.policy import Actor
from consultation.core.vocabulary import Locale, Permission
from consultation.store import authorities as store
from consultation.web.forms import EMPTY, Asks, Form, Input, Line, kept, parse
from consultation.web.routing import get, post
from consultation.web.site import Page, Req
from consultation.web.templating import page, see_other


class SlugForm(Input):
    """The short name, which stays for good."""

    slug: Annotated[str, Line(SLUG_MAX), Asks(N_("Enter a short name in Latin letters."))]


@get("/admin/authorities")
def authorities(
    request: Req,
    reader: NamedDependency[Session],
    actor: NamedDependency[Actor],
    locale: NamedDependency[Locale],
) -> Page:
    """All authorities, and the form for a new one."""
    policy.require(actor, Permission.ADMINISTER)
    return _show_all(request, reader, locale, EMPTY)


@post("/admin/authorities")
def add(
    request: Req,
    form: NamedDependency[Form],
    writer: NamedDependency[Session],
    actor: NamedDependency[Actor],
    locale: NamedDependency[Locale],
    now: NamedDependency[datetime],
) -> Page:
    """Add one."""
    policy.require(actor, Permission.ADMINISTER)
    with kept(form, lambda again: _show_all(request, writer, locale, again)):
        values = parse(SlugForm, form)
        actions.add(writer, actor, values.slug, _names(form), now=now)
    return see_other(request, "/admin/authorities", notice=message("The authority has been added."))


@get("/admin/authorities/{authority_id:int}")
def authority(
    request: Req, authority_id: FromPath[int], reader: NamedDependency[Session], actor: NamedDependency[Actor]
) -> Page:
    """The names of one authority."""
    policy.require(actor, Permission.ADMINISTER)
    names = store.get_authority(reader, authority_id).names
    form = Form({field_of(each): [names[each.value]] for each in Locale if each.value in names})
    return _show(request, reader, authority_id, form)


@post("/admin/authorities/{authority_id:int}")
def rename(
    request: Req,
    authority_id: FromPath[int],
    form: NamedDependency[Form],
    writer: NamedDependency[Session],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Page:
    """Change them."""
    policy.require(actor, Permission.ADMINISTER)
    with kept(form, lambda again: _show(request, writer, authority_id, again)):
        actions.rename(writer, actor, authority_id, _names(form), now=now)
    return see_other(request, "/admin/authorities", notice=message("The names have been changed."))


def _names(form: Form) -> dict[Locale, str]:
    return {each: next(iter(form.all(field_of(each))), "") for each in Locale}


def _show_all(request: Req, session: Session, locale: Locale, form: Form) -> Page:
    rows = [(row, store.name_in(row.names, locale)) for row in store.all_authorities(session)]
    return page(
        request,
        "admin/authorities.html",
        rows=sorted(rows, key=lambda each: each[1].casefold()),
        fields=[(field_of(each), each) for each in Locale],
        name_most=NAME_MAX,
        form=form,
    )


def _show(request: Req, session: Session, authority_id: int, form: Form) -> Page:
    return page(
        request,
        "admin/authority.html",
        authority=store.get_authority(session, authority_id),
        fields=[(field_of(each), each) for each in Locale],
        form=form,
    )
