package editing

import (
	"context"
	"errors"
	"time"

	"partnernetz/brochure"
	"partnernetz/content"
	"partnernetz/document"
	"partnernetz/document/html"
	"partnernetz/document/pdf"
	"partnernetz/media"
	"partnernetz/network"
	"partnernetz/store"
)

// logoWidth is how many pixels of a logo are printed.
const logoWidth = 480

// printed are the files of a release, and what they were made of.
type printed struct {
	at     time.Time
	states map[string]store.State
	files  []printedFile
	people []network.StoredPeople
}

type printedFile struct {
	locale    content.Locale
	html, pdf *media.Upload
}

// close lets go of the temporary files.
func (p *printed) close() {
	for _, f := range p.files {
		_ = f.html.Close() // what stays of it is in the folder for temporary files
		_ = f.pdf.Close()
	}
}

// keep puts the files into the library.
func (p *printed) keep(ctx context.Context) error {
	for _, f := range p.files {
		if err := errors.Join(f.html.Keep(ctx), f.pdf.Keep(ctx)); err != nil {
			return err
		}
	}
	return nil
}

// print makes the files of a release, of what it is to have: one of each form for each language of its title. Only one release is
// printed at a time, as that takes memory.
func (e *Editor) print(ctx context.Context, library *media.Library, r *network.Release) (_ *printed, err error) {
	e.printing.Lock()
	defer e.printing.Unlock()
	p := &printed{}
	defer func() {
		if err != nil {
			p.close()
		}
	}()
	has, err := e.taken(ctx, r)
	if err != nil {
		return nil, err
	}
	p.states, p.at = has.states, e.now()
	if p.people, err = e.people(ctx, has); err != nil {
		return nil, err
	}
	for _, l := range r.Titles.Languages() {
		source, err := e.source(ctx, library, r, l, p.at)
		if err != nil {
			return nil, err
		}
		source.Reports, source.PeopleThreshold = copied(has.reports.Accepted, source.View), e.PeopleThreshold
		source.Release.People = p.people
		d, err := brochure.Compose(source)
		if err != nil {
			return nil, err
		}
		if err := p.add(library, r, l, d); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// add writes the document of a language down.
func (p *printed) add(library *media.Library, r *network.Release, l content.Locale, d document.Document) error {
	page, err := html.Write(d)
	if err != nil {
		return unprintable(err)
	}
	file, err := pdf.Write(d)
	if err != nil {
		return unprintable(err)
	}
	name := r.Label + "-" + string(l)
	madeHTML, err := library.Make(name, ".html", network.TypeHTML, page)
	if err != nil {
		return err
	}
	madePDF, err := library.Make(name, ".pdf", network.TypePDF, file)
	if err != nil {
		_ = madeHTML.Close()
		return err
	}
	p.files = append(p.files, printedFile{l, madeHTML, madePDF})
	return nil
}

// unprintable says to the office why a brochure cannot be set, where it is to blame.
func unprintable(err error) error {
	_, invalid := errors.AsType[*document.Invalid](err)
	_, missing := errors.AsType[*pdf.Unprintable](err)
	if !invalid && !missing {
		return err
	}
	return content.Problems{{Path: "id", Code: content.Unprintable,
		DE: "Das Heft lässt sich so nicht setzen. Bitte die Einträge ändern, die genannt sind, und sie neu veröffentlichen: " + err.Error(),
		EN: "the brochure cannot be set like this; change the entries that are named, and publish them again: " + err.Error()}}
}

// source reads what is public, in a language.
func (e *Editor) source(ctx context.Context, library *media.Library, r *network.Release, l content.Locale, at time.Time) (s brochure.Source, err error) {
	v := content.PublicView()
	v.Locale = l
	s = brochure.Source{Release: content.Clone(r), View: v, Date: at, Site: content.ServerFrom(ctx), Logos: map[string]document.Picture{}}
	content.Bind(v, []*network.Release{s.Release})
	if s.Initiative, err = e.store.Initiatives.ByKey(ctx, v, network.InitiativeSlug); err != nil {
		return s, err
	}
	if s.Year, err = e.store.ImplementationYears.ByID(ctx, v, r.YearID); err != nil {
		return s, err
	}
	err = errors.Join(every(ctx, e.store.Partners, v, &s.Partners), every(ctx, e.store.Agreements, v, &s.Agreements), every(ctx, e.store.Measures, v, &s.Measures),
		every(ctx, e.store.Events, v, &s.Events), every(ctx, e.store.GoodPractices, v, &s.GoodPractices), every(ctx, e.store.Pages, v, &s.Pages))
	if err != nil {
		return s, err
	}
	return s, e.logos(ctx, library, v, &s)
}

// copied returns reports as a view shows them.
func copied(reports []*network.Report, v content.View) []*network.Report {
	all := make([]*network.Report, len(reports))
	for i, r := range reports {
		all[i] = content.Clone(r)
	}
	content.Bind(v, all)
	return all
}

func every[T content.Entry](ctx context.Context, c *store.Collection[T], v content.View, all *[]T) (err error) {
	*all, err = c.All(ctx, v)
	return err
}

// logos reads those of the partners that can be printed: a drawing cannot.
func (e *Editor) logos(ctx context.Context, library *media.Library, v content.View, s *brochure.Source) error {
	var ids []string
	for _, p := range s.Partners {
		if p.LogoID != "" {
			ids = append(ids, p.LogoID)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	found, err := e.store.Media.ByIDs(ctx, v, ids)
	if err != nil {
		return err
	}
	for id, m := range found {
		if !m.File.HasPixels() {
			continue
		}
		data, err := library.Picture(ctx, m.File, logoWidth)
		if err != nil {
			return err
		}
		alt, _ := v.Resolve(m.Alts)
		s.Logos[id] = document.Picture{Data: data, Alt: alt, Decorative: m.Decorative}
	}
	return nil
}
