"""A web server as sites have it: Debian's nginx, without privileges, on a free port, with compression."""

import contextlib
import os
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

CONFIGURATION = """
daemon off;
{user}
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
  include /etc/nginx/mime.types;
  access_log off;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  gzip on; gzip_comp_level 6; gzip_min_length 256;
  gzip_types text/css application/javascript image/svg+xml application/json;
  charset utf-8;
  server {{
    listen 127.0.0.1:{port};
    root {root};
    add_header Content-Security-Policy "{policy}";
    add_header X-Content-Type-Options nosniff;
  }}
}}
"""


def program() -> str:
    for path in (shutil.which("nginx"), "/usr/sbin/nginx"):
        if path and Path(path).is_file():
            return path
    raise FileNotFoundError("no nginx: apt-get install nginx")


@contextlib.contextmanager
def nginx(root: Path, policy: str = "default-src 'self'"):
    """Serves a folder; the value is the origin."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        configuration = Path(folder) / "nginx.conf"
        # Started by root, its workers would be nobody, who may not read a test's folders.
        user = "user root;" if os.geteuid() == 0 else ""
        configuration.write_text(CONFIGURATION.format(folder=folder, port=port, root=Path(root).resolve(), user=user, policy=policy))
        server = subprocess.Popen([program(), "-e", f"{folder}/error.log", "-p", folder, "-c", str(configuration)])
        try:
            origin = f"http://127.0.0.1:{port}"
            for _ in range(100):
                with contextlib.suppress(urllib.error.URLError, ConnectionError):
                    urllib.request.urlopen(f"{origin}/index.html").close()
                    break
                time.sleep(0.05)
            yield origin
        finally:
            server.terminate()
            server.wait()
