"""Starts a real PostgreSQL server for tests, as an unprivileged user when the tests run as root."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql


@dataclass(frozen=True)
class PostgresServer:
    """A running server on a loopback port."""

    port: int

    def new_database(self, name: str) -> str:
        """Create a database and return its connection string."""
        with psycopg.connect(self.dsn("postgres"), autocommit=True) as connection:
            connection.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
        return self.dsn(name)

    def dsn(self, database: str) -> str:
        """Connection string of a database on this server."""
        return f"dbname={database} host=127.0.0.1 port={self.port} user=lake"


def find_binaries() -> Path | None:
    """Folder with initdb and postgres, newest Debian version first; None when not installed."""
    for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    found = shutil.which("initdb")
    return Path(found).parent if found else None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def started_server(folder: Path) -> Iterator[PostgresServer]:
    """A server with its data in a new folder; stopped and removed at the end."""
    binaries = find_binaries()
    assert binaries is not None
    prefix: list[str] = []
    home = Path(folder)
    if os.geteuid() == 0:
        prefix = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"]
        home = Path("/tmp") / f"sharing-postgres-{os.getpid()}"  # noqa: S108 - nobody cannot enter root's folders
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir(mode=0o700)
        os.chown(home, pwd.getpwnam("nobody").pw_uid, pwd.getpwnam("nobody").pw_gid)
    data, port = home / "data", _free_port()

    def run(*command: str) -> None:
        quiet = subprocess.DEVNULL
        subprocess.run([*prefix, *command], check=True, stdout=quiet, stderr=quiet, cwd=home)

    initdb = [
        str(binaries / "initdb"),
        "-D",
        str(data),
        "-U",
        "lake",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--no-locale",
        "-N",
    ]
    run(*initdb)
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={home} -c fsync=off"
    start = [str(binaries / "pg_ctl"), "-D", str(data), "-w", "-l", str(home / "log"), "-o", options, "start"]
    run(*start)
    try:
        yield PostgresServer(port)
    finally:
        stop = [str(binaries / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop"]
        run(*stop)
        if os.geteuid() == 0:
            shutil.rmtree(home, ignore_errors=True)
