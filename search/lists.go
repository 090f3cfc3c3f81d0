package search

import (
	"encoding/json"
	"strings"

	"github.com/errdocs/errdocs/internal/jsonfile"
)

// fileList names the files of a kind.
type fileList struct {
	From  starts `json:"from,omitempty"`  // of each, what its terms do not come before, and those of the last file do
	Per   int    `json:"per,omitempty"`   // or how many documents each file is of
	Names string `json:"names,omitempty"` // hashDigits for each file

	File string `json:"file,omitempty"` // in a huge index, instead of the rest: the name of the listFile that has it
}

// listFile has lists that few queries need.
type listFile struct {
	Is     string               `json:"is"` // the format, and "lists"
	Files  map[string]*fileList `json:"files"`
	Facets []rootFacet          `json:"facets,omitempty"` // in the file with the list of facets: those of root.json
}

// rarelyListed are the kinds whose lists are in the listFile of a huge index. With that of codes it would take a slip four waves of requests.
var rarelyListed = []string{kindWords, kindTexts, kindFacets}

// starts are terms in order. In JSON they are one text: of each a capital letter, which says how many characters it shares with the
// one before, and the rest. No term has a capital letter.
type starts []string

const maxShared = 'Z' - 'A'

func (s starts) MarshalJSON() ([]byte, error) {
	var b []byte
	last := ""
	for _, term := range s {
		n := 0
		for n < min(len(last), len(term), maxShared) && last[n] == term[n] && term[n] < 0x80 {
			n++
		}
		b = append(append(b, byte('A'+n)), term[n:]...)
		last = term
	}
	return jsonfile.AppendText(nil, string(b)), nil
}

func (s *starts) UnmarshalJSON(data []byte) error {
	var text string
	if err := json.Unmarshal(data, &text); err != nil {
		return err
	}
	last := ""
	for text != "" {
		n, end := int(text[0]-'A'), 1+len(text[1:])
		if i := strings.IndexFunc(text[1:], func(r rune) bool { return r >= 'A' && r <= 'Z' }); i >= 0 {
			end = 1 + i
		}
		if n > min(len(last), maxShared) {
			return errDamaged
		}
		last = last[:n] + text[1:end]
		*s, text = append(*s, last), text[end:]
	}
	return nil
}

// moveLists moves lists, and the facets, from root.json into a file.
func (x *exporter) moveLists() {
	file := listFile{Is: stamp(kindLists, ""), Files: map[string]*fileList{}}
	for _, kind := range rarelyListed {
		if list := x.Files[kind]; list != nil {
			file.Files[kind] = list
		}
	}
	if file.Files[kindFacets] != nil {
		file.Facets, x.Facets = x.Facets, []rootFacet{}
	}
	name := x.put(jsonfile.Encode(file))
	for kind := range file.Files {
		x.Files[kind] = &fileList{File: name}
	}
}

// readLists reads the lists that are in the listFile.
func (e *export) readLists() error {
	for kind, list := range e.root.Files {
		if list == nil || list.File == "" {
			continue
		}
		var file listFile
		if err := e.read(list.File, &file); err != nil {
			return err
		}
		if file.Is != stamp(kindLists, "") {
			return errDamaged
		}
		if e.root.Files[kind] = file.Files[kind]; kind == kindFacets {
			e.root.Facets = file.Facets
		}
	}
	return nil
}
