"""What Word and Excel show is what is read; what they hide, or this program cannot read, is told."""

import csv
import os
import subprocess
import zipfile

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl import Workbook
from openpyxl.comments import Comment

from conftest import REPOSITORY

CODE = "13030322P003970100139"
ROWS = [["2022年项目绩效目标表"], ["单位：万元"], ["721001区文联"], ["项目编码", CODE, "项目名称", "车辆"],
        ["预算数", "0.40", "绩效目标", "保障用车"], ["一级指标", "二级指标", "三级指标", "指标值"], ["产出指标", "数量指标", "次数", "≥1次"]]
TARGET = "D7"


def workbook():
    book = Workbook()
    for row in ROWS:
        book.active.append(row)
    return book


def word():
    """The same as a table, and its cells by row and column."""
    document = Document()
    for row in ROWS[:3]:
        document.add_paragraph(row[0])
    table = document.add_table(rows=4, cols=4)
    for row, texts in enumerate(ROWS[3:]):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    return document, table


def picture():
    return next((REPOSITORY / "docs/screenshots").glob("*.png"))


def read(site, document, name):
    document.save(site.root / name)
    output = site.run("import", name)
    text = next(text for path, text in site.files("content/2022").items() if path.endswith("车辆.md")).decode()
    return output, text


def shown(site, value, code):
    book = workbook()
    cell = book.active[TARGET]
    cell.value, cell.number_format = value, code
    output, text = read(site, book, "a.xlsx")
    return output, text.rstrip().rsplit("|", 2)[1].strip()


# MARK: Numbers

FORMATS = ["0", "0.00", "#,##0", "#,##0.00", "0%", "0.00%", "0.0E+00", "#.##", "000000", "0,", "#,##0.0,", '0\\.0,"万元"',
           '"≥"0"%"', "0次", '"约"0"左右"', "0.00_);[Red]\\(0.00\\)", '0.00;-0.00;"零"', '[>=100]0"大";0.0"小"', "[$¥-804]#,##0.00",
           "000-0000", "#,##0.0#", "yyyy/m/d", 'yyyy"年"m"月"d"日"', "yy.mm", 'm"月"d"日"', "[h]:mm", "yyyy/m/d h:mm", "aaaa",
           '[DBNum1][$-804]yyyy"年"m"月"d"日"']
NUMBERS = [61, 95.4, 99.995, 101.005, 1234.5, 12345, 44602.25]


def test_numbers_are_read_as_libreoffice_shows_them(site):
    book = Workbook()
    pairs = [(code, number) for code in FORMATS for number in NUMBERS]
    for row, (code, number) in enumerate(pairs, start=1):
        book.active.cell(row, 1).value = f"第{row}行"
        cell = book.active.cell(row, 2)
        cell.value, cell.number_format = number, code
    book.save(site.root / "a.xlsx")
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{site.root}/profile", "--convert-to",
         "csv:Text - txt - csv (StarCalc):44,34,76,1,,2052,false,true", "a.xlsx"],
        cwd=site.root, check=True, capture_output=True, timeout=240, env={**os.environ, "LC_ALL": "zh_CN.UTF-8"})
    with open(site.root / "a.csv", encoding="utf-8", newline="") as file:
        by_libreoffice = {name: text.strip() for name, text in csv.reader(file)}
    output = site.run("import", "a.xlsx")
    assert "不能照 Excel 的样子" not in output
    page = next(text for path, text in site.files().items() if path != "index.md").decode()
    rows = [[cell.strip() for cell in line.split(" | ")] for line in page.splitlines() if "第" in line and line.startswith("|")]
    read = {name.strip("| "): text.strip(" |").replace("\\", "") for name, text in rows}
    assert len(read) == len(pairs)
    others = [(pairs[int(name[1:-1]) - 1], text, by_libreoffice[name]) for name, text in read.items() if text != by_libreoffice[name]]
    assert others == []


@pytest.mark.parametrize("value, code, text", [
    (10.125, "0.00", "10.13"), (2.5, "0", "3"), (0.125, "0%", "13%"), (-5, "0.00_);(0.00)", "(5.00)"), ("95%", '"≥"@', "≥95%")])
def test_a_number_is_read_as_excel_shows_it(site, value, code, text):
    assert shown(site, value, code)[1] == text


def test_a_number_that_cannot_be_shown_is_told(site):
    output, text = shown(site, 0.5, "# ?/?")
    assert text == "0.5" and "Sheet!D7 的数字格式（# ?/?）本程序不能照 Excel 的样子显示" in output


def test_a_cell_that_excel_hides_is_told(site):
    output, text = shown(site, "秘密", ";;;")
    assert text == "" and "Sheet!D7 有内容，但数字格式让它不显示" in output


def test_a_zero_that_excel_shows_as_a_dash_is_a_dash(site):
    book = workbook()
    sheet = book.active
    sheet.insert_rows(6)
    for column, text in enumerate(["财政资金", "0.40", "其他资金", 0], start=1):
        sheet.cell(6, column).value = text
    sheet.cell(6, 4).number_format = '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '
    output, text = read(site, book, "a.xlsx")
    assert "其他资金（原表）: '-'\n" in text and "草稿" not in text


# MARK: Beside the text

def test_hidden_rows_columns_comments_and_pictures_are_told(site):
    book = workbook()
    sheet = book.active
    sheet.row_dimensions[5].hidden = True
    sheet.column_dimensions["D"].hidden = True
    sheet["B5"].comment = Comment("张三：这个数要改", "张三")
    sheet.oddHeader.center.text = "&\"宋体\"内部资料"
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"
    book.create_sheet("底稿").append(["底稿里的字"])
    book["底稿"].sheet_state = "hidden"
    book.save(site.root / "a.xlsx")
    with zipfile.ZipFile(site.root / "a.xlsx", "a") as archive:
        archive.writestr("xl/media/image1.png", picture().read_bytes())
    output = site.run("import", "a.xlsx")
    text = (site.root / "content/2022/721001/车辆.md").read_text(encoding="utf-8")
    assert "工作表“Sheet”的第 5 行和 D 列是隐藏的，也读取了" in output and "工作簿里有 1 张图片，没有读取" in output
    assert "原件随页面公布，里面的隐藏的行或列、隐藏的工作表、批注，读者打开就能看到" in output
    report = (site.root / "导入报告.html").read_text(encoding="utf-8")
    assert "批注：张三：这个数要改" in report and "页眉或页脚：内部资料" in report and "第 &amp;P" not in report
    assert "预算数: 0.40\n" in text and "≥1次" in text


def run(text, properties="", extra=""):
    return parse_xml(f'<w:r {nsdecls("w")}><w:rPr>{properties}</w:rPr>{extra}<w:t xml:space="preserve">{text}</w:t></w:r>')


@pytest.fixture
def target():
    """A document, and the paragraph of the indicator's target value."""
    document, table = word()
    paragraph = table.cell(3, 3).paragraphs[0]
    for child in list(paragraph._p):
        paragraph._p.remove(child)
    return document, paragraph._p


def value(text):
    return text.rstrip().rsplit("|", 2)[1].strip()


def test_symbols_and_raised_characters_keep_their_meaning(site, target):
    document, paragraph = target
    paragraph.append(parse_xml(f'<w:r {nsdecls("w")}><w:sym w:font="Symbol" w:char="F0B3"/></w:r>'))
    paragraph.append(run("10m"))
    paragraph.append(run("2", '<w:vertAlign w:val="superscript"/>'))
    paragraph.append(run("\uf0a3", '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>'))
    paragraph.append(parse_xml(f'<w:r {nsdecls("w")}><w:sym w:font="Wingdings" w:char="F082"/></w:r>'))
    output, text = read(site, document, "a.docx")
    assert value(text) == "≥10m²≤②" and "不认识" not in output


def test_a_symbol_that_is_not_known_is_told(site, target):
    document, paragraph = target
    paragraph.append(parse_xml(f'<w:r {nsdecls("w")}><w:sym w:font="Webdings" w:char="F041"/></w:r>'))
    paragraph.append(run("甲", '<w:vertAlign w:val="superscript"/>'))
    output, text = read(site, document, "a.docx")
    assert value(text) == "□甲" and "字体 Webdings，F041" in output and "“甲”是上标" in output


def test_what_was_chosen_and_ticked_in_an_old_form_is_read(site, target):
    document, paragraph = target
    paragraph.append(parse_xml(
        f'<w:r {nsdecls("w")}><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="≥"/>'
        '<w:listEntry w:val="≤"/></w:ddList></w:ffData></w:fldChar></w:r>'))
    paragraph.append(run("3天"))
    for state in ('<w:default w:val="0"/><w:checked/>', '<w:default w:val="0"/>'):
        paragraph.append(parse_xml(
            f'<w:r {nsdecls("w")}><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:sizeAuto/>{state}</w:checkBox>'
            '</w:ffData></w:fldChar></w:r>'))
    assert value(read(site, document, "a.docx")[1]) == "≤3天☑□"


def test_a_prompt_that_was_not_filled_in_is_no_text(site, target):
    document, paragraph = target
    paragraph.append(run("3天"))
    paragraph.append(parse_xml(
        f'<w:sdt {nsdecls("w")}><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>单击此处输入文字</w:t></w:r></w:sdtContent></w:sdt>'))
    paragraph.append(parse_xml(
        f'<w:sdt {nsdecls("w")}><w:sdtPr/><w:sdtContent><w:r><w:t>以内</w:t></w:r></w:sdtContent></w:sdt>'))
    assert value(read(site, document, "a.docx")[1]) == "3天以内"
    assert "没有填写的提示：单击此处输入文字" in (site.root / "导入报告.html").read_text(encoding="utf-8")


def test_hidden_text_and_earlier_properties_are_not_read(site, target):
    document, paragraph = target
    paragraph.append(run("3天"))
    paragraph.append(run("（内部掌握）", "<w:vanish/>"))
    paragraph.append(run("以内", '<w:rPrChange w:id="1" w:author="甲"><w:rPr><w:vanish/></w:rPr></w:rPrChange>'))
    paragraph.append(run("！", '<w:vanish w:val="0"/>'))
    output, text = read(site, document, "a.docx")
    assert value(text) == "3天以内！" and "内部掌握" not in text
    assert "里面的隐藏的文字，读者打开就能看到" in output
    assert "隐藏的文字：（内部掌握）" in (site.root / "导入报告.html").read_text(encoding="utf-8")


def test_what_a_cell_spanned_before_a_tracked_change_does_not_count(site, target):
    document, paragraph = target
    paragraph.append(run("3天"))
    paragraph.getparent().get_or_add_tcPr().append(parse_xml(
        f'<w:tcPrChange {nsdecls("w")} w:id="1" w:author="甲"><w:tcPr><w:gridSpan w:val="3"/><w:vMerge/></w:tcPr></w:tcPrChange>'))
    assert value(read(site, document, "a.docx")[1]) == "3天"


def test_headers_pictures_equations_and_inserted_files_are_told(site, target):
    document, paragraph = target
    paragraph.append(run("3天"))
    document.sections[0].header.paragraphs[0].text = "内部资料"
    document.sections[0].footer.paragraphs[0].text = "— 3 —"
    document.add_picture(str(picture()))
    document.add_paragraph()._p.append(parse_xml(
        f'<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>a+b</m:t></m:r></m:oMath>'))
    document.element.body.append(parse_xml(f'<w:altChunk {nsdecls("w")}/>'))
    output, _ = read(site, document, "a.docx")
    assert "1 张图片，没有读取" in output and "1 处从别的文件插入的内容，没有读取" in output and "有公式，读成了连着写的字符" in output
    report = (site.root / "导入报告.html").read_text(encoding="utf-8")
    assert "页眉：内部资料" in report and "— 3 —" not in report


def test_a_small_table_in_a_cell_is_text_of_that_cell(site, target):
    document, paragraph = target
    paragraph.append(run("其中："))
    cell = paragraph.getparent()
    rows = "".join(
        "<w:tr>" + "".join(f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in texts) + "</w:tr>"
        for texts in (("第一季度", "4期"), ("第二季度", "6期")))
    cell.append(parse_xml(f'<w:tbl {nsdecls("w")}><w:tblPr/><w:tblGrid/>{rows}</w:tbl>'))
    cell.append(parse_xml(f'<w:p {nsdecls("w")}/>'))
    output, text = read(site, document, "a.docx")
    assert value(text) == "其中：<br>第一季度 4期<br>第二季度 6期" and "全部文字都已收入" in output


# MARK: Numbering

LISTS = ["decimal", "upperRoman", "lowerRoman", "upperLetter", "lowerLetter", "decimalZero", "chineseCounting",
         "chineseCountingThousand", "chineseLegalSimplified", "decimalEnclosedCircle"]


def test_numbers_of_lists_are_read_as_libreoffice_shows_them(site):
    document = Document()
    numbering = document.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    for number, form in enumerate(LISTS):
        numbering.append(parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
            '<w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'))
    overrides = {
        "90": '<w:startOverride w:val="5"/>',
        "91": '<w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="(%1)"/></w:lvl>'}
    for number in range(len(LISTS)):
        numbering.append(parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{number + 1}"><w:abstractNumId w:val="{number}"/></w:num>'))
    for number, override in overrides.items():
        numbering.append(parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">{override}'
            '</w:lvlOverride></w:num>'))
    # A style that is numbered by the one that it is based on.
    document.styles.element.append(parse_xml(
        f'<w:style {nsdecls("w")} w:type="paragraph" w:styleId="Above"><w:name w:val="Above"/><w:pPr><w:numPr><w:numId w:val="2"/>'
        '</w:numPr></w:pPr></w:style>'))
    document.styles.element.append(parse_xml(
        f'<w:style {nsdecls("w")} w:type="paragraph" w:styleId="Below"><w:name w:val="Below"/><w:basedOn w:val="Above"/></w:style>'))
    document.add_paragraph("一份清单")
    texts = 0

    def add(number):
        nonlocal texts
        texts += 1
        paragraph = document.add_paragraph(f"条{texts}")
        paragraph._p.get_or_add_pPr().append(parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'))

    for number in range(len(LISTS)):
        for _ in range(20):
            add(number + 1)
    for number in (90, 90, 1, 91, 91, 90):
        add(number)
    for _ in range(2):
        texts += 1
        document.add_paragraph(f"条{texts}", style="Below")
    document.save(site.root / "a.docx")
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{site.root}/profile", "--convert-to", "txt:Text (encoded):UTF8",
         "a.docx"], cwd=site.root, check=True, capture_output=True, timeout=240)
    lines = (site.root / "a.txt").read_text(encoding="utf-8-sig").splitlines()
    by_libreoffice = ["".join(line.split()) for line in lines if "条" in line]
    site.run("import", "a.docx")
    page = next(text for path, text in site.files().items() if path != "index.md").decode()
    read = [line.lstrip("# ").replace("\\", "") for line in page.splitlines() if "条" in line]
    assert len(read) == texts and read == by_libreoffice


def test_an_open_document_is_read_by_libreoffice(site):
    word()[0].save(site.root / "a.docx")
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{site.root}/profile", "--convert-to", "odt", "a.docx"],
        cwd=site.root, check=True, capture_output=True, timeout=240)
    output = site.run("import", "a.odt")
    assert "OpenDocument 文件，先由 LibreOffice 转换" in output and "全部文字都已收入" in output
    assert "| ≥1次 |" in (site.root / "content/2022/721001/车辆.md").read_text(encoding="utf-8")


def test_a_table_of_commas_is_refused(site):
    (site.root / "a.csv").write_text("项目编码,项目名称\n", encoding="utf-8")
    assert "设为“文本”格式，另存为 .xlsx" in site.run("import", "a.csv", code=1)


# MARK: What is not shown, once more

def test_deleted_and_hidden_runs_leave_nothing(site, target):
    document, paragraph = target
    symbol = '<w:sym w:font="Symbol" w:char="{}"/>'
    paragraph.append(parse_xml(
        f'<w:del {nsdecls("w")} w:id="1" w:author="甲"><w:r>{symbol.format("F0A3")}<w:tab/><w:br/><w:noBreakHyphen/></w:r></w:del>'))
    paragraph.append(parse_xml(
        f'<w:ins {nsdecls("w")} w:id="2" w:author="甲"><w:r>{symbol.format("F0B3")}</w:r></w:ins>'))
    paragraph.append(run("1次", ""))
    paragraph.append(parse_xml(f'<w:r {nsdecls("w")}><w:rPr><w:vanish/></w:rPr>{symbol.format("F0A3")}<w:br/></w:r>'))
    assert value(read(site, document, "a.docx")[1]) == "≥1次"


@pytest.mark.parametrize("kind", ["character", "paragraph", "based"])
def test_text_that_a_style_hides_is_left_out(site, target, kind):
    document, paragraph = target
    parent = "paragraph" if kind == "paragraph" else "character"
    document.styles.element.append(parse_xml(
        f'<w:style {nsdecls("w")} w:type="{parent}" w:styleId="Hid"><w:name w:val="Hid"/><w:rPr><w:vanish/></w:rPr></w:style>'))
    document.styles.element.append(parse_xml(
        f'<w:style {nsdecls("w")} w:type="{parent}" w:styleId="Hid2"><w:name w:val="Hid2"/><w:basedOn w:val="Hid"/></w:style>'))
    if kind == "paragraph":
        paragraph.insert(0, parse_xml(f'<w:pPr {nsdecls("w")}><w:pStyle w:val="Hid2"/></w:pPr>'))
        paragraph.append(run("3天", '<w:vanish w:val="0"/>'))
        paragraph.append(run("（内部）"))
    else:
        paragraph.append(run("3天"))
        paragraph.append(run("（内部）", f'<w:rStyle w:val="{"Hid" if kind == "character" else "Hid2"}"/>'))
    output, text = read(site, document, "a.docx")
    assert value(text) == "3天" and "内部" not in text and "隐藏的文字" in output


def test_a_deleted_end_of_a_paragraph_joins_two(site, target):
    document, paragraph = target
    paragraph.insert(0, parse_xml(
        f'<w:pPr {nsdecls("w")}><w:rPr><w:del w:id="1" w:author="甲"/></w:rPr></w:pPr>'))
    paragraph.append(run("1"))
    paragraph.addnext(parse_xml(f'<w:p {nsdecls("w")}><w:r><w:t>2次</w:t></w:r></w:p>'))
    output, text = read(site, document, "a.docx")
    assert value(text) == "12次" and "修订" in output


@pytest.mark.parametrize("place", ["table", "end"])
def test_a_deleted_end_with_nothing_behind_it_loses_no_text(site, place):
    document, table = word()
    paragraph = document.add_paragraph("附注：以上金额均为预算安排。")
    if place == "table":
        table._tbl.addprevious(paragraph._p)
    paragraph._p.get_or_add_pPr().append(parse_xml(
        f'<w:rPr {nsdecls("w")}><w:del w:id="1" w:author="甲"/></w:rPr>'))
    output, text = read(site, document, "a.docx")
    everything = "".join(text.decode() for path, text in site.files("content/2022").items() if path.endswith(".md"))
    assert "以上金额均为预算安排。" in everything and "全部文字都已收入" in output


def test_a_deleted_cell_is_blank(site, target):
    document, paragraph = target
    paragraph.append(run("3天"))
    paragraph.getparent().get_or_add_tcPr().append(parse_xml(f'<w:cellDel {nsdecls("w")} w:id="1" w:author="甲"/>'))
    output, text = read(site, document, "a.docx")
    assert value(text) == "" and "修订" in output


@pytest.mark.parametrize("around", ["paragraph", "cell"])
def test_a_prompt_around_paragraphs_or_cells_is_no_text(site, target, around):
    document, paragraph = target
    paragraph.append(run("单击此处输入文字"))
    inner = paragraph if around == "paragraph" else paragraph.getparent()
    control = parse_xml(f'<w:sdt {nsdecls("w")}><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent/></w:sdt>')
    inner.addprevious(control)
    control[1].append(inner)
    if around == "paragraph":
        control.addnext(parse_xml(f'<w:p {nsdecls("w")}/>'))
    output, text = read(site, document, "a.docx")
    assert value(text) == "" and "全部文字都已收入" in output
    assert "没有填写的提示：单击此处输入文字" in (site.root / "导入报告.html").read_text(encoding="utf-8")


def test_a_number_alone_in_a_cell_is_read(site, target):
    document, paragraph = target
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77"><w:lvl w:ilvl="0"><w:start w:val="4"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1期"/></w:lvl></w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    paragraph.append(parse_xml(
        f'<w:pPr {nsdecls("w")}><w:numPr><w:ilvl w:val="0"/><w:numId w:val="77"/></w:numPr></w:pPr>'))
    assert value(read(site, document, "a.docx")[1]) == "4期"


def test_what_merged_cells_cover_is_listed(site):
    book = workbook()
    book.active["B9"] = "上面的"
    book.active["C9"] = "被盖住的"
    book.active.merge_cells("B9:D9")
    book.active._cells[9, 3] = book.active["E9"].__class__(book.active, row=9, column=3, value="被盖住的")
    read(site, book, "a.xlsx")
    assert "合并单元格里看不见的文字：被盖住的" in (site.root / "导入报告.html").read_text(encoding="utf-8")


def altered(site, change, part="xl/worksheets/sheet1.xml"):
    """The workbook with one of its parts changed."""
    workbook().save(site.root / "b.xlsx")
    with zipfile.ZipFile(site.root / "b.xlsx") as old, zipfile.ZipFile(site.root / "a.xlsx", "w") as new:
        for name in old.namelist():
            text = old.read(name)
            new.writestr(name, change(text.decode()) if name == part else text)
    site.run("import", "a.xlsx")
    return (site.root / "content/2022/721001/车辆.md").read_text(encoding="utf-8")


def test_rows_are_read_by_their_numbers(site):
    expected = altered(site, lambda text: text)

    def swapped(text):
        start, end = text.index('<row r="1"'), text.index("</sheetData>")
        rows = text[start:end].split("</row>")[:-1]
        return text[:start] + "".join(row + "</row>" for row in reversed(rows)) + text[end:]

    assert altered(site, swapped) == expected
    assert altered(site, lambda text: text.replace('<row r="1"', '<row r="-5"').replace('<row r="2"', '<row')) == expected
    huge = altered(site, lambda text: text.replace('<row r="7"', '<row r="9223372036854775807"') + "")
    assert huge == expected


def test_odd_numbers_in_documents_do_no_harm(site, target):
    document, paragraph = target
    paragraph.append(run("3天"))
    paragraph.insert(0, parse_xml(f'<w:pPr {nsdecls("w")}><w:outlineLvl w:val="-5"/></w:pPr>'))
    document.paragraphs[0]._p.get_or_add_pPr().append(parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="-5"/>'))
    assert value(read(site, document, "a.docx")[1]) == "3天"
    output, text = shown(site, 0.5, "ss.00000000000000000000")
    assert text == "0.5" and "不能照 Excel 的样子显示" in output


# MARK: Words of forms

def test_goals_of_this_year_are_known(site):
    book = workbook()
    sheet = book.active
    sheet["C5"], sheet["D5"] = None, None
    sheet.insert_rows(6, 2)
    for column, text in enumerate(["总体目标", "实施期目标", None, "本年度目标"], start=1):
        sheet.cell(6, column).value = text
    for column, text in enumerate([None, "三年办好", None, "今年办好"], start=1):
        sheet.cell(7, column).value = text
    output, text = read(site, book, "a.xlsx")
    assert "## 绩效目标\n\n今年办好\n" in text and "## 实施期目标\n\n三年办好\n" in text


def test_a_rate_with_its_sign_heads_a_column(site):
    book = workbook()
    sheet = book.active
    sheet.insert_rows(6, 2)
    for column, text in enumerate(["项目资金", "全年预算数", "全年执行数", "执行率%"], start=1):
        sheet.cell(6, column).value = text
    for column, text in enumerate(["年度资金总额", "0.40", "0.35", "87.5"], start=1):
        sheet.cell(7, column).value = text
    output, text = read(site, book, "a.xlsx")
    assert "| 年度资金总额 | 0.40 | 0.35 | 87.5 |" in text and "原表其他内容" not in text
