"""Writes the content of made-up sites, in the format of docs/content-format.md."""

from pathlib import Path

LEVELS = {
    "产出指标": ["数量指标", "质量指标", "时效指标", "成本指标"],
    "效益指标": ["经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"],
    "满意度指标": ["服务对象满意度指标"],
}
HEADINGS = ["一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据"]
PLAN = [["3月底", "6月底", "10月底", "12月底"], ["25%", "50%", "75%", "100%"]]
NAMES = ["车辆保险费", "办公设备购置费", "物业管理费", "公益岗人员补贴", "网络租赁及维护费", "取暖费", "驻村工作队经费",
         "老旧小区配套基础设施改造及背街小巷综合整治工程前期工作经费", "政府购买服务经费", "宣传培训费"]
UNITS = {
    "721001": "关城区文学艺术界联合会本级",
    "722001": "关城区住房和城乡建设局（关城区人民防空办公室、关城区保障性住房管理中心）本级",
    "723001": "关城区教育和体育局本级",
}


def quoted(value: str) -> str:
    """A YAML scalar that holds exactly these characters."""
    return "'" + value.replace("'", "''") + "'"


def front_matter(fields: dict[str, str]) -> str:
    lines = [f"{quoted(key)}: {quoted(value)}" if value else f"{quoted(key)}:" for key, value in fields.items()]
    return "\n".join(["---", *lines, "---", ""])


def table(rows: list[list[str]]) -> str:
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * len(rows[0]), *lines[1:]]) + "\n"


def indicators(count: int = 9) -> list[list[str]]:
    """Indicators under every 一级指标 and 二级指标 in turn, merged cells blank as in the form."""
    pairs = [(first, second) for first, seconds in LEVELS.items() for second in seconds]
    places = sorted(pairs[number % len(pairs)] for number in range(count))
    places.sort(key=pairs.index)
    rows, above = [], ("", "")
    for number, (first, second) in enumerate(places, start=1):
        cells = ["" if first == above[0] else first, "" if (first, second) == above else second]
        value = ["≥95%", "是", "12次", "按时完成", ""][number % 5]
        rows.append([*cells, f"第{number}项工作完成情况", f"反映第{number}项工作按计划完成的数量和质量", value, "年度工作计划"])
        above = (first, second)
    return rows


def project(fields: dict[str, str], rows: list[list[str]], headings: list[str] = HEADINGS, more: str = "") -> str:
    return "\n".join([
        front_matter(fields),
        "## 资金支出计划（%）\n", table(PLAN),
        "## 绩效目标\n\n1.按计划完成年度工作，保障资金安全、规范、有效。\n",
        "## 绩效指标\n", table([headings, *rows]), more])


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def project_fields(number: int, year: int) -> dict[str, str]:
    budget = f"{number * 37 % 9000 / 10 + 0.4:.2f}"
    return {"项目编码": f"130303{year % 100}P{number:012d}", "项目名称": f"{NAMES[number % len(NAMES)]}（{number}）",
            "预算数": budget, "财政资金": budget, "其他资金": "", "资金用途": "保障机关正常运转和年度重点工作"}


def large_site(folder: Path, projects: int = 250) -> Path:
    """Two years, three units, many projects, and one of each thing that the seed has none of."""
    files = {
        "index.md": front_matter({"网站名称": "关城区预算绩效目标公开", "主办单位": "关城区财政局", "承办单位": "关城区信息中心",
                                  "联系方式": "0335-5050000", "网址": "https://guancheng.example/budget/",
                                  "政府网站标识码": "1303030001", "公开质量": "是"}) + "\n部门整体绩效目标和每个预算项目的绩效目标表。\n",
        "about.md": "---\n标题: 说明\n---\n\n# 说明\n\n" + "## 怎样读\n\n原文照录。\n\n" + table(
            [["名称", "意思"], ["预算数", "当年安排的钱"], ["指标值", "要达到的数"]]),
    }
    folders = [(year, code) for year in (2023, 2024) for code in UNITS]
    for year, code in folders:
        fields = {"单位编码": code, "单位名称": UNITS[code], "部门名称": "关城区部门", "公开日期": f"{year}-02-10"}
        text = front_matter(fields) + "\n## 一、总体绩效目标\n\n" + "围绕全区发展大局，履职尽责，提升服务水平。" * 12
        text += "\n\n## 二、分项绩效目标\n\n1. 完成年度任务。\n2. 提高资金效益。\n\n> 依据本单位三定方案。\n"
        if code == "723001":
            text += "\n## 绩效指标\n\n" + table([HEADINGS, *indicators(11)])
        files[f"{year}/{code}/index.md"] = text
    for number in range(projects):
        year, code = folders[number % len(folders)]
        files[f"{year}/{code}/{number}.md"] = project(project_fields(number, year), indicators(9))
    files["2024/721001/rich.md"] = rich_project()
    files["2024/721001/合同.pdf"] = "%PDF-1.4\n"
    files["2024/721001/gone.md"] = project(
        project_fields(9001, 2024) | {"项目名称": "已撤下的项目", "状态": "已撤下"}, indicators(3)).replace(
        "---\n\n##", "更正:\n  - 日期: 2024-03-01\n    内容: 误报，予以撤下\n    原因: 重复申报\n---\n\n##", 1)
    return write(folder, files)


def rich_project() -> str:
    """More funds, columns, fields and sections than the seed has, a correction, an attachment, another year."""
    fields = project_fields(1, 2024) | {"项目编码": project_fields(0, 2023)["项目编码"], "项目名称": "全科示范项目",
                                        "上年结转资金": "1.00", "财政专户管理资金": "0.50", "主管科室": "预算科、绩效科"}
    headings = [*HEADINGS, "分值", "备注"]
    rows = [[*row, "10", "" if number % 2 else "按季度考核"] for number, row in enumerate(indicators(12))]
    text = project(fields, rows, headings, "## 立项依据\n\n区委常委会纪要。\n\n" + table([["文件", "日期"], ["纪要", "2023-11-02"]]))
    extra = "附件:\n  - 合同.pdf\n更正:\n  - 日期: 2024-03-01\n    内容: 预算数改正\n    原因: 录入错误\n---\n\n##"
    return text.replace("---\n\n##", extra, 1)


def tall_site(folder: Path) -> Path:
    """One project whose 40 indicators stand under one 一级指标: a merged cell taller than a sheet of paper."""
    rows = [["产出指标" if number == 0 else "", "数量指标" if number == 0 else "", f"第{number + 1}项工作完成情况",
             "反映这一项工作按计划完成的数量、质量和时效，逐月登记，年底汇总", "≥95%", "年度工作计划"] for number in range(40)]
    return write(folder, {
        "index.md": front_matter({"网站名称": "长表"}),
        "2024/721001/index.md": front_matter({"单位编码": "721001", "单位名称": "关城区文联"}),
        "2024/721001/tall.md": project(project_fields(1, 2024), rows)})
