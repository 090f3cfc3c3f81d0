package site

import (
	"strings"

	"github.com/errdocs/errdocs/content"
)

// CodesIndex is "/api/codes.json": every code in short, for programs that look codes up.
type CodesIndex struct {
	Schema string       `json:"$schema" about:"Address of the schema of this document."`
	Title  string       `json:"title" about:"Name of the site."`
	URL    string       `json:"url" about:"Where the site is."`
	Count  int          `json:"count"`
	Codes  []CodeRecord `json:"codes" about:"In the order of the catalog."`
}

// CodeRecord is a code in short. Its JSON twin says everything.
type CodeRecord struct {
	ID       string   `json:"id" about:"vendor/set/slug: the identity of the code."`
	Code     string   `json:"code" about:"The code as the vendor writes it."`
	Title    string   `json:"title"`
	Summary  string   `json:"summary"`
	URL      string   `json:"url" about:"Its page."`
	Short    string   `json:"short_id"`
	Link     string   `json:"short_url" about:"The permanent link to the page."`
	JSON     string   `json:"json_url" about:"Everything that is known about the code."`
	Vendor   string   `json:"vendor" about:"Id of the vendor."`
	Set      string   `json:"set" about:"Id of the set."`
	Platform string   `json:"platform,omitempty" enum:"platform"`
	Number   *int     `json:"number,omitempty"`
	Name     string   `json:"name,omitempty"`
	Aliases  []string `json:"aliases,omitempty"`
	Category string   `json:"category,omitempty" enum:"category"`
	HTTP     []int    `json:"http,omitempty"`
	GRPC     string   `json:"grpc,omitempty" enum:"grpc"`
	Retry    string   `json:"retry,omitempty" enum:"retry"`
	Fault    string   `json:"fault,omitempty" enum:"fault"`
	Next     string   `json:"next_step,omitempty" enum:"next"`
	Concept  string   `json:"concept,omitempty" about:"Id of the condition."`
	Match    string   `json:"match,omitempty" enum:"match"`
	Status   string   `json:"status,omitempty" enum:"status" about:"Absent: active."`
}

// api adds "/api/codes.json".
func api(b *builder) {
	p := &page{builder: b, path: "api/", root: "../"}
	b.file("api/codes.json", noTexts, func() ([]byte, error) {
		index := CodesIndex{Schema: p.full(schemaPath("codes")), Title: b.site.Title, URL: p.full(""), Count: len(b.codes)}
		for _, c := range b.codes {
			index.Codes = append(index.Codes, p.record(c))
		}
		return jsonFile(index)
	})
}

func (p *page) record(c *content.Code) CodeRecord {
	r := CodeRecord{
		ID: c.ID(), Code: c.Code, Title: c.Title, Summary: c.Summary, URL: p.full(codePath(c)),
		Short: strings.ToUpper(c.ShortID()), Link: p.full(shortPath(c)), JSON: p.full(twinPath(c)),
		Vendor: c.Set.Vendor.ID, Set: c.Set.ID, Platform: string(c.Set.Platform), Number: c.Number, Name: c.Name, Aliases: c.Aliases,
		Category: string(c.Category), HTTP: c.HTTP, GRPC: string(c.GRPC), Retry: string(c.Retry.Policy), Fault: string(c.Fault),
		Next: string(c.NextStep), Match: string(c.Match),
	}
	if c.Concept != nil {
		r.Concept = c.Concept.ID
	}
	if c.Lifecycle.Status != content.StatusActive {
		r.Status = string(c.Lifecycle.Status)
	}
	return r
}
