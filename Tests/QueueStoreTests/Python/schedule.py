"""Adds and removes job schedulers with the official client, whose clock stands still.

Arguments: the server's socket, the time in ms. Input: JSON [{"queue", "id", "remove": true} or {"queue", "id", "repeat",
"name", "data", "opts"}]. Output: JSON, for each the id of the next job, or what the removal returned.
"""
import asyncio
import json
import sys

import bullmq.job_scheduler
import bullmq.scripts
from bullmq import Queue


class StandingClock:
    @staticmethod
    def time():
        return int(sys.argv[2]) / 1000


bullmq.job_scheduler.time = bullmq.scripts.time = StandingClock


async def main():
    results = []
    for step in json.load(sys.stdin):
        queue = Queue(step["queue"], {"connection": "unix://" + sys.argv[1]})
        try:
            if step.get("remove"):
                results.append(await queue.removeJobScheduler(step["id"]))
            else:
                job = await queue.upsertJobScheduler(
                    step["id"], step["repeat"], step["name"], step["data"], step["opts"])
                results.append(job.id)
        except Exception as error:
            results.append(str(error))
        await queue.close()
    print(json.dumps(results))


asyncio.run(main())
