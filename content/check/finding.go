// Package check looks at entries for what a reader would stumble over, before they are published.
package check

import (
	"cmp"
	"context"
	"fmt"
	"partnernetz/content"
	"partnernetz/content/list"
	"regexp"
	"slices"
	"strings"
)

// Rule names a rule that content is checked by before it is published.
type Rule string

// The rules. What each finds, and what to do about it, is told in docs/checks.md.
const (
	HeadingOrder     Rule = "HEADING_ORDER"
	EmptyHeading     Rule = "EMPTY_HEADING"
	LinkText         Rule = "LINK_TEXT"
	EmptyLink        Rule = "EMPTY_LINK"
	DeadLink         Rule = "DEAD_LINK"
	DeadAnchor       Rule = "DEAD_ANCHOR"
	MovedLink        Rule = "MOVED_LINK"
	AltText          Rule = "ALT_TEXT"
	MissingLanguage  Rule = "MISSING_LANGUAGE"
	StaleTranslation Rule = "STALE_TRANSLATION"
	PastedHTML       Rule = "PASTED_HTML"
	EasyLongLine     Rule = "EASY_LONG_LINE"
	EasyLongWord     Rule = "EASY_LONG_WORD"
	EasyGenitive     Rule = "EASY_GENITIVE"
	EasyPassive      Rule = "EASY_PASSIVE"
	EasyNumberWord   Rule = "EASY_NUMBER_WORD"
	EasyNegation     Rule = "EASY_NEGATION"
	EasyAbbreviation Rule = "EASY_ABBREVIATION"
)

// Severity says whether a finding keeps an entry from being published.
type Severity string

// The severities.
const (
	SeverityWarning Severity = "WARNING" // it does not
	SeverityError   Severity = "ERROR"   // it does, unless the caller says otherwise
)

// severities has every rule, in the order of the schema.
var severities = []struct {
	rule     Rule
	severity Severity
}{
	{HeadingOrder, SeverityWarning},
	{EmptyHeading, SeverityError},
	{LinkText, SeverityWarning},
	{EmptyLink, SeverityError},
	{DeadLink, SeverityError},
	{DeadAnchor, SeverityWarning},
	{MovedLink, SeverityWarning},
	{AltText, SeverityWarning},
	{MissingLanguage, SeverityWarning},
	{StaleTranslation, SeverityWarning},
	{PastedHTML, SeverityWarning},
	{EasyLongLine, SeverityWarning},
	{EasyLongWord, SeverityWarning},
	{EasyGenitive, SeverityWarning},
	{EasyPassive, SeverityWarning},
	{EasyNumberWord, SeverityWarning},
	{EasyNegation, SeverityWarning},
	{EasyAbbreviation, SeverityWarning},
}

// inspectors are what finds: each adds its findings. A new one is a function here and its rules above.
var inspectors = []func(*Inspection){checkHeadings, checkLinkTexts, checkAddresses, checkAlts, checkLanguages, checkPasted, checkEasy}

// Rules lists all rules.
func Rules() (rules []Rule) {
	for _, s := range severities {
		rules = append(rules, s.rule)
	}
	return rules
}

// Severity is that of everything that the rule finds.
func (r Rule) Severity() Severity {
	for _, s := range severities {
		if s.rule == r {
			return s.severity
		}
	}
	return SeverityError
}

// Finding is something in an entry that a reader would stumble over. The entry is valid all the same.
type Finding struct {
	Entry    content.Entry
	Rule     Rule
	Field    string         // where in the entry, such as "blocks.0.text"; empty for nowhere in particular
	Language content.Locale // of the text; empty if it is the same in all
	DE       string
	EN       string
	Line     *int   // of the text, from 1; nil if it is about the text as a whole
	order    string // see Position
}

// Severity is that of the rule.
func (f *Finding) Severity() Severity { return f.Rule.Severity() }

// Message says what was found and what to do, in the language of the view.
func (f *Finding) Message(ctx context.Context) string {
	return content.Problem{DE: f.DE, EN: f.EN}.Message(content.ViewFrom(ctx).Locale)
}

// Path is the field, taken apart.
func (f *Finding) Path() []string {
	return slices.DeleteFunc(strings.Split(f.Field, "."), func(s string) bool { return s == "" })
}

// Locale is the language of the text; nil if it is the same in all.
func (f *Finding) Locale() *content.Locale {
	if f.Language == "" {
		return nil
	}
	return &f.Language
}

// Problem is why the entry is not published.
func (f *Finding) Problem() content.Problem {
	return content.Problem{Path: f.Field, Code: content.Found,
		DE: fmt.Sprintf("%s Wenn es trotzdem so veröffentlicht werden soll: despite: [%s].", f.DE, f.Rule),
		EN: fmt.Sprintf("%s; to publish it as it is: despite: [%s]", f.EN, f.Rule)}
}

// Position sorts findings: by kind and entry, and then by field. No two have the same.
func (f *Finding) Position() string { return f.order }

var listNumber = regexp.MustCompile(`\d+`)

// sortFindings puts the findings of an entry in order.
func sortFindings(findings []*Finding) {
	times := map[string]int{}
	for _, f := range findings {
		field := listNumber.ReplaceAllStringFunc(f.Field, func(n string) string { return fmt.Sprintf("%04s", n) })
		place := fmt.Sprintf("%02d %s %s %s %s", slices.Index(content.Kinds(), f.Entry.EntryKind()), f.Entry.Head().ID, field, f.Language, f.Rule)
		f.order = fmt.Sprintf("%s %06d", place, times[place])
		times[place]++
	}
	slices.SortFunc(findings, func(a, b *Finding) int { return cmp.Compare(a.order, b.order) })
}

// Filter selects findings; what is nil selects all.
type Filter struct {
	Severity *Severity
	Rules    []Rule
	Locales  []content.Locale
}

// Select returns the findings that the filter lets through.
func (f *Filter) Select(all []*Finding) []*Finding {
	return slices.DeleteFunc(slices.Clone(all), func(x *Finding) bool {
		return f != nil && (f.Severity != nil && x.Severity() != *f.Severity || f.Rules != nil && !slices.Contains(f.Rules, x.Rule) ||
			f.Locales != nil && !slices.Contains(f.Locales, x.Language))
	})
}

// What the schema has for lists of findings.
type (
	FindingConnection = list.Connection[*Finding]
	FindingEdge       = list.Edge[*Finding]
)
