"""Style sheets, scripts and fonts: read once, compressed once, served for ever under an address that names their content."""

import gzip
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

_TYPES: Final = MappingProxyType(
    {
        ".css": "text/css",
        ".js": "text/javascript",
        ".woff2": "font/woff2",
        ".svg": "image/svg+xml",
        ".png": "image/png",
        ".ico": "image/x-icon",
        ".txt": "text/plain",
    }
)
_TEXTS: Final = frozenset({".css", ".js", ".svg", ".txt"})


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it is sent; `packed` is its gzip form where that is worth it."""

    content: bytes
    packed: bytes | None
    media_type: str


class Assets:
    """Every file below the given directories by its relative name; all share one version, the hash of all of them.

    One version for all keeps the relative addresses inside style sheets (fonts) right.
    """

    def __init__(self, directories: Iterable[Path]) -> None:
        self._files = dict(_read(directories))
        digest = hashlib.sha256()
        for name in sorted(self._files):
            digest.update(name.encode() + b"\0" + self._files[name].content)
        self.version = digest.hexdigest()[:12]

    def address(self, name: str) -> str:
        """The address of an asset; KeyError when there is no such file, so that a page never links to nothing."""
        if name not in self._files:
            raise KeyError(name)
        return f"/assets/{self.version}/{name}"

    def find(self, version: str, name: str) -> Asset | None:
        """The asset at an address, None when it or this version of it is not here."""
        return self._files.get(name) if version == self.version else None


def _read(directories: Iterable[Path]) -> Iterator[tuple[str, Asset]]:
    for directory in directories:
        for path in sorted(directory.rglob("*")):
            if path.suffix in _TYPES and path.is_file():
                content = path.read_bytes()
                packed = gzip.compress(content, 9, mtime=0) if path.suffix in _TEXTS else None
                yield path.relative_to(directory).as_posix(), Asset(content, packed, _TYPES[path.suffix])
