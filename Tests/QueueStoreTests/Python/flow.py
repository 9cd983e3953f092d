"""Adds a flow whose children are removed when they complete, works them, and ends when their parent has run.

Arguments: the server's socket, the family (5 or 6), the number of children.
"""
import asyncio
import sys

from bullmq import FlowProducer, Worker

from client import Client

SOCKET, FAMILY, COUNT = sys.argv[1:]
client = Client(SOCKET, int(FAMILY))


async def main():
    ended = asyncio.Event()

    async def work(job, token):
        await asyncio.sleep(0)

    async def end(job, token):
        ended.set()

    children = [
        {"name": "part", "queueName": "c", "data": {}, "opts": {"jobId": "c%d" % number, "removeOnComplete": True}}
        for number in range(int(COUNT))
    ]
    producer = FlowProducer(client.connection)
    await producer.add({"name": "whole", "queueName": "p", "data": {}, "opts": {"jobId": "root"}, "children": children})
    options = {"connection": client.connection}
    workers = [Worker("c", work, {**options, "concurrency": 8}), Worker("c", work, {**options, "concurrency": 8})]
    workers.append(Worker("p", end, options))
    await asyncio.wait_for(ended.wait(), 120)


asyncio.run(main())
