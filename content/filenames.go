package content

import (
	"io/fs"
	"strings"

	"github.com/errdocs/errdocs/internal/pattern"
	"github.com/errdocs/errdocs/internal/position"
	"github.com/errdocs/errdocs/internal/secret"
)

var deviceName = pattern.New(`^(con|prn|aux|nul|(com|lpt)[0-9])$`) // on Windows, with any extension

// foreignInName reports whether a character is in no name of a file.
func foreignInName(c rune) bool {
	return (c < 'a' || c > 'z') && (c < '0' || c > '9') && (c < 'A' || c > 'Z') && c != '-' && c != '.' && c != '_'
}

// checkFileName allows only names of files and folders that every system can keep, so that a checkout
// is the same everywhere. ASCII alone leaves out two spellings of one name (NFC and NFD), invisible
// characters and letters that look like others.
func checkFileName(name string) (message, hint string) {
	device, _, _ := strings.Cut(strings.ToLower(name), ".")
	switch {
	case strings.ContainsFunc(name, foreignInName):
		return "the name contains a character that no file name should have", "use letters a to z, digits, hyphens, underscores and dots"
	case strings.HasSuffix(name, "."):
		return "the name ends with a dot, which Windows drops", "remove the dot"
	case len(device) <= len("com1") && deviceName.MatchString(device):
		return "the name is that of a device on Windows", "choose another name"
	}
	return "", ""
}

// acceptable reports whether an entry of a folder can be content. If not, it reports why.
func (t *tree) acceptable(dir string, e fs.DirEntry) bool {
	name, file := e.Name(), below(dir, e.Name())
	message, hint := checkFileName(name)
	special, safe := !e.IsDir() && !e.Type().IsRegular(), masked(file)
	shown := func() string { return position.Cut(position.Clean(safe), MaxPath) }
	if special {
		t.special[file] = true
	}
	switch {
	case len(file) > MaxPath:
		t.report(shown(), "limit", "shorten the name", "the path has %d bytes, the limit is %d", len(file), MaxPath)
	case message != "":
		t.report(shown(), "file-name", hint, "%s", message)
	case safe != file:
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
