package brochure

import (
	"fmt"
	"time"

	"partnernetz/content"
	"partnernetz/network"
)

// vocabulary is what a brochure says that nobody wrote for it.
type vocabulary struct {
	kind, subject, year, foreword, imprint, figures, partners, events, practices string
	counted, bySector, byArea, byStatus, source, number, total                   string
	since, signed, measures, measure, area, status, sector, until, open, online  string
	challenge, approach, result, transfer                                        string
	people, heldBack, fewer, evidence                                            string
	reports, outlook, indicator, value, origin, checked, yes, no, point          string

	sectors    map[network.Sector]string
	areas      map[network.MeasureArea]string
	statuses   map[network.MeasureStatus]string
	progress   map[network.ProgressStatus]string
	agreements map[network.AgreementStatus]string
	months     []string
}

// day is a day in words, which stay on one line.
func (v vocabulary) day(d content.Date) string {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return string(d)
	}
	if len(v.months) == 0 {
		return t.Format("2\u00a0January\u00a02006")
	}
	return fmt.Sprintf("%d.\u00a0%s\u00a0%d", t.Day(), v.months[t.Month()-1], t.Year())
}

func wordsFor(l content.Locale) vocabulary {
	switch l {
	case content.EN:
		return english
	case content.DESimple:
		return simple
	}
	return german
}

var german = vocabulary{
	kind: "Tätigkeitsbericht", subject: "Was die Partner erreicht haben: ", year: "Umsetzungsjahr", foreword: "Vorwort", imprint: "Impressum", figures: "Zahlen des Jahres", partners: "Die Partner",
	events: "Veranstaltungen", practices: "Gute Beispiele", counted: "Das Netz hat %d Partner, %d Vereinbarungen und %d Maßnahmen.",
	bySector: "Partner nach Art der Organisation", byArea: "Maßnahmen nach Handlungsfeld", byStatus: "Maßnahmen nach Stand",
	source: "Gezählt sind die öffentlichen Einträge. Stand: %s.", number: "Anzahl", total: "Zusammen", since: "Partner seit dem", signed: "unterzeichnet am",
	measures: "Maßnahmen", measure: "Maßnahme", area: "Handlungsfeld", status: "Stand", sector: "Art der Organisation", until: "Bis", open: "offen", online: "auch online",
	challenge: "Ausgangslage", approach: "Vorgehen", result: "Ergebnis", transfer: "Nachmachen",
	people: "Menschen, die in den Berichten gezählt sind", heldBack: "nicht genannt", fewer: "weniger als %d", evidence: "Nachweise",
	reports: "Berichte der Partner", outlook: "Ausblick", indicator: "Kennzahl", value: "Wert", origin: "Quelle", checked: "Geprüft", yes: "geprüft", no: "nicht geprüft", point: ",",
	sectors:    map[network.Sector]string{"AUTHORITY": "Behörde", "MUNICIPALITY": "Kommune", "ASSOCIATION": "Verband oder Kammer", "STATE_ASSOCIATION": "Landesverband", "CIVIL_SOCIETY": "Zivilgesellschaft", "COMPANY": "Unternehmen"},
	areas:      map[network.MeasureArea]string{"INFORMATION": "Information", "OUTREACH": "Ansprache", "TRAINING": "Qualifizierung", "ORGANISATION": "Organisation", "OTHER": "Weiteres"},
	statuses:   map[network.MeasureStatus]string{"PLANNED": "geplant", "RUNNING": "läuft", "COMPLETED": "abgeschlossen", "DROPPED": "eingestellt"},
	progress:   map[network.ProgressStatus]string{"PLANNED": "geplant", "RUNNING": "läuft", "COMPLETED": "abgeschlossen", "DROPPED": "eingestellt", "CARRIED_OVER": "ins nächste Jahr übertragen"},
	agreements: map[network.AgreementStatus]string{"NEGOTIATING": "In Verhandlung", "ACTIVE": "In Kraft", "PAUSED": "Ruht", "ENDED": "Beendet", "SUPERSEDED": "Abgelöst"},
	months:     []string{"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"},
}

var english = vocabulary{
	kind: "Annual report", subject: "What the partners have achieved: ", year: "Implementation year", foreword: "Foreword", imprint: "Imprint", figures: "Figures of the year", partners: "The partners",
	events: "Events", practices: "Good practice", counted: "The network has %d partners, %d agreements and %d measures.",
	bySector: "Partners by kind of organisation", byArea: "Measures by area", byStatus: "Measures by status",
	source: "Public entries are counted. As of %s.", number: "Number", total: "Total", since: "Partner since", signed: "signed on",
	measures: "Measures", measure: "Measure", area: "Area", status: "Status", sector: "Kind of organisation", until: "Until", open: "open-ended", online: "also online",
	challenge: "Challenge", approach: "Approach", result: "Result", transfer: "Doing the same",
	people: "People whom the reports count", heldBack: "not told", fewer: "fewer than %d", evidence: "Evidence",
	reports: "Reports of the partners", outlook: "Outlook", indicator: "Indicator", value: "Value", origin: "Source", checked: "Checked", yes: "checked", no: "not checked", point: ".",
	sectors:    map[network.Sector]string{"AUTHORITY": "Authority", "MUNICIPALITY": "Municipality", "ASSOCIATION": "Association or chamber", "STATE_ASSOCIATION": "State association", "CIVIL_SOCIETY": "Civil society", "COMPANY": "Company"},
	areas:      map[network.MeasureArea]string{"INFORMATION": "Information", "OUTREACH": "Outreach", "TRAINING": "Training", "ORGANISATION": "Organisation", "OTHER": "Other"},
	statuses:   map[network.MeasureStatus]string{"PLANNED": "planned", "RUNNING": "running", "COMPLETED": "completed", "DROPPED": "dropped"},
	progress:   map[network.ProgressStatus]string{"PLANNED": "planned", "RUNNING": "running", "COMPLETED": "completed", "DROPPED": "dropped", "CARRIED_OVER": "carried over to the next year"},
	agreements: map[network.AgreementStatus]string{"NEGOTIATING": "Being negotiated", "ACTIVE": "In force", "PAUSED": "Paused", "ENDED": "Ended", "SUPERSEDED": "Superseded"},
}

// simple is German in short words. Texts of the office stay theirs.
var simple = func() vocabulary {
	v := german
	v.kind, v.subject, v.foreword, v.figures, v.practices = "Bericht", "Das haben die Partner gemacht: ", "Am Anfang", "Die Zahlen", "Das hat gut geklappt"
	v.counted, v.source = "Es gibt %d Partner, %d Verträge und %d Maßnahmen.", "Die Zahlen sind vom %s."
	v.challenge, v.approach, v.result, v.transfer = "So war es vorher", "Das haben wir gemacht", "Das ist jetzt besser", "So können andere es auch machen"
	v.reports, v.outlook, v.indicator, v.origin = "Das haben die Partner im Jahr gemacht", "So geht es weiter", "Zahl", "Woher die Zahl kommt"
	v.progress = map[network.ProgressStatus]string{"PLANNED": "noch nicht angefangen", "RUNNING": "läuft noch", "COMPLETED": "fertig", "DROPPED": "nicht weiter gemacht", "CARRIED_OVER": "geht im nächsten Jahr weiter"}
	return v
}()
