"""The colours of printed reports, as RRGGBB; every text colour has at least 4.5 to 1 contrast on its ground."""

from consultation.report.blocks import Tone

ACCENT = "0F5C87"
DARK = "0B2C44"
GROUND = "E8F1F7"
LINE = "CBD5DE"
HEAT = ("EEF2F5", "D3E5F0", "A9CCE2", "72A9CC", "34739F", "0F5C87")
WORDS = {Tone.GOOD: "14663A", Tone.HALF: "7A5A00", Tone.BAD: "9B2C1F", Tone.CALM: "44546A"}
GROUNDS = {Tone(f"heat{level}"): colour for level, colour in enumerate(HEAT)}
ON_DARK = {Tone.HEAT_4, Tone.HEAT_5}
