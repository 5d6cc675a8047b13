"""Makes forms at random within the layouts that provinces use, as Word documents and workbooks, and says what each holds.

A form is a grid of cells with merged areas. The same grid is written by python-docx and by openpyxl; what the site has to
show is worked out from the same random choices, never from the program's output.
"""

import random
from dataclasses import dataclass, field

from docx import Document
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

LEVELS = {
    "产出指标": ["数量指标", "质量指标", "时效指标", "成本指标"],
    "效益指标": ["经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"],
    "满意度指标": ["服务对象满意度指标"],
}
WORDS = ["养护里程", "公开率", "群众满意度", "设备完好率（%）", "举办“送文化下乡”活动", "按时完成率", "A/B 类项目", "a|b", "x<y", "*号项",
         "#3 机组", "１２３期", "培训、调研", "完成《条例》修订", "e-mail 回复", "一般—较好", "0.40", "0721001", "是/否", "次", "≥95%",
         "＞3天", "1.30E+5", "—", "\\n", "[1]", "`x`", "&amp;", "第1—3季度", "明显提高；", "a_b_c", "100％"]
BASES = ["年度工作计划", "行业标准", "历史数据，2021年", "财政部门要求", "上级文件"]


@dataclass
class Form:
    """What a form holds: the fields, the plan, the goal and the indicators, as the site has to show them."""

    name: str
    code: str
    fields: dict[str, str] = field(default_factory=dict)
    plan: list[tuple[str, str]] = field(default_factory=list)
    goal: str = ""
    header: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    further: dict[str, list[list[str]]] = field(default_factory=dict)


class Grid:
    """Cells and merged areas on their way into a document."""

    def __init__(self):
        self.cells: dict[tuple[int, int], str] = {}
        self.merges: list[tuple[int, int, int, int]] = []
        self.height = 0

    def put(self, row, column, text, rows=1, columns=1):
        self.cells[row, column] = text
        if rows > 1 or columns > 1:
            self.merges.append((row, column, row + rows - 1, column + columns - 1))
        self.height = max(self.height, row + rows)

    @property
    def width(self):
        ends = [merge[3] for merge in self.merges] + [column for _, column in self.cells]
        return max(ends) + 1

    def write_word(self, document):
        table = document.add_table(rows=self.height, cols=self.width)
        cells = {(row, column): cell for row, line in enumerate(table.rows) for column, cell in enumerate(line.cells)}
        for top, left, bottom, right in self.merges:
            cells[top, left].merge(cells[bottom, right])
        for (row, column), text in self.cells.items():
            paragraphs = text.split("\n")
            cell = cells[row, column]
            cell.text = paragraphs[0]
            for paragraph in paragraphs[1:]:
                cell.add_paragraph(paragraph)

    def write_sheet(self, sheet, top):
        for (row, column), text in self.cells.items():
            cell = sheet.cell(top + row, column + 1)
            cell.value, cell.number_format, cell.data_type = text, "@", "s"
        for first, left, last, right in self.merges:
            sheet.merge_cells(f"{get_column_letter(left + 1)}{top + first}:{get_column_letter(right + 1)}{top + last}")
        return top + self.height


def phrase(rng, blank=0.0, lines=True):
    if rng.random() < blank:
        return ""
    text = "".join(rng.sample(WORDS, rng.randint(1, 2)))
    return text + "\n" + rng.choice(WORDS) if lines and rng.random() < 0.1 else text


def amount(rng):
    return rng.choice(["0.40", "2.00", "118.5", "1,200.00", "35", "0"])


def indicators(rng, columns):
    """Rows of an indicator table with levels on every row, and a random number of rows under each."""
    rows = []
    for first in LEVELS:
        for second in rng.sample(LEVELS[first], rng.randint(1, len(LEVELS[first]))):
            for _ in range(rng.choice([1, 1, 1, 2, 3])):
                cells = [phrase(rng) or "指标"] + [cell(rng, name) for name in columns[3:]]
                rows.append([first, second, *cells])
    return rows


def cell(rng, heading):
    if "依据" in heading:
        return rng.choice(BASES)
    if heading in ("分值", "权重", "得分"):
        return str(rng.randint(1, 30))
    if "单位" in heading:
        return rng.choice(["%", "个", "万元", ""])
    return phrase(rng, blank=0.15)


def runs(values):
    """Where equal neighbours begin, and how many they are."""
    start = 0
    for index in range(1, len(values) + 1):
        if index == len(values) or values[index] != values[start]:
            yield start, index - start
            start = index


def put_indicators(rng, grid, top, left, columns, rows, merge_levels):
    for column, heading in enumerate(columns):
        grid.put(top, left + column, heading)
    top += 1
    shown = [list(row) for row in rows]
    firsts = [row[0] for row in rows]
    for start, count in runs(firsts):
        wide = merge_levels and len({row[1] for row in rows[start:start + count]}) == 1 and rng.random() < 0.3
        put_merged(grid, top + start, left, firsts[start], count, merge_levels, 2 if wide else 1)
        if wide:
            for row in shown[start:start + count]:
                row[1] = row[0]
    for start, count in runs([(row[0], row[1]) for row in rows]):
        if shown[start][1] != shown[start][0]:
            put_merged(grid, top + start, left + 1, rows[start][1], count, merge_levels)
    for column in range(2, len(columns)):
        values = [row[column] for row in rows]
        merge_column = "依据" in columns[column] and rng.random() < 0.4
        for start, count in runs(values) if merge_column else ((index, 1) for index in range(len(values))):
            grid.put(top + start, left + column, values[start], rows=count)
    return shown, top + len(rows)


def put_merged(grid, row, column, text, count, is_merged, columns=1):
    """A level's cell: merged over its rows, or empty in all but the first, or repeated is for the caller."""
    if is_merged:
        grid.put(row, column, text, rows=count, columns=columns)
        return
    grid.put(row, column, text)
    for below in range(1, count):
        grid.put(row + below, column, "")


COLUMN_SETS = [
    ["一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据"],
    ["一级指标", "二级指标", "三级指标", "指标值"],
    ["一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "权重"],
    ["一级指标", "二级指标", "三级指标", "年度指标值", "分值", "评分细则", "备注"],
    ["一级指标", "二级指标", "指标名称", "目标值", "责任科室"],
    ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"],
]


def hebei(rng, form, grid):
    """The layout of the seed."""
    columns = rng.choice(COLUMN_SETS[:2])
    grid.put(0, 0, "项目编码")
    grid.put(0, 1, form.code, columns=2)
    grid.put(0, 3, "项目名称")
    grid.put(0, 4, form.name, columns=3)
    form.fields = {"预算数": amount(rng), "财政资金": amount(rng), "其他资金": rng.choice(["", "0"])}
    grid.put(1, 0, "预算规模及资金用途", rows=2)
    for column, text in enumerate(["预算数", form.fields["预算数"], "其中：财政    资金", form.fields["财政资金"], "其他资金", form.fields["其他资金"]]):
        grid.put(1, 1 + column, text)
    form.fields["资金用途"] = "用于" + (phrase(rng) or "办公")
    grid.put(2, 1, form.fields["资金用途"], columns=6)
    form.plan = list(zip(["3月底", "6月底", "10月底", "12月底"], ["25%", "50%", rng.choice(["75%", ""]), "100%"]))
    grid.put(3, 0, "资金支出计划（%）", rows=2)
    for column, (deadline, share) in enumerate(form.plan):
        grid.put(3, 1 + column, deadline)
        grid.put(4, 1 + column, share)
    form.goal = goal(rng)
    grid.put(5, 0, "绩效目标")
    grid.put(5, 1, form.goal, columns=6)
    return 6, 0, columns


def goal(rng):
    lines = [f"{number}.{phrase(rng, lines=False)}。" for number in range(1, rng.randint(2, 4))]
    return "\n".join(lines)


def central(rng, form, grid):
    """One table with the names of its parts in a merged column at the left."""
    columns = rng.choice(COLUMN_SETS)
    width = len(columns) + 1
    grid.put(0, 0, rng.choice(["项目名称", "项目名称："]), columns=2)
    grid.put(0, 2, form.name, columns=width - 2)
    pairs = [("项目代码", form.code), ("主管部门", "市文化局"), ("项目负责人", phrase(rng, lines=False))]
    rng.shuffle(pairs)
    for row, (label, value) in enumerate(pairs, start=1):
        grid.put(row, 0, label, columns=2)
        grid.put(row, 2, value, columns=width - 2)
        if label != "项目代码":
            form.fields[label] = value
    names = [("年度资金总额", "预算数"), ("其中：财政拨款", "财政拨款"), ("其他资金", "其他资金")]
    grid.put(4, 0, "资金情况\n（万元）", rows=3)
    for row, (label, key) in enumerate(names, start=4):
        form.fields[key] = amount(rng)
        grid.put(row, 1, label + rng.choice(["", "："]), columns=1)
        grid.put(row, 2, form.fields[key], columns=width - 2)
    form.goal = goal(rng)
    grid.put(7, 0, rng.choice(["年度目标", "年\n度\n总\n体\n目\n标", "总体目标"]))
    grid.put(7, 1, form.goal, columns=width - 1)
    return 8, 1, columns


LAYOUTS = [hebei, central]


def make(rng, number):
    """A form and the grids that it is written as."""
    form = Form(name=f"{number}号{phrase(rng, lines=False)}经费", code=f"13030322P{number:012d}")
    layout = rng.choice(LAYOUTS)
    head = Grid()
    top, left, form.header = layout(rng, form, head)
    rows = indicators(rng, form.header)
    is_split = layout is hebei and rng.random() < 0.6
    grid = Grid() if is_split else head
    start = 0 if is_split else top
    form.rows, end = put_indicators(rng, grid, start, left, form.header, rows, merge_levels=rng.random() < 0.7)
    if left:
        grid.put(start, 0, rng.choice(["绩效指标", "绩\n效\n指\n标", "年度绩效指标"]), rows=end - start)
    if layout is central and rng.random() < 0.3:
        form.fields["其他说明"] = phrase(rng, lines=False)
        grid.put(end, 0, "其他说明", columns=2)
        grid.put(end, 2, form.fields["其他说明"], columns=len(form.header) - 1)
    return form, [head, grid] if is_split else [head]


def write(form, grids, path, unit):
    title = f"{form.name}绩效目标表"
    if path.suffix == ".docx":
        document = Document()
        document.add_paragraph(title)
        head = document.add_table(rows=1, cols=2)
        head.cell(0, 0).text, head.cell(0, 1).text = unit, "单位：万元"
        for grid in grids:
            grid.write_word(document)
            document.add_paragraph(" ")
        document.save(path)
        return
    workbook = Workbook()
    sheet = workbook.active
    sheet["A1"], sheet["A2"], sheet["C2"] = title, unit, "单位：万元"
    top = 3
    for grid in grids:
        top = grid.write_sheet(sheet, top)
    workbook.save(path)


def some(seed, count, first=1):
    rng = random.Random(seed)
    return [make(rng, number) for number in range(first, first + count)]
