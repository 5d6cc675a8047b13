"""Printed on A4 a project page is the form as it was filed."""

import subprocess

import pytest

import seed
from seed import stripped

HEADING = "一级指标二级指标三级指标绩效指标描述指标值指标值确定依据"


def printed(page, url, folder):
    """The PDF of a page, and the text of each of its sheets without white space."""
    page.goto(url)
    pdf = folder / "page.pdf"
    page.pdf(path=pdf, prefer_css_page_size=True)
    text = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True).stdout
    return pdf, [stripped(sheet) for sheet in text.split("\f")[:-1]]


def rows_of(page):
    return [[stripped(cell) for cell in row] for row in page.locator(".official tr").evaluate_all(
        "rows => rows.map(row => [...row.cells].map(cell => cell.textContent))")]


def has_heading(sheet):
    """Whether a sheet has the header row; narrow columns may break a heading in two."""
    return all(heading in sheet for heading in ("一级指标", "二级指标", "三级指标", "绩效指标描述"))


@pytest.mark.parametrize("code", seed.CODES)
def test_a_project_is_one_or_two_sheets_with_every_row(shared_page, seed_site, tmp_path, code):
    pdf, sheets = printed(shared_page, seed_site.url(f"2022/721001/{code}.html"), tmp_path)
    assert 1 <= len(sheets) <= 2
    assert code in sheets[0] and has_heading(sheets[0])
    size = subprocess.run(["pdfinfo", pdf], capture_output=True, text=True, check=True).stdout
    assert "A4" in size
    # A cell that is broken over lines is mixed with its neighbours in the PDF's text: count its characters.
    everything = "".join(sheets)
    rows = rows_of(shared_page)
    assert len(rows) == (13 if code == seed.CODES[2] else 16)
    for cell in {cell for row in rows for cell in row if len(cell) <= 6}:
        assert cell in everything, cell
    form = seed.FORMS[seed.CODES.index(code)]
    for character in set(form):
        assert everything.count(character) >= form.count(character), character


def test_navigation_and_charts_are_not_printed(shared_page, seed_site, tmp_path):
    _, sheets = printed(shared_page, seed_site.url(f"2022/721001/{seed.CODES[0]}.html"), tmp_path)
    title = "车辆保险费绩效目标表"
    assert sorted("".join(sheets)) == sorted(title + seed.FORMS[0])


def test_a_merged_cell_taller_than_a_sheet_leaves_none_blank(shared_page, tall_site, tmp_path):
    _, sheets = printed(shared_page, tall_site.url("2024/721001/13030324P000000000001.html"), tmp_path)
    assert len(sheets) >= 2
    counts = [sum(f"第{number}项" in sheet for number in range(1, 41)) for sheet in sheets]
    assert sum(counts) == 40 and min(counts) >= 5, counts
    assert all(has_heading(sheet) for sheet in sheets)


def test_a_sum_is_printed_once(shared_page, large_site, tmp_path):
    _, sheets = printed(shared_page, large_site.url("2023/721001/index.html"), tmp_path)
    tables = [sheet for sheet in sheets if "其中量化" in sheet]
    assert len(tables) > 1, "the table of projects is on one sheet"
    assert [sheet.count("合计") for sheet in tables] == [0] * (len(tables) - 1) + [1]


def test_a_filtered_list_says_what_was_chosen_and_that_there_is_more(page, large_site, tmp_path):
    page.goto(large_site.url("projects.html") + "?year=2024&sort=most")
    page.wait_for_selector("[role=status]:has-text('符合条件')")
    text = text_of_pdf(page, tmp_path)
    assert "2024（125）" in text and "金额从大到小" in text and "没有打印；要打印全部" in text
    page.goto(large_site.url("search.html") + "?q=全科示范")
    page.wait_for_selector("ol.found li")
    page.wait_for_selector("[role=status]:has-text('找到')")
    text = text_of_pdf(page, tmp_path)
    assert text.startswith("全科示范") and "找到1个结果" in text and "没有打印" not in text
    for path in ("search.html", "index.html"):
        page.goto(large_site.url(path))
        page.wait_for_timeout(200)
        assert "如诗词之乡" not in text_of_pdf(page, tmp_path)
    page.goto(large_site.url("search.html") + "?q=全科示范")
    page.wait_for_selector("ol.found li")
    # What the search marks is no part of the form.
    page.click("ol.found a")
    page.wait_for_selector(".official mark")
    page.emulate_media(media="print")
    looks = page.locator("mark").first.evaluate("mark => [getComputedStyle(mark).boxShadow, getComputedStyle(mark).backgroundColor]")
    assert looks == ["none", "rgb(255, 255, 255)"]


def text_of_pdf(page, folder):
    page.pdf(path=folder / "page.pdf", prefer_css_page_size=True)
    text = subprocess.run(["pdftotext", folder / "page.pdf", "-"], capture_output=True, text=True, check=True).stdout
    return stripped(text)
