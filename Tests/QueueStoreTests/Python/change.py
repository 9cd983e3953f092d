"""Changes jobs with the official client: with its own calls, or where Python has none with the script that the package
brings along for the client of Node.

Arguments: the server's socket, the layout (3 to 6). Input: JSON [{"kind", "queue", "id", ...}]. Output: JSON, one word for
each of them: `done`, or a code of the scripts as text, or the client's error.
"""
import asyncio
import glob
import json
import os
import sys

import bullmq
import redis

SOCKET, LAYOUT = sys.argv[1], int(sys.argv[2])
COMMANDS = os.path.join(os.path.dirname(bullmq.__file__), "commands")
server = redis.Redis(unix_socket_path=SOCKET)


def run(name, keys, arguments):
    """A script of the package, by the name before the number of its keys."""
    path, = glob.glob(os.path.join(COMMANDS, name + "-*.lua"))
    with open(path) as file:
        return server.eval(file.read(), len(keys), *keys, *arguments)


def keys(base, *names):
    return [base + ":" + name for name in names]


def script(operation):
    """The result of an operation that is a script alone; None where the client has a call for it."""
    kind, base, id = operation["kind"], "bull:" + operation["queue"], operation["id"]
    key = base + ":" + id
    if kind == "changeDelay" and LAYOUT >= 5:
        return run(kind, keys(base, "delayed", "meta", "marker", "events"),
                   [operation["delay"], operation["now"], id, key])
    if kind == "changeDelay":
        score = (operation["now"] + operation["delay"]) * 4096
        return run(kind, keys(base, "delayed", id, "events"), [operation["delay"], score, id])
    if kind == "removeUnprocessedChildren":
        return run(kind, [key, base + ":meta"], [base + ":", id]) or 0
    if kind == "removeChildDependency":
        return run(kind, [base + ":"], [key, operation["parent"]])
    if kind == "removeDeduplicationKey":
        return 0 if run(kind, keys(base, "de:" + operation["deduplication"]), [id]) else "absent"
    if LAYOUT == 5 and kind == "changePriority":
        # The client's own call passes the key of the job where the script expects the queue's base.
        return run(kind, keys(base, "wait", "paused", "meta", "prioritized", "active", "pc", "marker"),
                   [operation["priority"], base + ":", id, int(operation["lifo"])])
    if LAYOUT == 4 and kind == "promote":
        return run(kind, keys(base, "delayed", "wait", "paused", "meta", "prioritized", "pc", "events"), [base + ":", id])
    if LAYOUT > 3:
        return None
    if kind == "promote":
        return run(kind, keys(base, "delayed", "wait", "paused", "meta", "priority", "events"), [base + ":", id])
    if kind == "retry":
        push = "RPUSH" if operation.get("lifo") else "LPUSH"
        cleared = {"failed": "failedReason", "completed": "returnvalue"}[operation["state"]]
        arguments = [id, push, cleared, operation["state"]]
        return {1: 0}[run("reprocessJob", keys(base, id, "events", operation["state"], "wait"), arguments)]
    if kind == "remove":
        return {1: 0, 0: "locked"}[run("removeJob", [base + ":"], [id])]
    if kind == "updateData":
        return run(kind, [key], [json.dumps(operation["data"], separators=(",", ":"))])


async def call(operation):
    """The client's own call."""
    queue = bullmq.Queue(operation["queue"], "unix://" + SOCKET if LAYOUT == 4 else {"connection": "unix://" + SOCKET})
    try:
        if operation["kind"] == "remove":
            removed = await queue.remove(operation["id"], {"removeChildren": operation["children"]})
            return {1: 0, 0: "locked"}.get(removed, removed)
        job = await bullmq.Job.fromId(queue, operation["id"])
        if operation["kind"] == "retry" and LAYOUT == 4:
            await job.retry(operation["state"])
        elif operation["kind"] == "retry":
            await job.retry(operation["state"], operation.get("reset", {}))
        elif operation["kind"] == "promote":
            await job.promote()
        elif operation["kind"] == "changePriority":
            await job.changePriority({"priority": operation["priority"], "lifo": operation["lifo"]})
        elif operation["kind"] == "updateData":
            await job.updateData(operation["data"])
        elif operation["kind"] == "log":
            await job.log(operation["row"])
        return 0
    finally:
        await queue.close()


async def main():
    words = []
    for operation in json.load(sys.stdin):
        try:
            result = script(operation)
            result = await call(operation) if result is None else result
            words.append("done" if result == 0 else str(result))
        except Exception as error:
            words.append("%s: %s" % (type(error).__name__, error))
    print(json.dumps(words))


asyncio.run(main())
