"""Makes queues with the official client of one layout; or adds a job to each of them and resumes it.

Arguments: the server's socket, the layout, `build` or `resume`. Output: JSON, the names of the queues.
"""
import asyncio
import json
import os
import sys
import types

import redis.asyncio
from bullmq import Queue, Worker

SOCKET, LAYOUT, WHAT = sys.argv[1:]
URL = "unix://" + SOCKET
NAMES = [kind + suffix for kind in ["empty", "plain", "rich", "late", "worked"] for suffix in ["", "-paused", "-filled"]]

if LAYOUT == "bullmq3":
    # This client takes host and port only.
    import bullmq.redis_connection as module
    module.redis = types.SimpleNamespace(
        Redis=lambda **_: redis.asyncio.Redis(unix_socket_path=SOCKET, decode_responses=True))


def open_queue(name):
    if LAYOUT == "bullmq3":
        return Queue(name)
    return Queue(name, URL if LAYOUT == "bullmq4" else {"connection": URL})


async def work(name, count):
    """Lets a worker run until so many jobs have finished; the first one fails."""
    done = asyncio.Semaphore(0)

    async def process(job, token):
        if job.data["n"] == 0:
            raise RuntimeError("no route to host")
        return "sent"

    worker = Worker(name, process, {"connection": {} if LAYOUT == "bullmq3" else URL})
    for event in ["completed", "failed"]:
        worker.on(event, lambda *_: done.release())
    for _ in range(count):
        await asyncio.wait_for(done.acquire(), 30)
    await worker.close(True)


async def build(name):
    kind, _, suffix = name.partition("-")
    queue = open_queue(name)
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
    await queue.close()


async def main():
    for name in NAMES:
        if WHAT == "build":
            await build(name)
        else:
            queue = open_queue(name)
            await queue.add("last", {"n": 9}, {})
            await queue.resume()
            await queue.close()
    print(json.dumps(NAMES))
    sys.stdout.flush()
    # Closing every worker in order would take longer than all the rest.
    os._exit(0)


asyncio.run(main())
