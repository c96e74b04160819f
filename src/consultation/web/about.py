"""Pages about the site itself: how it works, the rules of moderation, how we count, who may do what."""

from consultation.core.campaign import ALERT_RULES
from consultation.core.campaign import RULE as CAMPAIGN
from consultation.core.counting import RULE, VERSION_WORDS
from consultation.core.periods import PERIODS, Period
from consultation.core.policy import POLICY
from consultation.core.vocabulary import ActKind, Permission, RejectionReason, Role, Stage
from consultation.web.routing import get
from consultation.web.site import Page, Req
from consultation.web.templating import page


@get("/about")
def how_it_works(request: Req) -> Page:
    """The way of a draft, and how long each kind of act is discussed."""
    rules: list[Period] = []
    for period in PERIODS.values():
        if period not in rules:
            rules.append(period)
    periods = [(rule, [kind for kind in ActKind if PERIODS[kind] == rule]) for rule in rules]
    return page(request, "about/how-it-works.html", periods=periods, stages=tuple(Stage))


@get("/about/moderation")
def moderation(request: Req) -> Page:
    """The published list of reasons for which a comment may be kept back."""
    return page(request, "about/moderation.html", reasons=tuple(RejectionReason))


@get("/about/counting")
def counting(request: Req) -> Page:
    """The one counting rule, in plain words."""
    return page(request, "about/counting.html", rule=RULE, version=VERSION_WORDS, campaign=CAMPAIGN, alerts=ALERT_RULES)


@get("/about/permissions")
def permissions(request: Req) -> Page:
    """The policy, as the table that the program itself obeys."""
    return page(
        request,
        "about/permissions.html",
        permissions=tuple(Permission),
        policy=POLICY,
        roles=tuple(Role),
        stages=tuple(Stage),
    )


ROUTES = (how_it_works, moderation, counting, permissions)
