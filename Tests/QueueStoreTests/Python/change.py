"""Changes jobs and queues with the official client.

Arguments: the server's socket, the family (3 to 6). Input: JSON [{"kind", "queue", ...}], as `client.py` takes them.
Output: JSON, one word for each of them.
"""
import asyncio
import json
import sys

from client import perform

print(json.dumps(asyncio.run(perform(sys.argv[1], int(sys.argv[2]), json.load(sys.stdin)))))
