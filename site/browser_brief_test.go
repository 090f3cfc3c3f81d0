package site_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp/kb"

	"github.com/errdocs/errdocs/internal/testenv"
	"github.com/errdocs/errdocs/site"
)

const (
	maxScreens = 4 // of a phone, for a page with everything that a code can have
	maxSheets  = 3 // of A4
)

// TestPagesOfCodesAreBrief scrolls a long page on a phone and prints pages of every 36th code, in the long run of every one.
func TestPagesOfCodesAreBrief(t *testing.T) {
	t.Parallel()
	c := site.DefaultCatalog(t)
	p := open(t, serve(t, atRoot), phone)
	p.GoTo("keyless/user/30007/")
	p.Until(`document.querySelector(".tabs.on")`)
	screens := read[float64](p, `document.documentElement.scrollHeight`) / float64(phone.Height)
	if screens > maxScreens {
		t.Errorf("30007 has %.2f screens of a phone, want %d", screens, maxScreens)
	}
	p.Show(look{})
	i, step, most := 0, testenv.Times(36, 1), 0
	for code := range allCodes(c) {
		if i++; i%step != 0 && code.ID() != "keyless/user/30007" {
			continue
		}
		p.GoTo(code.ID() + "/")
		n := sheets(p)
		if most = max(most, n); n > maxSheets {
			t.Errorf("%s is printed on %d sheets, want %d", code.ID(), n, maxSheets)
		}
	}
	t.Logf("long: brief screens=%.1f sheets=%d", screens, most)
}

var sheet = regexp.MustCompile(`/Type\s*/Page\b`)

// sheets prints the page that a tab shows on A4 and counts the sheets.
func sheets(p *tab) int {
	p.T.Helper()
	pdf := must(p, page.PrintToPDF, page.PrintToPDFParams{PaperWidth: 8.27, PaperHeight: 11.69})
	n := len(sheet.FindAll(pdf.Data, -1))
	if n == 0 {
		p.T.Errorf("no sheet in %d bytes of PDF", len(pdf.Data))
	}
	return n
}

// A newcomer with a keyboard gets from the home page to what to tell a customer, in few presses besides typing.
func TestNewcomerWithKeyboard(t *testing.T) {
	t.Parallel()
	for _, l := range []look{{}, phone} {
		p := open(t, serve(t, below), l)
		p.GoTo("")
		presses := 0
		press := func(key string) {
			p.Press(key)
			presses++
		}
		press("/")
		p.Until(`document.activeElement.matches(".finder input")`)
		p.Enter("expired otp")
		p.Until(`document.querySelector("` + optionHits + `")`)
		press(kb.Enter)
		p.Until(`location.pathname.endsWith("expired-otp/") || location.pathname.endsWith("expiredotp/")`)
		p.Until(`document.querySelector("#say")`)
		say := read[string](p, `document.querySelector("#say").textContent`)
		if !strings.Contains(say, "code") {
			t.Errorf("%v: the text for the customer is %q", l, say)
		}
		p.Until(`(() => { const { top, bottom } = document.querySelector("#say").getBoundingClientRect(); return top >= 0 && bottom <= innerHeight; })()`)
		if presses > 6 {
			t.Errorf("%v: %d presses besides typing", l, presses)
		}
	}
}
