"""The same readings through the official Python client, for the benchmark's comparison.

    client.py SOCKET overview COUNT      every queue's counts, 16 queues asked at a time
    client.py SOCKET page QUEUE LIMIT    the newest failed jobs of one queue

Prints one JSON object: the median of the wall time (ms), and the server's CPU time (ms) and commands of one reading.
"""
import asyncio
import json
import statistics
import sys
import time

import redis.asyncio
from bullmq import Queue

RUNS = 7


async def server_load(connection):
    cpu = await connection.info("cpu")
    calls = await connection.info("stats")
    return (cpu["used_cpu_user"] + cpu["used_cpu_sys"]) * 1000, calls["total_commands_processed"]


async def measure(connection, reading):
    await reading()  # loads the scripts
    before_cpu, before_commands = await server_load(connection)
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        await reading()
        times.append((time.perf_counter() - start) * 1000)
    after_cpu, after_commands = await server_load(connection)
    return {
        "milliseconds": statistics.median(times),
        "serverMilliseconds": (after_cpu - before_cpu) / RUNS,
        "commands": (after_commands - before_commands) / RUNS,
    }


async def main(socket, what, *arguments):
    connection = redis.asyncio.Redis(unix_socket_path=socket, decode_responses=True)
    if what == "overview":
        names = [f"queue-{number:04}" for number in range(int(arguments[0]))]
    else:
        names = [arguments[0]]
    queues = [Queue(name, {"connection": connection}) for name in names]

    async def overview():
        for first in range(0, len(queues), 16):  # more at once, and the client runs out of connections
            await asyncio.gather(*(queue.getJobCounts() for queue in queues[first : first + 16]))

    async def page():
        jobs = await queues[0].getFailed(0, int(arguments[1]) - 1)
        assert len(jobs) == int(arguments[1]), len(jobs)

    print(json.dumps(await measure(connection, overview if what == "overview" else page)))
    await connection.aclose()


asyncio.run(main(*sys.argv[1:]))
