// Reads a calendar from the standard input with ical.js, and says what it has read.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")));
for (const zone of calendar.getAllSubcomponents("vtimezone")) {
  ICAL.TimezoneService.register(new ICAL.Timezone(zone));
}
const said = (time) => (time.isDate ? time.toString() : time.toJSDate().toISOString().replace(".000", ""));
const events = calendar.getAllSubcomponents("vevent").map((component) => {
  const event = new ICAL.Event(component);
  return {
    uid: event.uid,
    start: said(event.startDate),
    end: component.hasProperty("dtend") ? said(event.endDate) : "",
    status: component.getFirstPropertyValue("status"),
    sequence: event.sequence,
    summary: event.summary,
    description: event.description ?? "",
    location: event.location ?? "",
    category: component.getFirstPropertyValue("categories") ?? "",
  };
});
const zones = calendar.getAllSubcomponents("vtimezone").map((zone) => zone.getFirstPropertyValue("tzid"));
console.log(JSON.stringify({ name: calendar.getFirstPropertyValue("x-wr-calname"), zones, events }));
