"""Fills queues with made-up jobs, and reads them plainly: what each of some conditions holds for, and the causes.

Arguments: the server's socket, how many jobs, the family (bull, or bullmq and the major version), the seed.
Output: JSON {"now": ms, "single": {query: [job]}, "pairs": {query: [job]}, "causes": {cause: {...}}}; a job is
"queue/id in hexadecimal digits".
"""
import itertools
import json
import random
import re
import sys
import redis

socket, count, family, seed = sys.argv[1], int(sys.argv[2]), sys.argv[3], int(sys.argv[4])
server = redis.Redis(unix_socket_path=socket)
dice = random.Random(seed)
NOW = 1_795_470_000_000
QUEUES = [b"webhooks", b"web:mail", b"inv\xffoices"]
NAMES = [b"invoice.paid", b"Invoice", b"thumb\xc3\xa9", b"\xff\xfe\x00x", b"a\x1b[31mred"]
IS_OLD = family in ("bull", "bullmq3", "bullmq4")
STATES = ["waiting", "active", "delayed", "completed", "failed"]
STATES += ["prioritized"] if family not in ("bull", "bullmq3") else []
STATES += ["waiting-children"] if family != "bull" else []

REASONS = {
    "refused": lambda: b"connect ECONNREFUSED 10.0.%d.%d:5432" % (dice.randrange(256), dice.randrange(256)),
    "timeout": lambda: b"timeout of %dms exceeded" % dice.randrange(90_000),
    "503": lambda: b"Response code 503 (Service Unavailable)",
    "user": lambda: b"user %s not found \xff\x00" % ("u%d@example.com" % dice.randrange(999)).encode(),
    "none": lambda: b"",
}
FRAMES = ["", "charge", "send"]


def stack(reason, frame):
    text = "Error: " + reason.decode("latin-1")
    text += "\n    at get (/app/node_modules/got/index.js:1:%d)" % dice.randrange(99)
    if frame:
        text += "\n    at async %s (/releases/%d/dist/work.js:%d:5)" % (frame, dice.randrange(99), 7)
    return json.dumps(["Error: older\n    at old (/app/old.js:1:1)", text]).encode()


def data():
    kind = dice.randrange(10)
    if kind == 0:
        return b"\xff not json {\"user\":"
    if kind == 1:
        return None
    return json.dumps(
        {
            "user": {"id": dice.choice([4711, 14711, 12]), "name": dice.choice(["Ann \u00c4", "bob \"B\"", "C/D"])},
            "items": [{"sku": dice.choice(["A-1", "B-2"])} for _ in range(dice.randrange(3))],
            "paid": dice.choice([True, False, None]), "total": dice.choice([1, 12.5, 100]), "pad": "x" * dice.randrange(2000),
        },
        ensure_ascii=dice.random() < 0.5).encode()


def fill():
    pipe = server.pipeline(transaction=False)
    for index in range(count):
        queue, state = dice.choice(QUEUES), dice.choice(STATES)
        base = b"bull:" + queue
        id = b"%d" % index if dice.random() < 0.9 else b"x:\xff%d" % index
        added = NOW - dice.randrange(7 * 86_400_000)
        attempts = dice.randrange(5)
        fields = {b"name": dice.choice(NAMES), b"timestamp": b"%d" % added, b"opts": b'{"attempts":%d}' % dice.choice([1, 3])}
        payload = data()
        if payload is not None:
            fields[b"data"] = payload
        fields[b"attemptsMade" if IS_OLD else b"atm"] = b"%d" % attempts
        if state in ("completed", "failed"):
            fields[b"processedOn"] = b"%d" % (added + 10)
            fields[b"finishedOn"] = b"%d" % (added + 10 + dice.randrange(5000))
            if not IS_OLD:
                fields[b"pb"] = dice.choice([b"hook-1", b"hook-2"])
        if state == "prioritized":
            fields[b"priority"] = b"%d" % dice.randrange(1, 9)
        if state == "delayed":
            fields[b"delay"] = b"%d" % dice.choice([1_000, 90_000_000])
        if dice.random() < 0.3:
            fields[b"progress"] = dice.choice([b"0", b"42", b'{"step":"upload","done":7}'])
        if not IS_OLD and dice.random() < 0.2:
            fields.update(dice.choice([
                {b"parentKey": b"bull:months:2026-\xff1"}, {b"rjk": b"nightly"}, {b"deid": b"tenant-12"}]))
        if state == "failed":
            cause = dice.choice(list(REASONS))
            reason = REASONS[cause]()
            if reason:
                fields[b"failedReason"] = reason
            fields[b"stacktrace"] = stack(reason, dice.choice(FRAMES))
        if state == "completed":
            fields[b"returnvalue"] = dice.choice([b"null", b'{"sent":true}'])
        if dice.random() < 0.97:
            pipe.hset(base + b":" + id, mapping=fields)
            if dice.random() < 0.1:
                pipe.rpush(base + b":" + id + b":logs", b"began", dice.choice([b"Retry LATER", b"done \xff"]))
        place(pipe, base, id, state, added, fields)
        if index % 500 == 499:
            pipe.execute()
    pipe.execute()


def place(pipe, base, id, state, added, fields):
    if state == "waiting":
        # Up to BullMQ 5, a paused queue keeps waiting jobs in a separate list.
        is_paused = base.endswith(b"mail") and family != "bullmq6"
        pipe.lpush(base + (b":paused" if is_paused else b":wait"), id)
    elif state == "active":
        pipe.lpush(base + b":active", id)
    elif state == "delayed":
        pipe.zadd(base + b":delayed", {id: (added + 90_000_000) * 4096})
    elif state == "prioritized":
        pipe.zadd(base + b":prioritized", {id: dice.randrange(1, 9) * 2**32 + dice.randrange(99)})
    else:
        score = int(fields.get(b"finishedOn", b"%d" % added))
        pipe.zadd(base + b":" + state.encode(), {id: score})


def all_jobs():
    for queue in QUEUES:
        base = b"bull:" + queue
        places = [("waiting", b"wait"), ("waiting", b"paused"), ("active", b"active")]
        places += [(name, name.encode()) for name in ("delayed", "prioritized", "completed", "failed", "waiting-children")]
        for state, key in places:
            is_list = key in (b"wait", b"paused", b"active")
            ids = server.lrange(base + b":" + key, 0, -1) if is_list else server.zrange(base + b":" + key, 0, -1)
            for id in ids:
                fields = server.hgetall(base + b":" + id)
                if fields:
                    logs = server.lrange(base + b":" + id + b":logs", 0, -1)
                    yield queue, id, state, fields, logs


def lower(text):
    return bytes(byte | 0x20 if 65 <= byte <= 90 else byte for byte in text)


def unescaped(text):
    """The text as bytes, with the escapes of JSON decoded wherever they are."""
    def decode(match):
        word = match.group(0)
        if word[1:2] == b"u":
            return chr(int(word[2:], 16)).encode("utf-8", "surrogatepass")
        return {b"n": b"\n", b"t": b"\t", b"r": b"\r", b"b": b"\b", b"f": b"\f"}.get(word[1:], word[1:])
    return re.sub(rb"\\(u[0-9a-fA-F]{4}|.)", decode, text, flags=re.S)


def contains(word, *texts):
    word = word.encode()
    fold = lower if lower(word) == word else lambda text: text
    return any(word in fold(text) or b"\\" in text and word in fold(unescaped(text)) for text in texts)


WHOLE = [b"name", b"failedReason", b"stacktrace", b"data", b"opts", b"returnvalue"]


def parsed(fields, name=b"data"):
    try:
        value = json.loads(fields[name])
        return value if isinstance(value, dict) else {}
    except (KeyError, ValueError):
        return {}


def number(fields, name):
    return float(fields.get(name, b"nan"))


def attempts(fields):
    return int(fields.get(b"attemptsMade", fields.get(b"atm", b"0")))


CONDITIONS = {
    "invoice": lambda q, i, s, f, l: contains("invoice", i, *(f.get(n, b"") for n in WHOLE)),
    "Invoice": lambda q, i, s, f, l: contains("Invoice", i, *(f.get(n, b"") for n in WHOLE)),
    "\u00c4": lambda q, i, s, f, l: contains("\u00c4", i, *(f.get(n, b"") for n in WHOLE)),
    '"at async charge"': lambda q, i, s, f, l: contains("at async charge", i, *(f.get(n, b"") for n in WHOLE)),
    "name=invoice.paid": lambda q, i, s, f, l: lower(f.get(b"name", b"")) == b"invoice.paid",
    "name:inv*paid": lambda q, i, s, f, l: re.search(rb"inv.*paid", lower(f.get(b"name", b"")), re.S) is not None,
    "id:12*": lambda q, i, s, f, l: i.startswith(b"12"),
    "failed:/\\d{4}ms/": lambda q, i, s, f, l: re.search(rb"[0-9]{4}ms", f.get(b"failedReason", b"")) is not None,
    "data.user.id:4711": lambda q, i, s, f, l: parsed(f).get("user", {}).get("id") == 4711,
    "data.user.id>=4711": lambda q, i, s, f, l: parsed(f).get("user", {}).get("id", 0) >= 4711,
    "data.user.name:bob": lambda q, i, s, f, l: "bob" in parsed(f).get("user", {}).get("name", "").lower(),
    "data.items.sku:B-2": lambda q, i, s, f, l: any(item["sku"] == "B-2" for item in parsed(f).get("items", [])),
    "data.paid:true": lambda q, i, s, f, l: parsed(f).get("paid") is True,
    "data.total>1": lambda q, i, s, f, l: parsed(f).get("total", 0) > 1,
    "opts.attempts:3": lambda q, i, s, f, l: parsed(f, b"opts").get("attempts") == 3,
    "log:later": lambda q, i, s, f, l: contains("later", *l),
    "attempts>=3": lambda q, i, s, f, l: attempts(f) >= 3,
    "attempts!=3": lambda q, i, s, f, l: attempts(f) != 3,
    "age>2d": lambda q, i, s, f, l: NOW - number(f, b"timestamp") > 2 * 86_400_000,
    "ended<1d": lambda q, i, s, f, l: NOW - number(f, b"finishedOn") < 86_400_000,
    "ran>1s": lambda q, i, s, f, l: number(f, b"finishedOn") - number(f, b"processedOn") > 1000,
    "size>1k": lambda q, i, s, f, l: b"data" in f and len(f[b"data"]) > 1024,
    "state:failed,waiting": lambda q, i, s, f, l: s in ("failed", "waiting"),
    "queue:web*": lambda q, i, s, f, l: q.startswith(b"web"),
    "scheduler=nightly": lambda q, i, s, f, l: f.get(b"rjk", b"") == b"nightly",
    "priority>3": lambda q, i, s, f, l: int(f.get(b"priority", b"0")) > 3,
    "priority=0": lambda q, i, s, f, l: int(f.get(b"priority", b"0")) == 0,
    "delay>=1h": lambda q, i, s, f, l: int(f.get(b"delay", b"0")) >= 3_600_000,
    "progress.done=7": lambda q, i, s, f, l: parsed(f, b"progress").get("done") == 7,
    "data.total=12.5": lambda q, i, s, f, l: parsed(f).get("total") == 12.5,
}
WORDS = {
    "name:voice": b"name", "failed:ECONN": b"failedReason", "stack:charge": b"stacktrace", "data:sku": b"data",
    "return:sent": b"returnvalue", "worker:hook-2": b"pb", "parent:months": b"parentKey", "deduplication:tenant": b"deid",
    "progress:upload": b"progress", "opts:attempts": b"opts",
}
for query, key in WORDS.items():
    CONDITIONS[query] = lambda q, i, s, f, l, key=key, word=query.split(":")[1]: contains(word, f.get(key, b""))



def name(job):
    return "%s/%s" % (job[0].hex(), job[1].hex())


def causes(jobs):
    groups = {}
    for queue, id, state, fields, _ in jobs:
        if state != "failed":
            continue
        reason, trace = fields.get(b"failedReason", b""), json.loads(fields[b"stacktrace"])[-1]
        kind = re.sub(rb"[0-9.:@]+|u[0-9]*@example.com", b"#", reason).decode("latin-1")
        frame = re.search(r"at async (\w+)", trace)
        group = groups.setdefault(
            "%s at %s" % (kind, frame and frame.group(1)), {"count": 0, "times": [], "names": set(), "queues": set()})
        group["count"] += 1
        group["times"].append(int(fields[b"finishedOn"]))
        group["names"].add(fields[b"name"].hex())
        group["queues"].add(queue.hex())
    return [
        {"count": g["count"], "first": min(g["times"]), "last": max(g["times"]), "names": sorted(g["names"]),
         "queues": sorted(g["queues"])} for g in groups.values()]


fill()
JOBS = list(all_jobs())
HELD = {query: {name(job) for job in JOBS if holds(*job)} for query, holds in CONDITIONS.items()}
ALL = {name(job) for job in JOBS}
PAIRS = {}
for left, right in itertools.combinations(CONDITIONS, 2):
    if dice.random() < 0.5:
        PAIRS["%s %s" % (left, right)] = HELD[left] & HELD[right]
    else:
        PAIRS["!%s %s" % (left, right)] = (ALL - HELD[left]) & HELD[right]
print(json.dumps({
    "now": NOW, "single": {query: sorted(held) for query, held in HELD.items()},
    "pairs": {query: sorted(held) for query, held in PAIRS.items()}, "causes": causes(JOBS)}))
