package site

import (
	"bytes"
	"fmt"
	"hash/fnv"
	"maps"
	"strings"

	"github.com/errdocs/errdocs/internal/jobs"
	"github.com/errdocs/errdocs/search/find"
)

// Part is a share of a build, so that several machines can make one site: part I of N, from 1. The zero value is the
// whole.
type Part struct{ I, N int }

func (p Part) String() string { return fmt.Sprintf("%d of %d", p.I, p.N) }

// indexTenths is what the search index costs, in tenths of what the codes do: so many fewer of them has the first part, which still costs most.
const indexTenths = 4

// leave leaves the jobs of a part. Those of the codes are shared out in the order of the catalog, so that the codes of a vendor, whose
// pages have much in common, are mostly in one part. The rest goes by its name.
func (p Part) leave(b *builder) {
	nth := map[string]int{}
	for c := range b.ed.catalog.All() {
		nth[c.ID()] = len(nth)
	}
	n := 0
	for i, j := range b.jobs {
		if p.has(j.Name, nth) {
			b.jobs[n], b.reads[n] = j, b.reads[i]
			n++
		}
	}
	clear(b.jobs[n:])
	b.jobs, b.reads = b.jobs[:n], b.reads[:n]
}

// has reports whether a part has a job; nth says where in the catalog each code is.
func (p Part) has(job string, nth map[string]int) bool {
	at, ok := nth[codeOf(job)]
	first := p.first(len(nth))
	switch {
	case job == indexJob, job == resolverJob, job == find.Path: // all read the resolver
		return p.I == 1
	case ok && at < first:
		return p.I == 1
	case ok:
		return p.I == 2+(at-first)*(p.N-1)/(len(nth)-first)
	}
	name := fnv.New32a()
	name.Write([]byte(job))
	return p.I == 1+int(name.Sum32()%uint32(p.N))
}

// first returns how many of n codes the first part has, none where the index is more than a share. The other parts have as many each.
func (p Part) first(n int) int {
	index := n * indexTenths / 10
	return max(0, (n+index)/p.N-index)
}

// codeOf returns the id of the code that a job is about by its name, where it is about one.
func codeOf(job string) string {
	names := strings.Split(job, "/")
	return strings.Join(names[:min(3, len(names))], "/")
}

// PartRecord is what a build of a part made, for Options.Parts.
type PartRecord struct {
	Part
	Name   string // in messages: where the part is
	Record *Record

	key  jobs.Sum          // of the whole site that it is a part of
	kept map[string]string // for other parts, while this one is made
}

// PartPath is the file of a part in which its record is.
const PartPath = "errdocs.part"

// partHead starts it.
const partHead = "errdocs-part 1 %d %d %x\n"

// PartFile returns the file that goes with those of a part.
func (s *Site) PartFile() (File, error) {
	var b bytes.Buffer
	fmt.Fprintf(&b, partHead, s.part.I, s.part.N, s.part.key)
	_, err := s.record.WriteTo(&b)
	return File{PartPath, b.Bytes()}, err
}

// ReadPart reads the record of a part from its file. The error is ErrRecord where it is not a whole one.
func ReadPart(name string, data []byte) (*PartRecord, error) {
	head, rest, _ := bytes.Cut(data, []byte("\n"))
	p, key := &PartRecord{Name: name, Record: new(Record)}, []byte(nil)
	if n, _ := fmt.Sscanf(string(head)+"\n", partHead, &p.I, &p.N, &key); n != 3 || len(key) != len(p.key) {
		return nil, ErrRecord
	}
	copy(p.key[:], key)
	return p, p.Record.Read(string(rest))
}

// Sums returns what a part has summed up, so that another one that is made from the same files need not: for Options.Sums.
func (s *Site) Sums() *Record { return &Record{Kept: s.part.kept} }

// kept returns what an earlier build has kept by a name, or else another part.
func (o *Options) kept(name string) string {
	for _, r := range []*Record{o.Before, o.Sums} {
		if r != nil && r.Kept[name] != "" {
			return r.Kept[name]
		}
	}
	return ""
}

// PartError says why parts do not make a site.
type PartError struct{ message, hint string }

func (e *PartError) Error() string { return e.message }

// Advice returns what to do about it.
func (e *PartError) Advice() string { return e.hint }

// share leaves the jobs of the part that is to be made, or takes over what parts have made.
func (b *builder) share(o *Options) (err error) {
	if o.Part.N == 0 && len(o.Parts) == 0 {
		return nil
	}
	key := b.digests.site()
	if b.part = (PartRecord{Part: o.Part, key: key, kept: maps.Clone(b.digests.kept)}); o.Part.N > 0 {
		o.Part.leave(b)
		return nil
	}
	o.Before, err = joined(o.Parts, key)
	return err
}

// joined returns one record of all parts of the site with a key.
func joined(parts []*PartRecord, key jobs.Sum) (*Record, error) {
	have, n, records := map[int]string{}, parts[0].N, []*Record(nil)
	for _, p := range parts {
		switch other, twice := have[p.I]; {
		case p.N != n:
			return nil, &PartError{fmt.Sprintf("%s is part %s, and %s part %s", parts[0].Name, parts[0].Part, p.Name, p.Part), "build all parts with the same number of them"}
		case twice:
			return nil, &PartError{fmt.Sprintf("%s and %s are both part %s", other, p.Name, p.Part), "leave one of them out"}
		case p.key != key:
			return nil, &PartError{fmt.Sprintf("%s is a part of another site", p.Name), "build all parts, and assemble them, with the same errdocs from the same catalog and with the same --base-url, --templates, --internal and --drafts"}
		}
		have[p.I] = p.Name
		records = append(records, p.Record)
	}
	for i := range n {
		if _, ok := have[i+1]; !ok {
			return nil, &PartError{fmt.Sprintf("part %s is missing", Part{i + 1, n}), fmt.Sprintf("errdocs build --part %d/%d makes it", i+1, n)}
		}
	}
	return jobs.Joined(records), nil
}
