package report

import (
	"crypto/sha256"
	"fmt"
	"net/url"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/errdocs/errdocs/internal/position"
)

// The types below are the part of SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/) that a
// list of problems needs. The names of the fields are from there.

type sarifLog struct {
	Schema  string     `json:"$schema"`
	Version string     `json:"version"`
	Runs    []sarifRun `json:"runs"`
}

type sarifRun struct {
	Tool       map[string]sarifDriver          `json:"tool"`
	BaseIDs    map[string]map[string]sarifText `json:"originalUriBaseIds"`
	ColumnKind string                          `json:"columnKind"`
	Results    []sarifResult                   `json:"results"`
}

type sarifDriver struct {
	Name           string      `json:"name"`
	Version        string      `json:"version,omitempty"`
	InformationURI string      `json:"informationUri"`
	Rules          []sarifRule `json:"rules"`
}

type sarifRule struct {
	ID        string            `json:"id"`
	Short     sarifText         `json:"shortDescription"`
	Full      sarifText         `json:"fullDescription"`
	HelpURI   string            `json:"helpUri"`
	Help      sarifText         `json:"help"`
	Configure map[string]string `json:"defaultConfiguration"`
}

// sarifText is a message or, where Markdown is given too, a multiformatMessageString.
type sarifText struct {
	Text     string `json:"text"`
	Markdown string `json:"markdown,omitempty"`
}

type sarifResult struct {
	RuleID       string                     `json:"ruleId"`
	RuleIndex    int                        `json:"ruleIndex"`
	Level        string                     `json:"level"`
	Message      sarifText                  `json:"message"`
	Locations    []map[string]sarifPhysical `json:"locations"`
	Fingerprints map[string]string          `json:"partialFingerprints"`
}

type sarifPhysical struct {
	Artifact sarifArtifact `json:"artifactLocation"`
	Region   sarifRegion   `json:"region"`
	Context  *sarifRegion  `json:"contextRegion,omitempty"`
}

type sarifArtifact struct {
	URI    string `json:"uri"`
	BaseID string `json:"uriBaseId"`
}

// sarifRegion is a part of one line. Columns count from 1, and the end is the column after the last one.
type sarifRegion struct {
	StartLine   int        `json:"startLine"`
	StartColumn int        `json:"startColumn,omitempty"`
	EndColumn   int        `json:"endColumn,omitempty"`
	Snippet     *sarifText `json:"snippet,omitempty"`
}

const (
	sarifSchema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

	// What the addresses start from. The log does not say where that is, because it differs by machine.
	sarifRoot = "SRCROOT"
	sarifSite = "SITEROOT"
)

// Tool is what a SARIF log says about the program.
type Tool struct {
	Version string // "" for a build that is not a release
	Address string // of its home page
}

// Rule is what a SARIF log says about a rule.
type Rule struct {
	Title, Summary string
	Text, Markdown string // the whole page
	Address        string // of the page
}

// SARIF returns the problems as a SARIF log, a value to encode. Its rules are those that the problems name.
func (e *Problems) SARIF(tool Tool, describe func(rule string) Rule) any {
	driver := sarifDriver{Name: "errdocs", Version: tool.Version, InformationURI: tool.Address, Rules: []sarifRule{}}
	results := []sarifResult{}
	index := map[string]int{}
	seen := map[string]int{}
	for _, p := range e.Problems {
		at, ok := index[p.Rule]
		if !ok {
			at = len(driver.Rules)
			index[p.Rule] = at
			driver.Rules = append(driver.Rules, newSARIFRule(p.Rule, describe(p.Rule)))
		}
		where := e.sarifPosition(p)
		mark := fingerprint(where.Artifact.URI, p)
		seen[mark]++
		results = append(results, sarifResult{
			RuleID: p.Rule, RuleIndex: at, Level: "error", Message: sarifText{Text: sentence(p)},
			Locations:    []map[string]sarifPhysical{{"physicalLocation": where}},
			Fingerprints: map[string]string{"errdocs/v1": fmt.Sprintf("%s:%d", mark, seen[mark])},
		})
	}
	run := sarifRun{
		Tool: map[string]sarifDriver{"driver": driver}, ColumnKind: "unicodeCodePoints", Results: results,
		BaseIDs: map[string]map[string]sarifText{
			sarifRoot: {"description": {Text: "The folder that errdocs was run in."}},
			sarifSite: {"description": {Text: "The root of the site that errdocs builds."}},
		},
	}
	return sarifLog{sarifSchema, "2.1.0", []sarifRun{run}}
}

func newSARIFRule(id string, r Rule) sarifRule {
	return sarifRule{
		ID: id, Short: sarifText{Text: r.Title + "."}, HelpURI: r.Address, Configure: map[string]string{"level": "error"},
		Full: sarifText{Text: r.Summary}, Help: sarifText{r.Text, r.Markdown},
	}
}

// sentence returns the message of a problem and its hint.
func sentence(p position.Problem) string {
	if p.Hint == "" {
		return p.Message + "."
	}
	return p.Message + ". Hint: " + p.Hint
}

// sarifFile returns where a file is, as seen from the folder that errdocs was run in. A file whose path starts
// with a slash is one of the site.
func (e *Problems) sarifFile(p position.Problem) sarifArtifact {
	if page, ok := strings.CutPrefix(p.File, "/"); ok {
		return sarifArtifact{(&url.URL{Path: page}).String(), sarifSite}
	}
	file := e.File(p)
	if filepath.IsAbs(file) {
		file = Relative(".", file)
	}
	return sarifArtifact{(&url.URL{Path: file}).String(), sarifRoot}
}

func (e *Problems) sarifPosition(p position.Problem) sarifPhysical {
	where := sarifPhysical{Artifact: e.sarifFile(p), Region: sarifRegion{StartLine: p.Line}}
	if p.Excerpt == "" {
		return where
	}
	before, meant, _ := p.Marked()
	first := p.Col - utf8.RuneCountInString(before) // the column of the excerpt's first character
	where.Region = sarifRegion{p.Line, p.Col, p.Col + utf8.RuneCountInString(meant), &sarifText{Text: meant}}
	where.Context = &sarifRegion{p.Line, first, first + utf8.RuneCountInString(p.Excerpt), &sarifText{Text: p.Excerpt}}
	return where
}

// around is how many characters on each side of the marked ones a fingerprint covers: fewer than every excerpt has.
const around = 20

// fingerprint identifies a problem by its rule, its file and the text around it, so that it is the same problem when
// its line has moved. The caller counts those that are equal.
func fingerprint(uri string, p position.Problem) string {
	line := []rune(p.Excerpt)
	from := max(0, min(p.Caret, len(line))-around)
	to := min(len(line), p.Caret+min(p.Width, 2*around)+around)
	text := strings.TrimSpace(string(line[from:max(from, to)]))
	sum := sha256.Sum256([]byte(strings.Join([]string{p.Rule, uri, text}, "\x00")))
	return fmt.Sprintf("%x", sum[:8])
}
