package web_test

import (
	"crypto/tls"
	"net/http"
	"net/netip"
	"strings"
	"testing"

	"partnernetz/web"
)

var ours = web.Proxies{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("192.0.2.7/32"), netip.MustParsePrefix("fd00::/8")}

// What a client claims about its address never counts; what our proxies say about their clients does.
func TestClient(t *testing.T) {
	for _, test := range []struct {
		name    string
		proxies web.Proxies
		remote  string
		said    []string
		want    string
	}{
		{"straight", ours, "203.0.113.9:4711", nil, "203.0.113.9"},
		{"straight over IPv6", ours, "[2001:db8::1]:4711", nil, "2001:db8::1"},
		{"IPv4 written as IPv6", ours, "[::ffff:203.0.113.9]:4711", nil, "203.0.113.9"},
		{"with a zone", ours, "[fe80::1%eth0]:4711", nil, "fe80::1"},
		{"a client that makes it up", ours, "203.0.113.9:4711", []string{"198.51.100.1"}, "203.0.113.9"},
		{"no proxy is trusted", nil, "10.0.0.1:4711", []string{"198.51.100.1"}, "10.0.0.1"},
		{"a proxy", ours, "10.0.0.1:4711", []string{"203.0.113.9"}, "203.0.113.9"},
		{"a proxy over IPv6", ours, "[fd00::1]:4711", []string{"2001:db8::2"}, "2001:db8::2"},
		{"a proxy that is IPv4 written as IPv6", ours, "[::ffff:10.0.0.1]:4711", []string{"203.0.113.9"}, "203.0.113.9"},
		{"a proxy that says nothing", ours, "10.0.0.1:4711", nil, "10.0.0.1"},
		{"an empty header", ours, "10.0.0.1:4711", []string{""}, "10.0.0.1"},
		{"two proxies", ours, "10.0.0.1:4711", []string{"203.0.113.9, 192.0.2.7"}, "203.0.113.9"},
		{"made up in front of a proxy", ours, "10.0.0.1:4711", []string{"198.51.100.1, 203.0.113.9"}, "203.0.113.9"},
		{"one of ours made up in front of a proxy", ours, "10.0.0.1:4711", []string{"10.9.9.9, 203.0.113.9, 10.0.0.2"}, "203.0.113.9"},
		{"made up in a line of its own", ours, "10.0.0.1:4711", []string{"198.51.100.1", "203.0.113.9"}, "203.0.113.9"},
		{"all are ours", ours, "10.0.0.1:4711", []string{"10.0.0.3, 10.0.0.2"}, "10.0.0.3"},
		{"garbage in front", ours, "10.0.0.1:4711", []string{"<script>, 203.0.113.9"}, "203.0.113.9"},
		{"garbage alone", ours, "10.0.0.1:4711", []string{"unknown"}, "10.0.0.1"},
		{"garbage that hides behind a comma", ours, "10.0.0.1:4711", []string{"198.51.100.1, nonsense"}, "10.0.0.1"},
		{"garbage behind one of ours", ours, "10.0.0.1:4711", []string{"198.51.100.1,, 10.0.0.2"}, "10.0.0.2"},
		{"a comma at the end", ours, "10.0.0.1:4711", []string{"198.51.100.1,"}, "10.0.0.1"},
		{"with ports", ours, "10.0.0.1:4711", []string{"203.0.113.9:1234"}, "203.0.113.9"},
		{"with ports over IPv6", ours, "10.0.0.1:4711", []string{"[2001:db8::2]:1234"}, "2001:db8::2"},
		{"with brackets", ours, "10.0.0.1:4711", []string{"[2001:db8::2]"}, "2001:db8::2"},
		{"many", ours, "10.0.0.1:4711", []string{strings.Repeat("10.1.1.1,", 3000) + "203.0.113.9"}, "203.0.113.9"},
		{"a socket that is a file", ours, "@", []string{"203.0.113.9"}, ""},
	} {
		r := &http.Request{RemoteAddr: test.remote, Header: http.Header{"X-Forwarded-For": test.said}}
		if got := test.proxies.Client(r); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

func TestSecure(t *testing.T) {
	for _, test := range []struct {
		name, remote string
		said         []string
		tls, want    bool
	}{
		{"plain", "203.0.113.9:1", nil, false, false},
		{"TLS", "203.0.113.9:1", nil, true, true},
		{"a client that makes it up", "203.0.113.9:1", []string{"https"}, false, false},
		{"a proxy", "10.0.0.1:1", []string{"https"}, false, true},
		{"a proxy in capitals", "10.0.0.1:1", []string{"HTTPS"}, false, true},
		{"a proxy that was asked plainly", "10.0.0.1:1", []string{"http"}, false, false},
		{"a proxy that says nothing", "10.0.0.1:1", nil, false, false},
		{"made up in front of a proxy", "10.0.0.1:1", []string{"https, http"}, false, false},
		{"made up in a line of its own", "10.0.0.1:1", []string{"https", "http"}, false, false},
		{"no address", "@", []string{"https"}, false, false},
	} {
		r := &http.Request{RemoteAddr: test.remote, Header: http.Header{"X-Forwarded-Proto": test.said}}
		if test.tls {
			r.TLS = &tls.ConnectionState{}
		}
		if got := ours.Secure(r); got != test.want {
			t.Errorf("%s: %t", test.name, got)
		}
	}
}
