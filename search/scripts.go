package search

import (
	"archive/zip"
	"bytes"
	"embed"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"sync"
)

//go:embed *.js
var sources embed.FS

// clientParts are the modules behind client.js, each after those that it imports.
var clientParts = []string{"analysis.js", "stemmer.js", "plan.js", "score.js", "store.js"}

// Scripts returns the ES modules of the browser's half, all at the root. The modules that client.js
// consists of come joined to it, without comments: a page that is about to search waits for one file,
// not for three in a row.
func Scripts() fs.FS { return joinedScripts() }

var joinedScripts = sync.OnceValue(func() fs.FS {
	var archive bytes.Buffer
	w := zip.NewWriter(&archive) // as it is read again, it is the shortest way from bytes to an fs.FS
	names, err := fs.Glob(sources, "*.js")
	for _, name := range names {
		if slices.Contains(clientParts, name) || err != nil {
			continue
		}
		text := source(name)
		if name == "client.js" {
			text = join(clientParts, name)
		}
		file, createErr := w.Create(name)
		if err = createErr; err == nil {
			_, err = file.Write([]byte(text))
		}
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		panic(fmt.Sprintf("pack the scripts: %v", err)) // nothing but memory is written to
	}
	r, err := zip.NewReader(bytes.NewReader(archive.Bytes()), int64(archive.Len()))
	if err != nil {
		panic(fmt.Sprintf("unpack the scripts: %v", err))
	}
	return r
})

func source(name string) string {
	data, err := sources.ReadFile(name)
	if err != nil {
		panic(err) // embedded
	}
	return string(data)
}

var (
	jsImport  = regexp.MustCompile(`(?m)^import \{([^}]*)\} from "\./(\w+)\.js";\n`)
	jsExport  = regexp.MustCompile(`(?m)^export ((?:async )?(?:function|const|class) (\w+))`)
	jsComment = regexp.MustCompile(`(?m)^ *//.*\n|\n+$`)
)

// join puts modules into one: each part becomes a function that is called at once and gives what it
// exports, so that names of its own stay its own.
func join(parts []string, entry string) string {
	var b strings.Builder
	for _, name := range parts {
		text := source(name)
		var exports []string
		for _, m := range jsExport.FindAllStringSubmatch(text, -1) {
			exports = append(exports, m[2])
		}
		module, _ := strings.CutSuffix(name, ".js")
		fmt.Fprintf(&b, "const $%s = (() => {\n%s\nreturn { %s };\n})();\n",
			module, jsExport.ReplaceAllString(inner(text), "$1"), strings.Join(exports, ", "))
	}
	return b.String() + inner(source(entry)) + "\n"
}

// inner returns a module without comments, and with its imports as constants.
func inner(text string) string {
	text = jsImport.ReplaceAllString(jsComment.ReplaceAllString(text, ""), "const {$1} = $$$2;\n")
	return regexp.MustCompile(`\n\n+`).ReplaceAllString(strings.TrimSpace(text), "\n")
}
