#!/bin/sh
# An event at 2:30 on the day that summer time ends in Berlin, when the clocks show 2:30 twice: ical.js and icalendar for Python take
# the second, in winter time, though RFC 5545 says that a local time which occurs twice is the first. A time in UTC is read right.
# Versions: ical.js 2.2.1, python3-icalendar of Debian 12 (4.0.3).
# Good guess from: RFC 5545, 3.3.5 "DATE-TIME": the value refers to the first occurrence of the referenced time.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund ical.js@2.2.1 >/dev/null 2>&1
apt-get download -qq python3-icalendar=4.0.3-5 python3-tz python3-dateutil python3-six >/dev/null 2>&1
for package in *.deb; do dpkg -x "$package" debian; done
export PYTHONPATH="$folder/debian/usr/lib/python3/dist-packages"
cat > feed.ics <<'ICS'
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Example//EN
BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:1@example.org
DTSTAMP:20260101T000000Z
DTSTART;TZID=Europe/Berlin:20271031T023000
END:VEVENT
END:VCALENDAR
ICS
sed -i 's/$/\r/' feed.ics
cat > read.mjs <<'JS'
import { readFileSync } from "node:fs";
import ICAL from "ical.js";
const calendar = new ICAL.Component(ICAL.parse(readFileSync("feed.ics", "utf8")));
ICAL.TimezoneService.register(new ICAL.Timezone(calendar.getFirstSubcomponent("vtimezone")));
console.log(new ICAL.Event(calendar.getFirstSubcomponent("vevent")).startDate.toJSDate().toISOString().slice(11, 16));
JS
cat > read.py <<'PY'
import datetime, icalendar
event = icalendar.Calendar.from_ical(open("feed.ics", "rb").read()).walk("VEVENT")[0]
print(event["DTSTART"].dt.astimezone(datetime.timezone.utc).strftime("%H:%M"))
PY
one=$(node read.mjs)
two=$(/usr/bin/python3 read.py)
echo "ical.js 2.2.1, icalendar $(/usr/bin/python3 -c 'import icalendar; print(icalendar.__version__)')"
echo "guess: 00:30 in UTC"
echo "seen:  $one by ical.js, $two by icalendar"
[ "$one $two" = '01:30 01:30' ]
