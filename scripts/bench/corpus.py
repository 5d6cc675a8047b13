#!/usr/bin/env python3
"""corpus.py N OUT: a made-up disclosure site of N projects, the same bytes on every run.

OUT/gongkai/content   the site in our format
OUT/hugo/content      the same records for Hugo, as YAML front matter

A unit files about twelve projects a year, a project has about eleven indicators; units come back every year from 2020
to 2026. Names, descriptions and amounts are put together from the words below, so that texts repeat about as often as
they do in what counties file: levels and set phrases always, the names of projects hardly ever.
"""

import json
import random
import sys
from pathlib import Path

FIELDS = """
教育|义务教育 学前教育 校舍维修 教师培训 营养改善 学生资助 实验设备 校园安保|培养 建设 改造 招聘
卫生健康|公共卫生 家庭医生 疾病预防 村卫生室 孕产妇保健 疫苗接种 院前急救 老年体检|救治 防控 筛查 监测
农业农村|高标准农田 农机购置 动物防疫 秸秆利用 农产品质量 人居环境 地力保护 畜禽粪污|推广 整治 防疫 补贴
水务|河道治理 饮水安全 山洪防治 水土保持 地下水 灌区 河长制 防汛物资|疏浚 修复 巡查 监测
交通运输|农村公路 公交运营 桥梁 治超站点 安全设施 客运站 交通执法 港口岸线|养护 修缮 改造 检测
民政|城乡低保 特困供养 养老服务 孤儿生活 殡葬改革 临时救助 社区建设 高龄津贴|救助 供养 发放 认定
人力资源和社会保障|公益性岗位 就业创业 技能提升 养老保险 劳动监察 仲裁办案 人才引进 见习基地|培训 补贴 仲裁 招聘
财政|绩效管理 集中支付 政府采购 非税收入 监督检查 债务风险 会计管理 投资评审|评审 监督 评价 核算
公安|治安防控 交通管理 禁毒宣传 反电信诈骗 辅警 刑事技术 户籍管理 警用装备|侦办 巡逻 打击 维护
自然资源|空间规划 不动产登记 地质灾害 矿山修复 耕地保护 测绘信息 土地收储 森林防火|测绘 登记 修复 巡护
生态环境|大气污染 水环境 土壤调查 散煤 机动车尾气 环境执法 排污许可 危险废物|监测 治理 执法 溯源
住房和城乡建设|老旧小区 保障性住房 农村危房 城市更新 燃气安全 建筑节能 物业 供热|改造 鉴定 配套 维修
文化和旅游|文物 公共图书馆 非物质文化遗产 旅游厕所 文化馆 广播电视 送戏下乡 博物馆|保护 演出 推介 展览
应急管理|安全生产 救灾物资 应急演练 森林灭火 危险化学品 专职消防 地震监测 隐患排查|演练 排查 救援 储备
退役军人事务|优抚对象 退役安置 烈士褒扬 双拥共建 伤残抚恤 军休干部 就业扶持 纪念设施|抚恤 慰问 安置 续聘
文学艺术界联合会|文艺作品 志愿服务 书法展览 诗词之乡 文艺期刊 民间文化 美术采风 文艺人才|创作 展演 编撰 采风
"""
REGIONS = ["云岭市本级", "东川区", "石城区", "白河县", "青山县", "南溪县", "临江县", "长宁县"]
PLACES = "东关 西河 北山 南湖 城中 柳林 桃园 石桥 双井 三里 高庄 龙泉 平川 河口 松岭 古渡 新塘 青石 梅岭 临海".split()
KINDS = "项目 工程 经费 专项 工作经费 补助 行动 购置费 服务费 试点".split()
BASES = "年度工作计划 行业标准 历史标准 项目实施方案 计划标准 上级文件 财政支持经费 部门职责".split()
ROWS = [
    ("产出指标", "数量指标", ["{thing}{verb}数量", "{verb}{thing}次数", "{thing}人数"], ["≥{n}个", "{n}次", "≥{n}人", "{n}", "次"]),
    ("产出指标", "质量指标", ["{thing}达标率", "{thing}{verb}合格率"], ["≥{p}%", "100%", "是"]),
    ("产出指标", "时效指标", ["资金支付及时率", "{thing}完成时限", "计划完成工作"], ["≥{p}%", "12月底", "100%"]),
    ("产出指标", "成本指标", ["项目控制预算数", "控制在预算资金内"], ["≤{m}万元", "是"]),
    ("效益指标", "经济效益指标", ["节约成本", "带动{place}增收"], ["是", "≥{n}万元"]),
    ("效益指标", "社会效益指标", ["{thing}社会知晓率", "业务保障能力", "提高工作效率"], ["≥{p}%", "是", "有效"]),
    ("效益指标", "生态效益指标", ["{place}绿化率", "节约水电"], ["≥{p}%", "是"]),
    ("效益指标", "可持续影响指标", ["长期使用性", "{thing}长效机制健全性"], ["是", "长期"]),
    ("满意度指标", "服务对象满意度指标", ["{thing}服务对象满意度", "{place}群众满意度"], ["≥{p}%"]),
]


def fields():
    for line in FIELDS.split("\n"):
        if line:
            name, things, verbs = line.split("|")
            yield name, things.split(), verbs.split()


def projects(count):
    """Yields (year, unit, [project]) for every unit and year, until `count` projects are made."""
    random_numbers = random.Random(20220721)
    choose = random_numbers.choice
    made = 0
    years = list(range(2026, 2019, -1))
    # As many units, and of each as many offices, as hold the projects at twelve a year.
    wanted = -(-count // (12 * len(years)))
    units = [(region, *field) for region in REGIONS for field in fields()][:wanted]
    offices = -(-wanted // len(units))
    for year in years:
        for office in range(offices):
            for number, (region, name, things, verbs) in enumerate(units):
                if made >= count:
                    return
                code = f"{100 + number:03}{office + 1:03}"
                body = name if name.endswith("会") else name + "局"
                unit = {"code": code, "name": f"{region}{body}" + (f"第{office + 1}分局" if office else ""), "year": year}
                filed = []
                for index in range(min(random_numbers.randint(8, 16), count - made)):
                    made += 1
                    words = {"thing": choose(things), "verb": choose(verbs), "place": choose(PLACES)}
                    cents = random_numbers.randint(100, 3_000_000)
                    other = random_numbers.choice([0, 0, 0, cents // 5])
                    rows = []
                    for level1, level2, names, values in ROWS:
                        for label in random_numbers.sample(names, random_numbers.randint(1, min(2, len(names)))):
                            numbers = {"n": random_numbers.randint(1, 900), "p": random_numbers.randint(70, 99),
                                       "m": f"{cents / 100:.2f}"}
                            label = label.format(**words)
                            rows.append((level1, level2, label, f"{words['place']}{label}按年度要求完成的情况",
                                         choose(values).format(**numbers), choose(BASES)))
                    filed.append({
                        "code": f"990300{year % 100:02}P{number:03}{office:03}{index:05}0",
                        "name": f"{words['place']}{words['thing']}{words['verb']}{choose(KINDS)}（{year}年第{index + 1}批）",
                        "budget": f"{cents / 100:.2f}", "fiscal": f"{(cents - other) / 100:.2f}", "other": f"{other / 100:.2f}",
                        "purpose": f"用于{words['place']}{words['thing']}的{words['verb']}，由{region}组织实施",
                        "plan": ["25%", "50%", "75%", "100%"],
                        "goal": f"1.完成{words['place']}{words['thing']}{words['verb']}任务。\n2.{year}年保障{name}工作顺利开展。",
                        "rows": rows,
                    })
                yield year, unit, filed


def prose(unit, filed):
    paragraphs = [f"## 一、总体绩效目标\n\n{unit['name']}{unit['year']}年围绕本级政府工作安排，完成{len(filed)}个项目。"]
    paragraphs.append("## 二、分项绩效目标\n")
    for index, project in enumerate(filed, 1):
        paragraphs.append(f"（{index}）{project['name']}\n\n绩效目标：{project['purpose']}。\n\n绩效指标：按期完成，群众满意。")
    paragraphs.append("## 三、工作保障措施\n\n完善制度建设，加强支出管理，做好绩效自评，按规定公开。")
    return "\n\n".join(paragraphs)


def ours(out, unit, filed):
    folder = out / str(unit["year"]) / unit["code"]
    folder.mkdir(parents=True)
    head = f"---\n单位编码: {unit['code']}\n单位名称: {unit['name']}\n公开日期: {unit['year']}-02-18\n---\n\n"
    (folder / "index.md").write_text(head + prose(unit, filed) + "\n")
    for project in filed:
        lines = [f"---\n项目编码: {project['code']}\n项目名称: {project['name']}\n预算数: {project['budget']}",
                 f"财政资金: {project['fiscal']}\n其他资金: {project['other']}\n资金用途: {project['purpose']}\n---",
                 "\n## 资金支出计划（%）\n\n| 3月底 | 6月底 | 10月底 | 12月底 |\n| --- | --- | --- | --- |",
                 "| " + " | ".join(project["plan"]) + " |", "\n## 绩效目标\n", project["goal"], "\n## 绩效指标\n",
                 "| 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 | 指标值确定依据 |\n" + "| --- " * 6 + "|"]
        last = ("", "")
        for level1, level2, *rest in project["rows"]:
            shown = ["" if level1 == last[0] else level1, "" if (level1, level2) == last else level2, *rest]
            last = (level1, level2)
            lines.append("| " + " | ".join(shown) + " |")
        (folder / f"{project['code']}.md").write_text("\n".join(lines) + "\n")


def hugos(out, unit, filed):
    folder = out / str(unit["year"]) / unit["code"]
    folder.mkdir(parents=True)
    keys = {"title": unit["name"], "type": "unit", "code": unit["code"], "year": unit["year"]}
    (folder / "_index.md").write_text(front_matter(keys) + prose(unit, filed) + "\n")
    for project in filed:
        keys = {"title": project["name"], "type": "project", "unit": unit["name"]}
        keys |= {key: project[key] for key in ("code", "budget", "fiscal", "other", "purpose", "plan")}
        names = ("level1", "level2", "level3", "description", "value", "basis")
        keys["indicators"] = [dict(zip(names, row)) for row in project["rows"]]
        (folder / f"{project['code']}.md").write_text(front_matter(keys) + project["goal"] + "\n")


def front_matter(keys):
    """YAML whose scalars are written as JSON strings, which YAML reads as they are."""
    lines = ["---"]
    for key, value in keys.items():
        if key == "indicators":
            lines.append("indicators:")
            for row in value:
                lines += [f"{'- ' if first else '  '}{name}: {json.dumps(text, ensure_ascii=False)}"
                          for first, (name, text) in zip([True] + [False] * 5, row.items())]
        else:
            lines.append(f"{key}: {json.dumps(value, ensure_ascii=False)}")
    return "\n".join(lines) + "\n---\n\n"


def main():
    count, out = int(sys.argv[1]), Path(sys.argv[2])
    content, hugo = out / "gongkai/content", out / "hugo/content"
    content.mkdir(parents=True)
    hugo.mkdir(parents=True)
    (content / "index.md").write_text("---\n网站名称: 云岭市预算绩效目标公开\n主办单位: 云岭市财政局\n---\n\n测速用的示例网站，内容是生成的。\n")
    for _, unit, filed in projects(count):
        ours(content, unit, filed)
        hugos(hugo, unit, filed)


if __name__ == "__main__":
    main()
