"""The project index with its filters and orders, on top of its static pages."""

import re

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


def test_pages_are_spoken_of_only_where_they_are(large_site, page):
    open_index(page, large_site)
    assert re.search("共 251 个项目，第 1 页，共 2 页", page.locator("p.meta").first.inner_text())
    page.select_option("#filter-sort", "least")
    page.wait_for_function("() => document.querySelectorAll('table.list tbody tr').length === 20")
    assert "页" not in page.locator("p.meta").first.inner_text() and not page.locator("nav.paging").is_visible()
    page.select_option("#filter-sort", "")
    page.locator("nav.paging").wait_for()
    assert "第 1 页" in page.locator("p.meta").first.inner_text()


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


# The indicator table


def open_indicators(page, site, scheme="http", query=""):
    page.goto((site.file_url if scheme == "file" else site.url)("indicators.html") + query)
    page.wait_for_selector("#filter-sort")


def announced(page, text):
    page.wait_for_selector(f"[role=status]:has-text('{text}')")


def options(page, key):
    return page.locator(f"#filter-{key} option").all_inner_texts()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_indicators_filter_with_counts(seed_site, page, scheme):
    open_indicators(page, seed_site, scheme)
    static = page.locator("table.list tbody tr").all_inner_texts()
    total = len(static)
    page.focus("#filter-level1")
    page.wait_for_function("() => document.querySelectorAll('#filter-level1 option').length > 1")
    assert options(page, "level1")[0] == f"全部（{total}）"
    satisfied = sum("满意度指标" in row for row in static)
    assert f"满意度指标（{satisfied}）" in options(page, "level1")
    page.select_option("#filter-level1", "满意度指标")
    announced(page, f"符合条件的有 {satisfied} 条指标")
    rows = page.locator("table.list tbody tr")
    assert rows.count() == satisfied
    assert sorted(rows.all_inner_texts()) == sorted(row for row in static if "满意度指标" in row)
    # Counts of the other filters are those within this one.
    assert options(page, "measure")[0] == f"全部（{satisfied}）"
    page.select_option("#filter-measure", "q")
    announced(page, "符合条件")
    assert "level1=" in page.url and "measure=q" in page.url
    chosen = rows.all_inner_texts()
    page.reload()
    announced(page, "符合条件")
    assert rows.all_inner_texts() == chosen
    rows.first.locator("th a").click()
    page.wait_for_selector("tr:target")
    page.go_back()
    announced(page, "符合条件")
    assert rows.all_inner_texts() == chosen


def test_every_indicator_is_reached_page_by_page(large_site, page):
    """All rows of a filter, against the static pages."""
    wanted, path = [], "indicators.html"
    while path:
        page.goto(large_site.url(path))
        wanted += page.eval_on_selector_all(
            "table.list tbody tr", """rows => rows.filter(row => row.querySelector('[data-label="二级指标"]').textContent === '质量指标')
            .map(row => row.querySelector('th a').getAttribute('href'))""")
        following = page.locator(".paging a[rel=next]")
        path = following.get_attribute("href") if following.count() else None
    open_indicators(page, large_site, query="?level2=质量指标")
    announced(page, f"符合条件的有 {len(wanted)} 条指标")
    while page.locator("button.more").is_visible():
        count = page.locator("table.list tbody tr").count()
        page.click("button.more")
        page.wait_for_function("count => document.querySelectorAll('table.list tbody tr').length > count", arg=count)
    found = page.eval_on_selector_all("table.list tbody th a", "links => links.map(link => link.href)")
    assert [link.removeprefix(large_site.origin + "/") for link in found] == wanted


def test_a_missing_file_is_told(seed_site, page):
    page.route("**/search/f0-*.js", lambda route: route.abort())
    open_indicators(page, seed_site, query="?level1=产出指标")
    page.wait_for_selector("[role=alert] .notice")
    assert "没有取到" in page.inner_text("[role=alert]")
    page.unroute("**/search/f0-*.js")
    page.click("[role=alert] button")
    announced(page, "符合条件")


@pytest.mark.parametrize("width", [1280, 320])
def test_indicators_accessible_with_filters(seed_site, browser, width):
    context = browser.new_context(viewport={"width": width, "height": 800}, bypass_csp=True)
    page = context.new_page()
    open_indicators(page, seed_site, query="?level1=产出指标")
    announced(page, "符合条件")
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_by_keyboard_alone(seed_site, page):
    open_indicators(page, seed_site)
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "filter-level1":
            break
    page.wait_for_function("() => document.querySelectorAll('#filter-level1 option').length > 1")
    page.keyboard.press("ArrowDown")
    announced(page, "符合条件")
    assert "level1=" in page.url
