"""Performs operations with the official client.

Argument: the server's socket. Input: JSON [{"kind", "queue", "id", "state"}]. Output: JSON, one word for each of them:
`done`, `locked`, `scheduler`, `missing` or the client's error.
"""
import asyncio
import json
import sys

from bullmq import Job, Queue

OPTIONS = {"connection": "unix://" + sys.argv[1]}


async def act(queue, operation):
    if operation["kind"] == "remove":
        return {1: "done", 0: "locked", -8: "scheduler"}[await queue.remove(operation["id"], {"removeChildren": True})]
    job = await Job.fromId(queue, operation["id"])
    if not job:
        return "missing"
    await (job.retry(operation["state"]) if operation["kind"] == "retry" else job.promote())
    return "done"


async def main():
    words = []
    for operation in json.load(sys.stdin):
        # The constructor of a queue writes its settings, as it did when the queue was made.
        queue = Queue(operation["queue"], OPTIONS)
        try:
            words.append(await act(queue, operation))
        except Exception as error:
            words.append(str(error))
        await queue.close()
    print(json.dumps(words))


asyncio.run(main())
