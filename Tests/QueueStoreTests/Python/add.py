"""Adds jobs with the official client.

Arguments: the server's socket, the layout. Input: JSON [{"queue", "pause": true} or {"queue", "name", "data", "opts"}].
Output: JSON, the id of each job, null for other steps.
"""
import asyncio
import json
import sys
import types

import redis.asyncio
from bullmq import Queue

SOCKET, LAYOUT = sys.argv[1:]


def open_queue(name):
    if LAYOUT != "bullmq3":
        return Queue(name, {"connection": "unix://" + SOCKET}) if LAYOUT != "bullmq4" else Queue(name, "unix://" + SOCKET)
    # This client takes host and port only.
    import bullmq.redis_connection as module
    module.redis = types.SimpleNamespace(
        Redis=lambda **_: redis.asyncio.Redis(unix_socket_path=SOCKET, decode_responses=True))
    return Queue(name)


async def main():
    ids, queues = [], {}
    for step in json.load(sys.stdin):
        name = step["queue"]
        if name not in queues:
            queues[name] = open_queue(name)
        if step.get("pause"):
            await queues[name].pause()
            ids.append(None)
        else:
            ids.append(str((await queues[name].add(step["name"], step["data"], step["opts"])).id))
    print(json.dumps(ids))


asyncio.run(main())
