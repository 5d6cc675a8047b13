"""Real servers on loopback ports, for as long as a test needs them."""

import os
import pwd
import shutil
import socket
import subprocess
import threading
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def wait_for(port: int, process: subprocess.Popen):
    for _ in range(200):
        assert process.poll() is None, process.communicate()
        with socket.socket() as attempt:
            if attempt.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError(f"nothing listens on {port}")


@contextmanager
def running(command: list[str], port: int):
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        wait_for(port, process)
        yield
    finally:
        process.terminate()
        process.wait(10)


@contextmanager
def nginx(folder: Path, server: str):
    """Serves by nginx what `server` says, the inside of a server block; `PORT` stands for the port. Yields its address."""
    port = free_port()
    folder.mkdir(parents=True, exist_ok=True)
    user = f"user {pwd.getpwuid(os.getuid()).pw_name};" if os.getuid() == 0 else ""
    configuration = folder / "nginx.conf"
    configuration.write_text(f"""{user}
daemon off; pid {folder}/pid; error_log {folder}/error.log; worker_processes 1;
events {{ worker_connections 256; }}
http {{
    include /etc/nginx/mime.types;
    access_log off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    server {{ listen 127.0.0.1:{port}; {server} }}
}}
""")
    with running([shutil.which("nginx") or "/usr/sbin/nginx", "-p", str(folder), "-c", str(configuration)], port):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def sshd(folder: Path):
    """An ssh server that lets the test's own user in. Yields the environment in which rsync and ssh reach it."""
    port = free_port()
    folder.mkdir(parents=True)
    folder.chmod(0o700)
    for name in ("host", "user"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder / name], check=True)
    shutil.copy(folder / "user.pub", folder / "authorized")
    (folder / "sshd_config").write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {folder}/host\nAuthorizedKeysFile {folder}/authorized\n"
        f"PidFile {folder}/pid\nStrictModes no\nUsePAM no\nPasswordAuthentication no\nPermitRootLogin yes\n")
    if os.getuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)
    options = (f"-p {port} -i {folder}/user -o IdentitiesOnly=yes -o BatchMode=yes -o StrictHostKeyChecking=no "
               f"-o UserKnownHostsFile={folder}/known -F none -o LogLevel=ERROR")
    with running(["/usr/sbin/sshd", "-D", "-e", "-f", str(folder / "sshd_config")], port):
        yield dict(os.environ, RSYNC_RSH=f"ssh {options}")


class Reader(threading.Thread):
    """Asks a server for a page every few milliseconds."""

    def __init__(self, address: str):
        super().__init__(daemon=True)
        self.address, self.seen, self.failures, self.count, self.ends = address, set(), [], 0, False

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.ends = True
        self.join()

    def wait_for(self, answers: int):
        wanted = self.count + answers
        while self.count < wanted and not self.failures:
            time.sleep(0.002)

    def run(self):
        while not self.ends:
            try:
                with urllib.request.urlopen(self.address, timeout=5) as answer:
                    self.seen.add(answer.read())
                    self.count += 1
            except OSError as error:
                self.failures.append(error)
            time.sleep(0.003)
