// Command bleve asks bleve the queries of search/testdata about the documents that the benchmark of the search writes, and prints how
// soon readers find what they mean, as that benchmark does. It is a module of its own, so that the program needs none of bleve.
//
//	SEARCH_DOCUMENTS=/tmp/documents.json go test ./search -run xxx -bench Figures -benchtime 1x -v
//	cd bench/bleve && go run . /tmp/documents.json ../../search/testdata/queries.tsv
package main

import (
	"encoding/json"
	"fmt"
	"log"
	"os"
	"path"
	"sort"
	"strings"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/lang/de"
	"github.com/blevesearch/bleve/v2/search/query"
)

type document struct {
	Key, Title, Lead, Body string
	Value                  float64 // what its hits are worth, as in the search of the program
}

func main() {
	if len(os.Args) != 3 {
		log.Fatal("give the file with the documents and the one with the queries")
	}
	var documents []document
	written, err := os.ReadFile(os.Args[1])
	must(err)
	must(json.Unmarshal(written, &documents))
	queries, err := os.ReadFile(os.Args[2])
	must(err)
	index, values := indexOf(documents)
	for _, fuzziness := range []int{0, 1, 2} {
		var asked, first, three, reciprocal float64
		for line := range strings.Lines(string(queries)) {
			if strings.HasPrefix(line, "#") {
				continue
			}
			columns := strings.Split(strings.TrimSpace(line), "\t")
			asked++
			place := placeOf(columns[2], keys(index, values, columns[1], fuzziness))
			if place == 1 {
				first++
			}
			if place > 0 && place <= 3 {
				three++
			}
			if place > 0 {
				reciprocal += 1 / float64(place)
			}
		}
		fmt.Printf("%d typing errors: %.0f queries, success@1 %.3f, success@3 %.3f, MRR %.3f\n", fuzziness, asked, first/asked, three/asked, reciprocal/asked)
	}
}

// indexOf indexes the documents by the rules of German.
func indexOf(documents []document) (bleve.Index, map[string]float64) {
	mapping, values := bleve.NewIndexMapping(), map[string]float64{}
	mapping.DefaultAnalyzer = de.AnalyzerName
	index, err := bleve.NewMemOnly(mapping)
	must(err)
	batch := index.NewBatch()
	for _, d := range documents {
		values[d.Key] = d.Value
		must(batch.Index(d.Key, map[string]string{"title": d.Title, "lead": d.Lead, "body": d.Body}))
	}
	must(index.Batch(batch))
	return index, values
}

// keys returns the best ten documents, with the weights that the search of the program gives to titles, leads and kinds of entries.
func keys(index bleve.Index, values map[string]float64, text string, fuzziness int) (best []string) {
	var fields []query.Query
	for field, boost := range map[string]float64{"title": 8, "lead": 3, "body": 1} {
		q := bleve.NewMatchQuery(text)
		q.SetField(field)
		q.SetBoost(boost)
		q.SetFuzziness(fuzziness)
		fields = append(fields, q)
	}
	request := bleve.NewSearchRequestOptions(bleve.NewDisjunctionQuery(fields...), len(values), 0, false)
	found, err := index.Search(request)
	must(err)
	sort.SliceStable(found.Hits, func(i, j int) bool {
		return found.Hits[i].Score*values[found.Hits[i].ID] > found.Hits[j].Score*values[found.Hits[j].ID]
	})
	for _, hit := range found.Hits[:min(10, len(found.Hits))] {
		best = append(best, hit.ID)
	}
	return best
}

func placeOf(patterns string, keys []string) int {
	for i, key := range keys {
		for _, p := range strings.Fields(patterns) {
			if ok, _ := path.Match(p, key); ok {
				return i + 1
			}
		}
	}
	return 0
}

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
