"""Layouts of other provinces, read by their words; what is not understood is kept."""

import pytest
from docx import Document
from openpyxl import Workbook

from forms import Grid

INDICATORS = [
    ("产出指标", "数量指标", "养护里程", "≥300公里"), ("产出指标", "质量指标", "好路率", "≥85%"),
    ("效益指标", "社会效益指标", "出行时间缩短", "5%"), ("满意度指标", "服务对象满意度指标", "群众满意度", "≥90%"),
]


def save_word(path, *parts):
    document = Document()
    for part in parts:
        document.add_paragraph(part) if isinstance(part, str) else part.write_word(document)
    document.save(path)


def text_of(site, name):
    found = [text.decode() for path, text in site.files().items() if path.endswith(name)]
    assert len(found) == 1, list(site.files())
    return found[0]


@pytest.fixture
def side_by_side(tmp_path):
    """项目支出绩效目标申报表: mid-term and annual goals and indicators side by side."""
    grid = Grid()
    grid.put(0, 0, "项目名称", columns=2)
    grid.put(0, 2, "农村公路养护", columns=6)
    grid.put(1, 0, "主管部门及代码", columns=2)
    grid.put(1, 2, "[128]省交通运输厅", columns=3)
    grid.put(1, 5, "实施单位")
    grid.put(1, 6, "省公路中心", columns=2)
    grid.put(2, 0, "项目资金\n（万元）", rows=3, columns=2)
    for row, (left, first, right, second) in enumerate([
            ("中期资金总额：", "300.00", "年度资金总额：", "100.00"), ("其中：财政拨款", "300.00", "其中：财政拨款", "100.00"),
            ("其他资金", "", "其他资金", "0")], start=2):
        grid.put(row, 2, left, columns=2)
        grid.put(row, 4, first)
        grid.put(row, 5, right, columns=2)
        grid.put(row, 7, second)
    grid.put(5, 0, "总\n体\n目\n标", rows=2)
    grid.put(5, 1, "中期目标（2023年—2025年）", columns=4)
    grid.put(5, 5, "年度目标", columns=3)
    grid.put(6, 1, "目标1：三年养护900公里。", columns=4)
    grid.put(6, 5, "目标1：全年养护300公里。", columns=3)
    grid.put(7, 0, "绩\n效\n指\n标", rows=5)
    for column, heading in enumerate(["一级指标", "二级指标", "三级指标", "指标值", "二级指标", "三级指标", "指标值"], start=1):
        grid.put(7, column, heading)
    for row, (first, second, third, value) in enumerate(INDICATORS, start=8):
        if row != 9:
            grid.put(row, 1, first, rows=2 if row == 8 else 1)
        for column, text in enumerate([second, third, "三年" + value, second, third, value], start=2):
            grid.put(row, column, text)
    path = tmp_path / "申报表.docx"
    save_word(path, "项目支出绩效目标申报表", "（2023年度）", grid)
    return path


def test_periods_side_by_side_are_taken_apart(site, side_by_side):
    assert "全部文字都已收入" in site.run("import", side_by_side)
    text = text_of(site, "农村公路养护.md")
    assert "预算数: 100.00\n" in text and "中期资金总额: 300.00\n" in text
    assert "财政拨款（中期）: 300.00\n财政拨款: 100.00\n" in text
    assert "## 绩效目标\n\n目标1：全年养护300公里。\n" in text
    assert "## 中期目标（2023年—2025年）\n\n目标1：三年养护900公里。\n" in text
    annual, other = text.split("## 绩效指标\n")[1].split("## 中期绩效指标\n")
    assert "| 产出指标 | 数量指标 | 养护里程 | ≥300公里 |\n|  | 质量指标 | 好路率 | ≥85% |\n" in annual
    assert "| 产出指标 | 数量指标 | 养护里程 | 三年≥300公里 |\n" in other


def test_a_form_without_codes_is_a_draft_until_the_clerk_decides(site, side_by_side):
    output = site.run("import", side_by_side)
    assert "原表没有项目编码，存为草稿" in output and "--assign-codes" in output and "--unit" in output
    assert "0 个项目" in site.run("build")
    site.run("import", "--unit", "128001", "--assign-codes", side_by_side)
    assert "项目编码: 128001-01\n" in text_of(site, "农村公路养护.md")
    assert "1 个项目，4 条指标" in site.run("build")


def test_a_self_evaluation_keeps_its_amounts_scores_and_results(site, tmp_path):
    grid = Grid()
    grid.put(0, 0, "项目名称", columns=2)
    grid.put(0, 2, "绿化养护", columns=7)
    grid.put(1, 0, "主管部门", columns=2)
    grid.put(1, 2, "市园林局", columns=3)
    grid.put(1, 5, "实施单位", columns=2)
    grid.put(1, 7, "市绿化队", columns=2)
    grid.put(2, 0, "项目资金（万元）", rows=3, columns=2)
    rows = [["", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
            ["年度资金总额", "120.00", "118.50", "118.00", "10", "99.58%", "9.96"],
            ["其中：当年财政拨款", "120.00", "118.50", "118.00", "—", "99.58%", "—"]]
    for row, cells in enumerate(rows, start=2):
        for column, text in enumerate(cells, start=2):
            grid.put(row, column, text)
    grid.put(5, 0, "年度总体目标", rows=2)
    grid.put(5, 1, "预期目标", columns=4)
    grid.put(5, 5, "实际完成情况", columns=4)
    grid.put(6, 1, "养护120万平方米。", columns=4)
    grid.put(6, 5, "已养护120万平方米。", columns=4)
    grid.put(7, 0, "绩效指标", rows=3)
    for column, text in enumerate(["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"], start=1):
        grid.put(7, column, text)
    for row in (8, 9):
        for column, text in enumerate(["产出指标", "数量指标", f"面积{row}", "120", "118", "20", "19", "下雨"], start=1):
            grid.put(row, column, text)
    grid.put(10, 0, "总分", columns=6)
    for column, text in enumerate(["100", "97.96", ""], start=6):
        grid.put(10, column, text)
    path = tmp_path / "自评表.docx"
    save_word(path, "项目支出绩效自评表", "（2021年度）", grid)
    assert "全部文字都已收入" in site.run("import", "--unit", "300001", "--assign-codes", path)
    text = text_of(site, "绿化养护.md")
    assert "预算数: 118.50\n" in text and "总分（分值）: 100\n总分（得分）: 97.96\n" in text
    assert "| 其中：当年财政拨款 | 120.00 | 118.50 | 118.00 | — | 99.58% | — |" in text
    assert "## 绩效目标\n\n养护120万平方米。\n" in text and "## 实际完成情况\n\n已养护120万平方米。\n" in text
    assert "| 产出指标 | 数量指标 | 面积9 | 120 | 118 | 20 | 19 | 下雨 |" in text
    assert "2 条指标" in site.run("build")


def test_a_list_of_projects_is_one_file_each(site, tmp_path):
    book = Workbook()
    sheet = book.active
    sheet.append(["部门预算项目绩效目标表（2023年度）"])
    sheet.append(["单位：万元"])
    sheet.append(["单位名称", "项目名称", "预算数", "年度绩效目标", "一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "权重"])
    sheet.append(["县文化馆", "免费开放", 20, "全年开放300天。", "产出指标", "数量指标", "开放天数", "≥", 300, "天", 20])
    sheet.append([None, None, None, None, "产出指标", "质量指标", "达标率", "＝", 1, "%", 0.2])
    sheet.append(["县文化馆", "设备购置", 5.5, "购置音响。", "产出指标", "数量指标", "音响", "＝", 1, "套", 30])
    sheet["K5"].number_format, sheet["C6"].number_format = "0%", "0.00"
    for column in "ABCD":
        sheet.merge_cells(f"{column}4:{column}5")
    path = tmp_path / "清单.xlsx"
    book.save(path)
    assert "全部文字都已收入" in site.run("import", path)
    first, second = text_of(site, "免费开放.md"), text_of(site, "设备购置.md")
    assert "预算数: 20\n" in first and "预算数: 5.50\n" in second
    assert "| 产出指标 | 质量指标 | 达标率 | ＝ | 1 | % | 20% |" in first and "达标率" not in second
    assert "## 绩效目标\n\n购置音响。\n" in second


def test_a_form_of_the_unit_as_a_whole_goes_to_the_unit(site, tmp_path):
    path = tmp_path / "整体.txt"
    path.write_text("""部门整体支出绩效目标申报表
（2022年度）
\t部门（单位）名称
\t市科学技术协会

\t年度总体目标
\t普及科学知识。

\t年度绩效指标
\t一级指标
\t二级指标
\t三级指标
\t指标值

\t
\t产出指标
\t数量指标
\t科普活动场次
\t≥12场
""", encoding="utf-8")
    site.run("import", "--unit", "260001", path)
    text = site.files()["2022/260001/index.md"].decode()
    assert "单位名称: 市科学技术协会\n" in text and "## 年度总体目标\n\n普及科学知识。\n" in text
    assert "## 绩效指标\n\n| 一级指标 | 二级指标 | 三级指标 | 指标值 |\n" in text
    assert "1 条指标" in site.run("build")


def test_cells_of_several_paragraphs_and_unknown_fields_in_a_text(site, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("""2.非遗保护经费绩效目标表
\t项目名称
\t非遗保护经费
\t项目代码
\tP2022001

\t从未见过的栏目
\t它的内容
\t项目年度预算
\t45.5

\t年度目标
\t目标1：办展演。
目标2：培训传承人。

\t一级指标
\t二级指标
\t指标内容
\t指标值
\t备注

\t产出指标
\t数量指标
\t展演场次

\t≥6场
\t含线上
两场

注：由项目单位填报。
""", encoding="utf-8")
    assert "全部文字都已收入" in site.run("import", "--year", 2022, "--unit", "1001", "--unit-name", "市非遗中心", path)
    text = text_of(site, "非遗保护经费.md")
    assert "从未见过的栏目: 它的内容\n预算数: 45.5\n" in text
    assert "## 绩效目标\n\n目标1：办展演。\n目标2：培训传承人。\n" in text
    assert "| 一级指标 | 二级指标 | 三级指标（指标内容） | 指标值 | 备注 |" in text
    assert "| 产出指标 | 数量指标 | 展演场次 | ≥6场 | 含线上<br>两场 |" in text
    assert "## 原表其他内容\n\n注：由项目单位填报。\n" in text
    assert "1 个项目，1 条指标" in site.run("build")


def test_rows_on_one_line_each_with_tabs_between(site, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("""绿化养护绩效目标表
项目编码\tP2022001\t项目名称\t绿化养护
预算规模及资金用途\t预算数\t1.20\t其中：财政资金\t1.20
\t用于养护
绩效目标\t养护绿地
一级指标\t二级指标\t三级指标\t指标值
产出指标\t数量指标\t面积\t20
\t质量指标\t成活率\t
\t\t完好率\t90%
""", encoding="utf-8")
    assert "全部文字都已收入" in site.run("import", "--year", 2022, "--unit", "1001", "--unit-name", "园林局", path)
    text = text_of(site, "绿化养护.md")
    assert "预算数: 1.20\n财政资金: 1.20\n资金用途: 用于养护\n" in text
    assert "| 产出指标 | 数量指标 | 面积 | 20 |\n|  | 质量指标 | 成活率 |  |\n|  |  | 完好率 | 90% |\n" in text


def test_headings_in_two_rows_make_columns(site, tmp_path):
    grid = Grid()
    for column, heading in enumerate(["一级指标", "二级指标", "三级指标"]):
        grid.put(3, column, heading, rows=2)
    grid.put(3, 3, "指标值", columns=2)
    grid.put(4, 3, "中期")
    grid.put(4, 4, "年度")
    for row, (label, value) in enumerate([("项目名称", "养护"), ("项目编码", "P1"), ("预算金额（元）", "5000")]):
        grid.put(row, 0, label)
        grid.put(row, 1, value, columns=4)
    for column, text in enumerate(["产出指标", "数量指标", "面积", "60", "20"]):
        grid.put(5, column, text)
    save_word(tmp_path / "a.docx", "2022年度项目绩效目标表", grid)
    assert "全部文字都已收入" in site.run("import", "--unit", "1001", "--unit-name", "园林局", tmp_path / "a.docx")
    text = text_of(site, "养护.md")
    assert "| 一级指标 | 二级指标 | 三级指标 | 中期指标值 | 年度指标值 |" in text and "| 面积 | 60 | 20 |" in text
    assert "金额单位: 元\n" in site.files()["2022/1001/index.md"].decode()
    assert "预算 0.50 万元" in site.run("build")


def test_what_is_no_form_is_kept_as_prose_and_said_so(site, tmp_path):
    path = tmp_path / "通知.txt"
    path.write_text("关于开会的通知\n\n一、时间\n3月1日*上午*，[会议室]。\n\t科目\t金额\n\t办公费\t1.20\n", encoding="utf-8")
    output = site.run("import", path)
    assert "没有认出绩效目标表，全文作为普通页面保存" in output and "全部文字都已收入" in output
    text = text_of(site, "关于开会的通知.md")
    assert "## 一、时间\n\n3月1日\\*上午\\*，\\[会议室\\]。\n" in text and "| 办公费 | 1.20 |" in text
    assert "0 错误" in site.run("build")


def test_tracked_changes_are_taken_as_accepted_and_told(site, tmp_path):
    from test_hostile import BODY, TYPES, archive

    def run(text, tag="t"):
        return f"<w:r><w:{tag}>{text}</w:{tag}></w:r>"

    def cell(content, properties=""):
        return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{content}</w:p></w:tc>"

    inner = f"<w:tbl><w:tr>{cell(run('内表的字'))}</w:tr></w:tbl>"
    rows = [
        cell(run("项目名称")) + cell(run("新") + f"<w:del>{run('旧', 'delText')}</w:del><w:ins>{run('项目')}</w:ins>", '<w:gridSpan w:val="2"/>'),
        cell(run("项目编码")) + cell(run("P1"), '<w:gridSpan w:val="2"/>'),
        cell(run("预算数")) + cell(run("1.00"), '<w:gridSpan w:val="2"/>'),
        cell(run("一级指标")) + cell(run("三级指标")) + cell(run("指标值")),
        cell(run("产出指标"), '<w:vMerge w:val="restart"/>') + cell(run("甲")) + cell(run("1")),
        cell("", "<w:vMerge/>") + cell(run("乙")) + cell(run("2")),
    ]
    body = "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl><w:p/>" + inner
    path = tmp_path / "a.docx"
    path.write_bytes(archive({"[Content_Types].xml": TYPES, "word/document.xml": BODY.format("", body)}))
    output = site.run("import", "--year", 2022, "--unit", "1001", "--unit-name", "某局", path)
    assert "1 处插入的文字收入，1 处删除的文字不收入" in output
    text = text_of(site, "新项目.md")
    assert "项目名称: 新项目\n" in text and "| 产出指标 | 甲 | 1 |\n|  | 乙 | 2 |\n" in text
    assert "内表的字" in "".join(part.decode(errors="ignore") for name, part in site.files().items() if name.endswith(".md"))


def test_a_formula_without_its_value_is_told(site, tmp_path):
    book = Workbook()
    sheet = book.active
    sheet.title = "表"
    for row in [["2022年项目绩效目标表"], ["项目编码", "P100", "项目名称", "车辆保险费"], ["预算数", "=1+1", "资金用途", "保险"],
                ["一级指标", "二级指标", "三级指标", "指标值"], ["产出指标", "数量指标", "次数", "≥1次"]]:
        sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    output = site.run("import", tmp_path / "a.xlsx", "--unit", "721001")
    assert "提示：表!B3 是公式，文件里没有存它算出的值，读成了空白" in output and "原表没有预算数" in output
