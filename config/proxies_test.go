package config

import (
	"fmt"
	"testing"
)

func TestTrustedProxies(t *testing.T) {
	c := Config{Proxies: []string{" 192.0.2.7", "10.0.0.0/8", "2001:db8::1", "fd00::/8", "::ffff:192.0.2.8"}}
	got, err := c.TrustedProxies()
	if want := "[192.0.2.7/32 10.0.0.0/8 2001:db8::1/128 fd00::/8 192.0.2.8/32]"; fmt.Sprint(got) != want || err != nil {
		t.Errorf("%v, %v, want %s", got, err, want)
	}
	for _, wrong := range []string{"", "proxy.example.org", "10.0.0.0/33", "10.0.0.1:80", "10.0.0", "::ffff:10.0.0.0/104", "*"} {
		c := Config{Proxies: []string{wrong}}
		if got, err := c.TrustedProxies(); err == nil {
			t.Errorf("%q is taken for %v", wrong, got)
		}
	}
}
