"""Where a line without a number belongs: a heading's second line, a part of an article, an indent, a note, the preamble."""

from collections.abc import Sequence

from consultation.core.vocabulary import ClauseKind
from consultation.ingest.draft_lines import Entry
from consultation.ingest.grammar import Grammar
from consultation.ingest.nodes import ITEM_RANK, TEXT_RANK, Node, Scope, Tree
from consultation.ingest.openings import Opening, follows

_LONGEST_HEADING = 400
_LONGEST_ARTICLE_HEADING = 200
_SENTENCE_END = (".", ";", ":", ",", "!", "?")
_DASHES = ("—", "–", "-", "−")


def is_heading_text(rest: str, step: Entry) -> bool:
    """Whether words after "5-modda." are its heading: they stand out, or are no sentence."""
    if len(rest) > _LONGEST_HEADING or rest.endswith((":", ";")):
        return False
    return step.line.is_bold or step.line.is_centred or not rest.endswith(_SENTENCE_END)


def heads_article(steps: Sequence[Entry], place: int, grammar: Grammar) -> bool:
    """Whether a line is the heading of the article whose bare number stands in the next line."""
    step, after = steps[place], steps[place + 1] if place + 1 < len(steps) else None
    if not grammar.has_heading_before or step.opening is not None or step.table is not None or after is None:
        return False
    is_bare = after.opening is not None and after.opening.kind is ClauseKind.ARTICLE and after.opening.form == "dot"
    return is_bare and not after.line.is_contents and is_heading_text(step.text, step)


def add_heading_line(node: Node, text: str) -> None:
    """Give a unit one more line of heading."""
    node.heading = " ".join(filter(None, (node.heading, text.replace("\n", " "))))


def add_text(step: Entry, scope: Scope, tree: Tree, grammar: Grammar, next_item: Opening | None) -> None:
    """Put a line that opens nothing into the tree."""
    top = scope.top
    if top is not None and top.is_growing and tree.nodes and tree.nodes[-1] is top and _grew(top, step):
        scope.last_text = step.text
        return
    if grammar.is_note(step.text):
        tree.add(Node(ClauseKind.NOTE, scope.next_depth, texts=[step.text], is_quoted=scope.is_quoted))
        return
    if scope.base is None and not scope.has_units:
        _add_preamble(step, scope, tree, grammar)
    else:
        _add_running(step, scope, tree, next_item)
    scope.last_text = step.text


def _grew(top: Node, step: Entry) -> bool:
    """Whether a line is more of a heading (or an item's text) whose number stood alone."""
    if top.rank == ITEM_RANK:
        top.texts.append(step.text)
        top.is_growing = False
        return True
    stands_out = step.line.is_centred or step.line.is_bold
    longest = _LONGEST_ARTICLE_HEADING if top.kind is ClauseKind.ARTICLE else _LONGEST_HEADING
    is_heading = len(step.text) <= longest and not step.text.endswith((";", ":")) and not step.text.startswith(_DASHES)
    is_plain_heading = top.heading is None and not step.text.endswith(".")
    if not is_heading or not (stands_out or is_plain_heading):
        top.is_growing = False
        return False
    add_heading_line(top, step.text)
    top.is_growing = stands_out
    return True


def _add_preamble(step: Entry, scope: Scope, tree: Tree, grammar: Grammar) -> None:
    """The first line is the preamble, the next ones its indents; a heading "Preamble" takes the line after it."""
    preamble = scope.item("preamble")
    if preamble is None:
        node = Node(ClauseKind.PREAMBLE, scope.depth, form="preamble", rank=TEXT_RANK)
        if grammar.is_line("preamble", step.text):
            node.heading = step.text
        else:
            node.texts.append(step.text)
        scope.open.append(tree.add(node))
    elif not preamble.texts and tree.nodes[-1] is preamble:
        preamble.texts.append(step.text)
    else:
        tree.add(Node(ClauseKind.INDENT, preamble.depth + 1, texts=[step.text]))


def _add_running(step: Entry, scope: Scope, tree: Tree, next_item: Opening | None) -> None:
    is_inside = _is_inside_list(step.text, scope, next_item)
    article = scope.article()
    if article is not None and scope.item("dot") is None:
        _add_to_article(step, scope, tree, article, is_inside=is_inside)
        return
    if not is_inside:
        _close_items(scope)
    tree.add(Node(ClauseKind.INDENT, scope.next_depth, texts=[step.text], is_quoted=scope.is_quoted))


def _add_to_article(step: Entry, scope: Scope, tree: Tree, article: Node, *, is_inside: bool) -> None:
    """A part of the article, unless it goes on with a list that is still open."""
    if is_inside and (scope.open[-1] is not article or article.texts):
        tree.add(Node(ClauseKind.INDENT, scope.next_depth, texts=[step.text], is_quoted=scope.is_quoted))
        return
    while scope.open[-1] is not article:
        scope.open.pop()
    node = Node(ClauseKind.PARAGRAPH, scope.next_depth, texts=[step.text], rank=TEXT_RANK, is_quoted=scope.is_quoted)
    scope.open.append(tree.add(node))


def _is_inside_list(text: str, scope: Scope, next_item: Opening | None) -> bool:
    """Whether a line belongs to the innermost open unit.

    It does when it begins small or with a dash, when the words before it left a list open, or when the list's next
    item is still to come.
    """
    if text[:1].islower() or text.startswith(_DASHES) or scope.ends_open():
        return True
    top = scope.top
    if top is None or next_item is None or top.rank != ITEM_RANK:
        return False
    return next_item.form == top.form and follows(next_item.number, top.number)


def _close_items(scope: Scope) -> None:
    """Leave lists: back to the outermost point with a full stop, or out of all items."""
    first_dot = next((place for place, node in enumerate(scope.open) if node.form.startswith("dot")), None)
    first_item = next((place for place, node in enumerate(scope.open) if node.rank == ITEM_RANK), len(scope.open))
    del scope.open[first_dot + 1 if first_dot is not None else first_item :]
