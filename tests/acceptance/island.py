"""A host with a network and a name of its own: nothing but its loopback, where this listens at PORT and leads to a socket's file.

    unshare --net --uts python island.py PORT SOCKET

It prints a line when it is ready. Others enter it by `nsenter --net --uts --target PID`.
"""

import asyncio
import os
import subprocess
import sys
from socket import sethostname


async def lead(port: int, socket: str) -> None:
    """Until the process ends."""
    running: set[asyncio.Task[None]] = set()

    async def copied(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while data := await reader.read(65_536):
                writer.write(data)
                await writer.drain()
        except ConnectionError:
            pass
        finally:
            writer.close()

    async def led(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_unix_connection(socket)
        for work in (copied(reader, back), copied(there, writer)):
            task = asyncio.create_task(work)
            running.add(task)
            task.add_done_callback(running.discard)

    server = await asyncio.start_server(led, "127.0.0.1", port)
    print("ready", flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    sethostname(f"island-{os.getpid()}")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    asyncio.run(lead(int(sys.argv[1]), sys.argv[2]))
