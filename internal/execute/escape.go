package execute

import (
	"bytes"
	"fmt"
	"html/template"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// escapes are the functions that html/template has put at the end of a pipeline; none in text/template.
type escapes []string

// The functions that the default theme needs. Others are for scripts, styles and attributes without quotes.
const (
	inText      = "_html_template_htmlescaper"
	inAttribute = "_html_template_attrescaper"
	inTitle     = "_html_template_rcdataescaper"
	safeURL     = "_html_template_urlfilter"
	inURL       = "_html_template_urlnormalizer"
	inQuery     = "_html_template_urlescaper"
)

// writer returns what writes a value so.
func (e escapes) writer() func(*bytes.Buffer, reflect.Value) {
	if len(e) == 0 {
		return writeText
	}
	last := e[len(e)-1]
	if !slices.Contains([]string{inText, inAttribute, inTitle}, last) {
		other()
	}
	if len(e) == 1 {
		return func(out *bytes.Buffer, v reflect.Value) {
			if last == inText && v.IsValid() && v.Type() == htmlType {
				out.WriteString(v.String())
				return
			}
			writeEscaped(out, plain(v))
		}
	}
	filter, kept := e[0] == safeURL, (*[256]bool)(nil)
	switch rest := strings.TrimPrefix(strings.Join(e[:len(e)-1], " "), safeURL+" "); rest {
	case safeURL: // in the content of a meta element
	case inURL:
		kept = &inURLs
	case inQuery:
		kept = &inQueries
	default:
		other()
	}
	return func(out *bytes.Buffer, v reflect.Value) {
		url := plain(v)
		if filter && !isSafe(url) {
			url = "#ZgotmplZ"
		}
		if kept != nil {
			url = quoted(url, kept)
		}
		writeEscaped(out, url)
	}
}

var htmlType = reflect.TypeFor[template.HTML]()

// plain returns the text of a value that html/template escapes as text.
func plain(v reflect.Value) string {
	if !v.IsValid() {
		return ""
	}
	if v.Type() == stringType {
		return v.String()
	}
	if v.Type().PkgPath() == htmlType.PkgPath() {
		other()
	}
	return textOf(v)
}

// writeText writes a value as text/template does.
func writeText(out *bytes.Buffer, v reflect.Value) {
	if !v.IsValid() || v.CanAddr() && reflect.PointerTo(v.Type()).NumMethod() > v.Type().NumMethod() {
		other()
	}
	out.WriteString(textOf(v))
}

// textOf returns what fmt.Sprint does.
func textOf(v reflect.Value) string {
	if v.Type().NumMethod() > 0 {
		switch s := v.Interface().(type) {
		case error, fmt.Formatter:
			other()
		case fmt.Stringer:
			return s.String()
		}
	}
	switch k := v.Kind(); {
	case k == reflect.String:
		return v.String()
	case v.CanInt():
		return strconv.FormatInt(v.Int(), 10)
	case k == reflect.Pointer || k == reflect.Interface || k == reflect.Func || k == reflect.Chan:
		other()
	}
	return fmt.Sprint(v.Interface())
}

// escaped has what html/template writes for a byte, in texts and in attributes.
var escaped = [256]string{0: "\uFFFD", '"': "&#34;", '&': "&amp;", '\'': "&#39;", '+': "&#43;", '<': "&lt;", '>': "&gt;"}

func writeEscaped(out *bytes.Buffer, s string) {
	from := 0
	for i := range len(s) {
		if e := escaped[s[i]]; e != "" {
			out.WriteString(s[from:i])
			out.WriteString(e)
			from = i + 1
		}
	}
	out.WriteString(s[from:])
}

// isSafe reports whether an address is relative, or has one of the schemes that html/template lets through.
func isSafe(url string) bool {
	scheme, _, ok := strings.Cut(url, ":")
	return !ok || strings.Contains(scheme, "/") || strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https") || strings.EqualFold(scheme, "mailto")
}

// What bytes stay in an address, and in a query or fragment.
var inURLs, inQueries = bytesOf("-._~!#$&*+,/:;=?@[]"), bytesOf("-._~")

func bytesOf(more string) (t [256]bool) {
	for c := range 128 {
		t[c] = '0' <= c && c <= '9' || 'A' <= c && c <= 'Z' || 'a' <= c && c <= 'z' || strings.IndexByte(more, byte(c)) >= 0
	}
	return t
}

// quoted returns a part of an address in which each byte that cannot stay is quoted. An address may have quoted ones.
func quoted(url string, kept *[256]bool) string {
	var b []byte
	from := 0
	for i := range len(url) {
		c := url[i]
		if kept[c] || c == '%' && kept == &inURLs && i+2 < len(url) && isHex(url[i+1]) && isHex(url[i+2]) {
			continue
		}
		b = fmt.Appendf(append(b, url[from:i]...), "%%%02x", c)
		from = i + 1
	}
	if from == 0 {
		return url
	}
	return string(append(b, url[from:]...))
}

func isHex(c byte) bool { return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'f' }
