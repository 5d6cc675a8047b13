"""A year goes out as a workbook and comes back: only what was edited changes, and no side of a conflict is lost."""

import random
import shutil
import subprocess

import openpyxl
import pytest

from conftest import REPOSITORY

POEMS = "content/2022/721001/中华诗词之乡2022年复查经费.md"
NATIVE = "content/2022/721001/山海风工作经费.md"


@pytest.fixture
def exported(site):
    shutil.copytree(REPOSITORY / "content", site.root / "content", dirs_exist_ok=True)
    site.run("sheet", "export", "a.xlsx")
    return site


class Book:
    """An exported workbook in a clerk's hands."""

    def __init__(self, site):
        self.site = site
        self.book = openpyxl.load_workbook(site.root / "a.xlsx")

    def cell(self, sheet, row, column):
        headings = [cell.value for cell in self.book[sheet][1]]
        return self.book[sheet].cell(row, headings.index(column) + 1)

    def back(self, name="b.xlsx", **options):
        self.book.save(self.site.root / name)
        return self.site.run("sheet", "import", name, **options)


def lines(site, path):
    return (site.root / path).read_text(encoding="utf-8").split("\n")


def changed(site, path):
    old, new = (REPOSITORY / path).read_text(encoding="utf-8").split("\n"), lines(site, path)
    return [line for line in old if line not in new], [line for line in new if line not in old]


def test_no_edit_changes_no_byte(exported):
    before = exported.files()
    assert "没有文件要改" in exported.run("sheet", "import", "a.xlsx")
    assert "没有文件要改" in Book(exported).back()
    assert exported.files() == before


def test_two_exports_of_one_content_are_the_same_file(exported):
    exported.run("sheet", "export", "c.xlsx")
    assert (exported.root / "a.xlsx").read_bytes() == (exported.root / "c.xlsx").read_bytes()
    assert "不覆盖" in exported.run("sheet", "export", "a.xlsx", code=1)


def test_a_missing_folder_is_told_in_chinese(exported):
    message = "错误: 无法创建 nowhere/a.xlsx：上级文件夹不存在；请先建好它，或换一个位置\n"
    assert exported.run("sheet", "export", "nowhere/a.xlsx", code=74) == message


def test_a_workbook_has_to_be_named_as_one(exported):
    assert "文件名以 .xlsx 结尾" in exported.run("sheet", "export", "a.txt", code=64)
    assert not (exported.root / "a.txt").exists()


def test_every_cell_is_text(exported):
    book = openpyxl.load_workbook(exported.root / "a.xlsx")
    for sheet in book.worksheets[:2]:
        assert all(cell.data_type == "s" or cell.value is None for row in sheet for cell in row)
        assert all(cell.number_format == "@" for row in sheet.iter_rows(min_row=2) for cell in row)


def test_an_edit_changes_its_line_only(exported):
    book = Book(exported)
    book.cell("指标", 2, "指标值").value = "≥50|次\n每年"
    book.cell("项目", 2, "资金用途").value = "- 用途: #3 设备"
    before = exported.files()
    book.back()
    assert {name for name, text in exported.files().items() if before[name] != text} == {POEMS.removeprefix("content/")}
    assert changed(exported, POEMS)[1] == [
        "资金用途: '- 用途: #3 设备'", "| 产出指标 | 数量指标 | 举办诗词文化活动数量 | 反应诗词文化开展情况 | ≥50\\|次<br>每年 | 年度工作计划 |"]


def test_goals_and_plans_come_back(exported):
    book = Book(exported)
    book.cell("项目", 3, "绩效目标").value = "1.编撰四期\n2.按时发行"
    book.cell("项目", 3, "支出计划：6月底").value = "55%"
    book.back()
    assert changed(exported, NATIVE)[1] == ["| 25% | 55% | 75% | 100% |", "1.编撰四期", "2.按时发行"]


def test_rows_are_added_and_deleted(exported):
    book = Book(exported)
    sheet = book.book["指标"]
    sheet.insert_rows(4)
    book.cell("指标", 4, "项目编码").value = book.cell("指标", 3, "项目编码").value
    book.cell("指标", 4, "三级指标").value = "新增的一条"
    sheet.delete_rows(2)
    book.back()
    removed, added = changed(exported, POEMS)
    assert added == ["| 产出指标 | 质量指标 | 活动的正常运行 | 活动正常运行 | 是 | 年度工作计划 |", "|  |  | 新增的一条 |  |  |  |"]
    assert len(removed) == 2
    assert "没有文件要改" in exported.run("sheet", "import", "b.xlsx")


def test_sorted_rows_find_their_place(exported):
    book = Book(exported)
    sheet = book.book["指标"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    rows.sort(key=lambda row: row[5])
    rows[0][7] = "改过"
    for number, row in enumerate(rows, start=2):
        for column, value in enumerate(row, start=1):
            sheet.cell(number, column).value = value
    assert "改动 1 格，新增 0 行，删去 0 行" in book.back()


def test_two_clerks_edits_merge(exported):
    first, second = Book(exported), Book(exported)
    first.cell("指标", 2, "指标值").value = "≥50次"
    second.cell("指标", 2, "绩效指标描述").value = "全年举办的次数"
    second.cell("指标", 3, "指标值").value = "≥96%"
    first.back("first.xlsx")
    second.back("second.xlsx")
    assert changed(exported, POEMS)[1] == [
        "| 产出指标 | 数量指标 | 举办诗词文化活动数量 | 全年举办的次数 | ≥50次 | 年度工作计划 |",
        "|  | 质量指标 | 活动的正常运行 | 活动正常运行 | ≥96% | 年度工作计划 |"]


def test_a_conflict_keeps_both_sides(exported):
    first, second = Book(exported), Book(exported)
    first.cell("指标", 2, "指标值").value = "≥50次"
    second.cell("指标", 2, "指标值").value = "≥60次"
    second.book["指标"].delete_rows(3)
    first.back("first.xlsx")
    after_first = exported.files()
    output = second.back("second.xlsx", code=1)
    assert "文件里：≥50次" in output and "工作簿：≥60次" in output and "导出时：是" in output
    text = (exported.root / POEMS).read_text(encoding="utf-8")
    assert "≥50次" in text and "删去 1 行" in output
    second = Book(exported)
    second.cell("指标", 2, "指标值").value = "≥60次"
    kept = exported.files()
    second.back("third.xlsx", code=1)
    assert exported.files() == kept and after_first != kept


@pytest.mark.parametrize("value", [1.30303220040541e19, "1.30303E+19", 13030322004054100000])
def test_a_damaged_code_is_refused_with_an_explanation(exported, value):
    book = Book(exported)
    cell = book.cell("项目", 2, "项目编码")
    cell.value, cell.number_format = value, "General"
    book.cell("指标", 2, "指标值").value = "≥50次"
    before = exported.files()
    output = book.back(code=1)
    assert "1.30303E+19" in output and "被 Excel 变成了数字" in output and "文本" in output
    assert exported.files() == before


def test_a_workbook_of_another_kind_is_refused(exported):
    book = openpyxl.Workbook()
    book.save(exported.root / "other.xlsx")
    assert "不是 sheet export 导出的" in exported.run("sheet", "import", "other.xlsx", code=1)


def test_a_path_in_a_workbook_never_leaves_the_content(exported):
    book = Book(exported)
    for sheet in ("项目", "基准_项目"):
        book.book[sheet].cell(2, 1).value = "../../secret.md"
    (exported.root / "secret.md").write_text("---\n项目编码: A1\n项目名称: x\n预算数: 1\n---\n", encoding="utf-8")
    book.cell("项目", 2, "预算数").value = "9.99"
    book.back(code=1)
    assert "9.99" not in (exported.root / "secret.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("sheet, path, other", [("项目", POEMS, "资金用途"), ("指标", POEMS, "绩效指标描述")])
def test_a_formula_without_its_value_alters_nothing_of_its_row(exported, sheet, path, other):
    column = {"项目": "预算数", "指标": "指标值"}[sheet]
    book = Book(exported)
    book.cell(sheet, 2, other).value = "改过"
    # As a program writes it that does not calculate.
    cell = book.cell(sheet, 2, column)
    cell.value, cell.data_type = "=1+1", "f"
    before = exported.files()
    output = book.back(code=1)
    assert f"{path}：工作表“{sheet}”{cell.coordinate}（{column}）是公式" in output
    assert "改动 0 格" in output and exported.files() == before


def test_a_new_row_with_a_formula_without_its_value_is_not_taken(exported):
    book = Book(exported)
    book.book["指标"].insert_rows(3)
    book.cell("指标", 3, "项目编码").value = book.cell("指标", 2, "项目编码").value
    cell = book.cell("指标", 3, "三级指标")
    cell.value, cell.data_type = '="新增"', "f"
    before = exported.files()
    assert f"{cell.coordinate}（三级指标）是公式" in book.back(code=1)
    assert exported.files() == before


def test_a_row_whose_id_is_a_formula_is_not_taken_for_a_deleted_one(exported):
    book = Book(exported)
    cell = book.book["指标"].cell(2, 1)
    cell.value, cell.data_type = "=A3", "f"
    before = exported.files()
    assert "A2 的行号是公式" in book.back(code=1)
    assert exported.files() == before


def test_a_row_that_check_would_refuse_is_not_taken(exported):
    book = Book(exported)
    amount = book.cell("项目", 2, "预算数")
    amount.value = "约一万"
    book.cell("项目", 2, "资金用途").value = "改过"
    book.cell("项目", 3, "财政资金").value = ""
    book.cell("指标", 2, "指标值").value = "≥50次"
    output = book.back(code=1)
    assert f"工作表“项目”{amount.coordinate}，“预算数”不是一个数：“约一万”；只写数字" in output
    assert "改动 2 格" in output
    # The indicators of the same project, and other projects, are taken.
    assert changed(exported, POEMS)[1] == ["| 产出指标 | 数量指标 | 举办诗词文化活动数量 | 反应诗词文化开展情况 | ≥50次 | 年度工作计划 |"]
    assert changed(exported, NATIVE)[1] == ["财政资金:"]
    exported.run("check")


def test_a_budget_that_was_cleared_is_not_taken(exported):
    book = Book(exported)
    book.cell("项目", 2, "预算数").value = None
    before = exported.files()
    assert "必填的“预算数”没有值" in book.back(code=1)
    assert exported.files() == before


def insert(book, at, like, **texts):
    """A new row above row `at`, of the project of row `like`."""
    code = book.cell("指标", like, "项目编码").value
    book.book["指标"].insert_rows(at)
    for column, text in {"项目编码": code, **texts}.items():
        book.cell("指标", at, column).value = text


def test_rows_below_a_new_one_keep_their_levels(exported):
    book = Book(exported)
    insert(book, 3, 2, 一级指标="效益指标", 二级指标="社会效益指标", 三级指标="新的一条", 指标值="是")
    book.back()
    removed, added = changed(exported, POEMS)
    assert removed == ["|  | 质量指标 | 活动的正常运行 | 活动正常运行 | 是 | 年度工作计划 |"]
    assert added == [
        "| 效益指标 | 社会效益指标 | 新的一条 |  | 是 |  |",
        "| 产出指标 | 质量指标 | 活动的正常运行 | 活动正常运行 | 是 | 年度工作计划 |"]
    assert "没有文件要改" in exported.run("sheet", "import", "b.xlsx")


def test_a_row_of_the_same_level_alters_no_other(exported):
    book = Book(exported)
    insert(book, 3, 2, 一级指标="产出指标", 二级指标="数量指标", 三级指标="新的一条", 指标值="5次")
    book.back()
    assert changed(exported, POEMS) == ([], ["| 产出指标 | 数量指标 | 新的一条 |  | 5次 |  |"])


def test_a_level_goes_down_with_a_row_that_is_replaced(exported):
    book = Book(exported)
    sheet = book.book["指标"]
    sheet.delete_rows(2)
    insert(book, 2, 2, 一级指标="效益指标", 二级指标="社会效益指标", 三级指标="新的一条", 指标值="是")
    book.back()
    assert changed(exported, POEMS)[1] == [
        "| 效益指标 | 社会效益指标 | 新的一条 |  | 是 |  |",
        "| 产出指标 | 质量指标 | 活动的正常运行 | 活动正常运行 | 是 | 年度工作计划 |"]


def test_a_row_above_all_others_comes_first(exported):
    book = Book(exported)
    insert(book, 2, 2, 一级指标="产出指标", 二级指标="数量指标", 三级指标="新的一条", 指标值="5次")
    book.back()
    table = [line for line in lines(exported, POEMS) if line.startswith("|")]
    rule = max(number for number, line in enumerate(table) if line.startswith("| ---"))
    assert table[rule + 1] == "| 产出指标 | 数量指标 | 新的一条 |  | 5次 |  |"


def test_a_row_that_says_the_same_as_another_is_added(exported):
    book = Book(exported)
    headings = [cell.value for cell in book.book["指标"][1]]
    texts = {name: book.cell("指标", 2, name).value for name in headings[3:]}
    insert(book, 3, 2, **texts)
    assert "新增 1 行" in book.back()
    assert "没有文件要改" in exported.run("sheet", "import", "b.xlsx")


def test_what_is_not_read_is_told(exported):
    book = Book(exported)
    sheet = book.book["指标"]
    width = sheet.max_column
    sheet.cell(1, width + 1).value = "指标值"
    sheet.cell(2, width + 1).value = "重复的栏"
    sheet.cell(2, width + 2).value = "没有表头"
    sheet.cell(1, width + 3).value = "新栏"
    sheet.cell(2, width + 3).value = "新栏里的"
    book.cell("指标", 2, "项目名称").value = "改了的名称"
    insert(book, 4, 2, 三级指标="新的一条", 新栏="也在新栏里")
    sheet.insert_rows(4)
    book.cell("指标", 4, "三级指标").value = "没有编码的一条"
    output = book.back(code=1)
    for text in ["的表头“指标值”与前面的一列相同", "“重复的栏”", "没有表头", "“没有表头”", "没有“新栏”一栏", "新栏里的", "也在新栏里", "第 4 行没有项目编码"]:
        assert text in output
    assert "项目名称改成了“改了的名称”，没有读取" in output
    assert changed(exported, POEMS)[1] == ["|  |  | 新的一条 |  |  |  |"]


@pytest.mark.parametrize("ending", ["ods", "xls", "csv"])
def test_a_workbook_that_was_saved_as_something_else_is_told(exported, ending):
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{exported.root}/profile", "--convert-to", ending, "a.xlsx"],
        cwd=exported.root, check=True, capture_output=True, timeout=240)
    assert "不是 .xlsx 工作簿" in exported.run("sheet", "import", f"a.{ending}", code=1)


CAR = "content/2022/721001/车辆.md"
CAR_CODE = "13030322P003970100139"
COLUMNS = ["一级指标", "二级指标", "三级指标", "指标值"]


class CarBook(Book):
    """A project's indicators in a clerk's hands, who goes on with one workbook and brings it back more than once."""

    def __init__(self, site, *rows, ending="\n"):
        text = f"---\n项目编码: {CAR_CODE}\n项目名称: 车辆\n预算数: 0.40\n---\n\n## 绩效目标\n\n保障用车\n\n## 绩效指标\n\n"
        text += "".join(f"| {' | '.join(row)} |\n" for row in (COLUMNS, ["---"] * 4, *rows))
        path = site.root / CAR
        path.parent.mkdir(parents=True, exist_ok=True)
        (path.parent / "index.md").write_text("---\n单位编码: 721001\n单位名称: 区文联\n---\n", encoding="utf-8")
        path.write_text(text, encoding="utf-8", newline=ending)
        (site.root / "a.xlsx").unlink(missing_ok=True)
        site.run("sheet", "export", "a.xlsx")
        super().__init__(site)
        self.sheet = self.book["指标"]

    def add(self, at, *texts):
        self.sheet.insert_rows(at)
        for column, text in enumerate([None, CAR_CODE, "车辆", *texts], start=1):
            self.sheet.cell(at, column).value = text or None

    def rows(self):
        found = [line for line in lines(self.site, CAR) if line.startswith("| ")]
        return [[cell.strip() for cell in line[1:-1].split("|")] for line in found[2:]]

    def back_twice(self, **options):
        """Brings the workbook back; the second time changes no byte and tells of no conflict that the first did not."""
        output = self.back(**options)
        before = self.site.files()
        again = self.back(**options)
        assert self.site.files() == before and "新增 0 行，删去 0 行；没有文件要改" in again
        assert again.count("冲突") == output.count("冲突")
        return output


ROWS = [["产出指标", "数量指标", "出车次数", "≥100次"], ["", "", "完好率", "≥95%"], ["", "", "时效", "≤1天"]]


def test_a_row_that_takes_the_place_of_another_is_added_once(site):
    book = CarBook(site, ROWS[0], ["产出指标", "质量指标", "完好率", "≥95%"])
    book.sheet.delete_rows(3)
    book.add(3, "产出指标", "质量指标", "保险覆盖率", "100%")
    assert "新增 1 行，删去 1 行" in book.back_twice()
    assert book.rows() == [ROWS[0], ["产出指标", "质量指标", "保险覆盖率", "100%"]]


def test_a_row_whose_levels_were_written_out_is_known_again(site):
    book = CarBook(site, *ROWS)
    book.add(3, "", "", "新增甲", "1")
    book.back_twice()
    book.sheet.delete_rows(2)
    assert "删去 1 行" in book.back_twice()
    expected = [["产出指标", "数量指标", "新增甲", "1"], *ROWS[1:]]
    assert book.rows() == expected
    # One that is gone from the workbook stays, and is told.
    book.sheet.delete_rows(2)
    assert f"提示：{CAR}：文件里有导出以后加的一行" in book.back_twice()
    assert book.rows() == expected


def test_an_exported_row_whose_levels_were_written_out_can_be_deleted(site):
    book = CarBook(site, *ROWS)
    for rest in (["产出指标", "数量指标", "完好率", "≥95%"], ROWS[2]), (["产出指标", "数量指标", "时效", "≤1天"],):
        book.sheet.delete_rows(2)
        assert "删去 1 行" in book.back_twice()
        assert book.rows() == list(rest)


def test_another_value_of_a_row_that_was_added_is_told(site):
    book = CarBook(site, *ROWS)
    book.add(5, "产出指标", "质量指标", "保险覆盖率", "10%")
    book.back_twice()
    book.sheet.cell(5, 7).value = "100%"
    output = book.back_twice(code=1)
    assert f"冲突 {CAR}，工作簿第 5 行，“指标值”：没有覆盖" in output and "文件里：10%" in output and "工作簿：100%" in output
    assert book.rows() == [*ROWS, ["产出指标", "质量指标", "保险覆盖率", "10%"]]


def test_another_name_of_a_row_that_was_added_is_told(site):
    book = CarBook(site, *ROWS)
    book.add(5, "产出指标", "质量指标", "保险覆盖率", "10%")
    book.back_twice()
    book.sheet.cell(5, 6).value = "保险率"
    output = book.back_twice()
    assert f"提示：{CAR}：文件里有导出以后加的一行，这个工作簿里没有，照原样保留" in output
    assert "：产出指标 | 质量指标 | 保险覆盖率 | 10%\n" in output and len(book.rows()) == 5


def test_a_row_below_one_that_was_added_comes_behind_it(site):
    book = CarBook(site, *ROWS)
    book.add(3, "效益指标", "社会效益指标", "新增甲", "1")
    book.back_twice()
    book.add(4, "", "", "新增乙", "2")
    book.back_twice()
    assert book.rows() == [ROWS[0], ["效益指标", "社会效益指标", "新增甲", "1"], ["", "", "新增乙", "2"],
                           ["产出指标", "数量指标", "完好率", "≥95%"], ROWS[2]]


def test_a_namesake_in_another_level_is_another_indicator(site):
    book = CarBook(site, *ROWS)
    book.add(5, "效益指标", "社会效益指标", "出车次数", "≥100次")
    book.back_twice()
    book.add(6, "满意度指标", "服务对象", "出车次数", "≥100次")
    assert "新增 1 行" in book.back_twice()
    assert [row[0] for row in book.rows()] == ["产出指标", "", "", "效益指标", "满意度指标"]


def test_a_row_that_is_moved_without_its_number_moves_once(site):
    book = CarBook(site, *ROWS)
    book.sheet.delete_rows(2)
    book.add(3, *ROWS[0])
    book.back_twice()
    assert [row[2] for row in book.rows()] == ["完好率", "出车次数", "时效"]


def levelled(rows):
    """The rows with the levels that go on from above."""
    result = []
    for first, second, *texts in rows:
        above = result[-1][:2] if result else ("", "")
        is_same = first in ("", "同上", "〃")
        goes_on = not first and not second or is_same and second in ("同上", "〃")
        result.append((above[0] if is_same else first, above[1] if goes_on else second, *texts))
    return result


@pytest.mark.parametrize("seed", range(40))
def test_a_workbook_that_comes_back_again_and_again_says_what_the_file_says(site, seed):
    rng = random.Random(seed)
    rows = [["产出指标", "数量指标", "次数", "≥0"]]
    for number in range(1, rng.randint(1, 6)):
        rows.append([rng.choice(["产出指标", "效益指标", "", "", "同上"]), rng.choice(["数量指标", "质量指标", "", "", "〃"]),
                     rng.choice(["次数", "比率"]) + rng.choice(["", str(number)]), f"≥{number}"])
    book = CarBook(site, *rows, ending=rng.choice(["\n", "\r\n"]))
    expected = levelled(rows)
    for turn in range(3):
        for _ in range(rng.randint(0, 2)):
            if len(expected) > 1:
                at = rng.randrange(len(expected))
                if book.sheet.cell(at + 2, 1).value:
                    book.sheet.delete_rows(at + 2)
                    del expected[at]
        for _ in range(rng.randint(0, 2)):
            at = rng.randint(0, len(expected))
            row = (rng.choice(["产出指标", "效益指标"]), "新二级", f"新增{turn}{at}", f"≥{turn}")
            book.add(at + 2, *row)
            expected.insert(at, row)
        at = rng.randrange(len(expected))
        # A value that was changed once cannot be told from one that another clerk changed.
        if turn == 2 and book.sheet.cell(at + 2, 1).value:
            book.sheet.cell(at + 2, 7).value = f"改{turn}"
            expected[at] = (*expected[at][:3], f"改{turn}")
        book.back_twice()
        assert levelled(book.rows()) == expected
