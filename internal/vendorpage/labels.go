package vendorpage

import (
	"regexp"
	"strings"
)

// labels matches words that start a part of a section. Unlike a column header, such a label is all of its heading
// or of the bold words that start a paragraph.
var labels = regexp.MustCompile(`(?i)^(?:(?:error|http|grpc|status|response|possible|probable|common|typical|likely|suggested|recommended|proposed|root|user|customer|end[- ]user|display|api|numeric|symbolic|short|full|long)s?\s+)*(?:code|status|status code|http|grpc|number|id|name|title|causes?|reasons?|descriptions?|meanings?|explanations?|details?|messages?|solutions?|resolutions?|actions?|fix|fixes|remedy|remediation|recommendations?|recommended action|what to do|how to (?:fix|resolve|solve|handle)(?: it| this)?|next steps?|workarounds?|(?:troubleshooting|resolution|recovery|debugging) steps|troubleshooting|handling|retry|(?:ok|safe) to retry|retryable|retries|summary|why|what happened|when|notes?)\s*[:?.]?$`)

func isLabel(words string) bool {
	if len(words) < 3 || len(words) > 48 {
		return false
	}
	for i := 0; i < len(words); i++ {
		if c := words[i]; (c|0x20 < 'a' || c|0x20 > 'z') && c != ' ' && c != '-' && c != ':' && c != '?' && c != '.' {
			return false
		}
	}
	return labeled.get(words, labels.MatchString)
}

var labeled memo[bool]

// labelField returns the field that a label starts.
func labelField(words string, other Field) Field {
	if !isLabel(words) {
		return other
	}
	switch f := labelFields[classify(words)]; {
	case f == "":
		return FieldMeaning
	case f == FieldCode && aboutReasons.MatchString(words):
		return FieldCause
	default:
		return f
	}
}

var labelFields = map[headerKind]Field{
	headerCode: FieldCode, headerMaybe: FieldCode, headerStatus: FieldHTTP, headerHTTP: FieldHTTP, headerGRPC: FieldGRPC,
	headerNumber: FieldNumber, headerName: FieldName, headerMessage: FieldTitle, headerCause: FieldCause,
	headerAction: FieldAction, headerUser: FieldUser, headerRetry: FieldRetry,
}

var aboutReasons = regexp.MustCompile(`(?i)\breasons?\b`)

// splitLabel cuts the label off a paragraph: bold words at its start, or words followed by a colon.
func splitLabel(t text) (Field, text, bool) {
	if len(t) == 0 {
		return "", nil, false
	}
	words := squeeze(t[0].text)
	if t[0].style&strong != 0 && isLabel(words) {
		rest := trimStart(t[1:])
		return labelField(words, FieldMeaning), rest, true
	}
	if at := strings.IndexAny(words, ":?"); at > 0 && isLabel(words[:at]) && t[0].style == 0 {
		label := words[:at]
		rest := append(text{{text: words[at+1:], gap: noGap}}, t[1:]...)
		return labelField(label, FieldMeaning), trimStart(rest), true
	}
	if len(t) == 1 && isLabel(words) && strings.HasSuffix(words, ":") {
		return labelField(words, FieldMeaning), nil, true
	}
	return "", nil, false
}

func trimStart(t text) text {
	rest := append(text{}, t...)
	for len(rest) > 0 {
		rest[0].text = strings.TrimLeft(rest[0].text, " :\n\t")
		rest[0].gap = noGap
		if rest[0].text != "" {
			break
		}
		rest = rest[1:]
	}
	return rest
}
