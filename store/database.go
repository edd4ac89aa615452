package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"github.com/256dpi/lungo"
	"github.com/gofrs/flock"
	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/event"
	"go.mongodb.org/mongo-driver/mongo/options"
	"go.mongodb.org/mongo-driver/mongo/readconcern"
	"go.mongodb.org/mongo-driver/mongo/readpref"
	"go.mongodb.org/mongo-driver/mongo/writeconcern"
	"go.mongodb.org/mongo-driver/x/mongo/driver/connstring"
)

// Names of what the database is made of outside this program.
const (
	defaultDatabase = "partnernetz"
	dataFileName    = "partnernetz.bson"
	lockFile        = "partnernetz.lock"
)

// Database is a connection to MongoDB, or the embedded engine.
type Database struct {
	db           lungo.IDatabase
	embedded     bool
	committed    *committed // of the embedded
	transactions bool
	kept         *kept
	drivers      sync.Map // of the embedded, by the names of collections
	commands     atomic.Int64
	generations  generations                   // here since several stores may be on one engine
	close        []func(context.Context) error // last first
}

// Embedded opens the embedded engine on a folder, or in memory if the folder is empty. It belongs to one process: a
// second one gets an error, and so does a damaged file, which is left as it is.
func Embedded(folder string) (_ *Database, err error) {
	d := &Database{embedded: true, transactions: true, kept: newKept(keptBytes)}
	defer func() {
		if err != nil {
			_ = d.Close(context.Background())
		}
	}()
	// Changes need not be kept for others to follow, as there are no others.
	opts := lungo.Options{Store: lungo.NewMemoryStore(), MinOplogSize: 1, MaxOplogSize: 1, MinOplogAge: time.Nanosecond, MaxOplogAge: time.Nanosecond}
	if folder != "" {
		if err := d.lock(folder); err != nil {
			return nil, err
		}
		opts.Store = &dataFile{path: filepath.Join(folder, dataFileName)}
	}
	d.committed = &committed{kept: opts.Store}
	opts.Store = d.committed
	client, engine, err := lungo.Open(context.Background(), opts)
	if err != nil {
		return nil, fmt.Errorf("opening the embedded engine: %w", err)
	}
	d.close = append(d.close, func(context.Context) error { engine.Close(); d.committed.last.Store(nil); return nil })
	d.db = client.Database(defaultDatabase)
	// Who held a lease is dead, for we have the folder.
	free := bson.D{{Key: "$set", Value: bson.D{{Key: "until", Value: time.Time{}}}}}
	if _, err := d.settings().UpdateMany(context.Background(), field("until", "$gt", time.Time{}), free); err != nil {
		return nil, fmt.Errorf("opening the embedded engine: %w", err)
	}
	return d, nil
}

// settings has documents of which there is one each: who holds which lease, and secrets.
func (d *Database) settings() lungo.ICollection { return d.collection("settings") }

// lock makes sure that no other process uses the folder.
func (d *Database) lock(folder string) error {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return fmt.Errorf("making the data folder: %w", err)
	}
	lock := flock.New(filepath.Join(folder, lockFile))
	locked, err := lock.TryLock()
	if err != nil {
		return fmt.Errorf("locking the data folder %s: %w", folder, err)
	}
	if !locked {
		return fmt.Errorf("the data folder %s is in use by another process; stop that one, name another folder with DATA_DIR, or use a MongoDB with MONGODB_URI", folder)
	}
	d.close = append(d.close, func(context.Context) error { return lock.Unlock() })
	return nil
}

// MongoDB connects to a replica set. The URI may name the database. With transactions false, which is only for tests of
// reads against servers that have none, writes are made one by one and the server need not be a replica set.
func MongoDB(ctx context.Context, uri string, transactions bool) (*Database, error) {
	parsed, err := connstring.ParseAndValidate(uri)
	if err != nil {
		return nil, errors.New("MONGODB_URI is not an address of a MongoDB; one looks like mongodb://host:27017/partnernetz?replicaSet=rs0")
	}
	d := &Database{transactions: transactions, kept: newKept(keptBytes)}
	opts := options.Client().ApplyURI(uri).SetAppName("partnernetz").
		SetReadPreference(readpref.Primary()).SetReadConcern(readconcern.Majority()).SetWriteConcern(writeconcern.Majority()).
		SetServerSelectionTimeout(10 * time.Second).
		SetMonitor(&event.CommandMonitor{Started: func(ctx context.Context, e *event.CommandStartedEvent) {
			if !isUnasked(ctx) {
				d.commands.Add(1)
			}
			if collection, ok := e.Command.Lookup(e.CommandName).StringValueOK(); ok { // find, aggregate
				observed(ctx, collection)
			}
		}})
	client, err := lungo.Connect(ctx, opts)
	if err != nil {
		return nil, fmt.Errorf("connecting to MONGODB_URI: %w", err)
	}
	d.close = append(d.close, client.Disconnect)
	d.db = client.Database(defaultDatabase)
	if parsed.Database != "" {
		d.db = client.Database(parsed.Database)
	}
	if err := d.checkServer(ctx); err != nil {
		_ = d.Close(ctx)
		return nil, err
	}
	return d, nil
}

func (d *Database) checkServer(ctx context.Context) error {
	var hello struct {
		SetName string `bson:"setName"`
		Msg     string `bson:"msg"` // "isdbgrid" for the router of a sharded cluster
	}
	if err := d.db.RunCommand(ctx, bson.D{{Key: "hello", Value: 1}}).Decode(&hello); err != nil {
		return fmt.Errorf("no MongoDB answers at MONGODB_URI: %w", err)
	}
	if d.transactions && hello.SetName == "" && hello.Msg != "isdbgrid" {
		return errors.New("the MongoDB at MONGODB_URI is not a replica set, which transactions need; one node will do: start it with --replSet rs0 and run rs.initiate() in mongosh once")
	}
	return nil
}

// Commands counts the commands that the database has been sent.
func (d *Database) Commands() int64 { return d.commands.Load() }

// Drop removes everything. It is for tests.
func (d *Database) Drop(ctx context.Context) error { return d.db.Drop(ctx) }

// Close ends the connection, or closes the engine and lets go of its folder.
func (d *Database) Close(ctx context.Context) error {
	var errs []error
	for i := len(d.close) - 1; i >= 0; i-- {
		errs = append(errs, d.close[i](ctx))
	}
	return errors.Join(errs...)
}
