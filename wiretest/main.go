// Command wiretest runs a command, normally the tests of the module above, against a server that
// speaks the MongoDB wire protocol over a socket, so that the read paths of the real mongo driver
// are tested without a MongoDB installation:
//
//	cd wiretest && go run . -- go -C .. test ./graph/...
//
// The server is FerretDB v1, embedded, over SQLite in a temporary folder. It is for tests of reads
// only: it has no transactions and no change streams, it loses concurrent updates, and it does not
// know $elemMatch on documents. It is a module of its own so that the product does not carry it.
package main

import (
	"context"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"os/signal"
	"syscall"
	"time"

	"github.com/FerretDB/FerretDB/ferretdb"
	"go.mongodb.org/mongo-driver/mongo"
	"go.mongodb.org/mongo-driver/mongo/options"
	"golang.org/x/term"
)

const stopWithin = 10 * time.Second // for the command to obey a signal before it is killed

func main() {
	flag.Parse() // no flags; takes the -- away
	args := flag.Args()
	if len(args) == 0 {
		fmt.Fprintln(os.Stderr, "usage: wiretest -- COMMAND [ARGUMENT...]")
		os.Exit(2)
	}
	status, err := run(args)
	if err != nil {
		fmt.Fprintln(os.Stderr, "wiretest:", err)
	}
	os.Exit(status) // only here: it skips deferred calls, and run cleans up with them
}

// run returns the status of the command. An error is wiretest's own, not the command's.
func run(args []string) (status int, err error) {
	// First, so that no signal can leave the folder or the command behind.
	signals := make(chan os.Signal, 8)
	signal.Notify(signals, syscall.SIGINT, syscall.SIGTERM)

	folder, err := os.MkdirTemp("", "wiretest-")
	if err != nil {
		return 1, err
	}
	defer os.RemoveAll(folder)

	// The embedded FerretDB has no telemetry reporter (ferretdb.New switches telemetry off too) and
	// calls no other host. At this level it logs only its own failures, which the test sees merely
	// as a closed socket.
	server, err := ferretdb.New(&ferretdb.Config{
		Listener:  ferretdb.ListenerConfig{TCP: "127.0.0.1:0"},
		Handler:   "sqlite",
		SQLiteURL: "file:" + folder + "/",
		Logger:    slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError})),
	})
	if err != nil {
		return 1, fmt.Errorf("start of FerretDB: %w", err)
	}
	ctx, stop := context.WithCancel(context.Background())
	stopped := make(chan struct{})
	go func() { server.Run(ctx); close(stopped) }()
	defer func() { stop(); <-stopped }() // before the folder goes: SQLite has its files open

	uri := server.MongoDBURI()
	if err := ping(uri); err != nil {
		return 1, fmt.Errorf("FerretDB does not answer at %s: %w", uri, err)
	}

	cmd := exec.Command(args[0], args[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	// MONGODB_TRANSACTIONS=off is the store's option for this server alone: write without them.
	cmd.Env = append(os.Environ(), "MONGODB_URI="+uri, "MONGODB_TRANSACTIONS=off")
	// A process group of its own, so that a signal also reaches the test binaries that `go test`
	// starts. Not on a terminal: there Ctrl-C reaches them all, and the group could not read stdin.
	group := !term.IsTerminal(int(os.Stdin.Fd()))
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: group}
	if err := cmd.Start(); err != nil {
		return 127, err
	}
	target := cmd.Process.Pid
	if group {
		target = -target
	}
	done := make(chan struct{})
	go func() { cmd.Wait(); close(done) }() // its result is in cmd.ProcessState

	var deadline <-chan time.Time // nil, hence never, until a signal came
	for {
		select {
		case s := <-signals:
			syscall.Kill(target, s.(syscall.Signal))
			deadline = time.After(stopWithin)
		case <-deadline:
			syscall.Kill(target, syscall.SIGKILL)
		case <-done:
			if w := cmd.ProcessState.Sys().(syscall.WaitStatus); w.Signaled() {
				return 128 + int(w.Signal()), nil // as a shell reports it
			}
			return cmd.ProcessState.ExitCode(), nil
		}
	}
}

// ping waits until the server answers: the driver tries again until the deadline.
func ping(uri string) error {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	client, err := mongo.Connect(ctx, options.Client().ApplyURI(uri))
	if err != nil {
		return err
	}
	defer client.Disconnect(ctx)
	return client.Ping(ctx, nil)
}
