"""What must not be seen yet, or no longer, is in no byte of what goes out; after its time it is."""

import gzip
import io
import secrets
import zipfile

import pytest

from conftest import Site, project

CODE = "13030322P000000009999"


def unpacked(name: str, data: bytes):
    """A file's name and bytes, and those of all that is packed in it."""
    yield name.encode()
    yield data
    if data[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.namelist():
                yield from unpacked(entry, archive.read(entry))
    elif data[:2] == b"\x1f\x8b":
        yield gzip.decompress(data)


def holds(folder_or_file, token: str) -> bool:
    files = [folder_or_file] if folder_or_file.is_file() else [path for path in folder_or_file.rglob("*") if path.is_file()]
    return any(token.encode() in part for path in files for part in unpacked(path.name, path.read_bytes()))


def test_a_token_in_what_is_hidden(site, tmp_path):
    site.ok("publish", tmp_path / "www", "--precompress")
    tokens = {}
    for number, state in enumerate(["状态: 草稿\n", "状态: 待审\n", "状态: 已撤下\n", "发布时间: 2030-01-01 09:00\n"]):
        token = tokens[state] = "T" + secrets.token_hex(8)
        site.write(f"2022/721001/{token}.pdf", b"%PDF" + token.encode())
        name = "撤下的项目" if "撤下" in state else token
        site.write(f"2022/721001/h{number}.md",
                   project(CODE[:-1] + str(number), name, keys=f"{state}附件: {token}.pdf\n备注: {token}\n", goal=token))
    early = ["--at", "2030-01-01 08:59"]
    for target in (tmp_path / "www", tmp_path / "a.zip"):
        result = site.ok("publish", target, "--precompress", *early)
        assert f"1 份文件还未到发布时间，2030-01-01 09:00，届时再运行 gongkai publish {target}" in result.stdout
    assert "2030-01-01 09:00，届时再运行 gongkai build" in site.ok("build", *early).stdout
    for token in tokens.values():
        for output in (site.public, tmp_path / "www/current", tmp_path / "a.zip"):
            assert not holds(output, token)
    for target in (tmp_path / "www", tmp_path / "a.zip"):
        result = site.ok("publish", target, "--precompress", "--at", "2030-01-01 09:00")
        assert "还未到发布时间" not in result.stdout
    for state, token in tokens.items():
        for output in (tmp_path / "www/current", tmp_path / "a.zip"):
            assert holds(output, token) == ("发布时间" in state), state


@pytest.mark.parametrize("keys", ["状态: 草稿\n", "状态: 待审\n", "状态: 已撤下\n", "发布时间: 2031-01-01 09:00\n"])
def test_a_file_that_only_hidden_texts_link_to_is_hidden(site, keys):
    for name in ("方案.pdf", "图 一.png", "两处.txt", "旁边.txt"):
        site.write(f"2022/721001/{name}", "%PDF-1.4\n" if name.endswith("pdf") else "x")
    body = "\n## 说明\n\n- [方案](方案.pdf#page=1) ![图](<图 一.png>)\n\n> [两处](../721001/两处.txt)\n"
    site.write("2022/721001/0.md", project(site.code(0), "车辆", keys=keys) + body)
    site.write("2022/721001/1.md", project(site.code(1), "设备") + "\n## 说明\n\n[两处](%E4%B8%A4%E5%A4%84.txt)\n")
    site.ok("build")
    public = {path.name for path in (site.public / "2022/721001").iterdir()}
    assert public & {"方案.pdf", "图 一.png", "两处.txt", "旁边.txt"} == {"两处.txt", "旁边.txt"}
    assert "方案" not in (site.public / "manifest.json").read_text()


def test_a_unit_that_names_its_attachments_publishes_no_others(site):
    for name in ("公开.txt", "底稿.txt", "链接.txt", "项目的.txt", "下面/深处.txt"):
        site.write(f"2022/721001/{name}", "x")
    unit = site.root / "content/2022/721001/index.md"
    unit.write_text(unit.read_text().replace("---\n", "---\n附件: 公开.txt\n", 1) + "\n[链接](链接.txt)\n")
    site.write("2022/721001/0.md", project(site.code(0), "车辆", keys="附件: 项目的.txt\n"))
    site.ok("build")
    assert {path.name for path in site.public.rglob("*.txt") if path.name != "robots.txt"} == {"公开.txt", "链接.txt", "项目的.txt"}
