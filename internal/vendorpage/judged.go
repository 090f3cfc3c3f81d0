package vendorpage

import (
	"regexp"
	"slices"
	"strings"

	"github.com/errdocs/errdocs/content"
)

// stated is the basis of an answer that the vendor's words give.
func stated(words string) content.Basis {
	return content.Basis{Origin: content.Vendors, Evidence: evidence(words)}
}

// evidence returns the first words of a text, as many as evidence can have.
func evidence(words string) string {
	list := strings.Fields(words)
	return strings.Join(list[:min(len(list), content.MaxEvidence)], " ")
}

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
	policy := content.Conditional
	switch {
	case retryNo.MatchString(words):
		policy = content.Never
	case retryYes.MatchString(words):
		policy = content.RetryYes
	case strings.IndexFunc(words, isWord) < 0: // a dash
		return
	}
	e.Retry = content.Retry{Policy: policy, Basis: stated(words)}
	if policy == content.Conditional {
		e.Retry.Note = summary(words)
	}
}
