"""Works one queue until it is killed. Between jobs it waits to be woken; its own poll would come after ten minutes.

Arguments: the server's socket, the family (3 to 6), the queue; `busily` where it takes its time for a job, and
fails some; `forever` where it never ends one, and holds it by a lock of one second.
"""
import asyncio
import random
import sys

from bullmq import Worker

from client import Client

SOCKET, FAMILY, QUEUE, *MANNER = sys.argv[1:]
client = Client(SOCKET, int(FAMILY))


async def process(job, token):
    if MANNER == ["forever"]:
        await asyncio.sleep(600)
    if MANNER:
        await asyncio.sleep(random.random() / 200)
        if random.random() < 0.4:
            raise RuntimeError("no route to host")
    return "done"


class Marker(str):
    """The time of a delayed job in a list, whose fraction the worker of 4 cannot read."""

    def split(self, separator):
        return [part.partition(".")[0] for part in str.split(self, separator)]


def mended(worker):
    """The workers of 3 and 4 poll after 5 s, and forget a job that they have fetched when they ended another one."""
    pop, scripts = worker.bclient.brpoplpush, worker.scripts

    async def wait(source, target, _):
        id = await pop(source, target, 600)
        return Marker(id) if id and id.startswith("0:") else id

    worker.bclient.brpoplpush = wait
    for name in ["moveToCompleted", "moveToFailed"]:
        move = getattr(scripts, name)
        setattr(scripts, name, lambda *arguments, move=move, fetchNext=False: move(*arguments, fetchNext=False))
    return worker


async def main():
    options = {"connection": client.connection, "drainDelay": 600, "autorun": False}
    if MANNER == ["forever"]:
        options["lockDuration"] = 1000
    worker = Worker(QUEUE, process, options)
    await (mended(worker) if client.family <= 4 else worker).run()


asyncio.run(main())
