package web

import (
	"net/http"
	"net/netip"
	"strings"
)

// Proxies are the networks of the proxies that are believed in what they say about where a request comes from. Without such a
// proxy a header says whatever the client likes.
type Proxies []netip.Prefix

// Client returns the address that a request comes from: that of the connection or, if this is a proxy of ours, the rightmost
// address in X-Forwarded-For that is not one of our proxies. Each proxy adds the address of its client on the right, so
// anything that the client made up is further left. Client is empty if there is no address at all, as with a Unix socket.
func (p Proxies) Client(r *http.Request) string {
	client, ok := parse(r.RemoteAddr)
	if !ok {
		return ""
	}
	said := strings.Join(r.Header.Values("X-Forwarded-For"), ",")
	for said != "" && p.trust(client) {
		next := said
		if i := strings.LastIndexByte(said, ','); i >= 0 {
			said, next = said[:i], said[i+1:]
		} else {
			said = ""
		}
		before, ok := parse(strings.TrimSpace(next))
		if !ok { // the client of this proxy is unknown, and entries further left may be made up
			break
		}
		client = before
	}
	return client.String()
}

// Secure reports whether the client's connection is encrypted, to us or to a proxy of ours.
func (p Proxies) Secure(r *http.Request) bool {
	if r.TLS != nil {
		return true
	}
	proxy, ok := parse(r.RemoteAddr)
	said := strings.Join(r.Header.Values("X-Forwarded-Proto"), ",")
	last := strings.TrimSpace(said[strings.LastIndexByte(said, ',')+1:]) // what the nearest proxy says
	return ok && p.trust(proxy) && strings.EqualFold(last, "https")
}

func (p Proxies) trust(a netip.Addr) bool {
	for _, network := range p {
		if network.Contains(a) {
			return true
		}
	}
	return false
}

// parse reads an address, which some write with a port, and IPv6 with brackets.
func parse(s string) (netip.Addr, bool) {
	a, err := netip.ParseAddr(strings.TrimSuffix(strings.TrimPrefix(s, "["), "]"))
	if err != nil {
		var both netip.AddrPort
		both, err = netip.ParseAddrPort(s)
		a = both.Addr()
	}
	return a.Unmap().WithZone(""), err == nil
}
