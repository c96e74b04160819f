"""Files in, files out: the JSON Lines front of the clustering."""

import json
from pathlib import Path

import pytest

from consultation.core.errors import Invalid
from consultation.dedup import cluster_lines


def write(path: Path, *lines: object) -> Path:
    path.write_text(
        "".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines), encoding="utf-8"
    )
    return path


def test_each_comment_gets_its_cluster_in_the_order_of_the_input(tmp_path: Path) -> None:
    source = write(
        tmp_path / "in.jsonl",
        {"id": "b", "text": "Қаршиман"},
        "",
        {"id": 7, "text": "Roziman", "more": 1},
        {"id": "a", "text": "Qarshiman!"},
    )
    target = tmp_path / "out.jsonl"
    assert cluster_lines(source, target) == 3
    assert [json.loads(line) for line in target.read_text().splitlines()] == [
        {"id": "b", "cluster": "a"},
        {"id": 7, "cluster": 7},
        {"id": "a", "cluster": "a"},
    ]


def test_an_empty_file_gives_an_empty_file(tmp_path: Path) -> None:
    assert cluster_lines(write(tmp_path / "in"), tmp_path / "out") == 0
    assert (tmp_path / "out").read_text() == ""


GOOD = json.dumps({"id": 1, "text": "a"}).encode()


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (b"{", "Line 2 is not JSON. Write one JSON object on each line."),
        (b"[" * 100_000, "Line 2 is not JSON. Write one JSON object on each line."),
        (b"\xff\xfe", "Line 2 is not UTF-8 text. Save the file as UTF-8."),
        (b"[]", 'Line 2 must be an object with an "id" (a number or a string) and a "text" (a string).'),
        (
            b'{"id": true, "text": ""}',
            'Line 2 must be an object with an "id" (a number or a string) and a "text" (a string).',
        ),
        (b'{"id": 2}', 'Line 2 must be an object with an "id" (a number or a string) and a "text" (a string).'),
        (
            b'{"id": "1", "text": ""}',
            'Line 2: the id "1" was already used in line 1. Give every comment its own id.',
        ),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_written(tmp_path: Path, line: bytes, sentence: str) -> None:
    source = tmp_path / "in.jsonl"
    source.write_bytes(GOOD + b"\n" + line + b"\n")
    with pytest.raises(Invalid) as refusal:
        cluster_lines(source, tmp_path / "out.jsonl")
    assert str(refusal.value.reasons[0]) == sentence
    assert [path.name for path in tmp_path.iterdir()] == ["in.jsonl"]


def test_any_unicode_goes_through(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_bytes(b"\xef\xbb\xbf" + rb'{"id": "\ud800", "text": "\ud800\u0000 qarshi"}' + b"\n")
    assert cluster_lines(source, tmp_path / "out") == 1
    assert json.loads((tmp_path / "out").read_text()) == {"id": "\ud800", "cluster": "\ud800"}
