package main

import (
	"errors"
	"sync"
)

// version names one of the programs that are compared: that of an older commit, and this one.
type version int

const (
	older version = iota
	newer
)

// scene is an amount of content in one of the databases, which each version serves by a process of its own.
type scene struct {
	name    string
	times   int               // how many times the content of the seed is there
	mongo   string            // address of the database; empty for the embedded engine
	servers [newer + 1]*child // that of the older version is nil if nothing is compared
}

// start starts the processes that serve the scene, all versions at once.
func (s *scene) start(programs [newer + 1]string) error {
	progress("starting what serves " + s.name)
	var errs [newer + 1]error
	var all sync.WaitGroup
	for v, program := range programs {
		if program != "" {
			all.Go(func() { s.servers[v], errs[v] = start(program, s.times, s.mongo) })
		}
	}
	all.Wait()
	return errors.Join(errs[:]...)
}

func (s *scene) stop() {
	for _, c := range s.servers {
		if c != nil {
			c.stop()
		}
	}
}
