"""Every character of the filed document is in the pages, in its order, and nothing is added to a form."""

import pytest

import seed
from seed import stripped

UNIT = "2022/721001/index.html"

# A caption that names a table for screen readers only is not part of what is seen.
VISIBLE_FORM = """form => {
  form.querySelectorAll('caption.quiet').forEach(caption => caption.remove());
  return form.innerText;
}"""
GENERATED = """form => [form, ...form.querySelectorAll('*')].flatMap(element => ['::before', '::after', '::marker']
  .map(part => getComputedStyle(element, part).content).filter(content => !['none', 'normal', ''].includes(content)))"""


def project(code: str) -> str:
    return f"2022/721001/{code}.html"


def test_the_parts_are_the_whole_document():
    assert len(seed.BOOKMARK.findall(seed.FILED)) == 8
    assert len(seed.FORMS) == 4
    assert seed.PROSE + "".join(title + form for title, form in zip(seed.TITLES, seed.FORMS)) == seed.TEXT


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("media", ["screen", "print"])
def test_forms_are_character_for_character_what_was_filed(shared_page, seed_site, width, media):
    shared_page.set_viewport_size({"width": width, "height": 800})
    shared_page.emulate_media(media=media)
    for code, form in zip(seed.CODES, seed.FORMS):
        shared_page.goto(seed_site.url(project(code)))
        assert shared_page.locator(".official").count() == 1
        assert shared_page.locator(".official").evaluate(GENERATED) == []
        assert stripped(shared_page.locator(".official").evaluate(VISIBLE_FORM)) == form


def test_prose_and_titles_stand_in_order_on_the_unit_page(shared_page, seed_site):
    shared_page.emulate_media(media="screen")
    shared_page.goto(seed_site.url(UNIT))
    shared_page.locator(".toc").evaluate("contents => contents.remove()")
    text = stripped(shared_page.locator("main").inner_text())
    assert seed.PROSE.startswith("第一部分部门整体绩效目标") and seed.PROSE.endswith("第二部分预算项目绩效目标")
    assert text.count(seed.PROSE) == 1
    rest = text[text.index(seed.PROSE) + len(seed.PROSE) :]
    places = [rest.index(title) for title in seed.TITLES]
    assert places == sorted(places)


def test_figures_are_those_of_the_document(shared_page, seed_site):
    shared_page.goto(seed_site.url(UNIT))
    figures = [stripped(text) for text in shared_page.locator(".figures dd").all_inner_texts()]
    assert figures[:3] == ["8.70万元", "4个", "33条"]
    counts = []
    for code in seed.CODES:
        shared_page.goto(seed_site.url(project(code)))
        counts.append(shared_page.locator(".indicators tbody tr").count())
    assert counts == [9, 9, 6, 9]


def test_odd_values_stay_as_they_are(shared_page, seed_site):
    def values(code):
        shared_page.goto(seed_site.url(project(code)))
        return shared_page.locator(".indicators td.targetValue").all_inner_texts()

    assert values(seed.CODES[0])[0] == "次"
    assert shared_page.locator(".form.head td.n").all_inner_texts() == ["0.40", "0.40", ""]
    assert values(seed.CODES[1])[7] == "是/否"
    assert values(seed.CODES[2])[3] == ""
