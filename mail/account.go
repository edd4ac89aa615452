package mail

import "time"

// Link is an address that sets a password once. Its secret is the end of the address.
type Link struct {
	Address, Secret string
	Until           time.Time
}

// Invite writes to somebody who has an account since now.
func Invite(to Person, l Link, now time.Time) *Mail {
	return link(Invitation, to, l, now, words{"Einladung zum Partnernetz", "Invitation to Partnernetz",
		"für Sie gibt es jetzt ein Konto im Partnernetz. Bitte legen Sie dafür ein Passwort fest.", "there is an account for you in Partnernetz now. Please choose a password for it."})
}

// ResetPassword writes to somebody whose password was taken away.
func ResetPassword(to Person, l Link, now time.Time) *Mail {
	return link(Reset, to, l, now, words{"Neues Passwort für das Partnernetz", "New password for Partnernetz",
		"Ihr Passwort im Partnernetz gilt nicht mehr. Bitte legen Sie ein neues fest.", "your password in Partnernetz is not valid any more. Please choose another."})
}

// words are those that differ, in both languages.
type words struct{ titleDE, titleEN, de, en string }

func link(k Kind, to Person, l Link, now time.Time, w words) *Mail {
	m := write(k, to, now, l.Until.Sub(now))
	m.Title, m.Secret = m.in(w.titleDE, w.titleEN), l.Secret
	m.greet(to)
	m.say(w.de, w.en)
	m.Blocks = append(m.Blocks, Block{Text: m.in("Passwort festlegen", "Choose a password"), URL: l.Address, Secrets: true})
	m.say("Das geht einmal und bis zum "+m.moment(l.Until)+". Geben Sie die Adresse bitte nicht weiter.", "This works once and until "+m.moment(l.Until)+". Please pass the address on to nobody.")
	m.say("Danach melden Sie sich mit dieser E-Mail-Adresse an: "+to.Address, "After that, sign in with this e-mail address: "+to.Address)
	return m
}
