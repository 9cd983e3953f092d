"""Makes queues with the official client, works some of them, and prints what the client itself reports of them.

Argument: the server's socket. Output: JSON {"queues": {name: report}, "operations": [...]}.
"""
import asyncio
import json
import os
import sys

from bullmq import FlowProducer, Job, Queue, Worker

OPTIONS = {"connection": "unix://" + sys.argv[1]}
STATES = ["waiting", "active", "delayed", "prioritized", "completed", "failed", "waiting-children"]
operations = []
queues = {}
workers = {}


def queue(name):
    queues[name] = queues.get(name) or Queue(name, OPTIONS)
    return queues[name]


def operation(kind, name, id, state):
    operations.append({"kind": kind, "queue": name, "id": id, "state": state})


async def process(job, token):
    await job.updateProgress({"done": 40})
    await job.log("started")
    await job.log("second line\twith a tab")
    if job.data.get("fail"):
        raise RuntimeError("550 5.1.1 <%s>: user unknown" % job.data["fail"])
    return {"sent": job.data["n"]}


async def work(name, count):
    """Lets a worker run until so many jobs have finished."""
    finished = asyncio.Semaphore(0)
    worker = Worker(name, process, {**OPTIONS, "name": "worker-7"})
    worker.on("completed", lambda *_: finished.release())
    worker.on("failed", lambda *_: finished.release())
    for _ in range(count):
        await asyncio.wait_for(finished.acquire(), 30)
    await worker.close(True)


async def take(name, token="token"):
    """Takes one job as a worker would, and leaves it active and locked."""
    workers[name] = workers.get(name) or Worker(name, None, {**OPTIONS, "autorun": False})
    return await workers[name].getNextJob(token)


async def complete(name, value=1):
    await (await take(name)).moveToCompleted(value, "token")


async def fail(name, text="no route to host"):
    job = await take(name)
    try:
        raise RuntimeError(text)
    except RuntimeError as error:
        await job.moveToFailed(error, "token")


async def mails():
    """Every state but waiting-children, worked by a worker."""
    q = queue("mails")
    for n in range(12):
        await q.add("send", {"n": n, "fail": "user%d" % n if n % 3 == 2 else None}, {"attempts": 1})
    await work("mails", 12)
    for n in range(3):
        await q.add("later", {"n": n}, {"delay": 3_600_000 * (3 - n), "attempts": 5})
        await q.add("urgent", {"n": n}, {"priority": 10 - n})
        await q.add("plain", {"n": n})
    await q.add("lifo", {"n": 0}, {"lifo": True})
    await q.add("own id", {"n": 1}, {"jobId": "a:b:c"})
    await take("mails")


async def paused():
    q = queue("paused")
    for n in range(4):
        await q.add("x", {"n": n})
    await complete("paused")
    await q.pause()
    await q.add("x", {"n": 9})


async def flows():
    producer = FlowProducer(OPTIONS["connection"])
    await producer.add({"name": "fulfil", "queueName": "flows", "data": {"n": 0}, "opts": {"jobId": "p1"}, "children": [
        {"name": "pick", "queueName": "picks", "data": {"n": i}, "opts": {"jobId": "c%d" % i}} for i in range(3)]})
    await complete("picks")
    await producer.close()


async def schedulers():
    await queue("scheduled").upsertJobScheduler("nightly", {"every": 3_600_000}, "report", {"n": 1}, {})


async def operation_cases():
    async def fresh(name, options=None, count=1):
        for n in range(count):
            await queue(name).add("x", {"n": n}, options or {})

    for name, options in [("retry", {}), ("retry-lifo", {"lifo": True}), ("retry-priority", {"priority": 3}),
                          ("retry-maxed", {}), ("retry-paused", {})]:
        await fresh(name, options)
        await fail(name)
        operation("retry", name, "1", "failed")
    await queue("retry-maxed").setGlobalConcurrency(1) if hasattr(queue("retry-maxed"), "setGlobalConcurrency") else None
    await fresh("retry-maxed")
    await take("retry-maxed")
    await fresh("retry-paused")
    await queue("retry-paused").pause()
    await fresh("reprocess", count=2)
    await complete("reprocess")
    operation("retry", "reprocess", "1", "completed")
    for name, options in [("promote", {}), ("promote-priority", {"priority": 7})]:
        await fresh(name, {**options, "delay": 900_000}, 2)
        operation("promote", name, "1", "delayed")
    await fresh("promote-paused", {"delay": 900_000})
    await fresh("promote-paused")
    await queue("promote-paused").pause()
    operation("promote", "promote-paused", "1", "delayed")

    await fresh("remove", count=3)
    operation("remove", "remove", "2", "waiting")
    await fresh("remove-finished", count=3)
    await complete("remove-finished")
    await fail("remove-finished")
    operation("remove", "remove-finished", "1", "completed")
    operation("remove", "remove-finished", "2", "failed")
    await fresh("remove-locked", count=2)
    await take("remove-locked")
    operation("remove", "remove-locked", "1", "active")
    await fresh("remove-delayed", {"delay": 900_000})
    operation("remove", "remove-delayed", "1", "delayed")
    await fresh("remove-priority", {"priority": 2})
    operation("remove", "remove-priority", "1", "prioritized")
    await queue("remove-scheduled").upsertJobScheduler("s", {"every": 3_600_000}, "report", {}, {})
    pending = await ids(queue("remove-scheduled"), "delayed", True) + await ids(queue("remove-scheduled"), "waiting", True)
    operation("remove", "remove-scheduled", pending[0], await queue("remove-scheduled").getJobState(pending[0]))
    await flow_cases()


async def flow_cases():
    producer = FlowProducer(OPTIONS["connection"])

    async def tree(name, ids, options=None):
        await producer.add({"name": "root", "queueName": name, "data": {}, "opts": {"jobId": "root"}, "children": [
            {"name": "leaf", "queueName": name + "-leaves", "data": {}, "opts": {"jobId": id, **(options or {})}}
            for id in ids]})

    await tree("tree", ["one", "two"])
    operation("remove", "tree-leaves", "one", "waiting")
    operation("remove", "tree-leaves", "two", "waiting")
    await tree("felled", ["one", "two", "three"])
    await complete("felled-leaves")
    operation("remove", "felled", "root", "waiting-children")
    await tree("held", ["one"])
    await take("held-leaves")
    operation("remove", "held", "root", "waiting-children")
    for name, options in [("parted", {"failParentOnFailure": True}), ("ignored", {"ignoreDependencyOnFailure": True})]:
        await tree(name, ["one", "two"], options)
        await fail(name + "-leaves")
        operation("retry", name + "-leaves", "one", "failed")
    await tree("again", ["one", "two"])
    await complete("again-leaves")
    operation("retry", "again-leaves", "one", "completed")
    await producer.close()


async def ids(q, state, ascending):
    if hasattr(q, "backend"):
        return [job.id for job in await q.getJobs([state], 0, -1, ascending)]
    return await q.scripts.getRanges(q.sanitizeJobTypes([state]), 0, -1, ascending)


def seen(job, state, logs):
    return {
        "id": job.id, "state": state, "name": job.name, "data": json.dumps(job.data, separators=(",", ":")),
        "timestamp": job.timestamp, "delay": job.delay, "priority": job.priority, "attemptsMade": job.attemptsMade,
        "attempts": max(1, job.opts.get("attempts") or 0), "processedOn": job.processedOn or 0,
        "finishedOn": job.finishedOn or 0, "failedReason": job.failedReason or "",
        "progress": json.dumps(job.progress, separators=(",", ":")),
        "returnvalue": json.dumps(job.returnvalue, separators=(",", ":")), "traces": len(job.stacktrace or []), "logs": logs,
    }


async def report(name):
    q = queue(name)
    counts = await q.getJobCounts()
    lists = {s: {"asc": await ids(q, s, True), "desc": await ids(q, s, False)} for s in STATES}
    jobs = []
    for id in {id for found in lists.values() for id in found["asc"]}:
        logs = await q.getJobLogs(id)
        jobs.append(seen(await Job.fromId(q, id), await q.getJobState(id), logs["logs"]))
    return {"counts": counts, "lists": lists, "jobs": jobs}


async def main():
    await mails()
    await paused()
    await flows()
    await schedulers()
    await operation_cases()
    names = ["mails", "paused", "flows", "picks", "scheduled"]
    print(json.dumps({"queues": {name: await report(name) for name in names}, "operations": operations}))
    sys.stdout.flush()
    # Closing every worker in order would take longer than everything else.
    os._exit(0)


asyncio.run(main())
