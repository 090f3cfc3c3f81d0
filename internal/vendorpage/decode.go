package vendorpage

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
)

// Read reads a page. The format can be guessed from the content and name, the file's name, which can be empty.
func Read(data []byte, kind Kind, name string) (*Page, error) {
	if len(data) > MaxPage {
		return nil, limit("split the page", "the page has more than %d bytes", MaxPage)
	}
	if inner, ok := archived(data); ok {
		data, name = inner, "page.html"
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
	if kind == "" {
		kind = guess(src, name)
	}
	p := &Page{Kind: kind, Encoding: encoding}
	switch kind {
	case HTML:
		err = readHTML(p, src)
	case CSV:
		err = readCSV(p, src)
	case JSON, YAML:
		err = readJSON(p, src)
	case Source:
		err = readSource(p, src)
	default:
		err = readMarkdown(p, src)
	}
	if err != nil {
		return nil, err
	}
	p.dropMachineText()
	p.plain = src
	return p, nil
}

// magic lists the first bytes of files that people save instead of a page.
var magic = []struct{ start, what string }{
	{"%PDF-", "a PDF file"}, {"PK\x03\x04", "a ZIP archive or an Office file"}, {"\x89PNG", "a picture"}, {"\xff\xd8\xff", "a picture"},
	{"GIF8", "a picture"}, {"RIFF", "a picture or a recording"}, {"\x1f\x8b", "a gzip archive"}, {"bplist", "a binary property list (.webarchive)"},
	{"\x7fELF", "a program"}, {"MZ", "a program"}, {"\xd0\xcf\x11\xe0", "an Office file"}, {"BZh", "a bzip2 archive"}, {"\xfd7zXZ", "an xz archive"},
	{"SQLite format 3", "a database"}, {"{\\rtf", "an RTF file"},
}

// binaryKind says what a file without text is, "" for text.
func binaryKind(data []byte) string {
	head := data[:min(len(data), 4096)]
	if bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff")) {
		return ""
	}
	for _, m := range magic {
		if bytes.HasPrefix(head, []byte(m.start)) && (len(m.start) > 2 || bytes.IndexByte(head, 0) >= 0) {
			return m.what
		}
	}
	odd := 0
	for _, c := range head {
		if c < ' ' && !bytes.ContainsRune([]byte("\n\r\t\f\x1b"), rune(c)) {
			odd++
		}
	}
	if odd*50 > len(head) || bytes.IndexByte(head, 0) >= 0 {
		return "a binary file"
	}
	return ""
}

// decode returns the text of a page as UTF-8, with \n as line break and no whitespace but spaces and tabs. The
// encoding is found as browsers do, but a page in UTF-8 with a few broken characters stays one.
func decode(data []byte) (text, encoding string, err error) {
	e, encoding, _ := charset.DetermineEncoding(data, "")
	switch {
	case encoding != "utf-16le" && encoding != "utf-16be" && (utf8.Valid(data) || damaged(data)):
		text, encoding = strings.TrimPrefix(strings.ToValidUTF8(string(data), ""), "\ufeff"), "utf-8"
	default:
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

// archived returns the page in a web archive as Chrome and Edge save it (MHTML, RFC 2557).
func archived(data []byte) ([]byte, bool) {
	if !bytes.Contains(data[:min(len(data), 2048)], []byte("multipart/related")) {
		return nil, false
	}
	msg, err := mail.ReadMessage(bytes.NewReader(data))
	if err != nil {
		return nil, false
	}
	_, params, err := mime.ParseMediaType(msg.Header.Get("Content-Type"))
	if err != nil || params["boundary"] == "" {
		return nil, false
	}
	parts := multipart.NewReader(msg.Body, params["boundary"])
	for {
		part, err := parts.NextRawPart()
		if err != nil {
			return nil, false
		}
		if !strings.HasPrefix(part.Header.Get("Content-Type"), "text/html") {
			continue
		}
		var body io.Reader = part
		if strings.EqualFold(part.Header.Get("Content-Transfer-Encoding"), "quoted-printable") {
			body = quotedprintable.NewReader(part)
		}
		page, err := io.ReadAll(io.LimitReader(body, MaxPage))
		return page, err == nil
	}
}

var (
	htmlDocument = regexp.MustCompile(`(?i)<!doctype html|<html[\s>]|<body[\s>]|<head[\s>]`)
	markdownMark = regexp.MustCompile("(?m)^(?:#{1,6} \\S|```|~~~|\\|.*\\|\\s*$|\\s*\\|?[ :]*-{3,}[ :]*\\|)")
	enumStart    = regexp.MustCompile(`(?m)^\s*(?:\w+ )*enum\b[^;]*\{`)
	enumLine     = regexp.MustCompile(`(?m)^\s+\w+\s*(?:=\s*\w+)?\s*[,;]`)
	tagCount     = regexp.MustCompile(`<(?:/?[a-zA-Z][a-zA-Z0-9]*)[\s/>]`)
)

// kinds are the formats of file names.
var kinds = map[string]Kind{
	"csv": CSV, "tsv": CSV, "json": JSON, "yaml": YAML, "yml": YAML, "md": Markdown, "markdown": Markdown, "mdx": Markdown, "adoc": Markdown, "asciidoc": Markdown, "rst": Markdown,
}

// guess returns the format of a page from its text, or from the file's name if the text does not show it.
func guess(src, name string) Kind {
	head := strings.TrimSpace(src[:min(len(src), 64<<10)])
	ext := strings.ToLower(strings.TrimPrefix(path.Ext(name), "."))
	tags := len(tagCount.FindAllString(head, 4)) > 3
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
	case len(enumLine.FindAllString(head, 4)) > 3 && enumStart.MatchString(head):
		return Source
	case looksLikeCSV(head):
		return CSV
	case tags:
		return Markdown
	}
	return Text
}

// separators are the characters between the fields of a CSV file, the most likely first.
const separators = ",;\t|"

// separator returns the separator that is most frequent in the first lines, outside of quotes.
func separator(src string) rune {
	count := map[rune]int{}
	quoted, lines := false, 0
sample:
	for _, r := range src[:min(len(src), 16<<10)] {
		switch {
		case r == '"':
			quoted = !quoted
		case quoted:
		case r == '\n':
			if lines++; lines > 20 {
				break sample
			}
		case strings.ContainsRune(separators, r):
			count[r]++
		}
	}
	best := ','
	for _, r := range separators {
		if count[r] > count[best] {
			best = r
		}
	}
	return best
}

func csvReader(src string) *csv.Reader {
	if rest, ok := strings.CutPrefix(src, "sep="); ok && len(rest) > 1 { // as Excel writes it
		_, src, _ = strings.Cut(rest, "\n")
	}
	r := csv.NewReader(strings.NewReader(src))
	r.Comma = separator(src)
	r.FieldsPerRecord = -1
	r.LazyQuotes = true
	return r
}

// looksLikeCSV reports whether the first lines have the same number of fields and the first line has known headers.
func looksLikeCSV(head string) bool {
	r := csvReader(head)
	first, _ := r.Read()
	second, err := r.Read()
	return err == nil && len(first) > 1 && len(first) == len(second) && slices.ContainsFunc(first, func(f string) bool { return classify(f).isCode() })
}

func readCSV(p *Page, src string) error {
	r := csvReader(src)
	t := &table{line: 1, shape: "table"}
	for {
		fields, err := r.Read()
		if err == io.EOF {
			break
		}
		var wrong *csv.ParseError
		if errors.As(err, &wrong) {
			return &Error{Message: "line " + itoa(wrong.Line) + " is not CSV: " + wrong.Err.Error(), Hint: "save the table again as CSV, or name the format with --from"}
		} else if err != nil {
			return err
		}
		if len(t.rows) > MaxRows {
			return limit("split the file", "the file has more than %d rows", MaxRows)
		}
		line, _ := r.FieldPos(0)
		row := row{line: line}
		for _, f := range fields {
			row.cells = append(row.cells, linesText(f))
		}
		t.rows = append(t.rows, row)
	}
	skipPreamble(t)
	t.square()
	(&outline{page: p}).table(t)
	return nil
}

// skipPreamble drops lines before the headers: a title, a date, empty lines.
func skipPreamble(t *table) {
	width := 0
	for _, r := range t.rows {
		width = max(width, len(r.cells))
	}
	for len(t.rows) > 1 {
		filled := 0
		for _, c := range t.rows[0].cells {
			if c.line() != "" {
				filled++
			}
		}
		if filled >= 2 || width < 2 {
			return
		}
		t.rows = t.rows[1:]
	}
}
