package graph_test

import (
	"crypto/sha256"
	"fmt"
	"time"

	"partnernetz/content"
	"partnernetz/network"
)

// What all says that is not public, and nothing that is does. What comes first and last in an order is among it.
const (
	secret     = "Verschlusssache"
	secretSlug = "verschlusssache"
	secretDay  = content.Date("1999-12-31")
)

func (k known) key(hidden bool) string {
	switch {
	case k.kind == content.Initiatives || k.kind == content.Menus:
		return k.name
	case hidden:
		return secretSlug + "-" + k.name
	}
	return k.name
}

func (k known) title(hidden bool) string {
	switch {
	case !hidden:
		return "Mitte " + k.name
	case k.state == drafted:
		return "Aal " + secret + " " + k.name
	}
	return "Zebra " + secret + " " + k.name
}

// open is the entry as everybody may see it, save for addresses. Some of its links lead to what is not public.
func (w world) open(k known) content.Entry {
	e := k.entry(content.Text{content.DE: k.title(false)}, k.key(false), "2024-02-01", 0)
	switch e := e.(type) {
	case *network.Partner:
		e.People = w.people(k)
	case *network.Agreement:
		w.persons(k, e)
	case *network.Measure:
		e.AgreementID = id(content.Agreements, k.name[:1]+"-"+string(plain))
		if k.state == plain {
			e.AgreementID = id(content.Agreements, other(k.name)+"-"+string(drafted))
		}
	case *network.Event:
		e.HostIDs = []string{id(content.Partners, "c"), id(content.Partners, "a"), id(content.Partners, "b")}
	}
	return e
}

// closed is the entry as it is not for everybody. Its links lead to what is public.
func (w world) closed(k known) content.Entry {
	e := k.secret(k.title(true))
	switch e := e.(type) {
	case *network.Partner:
		e.People = w.people(k)
	case *network.Agreement:
		w.persons(k, e)
	}
	return e
}

// versions are the entry as it is said, to whoever sees all.
func (k known) versions() (all []content.Entry) {
	w := world{r: everything()}
	if k.state == plain || k.state == revised || k.state == moved || k.state == merged {
		all = append(all, w.open(k))
	}
	if k.state != plain {
		all = append(all, w.closed(k))
	}
	return all
}

func (k known) secret(words string) content.Entry {
	e := k.entry(content.Text{content.DE: words, content.EN: words, content.DESimple: words}, k.key(true), secretDay, 1)
	switch e := e.(type) {
	case *network.Agreement:
		e.PartnerID = k.owner
	case *network.Media:
		e.PartnerID = k.owner
	case *network.Measure:
		e.PartnerID, e.AgreementID = k.owner, id(content.Agreements, other(k.name)+"-"+string(plain))
	case *network.Event:
		e.HostIDs = []string{id(content.Partners, "b"), id(content.Partners, "c")}
	}
	return e
}

// former is a draft from when the entry was still the other partner's, which in the world of its owner is another one.
func (k known) former(r reader) content.Entry {
	if r.audience(content.ForOffice) {
		words := secret + " von früher"
		return k.entry(content.Text{content.DE: words, content.EN: words, content.DESimple: words}, k.key(true), secretDay, 1)
	}
	return k.entry(content.Text{content.DE: "Etwas"}, k.key(false), "2024-02-01", 0)
}

// entry makes an entry. n tells values of enumerations and the like apart.
func (k known) entry(text content.Text, key string, day content.Date, n int) content.Entry {
	at, err := time.Parse(time.DateOnly, string(day))
	if err != nil {
		panic(err)
	}
	words, rich := text[content.DE], linked(text)
	if n > 0 {
		rich = addressed(rich)
	}
	switch k.kind {
	case content.MediaFiles:
		name, _ := content.Slug(words)
		file := network.File{Sum: fmt.Sprintf("%x", sha256.Sum256([]byte(words))), Name: name + ".png", ContentType: network.TypePNG,
			Size: int64(len(words)), Width: 100 + n, Height: 50, Placeholder: words}
		return &network.Media{Slug: key, PartnerID: k.partner, File: file, Alts: text, StoredFocus: &network.Focus{X: n, Y: n}, CreditLine: words}
	case content.Partners:
		website := "https://" + key + ".example"
		return &network.Partner{Slug: key, LogoID: id(content.MediaFiles, k.name+"-"+string([]state{drafted, revised}[n])), Names: text, Sector: network.Sectors()[n], Website: &website, MemberSince: &day, MemberUntil: &day, Descriptions: rich,
			MergedIntoID: id(content.Partners, []string{"c", "d"}[n]), MemberIDs: []string{id(content.Partners, []string{"d", "c"}[n])}}
	case content.Agreements:
		return &network.Agreement{Slug: key, PartnerID: k.partner, Titles: text, Status: []network.AgreementStatus{"ACTIVE", "SUPERSEDED"}[n], SignedOn: &day, ValidFrom: &day, ValidUntil: &day, GoalTexts: rich,
			Place: words, DocumentID: id(content.MediaFiles, "b-"+string([]state{drafted, revised}[n])), SupersededByID: []string{"", id(content.Agreements, "b-"+string(plain))}[n],
			StoredTransitions: []network.StoredTransition{{Status: []network.AgreementStatus{"ACTIVE", "SUPERSEDED"}[n], On: day}},
			StoredClauses:     []network.StoredClause{{Number: key, Texts: rich, MeasureIDs: []string{id(content.Measures, "a-"+string(drafted)), id(content.Measures, "a-"+string(plain))}}}}
	case content.Measures:
		return &network.Measure{Slug: key, PartnerID: k.partner, Titles: text, Area: network.MeasureAreas()[n], Status: network.MeasureStatuses()[n], StartsOn: &day, EndsOn: &day, Descriptions: rich}
	case content.Pages:
		return &network.Page{Path: "/" + key, Titles: text, Leads: text, ParentID: k.above(n), Parts: []network.StoredBlock{
			{ID: "b" + fmt.Sprint(n), Type: network.BlockText, Texts: rich},
			{ID: "p", Type: network.BlockPartners, Labels: text}, {ID: "e", Type: network.BlockEvents, Labels: text},
			{ID: "m", Type: network.BlockImage, Labels: text, MediaID: id(content.MediaFiles, "a-"+string([]state{drafted, revised}[n]))},
			{ID: "d", Type: network.BlockDownload, Labels: text, MediaID: id(content.MediaFiles, "b-"+string([]state{revised, drafted}[n]))},
			{ID: "v", Type: network.BlockVideo, Labels: text, Texts: rich, Language: network.SignedGerman, MediaID: id(content.MediaFiles, "a-"+string([]state{drafted, revised}[n])), CaptionsID: id(content.MediaFiles, "b-"+string([]state{revised, drafted}[n]))},
			{ID: "c", Type: network.BlockCall, Labels: text, TargetID: id(content.Measures, "b-"+string(drafted))},
			{ID: "f", Type: network.BlockFigure, Labels: text, Value: "{{measureCount}}"},
			{ID: "a", Type: network.BlockAccordion, Items: []network.StoredItem{{ID: "i", Headings: text, Texts: rich}}},
		}, StoredAccessibility: &network.StoredAccessibility{
			Status: network.AccessibilityStatuses()[n], Barriers: rich, Method: network.AccessibilityMethods()[n], CheckedOn: &day,
			Feedback:     network.AccessibilityContact{Name: words, Phone: &words},
			Ombudsperson: network.AccessibilityContact{Name: words, Phone: &words},
		}}
	case content.GoodPractices:
		adoption := network.StoredAdoption{PartnerID: id(content.Partners, "c"), Adaptations: text}
		return &network.GoodPractice{Slug: key, PartnerID: k.partner, MeasureID: id(content.Measures, k.name[:1]+"-"+string(drafted)), Titles: text,
			Area: network.MeasureAreas()[n], Challenges: rich, Approaches: text, Results: text, Transfers: text, StoredAdoptions: []network.StoredAdoption{adoption}}
	case content.Menus:
		item := func(s state) network.StoredMenuItem {
			return network.StoredMenuItem{Labels: text, PageID: id(content.Pages, "x-"+string(s))}
		}
		return &network.Menu{Slug: key, Entries: []network.StoredMenuItem{item(plain), item(drafted), item(away)}}
	case content.Events:
		place := &network.StoredPlace{Names: text, City: &words, Online: n > 0}
		return &network.Event{Slug: key, Kind: network.EventKinds()[n], Titles: text, Descriptions: rich, StartsAt: at, EndsAt: &at, Place: place, ShortReports: rich,
			State: network.EventStatuses()[2+n], StatusReasons: text}
	case content.ImplementationYears:
		return &network.ImplementationYear{Label: key, StartsOn: &day, EndsOn: &day}
	case content.Releases:
		return &network.Release{Label: key, Titles: text, YearID: id(content.ImplementationYears, "x-revised"), State: []network.ReleaseState{network.ReleasePublic, network.ReleaseFrozen}[n],
			FrozenAt: &at, SupersedesID: id(content.Releases, "x-drafted"), SupersededByID: id(content.Releases, "x-revised"),
			StoredParts: []network.StoredPart{{Section: network.SectionForeword, Texts: rich}},
			Files:       []network.ReleaseFile{{Locale: content.DE, HTMLID: id(content.MediaFiles, "a-drafted"), PDFID: id(content.MediaFiles, "a-revised")}}}
	case content.Reports:
		return &network.Report{Slug: key, PartnerID: k.partner, YearID: id(content.ImplementationYears, "x-"+string([]state{plain, drafted}[n])),
			StoredState: network.ReportStates()[n], Due: &day, Sent: &at, SentRevision: n + 1, Summaries: rich, Outlooks: text,
			Noted: network.ReportNotes{PartnerName: words, YearLabel: key},
			StoredEntries: []network.StoredProgress{{MeasureID: id(content.Measures, k.name[:1]+"-"+string([]state{plain, drafted}[n])), Status: network.ProgressStatuses()[n],
				Reasons: text, Summaries: rich, Proofs: []network.StoredEvidence{{Titles: text, MediaID: id(content.MediaFiles, "b-"+string([]state{revised, drafted}[n]))}},
				Indicators: []network.StoredIndicator{{Key: key, Labels: text, Value: float64(n), Units: text, Sources: text, Checked: n > 0, AboutPeople: n > 0}}}}}
	case content.Initiatives:
		return &network.Initiative{Slug: key, Names: text, Mottos: text, Missions: rich}
	}
	panic("nothing is known of " + k.kind)
}

// linked is a text with links to entries of every kind of which some are not public.
func linked(text content.Text) content.Text {
	with := content.Text{}
	for l, words := range text {
		for _, k := range []struct {
			kind content.Kind
			name string
		}{{content.Partners, "a"}, {content.Partners, "c"}, {content.Agreements, "b-drafted"}, {content.Measures, "a-revised"}, {content.Pages, "x-revised"}, {content.Events, "x-withdrawn"}} {
			words += " [dort](entry:" + id(k.kind, k.name) + ")"
		}
		with[l] = words
	}
	return with
}

// addressed is a text with links to the addresses of entries, most of which are not public.
func addressed(text content.Text) content.Text {
	with := content.Text{}
	for l, words := range text {
		for _, k := range []known{
			{kind: content.Pages, name: "x-drafted"}, {kind: content.Pages, name: "x-away"}, {kind: content.Pages, name: "x-withdrawn"}, {kind: content.Pages, name: "x-revised"},
			{kind: content.Partners, name: "b"}, {kind: content.Partners, name: "c"}, {kind: content.Measures, name: "b-drafted"}, {kind: content.Events, name: "x-drafted"},
		} {
			for _, hidden := range []bool{false, true} {
				words += " [Mitte](" + content.PathOf(k.entry(nil, k.key(hidden), "2024-02-01", 0)) + ")"
			}
		}
		with[l] = words
	}
	return with
}

// above is the page above another one: one that is public, and in drafts one that is not.
func (k known) above(n int) string {
	if k.state != revised {
		return ""
	}
	return id(content.Pages, "x-"+string([]state{plain, drafted}[n]))
}

// people has an address for each audience. One that is not for the reader is another one in his world, or is not there; and
// whom one is for that he sees is not for him to know.
func (w world) people(k known) (people []network.StoredContact) {
	for i, a := range append(content.Audiences(), content.ForOffice) {
		email := address(k.name, a)
		person := network.StoredContact{Name: fmt.Sprint("Person ", i), Email: &email, EmailFor: a}
		switch {
		case w.r.partner == k.id || w.r.audience(content.ForOffice):
		case w.r.audience(a):
			person.EmailFor = content.ForPublic
		default:
			if email = "jemand.anders@example.org"; i == len(content.Audiences()) {
				person.Email = nil
			}
		}
		people = append(people, person)
	}
	return people
}

// persons has who has signed and why, which in the world of a reader who may not see it is not there.
func (w world) persons(k known, a *network.Agreement) {
	if w.r.partner != a.PartnerID && !w.r.audience(content.ForOffice) {
		return
	}
	a.StoredSignatories = []network.StoredSignatory{{Name: secret + " " + k.name, Office: secret, Organisation: secret}}
	a.StoredTransitions[0].Reason, a.StoredTransitions[0].Revision = secret, 1
}

func address(name string, a content.Audience) string {
	return map[content.Audience]string{content.ForPublic: "info", content.ForNetwork: "netz", content.ForOffice: secretSlug}[a] + "@" + name + ".example"
}
