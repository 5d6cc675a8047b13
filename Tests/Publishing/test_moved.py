"""Addresses that changed, and corrections."""

from conftest import Site, project


def test_a_former_address_leads_to_the_new_one(site, tmp_path):
    folder = tmp_path / "www"
    site.ok("publish", folder)
    old, new = Site.code(0), "N0001"
    path = site.root / "content/2022/721001/0.md"
    path.write_text(path.read_text().replace(old, new).replace("---\n", f"---\n曾用网址: https://example.gov.cn/2022/721001/{old}.html\n", 1))
    site.ok("publish", folder)
    page = (folder / f"current/2022/721001/{old}.html").read_text()
    assert f'<meta http-equiv="refresh" content="0; url=../../2022/721001/{new}.html">' in page
    assert f'<link rel="canonical" href="https://example.gov.cn/2022/721001/{new}.html">' in page
    assert f'href="../../2022/721001/{new}.html"' in page
    assert old not in (folder / "current/projects.html").read_text()
    # Withdrawn, the old address leads to the page that says so.
    path.write_text(path.read_text().replace("---\n", "---\n状态: 已撤下\n", 1))
    site.ok("publish", folder, "--confirm")
    assert f"{new}.html" in (folder / f"current/2022/721001/{old}.html").read_text()


def test_what_is_no_address_of_the_site_is_an_error(site):
    for address in ("../x.html", "2022/.git/x.html", "x.pdf", "a b.html", "https://example.gov.cn", "'<script>.html'"):
        site.write("2022/721001/9.md", project(Site.code(9), keys=f"曾用网址: {address}\n"))
        result = site.run("build")
        assert result.returncode == 1 and "[address-format]" in result.stderr, address
    site.write("2022/721001/9.md", project(Site.code(9), keys=f"曾用网址: {Site.page(0)}\n"))
    result = site.run("build")
    assert result.returncode == 1 and "[address-conflict]" in result.stderr


def test_corrections_stand_on_a_page_of_their_own(site):
    site.ok("build")
    assert not (site.public / "corrections.html").exists()
    assert "corrections.html" not in (site.public / "index.html").read_text()
    for number, day in enumerate(["2022-03-01", "2022-5-2", "2022-04-03", "2021-12-31"]):
        entry = f"更正:\n  - 日期: {day}\n    内容: 第{number}处改正\n    原因: 录入<b>错误\n"
        state = "状态: 已撤下\n" if number == 2 else ""
        site.write(f"2022/721001/{number}.md", project(Site.code(number), keys=state + entry))
    site.ok("build")
    page = (site.public / "corrections.html").read_text()
    places = [page.index(f"第{number}处改正") for number in (1, 2, 0, 3)]
    assert places == sorted(places)
    assert "录入&lt;b&gt;错误" in page and "已撤下" in page and f'href="{Site.page(2)}"' in page
    home = (site.public / "index.html").read_text()
    assert "第1处改正" in home and "第3处改正" not in home and 'href="corrections.html"' in home
