"""The floors are held by Import Linter, and it bites: each contract is broken once on a copy of the source."""

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

OFFENCES = {
    "Imports go down the floors": ("core/offence.py", "import consultation.store.jobs\n"),
    "core is plain Python": ("core/offence.py", "import sqlalchemy\n"),
    "The pipelines know no database and no HTTP": ("dedup/offence.py", "import sqlmodel\n"),
    "Nothing below web knows litestar or jinja2": ("actions/offence.py", "import litestar\n"),
}


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    program = "import sys; sys.path.insert(0, 'src'); from importlinter.cli import lint_imports_command as main; main()"
    return subprocess.run(
        [sys.executable, "-c", program, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("source")
    ignored = shutil.ignore_patterns("__pycache__", "_assets", "_data")
    shutil.copytree(ROOT / "src", folder / "src", ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def test_source_keeps_every_contract(copy: Path) -> None:
    result = lint(copy)
    assert (result.returncode, "0 broken" in result.stdout) == (0, True), result.stdout


@pytest.mark.parametrize("contract", OFFENCES)
def test_contract_bites(copy: Path, contract: str) -> None:
    name, code = OFFENCES[contract]
    offence = copy / "src" / "consultation" / name
    offence.write_text(code)
    try:
        result = lint(copy)
    finally:
        offence.unlink()
    assert result.returncode == 1
    assert f"{contract} BROKEN" in result.stdout


def test_core_imports_the_standard_library_only() -> None:
    """The contract forbids the packages that we have; this holds for those nobody has thought of yet."""
    allowed = {*sys.stdlib_module_names, "consultation"}
    strangers = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in sorted((ROOT / "src/consultation/core").rglob("*.py"))
        for name in _imported(ast.parse(path.read_text()))
        if name.split(".")[0] not in allowed
    ]
    assert strangers == []


def _imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def test_house_rules_about_size_and_leftovers() -> None:
    too_long = [
        f"{path.relative_to(ROOT)}: {lines} lines"
        for path in sorted((ROOT / "src").rglob("*.py"))
        if (lines := len(path.read_text().splitlines())) > 450
    ]
    assert too_long == []
