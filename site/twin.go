package site

// Twin is what a code's page says, for programs. It is "/{vendor}/{set}/{slug}.json", and what the .md
// twin is written from. Texts are Markdown where the about tag says so. Its published schema is made
// from this type (schema.go): about tags describe a field, enum tags name the closed list of its values,
// and key tags that of the key of an answer.
type Twin struct {
	Schema string `json:"$schema" about:"Address of the schema of this document."`
	ID     string `json:"id" about:"vendor/set/slug: the identity of the code."`
	Code   string `json:"code" about:"The code as the vendor writes it."`
	URL    string `json:"url" about:"Its page."`
	Short  string `json:"short_id" about:"A name without spaces that is unique in the catalog, for tickets."`
	Link   string `json:"short_url" about:"The permanent link to the page."`
	MD     string `json:"markdown_url" about:"The same as Markdown."`

	Vendor TwinVendor `json:"vendor"`
	Set    TwinSet    `json:"set"`

	Title       string          `json:"title" about:"A few words."`
	Summary     string          `json:"summary" about:"One sentence."`
	Answers     TwinAnswers     `json:"answers" about:"What a ticket asks first."`
	Description string          `json:"description,omitempty" about:"Markdown."`
	Number      *int            `json:"number,omitempty" about:"Numeric value."`
	Name        string          `json:"name,omitempty" about:"Symbolic name where the code is a number."`
	Signature   string          `json:"signature,omitempty" about:"Display form with parameters."`
	Parameters  []TwinParameter `json:"parameters,omitempty"`
	Aliases     []string        `json:"aliases,omitempty" about:"Other spellings."`
	Class       string          `json:"class,omitempty" about:"Group of the vendor's codes."`
	Category    string          `json:"category,omitempty" enum:"category"`
	HTTP        []int           `json:"http,omitempty" about:"HTTP statuses that the vendor documents."`
	GRPC        string          `json:"grpc,omitempty" enum:"grpc"`
	Retry       *TwinRetry      `json:"retry_details,omitempty" about:"How to retry, where more is known than the policy."`
	Inherited   []string        `json:"inherited,omitempty" about:"Facts that hold for the whole set or class and come from there."`
	Actions     TwinActions     `json:"actions" about:"What to do, in order, by who does it. Markdown."`
	Causes      []string        `json:"causes,omitempty" about:"Markdown."`
	Where       []TwinWhere     `json:"where,omitempty" about:"Where the code shows up."`
	StateAfter  string          `json:"state_after,omitempty"`
	Lifecycle   *TwinLifecycle  `json:"lifecycle,omitempty" about:"Absent for an active code of which nothing more is known."`
	Samples     []TwinSample    `json:"samples,omitempty"`
	Envelope    *TwinEnvelope   `json:"envelope,omitempty" about:"The format of the response around the code."`
	Headers     []TwinHeader    `json:"headers,omitempty" about:"Response headers that tell something about the code."`
	Examples    []TwinExample   `json:"examples,omitempty" about:"Handling code."`
	Note        string          `json:"note,omitempty" about:"Markdown."`
	Concept     *TwinConcept    `json:"concept,omitempty" about:"The condition by which vendors are compared."`
	Related     []string        `json:"related,omitempty" about:"Ids of related codes."`
	Same        []string        `json:"same_string,omitempty" about:"Ids of the other codes with the same string."`
	Differences []string        `json:"discrepancies,omitempty" about:"What is odd in the source. Markdown."`
	Support     *TwinSupport    `json:"support,omitempty"`
	Sources     []TwinSource    `json:"sources,omitempty"`
	Tags        []string        `json:"tags,omitempty"`
}

// TwinVendor is the vendor of a code.
type TwinVendor struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Product string `json:"product,omitempty"`
	URL     string `json:"url" about:"Its page."`
}

// TwinSet is the set of a code.
type TwinSet struct {
	ID       string `json:"id"`
	Title    string `json:"title"`
	Kind     string `json:"kind,omitempty" enum:"kind"`
	Platform string `json:"platform,omitempty" enum:"platform"`
	URL      string `json:"url" about:"Its page."`
}

// TwinAnswers are the four answers.
type TwinAnswers struct {
	Retry    TwinAnswer `json:"retry" key:"retry" about:"Whether the same request can succeed later."`
	Side     TwinAnswer `json:"side" key:"fault" about:"The side that has to change something."`
	Next     TwinAnswer `json:"next_step" key:"next" about:"The one thing to do first."`
	Customer TwinAnswer `json:"customer" key:"customer" about:"What to tell the customer. With the key say, detail is the text itself."`
}

// TwinAnswer is one answer.
type TwinAnswer struct {
	Key    string `json:"key" about:"Member of a closed list; empty: nobody has looked yet."`
	Text   string `json:"text" about:"The same in words."`
	Detail string `json:"detail,omitempty"`
	Note   string `json:"note,omitempty"`
}

// TwinParameter is an associated value of a code.
type TwinParameter struct {
	Name    string `json:"name"`
	Type    string `json:"type,omitempty"`
	Summary string `json:"summary,omitempty"`
}

// TwinRetry is how to retry.
type TwinRetry struct {
	Header  string       `json:"header,omitempty" about:"Response header that holds the delay."`
	Backoff *TwinBackoff `json:"backoff,omitempty" about:"Retry n, from 0, waits base·factorⁿ and up to jitter milliseconds on top."`
}

// TwinBackoff is an exponential back-off.
type TwinBackoff struct {
	Base        int     `json:"base_ms"`
	Factor      float64 `json:"factor"`
	Jitter      int     `json:"jitter_ms"`
	MaxAttempts int     `json:"max_attempts,omitempty" about:"Absent: the vendor gives no limit."`
}

// TwinActions are what to do, by who does it.
type TwinActions struct {
	Engineer []string `json:"engineer,omitempty"`
	Support  []string `json:"support,omitempty"`
	User     []string `json:"user,omitempty"`
}

// TwinWhere is a place at which a code shows up.
type TwinWhere struct {
	Operation   string `json:"operation,omitempty"`
	DeliveredBy string `json:"delivered_by,omitempty"`
}

// TwinLifecycle tells whether a code is still in use.
type TwinLifecycle struct {
	Status     string `json:"status,omitempty" enum:"status"`
	Sentence   string `json:"sentence,omitempty" about:"The same in words."`
	Since      string `json:"since,omitempty"`
	Until      string `json:"until,omitempty"`
	ReplacedBy string `json:"replaced_by,omitempty" about:"Id of the code to use instead."`
	Note       string `json:"note,omitempty"`
}

// TwinSample is an example payload.
type TwinSample struct {
	Title     string `json:"title"`
	Language  string `json:"language" enum:"language"`
	HTTP      int    `json:"http,omitempty"`
	Malformed string `json:"malformed,omitempty" about:"Why the payload does not parse."`
	Note      string `json:"note,omitempty"`
	Body      string `json:"body" about:"The exact text."`
}

// TwinEnvelope is the format in which an error response arrives.
type TwinEnvelope struct {
	ID           string      `json:"id"`
	Title        string      `json:"title"`
	ReturnedWhen string      `json:"returned_when,omitempty"`
	MediaType    string      `json:"media_type,omitempty"`
	Code         string      `json:"code,omitempty" about:"JSON Pointer to the code."`
	Message      string      `json:"message,omitempty" about:"JSON Pointer to the message."`
	Retryable    string      `json:"retryable,omitempty" about:"JSON Pointer to the flag that tells whether a retry can help."`
	Fields       []TwinField `json:"fields,omitempty"`
}

// TwinField is one field of an envelope.
type TwinField struct {
	Name    string `json:"name"`
	Pointer string `json:"pointer,omitempty"`
	Type    string `json:"type,omitempty"`
	Summary string `json:"summary,omitempty"`
}

// TwinHeader is a response header.
type TwinHeader struct {
	Name    string            `json:"name"`
	Summary string            `json:"summary,omitempty"`
	Values  []TwinHeaderValue `json:"values,omitempty"`
	Absent  string            `json:"absent_means,omitempty"`
}

// TwinHeaderValue is one value of a header.
type TwinHeaderValue struct {
	Value   string `json:"value"`
	Meaning string `json:"meaning"`
}

// TwinExample is handling code in several languages.
type TwinExample struct {
	Title   string    `json:"title"`
	Summary string    `json:"summary,omitempty"`
	Tabs    []TwinTab `json:"tabs"`
}

// TwinTab is one language of an example.
type TwinTab struct {
	Title    string `json:"title"`
	Language string `json:"language" enum:"language"`
	Body     string `json:"body"`
}

// TwinConcept is the condition that a code expresses.
type TwinConcept struct {
	ID          string           `json:"id"`
	Title       string           `json:"title"`
	Summary     string           `json:"summary"`
	Match       string           `json:"match,omitempty" enum:"match" about:"How well it fits."`
	URL         string           `json:"url" about:"Its page, with all codes of the condition."`
	Equivalents []TwinEquivalent `json:"equivalents,omitempty" about:"Codes of the same condition, as many as the page shows."`
	Missing     []string         `json:"none_at,omitempty" about:"Vendors that document none."`
}

// TwinEquivalent is another code of the same condition.
type TwinEquivalent struct {
	ID     string `json:"id"`
	Code   string `json:"code"`
	Vendor string `json:"vendor"`
	Set    string `json:"set"`
	Match  string `json:"match,omitempty" enum:"match"`
	HTTP   []int  `json:"http,omitempty"`
	Retry  string `json:"retry" enum:"retry"`
	URL    string `json:"url"`
}

// TwinSupport tells how the vendor is reached.
type TwinSupport struct {
	Contact string   `json:"contact,omitempty"`
	URL     string   `json:"url,omitempty"`
	Collect []string `json:"collect,omitempty"`
}

// TwinSource is where a fact stands.
type TwinSource struct {
	Title     string `json:"title"`
	URL       string `json:"url"`
	Retrieved string `json:"retrieved,omitempty"`
	Quote     string `json:"quote,omitempty"`
}
