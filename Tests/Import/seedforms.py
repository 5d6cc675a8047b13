"""The seed's document as a Word document with merged cells and as a workbook, made anew from its texts."""

import re

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from openpyxl import Workbook

from conftest import SEED
from forms import Grid

UNIT = "721001文联部门山海关区文学艺术界联合会本级"
BOOKMARK = re.compile(r"\[bookmark: ([^\]]*)\]")


def parts():
    """The paragraphs before the forms, and each form as its title and its rows of cells."""
    lines = SEED.read_text(encoding="utf-8").split("\n")
    titles = [number for number, line in enumerate(lines) if BOOKMARK.sub("", line).rstrip().endswith("绩效目标表")]
    forms = []
    for start, end in zip(titles, [*titles[1:], len(lines)]):
        cells = [line.strip() for line in lines[start + 1:end] if line.startswith("\t")]
        forms.append((BOOKMARK.sub("", lines[start]), cells))
    return lines[:titles[0]], forms


def grids(cells):
    """The two tables of a form, as they were before they were text."""
    head, goal = Grid(), cells.index("绩效目标")
    at = cells.index
    head.put(0, 0, cells[0], columns=4)
    head.put(0, 4, cells[1], columns=3)
    head.put(1, 0, "项目编码")
    head.put(1, 1, cells[at("项目编码") + 1], columns=2)
    head.put(1, 3, "项目名称")
    head.put(1, 4, cells[at("项目名称") + 1], columns=3)
    head.put(2, 0, "预算规模及资金用途", rows=2)
    funds = at("预算数")
    for column, text in enumerate(cells[funds:funds + 6]):
        head.put(2, 1 + column, text)
    purpose = next(text for text in cells[funds + 6:] if text)
    head.put(3, 1, purpose, columns=6)
    plan = at("资金支出计划（%）")
    head.put(4, 0, "资金支出计划（%）", rows=2)
    shares = [text for text in cells[plan + 5:goal] if text]
    for column in range(4):
        head.put(4, 1 + column, cells[plan + 1 + column], columns=3 if column == 3 else 1)
        head.put(5, 1 + column, shares[column], columns=3 if column == 3 else 1)
    head.put(6, 0, "绩效目标")
    head.put(6, 1, cells[goal + 1], columns=6)
    table, rest = Grid(), cells[at("一级指标"):]
    rows = [rest[start:start + 6] for start in range(0, len(rest), 6)]
    for column, heading in enumerate(rows[0]):
        table.put(0, column, heading)
    starts = [number for number, row in enumerate(rows) if row[0] and number]
    for start, end in zip(starts, [*starts[1:], len(rows)]):
        table.put(start, 0, rows[start][0], rows=end - start)
    for number, row in enumerate(rows[1:], start=1):
        for column, text in enumerate(row[1:], start=1):
            table.put(number, column, text)
    return head, table


def write_word(path):
    document = Document()
    prose, forms = parts()
    for line in prose:
        paragraph = document.add_paragraph()
        for number, name in enumerate(BOOKMARK.findall(line)):
            mark = OxmlElement("w:bookmarkStart")
            mark.set(qn("w:id"), str(number))
            mark.set(qn("w:name"), name)
            paragraph._p.append(mark)
        paragraph.add_run(BOOKMARK.sub("", line))
    for title, cells in forms:
        document.add_paragraph(title)
        for grid in grids(cells):
            grid.write_word(document)
            document.add_paragraph(" ")
    document.save(path)


def write_workbook(path):
    workbook = Workbook()
    prose, forms = parts()
    sheet = workbook.active
    sheet.title = "部门整体绩效目标"
    for row, line in enumerate(prose, start=1):
        sheet.cell(row, 1).value = BOOKMARK.sub("", line)
    for number, (title, cells) in enumerate(forms, start=1):
        sheet = workbook.create_sheet(f"项目{number}")
        sheet["A1"] = title
        top = 2
        for grid in grids(cells):
            top = grid.write_sheet(sheet, top)
    workbook.save(path)
