package vendorpage

import (
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/errdocs/errdocs/content"
)

// member returns a word if a closed list has it, otherwise "".
func member(word string, list []string) string {
	if slices.Contains(list, word) {
		return word
	}
	return ""
}

var (
	retryNo  = regexp.MustCompile(`(?i)^(no|false|never|non[- ]?retr\w*|not retr\w*|n|✗|✘|❌|×)$`)
	retryYes = regexp.MustCompile(`(?i)^(yes|true|y|retr(?:y|yable|iable)|✓|✔|✅)\.?$`)
)

// retry reads what a column about retries says. "No" and "yes" are clear; anything else is a condition.
func (e *Entry) retry(words string) {
	switch {
	case words == content.NotStated:
	case member(words, content.Values[content.RetryPolicy]()) != "":
		e.Retry = content.Retry{Policy: content.RetryPolicy(words), Basis: content.Basis{Origin: e.stater}}
	case retryNo.MatchString(words):
		e.Retry = content.Retry{Policy: content.Never, Basis: content.Basis{Origin: e.stater}}
	case retryYes.MatchString(words):
		e.Retry = content.Retry{Policy: content.RetryYes, Basis: content.Basis{Origin: e.stater}}
	case strings.IndexFunc(words, isWord) < 0: // a dash
	case len(words) < 150:
		e.Retry = content.Retry{Policy: content.Conditional, Basis: content.Basis{Origin: e.stater, Note: "The vendor's docs say: " + sentence(words)}}
	}
}

// items returns the causes or steps of a cell.
func (e *Entry) items(cell text, base *url.URL) []content.Item {
	list := content.OurItems(items(cell, base)...)
	for i := range list {
		list[i].Origin = e.stater
	}
	return list
}

// faults returns the sides of a cell, nil when a word of it is none.
func faults(words string) []content.Fault {
	var list []content.Fault
	for word := range strings.FieldsSeq(words) {
		side := member(word, content.Values[content.Fault]())
		if side == "" {
			return nil
		}
		list = append(list, content.Fault(side))
	}
	return list
}

func originOf(words string) content.Origin {
	return content.Origin(member(words, content.Values[content.Origin]()))
}
