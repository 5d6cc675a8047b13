"""At 320 px no page scrolls sideways, whatever the text size; wide tables scroll in regions of their own."""

import pytest

SIZES = ["small", "", "large", "huge"]
OVERFLOW = """size => {
  document.documentElement.setAttribute('data-size', size);
  const width = document.documentElement.clientWidth;
  const isOutside = box => box.width > 0 && (box.right > width + 0.5 || box.left < -0.5);
  const outside = [...document.body.querySelectorAll('*')].filter(element =>
    isOutside(element.getBoundingClientRect()) && !element.closest('.scroll, .quiet, .skip, .cards thead'));
  return [document.scrollingElement.scrollWidth - width, outside.map(element => element.outerHTML.slice(0, 80))];
}"""


def check(page, site, paths):
    page.set_viewport_size({"width": 320, "height": 800})
    for path in paths:
        page.goto(site.url(path))
        for opened in (False, True):
            if opened:
                page.locator(".reading summary").click()
            for size in SIZES:
                assert page.evaluate(OVERFLOW, size) == [0, []], (path, size, opened)


def test_the_seed(shared_page, seed_site):
    check(shared_page, seed_site, seed_site.paths())


def test_long_names_and_large_figures(shared_page, large_site):
    check(shared_page, large_site, [
        "index.html", "2024/index.html", "2024/722001/index.html", "2024/723001/index.html", "projects-2.html",
        "indicators-6.html", "2024/721001/13030323P000000000000.html", "2024/721001/13030324P000000009001.html"])


def test_half_of_1280_pixels_zoomed_is_enough(shared_page, seed_site):
    """WCAG 1.4.4: text at twice its size in a narrow window."""
    shared_page.set_viewport_size({"width": 640, "height": 400})
    for path in seed_site.paths():
        shared_page.goto(seed_site.url(path))
        assert shared_page.evaluate(OVERFLOW, "huge") == [0, []], path


def test_a_page_that_is_too_wide_would_be_found(shared_page, tmp_path):
    (tmp_path / "wide.html").write_text("<body><p style='width: 400px'>x</p></body>")
    shared_page.set_viewport_size({"width": 320, "height": 800})
    shared_page.goto((tmp_path / "wide.html").as_uri())
    overflow, outside = shared_page.evaluate(OVERFLOW, "")
    assert overflow > 0 and len(outside) == 1
