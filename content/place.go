package content

// Pos is a place in a file of the content directory. Line and Col count from 1; Col counts
// characters (runes). The zero value is no place.
type Pos struct {
	File string
	Line int
	Col  int
}

// Place knows where each value of a decoded entry stands. It is embedded in the types that are
// decoded from YAML.
type Place struct {
	file   string
	values []placed // sorted by pointer
}

type placed struct {
	pointer   string // JSON Pointer inside the entry; "" is the entry itself
	line, col int32
}

// Pos returns where the value at a JSON Pointer inside the entry stands, such as "/http/0" or
// "/retry/backoff/base_ms". A pointer that is not in the file gives the place of its nearest parent
// that is, in the end that of the entry itself.
func (p *Place) Pos(pointer string) Pos { panic("content helper implements") }
