"""The report as a PDF that everybody can read: tagged (PDF/UA-1), with a table of contents and its own fonts."""

import json
import re
from collections.abc import Sequence
from dataclasses import asdict
from importlib.resources import files
from pathlib import Path

import typst

from consultation.core.messages import message
from consultation.core.text import clean
from consultation.report.blocks import Bars, Block, Cell, Table, Text, stays_whole
from consultation.report.glyphs import MISSING, coverage, showable
from consultation.report.outline import outline
from consultation.report.palette import ACCENT, GROUNDS, HEAT, ON_DARK, WORDS
from consultation.report.published import Report
from consultation.report.voice import Translate, Voice, shortened

FONT = "Noto Sans"
_ENDLESS = re.compile(r"\S{31,}")
_BREAK = "\N{ZERO WIDTH SPACE}"
_PAGE, _PAGES = "\ue000", "\ue001"  # stand in for the two numbers while their sentence is translated


def to_pdf(report: Report, translate: Translate, font_paths: Sequence[Path]) -> bytes:
    """The report as PDF/UA-1; `translate` is bound to the language of the draft, `font_paths` are files or folders with Noto Sans.

    Characters that none of the fonts shows are printed as a replacement character, and a last line says so.
    ValueError when there is no font. The same report and fonts give the same bytes.
    """
    voice = Voice(translate, report.draft.language)
    data = showable(json.dumps(_data(report, voice), ensure_ascii=False), coverage(font_paths))
    if MISSING in data:
        words = message("Some characters cannot be shown in this file; the Word file and the open data have them all.")
        loaded = json.loads(data)
        loaded["blocks"].append(_block(Text(voice.say(words))))
        data = json.dumps(loaded, ensure_ascii=False)
    template = files("consultation.report").joinpath("report.typ").read_bytes()
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(path) for path in font_paths]
    )
    return typst.compile(
        template,
        font_paths=fonts,
        pdf_standards=["ua-1"],
        sys_inputs={"data": data},
        timestamp=int(report.made_at.timestamp()),
    )


def _data(report: Report, voice: Voice) -> dict[str, object]:
    """Everything the template needs, as JSON values."""
    draft = report.draft
    pages = voice.say(message("Page %(page)s of %(pages)s", page=_PAGE, pages=_PAGES))
    return {
        "title": clean(draft.title),
        "running": shortened(clean(draft.title), 90),
        "number": voice.say(message("Draft No. %(number)s", number=draft.number)),
        "authors": [clean(name) for name in draft.authorities],
        "font": FONT,
        **_language(draft.language.value),
        "pages": [{_PAGE: "page", _PAGES: "pages"}.get(part, part) for part in re.split(f"([{_PAGE}{_PAGES}])", pages)],
        "accent": ACCENT,
        "heat": HEAT,
        "colours": {**WORDS, **dict.fromkeys(ON_DARK, "FFFFFF")},
        "grounds": GROUNDS,
        "blocks": [_block(block) for block in outline(report, voice.translate)],
    }


def _block(block: Block) -> dict[str, object]:
    kind = {"kind": type(block).__name__}
    match block:
        case Text():
            return kind | _text(block) | {"leads": block.leads}
        case Table():
            columns = [asdict(column) for column in block.columns]
            return kind | {
                "caption": block.caption,
                "columns": columns,
                "rows": [_row(row) for row in block.rows],
                "is_small": block.is_small,
            }
        case Bars():
            bars = zip(block.chart.bars, block.labels, strict=True)
            return kind | {
                "description": block.description,
                "ticks": block.chart.ticks,
                "bars": [{"share": bar.share, "label": label} for bar, label in bars],
            }
        case _:
            return kind | asdict(block)


def _row(row: Sequence[Cell]) -> dict[str, object]:
    return {"whole": stays_whole(row), "cells": [[_text(text) for text in parts] for parts in row]}


def _text(text: Text) -> dict[str, object]:
    # a word without an end (a link, a held key) would run over its neighbour: let it break every 15 letters
    words = _ENDLESS.sub(lambda word: _BREAK.join(re.findall(".{1,15}", word[0])), text.text)
    return {"text": words, "style": text.style, "tone": text.tone, "lang": _language(text.lang) if text.lang else None}


def _language(tag: str) -> dict[str, object]:
    """A BCP 47 tag in typst's two parts."""
    language, _, script = tag.partition("-")
    return {"lang": language, "script": script.lower() or ("cyrl" if language == "ru" else "latn")}
