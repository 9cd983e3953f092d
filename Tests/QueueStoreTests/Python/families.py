"""Makes queues with the official client of one family; or adds a job to each of them and resumes it.

Arguments: the server's socket, the family (3 to 6), `build` or `resume`. Output: JSON, the names of the queues.
"""
import asyncio
import json
import os
import sys

from bullmq import Worker

from client import Client

SOCKET, FAMILY, WHAT = sys.argv[1:]
NAMES = [kind + suffix for kind in ["empty", "plain", "rich", "late", "worked"] for suffix in ["", "-paused", "-filled"]]
client = Client(SOCKET, int(FAMILY))


async def work(name, count):
    """Lets a worker run until so many jobs have finished; the first one fails."""
    done = asyncio.Semaphore(0)

    async def process(job, token):
        if job.data["n"] == 0:
            raise RuntimeError("no route to host")
        return "sent"

    worker = Worker(name, process, {"connection": client.connection})
    for event in ["completed", "failed"]:
        worker.on(event, lambda *_: done.release())
    for _ in range(count):
        await asyncio.wait_for(done.acquire(), 30)
    await worker.close(True)


async def build(name):
    kind, _, suffix = name.partition("-")
    queue = client.queue(name)
    if kind == "worked":
        for n in range(4):
            await queue.add("mail", {"n": n}, {"attempts": 1})
        await work(name, 4)
    if kind in ["plain", "rich"]:
        for n in range(3):
            await queue.add("mail", {"n": n}, {})
    if kind == "rich":
        await queue.add("later", {"n": 3}, {"delay": 3600000})
        await queue.add("urgent", {"n": 4}, {"priority": 3})
    if kind == "late":
        await queue.add("later", {"n": 6}, {"delay": 3600000, "priority": 7})
    if suffix:
        await queue.pause()
    if suffix == "filled":
        await queue.add("mail", {"n": 5}, {})


async def main():
    for name in NAMES:
        if WHAT == "build":
            await build(name)
        else:
            queue = client.queue(name)
            await queue.add("last", {"n": 9}, {})
            await queue.resume()
    print(json.dumps(NAMES))
    sys.stdout.flush()
    # Closing every worker in order would take longer than everything else.
    os._exit(0)


asyncio.run(main())
