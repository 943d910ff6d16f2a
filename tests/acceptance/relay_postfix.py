"""A Postfix of its own, with a log file, that hands everything on to a port of ours."""

import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_MAIN = """compatibility_level = 3.6
queue_directory = {at}/queue
data_directory = {at}/data
maillog_file = {at}/mail.log
maillog_file_prefixes = {at}
maillog_file_permissions = 0644
myhostname = relay.example
mydestination =
mynetworks = 127.0.0.0/8
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
relayhost = [127.0.0.1]:{sink}
disable_dns_lookups = yes
smtpd_peername_lookup = no
smtpd_relay_restrictions = permit_mynetworks, reject
smtpd_client_connection_count_limit = 0
smtp_tls_security_level = none
smtpd_tls_security_level = none
alias_maps =
alias_database =
local_recipient_maps =
"""
_MASTER = """127.0.0.1:{port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"""


@dataclass(frozen=True)
class Postfix:
    """Where it listens, and its log."""

    port: int
    log: Path


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@contextmanager
def postfix(sink: int) -> Iterator[Postfix]:
    """Started, and stopped with all its processes."""
    at = Path(tempfile.mkdtemp(prefix="relay-"))  # pytest's own folders are closed to Postfix' user
    at.chmod(0o755)
    for name in ("conf", "queue", "data"):
        (at / name).mkdir()
    shutil.chown(at / "data", "postfix")
    port = free_port()
    (at / "conf" / "main.cf").write_text(_MAIN.format(at=at, sink=sink), encoding="ascii")
    (at / "conf" / "master.cf").write_text(_MASTER.format(port=port), encoding="ascii")
    command = ["postfix", "-c", str(at / "conf")]
    subprocess.run([*command, "start"], check=True, capture_output=True)
    try:
        _listening(port)
        yield Postfix(port, at / "mail.log")
    finally:
        subprocess.run([*command, "stop"], check=False, capture_output=True)
        shutil.rmtree(at, ignore_errors=True)


def _listening(port: int) -> None:
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("Postfix does not listen")
