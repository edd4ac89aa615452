package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// build builds this same program, or that of the commit bench if it is not empty, with the code of a commit, so that its
// server is of that version. It puts the program into the folder. The worktree is in the same place each time, so that Go has
// to compile it only once.
func build(commit, bench, folder string) (program string, err error) {
	root, err := output("git", "rev-parse", "--show-toplevel")
	if err != nil {
		return "", err
	}
	if commit, err = output("git", "rev-parse", "--verify", commit+"^{commit}"); err != nil {
		return "", err
	}
	tree := filepath.Join(os.TempDir(), "partnernetz-bench-"+commit)
	_, _ = output("git", "-C", root, "worktree", "remove", "--force", tree) // left behind by a run that was killed
	if _, err := output("git", "-C", root, "worktree", "add", "--detach", tree, commit); err != nil {
		return "", err
	}
	defer func() {
		if _, e := output("git", "-C", root, "worktree", "remove", "--force", tree); err == nil {
			err = e
		}
	}()
	if err := os.RemoveAll(filepath.Join(tree, "bench")); err != nil {
		return "", err
	}
	if bench == "" {
		err = os.CopyFS(filepath.Join(tree, "bench"), os.DirFS(filepath.Join(root, "bench")))
	} else {
		_, err = output("git", "-C", tree, "checkout", bench, "--", "bench")
	}
	if err != nil {
		return "", err
	}
	program = filepath.Join(folder, "before")
	_, err = output("go", "-C", tree, "build", "-o", program, "./bench")
	return program, err
}

// output runs a command and returns what it writes, or an error with what it says about its failure.
func output(name string, arguments ...string) (string, error) {
	cmd := exec.Command(name, arguments...)
	var said strings.Builder
	cmd.Stderr = &said
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("%s: %w\n%s", strings.Join(cmd.Args, " "), err, said.String())
	}
	return strings.TrimSpace(string(out)), nil
}
