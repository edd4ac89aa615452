package e2e_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// patience bounds every wait for the program that has no bound of its own. It is long, for the machine may be busy.
const patience = time.Minute

var folder string // of what all tests share

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "partnernetz-e2e-")
	if err != nil {
		panic(err)
	}
	folder = dir
	code := m.Run()
	if p := quietRuns.Load(); p != nil {
		_ = p.cmd.Process.Kill()
		_ = p.cmd.Wait()
	}
	_ = os.RemoveAll(dir)
	os.Exit(code)
}

// program builds the program, once for all tests, as `go run .` does.
var program = sync.OnceValues(func() (string, error) {
	path := filepath.Join(folder, "partnernetz")
	out, err := exec.Command("go", "build", "-o", path, "..").CombinedOutput()
	if err != nil {
		err = fmt.Errorf("building the program: %w\n%s", err, out)
	}
	return path, err
})

// seeded is a data folder with all seed content, made once for all tests.
var seeded = sync.OnceValues(func() (string, error) {
	dir, path := filepath.Join(folder, "data"), must(program())
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	cmd := exec.CommandContext(ctx, path)
	p := newProcess(cmd, environment(dir, nil))
	if err := cmd.Start(); err != nil {
		return "", err
	}
	for !strings.Contains(p.out.String(), "ready") && ctx.Err() == nil {
		time.Sleep(10 * time.Millisecond)
	}
	return dir, errors.Join(cmd.Process.Signal(syscall.SIGTERM), cmd.Wait())
})

// data returns a data folder of the test's own with all seed content.
func data(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(must(seeded()))); err != nil {
		t.Fatal(err)
	}
	return dir
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// environment is that of the program: nothing of ours, and a port that is free.
func environment(dataDir string, more []string) []string {
	env := []string{"PATH=" + os.Getenv("PATH"), "HOME=" + folder, "PORT=0", "DATA_DIR=" + dataDir}
	return append(env, more...)
}

// output is a file that a process writes to itself, so that what the process has said before it answers is there when the
// answer is.
type output struct{ *os.File }

func newOutput() output { return output{must(os.CreateTemp(folder, "output-"))} }

func (o output) String() string { return string(must(os.ReadFile(o.Name()))) }

// process is the program, running.
type process struct {
	cmd         *exec.Cmd
	out, errors output
	ended       chan struct{}
	address     string // host and port
}

func newProcess(cmd *exec.Cmd, env []string) *process {
	p := &process{cmd: cmd, out: newOutput(), errors: newOutput(), ended: make(chan struct{})}
	cmd.Env, cmd.Stdout, cmd.Stderr = env, p.out.File, p.errors.File
	return p
}

// launch starts the program. It is killed at the end of the test.
func launch(t *testing.T, cmd *exec.Cmd, env []string) *process {
	t.Helper()
	p := newProcess(cmd, env)
	cmd.SysProcAttr = cmpOr(cmd.SysProcAttr)
	cmd.SysProcAttr.Setpgid = true // so that what a wrapper has started ends with it
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { _ = cmd.Wait(); close(p.ended) }()
	t.Cleanup(func() {
		_ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
		<-p.ended
		_, _ = p.out.Close(), p.errors.Close()
	})
	return p
}

func cmpOr(a *syscall.SysProcAttr) *syscall.SysProcAttr {
	if a == nil {
		return &syscall.SysProcAttr{}
	}
	return a
}

// serve starts the server and waits until it is ready.
func serve(t *testing.T, dataDir string, env ...string) *process {
	t.Helper()
	p := launch(t, exec.Command(must(program())), environment(dataDir, env))
	p.ready(t)
	return p
}

var portLine = regexp.MustCompile(`http://localhost:(\d+)/graphql`)

func (p *process) ready(t *testing.T) {
	t.Helper()
	eventually(t, "the server to be ready", func() bool {
		select {
		case <-p.ended:
			t.Fatalf("the server has ended: %s", p.errors.String())
		default:
		}
		found := portLine.FindStringSubmatch(p.out.String())
		if found == nil {
			return false
		}
		p.address = "127.0.0.1:" + found[1]
		return true
	})
}

// eventually waits until what is wanted holds.
func eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for end := time.Now().Add(patience); !holds(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("waited in vain for %s", what)
		}
	}
}

// wait waits for the end of the process and returns its exit status.
func (p *process) wait(t *testing.T) int {
	t.Helper()
	select {
	case <-p.ended:
	case <-time.After(patience):
		t.Fatalf("the process does not end; it said:\n%s%s", p.out.String(), p.errors.String())
	}
	return p.cmd.ProcessState.ExitCode()
}

// stop tells the process to end and waits for that.
func (p *process) stop(t *testing.T, sig syscall.Signal) {
	t.Helper()
	_ = p.cmd.Process.Signal(sig)
	if code := p.wait(t); code != 0 && sig != syscall.SIGKILL {
		t.Errorf("exit status %d, want 0; it said: %s", code, p.errors.String())
	}
}

// command runs the program to its end.
func command(t *testing.T, dataDir string, env []string, args ...string) (code int, out, errOut string) {
	t.Helper()
	p := launch(t, exec.Command(must(program()), args...), environment(dataDir, env))
	code = p.wait(t)
	return code, p.out.String(), p.errors.String()
}

// memory is how much of it the process has, in MB.
func (p *process) memory(t *testing.T) int {
	t.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.cmd.Process.Pid))
	if err != nil {
		t.Skip("this system does not tell how much memory a process has")
	}
	_, rest, _ := strings.Cut(string(status), "VmRSS:")
	kB, _ := strconv.Atoi(strings.Fields(rest)[0])
	return kB >> 10
}
