package content

// AboveItself reports whether a page is above itself, through others. above tells which page is above one; empty for none. A page
// that names itself is none: that is found when it is validated.
func AboveItself(id string, above func(id string) (string, error)) (bool, error) {
	seen := map[string]bool{} // there may be a circle above that the page is not in
	for at := id; at != "" && !seen[at]; {
		seen[at] = true
		next, err := above(at)
		if err != nil {
			return false, err
		}
		if next == id {
			return at != id, nil
		}
		at = next
	}
	return false, nil
}
