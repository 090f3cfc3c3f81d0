package secret

import (
	"bytes"
	"slices"
	"strings"

	"github.com/errdocs/errdocs/internal/pattern"
)

// kind is a secret that says by its first characters what it is.
type kind struct {
	what  string
	marks string // what it starts with, one of these; a message shows it
	next  string // the bytes that may follow a short one, if they are few
	value string // what follows: a pattern, of which a group is the secret, or else all. maxMarked bytes decide
	has   string // what the value has in it somewhere
	drawn bool   // the secret has no form of its own, so it has to look drawn by chance
	form  form   // instead of value, where a pattern is too weak
}

// form is how a kind is written that a pattern is too weak for.
type form int

const (
	pem form = iota + 1
	jwt
	header
	measured // a card number after its length
)

// kinds are what is recognized by a mark. SECURITY.md lists them, and TestKinds generates values of each.
var kinds = []kind{
	{what: "a live Stripe key", marks: `sk_live_ rk_live_`, value: `\w{16,}`},
	{what: "the secret of a Stripe webhook", marks: `whsec_`, value: `\w{24,}`},
	{what: "a GitHub token", marks: `ghp_ gho_ ghu_ ghs_ ghr_ github_pat_`, value: `[\w-]{30,}`},
	{what: "a GitLab token", marks: `glpat- glrt- gldt- glcbt- glptt- glft- glsoat- gloas- glimt- glagent- glffct-`, value: `[\w-]{20,}`},
	{what: "an npm token", marks: `npm_`, value: `[0-9A-Za-z]{30,}`},
	{what: "a PyPI token", marks: `pypi-`, value: `[\w-]{50,}`},
	{what: "a Docker token", marks: `dckr_pat_ dckr_oat_`, value: `[\w-]{20,}`},
	{what: "a Hugging Face token", marks: `hf_`, value: `[0-9A-Za-z]{30,}`},
	{what: "an Anthropic key", marks: `sk-ant-`, value: `[\w-]{40,}`},
	{what: "an OpenAI key", marks: `sk-proj- sk-svcacct- sk-admin-`, value: `[\w-]{40,}`},
	{what: "an OpenAI key", marks: `sk-`, value: `[0-9A-Za-z]{20}T3BlbkFJ[0-9A-Za-z]{20}`},
	{what: "a DigitalOcean token", marks: `dop_v1_ doo_v1_ dor_v1_`, value: `[0-9A-Za-z]{40,}`},
	{what: "an AWS access key", marks: `AKIA ASIA`, value: `[0-9A-Z]{16,}`},
	{what: "a Google API key", marks: `AIza`, value: `[\w-]{30,}`},
	{what: "a Google token", marks: `ya29.`, value: `[\w.-]{20,}`},
	{what: "a Google client secret", marks: `GOCSPX-`, value: `[\w-]{24,}`},
	{what: "a Google refresh token", marks: `1//0`, value: `[\w-]{40,}`},
	{what: "an Azure storage key", marks: `AccountKey=`, value: `[\w+/]{60,}={0,2}`},
	{what: "a shared access signature of Azure", marks: `sig=`, value: `[\w+/%-]{40,}(?:%3[Dd]|=)*`},
	{what: "a Databricks token", marks: `dapi`, value: `[0-9a-f]{32,}`},
	{what: "a HashiCorp Vault token", marks: `hvs. hvb. hvr.`, value: `[\w-]{24,}`},
	{what: "a SendGrid key", marks: `SG.`, value: `[\w-]{20,24}\.[\w-]{39,}`},
	{what: "a Twilio key", marks: `SK`, value: `[0-9a-f]{32,}`},
	{what: "a Mailgun key", marks: `key-`, value: `[0-9a-f]{32,}`},
	{what: "a Shopify token", marks: `shpat_ shpca_ shppa_ shpua_ shpss_`, value: `\w{30,}`},
	{what: "a Square token", marks: `sq0atp- sq0csp- sq0idp-`, value: `[\w-]{20,}`},
	{what: "a Square token", marks: `EAAA`, value: `[\w-]{56,}`},
	{what: "a Braintree token", marks: `access_token$production$ access_token$sandbox$`, value: `[0-9a-z]{16}\$[0-9a-f]{32}`},
	{what: "a Plaid token", marks: `access-production- access-development-`, value: `[0-9a-f-]{36}`},
	{what: "a Slack token", marks: `xoxa- xoxb- xoxe- xoxp- xoxr- xoxs- xapp-`, value: `[\w-]{20,}`},
	{what: "the address of a Slack webhook", marks: `hooks.slack.com/services/ hooks.slack.com/workflows/ hooks.slack.com/triggers/`, value: `[\w/]{30,}`},
	{what: "the address of a Discord webhook", marks: `discord.com/api/webhooks/ discordapp.com/api/webhooks/`, value: `\d{15,20}/[\w-]{40,}`},
	{what: "the address of a Teams webhook", marks: `webhook.office.com/webhookb2/`, value: `[0-9a-f@-]{36,}/IncomingWebhook/[0-9a-f]{32}[0-9a-f/-]*`},
	{what: "an age key", marks: `AGE-SECRET-KEY-1`, value: `[0-9A-Z]{50,}`},
	{what: "a PuTTY private key", marks: `Private-Lines:`, value: `\s\d+\s+[\w+/]{40,}`},
	{what: "a private key", marks: `-----BEGIN`, form: pem},
	{what: "a JSON Web Token", marks: `eyJ`, form: jwt},
	{what: "the credentials of a header", marks: `Bearer bearer BEARER Basic basic BASIC`, next: ` %\`, form: header},
	{what: "a password in an address", marks: `://`, value: `[\w.%+~-]{0,64}:([^\s/@"'<>:]{8,})@`, has: "@", drawn: true},
	{what: "a password after a user name", marks: `-u --user`, next: ` =`, value: `[ =]["']?[\w.@%+-]{1,64}:([^\s"'<>]{8,})`, drawn: true},
	{what: "a card number after its length", marks: `5A 5a 57 13 15 16 19`, form: measured},
}

// mark is one of the marks of a kind.
type mark struct {
	text string
	kind *kind
	re   pattern.Regexp
}

var marks = func() (all []*mark) {
	for i := range kinds {
		re := pattern.New(`^(?:` + kinds[i].value + `)`)
		for text := range strings.FieldsSeq(kinds[i].marks) {
			all = append(all, &mark{text, &kinds[i], re})
		}
	}
	return all
}()

// stop is a byte of a mark at which the scan stops.
type stop struct {
	*mark
	at   uint8 // index of the byte
	next byte  // after it, 0 if that is not known
}

// stops are the lists of stops, and stopsAt has which one to look at for two bytes, the second of which may be a stop; the first list is empty. Each
// is the second byte of a pair, wherever pairs begin, so that each mark has two: those of the pairs that are rarest in texts.
var stopsAt, stops = func() (at [1 << 16]uint16, lists [][]stop) {
	lists = make([][]stop, 1, 1<<10)
	add := func(pair int, s stop) {
		if at[pair] == 0 {
			at[pair], lists = uint16(len(lists)), append(lists, nil)
		}
		lists[at[pair]] = append(lists[at[pair]], s)
	}
	for _, m := range marks {
		for next := range max(1, len(m.kind.next)) {
			whole := m.text + m.kind.next[next:min(next+1, len(m.kind.next))]
			for _, at := range rarest(whole) {
				if next > 0 && at+1 < len(m.text) {
					continue // it is there already
				}
				for before := range 256 {
					if at == 0 || int(whole[at-1]) == before {
						add(before|int(whole[at])<<8, stop{m, uint8(at), (whole + "\x00")[at+1]})
					}
				}
			}
		}
	}
	for _, list := range lists { // what starts earlier comes first
		slices.SortStableFunc(list, func(a, b stop) int { return int(b.at) - int(a.at) })
	}
	return at, lists
}()

// common are the pairs of bytes in marks that are frequent in pages, the most frequent first.
const common = "er co re on ss la en or ro as es in an at ve ri tr de ti te it di ct th od io se nt pa ec ic /s sp to ou ne nd me rs is mi ce iv ad ac li tt id el " +
	"/a ar us ke pr ba om ua hr tp e. ea vi do op ig ca un fi oa s: xa :/ // t- ge ck lo da ap"

// rarest returns where the second byte is of the rarest pair that starts at an even index, and of that at an odd one. Of two bytes the first one is a
// second one too.
func rarest(mark string) (stops [2]int) {
	best := [2]int{-1, -1}
	for stop := 1; stop < len(mark); stop++ {
		rare := strings.Index(common, mark[stop-1:stop+1])
		if rare < 0 {
			rare = len(common)
		}
		if rare > best[stop%2] {
			stops[stop%2], best[stop%2] = stop, rare
		}
	}
	return stops
}

// maxMarked is how many bytes after a mark decide whether it is a credential. It is small because marks can
// follow one another closely, and the same bytes are looked at for each.
const maxMarked = 256

// marked looks for a secret around the byte where the scan stopped. Where there is one it moves on behind it and
// returns true.
func (s *scanner) marked() bool {
	here := s.at
	for _, at := range stops[stopsAt[pair(s.text[here-1:])]] {
		if at.next != 0 && at.next != s.text[here+1] {
			continue
		}
		if s.at = here - int(at.at); s.at >= 0 && s.at+len(at.text) > s.credentials && s.has(at.mark) {
			return true
		}
	}
	s.at = here
	return false
}

// has looks for a secret with a mark that starts here.
func (s *scanner) has(m *mark) bool {
	return s.text[s.at] == m.text[0] && hasPrefix(s.text[s.at:], m.text) && (s.starts() || m.text[0] == '5') && s.is(m)
}

// starts reports whether no word goes on here: the digits and letters of an escape are not part of one.
func (s *scanner) starts() bool {
	return s.at == 0 || !alnum(s.text[s.at]) || !alnum(s.text[s.at-1]) || s.at > 1 && s.text[s.at-2] == '\\' || escapeEnds(s.text[:s.at])
}

// is reports a secret that starts with a mark, if what follows is one.
func (s *scanner) is(m *mark) bool {
	switch m.kind.form {
	case pem:
		return s.privateKey()
	case jwt:
		return s.jwt()
	case header:
		return s.header(m.text)
	case measured:
		return s.measured()
	}
	from := s.at + len(m.text)
	near := s.text[from:min(len(s.text), from+maxMarked)]
	if !bytes.Contains(near, []byte(m.kind.has)) || !varied(near) {
		return false
	}
	at := m.re().FindSubmatchIndex(near)
	if at == nil {
		return false
	}
	at = at[len(at)-2:] // the group, or all
	if value := near[at[0]:at[1]]; !random(value) || m.kind.drawn && !drawn(value) {
		return false
	}
	start, end := s.at, from+at[1]
	if at[1] == len(near) {
		end += runOf(s.text[end:min(len(s.text), from+maxToken)], tokenByte)
	}
	return s.pass(Finding{Kind: Credential, Start: start, End: end, Shown: m.text + "…", What: m.kind.what}, s.text[start:end])
}
