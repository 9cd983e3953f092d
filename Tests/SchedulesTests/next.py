"""Reads lines `pattern TAB zone TAB seconds` and prints what the official client's parser makes of each: the next run in
seconds, `none`, `bad`, or `shift` where the offset to universal time changes before it. There the parser adds a run at
another hour, or moves one by the difference, which nobody would want."""
import sys
from datetime import datetime
from zoneinfo import ZoneInfo

from croniter import CroniterBadCronError, CroniterBadDateError, croniter

for line in sys.stdin:
    pattern, zone, seconds = line.rstrip("\n").split("\t")
    start = datetime.fromtimestamp(int(seconds), tz=ZoneInfo(zone))
    try:
        found = croniter(pattern, start, second_at_beginning=True).get_next(datetime)
        shifts = found.utcoffset() != start.utcoffset()
        print("shift" if shifts else int(found.timestamp()))
    except CroniterBadCronError:
        print("bad")
    except CroniterBadDateError:
        print("none")
