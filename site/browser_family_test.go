package site_test

import (
	"net/http/httptest"
	"testing"

	"github.com/errdocs/errdocs/site"
)

// TestFamiliesInBrowser looks up codes without an entry: in the dialog, on /search/, /go/, the page of wrong addresses and
// /find/. Each leads to its family, never to a neighbor.
func TestFamiliesInBrowser(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(site.Portal(t).Handler("/errdocs/"))
	t.Cleanup(server.Close)
	p := open(t, server.URL+"/errdocs/", look{})
	p.Expect("404")
	codes := map[string]string{
		"08006": "postgrest/sqlstate/08", "31005": "keyless/classes/user", "ORA-00607": "oracle/ora/ora-00605-00609",
	}
	leads := func(list, page string) string {
		return `document.querySelector(` + quote(list+" a") + `)?.href === ` + quote(p.Home+page+"/")
	}
	for code, page := range codes {
		p.GoTo("help/")
		p.openDialog()
		if hits := p.search(code); len(hits) == 0 || hits[0].ID != page {
			t.Errorf("%s: the dialog lists %v", code, hits)
		}
		p.visit("search/?q=" + code)
		p.Until(leads("[data-search-results]", page))
		p.visit("go/?q=" + code)
		p.Until(leads("[data-go-results]", page))
		p.visit("oracle/ora/" + code + "/")
		p.Until(leads("[data-lost-results]", page))
		p.GoTo("find/")
		p.paste("request failed, errorCode: " + code)
		p.Until(`[...document.querySelectorAll("[data-find-results] .mentions a")].some((a) => a.href === ` + quote(p.Home+page+"/") + `)`)
		p.GoTo(page + "/")
	}
}
