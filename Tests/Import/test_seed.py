"""The seed's document, in whatever shape it comes, becomes the repository's own content."""

import subprocess

import pytest

import seedforms
from conftest import SEED


def content(site):
    return {path.name: path.read_bytes() for path in (site.root / "content/2022/721001").glob("*.md")}


def test_the_text_gives_the_repositorys_files_byte_for_byte(site, repository_content):
    output = site.run("import", SEED)
    assert content(site) == repository_content
    assert "全部文字都已收入；另有 8 处书签" in output
    assert (site.root / "content/2022/721001/seed.txt").read_bytes() == SEED.read_bytes()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_encodings_and_line_ends_do_not_matter(site, tmp_path, repository_content, encoding, line_end):
    path = tmp_path / "a.txt"
    path.write_bytes(SEED.read_text(encoding="utf-8").replace("\n", line_end).encode(encoding))
    site.run("import", path)
    assert content(site) == repository_content


def test_a_word_document_with_merged_cells_gives_the_same(site, tmp_path, repository_content):
    seedforms.write_word(tmp_path / "a.docx")
    output = site.run("import", "--year", 2022, tmp_path / "a.docx")
    assert content(site) == repository_content
    assert "全部文字都已收入；另有 4 处书签" in output


def test_a_workbook_gives_the_same(site, tmp_path, repository_content):
    seedforms.write_workbook(tmp_path / "a.xlsx")
    site.run("import", "--year", 2022, tmp_path / "a.xlsx")
    assert content(site) == repository_content


@pytest.fixture(scope="module")
def by_libreoffice(tmp_path_factory):
    """The Word document as LibreOffice writes it, new and old, and the workbook in the old format."""
    folder = tmp_path_factory.mktemp("libreoffice")
    seedforms.write_word(folder / "word.docx")
    seedforms.write_workbook(folder / "sheet.xlsx")
    (folder / "out").mkdir()
    for target, source in (("docx", "word.docx"), ("doc", "word.docx"), ("xls", "sheet.xlsx")):
        subprocess.run(
            ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", target,
             "--outdir", str(folder / "out"), str(folder / source)], check=True, capture_output=True, timeout=240)
    return folder / "out"


@pytest.mark.parametrize("name", ["word.docx", "word.doc", "sheet.xls"])
def test_what_libreoffice_wrote_gives_the_same(site, by_libreoffice, repository_content, name):
    site.run("import", "--year", 2022, by_libreoffice / name)
    assert content(site) == repository_content


def test_an_old_file_without_libreoffice_is_refused_in_plain_words(site, by_libreoffice, tmp_path):
    output = site.run("import", by_libreoffice / "word.doc", code=1, env={"PATH": str(tmp_path)})
    assert "这台机器上没有" in output and "另存为 .docx" in output
    assert list(site.files()) == ["index.md"]


def test_a_dry_run_writes_nothing(site):
    assert "没有写任何文件" in site.run("import", "--dry-run", SEED)
    assert {path.name for path in site.root.iterdir()} == {"content", "theme"}
    assert list(site.files()) == ["index.md"]


def test_the_report_shows_each_cell_beside_the_built_form(site):
    site.run("import", SEED)
    html = (site.root / "导入报告.html").read_text(encoding="utf-8")
    assert "<script" not in html and "src=" not in html and "href=" not in html
    assert html.count('class="built"') == 5
    assert "<td>第 33 行</td><td>13030322P003970100139</td><td>项目编码</td><td>高</td>" in html
    assert "<td>第 46 行</td><td>公务用车保险费</td><td>资金用途</td><td>中</td>" in html
    assert html.count("书签 _Toc") == 7 and "书签 _GoBack" in html
    assert '<th scope="row">项目编码</th><td colspan="2" class="code">13030322P003970100139</td>' in html
