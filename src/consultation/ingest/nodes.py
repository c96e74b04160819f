"""The growing tree: clauses in document order, each with its depth, and the stack of those still open."""

from dataclasses import dataclass, field

from consultation.core.vocabulary import ClauseKind
from consultation.ingest.lines import Note

TEXT_RANK = 90  # containers of running text (parts of articles): inside every named unit, outside every item
ITEM_RANK = 100


@dataclass(slots=True)
class Node:
    """A clause being built. `rank` orders what may contain what; `form` is the look of an item's number."""

    kind: ClauseKind
    depth: int
    num: str | None = None
    number: str | None = None
    heading: str | None = None
    texts: list[str] = field(default_factory=list)
    is_quoted: bool = False
    rank: int = TEXT_RANK
    form: str = ""
    is_growing: bool = False
    is_aside: bool = False

    @property
    def text(self) -> str:
        """The node's own words."""
        return "\n".join(self.texts)


@dataclass(slots=True)
class Tree:
    """All nodes so far, and what the reader's notes and the officer's warnings point to: places in `nodes`.

    `marks` are the drafters' marks, each with the node it hangs on.
    """

    nodes: list[Node] = field(default_factory=list)
    marks: list[tuple[Node, Note]] = field(default_factory=list)

    def add(self, node: Node) -> Node:
        """Put a node at the end of the document."""
        self.nodes.append(node)
        return node

    def add_notes(self, notes: list[Note], host: Node) -> None:
        """Hang footnotes and endnotes on the clause that calls them, and with them what stands aside or was left there."""
        for note in notes:
            if note.sort is not None:
                self.marks.append((host, note))
                continue
            mark = note.mark or None
            node = Node(ClauseKind.NOTE, host.depth + 1, mark, mark, texts=[note.text], is_quoted=host.is_quoted)
            node.is_aside = note.is_aside
            self.add(node)

    def hand_over(self, old: Node, new: Node) -> None:
        """Let what was left at one node hang on another that takes its place."""
        self.marks = [(new if host is old else host, note) for host, note in self.marks]


@dataclass(slots=True)
class Scope:
    """Open nodes inside one body: the act, an annex, a quotation. `base` is None for the act itself."""

    base: Node | None
    depth: int
    is_quoted: bool
    open: list[Node] = field(default_factory=list)
    last_text: str = ""
    has_units: bool = False
    is_concluded: bool = False
    annex_depth: int = 0
    quoted_end: int = -1  # how many nodes there were when the last quotation ended

    @property
    def top(self) -> Node | None:
        """The innermost open node, the scope's own base when nothing is open inside it."""
        return self.open[-1] if self.open else self.base

    @property
    def is_annex(self) -> bool:
        """Whether this is the body of an annex."""
        return self.base is not None and self.base.kind is ClauseKind.ANNEX

    @property
    def next_depth(self) -> int:
        """The depth of a child of `top`."""
        return self.top.depth + 1 if self.top is not None else self.depth

    def close_to_rank(self, rank: int) -> None:
        """Close everything that cannot contain a node of that rank."""
        while self.open and self.open[-1].rank >= rank:
            self.open.pop()

    def article(self) -> Node | None:
        """The open article, if any."""
        return next((node for node in reversed(self.open) if node.kind is ClauseKind.ARTICLE), None)

    def item(self, form: str) -> Node | None:
        """The innermost open item of that look."""
        return next((node for node in reversed(self.open) if node.form == form), None)

    def announces_list(self) -> bool:
        """Whether the last words end as before a list: with a colon or, in English acts, with a long dash."""
        return self.last_text.endswith((":", "—"))

    def ends_open(self) -> bool:
        """Whether the last words leave a list open: they announce one, or end with a semicolon or a comma."""
        return self.announces_list() or self.last_text.rstrip('»”"“ ').endswith((":", ";", ","))
