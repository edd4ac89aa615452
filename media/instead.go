package media

import (
	"maps"
	"slices"
	"strings"

	"partnernetz/network"
)

// instead says, by the beginning of a type that is not kept, what to save a file as. The first that fits counts.
var instead = []struct{ begins, de, en string }{
	{"image/heic", "Bitte als JPEG speichern.", "save it as JPEG"},
	{"image/vnd.adobe", "Bitte als PNG oder JPEG speichern.", "save it as PNG or JPEG"},
	{"image/", "Bitte als PNG, JPEG oder WebP speichern.", "save it as PNG, JPEG or WebP"},
	{"application/gzip", "Eine gepackte Zeichnung (SVGZ) bitte als SVG speichern, alles andere auspacken.", "save a packed drawing (SVGZ) as SVG, and unpack anything else"},
	{"application/postscript", "Bitte als SVG oder PDF speichern.", "save it as SVG or PDF"},
	{"application/x-ole-storage", "Es ist ein älteres Format von Office, oder die Datei hat ein Kennwort. Bitte ohne Kennwort als DOCX, XLSX, PPTX oder PDF speichern.",
		"it is an older format of Office, or the file has a password; save it without one as DOCX, XLSX, PPTX or PDF"},
	{"application/msword", "Bitte als DOCX oder PDF speichern.", "save it as DOCX or PDF"},
	{"application/vnd.ms-excel", "Bitte als XLSX oder PDF speichern.", "save it as XLSX or PDF"},
	{"application/vnd.ms-powerpoint", "Bitte als PPTX oder PDF speichern.", "save it as PPTX or PDF"},
	{"application/vnd.oasis.opendocument.text", "Bitte als ODT, DOCX oder PDF speichern.", "save it as ODT, DOCX or PDF"},
	{"application/vnd.oasis.opendocument.spreadsheet", "Bitte als XLSX oder PDF speichern.", "save it as XLSX or PDF"},
	{"application/vnd.oasis.opendocument.presentation", "Bitte als PPTX oder PDF speichern.", "save it as PPTX or PDF"},
	{"application/vnd.oasis.opendocument", "Bitte als PDF oder SVG speichern.", "save it as PDF or SVG"},
	{"application/vnd.openxmlformats", "Bitte als gewöhnliches DOCX, XLSX oder PPTX speichern.", "save it as ordinary DOCX, XLSX or PPTX"},
	{"application/epub", "Bitte als PDF speichern.", "save it as PDF"},
	{"application/zip", "Bitte die Dateien einzeln hochladen.", "upload the files one by one"},
	{"application/x-subrip", "Untertitel bitte als WebVTT speichern.", "save captions as WebVTT"},
	{"text/rtf", "Bitte als DOCX, ODT oder PDF speichern.", "save it as DOCX, ODT or PDF"},
	{"text/csv", "Eine Tabelle bitte als XLSX speichern.", "save a table as XLSX"},
	{"text/tab-separated-values", "Eine Tabelle bitte als XLSX speichern.", "save a table as XLSX"},
	{"text/calendar", "Einen Termin bitte als Veranstaltung anlegen, sonst als PDF speichern.", "make a date an event, or else save it as PDF"},
	{"text/html", "Bitte als PDF speichern oder als Seite anlegen.", "save it as PDF, or make it a page"},
	{"text/plain", "Einen Text bitte als PDF oder ODT speichern.", "save a text as PDF or ODT"},
	{"audio/", "Bitte als MP4 speichern.", "save it as MP4"},
	{"video/", "Bitte als MP4 (H.264) speichern.", "save it as MP4 (H.264)"},
}

// unknownType is the error of a file of a type that is not kept.
func unknownType(found string) error {
	endings := slices.Sorted(maps.Values(network.FileTypes()))
	all := strings.ToUpper(strings.ReplaceAll(strings.Join(endings, ", "), ".", ""))
	found, _, _ = strings.Cut(found, ";")
	de, en := "", ""
	for _, i := range instead {
		if strings.HasPrefix(found, i.begins) {
			de, en = " "+i.de, "; "+i.en
			break
		}
	}
	return wrong("Der Inhalt der Datei ist „%[1]s“, das ist hier nicht möglich.%[3]s Möglich sind: %[2]s.",
		"the content of the file is “%[1]s”, which is not accepted here%[4]s; possible are: %[2]s", found, all, de, en)
}
