"""Works jobs of several names, some of which fail, wait for a delay, or are tried twice, and prints what a plain
calculation says of them: numbers by the minute, and percentiles of the times they waited and ran.

Arguments: the server's socket, the family (3 to 6); `recording` where the worker records metrics.
"""
import asyncio
import collections
import json
import math
import os
import random
import sys

from bullmq import Worker

from client import Client

SOCKET, FAMILY, *MANNER = sys.argv[1:]
client = Client(SOCKET, int(FAMILY))
random.seed(7)
JOBS = 60


async def process(job, token):
    await asyncio.sleep(random.random() / 50)
    if job.name == "flaky" and job.attemptsMade < 2 and random.random() < 0.5 or random.random() < 0.2:
        raise ValueError("no route to host")
    return "done"


def percentiles(lengths):
    lengths = sorted(lengths)

    def rank(percent):
        return lengths[math.ceil(len(lengths) * percent / 100) - 1] if lengths else None

    return {"p50": rank(50), "p95": rank(95), "p99": rank(99), "max": rank(100), "sampled": len(lengths)}


def report():
    waits, runs, minutes = [], [], {}
    for state in ["completed", "failed"]:
        minutes[state] = collections.Counter()
        for id, score in client.server.zrange("bull:timing:" + state, 0, -1, withscores=True):
            minutes[state][int(score) // 60000] += 1
            job = {key.decode(): value.decode() for key, value in
                   client.server.hgetall("bull:timing:" + id.decode()).items()}
            added, started = int(job["timestamp"]), int(job["processedOn"])
            delay = max(int(job.get("delay", 0)), json.loads(job["opts"]).get("delay", 0))
            if int(job.get("attemptsMade", job.get("atm", 0))) <= 1:
                waits.append(max(0, started - added - delay))
            runs.append(int(job["finishedOn"]) - started)
    return {"wait": percentiles(waits), "run": percentiles(runs), **minutes}


async def main():
    queue = client.queue("timing")
    for index in range(JOBS):
        options = {"attempts": 3} if index % 7 == 0 and client.family > 3 else {}
        if index % 5 == 0 and client.family > 3:
            options["delay"] = 30
        await queue.add(["welcome", "flaky", "report"][index % 3], {}, options)
    options = {"connection": client.connection, "concurrency": 3}
    if MANNER:
        options["metrics"] = {"maxDataPoints": 100}
    Worker("timing", process, options)
    for _ in range(600):
        await asyncio.sleep(0.05)
        if sum(client.server.zcard("bull:timing:" + state) for state in ["completed", "failed"]) == JOBS:
            break
    else:
        sys.exit("the jobs never ended")
    print(json.dumps(report()))
    sys.stdout.flush()
    os._exit(0)


asyncio.run(main())
