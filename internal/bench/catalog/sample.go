package catalog

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/errdocs/errdocs/content"
)

var (
	// Payloads are JSON most often.
	sampleLanguages  = strings.Fields("json json json json json http http text xml kotlin swift")
	exampleLanguages = strings.Fields("kotlin swift typescript")
)

// extension returns the file extension of a language.
func extension(language string) string {
	all := content.Languages()
	return all[slices.IndexFunc(all, func(l content.Language) bool { return l.ID == language })].Extensions[0]
}

// sample returns a payload about a code, of 15 to 30 lines.
func (v *vendor) sample(language, code string) string {
	switch language {
	case "json":
		return v.json(code)
	case "http":
		return fmt.Sprintf("HTTP/1.1 %d Error\nDate: %s\nContent-Type: application/json\nX-Request-Id: %s\nRetry-After: %d\n\n%s",
			pick(v.writer, statuses), v.time(), v.request(), 1+v.IntN(60), v.json(code))
	case "xml":
		return v.xml(code)
	case "text":
		return v.log(code)
	}
	return v.program(language, []string{code})
}

func (v *vendor) time() string {
	return fmt.Sprintf("2025-11-%02dT%02d:%02d:%02dZ", 1+v.IntN(28), v.IntN(24), v.IntN(60), v.IntN(60))
}

func (v *vendor) request() string { return fmt.Sprintf("req-%012x", v.Uint64()>>16) }

type detail struct {
	Field  string `json:"field"`
	Reason string `json:"reason"`
	Value  any    `json:"value"`
}

func (v *vendor) json(code string) string {
	var body struct {
		Timestamp     string `json:"timestamp"`
		Status        int    `json:"status"`
		CorrelationID string `json:"correlationId"`
		Error         struct {
			Code      string   `json:"code"`
			Message   string   `json:"message"`
			Retryable bool     `json:"retryable"`
			Details   []detail `json:"details"`
		} `json:"error"`
	}
	body.Timestamp, body.Status, body.CorrelationID = v.time(), pick(v.writer, statuses), v.request()
	body.Error.Code, body.Error.Message, body.Error.Retryable = code, v.sentence(8, 200), v.chance(50)
	for range 1 + v.IntN(3) {
		body.Error.Details = append(body.Error.Details, detail{pick(v.writer, nouns), pick(v.writer, verbs), []any{nil, v.IntN(100000), v.word()}[v.IntN(3)]})
	}
	data, err := json.MarshalIndent(body, "", "  ")
	if err != nil {
		panic(err) // only strings and numbers are in it
	}
	return string(data) + "\n"
}

func (v *vendor) xml(code string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<response xmlns=\"https://docs.example.com/ns\" status=\"%d\">\n  <time>%s</time>\n  <request>%s</request>\n  <error>\n    <code>%s</code>\n    <message>%s</message>\n",
		pick(v.writer, statuses), v.time(), v.request(), code, v.sentence(8, 200))
	for range 2 + v.IntN(3) {
		fmt.Fprintf(&b, "    <detail field=\"%s\">\n      <reason>%s</reason>\n      <value>%d</value>\n    </detail>\n", pick(v.writer, nouns), pick(v.writer, verbs), v.IntN(100000))
	}
	return b.String() + "  </error>\n</response>\n"
}

func (v *vendor) log(code string) string {
	var b strings.Builder
	stamp := v.time()
	for i := range 15 + v.IntN(8) {
		fmt.Fprintf(&b, "%s.%03d %s/%s: %s\n", strings.TrimSuffix(stamp, "Z"), i*37, pick(v.writer, []string{"D", "I", "W"}), capital(pick(v.writer, nouns)), strings.ToLower(v.phrase(7, 90)))
	}
	fmt.Fprintf(&b, "%s.999 E/Client: code=%s request=%s\n", strings.TrimSuffix(stamp, "Z"), code, v.request())
	return b.String()
}

// program returns handling code for some codes.
func (v *vendor) program(language string, codes []string) string {
	p := programs[language]
	var b strings.Builder
	fmt.Fprintf(&b, p.head, pick(v.writer, nouns), capital(pick(v.writer, nouns)))
	for i := range 5 {
		code := codes[i*len(codes)/5]
		if i > 0 && len(codes) < 5 {
			code = strings.ToUpper(pick(v.writer, verbs) + "_" + pick(v.writer, nouns))
		}
		fmt.Fprintf(&b, p.branch, code, capital(pick(v.writer, nouns)), v.IntN(5000))
	}
	fmt.Fprintf(&b, p.tail, v.phrase(5, 60))
	return b.String()
}

// programs are the parts of handling code by language: its start, a branch for a code, its end.
var programs = map[string]struct{ head, branch, tail string }{
	"kotlin": {
		"fun on%[2]sError(error: ApiError, %[1]s: String) {\n    // The code decides, the message is for the log.\n    when (error.code) {\n",
		"        \"%s\" -> {\n            screen.show%s()\n            schedule(delayMillis = %d)\n        }\n",
		"        else -> log.warn(\"%s\", error)\n    }\n}\n",
	},
	"swift": {
		"func handle(_ error: ApiError, %[1]s: String) async throws {\n    // The code decides, the message is for the log.\n    let screen = %[2]sScreen()\n    switch error.code {\n",
		"    case \"%s\":\n        screen.show%s()\n        try await Task.sleep(nanoseconds: %d * 1_000_000)\n",
		"    default:\n        logger.warning(\"%s\")\n    }\n}\n",
	},
	"typescript": {
		"export async function on%[2]sError(error: ApiError, %[1]s: string): Promise<void> {\n  // The code decides, the message is for the log.\n  switch (error.code) {\n",
		"    case \"%s\":\n      screen.show%s();\n      await sleep(%d);\n      break;\n",
		"    default:\n      console.warn(\"%s\", error);\n  }\n}\n",
	},
}
