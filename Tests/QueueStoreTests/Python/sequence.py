"""Performs one operation after the other, as they come, with clients whose clock stands still.

Arguments: the family (3 to 6), and the sockets of two servers. Input: a line of JSON an operation, as `client.py` takes
them, with `now`, the time in ms. `fetch`, `finish` and `fail` are what a worker does, on both servers; the others are
for the second one. An object with `base64` is a text that is no UTF-8. Output: a line
with a word for each operation.
"""
import asyncio
import base64
import json
import os
import sys
import time

import bullmq

from client import Client

FAMILY, SOCKETS = int(sys.argv[1]), sys.argv[2:]
TOKEN = "token"
now = 0


def standing_clock():
    # A quarter is added, so that neither rounding nor cutting the milliseconds changes the time.
    return (now + 0.25) / 1000


def decoded(members):
    if "base64" in members:
        return base64.b64decode(members["base64"]).decode(errors="surrogateescape")
    return members


class Hand:
    """A worker of one server, who does what he is told."""

    def __init__(self, socket):
        self.client = Client(socket, FAMILY)
        self.workers = {}

    def worker(self, name):
        if name not in self.workers:
            options = {"connection": self.client.connection, "autorun": False, "lockDuration": 600_000}
            self.workers[name] = bullmq.Worker(name, None, options)
        return self.workers[name]

    async def fetch(self, worker):
        if FAMILY == 3:
            job, id = await worker.scripts.moveToActive(TOKEN, worker.opts) or (None, None)
            return id if job else None
        job = await worker.moveToActive(TOKEN)
        return job and job.id

    async def job(self, worker, id):
        if FAMILY == 3:
            from bullmq.job import Job
            return Job.fromJSON(worker.client, await worker.client.hgetall(worker.scripts.toKey(id)), id)
        job = await bullmq.Job.fromId(self.client.queue(worker.name), id)
        job.queue = worker
        return job

    async def finish(self, worker, id):
        job = await self.job(worker, id)
        if FAMILY >= 5:
            return await job.moveToCompleted({"ok": True}, TOKEN)
        value = '{"ok":true}' if FAMILY == 3 else {"ok": True}
        kept = job.opts.get("removeOnComplete", False)
        return await worker.scripts.moveToCompleted(job, value, kept, TOKEN, worker.opts, fetchNext=False)

    async def fail(self, worker, id):
        job = await self.job(worker, id)
        if FAMILY >= 4:
            return await job.moveToFailed(RuntimeError("no route to host"), TOKEN)
        kept = job.opts.get("removeOnFail", False)
        return await worker.scripts.moveToFailed(
            job, "no route to host", kept, TOKEN, worker.opts, fetchNext=False)

    async def work(self, operation):
        worker = self.worker(operation["queue"])
        try:
            if operation["kind"] == "fetch":
                return str(await self.fetch(worker))
            await getattr(self, operation["kind"])(worker, operation["id"])
            return "done"
        except Exception as error:
            return "%s: %s" % (type(error).__name__, error)


async def perform(hands, operation):
    if operation["kind"] in ["fetch", "finish", "fail"]:
        words = [await hand.work(operation) for hand in hands]
        return words[0] if words[0] == words[1] else "unequal: %s" % words
    return await hands[1].client.word(operation)


async def main():
    global now
    loop = asyncio.get_running_loop()
    hands = [Hand(socket) for socket in SOCKETS]
    time.time = standing_clock
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        operation = json.loads(line, object_hook=decoded)
        now = operation["now"]
        word = await perform(hands, operation)
        print(json.dumps(word.encode(errors="surrogateescape").decode(errors="replace")), flush=True)
    # Closing every connection in order would take too long.
    os._exit(0)


asyncio.run(main())
