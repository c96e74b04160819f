"""What signs of the symbol fonts look like on the page, as Unicode: Symbol in full, Wingdings and Webdings as far as drafts use them.

Symbol is Adobe's encoding (Unicode's SYMBOL.TXT); the others follow the names of their signs in Unicode 7.
"""

from functools import lru_cache

_PRIVATE_USE = range(0xF000, 0xF100)


def _row(start: int, signs: str) -> dict[int, str]:
    """Signs one after another from a code on; a blank leaves its code out."""
    return {start + place: sign for place, sign in enumerate(signs) if sign != " "}


_SYMBOL = {
    0x20: " ",
    **_row(0x21, "!∀#∃%&∋()∗+,−./0123456789:;<=>?"),
    **_row(0x40, "≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_"),
    **_row(0x60, "‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"),
    **_row(0xA0, "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵"),
    **_row(0xC0, "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓"),
    **_row(0xE0, "◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪ 〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭"),
}
_WINGDINGS = {
    0x20: " ",
    **_row(0x21, "✏✂✁    ☎✆✉"),
    0x36: "⌛", 0x3F: "✍", 0x41: "✌", 0x45: "☜", 0x46: "☞", 0x47: "☝", 0x4A: "☺", 0x4C: "☹", 0x4F: "⚐",
    **_row(0x6C, "●❍■□□❑❒⬧⧫◆❖⬥⌧"),
    **_row(0x80, "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿"),
    **_row(0x9E, "·•·○○ ◉◎ ▪◻ ✦★✶✴✹✵"),
    0xD8: "➢",
    **_row(0xDF, "←→↑↓↖↗↙↘ ➔"),
    **_row(0xEF, "⇦⇨⇧⇩"),
    **_row(0xFB, "✗✓☒☑"),
}  # fmt: skip
_WINGDINGS_2 = {0x20: " ", **_row(0x4F, "✗✓☒☑☒☒"), **_row(0x69, "⓪①②③④⑤⑥⑦⑧⑨⑩"), 0x97: "●", 0xA3: "□"}
_WINGDINGS_3 = {0x20: " ", **_row(0x21, "←→↑↓↖↗↙↘"), **_row(0x70, "▲▼△▽◀▶◁▷")}
_WEBDINGS = {0x20: " ", **_row(0x33, "◀▶▲▼"), 0x61: "✔", 0x63: "□", 0x67: "■", 0x6E: "●", 0x72: "✖"}
_FONTS = {
    "symbol": _SYMBOL,
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "wingdings 3": _WINGDINGS_3,
    "webdings": _WEBDINGS,
}


@lru_cache(maxsize=256)  # asked for every run of an act
def is_symbol_font(font: str) -> bool:
    """Whether a font shows signs where others show letters."""
    return font.lower() in _FONTS


def sign(font: str, code: int) -> str | None:
    """What a `w:sym` of that font and code looks like; None when it is not known."""
    signs = _FONTS.get(font.lower())
    if signs is not None:
        return signs.get(code - _PRIVATE_USE.start if code in _PRIVATE_USE else code)
    is_letter = 0x20 <= code < 0xE000 and not 0xD800 <= code < 0xE000  # noqa: PLR2004 - no control, no surrogate, nothing private
    return chr(code) if is_letter else None


def in_font(text: str, font: str) -> list[str | None]:
    """The text of a run set in a symbol font, sign by sign; None for a sign that is not known."""
    return [sign(font, ord(char)) if ord(char) < 0x100 or ord(char) in _PRIVATE_USE else char for char in text]  # noqa: PLR2004 - beyond one byte another font is taken
