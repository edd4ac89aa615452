package web

import (
	"net/http"
	"net/netip"
	"strings"
)

// Proxies are the networks of proxies whose word is taken for whom a request comes from. Whatever a header says without
// one of them is what the client likes to say.
type Proxies []netip.Prefix

// Client returns the address that a request comes from: of the connection, or if that is a proxy of ours, the rightmost in
// X-Forwarded-For that is none. Each proxy adds on the right whom it was asked by, so what the client made up is left of
// that. It is empty if there is no address at all, as with a socket that is a file.
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
		if !ok { // who asked this proxy is unknown, and what is left of that is worth nothing
			break
		}
		client = before
	}
	return client.String()
}

// Secure reports whether the client's connection is encrypted, up to us or to a proxy of ours.
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
