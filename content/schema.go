package content

import (
	"embed"
	"fmt"
	"path"
	"strings"

	"github.com/errdocs/errdocs/internal/lists"
)

// SchemaDir is the folder of a content directory that contains the JSON Schemas of its files. Its name starts with a
// dot, so it is not content; it is next to the files so that editors find it without a network.
const SchemaDir = ".schema"

//go:embed .schema/*.json
var schemaFiles embed.FS

// SchemaFile is the JSON Schema (draft-07) of one kind of content file.
type SchemaFile struct {
	Name  string // "set"; the file is set.json
	Files string // what it describes: "vendors/<vendor>/<set>.yaml"
	JSON  []byte
}

// schemaKinds are the kinds of content files. A vendor's other YAML files are sets.
var schemaKinds = []SchemaFile{
	{Name: "site", Files: siteFile},
	{Name: "concepts", Files: conceptsFile},
	{Name: "changes", Files: changesFile},
	{Name: "vendor", Files: vendorsDir + "/<vendor>/" + vendorFile},
	{Name: "set", Files: vendorsDir + "/<vendor>/<set>.yaml"},
}

// Schemas returns the JSON Schemas of the content files. A test generates them from the types that the loader decodes
// into, so they have the same keys, lists and limits; their descriptions are the comments of these types. What one
// file alone cannot show, such as whether a reference leads anywhere, only Load checks.
func Schemas() []SchemaFile {
	return lists.Each(schemaKinds, func(s SchemaFile) SchemaFile {
		s.JSON, _ = schemaFiles.ReadFile(SchemaDir + "/" + s.Name + ".json") // it is embedded
		return s
	})
}

// SchemaLine returns the comment by which a YAML file names its schema, so that editors complete and check it, given
// the file's path inside the content directory. It ends in a line break.
func SchemaLine(file string) string {
	name := "set"
	if path.Base(file) == vendorFile {
		name = "vendor"
	}
	for _, s := range schemaKinds {
		if s.Files == file {
			name = s.Name
		}
	}
	up := strings.Repeat("../", strings.Count(file, "/"))
	return fmt.Sprintf("# yaml-language-server: $schema=%s%s/%s.json\n", up, SchemaDir, name)
}
