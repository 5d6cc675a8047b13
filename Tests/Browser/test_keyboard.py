"""The keyboard reaches everything, and one always sees where it is."""

import pytest

import seed

KINDS = ["index.html", "2022/index.html", "2022/721001/index.html", f"2022/721001/{seed.CODES[0]}.html",
         "projects.html", "indicators.html", "about.html", "accessibility.html", "404.html"]

# All that must be reached: what is in a closed part of the page is not there yet.
REACHABLE = """() => [...document.querySelectorAll('a[href], button, summary, .scroll, .search input, select')]
  .filter(element => element.checkVisibility())"""

# What has the focus: its place among all that must be reached, whether an outline shows, and whether it is on top.
FOCUSED = """() => {
  const element = document.activeElement;
  const style = getComputedStyle(element);
  const box = element.getClientRects()[0];
  const [x, y] = [box.x + Math.min(box.width / 2, 40), box.y + Math.min(box.height / 2, 40)];
  const top = document.elementFromPoint(x, y);
  return {
    index: (REACHABLE)().indexOf(element),
    outlined: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    onTop: element.contains(top) || (top !== null && top.contains(element) && top.matches('label')),
    what: element.outerHTML.slice(0, 100)
  };
}""".replace("REACHABLE", REACHABLE)


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("path", KINDS)
def test_tab_reaches_every_link_and_region_in_order(shared_page, seed_site, path, width):
    shared_page.set_viewport_size({"width": width, "height": 800})
    shared_page.goto(seed_site.url(path))
    count = shared_page.evaluate(f"({REACHABLE})().length")
    reached = []
    for _ in range(count):
        shared_page.keyboard.press("Tab")
        focused = shared_page.evaluate(FOCUSED)
        assert focused["outlined"] and focused["onTop"], focused
        reached.append(focused["index"])
    assert reached == list(range(count))


def test_the_skip_link_is_first_and_leads_past_the_navigation(shared_page, seed_site):
    shared_page.goto(seed_site.url("projects.html"))
    shared_page.keyboard.press("Tab")
    assert shared_page.evaluate("document.activeElement.textContent") == "跳到正文"
    assert shared_page.locator(".skip").bounding_box()["x"] >= 0
    shared_page.keyboard.press("Enter")
    assert shared_page.evaluate("document.activeElement.id") == "main"
    shared_page.keyboard.press("Tab")
    assert shared_page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_reading_settings_by_keyboard_are_remembered_and_escape_closes(page, seed_site):
    root = page.locator("html")
    page.goto(seed_site.url("index.html"))
    page.locator(".reading summary").focus()
    page.keyboard.press("Enter")
    assert page.locator(".reading fieldset").is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    assert root.get_attribute("data-size") == "large"
    page.keyboard.press("ArrowRight")
    assert root.get_attribute("data-size") == "huge"
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert root.get_attribute("data-contrast") == "high"
    page.keyboard.press("Escape")
    assert not page.locator(".reading fieldset").is_visible()
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    for path in ("index.html", "2022/721001/index.html"):
        page.goto(seed_site.url(path))
        assert (root.get_attribute("data-size"), root.get_attribute("data-contrast")) == ("huge", "high")
        assert page.locator(".reading input[type=checkbox]").is_checked()
        assert page.locator(".reading input[type=radio]:checked").count() == 1


def test_no_setting_leaves_the_standard_look(page, seed_site):
    page.goto(seed_site.url("index.html"))
    assert page.locator("html").get_attribute("data-size") is None
    assert page.locator("html").get_attribute("data-contrast") is None
