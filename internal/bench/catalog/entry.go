package catalog

import (
	"fmt"
	"strings"

	"github.com/errdocs/errdocs/content"
)

var (
	categories = strings.Fields("authentication authorization configuration validation not-found conflict state limit card network timeout internal")
	faults     = strings.Fields("client client server upstream end-user network")
	steps      = strings.Fields("fix-request retry wait ask-user re-authenticate contact-vendor")
	policies   = strings.Fields("never after-fix after-user-action with-backoff after-delay not-stated")
	matches    = strings.Fields("exact exact close broader narrower")
	statuses   = []int{200, 400, 401, 403, 404, 409, 429, 500, 503}
)

// entry is a code as its set lists it, with the file of its own sample if it has one.
type entry struct {
	yaml, file, sample string
}

// lines writes an entry of the list of codes.
type lines struct{ strings.Builder }

// add writes a line of the entry, by its depth.
func (l *lines) add(depth int, format string, args ...any) {
	l.WriteString(strings.Repeat("  ", depth+2))
	fmt.Fprintf(l, format, args...)
	l.WriteByte('\n')
}

// entry returns the code at a place of the set.
func (s *set) entry(i int) entry {
	l := &lines{}
	http := pick(s.writer, statuses)
	fmt.Fprintf(l, "  - code: %q\n", s.codes[i])
	l.add(0, "title: %s", s.title())
	l.add(0, "summary: %s", s.sentence(10+s.IntN(12), 190))
	if s.chance(30) {
		l.add(0, "description: %s", s.markdown(3))
	}
	if s.chance(15) {
		l.add(0, "aliases: [ERR_%d]", 100000+i)
	}
	l.add(0, "class: %s", pick(s.writer, classes))
	l.add(0, "category: %s", pick(s.writer, categories))
	if s.chance(80) {
		l.add(0, "concept: %s", conceptID(s.IntN(concepts)))
		l.add(0, "match: %s", pick(s.writer, matches))
	}
	l.add(0, "http: [%d]", http)
	s.advice(l)
	s.history(l, i)
	own := s.samples(l, i, http)
	if i > 0 && s.chance(50) {
		l.add(0, "related: [%s]", s.ref(s.IntN(i)))
	}
	l.add(0, "tags: [%s]", pick(s.writer, nouns))
	return entry{l.String(), own, s.ownSample(own, i)}
}

// advice adds who is at fault and what to do.
func (s *set) advice(l *lines) {
	l.add(0, "fault: %s", pick(s.writer, faults))
	l.add(0, "next_step: %s", pick(s.writer, steps))
	policy := pick(s.writer, policies)
	l.add(0, "retry:")
	l.add(1, "policy: %s", policy)
	if policy == "with-backoff" {
		l.add(1, "backoff: {base_ms: %d, factor: 2, jitter_ms: 500, max_attempts: %d}", 500*(1+s.IntN(4)), 3+s.IntN(3))
	}
	if s.chance(40) {
		l.add(1, "note: %s", s.sentence(8, 200))
	}
	list := func(depth int, key string, count int) {
		l.add(depth, "%s:", key)
		for range count {
			l.add(depth+1, "- %s", s.markdown(1))
		}
	}
	list(0, "causes", 1+s.IntN(3))
	l.add(0, "actions:")
	list(1, "engineer", 2)
	list(1, "support", 1)
	list(1, "user", 1)
	l.add(0, "user_message:")
	l.add(1, "say: %s", s.sentence(12, 200))
}

// history adds that a code is on its way out.
func (s *set) history(l *lines, i int) {
	switch {
	case s.chance(4):
		l.add(0, "lifecycle:")
		l.add(1, "status: legacy")
		l.add(1, "note: %s", s.sentence(6, 120))
	case i > 0 && s.chance(2):
		l.add(0, "lifecycle:")
		l.add(1, "status: deprecated")
		l.add(1, "replaced_by: %s", s.ref(s.IntN(i)))
	}
}

// samples adds the payload of a code: in 40 of 100 cases one that others show too, else its own, in the
// entry or in a file, whose name is returned.
func (s *set) samples(l *lines, i, http int) (file string) {
	l.add(0, "samples:")
	l.add(1, "- title: Response")
	switch kind := s.IntN(100); {
	case i < len(s.shared): // so that each is shown
		l.add(1, "  file: %s", s.shared[i])
	case kind < 40:
		l.add(1, "  file: %s", pick(s.writer, s.shared))
	case kind < 60:
		l.add(1, "  language: json")
		l.add(1, "  http: %d", http)
		l.add(1, "  body: |")
		for line := range strings.Lines(s.sample("json", s.codes[i])) {
			l.add(4, "%s", strings.TrimSuffix(line, "\n"))
		}
	default:
		file = fmt.Sprintf("samples/%s-%s%s", s.id, content.Slug(s.codes[i]), extension(pick(s.writer, sampleLanguages)))
		l.add(1, "  file: %s", file)
	}
	return file
}

// ownSample returns the text of a code's own sample file.
func (s *set) ownSample(file string, i int) string {
	if file == "" {
		return ""
	}
	return s.sample(content.LanguageOf(file), s.codes[i])
}
