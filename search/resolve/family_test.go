package resolve

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/errdocs/errdocs/internal/family"
	"github.com/errdocs/errdocs/internal/testenv"
)

// withFamilies returns the resolver of the test entries with families of all forms, and patterns made by chance.
func withFamilies(t *testing.T, rng *rand.Rand) *Resolver {
	t.Helper()
	r := New(testEntries(t), testPages...)
	add := func(id, name string) func(*family.Family, error) {
		return func(f *family.Family, err error) {
			if err != nil {
				return
			}
			part := strings.Split(id, "/")
			e := Entry{ID: id, Name: name, Title: "T", Vendor: part[0], VendorName: part[0]}
			if part[1] != "classes" {
				e.Set, e.SetTitle = part[1], part[1]
			}
			r.AddFamily(e, f)
		}
	}
	add("keyless/classes/middle", "31000–31999")(family.Range("31000", "31999"))
	add("keyless/classes/user", "30000 and above")(family.Range("30000", ""))
	add("postgrest/sqlstate/08", "08*")(family.Prefix("08"))
	add("postgrest/sqlstate/pt", "PTxyz")(family.Pattern("PT[0-9]{3}"))
	add("postgrest/http/4xx", "4xx")(family.Range("400", "499"))
	add("oracle/ora/ora-00600-00620", "ORA-00600..00620")(family.Range("ORA-00600", "ORA-00620"))
	add("windows/classes/win32", "0x8007…")(family.Range("0x80070000", "0x8007FFFF"))
	add("rpc/classes/reserved", "-32099–-32000")(family.Range("-32099", "-32000"))
	add("other/classes/russian", "Ошибка…")(family.Prefix("Ошибка"))
	for i := range 40 {
		add(fmt.Sprintf("p%d/classes/x", i), "x")(family.Pattern(randomPattern(rng, 3)))
	}
	return r
}

func randomPattern(rng *rand.Rand, depth int) string {
	atoms := []string{"a", "b", "[0-9]", "[a-c]", ".", "x", "7", "[^b]", `\d`, `\w`, "é", "_"}
	s := ""
	for range 1 + rng.IntN(4) {
		atom := atoms[rng.IntN(len(atoms))]
		if depth > 0 && rng.IntN(3) == 0 {
			atom = "(" + randomPattern(rng, depth-1) + "|" + randomPattern(rng, depth-1) + ")"
		}
		s += atom + []string{"", "", "?", "+", "*", "{2}", "{1,3}"}[rng.IntN(7)]
	}
	return s
}

func TestFamiliesInBrowser(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	r := withFamilies(t, rng)
	var queries []query
	for _, row := range [][3]string{
		{"31005", "", "keyless/classes/middle"}, {"30999", "", "keyless/classes/user"}, {"08006", "", "postgrest/sqlstate/08"},
		{"ora 00607", "", "oracle/ora/ora-00600-00620"}, {"ORA-00607", "", "oracle/ora/ora-00600-00620"},
		{"0X80070057", "", "windows/classes/win32"}, {"-32050", "", "rpc/classes/reserved"}, {"pt-418", "", "postgrest/sqlstate/pt"},
		{"error code: 0x80070057 at x", "", "windows/classes/win32"}, {"Ошибка17", "", "other/classes/russian"},
		{"08006", "postgrest", "postgrest/sqlstate/08"}, {"080", "postgrest", "postgrest/sqlstate/08"},
	} {
		res := r.Resolve(row[0], row[1])
		found := false
		for _, e := range res.Entries {
			found = found || e.ID == row[2]
		}
		if res.Kind != Member || !found {
			t.Errorf("%v: %s %v", row, res.Kind, ids(res))
		}
		queries = append(queries, query{Raw: row[0], Vendor: row[1]}, query{Path: "/keyless/user/" + row[0] + "/", Base: "/"})
	}
	for range testenv.Times(400, 4000) {
		b := make([]byte, 1+rng.IntN(8))
		for i := range b {
			b[i] = "aabbccx7709_- PT3"[rng.IntN(17)]
		}
		queries = append(queries, query{Raw: string(b)}, query{Path: "/" + string(b) + "/", Base: "/"})
	}
	sameInBrowser(t, r, queries)
}
