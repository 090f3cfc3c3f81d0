package search

import (
	"embed"
	"fmt"
	"regexp"
	"strings"

	"github.com/errdocs/errdocs/internal/jsonfile"
	"github.com/errdocs/errdocs/internal/letters"
)

//go:embed *.js
var sources embed.FS

// clientParts are the modules behind client.js, each after those that it imports.
var clientParts = []string{"letters.js", "analysis.js", "stemmer.js", "plan.js", "score.js", "rank.js", "store.js"}

// Scripts returns the ES module of the browser's half: client.js, joined with the modules that it imports, without
// comments. A page that is about to search waits for one file, not for three in a row.
func Scripts() []jsonfile.File {
	return []jsonfile.File{{Path: "client.js", Data: []byte(join(clientParts, "client.js"))}}
}

func source(name string) string {
	if name == "letters.js" {
		return letters.Script
	}
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
	jsBlank   = regexp.MustCompile(`\n\n+`)
)

// join puts modules into one. Each part becomes a function that is called at once and returns what it exports, so that
// its other names stay its own.
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

// inner returns a module without comments and empty lines, with its imports as constants.
func inner(text string) string {
	text = jsImport.ReplaceAllString(jsComment.ReplaceAllString(text, ""), "const {$1} = $$$2;\n")
	return jsBlank.ReplaceAllString(strings.TrimSpace(text), "\n")
}
