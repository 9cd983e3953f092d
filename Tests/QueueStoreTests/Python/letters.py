"""Jobs whose worker gives up on them, and leaves a dead letter for each as applications write it by hand.

Arguments: the server's socket, the family (3 to 6).
"""
import asyncio
import os
import sys

from bullmq import Worker

from client import Client

SOCKET, FAMILY = sys.argv[1:]
client = Client(SOCKET, int(FAMILY))
COUNT = 4


async def process(job, token):
    letter = {"originalJob": {"id": job.id, "name": job.name, "data": job.data, "opts": job.opts},
              "error": "mailbox unavailable", "attempts": job.attemptsMade}
    await client.queue("failed-mail").add("dead", letter)
    raise ValueError("mailbox unavailable")


async def main():
    for number in range(COUNT):
        await client.queue("mail").add("welcome", {"n": number, "list": []}, {"attempts": 1, "keepLogs": 7})
    worker = Worker("mail", process, {"connection": client.connection})
    for _ in range(600):
        await asyncio.sleep(0.02)
        if client.server.zcard("bull:mail:failed") == COUNT:
            os._exit(0)
    sys.exit("the jobs never failed")


asyncio.run(main())
