"""Jobs of two names that complete, and one that fails between them, each ended before the next is added.

Arguments: the server's socket, the family (3 to 6).
"""
import asyncio
import os
import sys

from bullmq import Worker

from client import Client

SOCKET, FAMILY = sys.argv[1:]
client = Client(SOCKET, int(FAMILY))
JOBS = [("early", "invoice", "completed"), ("near", "invoice", "completed"), ("other", "report", "completed"),
        ("bad", "invoice", "failed"), ("last", "report", "completed")]


async def process(job, token):
    if job.data["currency"] == "EUR":
        raise ValueError("no rate for EUR")
    return "done"


async def main():
    queue = client.queue("pairs")
    worker = Worker("pairs", process, {"connection": client.connection})
    for id, name, state in JOBS:
        data = {"tenant": "acme", "currency": "EUR" if state == "failed" else "USD"}
        await queue.add(name, data, {"jobId": id})
        for _ in range(600):
            await asyncio.sleep(0.02)
            if client.server.zscore("bull:pairs:" + state, id):
                break
        else:
            sys.exit(id + " never ended")
    os._exit(0)


asyncio.run(main())
