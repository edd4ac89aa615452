package command

import (
	"context"
	"fmt"

	"partnernetz/store"
)

// Audit deals with the log of who did what.
type Audit struct {
	Verify AuditVerify `cmd:"" help:"Check that no record of the audit log was changed or left out. The hash that it prints is worth noting elsewhere."`
}

// AuditVerify checks the log.
type AuditVerify struct {
	Head string `help:"A hash that was noted before. A record of the log must still have it."`
}

// Run checks it.
func (c *AuditVerify) Run(ctx context.Context, s *store.Store) error {
	head, err := s.VerifyAudit(ctx, c.Head)
	if err == nil {
		fmt.Printf("verified: %d records\nhead: %s\n", head.Number, head.Hash)
	}
	return err
}
