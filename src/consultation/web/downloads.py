"""Files as answers: always saved, never shown inside the site, whatever is in them."""

from urllib.parse import quote

from consultation.web.site import Page


def download(content: bytes, file_name: str, media_type: str, *, is_public: bool = False) -> Page:
    """A file to save under its own name (RFC 6266). A public one may be kept for five minutes."""
    plain = "".join(char if char.isascii() and char.isprintable() and char not in '"\\%' else "_" for char in file_name)
    return Page(
        content,
        media_type=media_type,
        headers={
            "content-disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(file_name, safe='')}",
            "cache-control": "public, max-age=300" if is_public else "private, no-store",
        },
    )
