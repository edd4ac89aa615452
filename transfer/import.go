package transfer

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"reflect"
	"time"

	"partnernetz/content"
	"partnernetz/editing"
	"partnernetz/media"
	"partnernetz/store"
)

// Options say how to import.
type Options struct {
	Author   string              // who the history names
	Library  *media.Library      // where the files of media are kept
	DryRun   bool                // find out what would happen, and write nothing
	Progress func(done, all int) // called as records are written; may be nil
	// AsIs lets become public what leads to what is not, and what a reader would stumble over: for what was published so elsewhere.
	AsIs bool
	// Preview is called once for every table, also of an import that is refused, unless a table cannot be read at all; may be nil.
	Preview func(Preview)
	// Done is called in the same transaction once all is written; may be nil.
	Done func(context.Context, Result) error
}

// Result counts what an import did, or with Options.DryRun would do.
type Result struct{ New, Changed, Unchanged int }

// Import brings in the files of a folder, or one file. An entry with the key of a record becomes like the record, in a new
// revision if that changes anything; one with no record stays as it is. Each record is published, at its publishedAt if
// it has one, unless it says draft: true. What holds for editors holds for files too (editing.Rules). It is all or nothing:
// an error of type [Problems] says what is wrong where.
//
// Files of media are kept once everything is found to be right, and before anything is written: outside of the transaction,
// as that may take long, unless the caller has put one around it.
func Import(ctx context.Context, s *store.Store, files fs.FS, root string, o Options) (Result, error) {
	types := map[content.Kind]reflect.Type{}
	for _, c := range s.All() {
		types[c.Kind()] = reflect.TypeOf(c.New()).Elem()
	}
	records, problems := read(files, root, types)
	if len(problems) > 0 {
		return Result{}, problems
	}
	received := received{files: files, library: o.Library, byPath: map[string]*media.Upload{}}
	defer received.close()
	var run *importer // the last attempt
	defer func() {
		if run != nil {
			run.seen.tell(o.Preview)
		}
	}()
	if len(records[content.MediaFiles]) > 0 && !o.DryRun {
		err := s.Transaction(ctx, func(ctx context.Context) error {
			run = newImporter(o)
			_, err := run.prepare(ctx, s, records, &received)
			return err
		})
		if err == nil {
			err = received.keep(ctx)
		}
		if err != nil {
			return Result{}, err
		}
	}
	var result Result
	err := s.Transaction(ctx, func(ctx context.Context) error {
		run = newImporter(o)
		steps, err := run.prepare(ctx, s, records, &received)
		if err != nil {
			return err
		}
		for _, st := range steps {
			if err := st.write(ctx, s); err != nil {
				return err
			}
		}
		if result = run.result; o.DryRun {
			return errDryRun
		}
		if o.Done != nil {
			return o.Done(ctx, result)
		}
		return nil
	})
	if err != nil && !errors.Is(err, errDryRun) {
		return Result{}, err
	}
	return result, nil
}

// prepare finds everything that is wrong with an import, and what is to be written if nothing is.
func (r *importer) prepare(ctx context.Context, s *store.Store, records map[content.Kind][]source, files *received) (steps []*step, err error) {
	for _, c := range s.All() {
		st := load(r, c, records)
		if err := st.receive(ctx, files); err != nil {
			return nil, err
		}
		steps = append(steps, st)
	}
	for _, st := range steps {
		if err := st.identify(ctx); err != nil {
			return nil, err
		}
	}
	around, err := survey(ctx, steps)
	if err != nil {
		return nil, err
	}
	rules := editing.Rules{Ground: around, Unfollowed: true}
	for _, st := range steps {
		st.resolve()
	}
	for _, st := range steps { // in the order in which entries follow each other
		if err := st.check(rules); err != nil {
			return nil, err
		}
	}
	if err := r.checkPublic(ctx, s, rules, steps); err != nil {
		return nil, err
	}
	r.refuseMissing()
	if len(r.problems) > 0 {
		return nil, r.problems
	}
	return steps, nil
}

var errDryRun = errors.New("dry run")

// importer is one attempt at an import.
type importer struct {
	options   Options
	now       time.Time
	known     map[content.Kind]map[string]string // ids by key, of what is there and of what comes
	problems  Problems
	said      map[place]bool // where there is a problem
	seen      previews
	left      map[missingColumn]int
	result    Result
	done, all int
}

func newImporter(o Options) *importer {
	return &importer{options: o, now: time.Now().UTC().Truncate(time.Millisecond), known: map[content.Kind]map[string]string{}, said: map[place]bool{},
		seen: previews{map[*table]*Preview{}, map[content.Entry]*Row{}}, left: map[missingColumn]int{}}
}

// place is a field of a record; the whole of it without one.
type place struct {
	file  string
	line  int
	field string
}

func (r *importer) add(s source, field string, code content.Code, reason string) {
	if r.said[place{s.file, s.line, field}] = true; field != "" {
		reason = field + ": " + reason
	}
	r.problems = append(r.problems, Problem{s.file, s.lineOf(field), reason, cmp.Or(code, content.BadInput)})
}

// say adds what a rule says, unless something has been said of that field: a name that stands for nothing leads nowhere too.
func (r *importer) say(s source, p content.Problem) {
	if !r.said[place{s.file, s.line, p.Path}] {
		r.add(s, p.Path, p.Code, p.EN)
	}
}

// checkPublic finds what is wrong with what is to become public. That Leichte Sprache was checked is believed.
func (r *importer) checkPublic(ctx context.Context, s *store.Store, rules editing.Rules, steps []*step) error {
	sources := map[string]source{} // by id
	p := &editing.Publication{Say: func(e content.Entry, problem content.Problem) { r.say(sources[e.Head().ID], problem) }}
	for _, st := range steps {
		for i, e := range st.entries {
			if _, ok := st.publication(e, st.changed[i]); ok {
				sources[e.Head().ID] = st.sources[i]
				p.Take(e, nil)
			}
		}
	}
	if r.options.AsIs {
		_, err := rules.Together(p, nil, nil)
		return err
	}
	for _, e := range p.Entries {
		open, err := rules.Open(p, e)
		if err != nil {
			return err
		}
		for _, link := range open {
			r.say(sources[e.Head().ID], content.Problem{Path: link.Path, EN: "this leads to what is not public; let that become public too, or import with --as-is"})
		}
	}
	found, err := s.Findings(ctx, p.Entries, p.Entries...)
	if err == nil {
		_, err = rules.Together(p, found, nil)
	}
	return err
}

func (r *importer) progress(n int) {
	r.done += n
	if r.options.Progress != nil {
		r.options.Progress(r.done, r.all)
	}
}
