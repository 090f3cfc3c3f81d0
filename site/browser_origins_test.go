package site_test

import (
	"strings"
	"testing"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/content/words"
	"github.com/errdocs/errdocs/site"
	"github.com/errdocs/errdocs/site/record"
)

// said is what a list in the browser says of a code, and who states it.
type said struct{ ID, Text, By string }

// TestScriptsMarkOrigins looks at every list that a script makes: what it says of a code has the mark that the tables of the pages
// have, with the same word for a screen reader, whether the vendor states it or we do.
func TestScriptsMarkOrigins(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, atRoot), look{})
	p.Expect("token-io/http/504x/")
	marked := map[content.Origin]int{}
	check := func(where, items string) {
		t.Helper()
		p.Until(`document.querySelector("` + items + ` .chip")`)
		for _, s := range read[[]said](p, `[...document.querySelectorAll("`+items+`")].filter((e) => e.querySelector(".chip")).map((e) => ({
			ID: (e.href ?? e.querySelector("a").href).replace(`+quote(p.Home)+`, "").replace(/\/(#.*)?$/, ""),
			Text: e.querySelector(".chip").textContent, By: [...e.querySelectorAll(".chip i")].map((i) => i.className).join(" ") }))`) {
			code := site.DefaultCatalog(t).Code(s.ID)
			if code == nil {
				t.Fatalf("%s has no code %q", where, s.ID)
			}
			v := record.NewVerdict(code)
			if want := v.Label + " " + words.Of(code).Origin(v.Origin); s.Text != want || s.By != string(v.Origin) {
				t.Errorf("%s says %q by %q of %s, want %q by %q", where, s.Text, s.By, s.ID, want, v.Origin)
			}
			marked[v.Origin]++
		}
	}
	p.GoTo("search/?q=token")
	check("search", pageHits)
	p.GoTo("go/?q=server-error")
	check("go", "[data-go-results] li")
	p.GoTo("token-io/http/504x/")
	check("a wrong address", "[data-lost-results] li")
	p.GoTo("find/")
	p.paste(ticket)
	check("find", ".finding li:has(.chip)")
	p.paste("dial tcp: lookup api.token.io: no such host")
	if got := read[string](p, `document.querySelector(".finding .chip").textContent`); got != "Unknown whether it happened: check the state first Our advice" {
		t.Errorf("find says %q of a failed connection", got)
	}
	p.GoTo("compare/?codes=token-io/http/503,token-io/http/504")
	check("the codes side by side", "[data-versus] .refs li")
	p.openDialog()
	p.search("too many requests")
	check("the dialog", optionHits)
	if got := p.Text(".finder .legend"); !strings.Contains(got, "Vendor: its docs say so") || !strings.Contains(got, "Our advice: our judgment") {
		t.Errorf("the dialog explains its marks with %q", got)
	}
	if marked[content.Vendors] == 0 || marked[content.Ours] == 0 {
		t.Errorf("looked at were %v", marked)
	}
}

// The dialog lists the codes that were read last with the answer of their pages, which several may state together.
func TestRecentCodesMarkOrigins(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, atRoot), look{})
	for _, page := range []string{"token-io/http/503/", "keyless/user/30004/", "thales/android/server-error/"} {
		p.GoTo(page)
		want := read[string](p, `(() => {
			const answer = document.querySelector(".answer .tone");
			return [answer, ...answer.closest("dd").querySelectorAll(".o")].map((e) => e.textContent).join(" ");
		})()`)
		p.openDialog()
		p.Until(`document.querySelector("` + optionHits + ` .chip")`)
		if got := p.Text(optionHits + " .chip"); got != want || !strings.Contains(want, "Our advice") && !strings.Contains(want, "Vendor") {
			t.Errorf("of %s the dialog says %q, want %q", page, got, want)
		}
	}
}
