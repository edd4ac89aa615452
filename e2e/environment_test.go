package e2e_test

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"partnernetz/testkit"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestWrongEnvironment sees that one line tells what is wrong, where, and what it may be.
func TestWrongEnvironment(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	taken, err := net.Listen("tcp", ":0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { taken.Close() }) // after the subtests, which run in parallel
	port := fmt.Sprint(taken.Addr().(*net.TCPAddr).Port)
	const secret = "s3cr3t"
	for setting, want := range map[string]string{
		"PORT=abc":             "0 to 65535",
		"PORT=99999":           "0 to 65535",
		"PORT=-1":              "0 to 65535",
		"PORT=" + port:         "in use",
		"SEED=foo":             "demo, network or none",
		"LOG_LEVEL=loud":       "debug, info, warn or error",
		"LOG_FORMAT=xml":       "text or json",
		"CORS_ORIGINS=foo":     "https://www.example.org",
		"CORS_ORIGINS=*,x.org": "https://www.example.org",
		"MONGODB_URI=foo":      "mongodb://",
		"TRUSTED_PROXIES=foo":  "192.0.2.7 or 10.0.0.0/8",
		"MONGODB_URI=mongodb://user:" + secret + "@host:99999999/x":     "mongodb://",
		"MONGODB_URI=mongodb://user:" + secret + "@127.0.0.1:1/x":       "127.0.0.1:1",
		"MONGODB_URI=mongodb://user:" + secret + "@127.0.0.1:1/?tls=no": "mongodb://",
		"MONGODB_URI=mongodb://us@er:" + secret + "@127.0.0.1:1/":       "mongodb://",
		"MAX_ANSWER=abc":                              "8388608 or 8MiB, from 256KiB to 64MiB",
		"MAX_ANSWER=0":                                "256KiB to 64MiB",
		"MAX_ANSWER=-8388608":                         "256KiB to 64MiB",
		"MAX_ANSWER=1000":                             "256KiB to 64MiB",
		"MAX_ANSWER=8GiB":                             "256KiB to 64MiB",
		"PEOPLE_THRESHOLD=0":                          "PEOPLE_THRESHOLD must be a number from 1 to 1000",
		"PEOPLE_THRESHOLD=five":                       "PEOPLE_THRESHOLD must be a number from 1 to 1000",
		"SESSION_TIME=1s":                             "1m to 720h",
		"PUBLIC_URL=netz.example":                     "https://netz.example.org",
		"PUBLIC_URL=https://x.org/y":                  "https://netz.example.org",
		"ADMIN_EMAIL=a@b.de":                          "ADMIN_PASSWORD",
		"ADMIN_PASSWORD=" + secret:                    "ADMIN_EMAIL",
		"DATA_DIR=" + file:                            "not a directory",
		"DATA_DIR=/proc/nothing/x":                    "/proc/nothing",
		"DATA_DIR=" + file + "/sub":                   "not a directory",
		"SMTP_URL=foo":                                "smtps://mail.example.org",
		"SMTP_URL=smtp://u:" + secret + "@x:y":        "smtps://mail.example.org",
		"SMTP_URL=smtp://u:" + secret + "@x?tls=none": "without encryption and password",
		"MAIL_FROM=foo":                               "netz@example.org",
		"MAIL_FROM=büro@example.org":                  "ahead of the @",
	} {
		t.Run(strings.ReplaceAll(setting, "/", "|"), func(t *testing.T) {
			t.Parallel() // one of them waits for a database
			dir := t.TempDir()
			code, out, errOut := command(t, dir, []string{setting, "LOG_LEVEL=error", setting})
			name, _, _ := strings.Cut(setting, "=")
			if code != 1 || out != "" || strings.Count(errOut, "\n") != 1 {
				t.Errorf("exit status %d, and not one line:\n%s%s", code, out, errOut)
			}
			if !strings.HasPrefix(errOut, "partnernetz: ") || !strings.Contains(errOut, name) || !strings.Contains(errOut, want) {
				t.Errorf("this does not tell what is wrong with %s and what to do:\n%s", name, errOut)
			}
			if strings.Contains(errOut, secret) {
				t.Errorf("it gives away the password: %s", errOut)
			}
			if found, _ := os.ReadDir(dir); name == "PORT" && setting != "PORT="+port && len(found) > 0 {
				t.Errorf("it has written to the data folder: %v", found)
			}
		})
	}
}

// TestUnwritableDataFolder runs the program as somebody who may not write to the folder.
func TestUnwritableDataFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	if err := os.Mkdir(dir, 0o555); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(must(program()))
	if os.Getuid() == 0 { // who may write everywhere
		for _, d := range []string{folder, filepath.Dir(dir), filepath.Dir(filepath.Dir(dir))} {
			_ = os.Chmod(d, 0o755)
		}
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
		cmd.Dir = "/"
	}
	p := launch(t, cmd, environment(dir, nil))
	if code := p.wait(t); code != 1 || !strings.Contains(p.errors.String(), "DATA_DIR "+dir) || !strings.Contains(p.errors.String(), "permission denied") {
		t.Errorf("exit status %d: %s", code, p.errors.String())
	}
}

// TestEmptyEnvironment takes a variable that is set to nothing for one that is not set, as compose files leave them.
func TestEmptyEnvironment(t *testing.T) {
	work := t.TempDir()
	cmd := exec.Command(must(program()), "--port=0")
	cmd.Dir = work
	p := launch(t, cmd, []string{"PORT=", "DATA_DIR=", "SEED=", "LOG_LEVEL=", "LOG_FORMAT=", "CORS_ORIGINS=", "MONGODB_URI=", "MAX_ANSWER=", "HOME=" + work})
	p.ready(t)
	if _, err := os.Stat(filepath.Join(work, "data", "partnernetz.bson")); err != nil {
		t.Error(err)
	}
}

// TestNoConnections watches that the server connects to nobody.
func TestNoConnections(t *testing.T) {
	strace, err := exec.LookPath("strace")
	if err != nil || exec.Command(strace, "-qq", "true").Run() != nil {
		testkit.Lack(t, "there is no strace here, or it may not trace")
	}
	trace := filepath.Join(t.TempDir(), "trace")
	p := launch(t, exec.Command(strace, "-f", "-qq", "-e", "trace=connect,sendto,sendmsg", "-e", "signal=none", "-o", trace, must(program())), environment(data(t), nil))
	p.ready(t)
	p.partners(t)
	p.ask("GET", "/", nil, nil)
	log, err := os.ReadFile(trace)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(log)) {
		if strings.Contains(line, "AF_INET") {
			t.Errorf("it wants to reach somebody: %s", line)
		}
	}
}

// TestPeopleThreshold does not start with a threshold below that of a release, from which what is held back could be worked out, and
// does with a higher one.
func TestPeopleThreshold(t *testing.T) {
	dir := data(t)
	if code, _, said := command(t, dir, []string{"PEOPLE_THRESHOLD=4"}); code != 1 || !strings.Contains(said, "PEOPLE_THRESHOLD is 4, but the release 2024 was frozen with 5") {
		t.Errorf("exit status %d: %s", code, said)
	}
	p := serve(t, dir, "PEOPLE_THRESHOLD=100")
	const query = `{ reports(first: 100) { nodes { entries { indicators { value aboutPeople } } } } }`
	if said := string(p.query(query, nil).body); !strings.Contains(said, `"value":null,"aboutPeople":true`) || !strings.Contains(said, `"value":113,"aboutPeople":true`) || strings.Contains(said, `"value":null,"aboutPeople":false`) {
		t.Errorf("with a higher threshold: %s", said)
	}
}
