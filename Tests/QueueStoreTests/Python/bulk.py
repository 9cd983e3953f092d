"""Changes queues with the official client's own calls.

Arguments: the server's socket, the layout (3 to 6). Input: JSON [{"queue", "call", "arguments"}]. Output: JSON, one word
for each of them: `done`, or the client's error.
"""
import asyncio
import json
import sys
import types

import redis.asyncio
from bullmq import Queue

SOCKET, LAYOUT = sys.argv[1], int(sys.argv[2])
URL = "unix://" + SOCKET

if LAYOUT == 3:
    # This client takes host and port only.
    import bullmq.redis_connection as module
    module.redis = types.SimpleNamespace(
        Redis=lambda **_: redis.asyncio.Redis(unix_socket_path=SOCKET, decode_responses=True))


def open_queue(name):
    if LAYOUT == 3:
        return Queue(name)
    return Queue(name, URL if LAYOUT == 4 else {"connection": URL})


async def main():
    words = []
    for operation in json.load(sys.stdin):
        queue = open_queue(operation["queue"])
        try:
            await getattr(queue, operation["call"])(*operation["arguments"])
            words.append("done")
        except Exception as error:
            words.append("%s: %s" % (type(error).__name__, error))
        await queue.close()
    print(json.dumps(words))


asyncio.run(main())
