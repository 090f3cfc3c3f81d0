package vendorpage

import (
	"regexp"
	"strings"
)

// headerKind is what a column's header, or the label before a text, says about it.
type headerKind uint8

const (
	headerUnknown headerKind = iota
	headerCode               // "Error code": nothing else
	headerMaybe              // "Error", "Value", "Type": the code where the cells look like it
	headerStatus             // "Status code": HTTP where the cells are
	headerHTTP
	headerGRPC
	headerNumber
	headerName
	headerTitle
	headerMessage // the text that comes with the error
	headerMeaning
	headerCause
	headerAction
	headerUser
	headerRetry
	headerNote
	headerOther // something else about the same row: a version, a date, a type
	headerField // the rows are not codes: parameters, endpoints, cards …
)

// code reports whether the column can be the one of the codes.
func (h headerKind) code() bool {
	return h == headerCode || h == headerMaybe || h == headerStatus || h == headerHTTP
}

// headerWords lists what headers say, in the order in which they are compared. The words are lower case and
// singular. Words of other languages are next to those with the same meaning.
var headerWords = []struct {
	is headerKind
	re *regexp.Regexp
}{
	{headerRetry, regexp.MustCompile(`\bretr(y|ie|ies|yable|iable)\b|\bretry|recoverable|transient`)},
	{headerUser, regexp.MustCompile(`\b(user|customer|shopper|cardholder|consumer|payer|buyer|display|friendly|ui)\b.*\b(message|text|wording|copy|facing|display)\b|(message|say|tell|show|text|inform) (to |for )?(display |show |tell |give )?(to )?(end |your )?(user|customer|shopper|cardholder|consumer|payer|buyer)|facing`)},
	{headerAction, regexp.MustCompile(`was tun|zu tun|что делать|qué hacer|cosa fare|o que fazer|wat te doen|ne yap|co robi|怎么办|どうする|recommend|(can|should|must|to) do\b|resolution|resolve|resolving|solution|remed|\bactions?\b|what to do|how to|\bfix|troubleshoot|next step|mitigat|suggest|workaround|handling|handle|corrective|correction|advice|recovery|guidance|\btodo\b|lösung|massnahme|maßnahme|behebung|acción|accion|solución|que faire|çözüm|rozwiąz|решени|действи|oplossing|åtgärd|løsning|解决|处理|対処|対応|해결`)},
	{headerCause, regexp.MustCompile(`\bcause|\bwhy\b|trigger|\bscenario|reason for|typical reason|possible reason|ursache|causa\b|原因`)},
	{headerField, regexp.MustCompile(`\b(field|parameter|param|attribute|property|argument|header|variable|setting|option|element|endpoint|method|verb|route|path|url|uri|webhook|event name|scope|permission|role|plan|tier|environment|country|currency|language|locale|region|state code|postal|zip|card number|card brand|card type|pan|test|sample|example request|command|flag|feature|product|platform|sdk|os|browser|package|library|module|file|class name|function|resource|object|entity|limit|quota|term|role|icon|shortcut|column|table|key name|input|output|question|step)s?$`)},
	{headerName, regexp.MustCompile(`^(condition|symbolic|constant|status|exception) name$`)},
	{headerMeaning, regexp.MustCompile(`descri|meaning|\bmean\b|explanation|definition|\bdetail|use case|when (it|this|does|is|return|occur)|summary|interpretation|condition|beschreibung|bedeutung|erklärung|significa|signification|descripci|libell|açıklama|\bopis|описани|значени|omschrijving|beskriv|betydning|说明|描述|含义|説明|意味|내용|설명|descriç`)},
	{headerOther, regexp.MustCompile(`\b(version|date|since|added|deprecated|updated|release|severity|level|priority|category|group|module|source|origin|scope|format|length|required|mandatory|optional|applies|available|channel|api)\b$`)},
	{headerGRPC, regexp.MustCompile(`\bg?rpc\b|\bgprc\b|canonical code`)},
	{headerHTTP, regexp.MustCompile(`\bhttps?\b`)},
	{headerField, regexp.MustCompile(`\b(country|currency|language|locale|region|state|postal|zip|dial|dialing|phone|area|promo|coupon|voucher|source|sample|example|verification|security|qr|bar|color|colour|swift|bank|branch|sort|tax|product|item|merchant category|industry|mcc|sic|category|airline|airport|station|time ?zone|activation|otp|pin|discount|referral|access|zip|iso) code$`)},
	{headerStatus, regexp.MustCompile(`^status$|status code|^code status$|response status|^statut$`)},
	{headerCode, regexp.MustCompile(`\bcode$|^code\b|errorcode|^errno$|error enum|^enum|error id(entifier)?$|error key$|error constant|^err$|código|codigo|fehlercode|fehlernummer|错误码|错误代码|返回码|状态码|代码|コード|코드|codice|^código|\bkod\b|kodu$|kódu?$|код|foutcode|felkod|fejlkode|feilkode|virhekoodi|sub ?code$`)},
	{headerNumber, regexp.MustCompile(`\bnumber$|\bnumeric|^(error )?no$|^num$|\bnr$|decimal|\bhex|int(eger)? value|ordinal|^数值`)},
	{headerMessage, regexp.MustCompile(`message|error text|response text|string$|错误信息|メッセージ|메시지|meldung|mensaje|mensagem|messaggio|сообщени|komunikat|mesajı?`)},
	{headerTitle, regexp.MustCompile(`phrase|\btitle$|\blabel$|\btext$`)},
	{headerName, regexp.MustCompile(`\bname$|symbol|constant|mnemonic|identifier`)},
	{headerNote, regexp.MustCompile(`\bnote|remark|comment|additional|more info|information|备注|備考|bemerkung`)},
	{headerMaybe, regexp.MustCompile(`^(api |sdk |server |client |http |decline |response |return |result |refusal |rejection |failure )?(error|exception|response|result|value|reason|type|key|id|fault|failure|refusal|decline|status|return|sub ?type|sub ?code|answer|reply|outcome)$|error type|error reason|reason$|^fehler$|^erreur$|^error$|错误|エラー`)},
}

var (
	camelGap = regexp.MustCompile(`([a-z0-9])([A-Z])`)
	notWord  = regexp.MustCompile(`[^\p{L}\p{N}#]+`)
	plurals  = regexp.MustCompile(`([a-z]{2,}[^s\W])s\b`)
)

// fold writes a header in lower case, its words separated by single spaces and in the singular.
func fold(s string) string { return singular(parted(s)) }

// parted separates the words of names such as ErrorCode.
func parted(s string) string { return camelGap.ReplaceAllString(s, "$1 $2") }

// singular is fold without separating words at capitals: iOS is one word.
func singular(s string) string {
	s = strings.ToLower(s)
	s = strings.TrimSpace(notWord.ReplaceAllString(s, " "))
	s = strings.ReplaceAll(" "+s+" ", " status ", " \x00 ")
	s = strings.TrimSpace(plurals.ReplaceAllString(s, "$1"))
	return strings.NewReplacer("\x00", "status", " the ", " ").Replace(s)
}

// classify reads a header. Long texts are not headers.
func classify(s string) headerKind {
	if s == "" || len(s) > 80 {
		return headerUnknown
	}
	return classified.get(s, readHeader)
}

var classified memo[headerKind]

func readHeader(s string) headerKind {
	words := fold(s)
	for _, h := range headerWords {
		if h.re.MatchString(words) {
			if h.is == headerAction && textAndAdvice.MatchString(words) {
				return headerMeaning
			}
			return h.is
		}
	}
	if rowNumber.MatchString(words) {
		return headerOther
	}
	return headerUnknown
}

var textAndAdvice = regexp.MustCompile(`^(description|meaning|explanation|detail) (and|or) `)

var rowNumber = regexp.MustCompile(`^(#|s ?no|sl ?no|sn|row|index|sr ?no)$`)

// listsCodes matches headings and leads below which even ambiguous names are codes.
var listsCodes = regexp.MustCompile(`(?i)\b(?:error|decline|refusal|rejection|failure|status|reason|result|response|exit|reply|close|fault|exception)s?\s+(?:codes?|reasons?|values?|types?|names?|messages?)\b|\b(?:return|result)\s+(?:codes?|values?)\b|\bexit\s+status|` +
	`\b(?:codes|reasons|errors|exceptions|faults|declines|failures)\b[^.]{0,30}:?$`)

// aboutErrors matches words about errors in a heading, caption or lead, aboutCodes words about codes in general.
var (
	aboutErrors = regexp.MustCompile(`(?i)\b(errors?|fault|faults|failures?|fail(?:s|ed)?|exceptions?|declin\w*|reject\w*|refus\w*|troubleshoot\w*|problems?|warnings?|erreurs?|fehler\w*|errores|errori)\b|\b(?:hata|foutc|foutm|felkod|fejlk|feilk|virhe)|błęd|ошиб|错误|エラー|오류|(?-i:[a-z](?:Error|Exception)s?\b)`)
	aboutCodes  = regexp.MustCompile(`(?i)\b(codes?|statuses|status|reasons?|códigos?|enums?|enumeration)\b|(?-i:[a-z](?:Code|Status)s?\b)`)
	aboutHTTP   = regexp.MustCompile(`(?i)\bhttps?\b|\bREST\b|status codes?`)
	aboutFields = regexp.MustCompile(`(?i)\b(parameters?|fields?|attributes?|properties|headers?|arguments?|changelog|change log|release notes|revision|history|versions?|glossary|endpoints?|environments?|test cards?|navigation|limits?|quotas?|pricing)\b`)
)
