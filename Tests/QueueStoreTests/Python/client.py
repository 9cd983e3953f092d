"""The official client of one family, for every operation that it has: by its own calls, or where Python has none by the
script that the package brings along for the client of Node.
"""
import asyncio
import glob
import json
import os
import types

import bullmq
import redis
import redis.asyncio

COMMANDS = os.path.join(os.path.dirname(bullmq.__file__), "commands")
sources = {}


def source(name):
    """A script of the package, by the name before the number of its keys."""
    if name not in sources:
        path, = glob.glob(os.path.join(COMMANDS, name + "-*.lua"))
        with open(path) as file:
            sources[name] = file.read()
    return sources[name]


def keys(base, *names):
    return [base + ":" + name for name in names]


class Client:
    """A client that is connected to the server of a socket."""

    def __init__(self, socket, family):
        # Ids that are not UTF-8 are passed unchanged.
        self.socket, self.family = socket, family
        self.url = "unix://%s?encoding_errors=surrogateescape" % socket
        self.server = redis.Redis(unix_socket_path=socket, encoding_errors="surrogateescape")
        self.queues = {}
        if family == 3:
            # This client accepts only host and port, so the socket is passed as the host.
            import bullmq.redis_connection as module
            module.redis = types.SimpleNamespace(
                Redis=lambda host, **_: redis.asyncio.Redis(
                    unix_socket_path=host, decode_responses=True, encoding_errors="surrogateescape"))

    @property
    def connection(self):
        return {"host": self.socket} if self.family == 3 else self.url

    def queue(self, name):
        """The queue of a name. The constructor may write its settings, as it has done when the queue was made."""
        if name not in self.queues:
            options = self.connection if self.family <= 4 else {"connection": self.connection}
            self.queues[name] = bullmq.Queue(name, options)
        return self.queues[name]

    async def close(self):
        for queue in self.queues.values():
            await queue.close()
        self.queues = {}
        self.server.close()

    async def word(self, operation):
        """`done`, or a code of the scripts as text, or the client's error."""
        try:
            result = self.script(operation)
            result = await self.call(operation) if result is None else result
            return "done" if result in (0, "done") else str(result)
        except Exception as error:
            return "%s: %s" % (type(error).__name__, error)

    def run(self, name, keys, arguments):
        return self.server.eval(source(name), len(keys), *keys, *arguments)

    def script(self, operation):
        """The result of an operation that is a script alone; None where the client has a call for it."""
        family, kind, base, id = self.family, operation["kind"], "bull:" + operation["queue"], operation.get("id")
        key = base + ":" + (id or "")
        if kind == "changeDelay" and family >= 5:
            return self.run(kind, keys(base, "delayed", "meta", "marker", "events"),
                            [operation["delay"], operation["now"], id, key])
        if kind == "changeDelay":
            # The Node client adds the low bits of a numeric id.
            turn = int(id) % 4096 if id.isascii() and id.isdigit() else 0
            score = (operation["now"] + operation["delay"]) * 4096 + turn
            return self.run(kind, keys(base, "delayed", id, "events"), [operation["delay"], score, id])
        if kind == "removeUnprocessedChildren":
            return self.run(kind, [key, base + ":meta"], [base + ":", id]) or 0
        if kind == "removeChildDependency":
            return self.run(kind, [base + ":"], [key, operation["parent"]])
        if kind == "removeDeduplicationKey":
            return 0 if self.run(kind, keys(base, "de:" + operation["deduplication"]), [id]) else "absent"
        if family == 5 and kind == "changePriority":
            # The client's own call passes the key of the job where the script expects the queue's base.
            return self.run(kind, keys(base, "wait", "paused", "meta", "prioritized", "active", "pc", "marker"),
                            [operation["priority"], base + ":", id, int(operation["lifo"])])
        if family == 4 and kind == "promote":
            return self.run(
                kind, keys(base, "delayed", "wait", "paused", "meta", "prioritized", "pc", "events"), [base + ":", id])
        if kind == "free":
            return self.server.delete(base + ":de:" + operation["deduplication"]) and 0
        if kind == "clearLogs":
            return self.server.delete(key + ":logs") and 0
        if family <= 4 and kind == "drain":
            places = ["wait", "paused", "delayed" if operation["delayed"] else "",
                      "priority" if family == 3 else "prioritized"]
            return self.run(kind, keys(base, *places), [base + ":"]) or 0
        return self.oldest(operation, base, id, key) if family == 3 else None

    def oldest(self, operation, base, id, key):
        """What the client of 3 has no calls for."""
        kind = operation["kind"]
        if kind == "promote":
            return self.run(
                kind, keys(base, "delayed", "wait", "paused", "meta", "priority", "events"), [base + ":", id])
        if kind == "retry":
            push = "RPUSH" if operation.get("lifo") else "LPUSH"
            cleared = {"failed": "failedReason", "completed": "returnvalue"}[operation["state"]]
            arguments = [id, push, cleared, operation["state"]]
            result = self.run("reprocessJob", keys(base, id, "events", operation["state"], "wait"), arguments)
            return 0 if result == 1 else result
        if kind == "remove":
            return {1: 0, 0: "locked"}[self.run("removeJob", [base + ":"], [id])]
        if kind == "updateData":
            return self.run(kind, [key], [json.dumps(operation["data"], separators=(",", ":"))])
        if kind == "clean":
            arguments = [base + ":", operation["now"] - operation["grace"], operation["limit"], operation["state"]]
            return self.run("cleanJobsInSet", keys(base, operation["state"], "events"), arguments) and 0
        return None

    async def call(self, operation):
        """The client's own call."""
        queue, kind = self.queue(operation["queue"]), operation["kind"]
        if kind == "call":
            await getattr(queue, operation["call"])(*operation["arguments"])
            return 0
        if kind == "add":
            return "id " + str((await queue.add(operation["name"], operation["data"], operation["opts"])).id)
        if kind == "revive":
            original = operation["original"]
            job = await self.queue(operation["target"]).add(original["name"], original["data"], original["opts"])
            if operation["keeps"]:
                return "id " + str(job.id)
            return await self.word({"kind": "remove", "queue": operation["queue"], "id": operation["id"], "children": True})
        if kind == "schedule":
            job = await queue.upsertJobScheduler(
                operation["id"], operation["repeat"], operation["name"], operation["data"], operation["opts"])
            return "id " + str(job.id)
        if kind == "flow":
            producer = bullmq.FlowProducer(self.url)
            await producer.add(operation["flow"])
            await producer.close()
            return 0
        if kind == "remove":
            removed = await queue.remove(operation["id"], {"removeChildren": operation["children"]})
            return {1: 0, 0: "locked"}.get(removed, removed)
        job = await bullmq.Job.fromId(queue, operation["id"])
        if not job:
            return "missing"
        if kind == "retry" and self.family == 4:
            await job.retry(operation["state"])
        elif kind == "retry":
            await job.retry(operation["state"], operation.get("reset", {}))
        elif kind == "promote":
            await job.promote()
        elif kind == "changePriority":
            await job.changePriority({"priority": operation["priority"], "lifo": operation["lifo"]})
        elif kind == "updateData":
            await job.updateData(operation["data"])
        elif kind == "log":
            await job.log(operation["row"])
        return 0


async def perform(socket, family, operations):
    """Performs operations one after the other; a word for each."""
    client = Client(socket, family)
    words = [await client.word(operation) for operation in operations]
    await client.close()
    return words
