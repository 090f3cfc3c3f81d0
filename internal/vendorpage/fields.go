package vendorpage

// Field is what a column goes into.
type Field string

// The fields. Those of the second group come from lists and --map only.
const (
	FieldCode    Field = "code"
	FieldNumber  Field = "number"
	FieldName    Field = "name"
	FieldTitle   Field = "title"
	FieldMessage Field = "message"
	FieldHTTP    Field = "http"
	FieldGRPC    Field = "grpc"
	FieldMeaning Field = "meaning"
	FieldCause   Field = "cause"
	FieldAction  Field = "recommendation"
	FieldUser    Field = "user-message"
	FieldRetry   Field = "retry"
	FieldIgnore  Field = "ignore"

	FieldSummary Field = "summary"
	FieldAlias   Field = "alias"
)

// Fields returns all fields in the order of the help text.
func Fields() []Field {
	return []Field{
		FieldCode, FieldNumber, FieldName, FieldTitle, FieldMessage, FieldHTTP, FieldGRPC, FieldMeaning, FieldCause, FieldAction,
		FieldUser, FieldRetry, FieldSummary, FieldAlias, FieldIgnore,
	}
}

// words reports whether a field is the vendor's wording, not a number, a reference or a word of a closed list.
func (f Field) words() bool {
	switch f {
	case FieldName, FieldTitle, FieldMessage, FieldSummary, FieldMeaning, FieldCause, FieldAction, FieldUser, FieldRetry:
		return true
	}
	return false
}

// Column says where a column of a table went.
type Column struct {
	Header string `json:"header"`
	Field  Field  `json:"field"` // FieldIgnore: left out
	Filled int    `json:"filled"`
	Why    string `json:"why,omitempty"` // why it was left out

	kind headerKind
	stat stats
}
