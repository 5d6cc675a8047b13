"""What is broken or made to do harm is refused in plain words, within bounds, and nothing is written."""

import io
import resource
import zipfile

import pytest
from docx import Document

import forms
from conftest import SEED

TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
BODY = '<?xml version="1.0"?>{0}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{1}</w:body></w:document>'


def archive(parts):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return buffer.getvalue()


def word(body, doctype=""):
    return archive({"[Content_Types].xml": TYPES, "word/document.xml": BODY.format(doctype, body)})


def entity_bomb():
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    return word("<w:p><w:r><w:t>&e11;</w:t></w:r></w:p>", f'<!DOCTYPE w:document [<!ENTITY e0 "haha">{entities}]>')


def ordinary():
    buffer = io.BytesIO()
    Document().save(buffer)
    return buffer.getvalue()


CASES = {
    "empty.docx": (b"", "0 字节"),
    "empty.txt": (b"", "0 字节"),
    "bomb.docx": (word("<w:p/>" * 9_000_000), "压缩炸弹"),
    "large.docx": (word("<w:p/>" * 12_000_000), "超过上限"),
    "entities.docx": (entity_bomb(), "DOCTYPE"),
    "external.docx": (word("<w:p/>", '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'), "DOCTYPE"),
    "cut.docx": (ordinary()[:3000], "不完整"),
    "half.xlsx": (b"PK\x03\x04" + b"\0" * 500, "不完整"),
    "locked.docx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600), "密码"),
    "scan.docx": (b"%PDF-1.7\n" + bytes(100), "PDF"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "既不是 Word"),
    "page.txt": (b"<!DOCTYPE html><html><body>x</body></html>", "网页"),
    "other.docx": (archive({"a.txt": "x"}), "word/document.xml"),
    "broken.docx": (word("<w:p><w:r>"), "XML"),
    "deep.docx": (word("<w:p>" * 5000), "嵌套"),
    "blank.txt": (b" \n\t\n\n", "没有文字"),
    "noyear.txt": ("\t项目名称\n\t某项目\n\n\t一级指标\n\t二级指标\n\t三级指标\n\n\t产出指标\n\t数量指标\n\t数\n".encode(), "--year"),
}


def limited():
    resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
    resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))


@pytest.mark.parametrize("name", CASES)
def test_hostile_files_are_refused(site, tmp_path, name):
    data, words = CASES[name]
    path = tmp_path / name
    path.write_bytes(data)
    output = site.run("import", path, code=1, preexec_fn=limited)
    assert words in output and "改法: " in output
    assert {path.name for path in site.root.iterdir()} == {"content", "theme"}
    assert list(site.files()) == ["index.md"]


HEADINGS_ONLY = (
    "预算项目绩效目标表\n\n721001文联\n\n\t项目编码\n\t../../../etc/passwd\n\t项目名称\n\t../../x\x07\u202e名\n\t预算数\n\t0.40\n"
    "\t一级指标\n\t三级指标\n\t指标值\n\t产出指标\n\t=cmd|x\n\t≥95%\n")


def test_headings_without_a_project_keep_their_text(site, tmp_path):
    path = tmp_path / "headings.txt"
    path.write_text(HEADINGS_ONLY, encoding="utf-8")
    site.run("import", "--year", 2022, path)
    written = b"".join(site.files().values()).decode("utf-8")
    for text in ["项目编码", "etc/passwd", "预算数", "0.40", "三级指标", "指标值", "=cmd", "≥95%"]:
        assert text in written, text
    assert not list(tmp_path.rglob("passwd"))


def test_names_inside_an_archive_are_never_paths(site, tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(archive({
        "[Content_Types].xml": TYPES, "../../../evil.md": "x", "/evil.md": "x",
        "word/document.xml": BODY.format("", "<w:p><w:r><w:t>通知</w:t></w:r></w:p>")}))
    site.run("import", path)
    assert set(site.files()) == {"index.md", "通知.md"}
    assert not list(tmp_path.rglob("evil.md"))


def test_a_misnamed_file_is_read_by_what_it_is(site, tmp_path, repository_content):
    path = tmp_path / "seed.docx"
    path.write_bytes(SEED.read_bytes())
    assert "内容其实是文本" in site.run("import", path)
    assert (site.root / "content/2022/721001/车辆保险费.md").read_bytes() == repository_content["车辆保险费.md"]


def test_a_document_of_two_hundred_pages(site, tmp_path):
    document = Document()
    document.add_paragraph("721001文联部门山海关区文学艺术界联合会本级")
    made = forms.some(seed=7, count=120)
    for form, grids in made:
        document.add_paragraph(f"{form.name}绩效目标表")
        for grid in grids:
            grid.write_word(document)
            document.add_paragraph("　　" + "深入贯彻落实工作要求。" * 10 if grid is grids[-1] else " ")
    path = tmp_path / "long.docx"
    document.save(path)
    site.run("import", "--year", 2022, path, preexec_fn=limited)
    codes = [text for text in site.files().values() if b"\xe9\xa1\xb9\xe7\x9b\xae\xe7\xbc\x96\xe7\xa0\x81: 13030322P" in text]
    assert len(codes) == 120


def test_markup_in_a_form_is_text_everywhere(site, tmp_path):
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    path = tmp_path / "evil.txt"
    path.write_text(SEED.read_text(encoding="utf-8").replace("公务用车保险费", evil), encoding="utf-8")
    site.run("import", path)
    report = (site.root / "导入报告.html").read_text(encoding="utf-8")
    assert "<script" not in report and "<img" not in report and "&lt;script&gt;" in report
    site.run("build")
    page = (site.root / "public/2022/721001/13030322P003970100139.html").read_text(encoding="utf-8")
    assert "<script>alert" not in page and "&lt;script&gt;" in page


def test_a_link_in_place_of_a_folder_is_not_followed(site, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (site.root / "content/2022").symlink_to(outside)
    site.run("import", SEED, code=74)
    assert not list(outside.iterdir())


def test_a_full_disk_leaves_no_half_import(site):
    def small_files():
        resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))

    site.run("import", SEED, code=74, preexec_fn=small_files)
    assert set(site.files()) == {"index.md"}
