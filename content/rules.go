package content

import "slices"

// Rule is one rule of the format. A content directory holds all rules or does not load.
type Rule struct {
	ID      string // kebab-case, as in Problem.Rule
	Summary string // one line: what must hold
	Explain string // why, and what to do

	check func(r *ruleRun) // nil: the loader holds it while it reads and links
}

// Rules returns all rules, by id.
func Rules() []Rule { return slices.Clone(rules) }

// ruleRun is one rule at work on a catalog that is read and linked.
type ruleRun struct {
	*loader
	rule string
}

// at reports a break of the rule at a value of an entry.
func (r *ruleRun) at(p *Place, pointer, hint, format string, args ...any) {
	r.report(p.Pos(pointer), r.rule, hint, format, args...)
}

func (l *loader) check() {
	for i := range rules {
		if rules[i].check != nil {
			rules[i].check(&ruleRun{l, rules[i].ID})
		}
	}
}

// vendors calls f with each vendor.
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

// eachFacts calls f with the facts of each class, set and code where they stand in a file, that is
// without what a code inherits.
func eachFacts(f func(r *ruleRun, p *Place, pointer string, facts *Facts)) func(*ruleRun) {
	return eachVendor(func(r *ruleRun, v *Vendor) {
		for i, c := range v.Classes {
			f(r, &v.Place, item("/classes", i)+"/defaults", &c.Defaults)
		}
		for _, s := range v.Sets {
			f(r, &s.Place, "/defaults", &s.Defaults)
			for _, c := range s.Codes {
				f(r, &c.Place, "", &c.Facts)
			}
		}
	})
}

var rules = []Rule{
	{ID: "accent", Summary: "accent is a colour as #rrggbb.",
		Explain: "The accent colour of site.yaml goes into the style sheet, so it is six hexadecimal digits after a #. Quote it: YAML starts a comment at a bare #."},
	{ID: "alias", Summary: "An alias is another spelling than the code's own, and no other code's.",
		Explain: "Aliases are other spellings that people search or link by. Letter case and separators are ignored in a search anyway, so an alias that differs in them only adds nothing. An alias that is another code of the set, or an alias of one, would lead readers to the wrong page.",
		check:   eachSet(checkAliases)},
	{ID: "allow", Summary: "A comment that permits something names the rule, gives a reason, and is needed.",
		Explain: "# errdocs:allow card-number REASON permits on its line, or alone on a line on what follows to the end of its indentation. In a note it is <!-- errdocs:allow card-number REASON --> above the paragraph. For a sample it stands where an entry names the file. Only card-number, card-data and secret can be permitted. The reason is for whoever reads the file next; a comment that permits nothing would hide the next leak."},
	{ID: "anchor", Summary: "No anchors, aliases or merge keys.",
		Explain: "An entry is read where it stands, by people and by tools. What all codes of a set share goes into the set's defaults:, what a group shares into the defaults: of a class."},
	{ID: "backoff", Summary: "A back-off has a base, a factor of at least 1 and bounds a client can live with.",
		Explain: "Attempt n waits base_ms · factorⁿ plus up to jitter_ms milliseconds, and pages print the delays. base_ms is 1 to 3600000, factor 1 to 100, jitter_ms 0 to 3600000, max_attempts 0 (the vendor gives no limit) to 1000.",
		check:   eachFacts(checkBackoff)},
	{ID: "base-url", Summary: "base_url ends with a slash.",
		Explain: "It is the address of the folder in which the site is published, such as https://example.org/errors/."},
	{ID: "card-data", Summary: "No card security codes and no data of a magnetic stripe.",
		Explain: "The three or four digits beside a card number, and the tracks of the stripe, must not be kept anywhere after a payment (PCI DSS 4.0, requirement 3.3). Replace them by words such as CVV, or by asterisks."},
	{ID: "card-number", Summary: "No card numbers, in any spelling, in any file or name.",
		Explain: "13 to 19 digits with a card network's prefix, its length and a right check digit are taken for a card number: also in groups, over a line break, escaped, or in the digits of another script. Numbers that the networks and processors publish for tests are fine, such as 4111 1111 1111 1111. Messages show the first six and last four digits."},
	{ID: "class-range", Summary: "A class's range is [first, last], and ranges of a vendor nest or are apart.",
		Explain: "A number outside the list of codes is explained by the narrowest range that holds it. Ranges that overlap in part, or are equal, would make that ambiguous.",
		check:   eachVendor(checkClassRanges)},
	{ID: "closed-list", Summary: "The value is a member of the field's closed list.",
		Explain: "Categories, faults, next steps, retry policies and the like are closed lists, so that pages can compare vendors. The member not-stated says that the vendor's page was read and does not tell."},
	{ID: "control-character", Summary: "No control, bidirectional or invisible characters in any file.",
		Explain: "Such characters can make a text look other than it is. Tabs and line breaks are fine where they are fine; everything else is not."},
	{ID: "date", Summary: "A date is written YYYY-MM-DD.",
		Explain: "As in 2025-11-20 (RFC 3339, full-date). It must be a day that exists."},
	{ID: "duplicate-id", Summary: "No two concepts, envelopes or classes with one id, and nothing listed twice.",
		Explain: "Concept ids are unique in the catalog, envelope and class ids within their vendor.",
		check:   checkDuplicateIDs},
	{ID: "duplicate-key", Summary: "A mapping has each key once.",
		Explain: "YAML readers disagree about which of two equal keys wins, so one of them must go."},
	{ID: "duplicate-set-key", Summary: "The key of a set is unique in the catalog.",
		Explain: "Short links are made of the set's key and the code's slug, as in /e/mdes-invalid-pan/, and must lead to one code.",
		check:   checkSetKeys},
	{ID: "duplicate-slug", Summary: "The slug of a code is unique in its set.",
		Explain: "The slug is the code's address. It is derived from the code: cut at the first bracket, lower case, every run of other characters a hyphen. Where two codes come out the same, or nothing is left, give one a slug: of its own. Addresses never get a number appended, because that number would change with the order.",
		check:   eachSet(checkSlugs)},
	{ID: "empty-file", Summary: "No file is empty.",
		Explain: "A file without content is a leftover or was not saved."},
	{ID: "encoding", Summary: "Files are UTF-8.",
		Explain: "A byte that is no UTF-8 means that an editor saved the file in another encoding. A byte order mark at the start is allowed and ignored."},
	{ID: "envelope-pointer", Summary: "The pointers of an envelope lead to values of its sample.",
		Explain: "Pages explain the fields of an error response beside its sample, and the lookup finds codes by these pointers. A pointer that leads nowhere in the sample is a typo, or the sample shows another format.",
		check:   eachVendor(checkEnvelopePointers)},
	{ID: "file-name", Summary: "Names of files and folders are letters, digits, hyphens, underscores and dots.",
		Explain: "Windows gives names such as CON and AUX to devices and drops a dot at the end; macOS may change how an accented letter is written. With ASCII names a checkout is the same everywhere, and no name looks like another."},
	{ID: "file-path", Summary: "A file is named by its plain path in samples/ or examples/.",
		Explain: "The path is relative to the vendor's folder, with slashes, and its extension names a language from the list of languages."},
	{ID: "fold-clash", Summary: "No two codes of a set differ only in case or separators.",
		Explain: "Readers type codes in any case and with any separator, and the search treats such spellings as one. Two codes that differ in nothing else can't be told apart. Where the vendor really has both, make them two sets.",
		check:   eachSet(checkFolds)},
	{ID: "http-range", Summary: "An HTTP status is 100–599.",
		Explain: "Status codes have three digits, the first of them 1 to 5 (RFC 9110, section 15). Codes that an SDK delivers by callback have no HTTP status: leave http out."},
	{ID: "id-pattern", Summary: "Ids, slugs, tags and names of vendors and sets are lower-case words with hyphens.",
		Explain: "They become parts of addresses: lower-case letters, digits and single hyphens, at most 60 characters."},
	{ID: "json-pointer", Summary: "A pointer is a JSON Pointer.",
		Explain: "As in /Errors/Error/0/ReasonCode (RFC 6901): each segment starts with a slash, list entries are counted from 0, ~ is written ~0 and a slash in a name ~1."},
	{ID: "key-pattern", Summary: "The key of a set is upper-case letters and digits.",
		Explain: "It starts short ids such as MDES-INVALID-PAN, and trackers link only such words by themselves. At most 20 characters, a letter first."},
	{ID: "language", Summary: "The language of a sample is one of the list, and fits the file's extension.",
		Explain: "Samples are highlighted by the lexer of their language. A file's extension names it; a body needs language:."},
	{ID: "limit", Summary: "Files, lists and texts stay within their limits.",
		Explain: "The limits are far above what people write: 8 MiB a YAML file, 32 levels of nesting, 64 KiB a note or sample, 16 KiB a value, 20,000 codes a set, 1,000 entries any other list, 120 characters a code."},
	{ID: "lock-line", Summary: "A line of urls.lock is an address, and the code it leads to.",
		Explain: "errdocs build --update-lock writes the file, so other lines come from a merge that was not finished or from an edit. An address starts with a slash; after one space may stand the code that it leads to, as vendor/set/slug."},
	{ID: "look-alike", Summary: "No word mixes Latin letters with those of another alphabet that look the same.",
		Explain: "A Cyrillic Е in SERVER_ERROR makes another code that nobody finds by typing. Such letters come in by copying, or on purpose. An accent is one character with its letter, not a combining mark after it."},
	{ID: "malformed", Summary: "Only a sample that does not parse says malformed.",
		Explain: "malformed: tells readers why a sample is not valid in its language, where the vendor really prints or sends it so. Only JSON, XML and YAML samples are parsed."},
	{ID: "match", Summary: "A code with a concept says how well it matches, and one without says nothing.",
		Explain: "Equivalents are shown with the quality of the match: exact, close, broader or narrower, as in SKOS. A comparison without it would claim too much.",
		check:   eachCode(checkMatch)},
	{ID: "missing-file", Summary: "Every file that is named, or needed, is there, and whatever is there can be read.",
		Explain: "site.yaml, a vendor.yaml for each vendor, and every sample or example that an entry names, relative to the vendor's folder."},
	{ID: "newest-first", Summary: "The newest change stands first in changes.yaml.",
		Explain: "Readers and feeds see the file's order, and the newest fifty of it. Entries of one day may stand in any order.",
		check:   checkNewest},
	{ID: "news-id", Summary: "No two changes of one day have the same title.",
		Explain: "The address of an entry is made of its date and its title, as in /changes/#2025-11-20-first-catalog, and feed readers tell entries apart by it.",
		check:   checkNewsIDs},
	{ID: "no-value", Summary: "A key has a value.",
		Explain: "An empty value says nothing that leaving the key out would not say. To say that the vendor does not tell, write not-stated where the list has it."},
	{ID: "number-range", Summary: "A code's number lies in the range of its class.",
		Explain: "The number is number: or the code itself where that is one. A code outside its class's range has the wrong class, or the range is wrong.",
		check:   eachCode(checkNumber)},
	{ID: "one-document", Summary: "A file holds one YAML document.",
		Explain: "A line of three hyphens starts another document, whose content would be lost."},
	{ID: "one-line", Summary: "A one-line text is one line.",
		Explain: "Titles, summaries and all other texts that are not Markdown go into headings, tables and link previews. A text may go over several lines of the file with >-, which folds them and drops the last break."},
	{ID: "orphan-note", Summary: "A note belongs to a code.",
		Explain: "The note of a code is <set>/<slug>.md, named like the code's slug. A note that fits no code is shown nowhere."},
	{ID: "path-case", Summary: "No two names in a folder differ only in letter case.",
		Explain: "On macOS and Windows only one of them would exist."},
	{ID: "quote", Summary: "A text that YAML reads as a number or as true or false is quoted.",
		Explain: "YAML turns 007, 1_000, 1e3 and true into other things than they look. A code is verbatim, so it is written in quotes."},
	{ID: "removed", Summary: "A removed code says since when, and why or what took its place.",
		Explain: "The page of a removed code stays, because links in tickets lead to it. It tells its readers with since: or until: when the code went away, and with note: or replaced_by: what to make of that.",
		check:   eachCode(checkRemoved)},
	{ID: "required", Summary: "What every entry must say is there.",
		Explain: "A code has code, title, summary, category, fault, next_step, retry with a policy and at least one action for engineers, of its own or from the defaults of its class or set. What the vendor does not say is not-stated.",
		check:   eachCode(checkRequired)},
	{ID: "reserved-id", Summary: "Ids and slugs are not addresses that the site itself uses.",
		Explain: "A vendor called search would take the address of the search page. Likewise concepts http and retry, and slugs called index.",
		check:   checkReserved},
	{ID: "sample-syntax", Summary: "A sample parses in its language.",
		Explain: "JSON, XML and YAML samples are parsed, because people copy them into tests. Where the vendor's own payload is broken and that is worth showing, malformed: says why."},
	{ID: "sample-text", Summary: "A sample has a file or a body.",
		Explain: "file: names a file of the vendor's samples/ folder, body: holds the text in place. One of them, not both."},
	{ID: "secret", Summary: "No private keys, tokens, live API keys or passwords in headers.",
		Explain: "A site is read by many and kept by search engines, so a credential that was in a file has to be replaced at the vendor, not only deleted here. Write a placeholder such as <token> or YOUR_KEY. Published examples, such as the token of jwt.io, are fine. Messages show only by what it was recognised."},
	{ID: "self-reference", Summary: "A code is not related to itself and does not replace itself.",
		Explain: "A page that sends readers to itself helps nobody.",
		check:   eachCode(checkSelf)},
	{ID: "space", Summary: "A one-line text does not start or end with a space.",
		Explain: "Such spaces are invisible and break comparisons."},
	{ID: "summary", Summary: "A summary is one sentence of at most 200 characters with a period.",
		Explain: "Summaries stand in lists, search results and link previews. description: takes Markdown of any length."},
	{ID: "symlink", Summary: "Content is regular files.",
		Explain: "A symbolic link can lead out of the content directory, and means something else on another machine."},
	{ID: "tab", Summary: "No tabs in indentation or one-line texts.",
		Explain: "YAML indents with spaces. Tabs are fine inside samples and block texts."},
	{ID: "tag", Summary: "No YAML tags.",
		Explain: "The format knows the type of each value; a tag such as !!str or !custom would change it. A text that starts with ! is quoted."},
	{ID: "title-length", Summary: "A title has at most 60 characters.",
		Explain: "Titles are a few words, for headings and tabs."},
	{ID: "unknown-file", Summary: "Every file has a place in the format.",
		Explain: "A file that nothing reads is a misspelt name or a leftover. Names that start with a dot are ignored."},
	{ID: "unknown-key", Summary: "Keys are those of the format.",
		Explain: "A key that nobody reads is a typo, and what it says would be lost."},
	{ID: "unknown-reference", Summary: "What an entry refers to exists.",
		Explain: "Sets, envelopes, classes and concepts are named by id, codes as \"set/slug\" or \"vendor/set/slug\"; replaced_by also takes a code of the same set."},
	{ID: "unnamed-set", Summary: "vendor.yaml names every set.",
		Explain: "sets: gives the order of the sets on pages, and what it leaves out was forgotten."},
	{ID: "unused-file", Summary: "Every sample and example is shown somewhere.",
		Explain: "A payload that no code, envelope or example names is a leftover, or its entry was forgotten."},
	{ID: "url", Summary: "An address is absolute, http or https.",
		Explain: "Links must work from every page and must not run anything: no relative address, no other scheme, no user name. edit_url holds {file} and may hold {line}; issue_url holds {title} and may hold {body}."},
	{ID: "user-message", Summary: "user_message.say is a text for people, or generic, or nothing.",
		Explain: "Where the vendor does not say what to tell the person at the device, leave user_message out: pages print that it is not stated.",
		check:   eachFacts(checkUserMessage)},
	{ID: "wrong-kind", Summary: "A value is of the kind that its key takes.",
		Explain: "Text, a whole number in decimal digits, a list or a mapping."},
	{ID: "yaml-syntax", Summary: "A file is valid YAML.",
		Explain: "What follows a break can't be read, so one such problem may hide others in the same file. Other files are still checked."},
}
