package config

import (
	"errors"

	"partnernetz/mail/smtp"
)

// Sender returns what sends mails; nil without SMTP_URL. After Validate there is no error.
func (c *Config) Sender() (*smtp.Sender, error) {
	if c.SMTPURL == "" {
		return nil, nil
	}
	server, err := smtp.Parse(c.SMTPURL)
	if err != nil {
		return nil, err
	}
	from, err := smtp.From(c.MailFrom)
	if err != nil {
		return nil, err
	}
	return smtp.NewSender(server, from, c.PublicURL)
}

// validateMail finds what is wrong with the settings of mail. The values are in no message, as one of them is secret.
func (c *Config) validateMail() (errs []error) {
	if c.SMTPURL != "" {
		if _, err := smtp.Parse(c.SMTPURL); err != nil {
			return append(errs, err)
		}
		if c.MailFrom == "" {
			errs = append(errs, errors.New("SMTP_URL needs MAIL_FROM, the e-mail address that mails are from"))
		}
		if c.PublicURL == "" {
			errs = append(errs, errors.New("SMTP_URL needs PUBLIC_URL, which the links in mails begin with"))
		}
	}
	if c.MailFrom != "" {
		_, err := smtp.From(c.MailFrom)
		errs = append(errs, err)
	}
	return errs
}
