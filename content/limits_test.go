package content

import (
	"fmt"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/errdocs/errdocs/internal/testenv"
)

// TestLimits checks each limit at its number and one above.
func TestLimits(t *testing.T) {
	type files = map[string]string
	const codes, vendor = "vendors/zeta/codes.yaml", "vendors/zeta/vendor.yaml"
	x := func(n int) string { return strings.Repeat("x", n) }
	inCode := func(key, value string) files {
		set := string(tiny(t)[codes].Data)
		return files{codes: set + "    " + key + ": " + value + "\n"}
	}
	sample := inCode("samples", "[{file: samples/a.txt}]")[codes]
	for _, limit := range []struct {
		name  string
		n     int
		rule  string
		files func(n int) files
	}{
		{"MaxFile", MaxFile, "limit", func(n int) files {
			set := string(tiny(t)[codes].Data)
			return files{codes: set + "#" + x(n-len(set)-1)}
		}},
		{"MaxMarks", MaxMarks, "limit", func(n int) files {
			set := string(tiny(t)[codes].Data)
			return files{codes: set + strings.Repeat("\n", n-marks([]byte(set)))}
		}},
		{"MaxDepth", MaxDepth, "limit", func(n int) files {
			return files{"site.yaml": "title: Codes\nsummary: Codes.\nhome: " + strings.Repeat("[", n) + strings.Repeat("]", n) + "\n"}
		}},
		{"MaxString", MaxString, "limit", func(n int) files { return inCode("state_after", x(n)) }},
		{"MaxSample", MaxSample, "limit", func(n int) files { return files{codes: sample, "vendors/zeta/samples/a.txt": x(n)} }},
		{"MaxNote", MaxNote, "limit", func(n int) files {
			return files{"vendors/zeta/notes.md": strings.Repeat("x\n\n", n/3) + x(n%3)}
		}},
		{"MaxList", MaxList, "limit", func(n int) files { return inCode("causes", "["+strings.Repeat("x,", n)+"]") }},
		{"MaxPath", MaxPath, "limit", func(n int) files {
			const dir = "vendors/zeta/samples/"
			name := "samples/" + x(n-len(dir)-len(".txt")) + ".txt"
			return files{codes: strings.Replace(sample, "samples/a.txt", name, 1), "vendors/zeta/" + name: "x"}
		}},
		{"MaxTitle", MaxTitle, "title-length", func(n int) files { return files{vendor: "name: " + x(n) + "\nsummary: S.\nsets: [codes]\n"} }},
		{"MaxSummary", MaxSummary, "summary", func(n int) files { return files{vendor: "name: Z\nsummary: " + x(n-1) + ".\nsets: [codes]\n"} }},
		{"MaxCode", MaxCode, "limit", func(n int) files {
			return files{codes: strings.Replace(string(tiny(t)[codes].Data), "SLOW_DOWN", strings.Repeat("ä", n-1)+"A", 1)}
		}},
		{"MaxID", MaxID, "id-pattern", func(n int) files { return inCode("slug", x(n)) }},
		{"MaxKey", MaxKey, "key-pattern", func(n int) files {
			return files{codes: strings.Replace(string(tiny(t)[codes].Data), "ZETA", strings.Repeat("Z", n), 1)}
		}},
	} {
		for _, above := range []int{0, 1} {
			fsys := tiny(t)
			for name, text := range limit.files(limit.n + above) {
				fsys[name] = &fstest.MapFile{Data: []byte(text)}
			}
			found := false
			for _, p := range loadProblems(t, fsys) {
				found = found || p.Rule == limit.rule
				checkProblem(t, fsys, p)
			}
			if found != (above == 1) {
				t.Errorf("%s+%d: a problem of the rule %s: %v", limit.name, above, limit.rule, found)
			}
		}
	}
}

func TestMaxKeys(t *testing.T) {
	for n, want := range map[int]bool{MaxKeys: false, MaxKeys + 1: true} {
		var text strings.Builder
		for i := range n {
			fmt.Fprintf(&text, "k%d: x\n", i)
		}
		problems, _ := newDecoder("site.yaml").decode([]byte(text.String()), reflect.ValueOf(new(Site)).Elem())
		found := false
		for _, p := range problems {
			found = found || p.Rule == "limit"
		}
		if found != want {
			t.Errorf("%d keys: a problem: %v", n, found)
		}
	}
}

// TestMaxReported has more problems than are kept: of the decoder, of characters, of card numbers.
func TestMaxReported(t *testing.T) {
	for _, text := range []string{
		"codes: [" + strings.Repeat("{},", 2*maxReported) + "]\n", strings.Repeat("\x01\n", 2*maxReported), strings.Repeat("# "+madeUp+"\n", 2*maxReported),
	} {
		fsys := withText(t, "vendors/zeta/codes.yaml", text)
		told := 0
		for _, p := range loadProblems(t, fsys) {
			checkProblem(t, fsys, p)
			if p.File == "vendors/zeta/codes.yaml" {
				told++
			}
		}
		if told != MaxFileProblems+1 {
			t.Errorf("%.20q: %d problems, want %d and a count of the rest", text, told, MaxFileProblems)
		}
	}
}

// TestLongLine has many problems in one long line: what they cost does not grow with each by the length of the line.
func TestLongLine(t *testing.T) {
	size := testenv.Times(1<<17, 1<<19)
	for _, text := range []string{
		strings.Repeat(madeUp+" ", size/17), strings.Repeat("x", size) + strings.Repeat(" "+madeUp, 1000), "codes: [\"" + strings.Repeat("x", size) + "\"" + strings.Repeat(",{}", 100) + "]",
	} {
		fsys := withText(t, "vendors/zeta/codes.yaml", text)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		problems := loadProblems(t, fsys)
		runtime.ReadMemStats(&after)
		if used := int(after.TotalAlloc - before.TotalAlloc); used > size<<8 { // 256 such lines
			t.Errorf("%.20q: %d bytes", text, used)
		}
		for _, p := range problems {
			checkProblem(t, fsys, p)
			checkHidden(t, p)
		}
		if len(problems) < 100 {
			t.Errorf("%.20q: only %d problems", text, len(problems))
		}
	}
}

func TestMaxCodes(t *testing.T) {
	for n, want := range map[int]bool{MaxCodes: false, MaxCodes + 1: true} {
		problems, _ := newDecoder("codes.yaml").decode([]byte("codes: ["+strings.Repeat("{},", n)+"]\n"), reflect.ValueOf(new(Set)).Elem())
		found := false
		for _, p := range problems {
			found = found || p.Rule == "limit"
		}
		if found != want {
			t.Errorf("%d codes: a problem: %v", n, found)
		}
	}
}

// TestMaxFileProblems has a file with many problems, and one more.
func TestMaxFileProblems(t *testing.T) {
	for n, want := range map[int]int{MaxFileProblems: MaxFileProblems, MaxFileProblems + 1: MaxFileProblems + 1, 10 * MaxFileProblems: MaxFileProblems + 1} {
		fsys := tiny(t)
		text := strings.Builder{}
		text.WriteString("title: Codes\nsummary: Codes.\n")
		for i := range n {
			fmt.Fprintf(&text, "key%d: x\n", i)
		}
		fsys["site.yaml"] = &fstest.MapFile{Data: []byte(text.String())}
		fsys["vendors/zeta/x.txt"] = &fstest.MapFile{}
		problems := loadProblems(t, fsys)
		if len(problems) != want+1 {
			t.Errorf("%d mistakes: %d problems, want %d and one of another file", n, len(problems), want)
		}
		if n > MaxFileProblems && !strings.Contains(problems[MaxFileProblems].Message, fmt.Sprintf("%d more problem", n-MaxFileProblems)) {
			t.Errorf("the rest is not counted: %s", problems[MaxFileProblems])
		}
	}
}
