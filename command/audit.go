package command

import (
	"context"
	"fmt"
	"regexp"
	"strings"

	"partnernetz/store"
)

// Audit deals with the log of who did what.
type Audit struct {
	Verify AuditVerify `cmd:"" help:"Check that no record of the audit log was changed or left out. Note the hash that it prints somewhere else."`
}

var hash = regexp.MustCompile(`^[0-9a-f]{64}$`)

// AuditVerify checks the log.
type AuditVerify struct {
	Head *string `help:"A hash that was noted before. A record of the log must still have it."`
}

// Run checks the log.
func (c *AuditVerify) Run(ctx context.Context, s *store.Store) error {
	noted := ""
	if c.Head != nil {
		if noted = strings.ToLower(*c.Head); !hash.MatchString(noted) { // a script whose variable is empty must not pass
			return fmt.Errorf("--head must be a hash of 64 hexadecimal digits, not %q", *c.Head)
		}
	}
	head, err := s.VerifyAudit(ctx, noted)
	if err == nil {
		fmt.Printf("verified: %d records\nhead: %s\n", head.Number, head.Hash)
	}
	return err
}
