"""A small site that holds one of each thing that downloads could get wrong."""

from pathlib import Path

from sites import HEADINGS, PLAN, front_matter, project, quoted, table, write

ADDRESS = "https://guancheng.example/budget/"
# In no byte of any file of the output.
SECRET = "不公开的文字"
# Texts that a spreadsheet program would take for formulas.
FORMULAS = ["=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "＝1+1", "=HYPERLINK(\"http://evil.example\")"]
# Texts that a careless writer of CSV, JSON, XML or XLSX would break.
TEXTS = ['引号"和,逗号', "第一行<br>第二行", "𠮷野家😀𪚥", "a_x0041_b", "<b>&amp;</b>", "'单引号", "尾\\|竖"]
# The same texts as they are read.
READ_TEXTS = ['引号"和,逗号', "第一行\n第二行", "𠮷野家😀𪚥", "a_x0041_b", "<b>&amp;</b>", "'单引号", "尾\\|竖"]
LONG = "长" * 33_000

UNIT = {"单位编码": "0721001", "单位名称": "关城区=文联", "部门名称": "文联部门", "公开日期": "2024-02-10",
        "发文字号": "关文联〔2024〕1号", "批复日期": "2024-01-31"}


def rows() -> list[list[str]]:
    """One indicator for each text; `|` in a cell is escaped."""
    texts = FORMULAS + TEXTS
    cells = [text.replace("\\|", "|").replace("|", "\\|") for text in texts]
    levels = [("产出指标", "数量指标")] + [("", "")] * (len(cells) - 1)
    values = ["≥95%", "0.40", "100-120次", "2024年12月", "是", "", "次", "≤3.50万元"]
    return [[first, second, f"第{number}项", text, values[number % len(values)], "年度计划", f"附加{number}", "5"]
            for number, ((first, second), text) in enumerate(zip(levels, cells))]


def hidden(code: str, **keys: str) -> str:
    fields = {"项目编码": code, "项目名称": SECRET, "预算数": "99", "财政资金": "99", "资金用途": SECRET, **keys}
    return project(fields, [["产出指标", "数量指标", SECRET, SECRET, SECRET, SECRET]])


def correction(date: str, content: str, reason: str) -> str:
    return f"更正:\n  - 日期: {date}\n    内容: {quoted(content)}\n    原因: {quoted(reason)}\n"


def rich_site(folder: Path) -> Path:
    headings = HEADINGS[:4] + ["年度指标值", "指标值确定依据", "附加栏", "分值"]
    first = {"项目编码": "0013030324P1", "项目名称": "=1+1项目", "预算数": "0.40", "财政资金": "0.40", "其他资金": "",
             "上年结转资金": "", "资金用途": "-用途", "项目类型": "运转类", "别的栏目": "别的=内容", "公开日期": "2024-03-01"}
    second = {"项目编码": "13030322P003970100139", "项目名称": "车辆保险费", "预算数": "12345.67", "财政资金": "12000.00",
              "上年结转资金": "345.67"}
    first_text = project(first, rows(), headings, "## 补充说明\n\n补充的段落，*原样*。\n").replace(
        "---\n", "---\n" + correction("2024-04-01", "把数改对了", "打字错误"), 1)
    hidden_unit = {"单位编码": "0721009", "单位名称": SECRET, "状态": "草稿"}
    return write(folder, {
        "index.md": front_matter({"网站名称": "关城区公开", "主办单位": "关城区财政局", "网址": ADDRESS, "政府网站标识码": "1303030001"}),
        "about.md": f"---\n标题: 说明\n公开日期: 2024-01-02\n---\n\n文字\n",
        "secret.md": f"---\n标题: {SECRET}\n状态: 草稿\n---\n\n{SECRET}\n",
        "2024/u/index.md": front_matter(UNIT) + "\n## 一、总体绩效目标\n\n+办好文联的事。\n\n第二段。\n\n## 绩效指标\n\n"
        + table([HEADINGS, ["产出指标", "数量指标", "活动场次", "全年活动", "≥12次", "年度计划"]]),
        "2024/u/a.md": first_text,
        "2024/u/b.md": project(second, [["产出指标", "数量指标", "=长", LONG, "≥100次", "计划"]]),
        "2024/yuan/index.md": front_matter({"单位编码": "722", "单位名称": "按元填报", "金额单位": "元", "公开日期": "2024-02-11"}),
        "2024/yuan/a.md": project({"项目编码": "Y1", "项目名称": "按元", "预算数": "4000.00", "财政资金": "4000.00"},
                                  [["产出指标", "数量指标", "次数", "说明", "＞3次", "计划"]]),
        "2023/u/index.md": front_matter(UNIT | {"公开日期": "2023-02-10"}),
        "2023/u/a.md": project({"项目编码": "0013030324P1", "项目名称": "上一年", "预算数": "1.5", "财政资金": "1.5"}, rows()[:2],
                               headings),
        "2024/u/draft.md": hidden("DRAFT001", 状态="草稿"),
        "2024/u/review.md": hidden("DRAFT002", 状态="待审"),
        "2024/u/embargo.md": hidden("DRAFT003", 发布时间="2031-01-01 09:00"),
        "2024/u/withdrawn.md": hidden("GONE004", 状态="已撤下").replace(SECRET, "撤下的名称", 1),
        "2024/hidden/index.md": front_matter(hidden_unit) + f"\n## 一、总体绩效目标\n\n{SECRET}\n",
        "2024/hidden/a.md": hidden("DRAFT005"),
        "2024/u/secret.pdf": "%PDF-1.4\n",
    })


__all__ = ["rich_site", "PLAN"]
