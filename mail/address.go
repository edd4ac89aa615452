package mail

import (
	"net/mail"
	"strings"

	"golang.org/x/net/idna"

	"partnernetz/content"
)

// Undeliverable is the code of an address with other letters ahead of the @ than those of ASCII: many servers take no mail to it,
// and some bring it to somebody else.
const Undeliverable content.Code = "UNDELIVERABLE"

const maxAddress = 254 // bytes

var domains = idna.New(idna.MapForLookup(), idna.BidiRule(), idna.StrictDomainName(true), idna.VerifyDNSLength(true))

// Host returns the name of a host in ASCII, as servers know it.
func Host(name string) (string, error) { return domains.ToASCII(name) }

// ASCII returns an address as servers know it, or what is wrong with it.
func ASCII(address string) (string, content.Problems) {
	parsed, err := mail.ParseAddress(address)
	at := strings.LastIndexByte(address, '@')
	if err != nil || parsed.Address != address || at < 0 {
		return "", notOne()
	}
	domain, err := Host(address[at+1:])
	if err != nil || at+1+len(domain) > maxAddress {
		return "", notOne()
	}
	for _, r := range address[:at] {
		if r >= 0x80 {
			return "", content.Problems{{Code: Undeliverable, DE: "Vor dem @ stehen Zeichen wie ä, ö, ü oder ß. An solche Adressen lässt sich keine E-Mail senden.",
				EN: "there are characters such as ä, ö, ü or ß ahead of the @; mail cannot be sent to such an address"}}
		}
	}
	return address[:at+1] + domain, nil
}

func notOne() content.Problems {
	return content.Problems{{Code: content.BadInput, DE: "Das ist keine E-Mail-Adresse.", EN: "this is not an e-mail address"}}
}
