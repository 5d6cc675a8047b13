"""A running `gongkai preview`, and what tests do with it: ask it, save files under it, count its rebuilds."""

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import threading
import time
from pathlib import Path

from conftest import REPOSITORY, program

CLIENT = re.compile(rb'<link rel="stylesheet" href="/\.gongkai/preview\.css"><script src="/\.gongkai/preview\.js" defer data-tag=\'"[0-9a-z]+"\' data-files=\'[0-9a-f]*\'></script>')
"""What the preview adds to each page."""


def seed_copy(folder: Path) -> Path:
    """A copy of the repository's content and theme that may be changed."""
    for part in ("content", "theme"):
        shutil.copytree(REPOSITORY / part, folder / part)
    return folder


def free_port() -> int:
    """A port that nobody listens on, with some free room above it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    return port if port < 64_000 else port - 20_000


def until(condition, message: str, seconds: float = 30):
    """Waits for a condition and returns its value; a test that waits in vain fails."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if value := condition():
            return value
        time.sleep(0.02)
    raise AssertionError(f"in vain: {message}")


class Answer:
    def __init__(self, response: http.client.HTTPResponse):
        self.status = response.status
        self.headers = response.headers
        self.body = response.read()

    @property
    def page(self) -> bytes:
        """The page without what the preview adds to it."""
        return CLIENT.sub(b"", self.body)


class Preview:
    """The real program, from its start to its end."""

    def __init__(self, root: Path, *arguments: str, port: int | None = None, under: list[str] = []):
        self.root = root
        command = [*under, program(), "preview", "--no-open", "--root", str(root), "--port", str(port or free_port()), *arguments]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.lines: list[str] = []
        threading.Thread(target=self._listen, daemon=True).start()
        self.first_line = self.process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:(\d+)/", self.first_line)
        assert found, self.first_line + "".join(self.lines)
        self.port = int(found.group(1))
        self.origin = f"http://127.0.0.1:{self.port}"

    def _listen(self):
        for line in self.process.stderr:
            self.lines.append(line)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGCONT)
            self.process.kill()
        self.process.wait()

    # Asking

    def get(self, path: str, method: str = "GET", **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
            return Answer(connection.getresponse())
        finally:
            connection.close()

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=30)

    def raw(self, request: bytes) -> bytes:
        """What comes back to these very bytes until the server closes the connection or is silent."""
        with self.connect() as connection:
            connection.sendall(request)
            connection.shutdown(socket.SHUT_WR)
            received = b""
            try:
                while part := connection.recv(65536):
                    received += part
            except ConnectionResetError:
                pass
            return received

    def raw_get(self, path: bytes, host: str | None = None) -> bytes:
        name = (host or f"127.0.0.1:{self.port}").encode()
        return self.raw(b"GET " + path + b" HTTP/1.1\r\nHost: " + name + b"\r\nConnection: close\r\n\r\n")

    def url(self, path: str) -> str:
        return f"{self.origin}/{path}"

    # Saving

    @property
    def rebuilds(self) -> int:
        """How often the site was read; each time the terminal says what was found."""
        return len(self.lines)

    def path(self, path: str) -> Path:
        return self.root / path

    def text(self, path: str) -> str:
        return self.path(path).read_text(encoding="utf-8")

    def save(self, path: str, text: str):
        self.path(path).parent.mkdir(parents=True, exist_ok=True)
        self.path(path).write_text(text, encoding="utf-8")

    def replace(self, path: str, old: str, new: str):
        text = self.text(path)
        assert old in text
        self.save(path, text.replace(old, new, 1))

    def rebuilds_during(self, work) -> int:
        """How many rebuilds a piece of work makes, counted until a later save of its own has come through."""
        self.settle()
        before = self.rebuilds
        work()
        until(lambda: self.rebuilds > before, "a rebuild")
        self.settle()
        return self.rebuilds - before

    def settle(self):
        """Waits until nothing is being read any more."""
        while True:
            before = self.rebuilds
            time.sleep(0.4)
            if before == self.rebuilds:
                return

    def interrupt(self) -> int:
        """Ctrl-C; returns the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=30)


def touch_alternately(paths: list[Path], count: int):
    """Opens and closes files for writing in turn, so that no two events in a row are the same."""
    for number in range(count):
        os.close(os.open(paths[number % len(paths)], os.O_WRONLY))
