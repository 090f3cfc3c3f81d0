package content

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/errdocs/errdocs/internal/position"
	"github.com/errdocs/errdocs/internal/secret"
)

// deviceNames are names that Windows gives to devices, with any extension.
var deviceNames = []string{
	"con", "prn", "aux", "nul", "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
	"lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
}

// checkFileName allows only names of files and folders that every system can keep, so that a checkout
// is the same everywhere. ASCII alone leaves out two spellings of one name (NFC and NFD), invisible
// characters and letters that look like others.
func checkFileName(name string) (message, hint string) {
	base, _, _ := strings.Cut(lower(name), ".")
	switch {
	case strings.ContainsFunc(name, func(r rune) bool { return !fileNameRune(r) }):
		return "the name contains a character that no file name should have", "use letters a to z, digits, hyphens, underscores and dots"
	case strings.HasSuffix(name, "."):
		return "the name ends with a dot, which Windows drops", "remove the dot"
	case slices.Contains(deviceNames, base):
		return "the name is that of a device on Windows", "choose another name"
	}
	return "", ""
}

func fileNameRune(r rune) bool {
	return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '-' || r == '_' || r == '.'
}

// acceptable reports whether an entry of a folder can be content. If not, it reports why.
func (t *tree) acceptable(dir string, e fs.DirEntry) bool {
	name, file := e.Name(), path.Join(dir, e.Name())
	shown := position.Cut(position.Clean(masked(file)), MaxPath)
	message, hint := checkFileName(name)
	special := !e.IsDir() && !e.Type().IsRegular()
	t.special[file] = special
	switch {
	case len(file) > MaxPath:
		t.report(shown, "limit", "shorten the name", "the path has %d bytes, the limit is %d", len(file), MaxPath)
	case message != "":
		t.report(shown, "file-name", hint, "%s", message)
	case masked(file) != file:
		t.problems = append(t.problems, inName(file, secret.Scan([]byte(file))[0]))
	case special:
		t.report(file, "symlink", "put the file itself here", "symbolic links and special files are not read")
	default:
		return true
	}
	t.refused[file] = true
	return false
}

// inName is the problem of a file whose name contains a secret.
func inName(file string, one secret.Finding) Problem {
	shown := position.Cut(position.Clean(masked(file)), MaxPath)
	return newProblem(position.Start(shown), string(one.Kind), "rename it", "the file name contains %s", one.What)
}
