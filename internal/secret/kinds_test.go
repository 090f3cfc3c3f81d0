package secret

import (
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/errdocs/errdocs/internal/testenv"
)

const (
	lowers = "abcdefghijklmnopqrstuvwxyz"
	uppers = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	tens   = "0123456789"
	base62 = lowers + uppers + tens
	base36 = lowers + tens
	bits64 = base62 + "-_"
)

func chars(r *rand.Rand, alphabet string, n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = alphabet[r.IntN(len(alphabet))]
	}
	return string(b)
}

func randomBytes(r *rand.Rand, n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(r.IntN(256))
	}
	return b
}

func uuid(r *rand.Rand) string {
	h := hexText(r, 32)
	return h[:8] + "-" + h[8:12] + "-4" + h[13:16] + "-a" + h[17:20] + "-" + h[20:]
}

// password returns what a password manager makes: each class of characters that a form may demand.
func password(r *rand.Rand) string {
	const symbols = "!#$*+-.?@^_~"
	b := []byte(chars(r, lowers, 1) + chars(r, lowers, 1) + chars(r, uppers, 1) + chars(r, tens, 1) + chars(r, base62+symbols, 8+r.IntN(12)))
	r.Shuffle(len(b)-1, func(i, j int) { b[i+1], b[j+1] = b[j+1], b[i+1] })
	return string(b)
}

// generated are the kinds of credentials as their makers issue them. Marks are in parts, so that no scanner of
// repositories takes this file for a leak.
var generated = []struct {
	name string
	make func(r *rand.Rand) string
}{
	{"Stripe live key", func(r *rand.Rand) string {
		return []string{"sk", "rk"}[r.IntN(2)] + "_live_" + chars(r, base62, 24+75*r.IntN(2))
	}},
	{"Stripe webhook secret", func(r *rand.Rand) string { return "whsec" + "_" + chars(r, base62, 32) }},
	{"GitHub token", func(r *rand.Rand) string { return "gh" + chars(r, "pousr", 1) + "_" + chars(r, base62, 36) }},
	{"GitHub fine-grained token", func(r *rand.Rand) string {
		return "github" + "_pat_" + chars(r, base62, 22) + "_" + chars(r, base62, 59)
	}},
	{"GitLab token", func(r *rand.Rand) string {
		return "gl" + []string{"pat", "rt", "dt", "ptt", "ft", "soat", "imt"}[r.IntN(7)] + "-" + chars(r, bits64, 20)
	}},
	{"GitLab CI token", func(r *rand.Rand) string { return "glcbt" + "-64_" + chars(r, bits64, 20) }},
	{"npm token", func(r *rand.Rand) string { return "npm" + "_" + chars(r, base62, 36) }},
	{"PyPI token", func(r *rand.Rand) string { return "pypi" + "-AgEIcHlwaS5vcmc" + chars(r, bits64, 140) }},
	{"Docker token", func(r *rand.Rand) string { return "dckr" + "_pat_" + chars(r, bits64, 27) }},
	{"Hugging Face token", func(r *rand.Rand) string { return "hf" + "_" + chars(r, lowers+uppers, 34) }},
	{"Anthropic key", func(r *rand.Rand) string { return "sk-" + "ant-api03-" + chars(r, bits64, 93) + "AA" }},
	{"OpenAI key", func(r *rand.Rand) string {
		return "sk-" + []string{"proj", "svcacct", "admin"}[r.IntN(3)] + "-" + chars(r, bits64, 74) + "T3Blbk" + "FJ" + chars(r, bits64, 74)
	}},
	{"OpenAI key of before 2024", func(r *rand.Rand) string {
		return "sk-" + chars(r, base62, 20) + "T3Blbk" + "FJ" + chars(r, base62, 20)
	}},
	{"DigitalOcean token", func(r *rand.Rand) string { return "do" + chars(r, "por", 1) + "_v1_" + hexText(r, 64) }},
	{"AWS access key id", func(r *rand.Rand) string { return "A" + chars(r, "KS", 1) + "IA" + chars(r, uppers+"234567", 16) }},
	{"Google API key", func(r *rand.Rand) string { return "AI" + "za" + chars(r, bits64, 35) }},
	{"Google access token", func(r *rand.Rand) string { return "ya" + "29.a0" + chars(r, bits64, 160) }},
	{"Google client secret", func(r *rand.Rand) string { return "GOC" + "SPX-" + chars(r, bits64, 28) }},
	{"Google refresh token", func(r *rand.Rand) string { return "1/" + "/0" + chars(r, bits64, 100) }},
	{"Azure storage key", func(r *rand.Rand) string {
		return "DefaultEndpointsProtocol=https;AccountName=shop;Account" + "Key=" + base64.StdEncoding.EncodeToString(randomBytes(r, 64)) + ";EndpointSuffix=core.windows.net"
	}},
	{"Azure shared access signature", func(r *rand.Rand) string {
		sig := strings.NewReplacer("+", "%2B", "/", "%2F", "=", "%3D").Replace(base64.StdEncoding.EncodeToString(randomBytes(r, 32)))
		return "https://shop.blob.core.windows.net/logs?sv=2024-11-04&se=2026-01-01T00%3A00%3A00Z&sr=c&sp=rl&" + "sig=" + sig
	}},
	{"Databricks token", func(r *rand.Rand) string { return "da" + "pi" + hexText(r, 32) }},
	{"HashiCorp Vault token", func(r *rand.Rand) string { return "hv" + chars(r, "sbr", 1) + "." + chars(r, bits64, 24+70*r.IntN(2)) }},
	{"SendGrid key", func(r *rand.Rand) string { return "S" + "G." + chars(r, bits64, 22) + "." + chars(r, bits64, 43) }},
	{"Twilio API key", func(r *rand.Rand) string { return "S" + "K" + hexText(r, 32) }},
	{"Mailgun key", func(r *rand.Rand) string { return "key" + "-" + hexText(r, 32) }},
	{"Shopify token", func(r *rand.Rand) string {
		return "shp" + []string{"at", "ca", "pa", "ss"}[r.IntN(4)] + "_" + hexText(r, 32)
	}},
	{"Square token", func(r *rand.Rand) string {
		if r.IntN(2) == 0 {
			return "EA" + "AA" + chars(r, bits64, 60)
		}
		return "sq0" + []string{"atp-" + chars(r, bits64, 22), "csp-" + chars(r, bits64, 43)}[r.IntN(2)]
	}},
	{"Braintree token", func(r *rand.Rand) string {
		return "access_" + "token$production$" + chars(r, base36, 16) + "$" + hexText(r, 32)
	}},
	{"Plaid access token", func(r *rand.Rand) string { return "access-" + "production-" + uuid(r) }},
	{"Slack token", func(r *rand.Rand) string {
		return "xox" + chars(r, "abprs", 1) + "-" + chars(r, tens, 12) + "-" + chars(r, tens, 12) + "-" + chars(r, base62, 24)
	}},
	{"Slack app token", func(r *rand.Rand) string {
		return "xa" + "pp-1-A" + chars(r, uppers+tens, 10) + "-" + chars(r, tens, 13) + "-" + hexText(r, 64)
	}},
	{"Slack webhook", func(r *rand.Rand) string {
		return "https://hooks.slack.com/" + "services/T" + chars(r, uppers+tens, 8) + "/B" + chars(r, uppers+tens, 10) + "/" + chars(r, base62, 24)
	}},
	{"Discord webhook", func(r *rand.Rand) string {
		return "https://discord.com/api/" + "webhooks/1" + chars(r, tens, 18) + "/" + chars(r, bits64, 68)
	}},
	{"Teams webhook", func(r *rand.Rand) string {
		return "https://acme.webhook.office.com/" + "webhookb2/" + uuid(r) + "@" + uuid(r) + "/IncomingWebhook/" + hexText(r, 32) + "/" + uuid(r)
	}},
	{"age key", func(r *rand.Rand) string {
		return "AGE-SECRET-" + "KEY-1" + chars(r, "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L", 58)
	}},
	{"PuTTY key", func(r *rand.Rand) string {
		return "PuTTY-User-Key-File-3: ssh-ed25519\nPrivate-" + "Lines: 1\n" + base64.StdEncoding.EncodeToString(randomBytes(r, 48)) + "\nPrivate-MAC: " + hexText(r, 64)
	}},
	{"PEM key", func(r *rand.Rand) string {
		what := []string{"", "RSA ", "EC ", "OPENSSH ", "ENCRYPTED "}[r.IntN(5)]
		return "-----BEGIN " + what + "PRIVATE " + "KEY-----\n" + base64.StdEncoding.EncodeToString(randomBytes(r, 120)) + "\n-----END " + what + "PRIVATE KEY-----"
	}},
	{"JSON Web Token", func(r *rand.Rand) string {
		part := func(s string) string { return base64.RawURLEncoding.EncodeToString([]byte(s)) }
		return part(`{"alg":"RS256","typ":"JWT"}`) + "." + part(fmt.Sprintf(`{"sub":"%d","iss":"shop"}`, r.IntN(1e6))) + "." + base64.RawURLEncoding.EncodeToString(randomBytes(r, 32))
	}},
	{"bearer token", func(r *rand.Rand) string { return "Authorization: Bearer " + chars(r, base62, 24+r.IntN(40)) }},
	{"Basic credentials", func(r *rand.Rand) string {
		return "Authorization: Basic " + base64.StdEncoding.EncodeToString([]byte("shop:"+password(r)))
	}},
	{"password in an address", func(r *rand.Rand) string {
		scheme := []string{"https", "postgres", "mysql", "mongodb+srv", "amqp", "redis"}[r.IntN(6)]
		return scheme + "://" + []string{"app", "svc-payments", ""}[r.IntN(3)] + ":" + strings.ReplaceAll(password(r), "@", "%40") + "@db.internal:5432/shop"
	}},
	{"curl -u", func(r *rand.Rand) string {
		return "curl " + []string{"-u", "--user"}[r.IntN(2)] + " shop:" + password(r) + " https://api.example.com/"
	}},
	{"cookie", func(r *rand.Rand) string {
		return []string{"Cookie: lang=en; sid=", "Set-Cookie: session=", "cookie: JSESSIONID="}[r.IntN(3)] + chars(r, base62, 24+r.IntN(24)) + "; Path=/; HttpOnly"
	}},
	{"API key in a header", func(r *rand.Rand) string {
		name := []string{"X-API-Key", "x-api-key", "apikey", "Ocp-Apim-Subscription-Key", "X-Auth-Token", "X-Vault-Token", "PRIVATE-TOKEN", "Authorization"}[r.IntN(8)]
		return name + ": " + []string{chars(r, base62, 32), hexText(r, 32), uuid(r), base64.StdEncoding.EncodeToString(randomBytes(r, 24))}[r.IntN(4)]
	}},
	{"AWS secret key by name", func(r *rand.Rand) string {
		name := []string{"aws_secret_access_key = ", "AWS_SECRET_ACCESS_KEY=", "secretAccessKey: "}[r.IntN(3)]
		return name + base64.StdEncoding.EncodeToString(randomBytes(r, 30))
	}},
	{"AWS session token by name", func(r *rand.Rand) string {
		return []string{"aws_session_token = ", "X-Amz-Security-Token: ", "AWS_SESSION_TOKEN="}[r.IntN(3)] + base64.StdEncoding.EncodeToString(randomBytes(r, 240))
	}},
	{"client secret by name", func(r *rand.Rand) string {
		name := []string{"client_secret=", "client_secret: ", "clientSecret: ", "CLIENT_SECRET=", "client-secret = "}[r.IntN(5)]
		azure := chars(r, base62, 3) + "8Q~" + chars(r, bits64+".~", 34)
		return name + []string{chars(r, base62, 40), hexText(r, 32), azure, uuid(r)}[r.IntN(4)]
	}},
	{"token by name", func(r *rand.Rand) string {
		name := []string{"access_token", "refresh_token", "id_token", "authToken", "api_token", "session_token"}[r.IntN(6)]
		return name + []string{"=", ": ", " = "}[r.IntN(3)] + chars(r, base62, 32+r.IntN(32))
	}},
	{"password by name", func(r *rand.Rand) string {
		name := []string{"password", "passwd", "DB_PASSWORD", "pwd", "passphrase", "userPassword"}[r.IntN(6)]
		return name + []string{"=", ": ", " = "}[r.IntN(3)] + password(r)
	}},
	{"password in a connection string", func(r *rand.Rand) string {
		return "Server=db;Database=shop;User Id=app;" + []string{"Password", "Pwd"}[r.IntN(2)] + "=" + password(r) + ";Encrypt=true"
	}},
	{"secret in JSON", func(r *rand.Rand) string {
		name := []string{"password", "client_secret", "apiKey", "secretKey", "refreshToken"}[r.IntN(5)]
		value := []string{password(r), chars(r, base62, 32)}[r.IntN(2)]
		return fmt.Sprintf([]string{`{"%s": "%s"}`, `{\"%s\":\"%s\"}`, `{'%s': '%s'}`}[r.IntN(3)], name, value)
	}},
	{"secret in XML", func(r *rand.Rand) string {
		name := []string{"password", "clientSecret", "ApiKey"}[r.IntN(3)]
		return "<" + name + ">" + password(r) + "</" + name + ">"
	}},
	{"EMV tag 5A", func(r *rand.Rand) string { return emv(r, "5A") }},
	{"EMV tag 57", func(r *rand.Rand) string { return emv(r, "57") }},
	{"card number of ISO 8583", func(r *rand.Rand) string {
		for {
			if card := newCard(r); len(card) == 13 || len(card) == 15 || len(card) == 16 || len(card) == 19 {
				return fmt.Sprintf("%d%s", len(card), card)
			}
		}
	}},
}

// emv returns a card number as terminals log it: tag, length, and value in hexadecimal, among other tags.
func emv(r *rand.Rand, tag string) string {
	value := newCard(r)
	if tag == "57" {
		value += "D2912" + chars(r, tens, 3) + chars(r, tens, 8)
	}
	if len(value)%2 == 1 {
		value += "F"
	}
	data, err := hex.DecodeString(value)
	if err != nil {
		panic(err)
	}
	return fmt.Sprintf("9F2701809F3602%s%s%02X%s5F24032912315F3401", hexText(r, 4), tag, len(data), value)
}

// TestKinds generates 1,000 values of each kind, each in a field of YAML, in a note and in a sample. At least 99 of 100 are
// found, and a masked text shows no more of them than a message may.
func TestKinds(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	places := []string{"    description: Send %s first.\n", "The log says:\n\n    %s\n\nSee [the page](https://h.example/).\n", "HTTP/1.1 401 Unauthorized\n\n%s\n"}
	n := 3 * testenv.Times(100, 1000)
	for _, k := range generated {
		missed, example := 0, ""
		for i := range n {
			value := k.make(r)
			text := []byte(fmt.Sprintf(places[i%3], value))
			found := scanned(t, text)
			if len(found) == 0 {
				missed, example = missed+1, value
			}
			if masked := Mask(text, found); len(found) > 0 && len(Scan(masked)) > 0 {
				t.Errorf("%s: %q is masked as %q", k.name, text, masked)
			}
		}
		if 100*missed > n {
			t.Errorf("%s: %d of %d are not found, such as %q", k.name, missed, n, example)
		}
		t.Logf("long: %s runs=%d missed=%d", k.name, n, missed)
	}
}

// TestKindsHaveGenerators wants a generated value for each row of the table.
func TestKindsHaveGenerators(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	used := map[string]bool{}
	for _, k := range generated {
		for range 200 {
			for _, f := range scanned(t, []byte(k.make(r))) {
				used[f.What] = true
			}
		}
	}
	for _, k := range kinds {
		if k.form == 0 && !used[k.what] {
			t.Errorf("nothing generated is %s", k.what)
		}
	}
}
