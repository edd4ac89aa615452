package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"partnernetz/config"
)

// Health asks the program that runs on this machine whether it can answer, for containers and units that have no other client.
type Health struct{}

const healthTime = 3 * time.Second

// Run asks /readyz on PORT. It fails unless the answer is 200. It needs no database.
func (Health) Run(ctx context.Context, c *config.Config) error {
	ctx, cancel := context.WithTimeout(ctx, healthTime)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://localhost:"+c.Port+"/readyz", nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		return fmt.Errorf("asking the program on port %s: %w", c.Port, err)
	}
	defer resp.Body.Close()
	said, err := io.ReadAll(io.LimitReader(resp.Body, 1000))
	if resp.StatusCode != http.StatusOK {
		return errors.Join(fmt.Errorf("the program on port %s is not ready: %s", c.Port, strings.TrimSpace(string(said))), err)
	}
	fmt.Print(string(said))
	return err
}
