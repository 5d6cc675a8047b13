"""The workbooks, read with openpyxl and pandas, and converted by LibreOffice."""

import subprocess
import zipfile
from decimal import Decimal

import lxml.html
import openpyxl
import pandas

import rich
import tables
from tables import TITLES, path, rows


def workbooks(site):
    return sorted(site.rglob("*.xlsx"))


def resolved(cell):
    """A text with OOXML's escape of `_` resolved, as Excel and LibreOffice show it; openpyxl does it at times."""
    return cell.replace("_x005F_", "_") if isinstance(cell, str) else cell


def expected(site, name, year):
    """The rows of a table as Excel's cells: texts, numbers, None."""
    numbers = tables.number_columns(site, name)
    return [[None if value == "" else Decimal(value) if key in numbers else value for key, value in row.items()]
            for row in rows(site, name, year)]


def test_sheets_hold_the_rows_of_the_tables(site):
    for year in tables.years(site):
        book = openpyxl.load_workbook(path(site, "disclosure", year, ".xlsx"), read_only=True)
        with_rows = [name for name in tables.tables(site) if rows(site, name, year)]
        assert book.sheetnames == ["说明"] + [TITLES[name] for name in with_rows]
        for name in with_rows:
            _, *found = book[TITLES[name]].iter_rows(values_only=True)
            for row, wanted in zip(found, expected(site, name, year), strict=True):
                assert len(row) == len(wanted)
                for cell, value in zip(row, wanted):
                    if isinstance(value, Decimal):
                        assert not isinstance(cell, str) and Decimal(str(cell)) == value
                    elif value is not None and len(value) > 32_767:
                        assert cell.startswith(value[:30_000]) and "未完" in cell and len(cell) <= 32_767
                    else:
                        assert (cell and resolved(cell)) == value


def test_codes_are_texts_and_amounts_have_two_decimals(odd):
    sheet = openpyxl.load_workbook(odd / "2024/0721001/0721001-2024.xlsx")["项目"]
    heading = [cell.value for cell in sheet[1]]
    first, second = sheet[2], sheet[3]
    cell = lambda row, title: row[heading.index(title)]  # noqa: E731
    for row, code in ((first, "0013030324P1"), (second, "13030322P003970100139")):
        assert (cell(row, "项目编码").value, cell(row, "项目编码").data_type, cell(row, "项目编码").number_format) == (code, "s", "@")
        assert cell(row, "单位编码").value == "0721001"
    amount = cell(first, "预算数")
    assert (amount.value, amount.data_type, amount.number_format) == (0.4, "n", "0.00")
    assert cell(first, "预算数（原文）").value == "0.40"
    assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref == f"A1:{cell(first, '网页').column_letter}3"


def test_no_cell_is_a_formula(odd):
    for file in workbooks(odd):
        for sheet in openpyxl.load_workbook(file):
            assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def test_the_form_is_as_it_was_filed(seed):
    book = openpyxl.load_workbook(seed / "2022/721001/721001-2022.xlsx")
    assert [name for name in book.sheetnames if name.startswith("原表")] == [
        "原表1 车辆保险费", "原表2 “中华诗词之乡”2022年复查经费", "原表3 《山海风》工作经费", "原表4 涉军公益岗续聘经费"]
    sheet = book["原表1 车辆保险费"]
    values = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert values[0][0] == "721001文联部门山海关区文学艺术界联合会本级" and values[0][5] == "单位：万元"
    assert values[1][:5] == ["项目编码", "13030322P003970100139", None, "项目名称", "车辆保险费"]
    assert values[2] == ["预算规模及资金用途", "预算数", "0.40", "其中：财政资金", "0.40", "其他资金", None]
    assert values[3][1] == "公务用车保险费"
    assert values[4] == ["资金支出计划（%）", "3月底", "6月底", "10月底", "12月底", None, None]
    assert values[5][1:5] == ["25%", "50%", "75%", "100%"]
    assert values[6][:2] == ["绩效目标", "1.保障公务用车保险费用，保障公务用车正常运转。"]
    assert values[7][:6] == ["一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据"]
    assert values[8][:6] == ["产出指标", "数量指标", "出车次数", "出车次数及时登记公车系统", "次", "年度工作计划"]
    merged = {str(area) for area in sheet.merged_cells.ranges}
    assert {"A3:A4", "A5:A6", "A9:A12", "A13:A16", "B4:G4", "B7:G7"} <= merged


def test_no_line_of_a_form_is_drawn_over_another(seed, tmp_path):
    """As LibreOffice prints it, which does not fit rows to their text."""
    book = openpyxl.load_workbook(seed / "2022/721001/721001-2022.xlsx")
    for name in book.sheetnames:
        if not name.startswith("原表"):
            del book[name]
    book.save(tmp_path / "forms.xlsx")
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "pdf",
         "--outdir", str(tmp_path), str(tmp_path / "forms.xlsx")], check=True, capture_output=True, timeout=240)
    boxes = subprocess.run(["pdftotext", "-bbox-layout", str(tmp_path / "forms.pdf"), "-"], check=True, capture_output=True)
    lines = 0
    for page in lxml.html.fromstring(boxes.stdout.decode()).iter("page"):
        words = [[float(word.get(side)) for side in ("xmin", "ymin", "xmax", "ymax")] + [word.text] for word in page.iter("word")]
        lines += len(words)
        for index, (left, top, right, bottom, text) in enumerate(words):
            for other in words[index + 1:]:
                width = min(right, other[2]) - max(left, other[0])
                height = min(bottom, other[3]) - max(top, other[1])
                assert width < 2 or height < (bottom - top) / 3, (text, other[4])
    assert lines > 100


def test_what_excel_cannot_hold_is_said(odd):
    book = openpyxl.load_workbook(odd / "2024/0721001/0721001-2024.xlsx")
    remarks = [cell.value for row in book["说明"].iter_rows() for cell in row if cell.value]
    assert any("超过 32767 个字" in remark for remark in remarks)
    assert all(len(name) <= 31 for name in book.sheetnames)
    form = book["原表2 车辆保险费"]
    assert any("未完" in str(cell.value) and len(cell.value) <= 32_767 for row in form.iter_rows() for cell in row)


def test_pandas_reads_every_sheet(small_site):
    for file in workbooks(small_site):
        for name, sheet in pandas.read_excel(file, sheet_name=None, dtype=str).items():
            assert len(sheet) > 0, (file, name)


def cells(file):
    """Every cell that says something, by sheet and place: its value, and how numbers are shown."""
    return {(sheet.title, cell.coordinate): (
        resolved(cell.value), cell.data_type, cell.number_format)
        for sheet in openpyxl.load_workbook(file) for row in sheet.iter_rows() for cell in row if cell.value is not None}


def test_libreoffice_opens_them_and_converts_them_back_to_the_same_cells(small_site, tmp_path):
    files = {file.stem: file for file in workbooks(small_site)}
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "xlsx",
         "--outdir", str(tmp_path), *map(str, files.values())], check=True, capture_output=True, timeout=240)
    for name, file in files.items():
        before, after = cells(file), cells(tmp_path / f"{name}.xlsx")
        assert before.keys() == after.keys()
        assert [(place, cell, after[place]) for place, cell in before.items() if cell != after[place]] == []


def test_a_workbook_holds_no_time_of_its_making(seed):
    for file in workbooks(seed):
        with zipfile.ZipFile(file) as archive:
            assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert openpyxl.load_workbook(file).properties.created.isoformat() == "1980-01-01T00:00:00"


def test_formulas_of_authors_are_texts_in_names_of_sheets_too(odd):
    assert "原表1 =1+1项目" in openpyxl.load_workbook(odd / "2024/0721001/0721001-2024.xlsx").sheetnames
    assert rich.FORMULAS
