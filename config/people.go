package config

import (
	"fmt"
	"strconv"
)

const maxPeople = 1000

// PeopleThreshold is the least number of people that the public is told of. After Validate there is no error.
func (c *Config) PeopleThreshold() (int, error) {
	n, err := strconv.Atoi(c.PeopleLeast)
	if err != nil || n < 1 || n > maxPeople {
		return 0, fmt.Errorf("PEOPLE_THRESHOLD must be a number from 1 to %d, not %q", maxPeople, c.PeopleLeast)
	}
	return n, nil
}
