package transport

import (
	"errors"
	"math"
	"net/http"
	"time"
)

const unlimited = math.MaxInt64

// errAllowed is the error when more bytes come than are allowed.
var errAllowed = errors.New("more bytes than allowed")

// arrival is a body that may take longer to arrive than the server allows, as
// long as it does arrive.
type arrival struct {
	*call
	conn     *http.ResponseController
	start    time.Time
	received int64
	allowed  int64 // bytes that may come before more are allowed
}

func (c *call) arrive() *arrival {
	return &arrival{call: c, conn: http.NewResponseController(c.w), start: time.Now()}
}

// allow sets how many bytes may come from now on.
func (a *arrival) allow(bytes int64) { a.allowed = bytes }

// Read reads on. It waits for the next bytes as long as for the first ones, and
// not longer than the bytes so far may take in all.
func (a *arrival) Read(p []byte) (int, error) {
	if a.allowed <= 0 && len(p) > 0 {
		// One more byte tells whether the body ends here.
		p = p[:1]
	} else if int64(len(p)) > a.allowed {
		p = p[:a.allowed]
	}
	earned := time.Duration(float64(a.received) / float64(a.h.UploadRate) * float64(time.Second))
	until := a.start.Add(a.h.UploadTime + earned)
	if stalled := time.Now().Add(a.h.UploadTime); stalled.Before(until) {
		until = stalled
	}
	// In tests there may be no connection, and then no deadline either.
	_ = a.conn.SetReadDeadline(until)
	n, err := a.r.Body.Read(p)
	a.received += int64(n)
	if a.allowed -= int64(n); a.allowed < 0 {
		return 0, errAllowed
	}
	return n, err
}

// end gives the answer the time that the server gives to answers. If the body
// was not read as a whole, its rest gets no more time.
func (a *arrival) end(whole bool) {
	server, ok := a.r.Context().Value(http.ServerContextKey).(*http.Server)
	if !ok {
		return
	}
	_ = a.conn.SetWriteDeadline(deadline(server.WriteTimeout))
	if whole { // otherwise the server would take the caller for gone while the operation runs
		_ = a.conn.SetReadDeadline(deadline(server.ReadTimeout))
	}
}

func deadline(after time.Duration) time.Time {
	if after <= 0 {
		return time.Time{}
	}
	return time.Now().Add(after)
}
