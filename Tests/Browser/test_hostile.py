"""Whatever a document holds is shown as text: nothing of it runs."""

import subprocess

import pytest

import sites
from conftest import REPOSITORY, build, program, served
from sites import HEADINGS, front_matter, project, table

# Each of the payloads on its own would do; a double quotation mark with a combining accent after it is one character
# to a careless escaper.
EVIL = '<script>alert(1)</script>"><img src=x onerror=alert(1)>javascript:alert(1){{x}}{{{x}}}"\u0301 onload=alert(1) x="\u0301\'&lt;'
NAME = 'x"><img src=x onerror=alert(1)>{{x}}"\u0301.pdf'


def evil(place: str) -> str:
    return f"{place}{EVIL}"


def escaped(text: str) -> str:
    """The text for Markdown, which would take some of it for markup."""
    return "".join("\\" + character if character in "<>{}&[]*_" else character for character in text)


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory):
    fields = {"项目编码": "13030324P1", "项目名称": evil("项目"), "预算数": "1.00", "财政资金": "1.00",
              evil("来源") + "资金": "2.00", "资金用途": evil("用途"), evil("键"): evil("值"), "项目类型": evil("类型")}
    rows = [[evil(f"{column}{row}") for column in HEADINGS] + [evil("附加")] for row in range(2)]
    bare = [row[:6] for row in rows]
    text = project(fields, rows, [*HEADINGS, evil("栏目")], f"## {escaped(evil('标题'))}\n\n{escaped(evil('正文'))}\n\n"
                   + table([[evil("表头"), "乙"], [evil("格"), "丁"]]) + f"\n`{evil('代码')}`\n\n    {evil('代码块')}\n")
    text = text.replace("1.按计划完成年度工作", escaped(evil("目标"))).replace("| 3月底 |", f"| {evil('3月底')} |").replace(
        "| 25% |", f"| {evil('25%')} |").replace("---\n\n##", "更正:\n  - 日期: 2024-03-01\n    内容: "
        + sites.quoted(evil("更正")) + "\n    原因: " + sites.quoted(evil("原因")) + "\n---\n\n##", 1)
    unit = {"单位编码": "721001", "单位名称": evil("单位"), "部门名称": evil("部门"), "金额单位": "万元", evil("单位键"): evil("单位值")}
    site = {"网站名称": evil("网站"), "主办单位": evil("主办"), "承办单位": evil("承办"), "联系方式": evil("联系"),
            "政府网站标识码": evil("标识码"), "ICP备案号": evil("备案"), "公安备案号": evil("公安")}
    root = sites.write(tmp_path_factory.mktemp("hostile"), {
        "index.md": front_matter(site) + "\n" + escaped(evil("首页")) + "\n",
        "about.md": front_matter({"标题": evil("说明")}) + f"\n# {escaped(evil('说明'))}\n",
        "2024/721001/index.md": front_matter(unit) + f"\n## {escaped(evil('总体'))}\n\n{escaped(evil('段落'))}\n",
        "2024/721001/a.md": text,
        "2024/721001/b.md": project(fields | {"项目编码": "13030324P2"}, bare),
        "2024/721001/c.md": project(fields | {"项目编码": "13030324P3", "状态": "已撤下"}, bare),
        "2023/721001/index.md": front_matter(unit),
        "2023/721001/a.md": project(fields, bare),
        f"2024/721001/{NAME}": "x"})
    yield from served(build(root, root / "public"))


def test_nothing_runs_on_any_page(browser, hostile_site):
    context = browser.new_context()
    page = context.new_page()
    ran, asked = [], []
    page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
    page.on("console", lambda message: ran.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    page.add_init_script("window.alert = () => { window.hostile = true; }")
    for path in hostile_site.paths():
        page.goto(hostile_site.url(path))
        for link in page.locator("a[href]").evaluate_all("links => links.map(link => link.protocol)"):
            assert link == "http:", path
        assert page.evaluate("window.hostile === undefined"), path
        assert page.locator("main img, main script, [onerror], [onload]").count() == 0, path
    page.wait_for_load_state("networkidle")
    assert ran == [] and not [url for url in asked if url.endswith("/x")]
    context.close()


@pytest.mark.parametrize("path, places", [
    ("index.html", ["首页", "网站", "主办", "承办", "联系", "标识码", "备案", "公安"]),
    ("2024/721001/index.html", ["单位", "部门", "总体", "段落", "单位键", "单位值", "项目"]),
    ("2024/721001/13030324P1.html", [
        "项目", "来源", "用途", "键", "值", "类型", "3月底", "25%", "栏目", "附加", "标题", "正文", "表头", "格", "代码",
        "代码块", "更正", "原因"] + [f"{column}1" for column in HEADINGS]),
    ("2024/721001/13030324P3.html", ["项目", "单位"]),
    ("projects.html", ["项目", "单位"]),
    ("indicators.html", [f"{column}0" for column in HEADINGS[:5]] + ["项目", "单位"]),
    ("about.html", ["说明"])])
def test_every_payload_is_shown_as_text(shared_page, hostile_site, path, places):
    shared_page.goto(hostile_site.url(path))
    text = shared_page.locator("body").evaluate("body => body.textContent")
    for place in places:
        assert evil(place) in text, place


def test_a_goal_is_literal_text(shared_page, hostile_site):
    """No character of a form field is Markdown: the backslashes that its author wrote stay."""
    shared_page.goto(hostile_site.url("2024/721001/13030324P1.html"))
    assert escaped(evil("目标")) in shared_page.locator("td.goal").evaluate("cell => cell.textContent")


def test_attachments_of_any_name_are_links_to_their_files(shared_page, hostile_site):
    shared_page.goto(hostile_site.url("2024/721001/index.html"))
    link = shared_page.get_by_text(NAME, exact=True)
    assert link.count() == 1
    assert shared_page.request.get(link.evaluate("link => link.href")).ok


def test_titles_and_tags_hold_the_payload_as_text(shared_page, hostile_site):
    shared_page.goto(hostile_site.url("2024/721001/13030324P1.html"))
    assert evil("项目") in shared_page.title()
    assert shared_page.locator("meta[name=SiteName]").get_attribute("content") == evil("网站")
    assert shared_page.locator("meta[name=Description]").get_attribute("content") == evil("用途")


@pytest.mark.parametrize("prose", [
    "[点这里](javascript:alert(1))", "[点这里](JaVaScRiPt:alert(1))", "[点这里](&#106;avascript:alert(1))",
    "[点这里](data:text/html,<script>alert(1)</script>)", "![图](javascript:alert(1))", "<javascript:alert(1)>",
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "a <b onclick=alert(1)>b</b>",
    "[甲][乙]\n\n[乙]: javascript:alert(1) 'x'"])
def test_markdown_with_scripts_is_refused_or_harmless(shared_page, tmp_path, prose):
    root = sites.write(tmp_path, {"index.md": front_matter({"网站名称": "网站"}) + f"\n{prose}\n"})
    command = [program(), "build", "--root", str(root), "--output", str(root / "public")]
    (root / "theme").symlink_to(REPOSITORY / "theme")
    result = subprocess.run(command, capture_output=True, text=True)
    if result.returncode == 0:
        shared_page.add_init_script("window.alert = () => { window.hostile = true; }")
        shared_page.goto((root / "public/index.html").as_uri())
        for link in shared_page.locator("main a").all():
            link.click()
        assert shared_page.evaluate("window.hostile === undefined")
        assert shared_page.locator("main :is(script, [onerror], [onclick], img[src=x])").count() == 0
    else:
        assert "错误" in result.stderr and not (root / "public/index.html").exists()


def test_a_hostile_address_of_the_site_is_no_link(tmp_path):
    root = sites.write(tmp_path, {"index.md": front_matter({"网站名称": "网站", "网址": 'javascript:alert(1)"><script>'})})
    (root / "theme").symlink_to(REPOSITORY / "theme")
    command = [program(), "build", "--root", str(root), "--output", str(root / "public")]
    result = subprocess.run(command, capture_output=True, text=True)
    home = root / "public/index.html"
    assert result.returncode != 0 or "javascript:" not in home.read_text(encoding="utf-8")

