"""An officer looks at what was left in a Word file, at a desk and on a phone, and takes the other text of it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.actions.test_marks import FILE
from tests.journeys.browser import Person

pytestmark = pytest.mark.journey


def test_an_officer_sees_what_was_left_and_takes_the_other_text(
    somebody: Callable[..., Person], tmp_path: Path
) -> None:
    path = tmp_path / "loyiha.docx"
    path.write_bytes(FILE)
    officer = somebody("officer")
    officer.open("/desk/new")
    officer.send("/desk/new", {"authority": "1", "file": str(path)})
    draft = officer.path.removesuffix("/details")
    officer.open(f"{draft}/split")
    officer.check()
    officer.press(f'a[href="{draft}/marks"]')
    officer.check()
    officer.send("/marks")
    assert officer.path == f"{draft}/split"
    assert "Ariza oʻn kunda koʻriladi." in officer.words
    officer.check()
