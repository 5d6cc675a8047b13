"""One byte changed, one file removed, one added: `verify` names each, wherever the copy lies."""

import shutil
import zipfile

import pytest

from conftest import Site
from servers import nginx

CHANGED, REMOVED, ADDED = Site.page(1), Site.page(2), "2022/721001/evil.html"


@pytest.fixture
def copy(site, tmp_path):
    site.write("2022/721001/扫描 件.pdf", b"%PDF" + bytes(5000))
    site.ok("publish", tmp_path / "www")
    shutil.copytree(tmp_path / "www/current", tmp_path / "copy")
    return tmp_path / "copy"


def damage(copy):
    data = bytearray((copy / CHANGED).read_bytes())
    # The changed page leads to the added one, as it would where somebody wants it to be seen.
    place = data.index(b"<h1>")
    data[place:place + 4] = b'<a href="evil.html">x</a><h1>'
    (copy / CHANGED).write_bytes(data)
    pdf = copy / "2022/721001/扫描 件.pdf"
    flipped = bytearray(pdf.read_bytes())
    flipped[2500] ^= 1
    pdf.write_bytes(flipped)
    (copy / REMOVED).unlink()
    (copy / ADDED).write_text("evil")


EXPECTED = f"缺少  {REMOVED}\n改动  {CHANGED}\n改动  2022/721001/扫描 件.pdf\n多出  {ADDED}\n"


def test_a_folder(site, copy):
    assert "完好：" in site.ok("verify", copy).stdout
    damage(copy)
    result = site.run("verify", copy)
    assert (result.returncode, result.stdout) == (1, EXPECTED)


def test_an_archive(site, copy, tmp_path):
    site.ok("publish", tmp_path / "a.zip")
    site.ok("verify", tmp_path / "a.zip")
    damage(copy)
    with zipfile.ZipFile(tmp_path / "b.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for path in copy.rglob("*"):
            archive.write(path, path.relative_to(copy))
        archive.writestr("../../escape.txt", "x")
    result = site.run("verify", tmp_path / "b.zip")
    assert (result.returncode, result.stdout) == (1, EXPECTED.replace("多出  ", "多出  ../../escape.txt\n多出  "))
    # A damaged archive is damaged, whatever its own checksums say of it.
    data = bytearray((tmp_path / "a.zip").read_bytes())
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        largest = max(archive.infolist(), key=lambda info: info.compress_size)
    # Behind the entry's own head, whose times nobody needs: 30 bytes, its name, and as much more as it says.
    name, more = (int.from_bytes(data[largest.header_offset + at:][:2], "little") for at in (26, 28))
    data[largest.header_offset + 30 + name + more + largest.compress_size // 2] ^= 0x40
    (tmp_path / "a.zip").write_bytes(data)
    assert site.run("verify", tmp_path / "a.zip").returncode in (1, 74)
    (tmp_path / "a.zip").write_bytes(data[:2000])
    assert site.run("verify", tmp_path / "a.zip").returncode == 74


def test_a_web_server(site, copy, tmp_path):
    with nginx(tmp_path / "nginx", f"location /gk/ {{ alias {copy}/; }}") as address:
        assert "完好：" in site.ok("verify", address + "/gk").stdout
        damage(copy)
        result = site.run("verify", address + "/gk/index.html")
        assert (result.returncode, result.stdout) == (1, EXPECTED)
        result = site.run("verify", address + "/")
        assert result.returncode == 74 and "没有 manifest.json" in result.stderr
        (copy / "2022/721001/扫描 件.pdf").write_bytes(bytes(3 << 20))
        assert "改动  2022/721001/扫描 件.pdf" in site.run("verify", address + "/gk/").stdout
    result = site.run("verify", address + "/gk/")
    assert result.returncode == 74 and "连不上" in result.stderr


def test_the_limits_on_what_is_asked_of_a_server(site, copy, tmp_path):
    site.write("2022/721001/big.pdf", bytes(2 << 20))
    site.ok("publish", tmp_path / "www")
    with nginx(tmp_path / "nginx", f"location / {{ root {tmp_path}/www/current; limit_rate 20k; }}") as address:
        result = site.run("verify", address, "--max-size", 1)
        assert result.returncode == 74 and "上限" in result.stderr
        result = site.run("verify", address, "--max-time", 2)
        assert result.returncode == 74, result.stdout


def test_a_manifest_that_was_changed_too(site, copy):
    manifest = copy / "manifest.json"
    text = manifest.read_text()
    manifest.write_text(text.replace('"size":4', '"size":5', 1).replace('"sha256":"0', '"sha256":"1').replace('"sha256":"a', '"sha256":"b'))
    result = site.run("verify", copy)
    assert result.returncode == 1 and "改动  manifest.json" in result.stdout
    manifest.write_text(text)
    site.ok("verify", copy, "--digest", text.split('"digest":"')[1][:12])
    result = site.run("verify", copy, "--digest", "0123456789ab")
    assert result.returncode == 1 and "不是 0123456789ab" in result.stdout
    manifest.write_text("{}")
    assert site.run("verify", copy).returncode == 74
