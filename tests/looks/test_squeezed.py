"""The stylesheets as they are served mean what was written: a browser reads and draws the same by both."""

import re

from django.conf import settings
from playwright.sync_api import sync_playwright

from live.asgi.squeeze import squeeze
from live.asgi.styles import PHONE, minify
from tests.support.fixtures.browsers import ARGUMENTS
from tools.shots.styleguide import styleguide
from tools.shots.words import ENGLISH

FOLDER = settings.ROOT / "static" / "live" / "css"
OTHERS = [path for path in sorted(FOLDER.rglob("*.css")) if path.stem not in PHONE]
WRITTEN = "\n".join(path.read_text() for path in [*(FOLDER / f"{name}.css" for name in PHONE), *OTHERS])
"All files, those of phones first."
READ = """css => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
    const text = [...sheet.cssRules].map(each => each.cssText).join("\\n")
    return text.replace(/\\s*([,;:])\\s*/g, "$1").replace(/\\s+/g, " ").replace(/ ([*/]) |(\\() | (\\))/g, "$1$2$3")
}"""
"What a browser has understood of a stylesheet; custom properties keep their white space, which is evened out."


def test_a_browser_reads_the_same_without_white_space_and_comments(chromium: str):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        page = browser.new_page()
        written, served = page.evaluate(READ, WRITTEN), page.evaluate(READ, minify(WRITTEN))
        browser.close()
    assert written == served
    assert len(served) > 40_000


COMPUTED = """() => {
    document.getAnimations().forEach(each => each.cancel())
    const said = (each, part) => {
        const style = getComputedStyle(each, part), names = [...style].filter(name => !name.startsWith("--"))
        return part && style.content === "none" ? "" : names.map(name => style.getPropertyValue(name)).join("|")
    }
    const all = [...document.querySelectorAll("body, body *")].map(each => [each.cloneNode().outerHTML, each])
    return [...new Map(all).values()].map(each => [null, "::before", "::after"].map(part => said(each, part)).join())
}"""
"All that every kind of element on a page is drawn by."


def test_every_part_of_a_phones_pages_looks_the_same_by_the_stylesheet_as_it_is_served(chromium: str):
    parts = re.sub("<link rel=.stylesheet.*?>", "", styleguide(ENGLISH))
    whole = minify(WRITTEN)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        page = browser.new_page(color_scheme="dark", viewport={"width": 390, "height": 844})
        looks = []
        for css in (whole, squeeze(whole)):
            page.set_content(f"{parts}<style>{css}</style>")
            looks.append(page.evaluate(COMPUTED))
        browser.close()
    assert [one for one, other in zip(*looks, strict=True) if one != other] == []
    assert len(looks[0]) > 300
