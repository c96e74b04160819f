"""Where a line without a number belongs: a heading's second line, a part of an article, an indent, a note, the preamble."""

from collections.abc import Sequence

from consultation.core.vocabulary import ClauseKind
from consultation.ingest.draft_lines import Entry
from consultation.ingest.grammar import Grammar
from consultation.ingest.nodes import ITEM_RANK, TEXT_RANK, Node, Scope, Tree
from consultation.ingest.openings import Opening
from consultation.ingest.sequence import follows

_LONGEST_HEADING = 400
_LONGEST_ARTICLE_HEADING = 200
_SENTENCE_END = (".", ";", ":", ",", "!", "?")
_ANNOUNCING = (":", "—")
_MARKS = frozenset('“«"')
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
    return (
        _is_bare_article(after.opening)
        and not _has_heading_after(after.opening)
        and not after.line.is_contents
        and is_heading_text(step.text, step)
    )


def _is_bare_article(opening: Opening | None) -> bool:
    return opening is not None and opening.kind is ClauseKind.ARTICLE and opening.form == "dot"


def _has_heading_after(opening: Opening | None) -> bool:
    """Whether a bare number without any mark stands before its heading: "1 Opening hours"."""
    return opening is not None and opening.num[-1:].isalnum() and not opening.rest.startswith("(")


def is_cross_heading(steps: Sequence[Entry], place: int, scope: Scope, grammar: Grammar) -> bool:
    """Whether a line in the middle heads the sections that follow it, as in British acts."""
    step = steps[place]
    if not grammar.has_cross_headings or not step.line.is_centred or step.opening is not None or step.line.is_contents:
        return False
    top = scope.top
    if (scope.base is None and not scope.has_units) or (top is not None and top.is_growing and top.heading is None):
        return False
    after = next((step.opening for step in steps[place + 1 : place + 3] if step.opening is not None), None)
    return _is_bare_article(after)


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
    if grammar.has_closing_words and _closes_list(step.text, scope, tree, next_item):
        _add_closing_words(step, scope, tree, grammar, next_item)
    elif scope.base is None and not scope.has_units:
        _add_preamble(step, scope, tree, grammar)
    else:
        _add_running(step, scope, tree, next_item, grammar)
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


def _add_running(step: Entry, scope: Scope, tree: Tree, next_item: Opening | None, grammar: Grammar) -> None:
    is_inside = _is_inside_list(step.text, scope, next_item)
    article = scope.article()
    if article is not None and scope.item("dot") is None:
        if not is_inside or (scope.open[-1] is article and not article.texts):
            _add_part(step, scope, tree, article)
            return
    elif not is_inside:
        _close_items(scope)
    _add_indent(step, scope, tree, grammar)


def _closes_list(text: str, scope: Scope, tree: Tree, next_item: Opening | None) -> bool:
    """Whether a line after the last item of a list goes on with the provision that the list belongs to."""
    top = scope.top
    if top is None or top.rank != ITEM_RANK or scope.announces_list() or _is_next(next_item, top):
        return False
    if tree.nodes[-1].kind is ClauseKind.INDENT and tree.nodes[-1].depth == top.depth + 1:
        return False  # one of several unnumbered lines, as definitions are
    return text[:1].islower() or text[:1] in _MARKS or scope.last_text.endswith(",")


def _add_closing_words(step: Entry, scope: Scope, tree: Tree, grammar: Grammar, next_item: Opening | None) -> None:
    """Under the item whose next one follows, or else under the outermost unit that announced a list."""
    places = range(len(scope.open))
    after = [place for place in places if _is_next(next_item, scope.open[place])]
    announcing = [place for place in places if scope.open[place].text.endswith(_ANNOUNCING)]
    host = after[-1] if after else min(announcing, default=len(scope.open) - 1)
    del scope.open[host + 1 :]
    _add_indent(step, scope, tree, grammar)


def _add_indent(step: Entry, scope: Scope, tree: Tree, grammar: Grammar) -> None:
    """An unnumbered line; in acts with closing words one that announces a list, as a definition may, stays open for it."""
    node = tree.add(Node(ClauseKind.INDENT, scope.next_depth, texts=[step.text], is_quoted=scope.is_quoted))
    if grammar.has_closing_words and step.text.endswith(_ANNOUNCING):
        node.rank, node.form = ITEM_RANK, "definition"
        scope.open.append(node)


def _is_next(opening: Opening | None, node: Node) -> bool:
    return opening is not None and opening.form == node.form and follows(opening.number, node.number)


def _add_part(step: Entry, scope: Scope, tree: Tree, article: Node) -> None:
    """A part of the article; it stays open for a list."""
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
    return top is not None and top.rank == ITEM_RANK and _is_next(next_item, top)


def _close_items(scope: Scope) -> None:
    """Leave lists: back to the outermost point with a full stop, or out of all items."""
    first_dot = next((place for place, node in enumerate(scope.open) if node.form.startswith("dot")), None)
    first_item = next((place for place, node in enumerate(scope.open) if node.rank == ITEM_RANK), len(scope.open))
    del scope.open[first_dot + 1 if first_dot is not None else first_item :]
