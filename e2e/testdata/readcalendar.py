# Reads a calendar from the standard input with icalendar, and says what it has read.
import datetime
import json
import sys

import icalendar

calendar = icalendar.Calendar.from_ical(sys.stdin.buffer.read())


def said(prop):
    if prop is None:
        return ""
    if isinstance(prop.dt, datetime.datetime):
        return prop.dt.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    return prop.dt.isoformat()


def words(event, name):
    return str(event.get(name, ""))


events = [
    {
        "uid": words(event, "UID"),
        "start": said(event["DTSTART"]),
        "end": said(event.get("DTEND")),
        "status": words(event, "STATUS"),
        "sequence": int(event["SEQUENCE"]),
        "summary": words(event, "SUMMARY"),
        "description": words(event, "DESCRIPTION"),
        "location": words(event, "LOCATION"),
        "category": str(event["CATEGORIES"].cats[0]) if "CATEGORIES" in event else "",
    }
    for event in calendar.walk("VEVENT")
]
zones = [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")]
print(json.dumps({"name": str(calendar["X-WR-CALNAME"]), "zones": zones, "events": events}))
