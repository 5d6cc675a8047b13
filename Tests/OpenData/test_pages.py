"""What readers press: links to downloads, checksums, citations, the button that saves a project's form."""

import csv
import hashlib
import io

import lxml.html
import pytest


@pytest.fixture
def reader(browser):
    context = browser.new_context(viewport={"width": 1280, "height": 800}, accept_downloads=True)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield context.new_page()
    context.close()


def links(site, path):
    page = lxml.html.parse(str(site / path)).getroot()
    folder = (site / path).parent
    return {(folder / link.get("href")).resolve().relative_to(site.resolve()).as_posix()
            for link in page.xpath("//main//a[@download]")}


def test_every_page_with_a_table_offers_it(seed):
    assert links(seed, "2022/index.html") == {"data/2022/disclosure-2022.xlsx", "data/2022/disclosure-2022.json"}
    unit = {"2022/721001/721001-2022.xlsx", "2022/721001/721001-2022.json"}
    assert links(seed, "2022/721001/index.html") == unit
    assert links(seed, "2022/721001/13030322P003970100139.html") == {"2022/721001/721001-2022.xlsx"}
    for name in ("projects", "indicators"):
        assert links(seed, f"{name}.html") == {"data/disclosure.xlsx", f"data/{name}.csv", f"data/{name}-excel.csv"}


def test_the_data_page_lists_every_download_with_size_and_digest(site):
    page = lxml.html.parse(str(site / "data/index.html")).getroot()
    listed = {}
    for row in page.cssselect(".sums tbody tr"):
        target = (site / "data" / row.cssselect("a")[0].get("href")).resolve()
        content = target.read_bytes()
        assert [cell.text for cell in row.cssselect("td")] == [str(len(content)), hashlib.sha256(content).hexdigest()]
        listed[target] = True
    scopes = page.xpath("//section[@aria-labelledby='all' or starts-with(@aria-labelledby, 'y')]")
    years = [path for path in (site / "data").iterdir() if path.is_dir()]
    assert len(scopes) == (1 + len(years) if len(years) > 1 else 1)
    files = {file.resolve() for file in (site / "data").rglob("*") if file.is_file() and file.name != "index.html"}
    if len(years) > 1:
        missing = {file for file in files - set(listed) if b"\n" in file.read_bytes().rstrip()}
        assert missing == set()


def test_a_citation_is_copied_with_one_press(reader, odd):
    reader.goto((odd / "2024/0721001/13030322P003970100139.html").as_uri())
    citation = reader.locator(".citation").first
    citation.get_by_role("button", name="复制").click()
    citation.get_by_role("button", name="已复制").wait_for()
    text = reader.evaluate("navigator.clipboard.readText()")
    address = "https://guancheng.example/budget/2024/0721001/13030322P003970100139.html"
    assert text.startswith("关城区=文联·车辆保险费·13030322P003970100139·") and address in text


def test_citations_are_text_without_javascript(browser, odd):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((odd / "2024/722/Y1.html").as_uri())
    page.locator(".cite summary").click()
    row = page.locator(".cite details .citation")
    assert row.inner_text().startswith("按元填报·按元·Y1·次数·＞3次·https://guancheng.example/budget/2024/722/Y1.html#i")
    anchor = row.locator("a").get_attribute("href")[1:]
    assert page.locator(f"[id='{anchor}']").count() == 1 and page.locator("button.copy").count() == 0
    context.close()


def test_a_site_without_an_address_is_cited_by_the_one_that_was_read(reader, seed, request):
    from conftest import served
    server = served(seed)
    path = "2022/721001/13030322P003970100139.html"
    address = next(server).url(path)
    request.addfinalizer(lambda: next(server, None))
    reader.goto(address + "?from=mail#i1")
    named = "山海关区预算绩效目标公开·山海关区文学艺术界联合会本级·车辆保险费·13030322P003970100139"
    citations = reader.locator(".citation > span").all_text_contents()
    assert citations[0].startswith(f"{named}·2022年·{address}·版本 ")
    anchors = reader.locator(".citation a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert len(anchors) == 9
    for anchor, citation in zip(anchors, citations[1:]):
        assert citation.startswith(named) and address + anchor in citation
    reader.locator(".cite summary").click()
    names = [button.get_attribute("aria-label") for button in reader.locator("button.copy").all()]
    assert names[:2] == ["复制：车辆保险费", "复制：出车次数"] and len(set(names)) == len(names)
    # From a disk the way to the file says nothing to others.
    reader.goto((seed / path).as_uri())
    assert reader.locator(".citation > span").first.text_content().startswith(f"{named}·2022年·{path}·版本 ")


@pytest.mark.parametrize("scheme", ["file", "http"])
def test_a_form_is_saved_as_csv_from_the_page(reader, odd, scheme, request):
    path = "2024/0721001/0013030324P1.html"
    if scheme == "http":
        from conftest import served
        server = served(odd)
        address = next(server).url(path)
        request.addfinalizer(lambda: next(server, None))
    else:
        address = (odd / path).as_uri()
    reader.goto(address)
    with reader.expect_download() as waiting:
        reader.get_by_role("button", name="本表（CSV）").click()
    assert waiting.value.suggested_filename == "0013030324P1.csv"
    content = open(waiting.value.path(), "rb").read()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content[3:].decode("utf-8"), newline="")))
    assert rows[0] == ["0721001文联部门关城区=文联", "单位：万元"]
    assert rows[1][:2] == ["项目编码", "0013030324P1"] and "'=1+1项目" in rows[1]
    indicators = rows[[row[:1] for row in rows].index(["一级指标"]) + 1:]
    assert {tuple(row[:2]) for row in indicators if row} == {("产出指标", "数量指标")}
    described = [row[3] for row in indicators if row]
    assert "'=cmd|' /C calc'!A0" in described and '引号"和,逗号' in described and "第一行\n第二行" in described
    assert not [cell for row in rows for cell in row if cell[:1] in ("=", "+", "-", "@")]
