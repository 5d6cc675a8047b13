"""axe-core finds nothing on any kind of page, in any width, scheme and contrast; colours that it cannot judge are
computed here."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

import seed

PROJECT = f"2022/721001/{seed.CODES[0]}.html"
KINDS = ["index.html", "2022/index.html", "2022/721001/index.html", PROJECT, "projects.html", "indicators.html",
         "about.html", "accessibility.html", "404.html"]
WIDTHS = [1280, 375, 320]
LOOKS = [(scheme, contrast) for scheme in ("light", "dark") for contrast in ("", "high")]

# The shadow at the edges of a scroll region is a gradient, on which axe judges no contrast: it lies beside the text.
FLATTEN = """() => document.querySelectorAll('.scroll').forEach(region => region.style.backgroundImage = 'none')"""

UNJUDGED = re.compile(r"<text |<th [^>]*rowspan")


def look(page, width, scheme, contrast):
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    page.evaluate("contrast => document.documentElement.setAttribute('data-contrast', contrast)", contrast)


def findings(page, *, covered=False, colours_only=False):
    """Violations, and colours that could not be judged, save those of merged cells and of charts, which are ink
    as other texts are, and of what the open panel covers."""
    page.evaluate(FLATTEN)
    options = {"resultTypes": ["violations", "incomplete"]}
    if colours_only:
        options["runOnly"] = ["color-contrast"]
    response = Axe().run(page, options=options).response
    found = [(check["id"], [node["html"][:120] for node in check["nodes"]]) for check in response["violations"]]
    for check in response["incomplete"]:
        if check["id"] == "color-contrast" and not covered:
            nodes = [node["html"][:120] for node in check["nodes"] if not UNJUDGED.match(node["html"])]
            found += [("unsure", nodes)] if nodes else []
    return found


@pytest.mark.parametrize("path", KINDS)
def test_axe_finds_nothing(shared_page, seed_site, path):
    shared_page.goto(seed_site.url(path))
    for width in WIDTHS:
        for scheme, contrast in LOOKS:
            look(shared_page, width, scheme, contrast)
            # Only colours differ between the looks of one width.
            colours_only = (scheme, contrast) != LOOKS[0]
            assert findings(shared_page, colours_only=colours_only) == [], (width, scheme, contrast)


@pytest.mark.parametrize("path", KINDS)
def test_axe_finds_nothing_with_reading_settings_open(shared_page, seed_site, path):
    shared_page.goto(seed_site.url(path))
    shared_page.locator(".reading summary").click()
    for width, (scheme, contrast) in zip([1280, 375, 320, 320], LOOKS):
        look(shared_page, width, scheme, contrast)
        assert findings(shared_page, covered=True) == [], (width, scheme, contrast)


@pytest.mark.parametrize("path", [
    "index.html", "2024/index.html", "2024/723001/index.html", "2024/721001/13030323P000000000000.html",
    "2024/721001/13030324P000000009001.html", "corrections.html", "about.html"])
def test_axe_finds_nothing_on_what_the_seed_has_not(shared_page, large_site, path):
    shared_page.goto(large_site.url(path))
    for width, (scheme, contrast) in [(1280, LOOKS[0]), (320, LOOKS[2]), (375, LOOKS[3])]:
        look(shared_page, width, scheme, contrast)
        assert findings(shared_page) == [], (width, scheme, contrast)


def test_axe_would_find_something(shared_page, tmp_path):
    (tmp_path / "bad.html").write_text("<html><body><img src='x'><p style='color:#ccc'>faint words</p></body></html>")
    shared_page.goto((tmp_path / "bad.html").as_uri())
    found = {name for name, _ in findings(shared_page)}
    assert {"image-alt", "color-contrast", "html-has-lang"} <= found


def luminance(rgb):
    parts = [value / 255 for value in rgb]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast_of(first, second):
    light, dark = sorted([luminance(first), luminance(second)], reverse=True)
    return (light + 0.05) / (dark + 0.05)


COLOUR = """name => {
  const probe = document.body.appendChild(document.createElement('i'));
  probe.style.color = `var(--${name})`;
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour.match(/\\d+/g).slice(0, 3).map(Number);
}"""


@pytest.mark.parametrize("scheme, contrast", LOOKS)
def test_charts_focus_and_edges_stand_out(shared_page, seed_site, scheme, contrast):
    """WCAG 1.4.11: what is not text has a contrast of 3 to 1 with both grounds."""
    shared_page.goto(seed_site.url(PROJECT))
    look(shared_page, 1280, scheme, contrast)
    for ground in ("paper", "canvas"):
        for name in ("bar", "accent", "edge", "mix1", "mix2", "mix3", "mix4"):
            ratio = contrast_of(shared_page.evaluate(COLOUR, name), shared_page.evaluate(COLOUR, ground))
            assert ratio >= 3, (name, ground, round(ratio, 2))


def test_tables_stay_tables_for_screen_readers_where_they_look_like_cards(shared_page, seed_site):
    """A changed `display` must not take the roles of rows and headers away."""
    session = shared_page.context.new_cdp_session(shared_page)

    def roles():
        nodes = session.send("Accessibility.getFullAXTree")["nodes"]
        wanted = {"table", "row", "rowheader", "columnheader", "cell", "gridcell"}
        found = [node["role"]["value"] for node in nodes if not node["ignored"]]
        return {role: found.count(role) for role in wanted if role in found}

    for path in ("projects.html", PROJECT):
        shared_page.set_viewport_size({"width": 1280, "height": 800})
        shared_page.goto(seed_site.url(path))
        wide = roles()
        shared_page.set_viewport_size({"width": 320, "height": 800})
        assert wide["rowheader"] > 0 and wide["columnheader"] > 0
        assert roles() == wide, path
