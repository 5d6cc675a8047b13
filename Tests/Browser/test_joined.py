"""A province that joins three counties: what a county finds of its own, the province finds at the county's address."""

import random
import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe

import sites
from conftest import REPOSITORY, build, served

COUNTIES = {"甲县": "https://jia.example/", "乙区": "https://yi.example/budget/", "山海关区": "http://shanhaiguan.example/"}
SCHEMES = ["http", "file"]


@pytest.fixture(scope="module")
def counties(tmp_path_factory):
    """The built sites of three counties, by their names."""
    folder = tmp_path_factory.mktemp("counties")
    sites.large_site(folder / "甲县", projects=24)
    small = {name: text.replace("关城区", "乙区") for name, text in small_site().items()}
    sites.write(folder / "乙区", small)
    shutil.copytree(REPOSITORY / "content", folder / "山海关区/content")
    return {name: build(folder / name, folder / name / "public") for name in COUNTIES}


def small_site():
    """One unit with three projects, of which one has a name like markup."""
    files = {"index.md": sites.front_matter({"网站名称": "关城区公开"}),
             "2024/800001/index.md": sites.front_matter({"单位编码": "800001", "单位名称": "关城区水务局"})}
    for number, name in enumerate(["河道清淤费", "<b>水库</b>\"加固\"&'巡查'", "泵站电费"], start=1):
        fields = sites.project_fields(number, 2024) | {"项目名称": name, "资金用途": f"第{number}项水利工程"}
        files[f"2024/800001/{number}.md"] = sites.project(fields, sites.indicators(5))
    return files


@pytest.fixture(scope="module")
def province(counties, tmp_path_factory):
    folder = tmp_path_factory.mktemp("province")
    joined = "联合网站:\n"
    for name, address in COUNTIES.items():
        shutil.copytree(counties[name] / "data", folder / "sites" / name)
        joined += f"  - 名称: {name}\n    网址: {address}\n    数据: sites/{name}\n"
    own = {"单位编码": "100001", "单位名称": "省财政厅本级"}
    sites.write(folder, {
        "index.md": "---\n网站名称: 全省预算绩效目标公开\n" + joined + "---\n",
        "2024/100001/index.md": sites.front_matter(own),
        "2024/100001/1.md": sites.project(sites.project_fields(77, 2024), sites.indicators(4))})
    yield from served(build(folder, folder / "public"))


def paths(page, queries):
    """The addresses that each query finds, by the function that the search page itself uses."""
    return page.evaluate(
        """async queries => { const all = [];
           for (const query of queries) all.push((await gongkaiSearch(query)).map(result => result.path));
           return all; }""", queries)


def queries(county, chooser):
    """Parts of names, codes, targets and sentences of a county's pages, as its own downloads have them."""
    rows = [line.split(",") for name in ("projects", "indicators", "goals", "extras") if (county / f"data/{name}.csv").exists()
            for line in (county / f"data/{name}.csv").read_text().splitlines()[1:]]
    cells = sorted({cell.strip('"') for row in rows for cell in row if len(cell) > 3 and "/" not in cell and '"' not in cell})
    for cell in chooser.sample(cells, min(60, len(cells))):
        start = chooser.randrange(len(cell) - 2)
        yield cell[start:start + chooser.randint(2, 8)]


@pytest.mark.parametrize("name", COUNTIES)
def test_finds_what_the_county_finds(counties, province, page, name):
    asked = [query for query in queries(counties[name], random.Random(name)) if len(query.strip()) > 1]
    page.goto((counties[name] / "search.html").as_uri())
    wanted = paths(page, asked)
    page.goto(province.url("search.html"))
    found = paths(page, asked)
    assert sum(map(len, wanted)) > 100
    for query, own, all_found in zip(asked, wanted, found):
        there = {path.removeprefix(COUNTIES[name]) for path in all_found if path.startswith(COUNTIES[name])}
        # Other names (别名) and files beside a document are in no download; plain pages are the county's own affair.
        missing = {path for path in own if path.count("/") == 2} - there
        assert not missing, (query, missing)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_result_tells_its_site_and_leads_there(province, page, scheme):
    page.goto((province.url if scheme == "http" else province.file_url)("search.html") + "?q=水库")
    result = page.locator("ol.found > li").first
    assert result.locator("h2").inner_text() == "<b>水库</b>\"加固\"&'巡查'"
    assert result.locator(".site").inner_text() == "乙区"
    link = result.locator("h2 a").get_attribute("href")
    assert link == COUNTIES["乙区"] + "2024/800001/" + sites.project_fields(2, 2024)["项目编码"] + ".html"
    anchor = page.evaluate("async () => (await gongkaiSearch('水库')).length")
    assert anchor == 1


def test_the_name_of_a_site_finds_all_that_it_has(counties, province, page):
    page.goto(province.url("search.html"))
    (found,) = paths(page, ["山海关区"])
    wanted = {COUNTIES["山海关区"] + path.relative_to(counties["山海关区"]).as_posix()
              for path in (counties["山海关区"] / "2022").rglob("*.html") if path.parent.name != "2022"}
    assert wanted <= set(found)


def test_search_and_lists_filter_by_site(province, page):
    page.goto(province.url("search.html") + "?q=数量指标")
    page.wait_for_selector("#filter-site")
    page.select_option("#filter-site", "乙区")
    page.wait_for_function("() => [...document.querySelectorAll('ol.found > li')].every(row => row.querySelector('.site')?.textContent === '乙区')")
    page.goto(province.url("projects.html"))
    page.wait_for_selector("#filter-site")
    static = page.eval_on_selector_all("table.list tbody th a", "links => links.map(link => link.href)")
    page.select_option("#filter-sort", "code")
    page.wait_for_function("() => document.querySelectorAll('table.list tbody tr').length === 20")
    page.select_option("#filter-sort", "")
    page.hover(".filters")
    page.wait_for_function("() => document.querySelectorAll('#filter-site option').length > 4")
    page.select_option("#filter-site", "山海关区")
    page.wait_for_function("() => document.querySelector('table.list caption').textContent.includes('4 个项目')")
    rows = page.eval_on_selector_all("table.list tbody th a", "links => links.map(link => link.href)")
    assert rows == [link for link in static if link.startswith(COUNTIES["山海关区"])]
    assert page.locator("table.list tbody .site").all_inner_texts() == ["山海关区"] * 4


def test_rows_of_joined_indicators_lead_to_the_row_of_the_form(counties, province, page):
    page.goto(province.url("indicators.html") + "?site=" + "山海关区")
    page.wait_for_function("() => document.querySelectorAll('table.list tbody tr').length === 20")
    link = page.locator("table.list tbody th a").nth(3).get_attribute("href")
    path, anchor = link.removeprefix(COUNTIES["山海关区"]).split("#")
    page.goto((counties["山海关区"] / path).as_uri())
    assert page.locator(f"#{anchor}").count() == 1


@pytest.mark.parametrize("path", ["joined.html", "index.html", "projects.html"])
@pytest.mark.parametrize("width", [1280, 320])
def test_accessible(province, browser, path, width):
    context = browser.new_context(viewport={"width": width, "height": 800}, bypass_csp=True)
    page = context.new_page()
    page.goto(province.url(path))
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
