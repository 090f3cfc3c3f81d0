package content

import "slices"

// Rule is one rule of the format. A content directory follows all rules or does not load. Why there is the rule,
// how it gets broken and what to do is in errdocs' own catalog, see Errdocs.
type Rule struct {
	ID      string // kebab-case, as in Problem.Rule
	Summary string // one sentence: what must be true; that of the rule's page

	check func(r *ruleRun) // nil: checked while files are read and linked
}

// Rules returns all rules, by id.
func Rules() []Rule { return slices.Clone(rules) }

// ruleRun is one rule at work on a catalog that is read and linked.
type ruleRun struct {
	*loader
	rule string
}

// at reports a break of the rule at a value of an entry.
func (r *ruleRun) at(p *Positions, pointer, hint, format string, args ...any) {
	r.report(p.Pos(pointer), r.rule, hint, format, args...)
}

func (l *loader) check() {
	for i := range rules {
		if rules[i].check != nil {
			rules[i].check(&ruleRun{l, rules[i].ID})
		}
	}
}

// eachVendor calls f with each vendor.
func eachVendor(f func(*ruleRun, *Vendor)) func(*ruleRun) {
	return func(r *ruleRun) {
		for _, v := range r.cat.Vendors {
			f(r, v)
		}
	}
}

// eachSet calls f with each set.
func eachSet(f func(*ruleRun, *Set)) func(*ruleRun) {
	return eachVendor(func(r *ruleRun, v *Vendor) {
		for _, s := range v.Sets {
			f(r, s)
		}
	})
}

// eachCode calls f with each code.
func eachCode(f func(*ruleRun, *Code)) func(*ruleRun) {
	return eachSet(func(r *ruleRun, s *Set) {
		for _, c := range s.Codes {
			f(r, c)
		}
	})
}

// eachFacts calls f with the facts of each class, set and code as a file gives them, that is
// without what a code inherits.
func eachFacts(f func(r *ruleRun, p *Positions, pointer string, facts *Facts)) func(*ruleRun) {
	return eachVendor(func(r *ruleRun, v *Vendor) {
		for i, c := range v.Classes {
			f(r, &v.Positions, item("/classes", i)+"/defaults", &c.Defaults)
		}
		for _, s := range v.Sets {
			f(r, &s.Positions, "/defaults", &s.Defaults)
			for _, c := range s.Codes {
				f(r, &c.Positions, "", &c.Facts)
			}
		}
	})
}

var rules = []Rule{
	{ID: "accent", Summary: "The accent color is written as #rrggbb."},
	{ID: "alias", Summary: "An alias is another spelling than the code's own, and no other code's.",
		check: eachSet(checkAliases)},
	{ID: "allow", Summary: "A comment that permits something names the rule, gives a reason, and is needed."},
	{ID: "anchor", Summary: "No anchors, aliases or merge keys."},
	{ID: "answer-length", Summary: "The texts of an answer are short: do 110 characters, note 200.",
		check: eachAnswer(checkAnswerLength)},
	{ID: "backoff", Summary: "A back-off has a base, a factor of at least 1 and bounds a client can live with.",
		check: eachFacts(checkBackoff)},
	{ID: "base-url", Summary: "base_url is the address of a folder."},
	{ID: "blind-repeat", Summary: "A change whose outcome is unknown is checked before it is sent again.",
		check: eachCode(checkRepeat)},
	{ID: "card-data", Summary: "No card security codes and no data of a magnetic stripe."},
	{ID: "card-number", Summary: "No card numbers, in any spelling, in any file or name."},
	{ID: "closed-list", Summary: "The value is a member of the field's closed list."},
	{ID: "control-character", Summary: "No control, bidirectional or invisible characters in any file."},
	{ID: "date", Summary: "A date is written YYYY-MM-DD."},
	{ID: "disagrees", Summary: "A source that disagrees gives another answer of the list, and no stricter one.",
		check: eachAnswer(checkDisagrees)},
	{ID: "draft", Summary: "A draft is completed, and then published.",
		check: func(r *ruleRun) { eachCode(checkDraft)(r); checkDraftPages(r) }},
	{ID: "duplicate-id", Summary: "No two concepts, envelopes or classes with one id, and nothing listed twice.",
		check: checkDuplicateIDs},
	{ID: "duplicate-key", Summary: "A mapping has each key once."},
	{ID: "duplicate-set-key", Summary: "The key of a set is unique in the catalog.",
		check: checkSetKeys},
	{ID: "duplicate-slug", Summary: "The slug of a code is unique in its set.",
		check: eachSet(checkSlugs)},
	{ID: "empty-file", Summary: "No file is empty."},
	{ID: "encoding", Summary: "Files are UTF-8."},
	{ID: "envelope-pointer", Summary: "The pointers of an envelope lead to values of its sample.",
		check: eachVendor(checkEnvelopePointers)},
	{ID: "evidence", Summary: "Evidence is at most eight words of the vendor's text, and the origin is vendor.",
		check: checkEvidence},
	{ID: "family", Summary: "A range, prefix or pattern has members, and families in one list nest or are apart.",
		check: eachVendor(checkFamilies)},
	{ID: "field", Summary: "A field of your own is declared once in site.yaml, and its values are of its kind.",
		check: checkFields},
	{ID: "file-name", Summary: "Names of files and folders are letters, digits, hyphens, underscores and dots."},
	{ID: "file-path", Summary: "A file is named by its plain path in samples/ or examples/."},
	{ID: "fold-clash", Summary: "Codes of a set that differ only in case or separators say so with a slug.",
		check: eachSet(checkFolds)},
	{ID: "http-range", Summary: "An HTTP status is 100–599."},
	{ID: "id-pattern", Summary: "Ids, slugs, tags and names of vendors and sets are lower-case words with hyphens."},
	{ID: "image", Summary: "An image is small, is what its extension says, and contains nothing but a picture."},
	{ID: "json-pointer", Summary: "A pointer is a JSON Pointer."},
	{ID: "key-pattern", Summary: "The key of a set is upper-case letters and digits."},
	{ID: "language", Summary: "The language of a sample is one of the list, and fits the file's extension."},
	{ID: "language-tag", Summary: "A language is a tag of BCP 47 in its usual form."},
	{ID: "limit", Summary: "Files, lists and texts stay within their limits."},
	{ID: "lock-line", Summary: "A line of urls.lock is an address, and the code it leads to."},
	{ID: "look-alike", Summary: "No word mixes Latin letters with those of another alphabet that look the same."},
	{ID: "malformed", Summary: "Only a sample that does not parse says malformed."},
	{ID: "match", Summary: "A code with a concept says how well it matches, and one without says nothing.",
		check: eachCode(checkMatch)},
	{ID: "missing-file", Summary: "Every file that is named, or needed, is there, and whatever is there can be read."},
	{ID: "moved-from", Summary: "A former id belongs to one entry, and to none that exists."},
	{ID: "newest-first", Summary: "The newest change stands first in changes.yaml.",
		check: checkNewest},
	{ID: "news-id", Summary: "No two changes of one day have the same title.",
		check: checkAnnouncementIDs},
	{ID: "no-value", Summary: "A key has a value."},
	{ID: "number-range", Summary: "A code is a member of the range, prefix or pattern of its class.",
		check: eachCode(checkNumber)},
	{ID: "observed", Summary: "What was observed has the day on which it was seen, and nothing else has one.",
		check: eachAnswer(checkObserved)},
	{ID: "one-document", Summary: "A file holds one YAML document."},
	{ID: "one-line", Summary: "A one-line text is one line."},
	{ID: "origin", Summary: "Every judged answer says who states it: the vendor, or we.",
		check: checkOrigins},
	{ID: "orphan-note", Summary: "A note belongs to a code."},
	{ID: "path-case", Summary: "No two names in a folder differ only in letter case."},
	{ID: "quote", Summary: "A text is quoted where YAML reads it as something else, or takes its end for a comment."},
	{ID: "removed", Summary: "A removed code says since when, and why or what took its place.",
		check: eachCode(checkRemoved)},
	{ID: "required", Summary: "What every entry must say is there.",
		check: eachCode(checkRequired)},
	{ID: "reserved-id", Summary: "Ids and slugs are not addresses that the site itself uses.",
		check: checkReserved},
	{ID: "retry-case", Summary: "The retry policy is never laxer than one of its cases.",
		check: eachFacts(checkCases)},
	{ID: "reveal", Summary: "A reason that must stay secret is not in a text for the customer.",
		check: eachCode(checkReveal)},
	{ID: "sample-syntax", Summary: "A sample parses in its language."},
	{ID: "sample-text", Summary: "A sample has a file or a body."},
	{ID: "secret", Summary: "No private keys, tokens, live API keys or passwords in headers."},
	{ID: "self-reference", Summary: "A code is not related to itself and does not replace itself.",
		check: eachCode(checkSelf)},
	{ID: "space", Summary: "A one-line text does not start or end with a space."},
	{ID: "strings", Summary: "A text of the theme has the key, the placeholders and the forms of the English one."},
	{ID: "summary", Summary: "A summary is one sentence of at most 200 characters that ends like one."},
	{ID: "symlink", Summary: "Content is regular files."},
	{ID: "tab", Summary: "No tabs in indentation or one-line texts."},
	{ID: "tag", Summary: "No YAML tags."},
	{ID: "title-length", Summary: "A title has at most 60 characters."},
	{ID: "unknown-file", Summary: "Every file has a place in the format.",
		check: checkRoot},
	{ID: "unknown-key", Summary: "Keys are those of the format."},
	{ID: "unknown-reference", Summary: "What an entry refers to exists."},
	{ID: "unnamed-set", Summary: "vendor.yaml names every set."},
	{ID: "unused-file", Summary: "Every sample, example and image is shown somewhere.",
		check: checkImages},
	{ID: "url", Summary: "An address is absolute, http or https."},
	{ID: "user-message", Summary: "user_message.say is a text for people, or generic, or nothing.",
		check: eachFacts(checkUserMessage)},
	{ID: "wrong-kind", Summary: "A value is of the kind that its key takes."},
	{ID: "yaml-syntax", Summary: "A file is valid YAML."},
}
