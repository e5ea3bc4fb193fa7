"""The proxies of deploy/ as real programs: the example as it stands, but for ports and papers."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.server_process import ROOT, free_port

NAME = "chat.example.org"
START_SECONDS_MAX = 30.0
STOP_SECONDS_MAX = 10.0

_NGINX = """
daemon off;
user root;
pid {folder}/nginx.pid;
error_log stderr;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {example};
}}
"""
_APACHE_MODULES = "alias authz_core mpm_event ssl headers proxy proxy_http socache_shmcb".split()
_APACHE = """
ServerRoot {folder}
ServerName {name}
PidFile {folder}/apache.pid
ErrorLog {folder}/apache.log
User www-data
{modules}
Listen 127.0.0.1:{port}
Listen 127.0.0.1:{plain_port}
Include {example}
"""
_CADDY = "{\n\tadmin off\n\tauto_https disable_redirects\n\tskip_install_trust\n}\n"


@dataclass(frozen=True)
class Papers:
    """A certificate for NAME and its key, as files."""

    certificate: Path
    key: Path


@dataclass(frozen=True)
class Proxy:
    """A proxy that listens for HTTPS on this machine, and for HTTP where its example does."""

    port: int
    plain_port: int


def nginx(folder: Path, upstream_port: int, papers: Papers, proxy: Proxy) -> list[str]:
    """Write what nginx needs, and give its command."""
    told = (ROOT / "deploy" / "nginx" / "salut.conf").read_text("utf-8")
    told = told.replace("    listen [::]:80;\n", "").replace("    listen [::]:443 ssl;\n", "")
    told = told.replace("listen 80;", f"listen 127.0.0.1:{proxy.plain_port};")
    told = told.replace("listen 443 ssl;", f"listen 127.0.0.1:{proxy.port} ssl;")
    return _nginx(folder, _written(folder / "salut.conf", told, upstream_port, papers))


def composed(folder: Path, upstream_port: int, papers: Papers, proxy: Proxy) -> list[str]:
    """Write what the proxy of compose.yaml needs, which ends no encryption; give its command."""
    told = (ROOT / "deploy" / "nginx" / "compose.conf").read_text("utf-8")
    told = told.replace("listen 8080;", f"listen 127.0.0.1:{proxy.port};")
    told = told.replace("http://salut:5000", "http://127.0.0.1:5000")
    return _nginx(folder, _written(folder / "compose.conf", told, upstream_port, papers))


def _nginx(folder: Path, example: Path) -> list[str]:
    config = folder / "nginx.conf"
    config.write_text(_NGINX.format(folder=folder, example=example))
    return ["nginx", "-p", str(folder), "-e", "stderr", "-c", str(config)]


def caddy(folder: Path, upstream_port: int, papers: Papers, proxy: Proxy) -> list[str]:
    """Write what Caddy needs, and give its command."""
    told = (ROOT / "deploy" / "caddy" / "Caddyfile").read_text("utf-8")
    site = f"https://{NAME}:{proxy.port} {{\n\tbind 127.0.0.1\n"
    site += f"\ttls {papers.certificate} {papers.key}\n"
    told = _CADDY + told.replace(f"{NAME} {{\n", site)
    example = _written(folder / "Caddyfile", told, upstream_port, papers)
    return ["caddy", "run", "--config", str(example), "--adapter", "caddyfile"]


def apache(folder: Path, upstream_port: int, papers: Papers, proxy: Proxy) -> list[str]:
    """Write what Apache needs, and give its command."""
    told = (ROOT / "deploy" / "apache" / "salut.conf").read_text("utf-8")
    told = told.replace("*:80>", f"127.0.0.1:{proxy.plain_port}>")
    told = told.replace("*:443>", f"127.0.0.1:{proxy.port}>")
    example = _written(folder / "salut.conf", told, upstream_port, papers)
    modules = "\n".join(
        f"LoadModule {each}_module /usr/lib/apache2/modules/mod_{each}.so"
        for each in _APACHE_MODULES
    )
    config = folder / "apache.conf"
    config.write_text(
        _APACHE.format(
            folder=folder,
            name=NAME,
            modules=modules,
            port=proxy.port,
            plain_port=proxy.plain_port,
            example=example,
        )
    )
    return ["apache2", "-D", "FOREGROUND", "-f", str(config)]


ENCRYPTED = {"nginx": nginx, "caddy": caddy, "apache": apache}
PROXIES = {**ENCRYPTED, "composed": composed}


@contextmanager
def running(kind: str, folder: Path, upstream_port: int, papers: Papers) -> Iterator[Proxy]:
    """Run a proxy in front of a port of this machine."""
    proxy = Proxy(free_port(), free_port())
    command = PROXIES[kind](folder, upstream_port, papers, proxy)
    program = shutil.which(command[0], path="/usr/sbin:/usr/local/bin:/usr/bin:/bin")
    assert program is not None, f"{command[0]} is not installed"
    log = folder / "proxy.log"
    environment = {"HOME": str(folder), "PATH": "/usr/bin:/bin"}
    with log.open("wb") as told:
        process = subprocess.Popen(
            [program, *command[1:]],
            stdout=told,
            stderr=told,
            cwd=folder,
            env=environment,
            start_new_session=True,
        )
    try:
        _wait(process, proxy.port, log)
        yield proxy
    finally:
        # With the processes that it has started, which may wait for a chat to end.
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(STOP_SECONDS_MAX)


def _written(path: Path, told: str, upstream_port: int, papers: Papers) -> Path:
    """Write an example with the port and the papers of a test in place of its own."""
    assert "127.0.0.1:5000" in told
    told = told.replace("127.0.0.1:5000", f"127.0.0.1:{upstream_port}")
    place = f"/etc/letsencrypt/live/{NAME}"
    told = told.replace(f"{place}/fullchain.pem", str(papers.certificate))
    path.write_text(told.replace(f"{place}/privkey.pem", str(papers.key)))
    return path


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS_MAX
    while process.poll() is None and time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError(log.read_text("utf-8", errors="replace"))
