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
	return func(r *ruleRun) {
		for s := range r.cat.Sets() {
			f(r, s)
		}
	}
}

// eachCode calls f with each code.
func eachCode(f func(*ruleRun, *Code)) func(*ruleRun) {
	return func(r *ruleRun) {
		for c := range r.cat.All() {
			f(r, c)
		}
	}
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
	{"accent", "The accent color is written as #rrggbb.", nil},
	{"alias", "An alias is another spelling than the code's own, and no other code's.", eachSet(checkAliases)},
	{"allow", "A comment that permits something names the rule, gives a reason, and is needed.", nil},
	{"anchor", "No anchors, aliases or merge keys.", nil},
	{"answer-length", "The texts of an answer are short: do 110 characters, note 200.", eachAnswer(checkAnswerLength)},
	{"backoff", "A back-off has a base, a factor of at least 1 and bounds a client can live with.", eachFacts(checkBackoff)},
	{"base-url", "base_url is the address of a folder.", nil},
	{"blind-repeat", "A change whose outcome is unknown is checked before it is sent again.", eachCode(checkRepeat)},
	{"card-data", "No card security codes and no data of a magnetic stripe.", nil},
	{"card-number", "No card numbers, in any spelling, in any file or name.", nil},
	{"closed-list", "The value is a member of the field's closed list.", nil},
	{"control-character", "No control, bidirectional or invisible characters in any file.", nil},
	{"date", "A date is written YYYY-MM-DD.", nil},
	{"disagrees", "A source that disagrees gives another answer of the list, and no stricter one.", eachAnswer(checkDisagrees)},
	{"draft", "A draft is completed, and then published.", func(r *ruleRun) { eachCode(checkDraft)(r); checkDraftPages(r) }},
	{"duplicate-id", "No two concepts, envelopes or classes with one id, and nothing listed twice.", checkDuplicateIDs},
	{"duplicate-key", "A mapping has each key once.", nil},
	{"duplicate-set-key", "The key of a set is unique in the catalog.", checkSetKeys},
	{"duplicate-slug", "The slug of a code is unique in its set.", eachSet(checkSlugs)},
	{"empty-file", "No file is empty.", nil},
	{"encoding", "Files are UTF-8.", nil},
	{"envelope-pointer", "The pointers of an envelope lead to values of its sample.", eachVendor(checkEnvelopePointers)},
	{"evidence", "Evidence is at most eight words of the vendor's text, and the origin is vendor.", checkEvidence},
	{"family", "A range, prefix or pattern has members, and families in one list nest or are apart.", eachVendor(checkFamilies)},
	{"field", "A field of your own is declared once in site.yaml, and its values are of its kind.", checkFields},
	{"file-name", "Names of files and folders are letters, digits, hyphens, underscores and dots.", nil},
	{"file-path", "A file is named by its plain path in samples/ or examples/.", nil},
	{"fold-clash", "Codes of a set that differ only in case or separators say so with a slug.", eachSet(checkFolds)},
	{"http-range", "An HTTP status is 100–599.", nil},
	{"id-pattern", "Ids, slugs, tags and names of vendors and sets are lower-case words with hyphens.", nil},
	{"image", "An image is small, is what its extension says, and contains nothing but a picture.", nil},
	{"json-pointer", "A pointer is a JSON Pointer.", nil},
	{"key-pattern", "The key of a set is upper-case letters and digits.", nil},
	{"language", "The language of a sample is one of the list, and fits the file's extension.", nil},
	{"language-tag", "A language is a tag of BCP 47 in its usual form.", nil},
	{"limit", "Files, lists and texts stay within their limits.", nil},
	{"lock-line", "A line of urls.lock is an address, and the code it leads to.", nil},
	{"look-alike", "No word mixes Latin letters with those of another alphabet that look the same.", nil},
	{"malformed", "Only a sample that does not parse says malformed.", nil},
	{"match", "A code with a concept says how well it matches, and one without says nothing.", eachCode(checkMatch)},
	{"missing-file", "Every file that is named, or needed, is there, and whatever is there can be read.", nil},
	{"moved-from", "A former id belongs to one entry, and to none that exists.", nil},
	{"newest-first", "The newest change stands first in changes.yaml.", checkNewest},
	{"news-id", "No two changes of one day have the same title.", checkAnnouncementIDs},
	{"no-value", "A key has a value.", nil},
	{"number-range", "A code is a member of the range, prefix or pattern of its class.", eachCode(checkNumber)},
	{"observed", "What was observed has the day on which it was seen, and nothing else has one.", eachAnswer(checkObserved)},
	{"one-document", "A file holds one YAML document.", nil},
	{"one-line", "A one-line text is one line.", nil},
	{"origin", "Every judged answer says who states it: the vendor, or we.", checkOrigins},
	{"orphan-note", "A note belongs to a code.", nil},
	{"path-case", "No two names in a folder differ only in letter case.", nil},
	{"quote", "A text is quoted where YAML reads it as something else, or takes its end for a comment.", nil},
	{"removed", "A removed code says since when, and why or what took its place.", eachCode(checkRemoved)},
	{"required", "What every entry must say is there.", eachCode(checkRequired)},
	{"reserved-id", "Ids and slugs are not addresses that the site itself uses.", checkReserved},
	{"retry-case", "The retry policy is never laxer than one of its cases.", eachFacts(checkCases)},
	{"reveal", "A reason that must stay secret is not in a text for the customer.", eachCode(checkReveal)},
	{"sample-syntax", "A sample parses in its language.", nil},
	{"sample-text", "A sample has a file or a body.", nil},
	{"secret", "No private keys, tokens, API keys or passwords.", nil},
	{"self-reference", "A code is not related to itself and does not replace itself.", eachCode(checkSelf)},
	{"space", "A one-line text does not start or end with a space.", nil},
	{"strings", "A text of the theme has the key, the placeholders and the forms of the English one.", nil},
	{"summary", "A summary is one sentence of at most 200 characters that ends like one.", nil},
	{"symlink", "Content is regular files.", nil},
	{"synonyms", "A group of synonyms has 2 to 20 different words or phrases.", checkSynonyms},
	{"tab", "No tabs in indentation or one-line texts.", nil},
	{"tag", "No YAML tags.", nil},
	{"title-length", "A title has at most 60 characters.", nil},
	{"unknown-file", "Every file has a place in the format.", checkRoot},
	{"unknown-key", "Keys are those of the format.", nil},
	{"unknown-reference", "What an entry refers to exists.", nil},
	{"unnamed-set", "vendor.yaml names every set.", nil},
	{"unused-file", "Every sample, example and image is shown somewhere.", checkImages},
	{"url", "An address is absolute, http or https.", nil},
	{"user-message", "user_message.say is a text for people, or generic, or nothing.", eachFacts(checkUserMessage)},
	{"wrong-kind", "A value is of the kind that its key takes.", nil},
	{"yaml-syntax", "A file is valid YAML.", nil},
}
