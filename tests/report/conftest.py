"""What report tests share: the fonts the package ships, and an office program that opens what we write."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from consultation import resources


@pytest.fixture(scope="session")
def font_paths() -> list[Path]:
    """The fonts for printed reports, as shipped in the package."""
    return list(resources.font_paths())


@pytest.fixture
def to_pdf_by_office(tmp_path: Path) -> Callable[[bytes, str], Path]:
    """Opens a file in LibreOffice and saves it as PDF; fails with a sentence where LibreOffice is missing."""
    office = shutil.which("soffice")
    if office is None:
        pytest.fail(
            "LibreOffice is needed to try our Word files: install it (Debian: apt-get install libreoffice-writer)"
        )

    def convert(content: bytes, name: str) -> Path:
        (tmp_path / name).write_bytes(content)
        profile = f"-env:UserInstallation=file://{tmp_path}/profile"
        command = [
            office,
            profile,
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(tmp_path),
            str(tmp_path / name),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return (tmp_path / name).with_suffix(".pdf")

    return convert
