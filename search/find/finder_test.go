package find

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"github.com/errdocs/errdocs/search/resolve"
)

// TestOwnAddresses finds every code of the default catalog by its id and its addresses, with high confidence.
func TestOwnAddresses(t *testing.T) {
	f := testFinder(t)
	var list []string
	for _, e := range f.entries[:f.known] {
		for _, text := range []string{
			"see " + strings.ToUpper(e.Short) + ".", "labels: a," + e.Short + ",b", "https://docs.example/errors/e/" + e.Short + "/", "(/e/" + e.Short + ")",
			`{"type":"https://docs.example/` + e.ID + `.problem.json"}`, "[page](https://docs.example/x/" + e.URL + ") of it", "/errors/code/" + e.ID[strings.LastIndexByte(e.ID, '/')+1:] + "/",
		} {
			list = append(list, text)
			found := findIn(t, f, text).Found
			if len(found) != 1 || found[0].Confidence != High || !slices.ContainsFunc(found[0].Candidates, func(c Candidate) bool { return c.ID == e.ID }) {
				t.Errorf("%s in %q: %v", e.ID, text, found)
			}
		}
	}
	sameInBrowser(t, f, list[:100])
}

// vendors are entries of several vendors, with messages.
func vendorsFinder() *Finder {
	r := resolve.New([]resolve.Entry{
		{ID: "entra/sts/aadsts50011", Name: "AADSTS50011", Title: "Redirect", Vendor: "entra", VendorName: "Entra", Set: "sts"},
		{ID: "db/api/pgrst116", Name: "PGRST116", Title: "Rows", Vendor: "db", VendorName: "Datenbank", Set: "api"},
		{ID: "db/api/08006", Name: "08006", Title: "Connection", Vendor: "db", VendorName: "Datenbank", Set: "api"},
		{ID: "db/api/no-table", Name: "NO_TABLE", Title: "No table", Vendor: "db", VendorName: "Datenbank", Set: "api"},
	})
	return New(r, []Hint{{Vendor: "db", Text: "datenbank", Weight: 5}}, Message{"db/api/no-table", "The table {name} does not exist in %s"},
		Message{"db/api/no-table", "gone"}, Message{"nobody/x/y", "a b c d"}, Message{"entra/sts/aadsts50011", "the {broken} [a-z is (text"})
}

// TestLists finds messages, codes that are numbered like known ones and what a response says of itself.
func TestLists(t *testing.T) {
	f := vendorsFinder()
	text := "datenbank: The table  users does not exist in shop.\nAADSTS900382 PGRST999 ORA-12345\n" +
		"the log has 08006 in it\ndatenbank code 08006\n" +
		`{"type":"https://other.example/problems/1","retryable":false,"retry_after":30,"owner_action_required":true}` + "\n" +
		`{"type":"https://other.example/problems/1","code":"NO_TABLE"}` + "\n" +
		"PayPal says NO_TABLE\n"
	found := findIn(t, f, text)
	var got []string
	for _, one := range found.Found {
		got = append(got, one.Candidates[0].ID+" "+string(one.Confidence)+" "+one.Reason+" "+strings.Join(one.Filled, ", "))
	}
	for _, u := range found.Unknown {
		got = append(got, u.Text+" of "+u.Of)
	}
	for _, said := range found.Said {
		got = append(got, said.Key+" = "+said.Value)
	}
	want := []string{
		"db/api/no-table high Message of the vendor, near “datenbank”. name = users, … = shop.", "db/api/08006 high Number after “code”, near “datenbank”. ",
		"AADSTS900382 of Entra", "PGRST999 of Datenbank", "NO_TABLE of other.example", "NO_TABLE of PayPal",
		"type = https://other.example/problems/1", "retryable = false", "retry_after = 30", "owner_action_required = true",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	sameInBrowser(t, f, []string{text, "the table x does not exist in y; the table a", strings.Repeat("The table ", 500), "the x [a-z is (text", "datenbank The table é does not exist in “a”"})
}

// TestNotListed names codes that are in no list. A status that a vendor does not list says nothing of it.
func TestNotListed(t *testing.T) {
	f := testFinder(t)
	texts := []string{`{"error":{"status":401,"reason":"UNAUTHORIZED"}}`, "TMGError.serverError(httpStatusCode: 500)", `{"status":"UNAUTHORIZED","note":"REFUSED"}`}
	var got []string
	for _, text := range texts {
		for _, u := range findIn(t, f, text).Unknown {
			got = append(got, u.Text)
		}
	}
	if diff := cmp.Diff([]string{"UNAUTHORIZED"}, got); diff != "" {
		t.Error(diff)
	}
	sameInBrowser(t, f, texts)
}

// TestTables finds codes by the column of a table, and none in the other columns.
func TestTables(t *testing.T) {
	f := testFinder(t)
	list := map[string]string{
		"time,host,status,ms\n10:00,api.token.io,503,404\n10:01,api.token.io,200,503\n":               "2 tokenhttp-503",
		"#Fields: date time cs-host sc-status time-taken\n2026-11-27 10:00:01 api.token.io 504 503\n": "2 tokenhttp-504",
		"| vendor | error code | user |\n|---|---|---|\n| keyless | 30000 | 40002 |\n":                "3 keylessuser-30000",
		"user\tcode\tsdk\n30004\t30005\tkeyless\n":                                                    "2 keylessuser-30005",
		"a, b, status\n404, 503 of token.io\n":                                                        "",
	}
	var all []string
	for text, want := range list {
		all = append(all, text)
		if got := strings.Join(places(f, findIn(t, f, text)), "; "); got != want {
			t.Errorf("%q: got %s, want %s", text, got, want)
		}
	}
	sameInBrowser(t, f, all)
}

// TestVendor takes every code for one of the vendor that is named.
func TestVendor(t *testing.T) {
	f := testFinder(t)
	found := findIn(t, f.Of("visa-uctp"), "SERVER_ERROR\nPayPal INVALID_REQUEST\nconnection refused\nHTTP 503\n").Found
	var got []string
	for _, one := range found {
		got = append(got, string(one.Confidence)+" "+one.Candidates[0].ID)
	}
	want := []string{"high visa-uctp/unbind-app/server-error", "high visa-uctp/unbind-app/invalid-request", "high visa-uctp/transport/refused"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestUnreadable says what a file is that is not text.
func TestUnreadable(t *testing.T) {
	f := testFinder(t)
	for start, want := range map[string]string{
		"PK\x03\x04abc": "ZIP", "%PDF-1.7": "PDF", "\x89PNG\r\n": "image", "\x28\xb5\x2f\xfd": "zstd", "\x00\x01\x02\x00\x00": "not a log", "\x1f\x8b\x08": "gzip",
	} {
		if _, err := f.Find(strings.NewReader(start)); !errors.Is(err, ErrUnreadable) || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", start, err)
		}
	}
	if _, err := f.Find(strings.NewReader("")); err != nil {
		t.Error(err)
	}
}

// FuzzText checks that any text is read as it is from UTF-16 and gzip, however the reader cuts it.
func FuzzText(f *testing.F) {
	f.Add("keyless code=30004\nGröße 😀 \n")
	f.Add("\ufeffSERVER_ERROR " + strings.Repeat("x", probe))
	f.Fuzz(func(t *testing.T, text string) {
		units := utf16.Encode([]rune(strings.ToValidUTF8(text, "?")))
		want := string(utf16.Decode(units))
		for _, order := range []binary.AppendByteOrder{binary.LittleEndian, binary.BigEndian} {
			data := order.AppendUint16(nil, 0xFEFF)
			for _, u := range units {
				data = order.AppendUint16(data, u)
			}
			var zipped bytes.Buffer
			z := gzip.NewWriter(&zipped)
			if _, err := z.Write(data); err != nil || z.Close() != nil {
				t.Fatal(err)
			}
			for _, r := range []io.Reader{bytes.NewReader(data), iotest.OneByteReader(bytes.NewReader(data)), &zipped} {
				u, err := Text(r)
				if err != nil {
					t.Fatal(err)
				}
				got, err := io.ReadAll(u)
				if err != nil || strings.TrimPrefix(string(got), "\ufeff") != want {
					t.Fatalf("%q: %q, %v", want, got, err)
				}
			}
		}
	})
}

// FuzzClean checks that what is unwrapped is valid, and no longer than what wrapped it.
func FuzzClean(f *testing.F) {
	finder := testFinder(f)
	for _, text := range []string{"\x1b[01;31mA\x1b[K", "%2522a%25", "&#95;&#x5f;&quot;", `\\u0022\n\_`, "=3D =22A_=", "eyJjb2RlIjozMDAwNCwic3RhdHVzIjo0MDR9Cg=="} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "?")
		out := finder.cleaned([]byte(text))
		if len(out) > len(text) || strings.ToValidUTF8(string(out), "") != string(out) {
			t.Errorf("%q becomes %q", text, out)
		}
		starts, list := encoded(out)
		for i, x := range list {
			if starts[i] >= len(out) || !isText(x) {
				t.Errorf("%q: %d %q", text, starts[i], x)
			}
		}
	})
}
