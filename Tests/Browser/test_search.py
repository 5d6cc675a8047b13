"""The search in a real browser, over HTTP and from the disk: nothing missed, nothing wrong, nothing executed."""

import json
import random
import re
import shutil
import time
from decimal import Decimal
from urllib.parse import quote, quote_plus

import pytest

from brute_force import Truth
from conftest import REPOSITORY, build, served
from sites import front_matter, indicators, project, write

SCHEMES = ["nginx", "file"]


def address(site, scheme, path):
    return site.file_url(path) if scheme == "file" else site.url(path)


def open_search(page, site, scheme="http", query=""):
    page.goto(address(site, scheme, "search.html") + (f"?q={quote(query)}" if query else ""))
    page.evaluate("gongkaiShards.open()")


def ask(page, queries):
    """The paths that each query finds, by the function that the page itself uses."""
    return page.evaluate(
        """async queries => { const all = [];
           for (const query of queries) all.push((await gongkaiSearch(query)).map(result => result.path));
           return all; }""", queries)


def shown(page):
    page.wait_for_selector("#results[aria-busy]", state="detached")
    page.wait_for_timeout(50)
    return page.locator("ol.found > li")


def seed_texts():
    """Path of the page and every text of it, read from the content files without the program's help."""
    for folder in sorted((REPOSITORY / "content/2022").iterdir()):
        unit = dict(re.findall(r"^(\S+?): (.+)$", (folder / "index.md").read_text().split("---")[1], re.M))
        budgets = re.findall(r"^预算数: *(\S+)$", "\n".join(file.read_text() for file in folder.glob("*.md")), re.M)
        for file in sorted(folder.glob("*.md")):
            _, front, body = file.read_text().split("---\n", 2)
            fields = dict(re.findall(r"^(\S+?): *(.*)$", front, re.M))
            texts = [unit[key] for key in ("单位编码", "单位名称", "部门名称")] + ["2022年度"]
            texts += [f"{sum(map(Decimal, budgets)):.2f}"] * (file.name == "index.md")
            texts += [text for key, text in fields.items() if text and key != "金额单位"]
            for line in body.splitlines():
                if line.startswith("|") and "---" not in line and not line.startswith("| 一级"):
                    texts += [cell.strip() for cell in line.strip("|").split("|") if cell.strip()]
                elif not line.startswith(("|", "#")) and line:
                    texts.append(line)
                elif line.startswith("## ") and file.name == "index.md":
                    texts.append(line[3:])
            yield f"2022/{folder.name}/{fields.get('项目编码', 'index')}.html", texts


def plain_texts():
    """The same of the plain pages."""
    for file in sorted((REPOSITORY / "content").glob("*.md")):
        if file.name == "index.md":
            continue
        _, front, body = file.read_text().split("---\n", 2)
        body = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", body).replace("`", "").replace("**", "")
        body = re.sub(r"^(\|[ -|]+\||[-*>]|\d+\.|#+) ?", "", body, flags=re.M)
        lines = [cell.strip() for line in body.splitlines() for cell in line.split("|") if cell.strip()]
        yield f"{file.stem}.html", [*re.findall(r"^标题: *(.*)$", front, re.M), *lines]


def pieces(texts):
    return {text[start:start + length] for text in texts for length in range(2, 7)
            for start in range(len(text) - length + 1)}


def letters(text):
    return re.sub(r"[\W_]", "", text).lower()


def simplified_forms():
    """All traditional characters, and what becomes of each."""
    source = (REPOSITORY / "Sources/Search/Tables/characters.tsv").read_text()
    return re.findall(r"^(?:traditional|simplified)\t(.+)", source, re.M)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_piece_of_every_field_is_found(seed_nginx, page, scheme):
    documents = dict([*seed_texts(), *plain_texts()])
    open_search(page, seed_nginx, scheme)
    wanted = {}
    for path, texts in documents.items():
        for piece in pieces(texts):
            wanted.setdefault(piece, set()).add(path)
    # A query of one letter, or of none but punctuation, is none: the page says so.
    queries = [piece for piece in sorted(wanted) if page_counts(piece)]
    assert len(queries) > 5000
    contents = {path: letters("\n".join(texts)) for path, texts in documents.items()}
    for query, found in zip(queries, ask(page, queries)):
        missed = wanted[query] - set(found)
        assert not missed, f"{query!r} does not find {missed}"
        wrong = [path for path in found if any(letters(word) not in contents[path] for word in query.split())
                 and letters(query) not in contents[path]]
        assert not wrong, f"{query!r} finds {wrong}"


def page_counts(piece):
    return len(letters(piece)) > 1


def test_a_generated_site_against_brute_force(large_site, page):
    """What scripts/measure-search proves for ten thousand projects, here for 251."""
    truth = Truth(large_site.folder.parent / "content")
    open_search(page, large_site)
    for kind, chosen in truth.queries(40, random.Random(3)):
        results = ask(page, [query for query, _ in chosen])
        assert chosen, kind
        for (query, origin), found in zip(chosen, results):
            wanted = truth.holding(query)
            assert origin in wanted, f"{kind}: {query!r} was taken from {origin}"
            assert set(found) == wanted, f"{kind}: {query!r}: {sorted(set(found) ^ wanted)[:4]}"
            if kind == "whole codes":
                assert origin == found[0], query
            if kind == "whole names":
                assert any(truth.names[path] == query for path in found[:10]), query


def test_every_form_of_a_query_finds_the_same(seed_site, page):
    open_search(page, seed_site)
    back = {}
    for old, new in zip(*simplified_forms()):
        back.setdefault(new, old)
    wide = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
    texts = [text for _, texts in seed_texts() for text in texts if len(letters(text)) > 4]
    sample = random.Random(2).sample(sorted(set(texts)), 60)
    plain = ask(page, sample)
    # Words that white space parts may stand apart: the whole text is asked without it as well.
    for change in (lambda text: "".join(back.get(letter, letter) for letter in text), lambda text: text.translate(wide),
                   str.upper, str.lower):
        assert ask(page, [change(text) for text in sample]) == plain
    for text, found, stripped in zip(sample, plain, ask(page, [re.sub(r"[^\w.%≥-]", "", text) for text in sample])):
        assert set(stripped) <= set(found), text
        assert stripped, text


@pytest.mark.parametrize("query, name", [
    ("4000元", "车辆保险费"), ("0.4万元", "车辆保险费"), (">=95", "车辆保险费"), ("大于等于95", "车辆保险费"), ("0139", "车辆保险费"),
    ("00139", "车辆保险费"), ("p004055", "《山海风》工作经费"), ("山海風", "《山海风》工作经费"), ("文联 保险费", "车辆保险费"),
    ("２０２２年复查", "“中华诗词之乡”2022年复查经费"),
])
@pytest.mark.parametrize("scheme", SCHEMES)
def test_typed_queries(seed_nginx, page, scheme, query, name):
    open_search(page, seed_nginx, scheme)
    page.locator("#q").press_sequentially(query, delay=5)
    page.wait_for_timeout(700)
    assert name in shown(page).locator("h2").all_inner_texts()
    assert re.search(r"找到 \d+ 个结果", page.inner_text("[role=status]"))
    assert page.url.endswith("?q=" + quote_plus(query))


def test_marks_exactly_what_matches(seed_site, page):
    open_search(page, seed_site, query="海风工作")
    assert shown(page).locator("h2 mark").all_inner_texts() == ["海风》工作"]


def test_a_code_before_a_name_before_a_text(seed_site, page):
    open_search(page, seed_site)
    assert ask(page, ["保险"])[0][0].endswith("13030322P003970100139.html")
    assert ask(page, ["13030322P00405610001N"])[0] == ["2022/721001/13030322P00405610001N.html"]


def test_rows_nest_and_lead_to_the_row(seed_site, page):
    open_search(page, seed_site, query="满意度")
    row = shown(page).first.locator(".rows a").first
    anchor = row.get_attribute("href").split("#")[1]
    row.click()
    page.wait_for_selector("main mark")
    assert page.url.endswith("#" + anchor)
    assert "满意度" in page.locator(f"#{anchor} mark").all_inner_texts()
    assert page.locator(f"#{anchor}").evaluate("row => { const box = row.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight; }")
    page.go_back()
    page.wait_for_selector("ol.found li")
    assert page.input_value("#q") == "满意度"


def test_rows_of_a_result_that_its_name_alone_brought(seed_site, page):
    open_search(page, seed_site, query="诗词之乡")
    found = shown(page).first
    found.locator(".sentence mark").first.wait_for()
    assert found.locator("h2 mark").inner_text() == "诗词之乡"
    page.fill("#q", "诗词")
    rows = shown(page).first.locator(".rows a")
    rows.first.wait_for()
    assert rows.all_inner_texts() == ["举办诗词文化活动数量", "群众的参与度"]


def test_nothing_while_composing(seed_site, page):
    open_search(page, seed_site)
    page.evaluate("""() => { const field = document.getElementById('q'); field.value = 'bao';
        field.dispatchEvent(new InputEvent('input', { isComposing: true })); }""")
    page.wait_for_timeout(300)
    assert shown(page).count() == 0
    page.evaluate("""() => { const field = document.getElementById('q'); field.value = '保险';
        field.dispatchEvent(new CompositionEvent('compositionend')); }""")
    page.wait_for_timeout(300)
    assert shown(page).count() > 0


def test_filters_count_and_stay_in_the_address(seed_site, page):
    open_search(page, seed_site, query="文艺")
    page.wait_for_selector("ol.found li")
    total = shown(page).count()
    assert total > 1
    assert page.locator("#filter-type option").all_inner_texts()[0] == f"全部（{total}）"
    page.select_option("#filter-type", "project")
    assert shown(page).count() == total - 1
    assert "type=project" in page.url
    page.reload()
    page.wait_for_selector("ol.found li")
    assert shown(page).count() == total - 1


def test_finding_nothing_leads_on(seed_site, page):
    open_search(page, seed_site, query="车辆保养大修")
    page.wait_for_timeout(900)
    assert "没有找到" in page.inner_text("[role=status]")
    assert "车辆保险费" in shown(page).locator("h2").all_inner_texts()


@pytest.fixture(scope="module")
def close_site(tmp_path_factory):
    """Two projects of two years that are close to one another, and units whose department is another name."""
    root = tmp_path_factory.mktemp("close")
    files = {"index.md": front_matter({"网站名称": "公开"})}
    for number, purpose in ((3, "保修设备；修缮房屋"), (4, "保修缮工程")):
        folder = f"202{number}/72100{number}/"
        files[folder + "index.md"] = front_matter(
            {"单位编码": f"72100{number}", "单位名称": f"第{number}小学", "部门名称": "教育部门", "公开日期": f"202{number}-02-10"})
        files[folder + "a.md"] = project(
            {"项目编码": f"13030324P00{number}", "项目名称": f"校舍{number}", "预算数": "0.39", "财政资金": "0.20", "其他资金": "0.19",
             "资金用途": purpose}, indicators(2))
    yield from served(build(write(root, files), root / "public"))


def test_what_is_found_is_what_is_counted(close_site, page):
    open_search(page, close_site, query="保修缮")
    page.wait_for_selector("[role=status]:has-text('找到 1 个结果')")
    assert shown(page).count() == 1
    page.fill("#q", "第")
    page.fill("#q", "校舍保修缮")
    page.wait_for_selector("[role=status]:has-text('没有找到')")


def test_a_choice_is_told_of_when_it_hides_what_is_there(close_site, page):
    page.goto(close_site.url("search.html") + f"?q={quote('教育部门')}&year=2023")
    page.wait_for_selector("[role=status]:has-text('找到 2 个结果')")
    page.fill("#q", "保修缮工程")
    page.wait_for_selector("[role=status]:has-text('所选范围里没有找到含有“保修缮工程”')")
    assert "至多还有 1 个" in page.inner_text("[role=status]") and "相近" not in page.inner_text("#results")
    page.focus("#filter-year")
    page.select_option("#filter-year", "")
    page.wait_for_selector("[role=status]:has-text('找到 1 个结果')")
    # What has the focus does not go away under it.
    assert page.evaluate("document.activeElement.id") == "filter-year"
    page.select_option("#filter-year", "2024")
    assert "year=2024" in page.url
    page.fill("#q", "")
    page.wait_for_timeout(200)
    assert "year" not in page.url
    page.fill("#q", "教育部门")
    page.wait_for_selector("[role=status]:has-text('找到 4 个结果')")


@pytest.mark.parametrize("query", ["保险 车", "车 保险", "保险　费 辆", "车辆保险费绩效目标表"])
def test_short_words_and_titles_find_what_holds_them(seed_site, page, query):
    open_search(page, seed_site, query=query)
    page.wait_for_selector("[role=status]:has-text('找到 ')")
    assert "车辆保险费" in shown(page).locator("h2").all_inner_texts()
    open_search(page, seed_site, query="保险 鲸")
    page.wait_for_selector("[role=status]:has-text('没有找到')")
    open_search(page, seed_site, query="鲸 豚")
    page.wait_for_selector("[role=status]:has-text('请至少输入两个连着的字')")


def test_an_amount_is_marked_where_it_stands(close_site, page):
    for query in ("1900元", "0.19"):
        open_search(page, close_site, query=query)
        page.wait_for_selector("ol.found li")
        assert shown(page).locator("mark").all_inner_texts() == ["0.19"] * 2, query
        assert shown(page).locator(".sentence").all_inner_texts() == ["其他资金：0.19"] * 2
    # A value in 元 is none in 万元.
    open_search(page, close_site, query="1900元")
    assert ask(page, ["0.19元"]) == [[]]
    open_search(page, close_site, query="3900元")
    page.wait_for_selector("ol.found li")
    assert shown(page).locator(".meta mark").all_inner_texts() == ["0.39 万元"] * 2


def test_what_a_units_page_shows_is_found(close_site, page):
    open_search(page, close_site)
    units = ["2024/721004/index.html", "2023/721003/index.html"]
    assert ask(page, ["2024-02-10", "2023-02"]) == [units[:1], units[1:]]
    assert set(units) <= set(ask(page, ["0.39"])[0]) and len(ask(page, ["3900元"])[0]) == 4
    open_search(page, close_site, query="教育部门")
    page.wait_for_selector("ol.found li")
    assert shown(page).locator("mark").all_inner_texts() == ["教育部门"] * 4
    open_search(page, close_site, query="721003")
    page.wait_for_selector("ol.found li")
    assert shown(page).locator("mark").all_inner_texts() == ["721003"] * 2


def test_a_word_of_one_character_does_not_read_the_whole_index(large_site, page):
    open_search(page, large_site)
    requests = []
    page.on("request", lambda request: requests.append(request.url) if "/search/" in request.url else None)
    # No text of the site has the one, and none beside 机关 the other.
    for query in ("保障 龘", "机关 鲸"):
        requests.clear()
        page.fill("#q", query)
        page.wait_for_selector("[role=status]:has-text('没有找到'), [role=status]:has-text('还没有找完')")
        assert len(requests) <= 45, query


def test_a_scroll_does_not_lose_the_query_that_is_on_its_way(large_site, page):
    open_search(page, large_site, query="保障机关")
    page.wait_for_selector("[role=status]:has-text('找到')")
    page.route("**/search/p*", lambda route: (time.sleep(0.5), route.continue_()))
    page.evaluate("scrollTo(0, 1e6)")
    page.fill("#q", "全科示范")
    for _ in range(5):
        page.evaluate("() => { scrollTo(0, 0); scrollTo(0, 1e6); dispatchEvent(new Event('scroll')); }")
        page.wait_for_timeout(60)
    page.wait_for_selector("[role=status]:has-text('找到 1 个结果')")
    assert shown(page).locator("h2").all_inner_texts() == ["全科示范项目"]


def test_two_askings_at_once_lose_nothing(large_site, page):
    """A double click on 显示更多, and a choice while the one before is on its way."""
    page.goto(large_site.url("search.html") + "?q=" + quote("保障机关"))
    page.wait_for_selector("[role=status]:has-text('找到')")
    for _ in range(60):
        if page.locator(".more").is_hidden():
            break
        page.evaluate("() => { const more = document.querySelector('.more'); more.click(); more.click(); scrollTo(0, 1e6); }")
        page.wait_for_timeout(60)
    page.wait_for_selector("[role=status]:has-text('找到 251 个结果')")
    paths = page.locator("ol.found > li h2 a").evaluate_all("links => links.map(link => link.href)")
    assert len(paths) == len(set(paths)) == 251
    page.route("**/search/t*.js", lambda route: (time.sleep(0.2), route.continue_()))
    page.goto(large_site.url("search.html") + "?q=" + quote("履职尽责"))
    page.wait_for_selector("#filter-year")
    for year in ("2023", "2024"):
        page.evaluate("""year => { const choice = document.getElementById('filter-year'); choice.focus(); choice.value = year;
            choice.dispatchEvent(new Event('change')); }""", year)
        page.wait_for_timeout(60)
    page.wait_for_selector("[role=status]:has-text('找到 3 个结果')")
    assert shown(page).count() == 3


def test_a_double_click_lists_no_project_twice(large_site, page):
    page.goto(large_site.url("projects.html") + "?year=2024")
    page.wait_for_selector("[role=status]:has-text('符合条件')")
    while page.locator(".more").is_visible():
        page.evaluate("() => { const more = document.querySelector('.more'); more.click(); more.click(); }")
        page.wait_for_timeout(60)
    codes = page.locator("table.list td.code").all_inner_texts()
    assert len(codes) == len(set(codes)) == 125


def test_another_querys_results_do_not_stand_under_a_failure(seed_site, page):
    page.route("**/search/t*", lambda route: route.abort())
    page.goto(seed_site.url("search.html") + "?q=" + quote("车辆保险费"))
    page.wait_for_selector("ol.found li")
    page.fill("#q", "公务用车正常运转")
    page.wait_for_selector("ol.found > li", state="detached")
    assert "没有取到" in page.inner_text("[role=alert]")


def test_an_amount_is_found_as_it_stands_on_the_page(close_site, page):
    open_search(page, close_site)
    assert len(ask(page, ["0.39 万元"])[0]) == len(ask(page, ["0.39万元"])[0]) == 4
    assert len(ask(page, ["小学 0.19 万元"])[0]) == 2


def test_a_result_in_another_tab_leaves_this_one_unmarked(seed_site, page):
    open_search(page, seed_site, query="车辆保险费")
    page.wait_for_selector("ol.found li")
    with page.context.expect_page() as other:
        page.click("ol.found a", modifiers=["Control"])
    other.value.close()
    page.goto(seed_site.url("projects.html"))
    page.wait_for_timeout(500)
    assert page.locator("mark").count() == 0


def test_a_long_query_is_marked_whole(seed_site, page):
    text = re.search(r"2022年，深入贯彻落实.*", (REPOSITORY / "content/2022/721001/index.md").read_text()).group()[:180]
    open_search(page, seed_site, query=text)
    page.wait_for_selector("ol.found mark")
    marked = "".join(shown(page).locator(".sentence mark").all_inner_texts())
    assert letters(marked) == letters(text)


def test_near_names_are_no_codes(seed_site, page):
    open_search(page, seed_site, query="970100.77")
    page.wait_for_selector("[role=status]:has-text('没有找到')")
    page.wait_for_timeout(300)
    assert shown(page).count() == 0


@pytest.mark.parametrize("damage", ["missing", "cut", "entry"])
def test_a_broken_index_is_told(seed_site, page, tmp_path, damage):
    shutil.copytree(seed_site.folder, tmp_path / "site")
    pattern = "index.js" if damage == "entry" else "p0-*.js"
    shard = next((tmp_path / "site/search").glob(pattern))
    whole = shard.read_bytes()
    if damage == "cut":
        shard.write_bytes(whole[:len(whole) // 2])
    else:
        shard.unlink()
    for site in served(tmp_path / "site"):
        open_failing(page, site, "保险费")
        page.wait_for_selector("[role=alert] .notice")
        assert "没有取到" in page.inner_text("[role=alert]")
        assert "没有找到" not in page.inner_text("#results")
        shard.write_bytes(whole)
        page.click("[role=alert] button")
        page.wait_for_selector("ol.found li")
        assert page.inner_text("[role=alert]") == ""
        break


def open_failing(page, site, query):
    page.goto(site.url("search.html") + f"?q={quote(query)}")


def test_a_slow_server_is_told(seed_site, page):
    held = []
    # Twelve seconds of patience pass in a third of one.
    page.add_init_script("const real = setTimeout; window.setTimeout = (act, time) => real(act, time >= 12000 ? 300 : time);")
    page.route("**/search/p*-*.js", lambda route: held.append(route))
    page.goto(seed_site.url("search.html") + "?q=" + quote("保险费"), wait_until="commit")
    page.wait_for_selector("[role=alert] .notice")
    assert "没有取到" in page.inner_text("[role=alert]")
    assert "没有找到" not in page.inner_text("#results")
    page.unroute("**/search/p*-*.js")
    assert held
    page.click("[role=alert] button")
    page.wait_for_selector("ol.found li")
    assert page.inner_text("[role=alert]") == ""


EVIL = '<img src=x onerror="window.evil=1">'


@pytest.fixture(scope="module")
def evil_site(tmp_path_factory):
    """The seed with a project's name, an indicator and a plain page's heading that try to be markup; and other names."""
    root = tmp_path_factory.mktemp("evil")
    shutil.copytree(REPOSITORY / "content", root / "content")
    file = root / "content/2022/721001/车辆保险费.md"
    text = file.read_text().replace("项目名称: 车辆保险费", f"项目名称: '车辆{EVIL}'\n别名:\n  - 公车险\n  - 交强商业险")
    file.write_text(text.replace("| 出车次数 |", f"| 出车{EVIL} |"))
    (root / "content/glossary.md").write_text(f"---\n标题: 名词解释\n---\n\n## 绩效{EVIL.replace('<', '&lt;')}\n\n零基预算从零开始。\n")
    yield from served(build(root, root / "public"))


@pytest.mark.parametrize("late", ["**/assets/search.js", "**/search/index.js"])
@pytest.mark.parametrize("query", ["", "文艺期刊"])
def test_what_is_typed_while_the_page_loads_stays(seed_site, page, late, query):
    held = []
    page.route(late, lambda route: held.append(route))
    page.goto(seed_site.url("search.html") + (f"?q={quote(query)}" if query else ""), wait_until="commit")
    page.wait_for_selector("#q")
    page.wait_for_timeout(300)
    page.locator("#q").fill("")
    page.locator("#q").press_sequentially("诗词之乡", delay=20)
    assert held
    for route in held:
        route.continue_()
    page.wait_for_load_state("load")
    page.wait_for_selector("#results li mark")
    assert page.locator("#q").input_value() == "诗词之乡"
    page.wait_for_url("**/search.html?q=" + quote("诗词之乡"))
    assert {mark.inner_text() for mark in page.locator("#results h2 mark").all()} == {"诗词之乡"}


def test_a_page_that_comes_back_shows_what_its_address_says(seed_site, page):
    page.goto(seed_site.url("search.html") + f"?q={quote('文艺期刊')}")
    page.wait_for_selector("#results li mark")
    page.locator("#results h2 a").first.click()
    page.wait_for_load_state("load")
    page.go_back()
    page.wait_for_selector("#results li mark")
    assert page.locator("#q").input_value() == "文艺期刊"
    page.reload()
    page.wait_for_selector("#results li mark")
    assert page.locator("#q").input_value() == "文艺期刊"


def test_nothing_is_executed(evil_site, page):
    for query in (EVIL, "出车", "车辆img"):
        open_search(page, evil_site, query=query)
        assert shown(page).count() > 0, query
        assert EVIL in page.inner_text("ol.found")
        assert page.evaluate("window.evil") is None
        assert page.locator("ol.found img").count() == 0
    for path, key, value in (("indicators.html", "level1", "产出指标"), ("projects.html", "sort", "name")):
        page.goto(evil_site.url(path) + f"?{key}={quote(value)}")
        page.wait_for_selector("[role=status]:has-text('符合条件')")
        assert EVIL in page.inner_text("table.list")
        assert page.evaluate("window.evil") is None
        assert page.locator("table.list img").count() == 0


def test_other_names_and_plain_pages_are_found(evil_site, page):
    open_search(page, evil_site)
    assert ask(page, ["公车险", "商业险"]) == [["2022/721001/13030322P003970100139.html"]] * 2
    assert ask(page, ["名词解释", "从零开始"]) == [["glossary.html"]] * 2
    page.fill("#q", "零基预算")
    page.wait_for_selector("ol.found a[href$='glossary.html']")
    page.fill("#q", "交强")
    page.wait_for_selector("ol.found .sentence:has-text('别名')")


def test_an_address_from_before_a_row_was_renamed(page, tmp_path):
    shutil.copytree(REPOSITORY / "content", tmp_path / "content")
    file = tmp_path / "content/2022/721001/车辆保险费.md"
    output = build(tmp_path, tmp_path / "public")
    path = "2022/721001/13030322P003970100139.html"
    former = re.search(r'<tr id="(i\w+)">(?:(?!</tr>).)*出车次数', (output / path).read_text())[1]
    file.write_text(file.read_text().replace("出车次数", "全年出车次数"))
    build(tmp_path, output)
    assert f'id="{former}"' not in (output / path).read_text()
    for site in served(output):
        for address in (site.url(path), site.file_url(path)):
            page.goto(f"{address}#{former}")
            page.wait_for_selector("tr:target")
            assert "全年出车次数" in page.inner_text("tr:target")
        page.goto("about:blank")
        page.goto(site.url(path) + "#inever1")
        page.wait_for_selector("main .notice")
        assert "改名或删除" in page.inner_text("main .notice")
        break


def test_the_normal_form_is_that_of_the_program(seed_site, page):
    open_search(page, seed_site)
    cases = json.loads((REPOSITORY / "Tests/SearchTests/normal-form.json").read_text())
    # The page knows the characters of its own site; here it learns all.
    traditional, simplified = simplified_forms()
    page.evaluate("table => gongkaiText.learn(table)", {"alphabet": simplified, "traditional": " ".join(traditional)})
    forms = page.evaluate("texts => texts.map(text => gongkaiText.form(text).text)", [case[0] for case in cases])
    assert forms == [case[1] for case in cases]


def test_without_javascript_there_is_a_list(seed_site, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(seed_site.url("search.html?q=保险"))
    assert "721001" in page.inner_text("#everything")
    assert page.locator("#everything a[href='projects.html']").count() == 1
    context.close()


@pytest.mark.parametrize("width", [1280, 320])
def test_accessible_with_results(seed_site, browser, width):
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(viewport={"width": width, "height": 800}, bypass_csp=True)
    page = context.new_page()
    open_search(page, seed_site, query="满意度")
    assert shown(page).count() > 0
    page.wait_for_timeout(700)
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_by_keyboard_alone(seed_site, page):
    page.goto(seed_site.url("index.html"))
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "q":
            break
    page.keyboard.type("保险费")
    page.keyboard.press("Enter")
    page.wait_for_selector("ol.found a")
    page.focus("#q")
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate("!!document.activeElement.closest('ol.found')"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/13030322P003970100139.html")
