"""What `gongkai preview` answers over HTTP: what a build would write, to this machine alone, whatever it is asked."""

import re
import signal
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote

import pytest

from conftest import build
from preview_server import CLIENT, Preview, free_port, seed_copy, until

DRAFT = "content/2022/721001/草稿.md"
PROJECT = "content/2022/721001/车辆保险费.md"


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    root = seed_copy(tmp_path_factory.mktemp("preview"))
    (root / "secret.txt").write_text("秘密", encoding="utf-8")
    (root / "content/2022/721001/合同 一.pdf").write_bytes(b"%PDF-1.4\n")
    return root


@pytest.fixture(scope="module")
def preview(root):
    with Preview(root) as preview:
        yield preview


def test_it_serves_what_a_build_writes_byte_for_byte(preview, root, tmp_path_factory):
    built = build(root, tmp_path_factory.mktemp("built") / "public")
    paths = sorted(path.relative_to(built).as_posix() for path in built.rglob("*") if path.is_file())
    assert len(paths) > 12
    for path in paths:
        if path == "manifest.json":
            continue  # It lists what a build has written; a preview writes nothing.
        answer = preview.get("/" + quote(path))
        assert answer.status == 200, path
        written = (built / path).read_bytes()
        if path == "404.html":  # It stands at any address; a preview, unlike this site, knows where it is the root.
            written = re.sub(rb'((?:href|src|action)="|"item":")(?!#)', rb'\1/', written)
        assert answer.page == written, path
        assert bool(CLIENT.search(answer.body)) == path.endswith(".html"), path


def test_drafts_have_a_ribbon_and_no_build_has_them(root, tmp_path):
    text = (root / PROJECT).read_text(encoding="utf-8")
    site = seed_copy(tmp_path)
    code = "13030322P000000000009"
    lines = ["状态: 草稿" if line.startswith("状态:") else f"项目编码: {code}" if line.startswith("项目编码:") else line
             for line in text.splitlines()]
    if "状态: 草稿" not in lines:
        lines.insert(1, "状态: 草稿")
    (site / DRAFT).write_text("\n".join(lines) + "\n", encoding="utf-8")
    with Preview(site) as preview:
        page = preview.get(f"/2022/721001/{code}.html")
        assert page.status == 200 and "草稿" in page.page.decode()
        assert "草稿" not in preview.get("/2022/721001/index.html").page.decode().split("<main")[0]
    assert not (build(site, tmp_path / "public") / f"2022/721001/{code}.html").exists()


@pytest.mark.parametrize("keys, ribbon", [
    ("状态: 草稿", "所在单位草稿："), ("状态: 待审", "所在单位待审："), ("发布时间: 2100-01-01 09:00", "所在单位未到发布时间 2100-01-01 09:00：")])
def test_what_a_units_draft_withholds_has_a_ribbon_too(tmp_path, keys, ribbon):
    site = seed_copy(tmp_path)
    unit = site / "content/2022/721001/index.md"
    unit.write_text(unit.read_text(encoding="utf-8").replace("---\n", f"---\n{keys}\n", 1), encoding="utf-8")
    with Preview(site) as preview:
        page = preview.get("/2022/721001/13030322P003970100139.html").page.decode()
        assert f'role="note">{ribbon}' in page
        assert f'role="note">{ribbon.removeprefix("所在单位")}' in preview.get("/2022/721001/").page.decode()


def test_content_types(preview):
    for path, expected in [
        ("/", "text/html; charset=utf-8"), ("/2022/721001/", "text/html; charset=utf-8"),
        ("/assets/style.css", "text/css; charset=utf-8"), ("/search/index.js", "text/javascript; charset=utf-8"),
        ("/2022/721001/" + quote("合同 一.pdf"), "application/pdf"),
        ("/.gongkai/findings.json", "application/json; charset=utf-8"), ("/nowhere", "text/html; charset=utf-8"),
    ]:
        answer = preview.get(path)
        assert answer.headers["Content-Type"] == expected, path
        assert answer.headers["X-Content-Type-Options"] == "nosniff", path


def test_an_unchanged_page_is_not_sent_again(preview):
    first = preview.get("/projects.html")
    tag = first.headers["ETag"]
    assert tag.startswith('"') and first.headers["Cache-Control"] == "no-cache"
    for condition in (tag, f'"other", {tag}', "W/" + tag, "*"):
        again = preview.get("/projects.html", If_None_Match=condition)
        assert (again.status, again.body, again.headers["ETag"]) == (304, b"", tag), condition
    assert preview.get("/projects.html", If_None_Match='"other"').status == 200
    assert preview.get("/index.html").headers["ETag"] != tag


def test_what_is_not_there_is_told_with_the_sites_own_page(preview):
    answer = preview.get("/2022/nowhere.html")
    assert answer.status == 404 and answer.page == preview.get("/404.html").page
    assert preview.get("/2022/nowhere.html", If_None_Match=answer.headers.get("ETag") or "*").status == 404
    assert preview.get("/search/none.js").status == 404


def test_a_folder_leads_to_its_page(preview):
    answer = preview.get("/2022/721001")
    assert answer.status == 301 and answer.headers["Location"] == "/2022/721001/"
    assert preview.get("/2022/721001/").page == preview.get("/2022/721001/index.html").page


def test_a_query_is_no_part_of_the_path(preview):
    assert preview.get("/projects.html?q=%E6%96%87").page == preview.get("/projects.html").page


def test_head_is_get_without_a_body(preview):
    answer, full = preview.get("/projects.html", "HEAD"), preview.get("/projects.html")
    assert (answer.status, answer.body) == (200, b"")
    for name in ("ETag", "Content-Type", "Content-Length"):
        assert answer.headers[name] == full.headers[name], name


@pytest.mark.parametrize("path", [
    b"/../secret.txt", b"/%2e%2e/secret.txt", b"/%2E%2E%2Fsecret.txt", b"/..%2fsecret.txt", b"/..%5csecret.txt",
    b"/..\\secret.txt", b"/%252e%252e%252fsecret.txt", b"/%c0%ae%c0%ae/secret.txt", b"/%e0%80%ae%e0%80%ae/secret.txt",
    b"/assets/../../secret.txt", b"/assets/%2e%2e/%2e%2e/secret.txt", b"/./../secret.txt", b"//secret.txt",
    b"/%2f%2fetc/passwd", b"//etc/passwd", b"/etc/passwd", b"/%00", b"/secret.txt%00.html", b"/.git/config",
    b"/content/index.md", b"/secret.txt", b"/2022/721001/..;/..;/secret.txt", b"/.%2e/secret.txt", b"/%u002e%u002e/secret.txt",
    b"/\xff\xfe", b"/%ff%fe", b"/%", b"/%2", b"/%zz", b"secret.txt", b"*", b"file:///etc/passwd",
    b"http://127.0.0.1/../secret.txt", b"/" + b"a/" * 4000, b"/" + b"%2e%2e/" * 500 + b"secret.txt"])
def test_no_path_leads_out_of_the_site(preview, path):
    answer = preview.raw_get(path)
    assert not answer or answer.split(b" ")[1] in (b"400", b"404", b"421"), answer[:200]
    assert "秘密".encode() not in answer and b"root:" not in answer
    assert preview.get("/").status == 200


def test_percent_encoded_names_are_found(preview):
    for name in ("%E5%90%88%E5%90%8C%20%E4%B8%80.pdf", "%e5%90%88%e5%90%8c%20%e4%b8%80%2Epdf"):
        assert preview.get("/2022/721001/" + name).body == b"%PDF-1.4\n"
    assert preview.get("/%70rojects.html").page == preview.get("/projects.html").page


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:1", "localhost.evil.example", "[::1]:80", ""])
def test_a_request_to_another_host_is_refused(preview, host):
    answer = preview.raw(f"GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
    assert answer.startswith(b"HTTP/1.1 421 ") and b"<main" not in answer
    assert "gongkai" not in preview.raw(
        f"GET /.gongkai/findings.json HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode()).decode()


def test_a_request_without_a_host_is_refused(preview):
    assert preview.raw(b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n").startswith(b"HTTP/1.1 421 ")


def test_localhost_is_this_machine_too(preview):
    assert preview.raw_get(b"/", f"LOCALHOST:{preview.port}").startswith(b"HTTP/1.1 200 ")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "BREW", "get"])
def test_it_can_only_be_read(preview, method):
    answer = preview.get("/", method)
    assert answer.status == 405 and answer.headers["Allow"] == "GET, HEAD"


@pytest.mark.parametrize("request_bytes", [
    b"", b"\r\n\r\n", b"GET\r\n\r\n", b"GET /\r\n\r\n", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", b"\0" * 4096,
    b"GET / HTTP/9.9\r\nHost: x\r\n\r\n", b"GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
    b"GET / HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n",
    b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n", b"GET / HTTP/1.1\nHost\n\n"])
def test_what_is_no_request_does_no_harm(preview, request_bytes):
    preview.raw(request_bytes)
    assert preview.get("/").status == 200


def test_a_header_of_a_megabyte_does_no_harm(preview):
    host = f"Host: 127.0.0.1:{preview.port}\r\n".encode()
    for header in (b"X: " + b"a" * (1 << 20), b"\r\n".join(b"X-%d: b" % number for number in range(60_000)),
                   b"a" * (1 << 20)):
        try:
            preview.raw(b"GET / HTTP/1.1\r\n" + host + header + b"\r\nConnection: close\r\n\r\n")
        except (BrokenPipeError, ConnectionResetError):
            pass  # It may hang up.
    assert preview.get("/").status == 200


def test_slow_clients_keep_nobody_waiting(preview):
    slow = [preview.connect() for _ in range(50)]
    for connection in slow:
        connection.sendall(b"GET / HT")
    assert preview.get("/").status == 200
    for connection in slow:
        connection.sendall(b"TP/1.1\r\nX: ")
    assert preview.get("/projects.html").status == 200
    for connection in slow:
        connection.close()


def test_clients_that_read_nothing_keep_nobody_waiting(preview):
    deaf = [preview.connect() for _ in range(20)]
    request = f"GET /assets/style.css HTTP/1.1\r\nHost: 127.0.0.1:{preview.port}\r\n\r\n".encode() * 40
    for connection in deaf:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        connection.sendall(request)
    assert preview.get("/").status == 200
    for connection in deaf:
        connection.close()


def test_200_connections_at_once(preview):
    expected = preview.get("/projects.html").body
    connections = [preview.connect() for _ in range(200)]
    with ThreadPoolExecutor(200) as pool:
        answers = list(pool.map(lambda _: preview.get("/projects.html").body, connections))
    assert answers == [expected] * 200
    for connection in connections:
        connection.close()


def test_only_this_machine_is_served(preview):
    listening = [line.split()[1] for table in ("tcp", "tcp6") for line in open(f"/proc/net/{table}").readlines()[1:]
                 if line.split()[3] == "0A" and line.split()[1].endswith(f":{preview.port:04X}")]
    assert listening == [f"0100007F:{preview.port:04X}"]


def test_a_taken_port_is_passed_over(root):
    port = free_port()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        with Preview(root, port=port) as preview:
            assert port < preview.port < port + 20 and preview.get("/").status == 200
            with Preview(root, port=port) as another:
                assert another.port > preview.port and another.get("/").status == 200


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_gracefully(root, number):
    with Preview(root) as preview:
        with preview.connect() as open_connection, preview.connect() as listener:
            open_connection.sendall(b"GET / HT")
            listener.sendall(f"GET /.gongkai/events HTTP/1.1\r\nHost: 127.0.0.1:{preview.port}\r\n\r\n".encode())
            assert listener.recv(4096).startswith(b"HTTP/1.1 200 ")
            preview.process.send_signal(number)
            assert preview.process.wait(timeout=30) == 0
        with pytest.raises(ConnectionRefusedError):
            preview.connect()


def test_it_writes_nothing_but_its_own_folder(tmp_path):
    """Killed in the middle of its work, again and again, it has touched nothing of the site."""
    root = seed_copy(tmp_path / "site")

    def state():
        return {path.relative_to(root).as_posix(): (path.lstat().st_mtime_ns, path.lstat().st_ino)
                for path in root.rglob("*") if path.relative_to(root).parts[0] != ".gongkai"}

    build(root, root / "public")
    before = state()
    for delay in (0.0, 0.02, 0.05, 0.1, 0.3):
        with Preview(root) as preview:
            with ThreadPoolExecutor(4) as pool:
                asked = pool.submit(lambda: preview.raw_get(b"/projects.html"))
                time.sleep(delay)
                preview.process.kill()
                assert preview.process.wait() == -signal.SIGKILL
                asked.exception()
    assert state() == before
    with Preview(root) as preview:
        page = root / "public/index.html"
        assert preview.get("/").page == page.read_bytes()
        assert until(lambda: preview.rebuilds, "the first report")
    assert state() == before


def test_pages_of_other_sites_are_not_answered(preview):
    ours = [{}, {"Sec_Fetch_Site": "none"}, {"Sec_Fetch_Site": "same-origin", "Sec_Fetch_Dest": "script"},
            {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "navigate", "Sec_Fetch_Dest": "document"}]
    others = [{"Sec_Fetch_Site": site, "Sec_Fetch_Mode": mode, "Sec_Fetch_Dest": dest} for site in ("cross-site", "same-site")
              for mode, dest in (("no-cors", "script"), ("navigate", "iframe"), ("cors", "empty"))]
    for path in ("/search/index.js", "/", "/.gongkai/findings.json"):
        for headers in ours:
            answer = preview.get(path, **headers)
            assert answer.status == 200, (path, headers)
            assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
            assert answer.headers["Content-Security-Policy"] == "frame-ancestors 'none'"
        for headers in others:
            assert preview.get(path, **headers).status == 403, (path, headers)


def test_a_time_that_passes_is_noticed(tmp_path):
    site = seed_copy(tmp_path)
    at = time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(time.time() + 8 * 3600 + 6))
    project = site / PROJECT
    project.write_text(project.read_text(encoding="utf-8").replace("---\n", f"---\n发布时间: {at}\n", 1), encoding="utf-8")
    with Preview(site) as preview:
        withheld = lambda: "未到发布时间" in preview.get("/.gongkai/findings.json").body.decode()
        assert withheld()
        until(lambda: not withheld(), "the time has passed")
