"""Every data cell of the form has the headers that a reader with a screen reader needs. axe does not notice a table
without any header, so this walks every cell."""

import re

import pytest

import seed
from tables import READ, Table

INDICATOR_COLUMNS = ["一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据"]


def tables_of(page, selector: str) -> list[Table]:
    return [Table(rows) for rows in page.locator(selector).evaluate_all(f"tables => tables.map({READ})")]


def wrong_indicator_cells(table: Table) -> list[str]:
    """The data cells whose headers are not exactly their 一级, 二级, 三级 and column headings."""
    columns = [table.slots[x, 0].text for x in range(table.width)]
    wrong = []
    for cell in table.data():
        expected = {table.slots[x, cell.y].text for x in range(3)} | {columns[cell.x]}
        found = {header.text for header in table.headers_of(cell)}
        if found != expected or not all(table.slots[x, cell.y].header for x in range(3)):
            wrong.append(f"{cell.text}: {sorted(found)}, not {sorted(expected)}")
    return wrong if table.data() else ["no data cell"]


def labels(table: Table) -> list[tuple[str, set[str]]]:
    return [(cell.text, {header.text for header in table.headers_of(cell)}) for cell in table.data()]


@pytest.mark.parametrize("code", seed.CODES)
def test_indicator_cells_have_their_three_levels_and_column(shared_page, seed_site, code):
    shared_page.goto(seed_site.url(f"2022/721001/{code}.html"))
    table, = tables_of(shared_page, ".form.indicators")
    assert [table.slots[x, 0].text for x in range(table.width)] == INDICATOR_COLUMNS
    assert wrong_indicator_cells(table) == []


@pytest.mark.parametrize("code", seed.CODES)
def test_upper_cells_have_their_labels(shared_page, seed_site, code):
    shared_page.goto(seed_site.url(f"2022/721001/{code}.html"))
    head, plan = tables_of(shared_page, ".form.head, .form.plan")
    group = "预算规模及资金用途"
    expected = [{"项目编码"}, {"项目名称"}, {group, "预算数"}, {group, "其中：财政资金"}, {group, "其他资金"}, {group}]
    assert [found for _, found in labels(head)] == expected
    assert labels(head)[0][0] == code
    share = "资金支出计划（%）"
    assert labels(plan)[:4] == [
        ("25%", {share, "3月底"}), ("50%", {share, "6月底"}), ("75%", {share, "10月底"}), ("100%", {share, "12月底"})]
    assert [found for _, found in labels(plan)[4:]] == [{"绩效目标"}]


def test_more_funds_and_columns_than_the_seed_has(shared_page, large_site):
    shared_page.goto(large_site.url("2024/721001/13030323P000000000000.html"))
    head, = tables_of(shared_page, ".form.head")
    found = dict((min(names - {"预算规模及资金用途"}, default=""), text) for text, names in labels(head))
    assert (found["上年结转资金"], found["财政专户管理资金"]) == ("1.00", "0.50")
    table, = tables_of(shared_page, ".form.indicators")
    assert table.width == 8 and wrong_indicator_cells(table) == []


def test_every_list_has_headers(shared_page, large_site):
    """Cells of the other tables have the heading of their column and, where there is one, of their row."""
    for path in ("index.html", "2024/index.html", "2024/723001/index.html", "projects.html", "indicators.html"):
        shared_page.goto(large_site.url(path))
        tables = tables_of(shared_page, "table.list")
        assert tables
        for table in tables:
            for cell in table.data():
                assert {table.slots[0, cell.y].text, table.slots[cell.x, 0].text} - {""} == {
                    header.text for header in table.headers_of(cell)}, (path, cell)


def seed_table(page, seed_site, change=lambda html: html) -> Table:
    """The indicator table of the first project, after a change of its markup."""
    page.goto(seed_site.url(f"2022/721001/{seed.CODES[0]}.html"))
    html = change(page.locator(".form.indicators").evaluate("table => table.outerHTML"))
    page.set_content(html)
    return tables_of(page, "table")[0]


def test_the_check_fails_on_a_table_without_headers(shared_page, seed_site):
    table = seed_table(shared_page, seed_site, lambda html: re.sub(r"<(/?)th\b", r"<\1td", html))
    assert len(wrong_indicator_cells(table)) == len(table.data()) > 27


def test_the_check_fails_on_a_wrong_association(shared_page, seed_site):
    right = seed_table(shared_page, seed_site)
    assert wrong_indicator_cells(right) == []
    wrong = seed_table(shared_page, seed_site, lambda html: html.replace('headers="c4 a1', 'headers="c4 a2', 1))
    assert len(wrong_indicator_cells(wrong)) == 1
    missing = seed_table(shared_page, seed_site, lambda html: html.replace('id="a2"', 'id="zz"'))
    assert len(wrong_indicator_cells(missing)) == 12


def test_scopes_alone_would_give_the_same_headers(shared_page, seed_site):
    """Without its `headers` attributes the table still says the same, to programs that know scopes only."""
    table = seed_table(shared_page, seed_site, lambda html: re.sub(r' headers="[^"]*"', "", html))
    assert wrong_indicator_cells(table) == []
