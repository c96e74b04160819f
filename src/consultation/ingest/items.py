"""Where a numbered item belongs: "1.", "1.1.", "1)", "a)" put under what they divide, by look and by sequence."""

from consultation.core.vocabulary import ClauseKind
from consultation.ingest.draft_lines import Entry
from consultation.ingest.grammar import Grammar
from consultation.ingest.nodes import ITEM_RANK, Node, Scope, Tree
from consultation.ingest.openings import Opening
from consultation.ingest.sequence import follows, is_first

_LONGEST_HEADING = 200
_DEEPEST_ALIKE = 3  # lists of one look inside each other; more is damage, and would make ids without end


def is_chapter_heading(step: Entry, opening: Opening, scope: Scope) -> bool:
    """Whether "I. UMUMIY QOIDALAR" or a centred "1. Общие положения" heads a chapter instead of being an item."""
    rest = opening.rest
    if not rest or len(rest) > _LONGEST_HEADING or rest.endswith((".", ";", ":", ",")) or scope.article() is not None:
        return False
    stands_out = step.line.is_centred or rest.isupper()
    if opening.form == "roman_dot":
        return stands_out or step.line.is_bold or step.line.outline is not None
    return opening.form == "dot" and stands_out and "." not in (opening.number or "")


def open_item(step: Entry, opening: Opening, scope: Scope, tree: Tree, grammar: Grammar) -> None:
    """Put an item into the tree, closing what it does not belong to."""
    is_roman = _begins_romans(opening, scope) or (bool(grammar.item_kinds) and _is_roman_among_letters(opening, scope))
    form = "roman" if is_roman else opening.form
    level = step.line.level if step.line.label and not step.line.is_bullet else 0
    is_deep = form == "dot" and "." in (opening.number or "")
    if is_deep:
        _close_to_prefix(scope, opening.number or "")
    else:
        form = f"{form}{level or ''}" if form == "dot" else form
        _close_to_series(scope, form, opening.number)
    kind = grammar.item_kinds.get(form) or _kind(opening, scope)
    node = Node(
        kind, scope.next_depth, opening.num, opening.number, rank=ITEM_RANK, form=form, is_quoted=scope.is_quoted
    )
    if opening.rest:
        node.texts.append(opening.rest)
    node.is_growing = not opening.rest
    scope.open.append(tree.add(node))
    scope.last_text = opening.rest


def _begins_romans(opening: Opening, scope: Scope) -> bool:
    """Whether "(i)" is a one and not the letter after "(h)"."""
    return opening.number == "i" and not any(node.number == "h" for node in scope.open)


def _is_roman_among_letters(opening: Opening, scope: Scope) -> bool:
    """Whether "(v)" is a five: no letter before it makes it the next letter."""
    if opening.number not in {"v", "x", "l"} or opening.form != "letter":
        return False
    letters = [node for node in scope.open if node.form == "letter"]
    return bool(letters) and not any(follows(opening.number, node.number) for node in letters)


def _kind(opening: Opening, scope: Scope) -> ClauseKind:
    is_lettered = opening.form in {"letter", "roman"}
    if is_lettered or any(node.rank == ITEM_RANK for node in scope.open):
        return ClauseKind.SUBPOINT
    return ClauseKind.POINT


def _close_to_prefix(scope: Scope, number: str) -> None:
    """Close what is open so that "1.1." comes under "1."; without one, beside its like."""
    parents = [node for node in scope.open if node.form == "dot" and number.startswith(f"{node.number}.")]
    while scope.open and scope.open[-1].rank == ITEM_RANK and scope.open[-1] not in parents[-1:]:
        scope.open.pop()


def _close_to_series(scope: Scope, form: str, number: str | None) -> None:
    alike = [node for node in reversed(scope.open) if node.form == form and node.rank == ITEM_RANK]
    target = alike[0] if alike else None
    for node in alike:
        if follows(number, node.number):
            target = node
            break
    else:
        if is_first(number) and scope.announces_list() and len(alike) < _DEEPEST_ALIKE:
            return
    if target is not None:
        while scope.open.pop() is not target:
            pass
    elif form.startswith("dot") and not scope.announces_list():
        _close_outer(scope, form)


def _close_outer(scope: Scope, form: str) -> None:
    """A point with a full stop divides the whole article or chapter; a deeper automatic level stays inside."""
    while scope.open and scope.open[-1].rank > 0 and _is_closed_by(scope.open[-1], form):
        scope.open.pop()


def _is_closed_by(node: Node, form: str) -> bool:
    if node.rank < ITEM_RANK:
        return node.kind is ClauseKind.PARAGRAPH
    return form == "dot" or not (node.form.startswith("dot") and node.form < form)
