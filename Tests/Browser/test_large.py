"""A site of two years, three units and 251 projects: paging, years, units."""

import re

import pytest

import sites


def numbers(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", text)]


# Of the indicators 22 are of units as a whole.
@pytest.mark.parametrize("name, total", [("projects", 251), ("indicators", 250 * 9 + 12 + 22)])
def test_paging_leads_through_every_row_once(shared_page, large_site, name, total):
    shared_page.goto(large_site.url(f"{name}.html"))
    pages, rows, seen = 1, [], []
    while True:
        seen.append(shared_page.url.rsplit("/", 1)[-1])
        first, last = numbers(shared_page.locator("table.list caption").inner_text())
        rows += shared_page.locator("table.list tbody th a").evaluate_all("links => links.map(link => link.href)")
        assert first == (pages - 1) * 200 + 1 and last == len(rows)
        current = shared_page.locator(".paging a[aria-current=page]")
        assert current.count() == 1 and numbers(current.inner_text()) == [pages]
        following = shared_page.locator(".paging a[rel=next]")
        if following.count() == 0:
            break
        following.click()
        pages += 1
    assert len(rows) == len(set(rows)) == total
    assert seen == [f"{name}.html"] + [f"{name}-{page}.html" for page in range(2, pages + 1)]
    shared_page.locator(".paging a[rel=prev]").click()
    assert shared_page.url.endswith(f"{name}.html" if pages == 2 else f"{name}-{pages - 1}.html")


def test_the_way_from_home_to_a_project(shared_page, large_site):
    shared_page.goto(large_site.url("index.html"))
    units = shared_page.locator("table.list").first.locator("tbody th a")
    assert sorted(units.all_inner_texts()) == sorted(sites.UNITS.values())
    years = shared_page.locator("table.list").last.locator("tbody th a")
    assert years.all_inner_texts() == ["2024年", "2023年"]
    years.last.click()
    assert shared_page.locator("h1").inner_text() == "2023年预算绩效目标"
    shared_page.locator("table.list tbody th a").first.click()
    assert shared_page.locator("h1").inner_text() in sites.UNITS.values()
    shared_page.locator("table.list tbody th a").first.click()
    assert shared_page.locator(".official").count() == 1
    shared_page.locator(".crumbs a").first.click()
    assert shared_page.url.endswith("/index.html")


def test_totals_of_units_years_and_lists_agree(shared_page, large_site):
    """Decimal sums: every column's total is the sum of its cells, in hundredths."""
    for path in ("2023/index.html", "2024/index.html", "2024/722001/index.html"):
        shared_page.goto(large_site.url(path))
        rows = shared_page.locator("table.list tbody tr").evaluate_all(
            "rows => rows.map(row => [...row.querySelectorAll('td.n')].map(cell => cell.textContent))")
        total = shared_page.locator("table.list tfoot td.n").all_inner_texts()
        for column, figure in enumerate(total):
            if "%" not in figure:
                cells = [round(float(row[column]) * 100) for row in rows]
                assert sum(cells) == round(float(figure) * 100), (path, column)


def test_another_year_and_a_withdrawn_project(shared_page, large_site):
    shared_page.goto(large_site.url("2024/721001/13030323P000000000000.html"))
    shared_page.locator("section[aria-labelledby=otheryears] a").click()
    assert shared_page.url.endswith("2023/721001/13030323P000000000000.html")
    shared_page.goto(large_site.url("2024/721001/13030324P000000009001.html"))
    text = shared_page.locator("main").inner_text()
    assert "已经撤下" in text and "误报，予以撤下" in text and "重复申报" in text


@pytest.mark.parametrize("width", [1280, 320])
def test_labels_of_charts_do_not_overlap(shared_page, large_site, width):
    shared_page.set_viewport_size({"width": width, "height": 800})
    for path, selector in [("2024/index.html", ".bars li"), ("2024/722001/index.html", ".bars li > *"),
                           ("2024/721001/13030323P000000000000.html", ".chart svg text, .chart .legend li")]:
        shared_page.goto(large_site.url(path))
        boxes = shared_page.locator(selector).evaluate_all(
            "parts => parts.map(part => part.getBoundingClientRect()).map(box => [box.x, box.y, box.right, box.bottom])")
        assert len(boxes) >= 3
        for index, (left, top, right, bottom) in enumerate(boxes):
            assert right <= width
            for other in boxes[index + 1 :]:
                apart = other[0] >= right - 1 or other[2] <= left + 1 or other[1] >= bottom - 4 or other[3] <= top + 4
                assert apart, (path, (left, top, right, bottom), other)
