"""A sender in a process of its own: URL of the database, edition, port of the relay, mails a second, seconds, mails at once to a domain."""

import asyncio
import sys
from datetime import UTC, datetime

from press import Press, composition

from digest.config.relays import RelaySettings
from digest.database import connect
from digest.deliver.limits import DomainLimit, Limits
from digest.deliver.relays import Relays
from digest.deliver.sender import Job, Watch, send

if __name__ == "__main__":
    url, edition, port, rate, until, at_once = sys.argv[1:]
    press = Press(connect(url), datetime.now(UTC), int(edition), {"everyone": composition()})
    relay = RelaySettings(
        host="127.0.0.1",
        port=int(port),
        tls="none",
        connections=4,
        hostname="us.example",
        per_second=float(rate),
    )
    job = Job(
        press.edition, "morning", press.bodies, press.personal, limits=Limits(DomainLimit(int(at_once)))
    )

    async def run() -> None:
        watch = Watch()
        asyncio.get_running_loop().call_later(float(until), watch.stop.set)
        await send(press.engine, job, Relays([relay]), clock=lambda: datetime.now(UTC), watch=watch)

    asyncio.run(run())
