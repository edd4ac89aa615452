package auth

// Computed counts the hashes of passwords that were computed.
func (a *Accounts) Computed() int64 { return a.passwords.computed.Load() }
