"""Formulas of Word (OMML) as one line of text, in the linear format of Unicode Technical Note 28: `(a+b)/2`, `x^2`, `√(x)`."""

from collections.abc import Callable, Mapping

from lxml import etree

from consultation.ingest.names import M, W

_VAL = M + "val"
_DEEPEST = 60  # safety: the XML parser allows 256 levels
_GONE = frozenset({W + "del", W + "moveFrom"})


def linear(element: etree._Element, depth: int = 0) -> str:
    """The formula as text; every letter of it comes once, operators say how the parts belong together."""
    if element.tag == M + "t":
        return element.text or ""
    if element.tag in _GONE:
        return ""
    write = _WRITERS.get(str(element.tag), _all) if depth < _DEEPEST else _plain
    return write(element, depth + 1)


def _plain(element: etree._Element, _depth: int) -> str:
    return "".join(text.text or "" for text in element.iter(M + "t"))


def _all(element: etree._Element, depth: int) -> str:
    return "".join(linear(child, depth) for child in element)


def _part(element: etree._Element, name: str, depth: int) -> str:
    found = element.find(M + name)
    return "" if found is None else _all(found, depth).strip()


def _sign(element: etree._Element, properties: str, name: str, usual: str) -> str:
    """A sign that a formula's properties name; the usual one when they are silent, "" when they say none."""
    found = element.find(f"{M}{properties}/{M}{name}")
    return usual if found is None else found.get(_VAL, "")


def _grouped(text: str) -> str:
    return text if len(text) == 1 or text.isalnum() else f"({text})"


def _fraction(element: etree._Element, depth: int) -> str:
    kind = element.find(f"{M}fPr/{M}type")
    bar = "/" if kind is None or kind.get(_VAL) != "noBar" else "¦"
    return f"{_grouped(_part(element, 'num', depth))}{bar}{_grouped(_part(element, 'den', depth))}"


def _scripts(element: etree._Element, depth: int) -> str:
    base, low, high = (_part(element, name, depth) for name in ("e", "sub", "sup"))
    return base + (f"_{_grouped(low)}" if low else "") + (f"^{_grouped(high)}" if high else "")


def _before(element: etree._Element, depth: int) -> str:
    base, low, high = (_part(element, name, depth) for name in ("e", "sub", "sup"))
    return (f"_{_grouped(low)}" if low else "") + (f"^{_grouped(high)}" if high else "") + base


def _root(element: etree._Element, depth: int) -> str:
    degree, base = _part(element, "deg", depth), _part(element, "e", depth)
    return f"√({degree}&{base})" if degree else f"√({base})"


def _big(element: etree._Element, depth: int) -> str:
    """A sum, an integral or another large operator with its limits."""
    low, high = _part(element, "sub", depth), _part(element, "sup", depth)
    limits = (f"_{_grouped(low)}" if low else "") + (f"^{_grouped(high)}" if high else "")
    return f"{_sign(element, 'naryPr', 'chr', '∫')}{limits} {_part(element, 'e', depth)}"


def _bracket(element: etree._Element, depth: int) -> str:
    start, between, end = (
        _sign(element, "dPr", name, usual) for name, usual in (("begChr", "("), ("sepChr", "|"), ("endChr", ")"))
    )
    parts = (_all(child, depth).strip() for child in element.iterchildren(M + "e"))
    return f"{start}{between.join(parts)}{end}"


def _function(element: etree._Element, depth: int) -> str:
    return f"{_part(element, 'fName', depth)} {_part(element, 'e', depth)}"


def _limit(sign: str) -> Callable[[etree._Element, int], str]:
    return lambda element, depth: f"{_part(element, 'e', depth)}{sign}{_grouped(_part(element, 'lim', depth))}"


def _accent(element: etree._Element, depth: int) -> str:
    return _part(element, "e", depth) + _sign(element, "accPr", "chr", "\u0302")


def _matrix(element: etree._Element, depth: int) -> str:
    rows = (
        "&".join(_all(cell, depth).strip() for cell in row.iterchildren(M + "e"))
        for row in element.iterchildren(M + "mr")
    )
    return f"[{'; '.join(rows)}]"


def _lines(element: etree._Element, depth: int) -> str:
    return "; ".join(_all(line, depth).strip() for line in element.iterchildren(M + "e"))


_WRITERS: Mapping[str, Callable[[etree._Element, int], str]] = {
    M + "f": _fraction,
    M + "sSup": _scripts,
    M + "sSub": _scripts,
    M + "sSubSup": _scripts,
    M + "sPre": _before,
    M + "rad": _root,
    M + "nary": _big,
    M + "d": _bracket,
    M + "func": _function,
    M + "limLow": _limit("_"),
    M + "limUpp": _limit("^"),
    M + "acc": _accent,
    M + "m": _matrix,
    M + "eqArr": _lines,
}
