"""The warden bites: each fault a page may not have is found, and a good page is left alone."""

import pytest

from tests.web.warden import inspect

GOOD = """<!DOCTYPE html>
<html lang="uz-Latn"><head><meta charset="utf-8"><title>Salom – Sayt</title><script src="/assets/a.js" defer></script></head>
<body><main><h1>Salom</h1><p id="hint">Izoh</p>
<form action="/x" method="post"><input type="hidden" name="csrf_token" value="t">
<label for="name">Ism</label><input id="name" name="name" aria-describedby="hint"><button>Ok</button></form>
<a href="#hint">Izoh</a></main></body></html>"""

FAULTS = {
    "an unclosed tag": (GOOD.replace("Izoh</p>", "<b>Izoh</p>"), "invalid HTML"),
    "two headings": (GOOD.replace("</main>", "<h1>Salom</h1></main>"), "2 h1"),
    "no heading": (GOOD.replace("h1>", "h2>"), "0 h1"),
    "another title": (GOOD.replace("<title>Salom", "<title>Xayr"), "does not start with the h1"),
    "an id twice": (GOOD.replace("<main>", '<main id="hint">'), "the id hint comes 2 times"),
    "a missing description": (GOOD.replace('describedby="hint"', 'describedby="gone"'), "names gone"),
    "a link to nothing": (GOOD.replace("#hint", "#gone"), "#gone leads nowhere"),
    "a field without label": (GOOD.replace('<label for="name">Ism</label>', ""), "the field name has no label"),
    "a button without words": (GOOD.replace("Ok</button>", "</button>"), "a button without words"),
    "an image without alt": (GOOD.replace("</main>", '<img src="/a.png"></main>'), "an image without alt"),
    "a form without action": (GOOD.replace('action="/x" ', ""), "without action or method"),
    "a form without method": (GOOD.replace(' method="post"', ""), "without action or method"),
    "a form without token": (GOOD.replace('value="t"', 'value=""'), "has no token"),
    "a token in an address": (GOOD.replace('"post"', '"get"'), "into the address"),
    "a file that is not sent": (
        GOOD.replace('<input id="name"', '<input type="file" id="name"'),
        "would not send its file",
    ),
    "a script inside": (GOOD.replace("</main>", "<script>1</script></main>"), "a script inside"),
    "a style sheet inside": (GOOD.replace("</head>", "<style>p{}</style></head>"), "a style sheet inside"),
    "a style": (GOOD.replace("<h1>", '<h1 style="color:red">'), "the attribute style"),
    "a handler": (GOOD.replace("<h1>", '<h1 onclick="x()">'), "the attribute onclick"),
    "another site": (GOOD.replace("/assets/a.js", "https://cdn.example/a.js"), "from another site"),
    "no language": (GOOD.replace(' lang="uz-Latn"', ""), "does not say its language"),
    "a placeholder": (GOOD.replace(">Izoh<", ">%(n)s izoh<"), "a placeholder was left"),
}


def test_a_good_page_has_no_faults() -> None:
    assert list(inspect(GOOD)) == []


@pytest.mark.parametrize(("page", "expected"), FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_is_found(page: str, expected: str) -> None:
    assert page != GOOD
    assert any(expected in fault for fault in inspect(page)), list(inspect(page))
