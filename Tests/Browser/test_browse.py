"""The project index with its filters and orders, on top of its static pages."""

import pytest
from axe_playwright_python.sync_playwright import Axe

SCHEMES = ["http", "file"]


def open_index(page, site, scheme="http", query=""):
    page.goto((site.url if scheme == "http" else site.file_url)("projects.html") + query)
    page.wait_for_selector("#filter-sort")


def names(page):
    return page.locator("table.list tbody th").all_inner_texts()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_sorts_by_amount_name_and_code(seed_site, page, scheme):
    open_index(page, seed_site, scheme)
    page.select_option("#filter-sort", "most")
    page.wait_for_timeout(400)
    assert names(page)[0] == "涉军公益岗续聘经费"
    assert page.url.endswith("?sort=most")
    page.select_option("#filter-sort", "name")
    page.wait_for_timeout(400)
    # chē, shān, shè, zhōng
    assert names(page) == ["车辆保险费", "《山海风》工作经费", "涉军公益岗续聘经费", "“中华诗词之乡”2022年复查经费"]
    page.select_option("#filter-sort", "")
    page.wait_for_timeout(400)
    assert len(names(page)) == 4


def test_filters_with_counts(seed_site, page):
    open_index(page, seed_site)
    page.focus("#filter-amount")
    page.wait_for_timeout(300)
    assert page.locator("#filter-amount option").all_inner_texts() == ["全部（4）", "1 万元以下（1）", "1–10 万元（3）"]
    page.select_option("#filter-amount", "1")
    page.wait_for_timeout(400)
    assert names(page) == ["车辆保险费"]
    page.reload()
    page.wait_for_timeout(600)
    assert names(page) == ["车辆保险费"]
    page.locator("table.list tbody a").first.click()
    page.wait_for_url("**/13030322P003970100139.html")
    page.go_back()
    page.wait_for_timeout(600)
    assert names(page) == ["车辆保险费"]


def test_many_projects_page_by_page(large_site, page):
    open_index(page, large_site, query="?sort=least")
    page.wait_for_timeout(600)
    first = names(page)
    assert len(first) == 20
    page.click("button.more")
    page.wait_for_timeout(400)
    assert len(names(page)) == 40 and names(page)[:20] == first


@pytest.mark.parametrize("width", [1280, 320])
def test_accessible_with_filters(seed_site, browser, width):
    context = browser.new_context(viewport={"width": width, "height": 800}, bypass_csp=True)
    page = context.new_page()
    open_index(page, seed_site, query="?amount=2")
    page.wait_for_timeout(600)
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
