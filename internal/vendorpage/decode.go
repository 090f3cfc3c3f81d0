package vendorpage

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"

	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/internal/pattern"
	"github.com/errdocs/errdocs/internal/terms"
)

// Read reads a page. The format can be guessed from the content and name, the file's name, which can be empty.
func Read(data []byte, kind Kind, name string) (*Page, error) {
	if len(data) > MaxPage {
		return nil, limit("split the page", "the page has more than %d bytes", MaxPage)
	}
	if what := binaryKind(data); what != "" {
		return nil, &Error{Message: "this is " + what + ", not a page", Hint: "save the page as HTML, Markdown or plain text"}
	}
	src, encoding, err := decode(data)
	if err != nil {
		return nil, err
	}
	if strings.TrimSpace(src) == "" {
		return nil, &Error{Message: "the page is empty", Hint: "save the page again, after it has loaded in the browser"}
	}
	if a := absolute(strings.TrimSpace(src)); a != "" && !strings.ContainsAny(strings.TrimSpace(src), " \n") {
		return nil, &Error{Message: "the file is only a URL", Hint: "save the page at this URL"}
	}
	p := &Page{Kind: cmp.Or(kind, guess(src, name)), Encoding: encoding}
	if messageExtensions[fileExtension(name)] && (kind == "" || kind == Source) {
		p.Kind, err = Source, p.readMessages(src, name)
	} else {
		err = readers[p.Kind](p, src)
	}
	if err != nil {
		return nil, err
	}
	p.dropMachineText()
	p.plain = src
	return p, nil
}

// readers make the blocks of a page.
var readers = map[Kind]func(*Page, string) error{
	HTML: readHTML, CSV: readCSV, JSON: readJSON, YAML: readJSON, Source: readSource, Markdown: readMarkdown, Text: readMarkdown,
}

// binaryKind says what a file without text is, "" for text.
func binaryKind(data []byte) string {
	head := data[:min(len(data), 4096)]
	wide := bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff")) // UTF-16
	odd := lists.Count(head, func(c byte) bool { return c < ' ' && !strings.ContainsRune("\n\r\t\f\x1b", rune(c)) })
	switch {
	case bytes.HasPrefix(head, []byte("%PDF-")):
		return "a PDF file"
	case bytes.Contains(head, []byte("multipart/related")):
		return "a web archive" // MHTML, RFC 2557
	case !wide && (bytes.IndexByte(head, 0) >= 0 || odd*50 > len(head)):
		return "a binary file"
	}
	return ""
}

// decode returns the text of a page as UTF-8, with \n as line break and no whitespace but spaces and tabs. The
// encoding is found as browsers do, but a page in UTF-8 with a few broken characters stays one.
func decode(data []byte) (text, encoding string, err error) {
	e, encoding, _ := charset.DetermineEncoding(data, "")
	if encoding != "utf-16le" && encoding != "utf-16be" && (utf8.Valid(data) || damaged(data)) {
		text, encoding = strings.TrimPrefix(strings.ToValidUTF8(string(data), ""), "\ufeff"), "utf-8"
	} else {
		if encoding == "utf-8" {
			e, encoding = charset.Lookup("windows-1252")
		}
		decoded, err := e.NewDecoder().Bytes(data)
		if err != nil {
			return "", "", &Error{Message: "the page is not in the encoding " + encoding, Hint: "save it as UTF-8"}
		}
		text = strings.TrimPrefix(string(decoded), "\ufeff")
	}
	text = strings.ReplaceAll(text, "\r\n", "\n")
	return clean(strings.ReplaceAll(text, "\r", "\n")), encoding, nil
}

// damaged reports whether bytes are UTF-8 with a few broken characters, rather than another encoding.
func damaged(data []byte) bool {
	broken := bytes.Count(bytes.ToValidUTF8(data, []byte{0}), []byte{0})
	return len(data)-utf8.RuneCount(data) > broken*8
}

var (
	htmlDocument = pattern.New(`(?i)<!doctype html|<html[\s>]|<body[\s>]|<head[\s>]`)
	markdownMark = pattern.New("(?m)^(?:#{1,6} \\S|```|~~~|\\|.*\\|\\s*$|\\s*\\|?[ :]*-{3,}[ :]*\\|)")
	enumStart    = pattern.New(`(?m)^\s*(?:\w+ )*enum\b[^;]*\{`)
	enumLine     = pattern.New(`(?m)^\s+\w+\s*(?:=\s*\w+)?\s*[,;]`)
	tagCount     = pattern.New(`<(?:/?[a-zA-Z][a-zA-Z0-9]*)[\s/>]`)
)

// kinds are the formats of file names.
var kinds = map[string]Kind{
	"csv": CSV, "tsv": CSV, "json": JSON, "yaml": YAML, "yml": YAML, "md": Markdown, "markdown": Markdown, "mdx": Markdown, "adoc": Markdown, "asciidoc": Markdown, "rst": Markdown,
}

func fileExtension(name string) string {
	return strings.ToLower(strings.TrimPrefix(path.Ext(name), "."))
}

// guess returns the format of a page from its text, or from the file's name if the text does not show it.
func guess(src, name string) Kind {
	head := strings.TrimSpace(src[:min(len(src), 64<<10)])
	ext := fileExtension(name)
	tags := len(tagCount().FindAllString(head, 4)) > 3
	switch {
	case htmlDocument.MatchString(head[:min(len(head), 4096)]), strings.Contains(ext, "htm") && tags:
		return HTML
	case sourceExtensions[ext]:
		return Source
	case kinds[ext] != "":
		return kinds[ext]
	case strings.ContainsAny(head[:min(len(head), 1)], "[{") && json.Valid([]byte(src)):
		return JSON
	case markdownMark.MatchString(head):
		return Markdown
	case strings.HasPrefix(head, "<") && tags:
		return HTML
	case len(enumLine().FindAllString(head, 4)) > 3 && enumStart.MatchString(head):
		return Source
	case looksLikeCSV(head):
		return CSV
	case tags:
		return Markdown
	}
	return Text
}

// separator returns the character that cuts the first lines into most fields.
func separator(src string) rune {
	best, most := ',', 0
	for _, c := range ",;\t|" {
		r := lenient(src, c)
		n := 0
		for range 20 {
			fields, _ := r.Read()
			n += max(len(fields)-1, 0)
		}
		if n > most {
			best, most = c, n
		}
	}
	return best
}

func lenient(src string, separator rune) *csv.Reader {
	r := csv.NewReader(strings.NewReader(src))
	r.Comma, r.FieldsPerRecord, r.LazyQuotes = separator, -1, true
	return r
}

func csvReader(src string) *csv.Reader {
	if rest, ok := strings.CutPrefix(src, "sep="); ok && len(rest) > 1 { // as Excel writes it
		_, src, _ = strings.Cut(rest, "\n")
	}
	return lenient(src, separator(src[:min(len(src), 16<<10)]))
}

// looksLikeCSV reports whether the first lines have the same number of fields and the first line has known headers.
func looksLikeCSV(head string) bool {
	r := csvReader(head)
	first, _ := r.Read()
	second, err := r.Read()
	return err == nil && len(first) > 1 && len(first) == len(second) && slices.ContainsFunc(first, func(f string) bool { return terms.Classify(f).IsCode() })
}

func readCSV(p *Page, src string) error {
	r := csvReader(src)
	t := &table{line: 1, shape: "table"}
	for {
		fields, err := r.Read()
		var wrong *csv.ParseError
		switch {
		case err == io.EOF:
			t.square()
			for len(t.rows) > 1 && t.width() > 1 && t.rows[0].empty(0) {
				t.rows = t.rows[1:] // a title or a date before the headers
			}
			(&outline{page: p}).place(t)
			return nil
		case errors.As(err, &wrong):
			return &Error{Message: "line " + itoa(wrong.Line) + " is not CSV: " + wrong.Err.Error(), Hint: "save the table again as CSV, or name the format with --from"}
		case len(t.rows) > MaxRows:
			return limit("split the file", "the file has more than %d rows", MaxRows)
		}
		line, _ := r.FieldPos(0)
		t.rows = append(t.rows, row{line: line, cells: lists.Each(fields, linesText)})
	}
}
