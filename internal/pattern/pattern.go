// Package pattern has regular expressions that are compiled when they are first used. errdocs has some two hundred, of which
// most commands need a few.
package pattern

import (
	"regexp"
	"sync"
)

// Regexp returns a regular expression. Those of its methods that are called most are here, too.
type Regexp func() *regexp.Regexp

// New returns the expression of a text, which has to be valid.
func New(text string) Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(text) })
}

func (r Regexp) Match(b []byte) bool                     { return r().Match(b) }
func (r Regexp) MatchString(s string) bool               { return r().MatchString(s) }
func (r Regexp) FindString(s string) string              { return r().FindString(s) }
func (r Regexp) FindSubmatch(b []byte) [][]byte          { return r().FindSubmatch(b) }
func (r Regexp) FindStringSubmatch(s string) []string    { return r().FindStringSubmatch(s) }
func (r Regexp) ReplaceAllString(s, other string) string { return r().ReplaceAllString(s, other) }
