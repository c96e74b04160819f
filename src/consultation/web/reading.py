"""Where everybody reads: the list of consultations, drafts, their texts and clauses."""

from consultation.web.public import clauses, compare, consultations, drafts

ROUTES = (*consultations.ROUTES, *drafts.ROUTES, *compare.ROUTES, *clauses.ROUTES)
