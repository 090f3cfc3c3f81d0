package content

// The limits of a content directory. Each is a rule of its own ("limit"); all are far above what a
// catalog written by people needs, and low enough that no file can make a build slow.
const (
	MaxFile         = 8 << 20  // bytes of a YAML file
	MaxMarks        = 1 << 20  // line breaks, commas, colons and opening brackets of a YAML file: it has no more values
	MaxKeys         = 4_000    // keys of a mapping
	MaxDepth        = 32       // nesting in a YAML file, of brackets and of indentation
	MaxString       = 16 << 10 // bytes of one value
	MaxSample       = 64 << 10 // bytes of a sample payload
	MaxNote         = 64 << 10 // bytes of a Markdown note
	MaxCodes        = 20_000   // codes of one set
	MaxList         = 1_000    // entries of any other list
	MaxPath         = 200      // bytes of a file's path inside the content directory
	MaxTitle        = 60       // characters of a title
	MaxSummary      = 200      // characters of a summary
	MaxCode         = 120      // characters of a code
	MaxID           = 60       // characters of an id
	MaxKey          = 20       // characters of a set's key
	MaxFileProblems = 200      // problems listed of one file; the rest is counted
)
