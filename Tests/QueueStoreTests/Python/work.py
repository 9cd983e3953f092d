"""Works one queue until it is killed. Between jobs it waits to be woken; its own poll would come after ten minutes.

Arguments: the server's socket, the layout, the queue.
"""
import asyncio
import sys
import types

import redis.asyncio
from bullmq import Worker

SOCKET, LAYOUT, QUEUE = sys.argv[1:]


async def process(job, token):
    return "done"


async def main():
    connection = {} if LAYOUT == "bullmq3" else "unix://" + SOCKET
    if LAYOUT == "bullmq3":
        # This client takes host and port only.
        import bullmq.redis_connection as module
        module.redis = types.SimpleNamespace(
            Redis=lambda **_: redis.asyncio.Redis(unix_socket_path=SOCKET, decode_responses=True))
    worker = Worker(QUEUE, process, {"connection": connection, "drainDelay": 600, "autorun": False})
    await worker.run()


asyncio.run(main())
