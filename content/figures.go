package content

import (
	"context"
	"regexp"
	"strconv"
)

var figure = regexp.MustCompile(`\{\{\s*([a-zA-Z]+)\s*\}\}`)

// fillFigures puts counts in place of their names. A name that there is not stays as it is, for its author to see.
func fillFigures(ctx context.Context, m *Meta, source string) (filled string, err error) {
	if m == nil || m.related() == nil || !figure.MatchString(source) {
		return source, nil
	}
	statistics := m.related().Statistics()
	count := map[string]func(context.Context) (int, error){
		"partnerCount": statistics.PartnerCount, "agreementCount": statistics.AgreementCount, "measureCount": statistics.MeasureCount,
	}
	return figure.ReplaceAllStringFunc(source, func(braces string) string {
		of := count[figure.FindStringSubmatch(braces)[1]]
		if of == nil {
			return braces
		}
		n, e := of(ctx)
		if e != nil {
			err = e
		}
		return strconv.Itoa(n)
	}), err
}
