package content

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/errdocs/errdocs/internal/testenv"
)

// TestFamilies resolves codes without an entry: each row is a query, the kind of the answer, and the entries.
func TestFamilies(t *testing.T) {
	c := mustLoad(t, portal(t))
	r := c.Resolver(false)
	for _, row := range [][3]string{
		{"08006", "member", "postgrest/sqlstate/08"},
		{"sqlstate 08006", "member", "postgrest/sqlstate/08"},
		{"08P01", "one", "postgrest/sqlstate/08p01"},
		{"08", "one", "postgrest/sqlstate/08"},
		{"08*", "one", "postgrest/sqlstate/08"},
		{"0L001", "member", "postgrest/sqlstate/0l"},
		{"PT418", "member", "postgrest/sqlstate/ptxyz"},
		{"pt-418", "member", "postgrest/sqlstate/ptxyz"},
		{"PT618", "nothing", ""},
		{"*", "one", "postgrest/sqlstate/any"},
		{"31005", "member", "keyless/classes/user"},
		{"Keyless 31005", "member", "keyless/classes/user"},
		{"30005", "one", "keyless/user/30005"},
		{"29999", "nothing", ""},
		{"ORA-00607", "member", "oracle/ora/ora-00605-00609"},
		{"ora 00607", "member", "oracle/ora/ora-00605-00609"},
		{"ORA-00610: internal error", "member", "oracle/ora/ora-00600-00620"},
		{"ORA-00600", "one", "oracle/ora/ora-00600"},
		{"0x80070057", "member", "windows/classes/facility-win32"},
		{"AADSTS50058", "member", "entra/aadsts/aadsts50000-50199"},
		{"AADSTS700016", "member", "entra/aadsts/aadsts7"},
		{"418", "member", "postgrest/classes/client"},
		{"404", "one", "postgrest/http/404"},
		{"/keyless/user/31005/", "member", "keyless/classes/user"},
		{"08 hello world", "nothing", ""},
	} {
		found := r.Resolve(row[0], "")
		var ids []string
		for _, e := range found.Entries {
			ids = append(ids, e.ID)
		}
		if got := strings.Join(ids, " "); string(found.Kind) != row[1] && !(row[1] == "nothing" && found.Kind == "nearest") || row[1] != "nothing" && got != row[2] {
			t.Errorf("%s: %s %s", row[0], found.Kind, got)
		}
	}
	for id, want := range map[string]string{
		"postgrest/sqlstate/08": "postgrest/sqlstate/08p01", "oracle/ora/ora-00600-00620": "oracle/ora/ora-00600",
		"keyless/classes/user": "keyless/user/30005 keyless/user/30004", "postgrest/classes/client": "postgrest/http/404",
	} {
		if got := strings.Join(ids(c.Family(id).Codes()), " "); got != want {
			t.Errorf("codes of %s: %s", id, got)
		}
	}
}

// TestManyFamilies bounds what families that are many, big or nested cost.
func TestManyFamilies(t *testing.T) {
	for name, class := range map[string]func(i int) string{
		"ranges":   func(i int) string { return fmt.Sprintf("range: [%d, %d]", 10000+100*i, 10099+100*i) },
		"nested":   func(i int) string { return fmt.Sprintf("range: [%d, %d]", i, 999_999_999_999_999-int64(i)) },
		"overlap":  func(i int) string { return fmt.Sprintf("range: [%d, %d]", i, 5000+i) },
		"patterns": func(i int) string { return fmt.Sprintf("pattern: \"(a|b)*c.{1,80}[0-9]{4}x{%d}\"", 1+i%50) },
	} {
		t.Run(name, func(t *testing.T) {
			var b strings.Builder
			b.WriteString("name: Zeta\nsummary: Cards by Zeta.\nsets: [codes]\nclasses:\n")
			for i := range testenv.Times(60, MaxList) {
				fmt.Fprintf(&b, "  - {id: c%d, title: C, %s}\n", i, class(i))
			}
			fsys := tiny(t)
			fsys["vendors/zeta/vendor.yaml"] = &fstest.MapFile{Data: []byte(b.String())}
			before := testenv.CPUTime()
			_, err := Load(fsys)
			if used := testenv.CPUTime() - before; used > 20*time.Second {
				t.Errorf("%v: %v", used, err)
			} else {
				t.Log(used)
			}
		})
	}
}

// portal returns a catalog with families.
func portal(t testing.TB) fstest.MapFS {
	t.Helper()
	fsys := fstest.MapFS{}
	for _, f := range readArchive(t, "testdata/families.txtar").Files {
		fsys[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	return fsys
}
