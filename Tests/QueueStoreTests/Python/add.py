"""Adds jobs with the official client.

Arguments: the server's socket, the family (3 to 6). Input: JSON [{"queue", "pause": true} or {"queue", "name", "data", "opts"}].
Output: JSON, the id of each job, null for other steps.
"""
import asyncio
import json
import sys

from client import Client

SOCKET, FAMILY = sys.argv[1:]


async def main():
    client, ids = Client(SOCKET, int(FAMILY)), []
    for step in json.load(sys.stdin):
        queue = client.queue(step["queue"])
        if step.get("pause"):
            await queue.pause()
            ids.append(None)
        else:
            ids.append(str((await queue.add(step["name"], step["data"], step["opts"])).id))
    print(json.dumps(ids))


asyncio.run(main())
