// Package network has the types of entries that the network consists of: partners and what they have agreed on, events, the
// pages of the website, files. A type is what is stored, what is valid, what a view shows of it, what can be written, and how
// lists of it are asked for.
package network
