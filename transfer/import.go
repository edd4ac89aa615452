package transfer

import (
	"context"
	"errors"
	"io/fs"
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
	records, problems := read(files, root)
	if len(problems) > 0 {
		return Result{}, problems
	}
	received := received{files: files, library: o.Library, byPath: map[string]*media.Upload{}}
	defer received.close()
	if len(records[content.MediaFiles]) > 0 && !o.DryRun {
		err := s.Transaction(ctx, func(ctx context.Context) error {
			_, _, err := prepare(ctx, s, records, &received, o)
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
		run, steps, err := prepare(ctx, s, records, &received, o)
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
func prepare(ctx context.Context, s *store.Store, records map[content.Kind][]source, files *received, o Options) (*importer, []*step, error) {
	run := &importer{options: o, now: time.Now().UTC().Truncate(time.Millisecond), known: map[content.Kind]map[string]string{}, said: map[place]bool{}}
	var steps []*step
	for _, c := range s.All() {
		st := load(run, c, records)
		if err := st.receive(ctx, files); err != nil {
			return nil, nil, err
		}
		steps = append(steps, st)
	}
	for _, st := range steps {
		if err := st.identify(ctx); err != nil {
			return nil, nil, err
		}
	}
	around, err := survey(ctx, steps)
	if err != nil {
		return nil, nil, err
	}
	rules := editing.Rules{Ground: around, Unfollowed: true}
	for _, st := range steps {
		st.resolve()
	}
	for _, st := range steps { // in the order in which entries follow each other
		if err := st.check(rules); err != nil {
			return nil, nil, err
		}
	}
	if err := run.checkPublic(ctx, s, rules, steps); err != nil {
		return nil, nil, err
	}
	if len(run.problems) > 0 {
		return nil, nil, run.problems
	}
	return run, steps, nil
}

var errDryRun = errors.New("dry run")

// importer is one attempt at an import.
type importer struct {
	options   Options
	now       time.Time
	known     map[content.Kind]map[string]string // ids by key, of what is there and of what comes
	problems  Problems
	said      map[place]bool // where there is a problem
	result    Result
	done, all int
}

// place is a field of a record; the whole of it without one.
type place struct {
	file  string
	line  int
	field string
}

func (r *importer) add(s source, field, reason string) {
	if r.said[place{s.file, s.line, field}] = true; field != "" {
		reason = field + ": " + reason
	}
	r.problems = append(r.problems, Problem{s.file, s.lineOf(field), reason})
}

// say adds what a rule says, unless something has been said of that field: a name that stands for nothing leads nowhere too.
func (r *importer) say(s source, p content.Problem) {
	if !r.said[place{s.file, s.line, p.Path}] {
		r.add(s, p.Path, p.EN)
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
