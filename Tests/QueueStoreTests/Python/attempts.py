"""A job that fails three times, each for another reason; the first time with a time to wait until the next attempt.

Arguments: the server's socket, the family (3 to 6).
"""
import asyncio
import os
import sys

from bullmq import Worker

from client import Client

SOCKET, FAMILY = sys.argv[1:]
client = Client(SOCKET, int(FAMILY))
REASONS = ["connect ECONNREFUSED 10.0.0.7:443", "Response code 503 (Service Unavailable)", "Response code 503 again"]
made = []


async def process(job, token):
    made.append(job.id)
    raise ValueError(REASONS[len(made) - 1])


async def main():
    options = {"jobId": "failing", "attempts": 3}
    if client.family >= 4:
        options["backoff"] = {"type": "fixed", "delay": 50}
    await client.queue("tries").add("invoice", {"tenant": "acme"}, options)
    worker = Worker("tries", process, {"connection": client.connection})
    for _ in range(600):
        await asyncio.sleep(0.05)
        if client.server.zscore("bull:tries:failed", "failing"):
            break
    else:
        sys.exit("the job never failed")
    os._exit(0)


asyncio.run(main())
