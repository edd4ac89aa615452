# make run    build and serve on http://localhost:8080/
# make test   the tests, in less than ten minutes
# make test-all   the same with the race detector, reads over a socket, and what takes longer: whole schemas walked by two readers,
#                 attacks and kills fifty times over, thousands of random operations, a long search for the worst
# make bench  how fast it answers, beside a bare handler and the version BEFORE; QUICK=1 for a rough idea
# make figures   how soon the search finds what readers mean (part of make bench)
# make check  formatting, vet, generated code (part of make test)
# make vuln   known weaknesses of dependencies; needs the network

# WebP is written by the encoder that is compiled in, and not by a library that some machine happens to have.
export GOFLAGS += -tags=nodynamic

.PHONY: run test test-all bench figures check vuln page audits

run: page
	@go build -o partnernetz . && exec ./partnernetz

# Thousands of operations one after another, which the race detector would only slow down.
SLOW = TestNobodySeesMore|TestWorst$$

test: check page audits
	go test -timeout=30m -skip '$(SLOW)' ./...

test-all: test
	cd wiretest && go vet ./... && go run . -- go -C .. test -count=1 -run 'TestRead|TestDemo/(operations|golden/(partner|view))' ./store ./dataloader ./graph
	go test -race -timeout=30m -skip '$(SLOW)' ./...
	LONG=1 go test -count=1 -timeout=30m -run '$(SLOW)|TestRandom$$' -v ./graph
	LONG=1 go test -count=1 -timeout=30m -run 'TestLargeAnswers|TestAnswersThatTurnOutLarge|TestFairShares|TestManyWriters|TestKilledUnderLoad|TestKilledWhileFreezing|TestKilledBetweenAChangeAndItsMail|TestMigrationKilled' ./e2e

# What make bench compares with; BEFORE= measures this version alone.
BEFORE ?= ab47ea0
# The last bench that compiles there, where packages have other names.
BENCH ?= 0fa92f2

bench: figures
	cd wiretest && go run . -- go -C .. run ./bench -before "$(BEFORE)" -bench "$(BENCH)" $(if $(QUICK),-short -seconds 0.5 -rounds 3)

# How soon readers find what they mean, and beside it bleve with its rules of German, about the same documents.
figures:
	@documents=$$(mktemp) && trap 'rm -f "$$documents"' EXIT && SEARCH_DOCUMENTS="$$documents" go test ./search -run xxx -bench Figures -benchtime 1x -v && \
		cd bench/bleve && go run . "$$documents" ../../search/testdata/queries.tsv

check:
	@test -z "$$(gofmt -l $$(git ls-files '*.go'))" || { echo "not formatted:"; gofmt -l $$(git ls-files '*.go'); exit 1; }
	go vet ./...
	@before=$$(mktemp -d) && cp -r graph/*.resolvers.go graph/generated schema/derived.graphqls "$$before" && go generate ./graph && \
		for f in graph/*.resolvers.go graph/generated schema/derived.graphqls; do diff -r "$$before/$$(basename $$f)" "$$f" || { echo "generated code is not up to date; it is now"; exit 1; }; done; rm -r "$$before"

vuln:
	go run golang.org/x/vuln/cmd/govulncheck@v1.1.4 ./...

# The query page. Without Node the program serves a plain one of its own.
page:
	@if command -v npm >/dev/null; then \
		$(MAKE) --no-print-directory playground/dist/index.html || { test -z "$$CI" && echo "The full query page could not be built; serving the plain one."; }; \
	else \
		test -z "$$CI" && echo "There is no Node (20.19 or newer) here: serving the plain query page instead of GraphiQL."; \
	fi

playground/dist/index.html: playground/node_modules/.package-lock.json playground/index.html playground/vite.config.js $(wildcard playground/src/*)
	cd playground && npm run build

playground/node_modules/.package-lock.json: playground/package.json playground/package-lock.json
	cd playground && npm ci --no-audit --no-fund

# What the GraphQL-over-HTTP audits and the tests of client libraries run on.
audits: graph/transport/audit/node_modules/.package-lock.json clients/node_modules/.package-lock.json

graph/transport/audit/node_modules/.package-lock.json clients/node_modules/.package-lock.json: %/node_modules/.package-lock.json: %/package.json %/package-lock.json
	@if command -v npm >/dev/null; then cd $* && npm ci --no-audit --no-fund; \
	else test -z "$$CI" && echo "There is no Node here: what $* is for is left out."; fi
