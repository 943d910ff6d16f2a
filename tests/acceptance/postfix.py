"""A Postfix of the test's own: its configuration, queue and log in one folder, on loopback, ended with the block."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

POSTFIX = "/usr/sbin/postfix"
_MASTER = """\
127.0.0.1:{port} inet n - n - - smtpd
postlog unix-dgram n - n - 1 postlogd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
scache unix - - n - 1 scache
anvil unix - - n - 1 anvil
virtual unix - n n - - virtual
"""
_MAIN = """\
compatibility_level = 3.6
queue_directory = {root}/queue
data_directory = {root}/data
maillog_file = {root}/log/mail.log
maillog_file_prefixes = {root}/log
myhostname = relay.test
mydestination =
local_recipient_maps =
mynetworks = 127.0.0.0/8
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
relayhost = [127.0.0.1]:{onward}
alias_maps =
alias_database =
smtp_tls_security_level = none
smtpd_recipient_restrictions = check_recipient_access texthash:{root}/etc/access, permit_mynetworks, reject
smtpd_delay_reject = no
smtpd_error_sleep_time = 0
smtpd_hard_error_limit = 1000
smtpd_client_connection_rate_limit = 0
message_size_limit = 10000000
virtual_mailbox_domains = texthash:{root}/etc/domains
virtual_mailbox_base = {root}/mail
virtual_mailbox_maps = texthash:{root}/etc/mailboxes
virtual_uid_maps = static:{owner}
virtual_gid_maps = static:{owner}
virtual_minimum_uid = 1
"""


@dataclass
class Postfix:
    """A running one; `access` decides by recipient what it answers to RCPT."""

    root: Path
    port: int

    @property
    def log(self) -> Path:
        return self.root / "log" / "mail.log"

    def access(self, answers: dict[str, str]) -> None:
        """Answer these recipients so from the next connection on."""
        (self.root / "etc" / "access").write_text("".join(f"{who} {what}\n" for who, what in answers.items()))
        _run(self.root, "reload")

    def maildir(self, address: str) -> list[bytes]:
        """The mails in a mailbox of its own, each as it was delivered, oldest first."""
        found = (self.root / "mail" / address / "new").glob("*")
        return [one.read_bytes() for one in sorted(found, key=lambda one: (one.stat().st_mtime_ns, one.name))]


@contextmanager
def postfix(onward: int, mailboxes: Collection[str] = ()) -> Iterator[Postfix]:
    """Relays what it takes to a server at `onward`, where its reports arrive as well; it keeps `mailboxes` itself, as Maildirs."""
    root = Path(tempfile.mkdtemp(prefix="postfix-"))
    root.chmod(0o755)  # its processes are another user's
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    for name in ("etc", "queue", "data", "log", "mail"):
        (root / name).mkdir()
    owner = pwd.getpwnam("postfix").pw_uid
    for name in ("data", "mail"):
        os.chown(root / name, owner, -1)
    (root / "etc" / "main.cf").write_text(_MAIN.format(root=root, onward=onward, owner=owner))
    (root / "etc" / "mailboxes").write_text("".join(f"{one} {one}/\n" for one in mailboxes))
    (root / "etc" / "domains").write_text(
        "".join(f"{one} kept\n" for one in {name.partition("@")[2] for name in mailboxes})
    )
    (root / "etc" / "master.cf").write_text(_MASTER.format(port=port))
    (root / "etc" / "access").write_text("")
    _run(root, "start")
    try:
        yield Postfix(root, port)
    finally:
        _run(root, "stop")
        shutil.rmtree(root, ignore_errors=True)


def _run(root: Path, word: str) -> None:
    done = subprocess.run(
        [POSTFIX, "-c", str(root / "etc"), word], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr + done.stdout
