"""Pages of the administrators: accounts and roles, authorities, the health of the system."""

from consultation.web.admin import accounts, authorities, health

ROUTES = (
    accounts.search,
    accounts.account,
    accounts.change,
    accounts.give_form,
    accounts.give,
    authorities.authorities,
    authorities.add,
    authorities.authority,
    authorities.rename,
    health.health,
)
