package vendorpage

import (
	"bytes"
	"encoding/json"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"regexp"
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
		if c == 0 || c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != 0x1b {
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
	good, bad := 0, 0
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			bad++
		} else if n > 1 {
			good++
		}
		i += n
	}
	return good > bad*4
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

// guess returns the format of a page from its text, or from the file's name if the text does not show it.
func guess(src, name string) Kind {
	head := strings.TrimSpace(src[:min(len(src), 64<<10)])
	ext := ""
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		ext = strings.ToLower(name[i+1:])
	}
	switch {
	case htmlDocument.MatchString(head[:min(len(head), 4096)]):
		return HTML
	case ext == "html" || ext == "htm" || ext == "xhtml" || ext == "mhtml":
		if len(tagCount.FindAllString(head, 4)) > 3 {
			return HTML
		}
	case sourceExtensions[ext]:
		return Source
	case ext == "csv" || ext == "tsv":
		return CSV
	case ext == "json" || ext == "yaml" || ext == "yml":
		return map[bool]Kind{true: JSON, false: YAML}[ext == "json"]
	case ext == "md" || ext == "markdown" || ext == "mdx" || ext == "adoc" || ext == "rst":
		return Markdown
	}
	switch {
	case head != "" && strings.Contains("[{", head[:1]) && json.Valid([]byte(src)):
		return JSON
	case markdownMark.MatchString(head):
		return Markdown
	case strings.HasPrefix(head, "<") && len(tagCount.FindAllString(head, 4)) > 3:
		return HTML
	case len(enumLine.FindAllString(head, 4)) > 3 && enumStart.MatchString(head):
		return Source
	case looksLikeCSV(head):
		return CSV
	case len(tagCount.FindAllString(head, 4)) > 3:
		return Markdown
	}
	return Text
}
