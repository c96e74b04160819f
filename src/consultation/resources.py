"""Where the files beside the code are: inside an installed package, or at the root of a checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_INSTALLED = _PACKAGE / "_data"
_ROOT = _INSTALLED if _INSTALLED.is_dir() else _PACKAGE.parent.parent


def data_path(name: str) -> Path:
    """The folder or file `name` that belongs to the project: templates, migrations, locales, fixtures."""
    return _ROOT / name


def assets_path() -> Path:
    """The folder of third-party web assets (style sheets, scripts, fonts), made by `make assets`."""
    return _PACKAGE / "_assets"


def font_paths() -> tuple[Path, ...]:
    """Folders with the fonts that printed reports use."""
    return (assets_path() / "fonts",)


def jurisdictions() -> dict[str, Path]:
    """The data file of every jurisdiction whose drafts we can read, by its name, in alphabetical order."""
    return {path.stem: path for path in sorted((_PACKAGE / "ingest" / "jurisdictions").glob("*.toml"))}
