"""Units of one name: two offices of a year are two choices, and an office that got another code is one."""

import pytest
import sites
from conftest import build, served


def unit(code: str, name: str, department: str) -> str:
    return sites.front_matter({"单位编码": code, "单位名称": name, "部门名称": department}) + "\n## 总体绩效目标\n\n办好。\n"


def project(code: str) -> str:
    return sites.project({"项目编码": code, "项目名称": f"办公经费{code}", "预算数": "1"}, sites.indicators(2))


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    units = {"2023/101001": ("101001", "办公室", "教育局"), "2023/102001": ("102001", "办公室", "财政局"),
             "2023/103001": ("103001", "文联", "文联"), "2024/203001": ("203001", "文联", "文联")}
    files = {"index.md": sites.front_matter({"网站名称": "测试站"})}
    for number, (folder, texts) in enumerate(units.items()):
        files[f"{folder}/index.md"] = unit(*texts)
        files[f"{folder}/a.md"] = project(f"P{number}")
    root = sites.write(tmp_path_factory.mktemp("namesakes"), files)
    yield from served(build(root, root / "public"))


def choices(page) -> list[str]:
    page.focus("#filter-unit")
    return page.locator("#filter-unit option").all_inner_texts()


@pytest.mark.parametrize("address, each, row", [
    ("projects.html", 1, "table.list tbody tr"), ("indicators.html", 2, "table.list tbody tr"),
    ("search.html?q=办公经费", 1, "#results li:has(> h2)"),
])
def test_units_of_one_name_are_told_apart(site, page, address, each, row):
    page.goto(site.url(address))
    page.wait_for_selector("#filter-unit")
    page.focus("#filter-unit")
    page.locator("#filter-unit option").nth(3).wait_for(state="attached")
    assert choices(page) == [f"全部（{4 * each}）", f"文联（{2 * each}）", f"办公室（教育局 101001）（{each}）",
                             f"办公室（财政局 102001）（{each}）"]
    page.select_option("#filter-unit", "办公室（财政局 102001）")
    page.wait_for_function(f"() => document.querySelectorAll('{row}').length === {each}")
    assert "办公经费P1" in page.locator(row).first.inner_text()
    page.reload()
    page.wait_for_function(f"() => document.querySelectorAll('{row}').length === {each}")
    assert "办公经费P1" in page.locator(row).first.inner_text()
