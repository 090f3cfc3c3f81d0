package find

// Texts are bytes of any encoding of which ASCII is a part; only ASCII letters and digits form words.

func isDigit(c byte) bool   { return c >= '0' && c <= '9' }
func isSmall(c byte) bool   { return c >= 'a' && c <= 'z' }
func isCapital(c byte) bool { return c >= 'A' && c <= 'Z' }
func isAlnum(c byte) bool   { return c != '_' && isWordByte(c) }

// isWordByte reports whether c is a letter, a digit or "_", which belongs to a word.
func isWordByte(c byte) bool { return wordBytes[c] }

func isBreak(c rune) bool { return c >= 0x80 || !isWordByte(byte(c)) }

var wordBytes = func() (table [256]bool) {
	for _, c := range "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_" {
		table[c] = true
	}
	return table
}()

func isNumber[T string | []byte](s T) bool {
	for i := 0; i < len(s); i++ {
		if !isDigit(s[i]) {
			return false
		}
	}
	return true
}

func lowerByte(c byte) byte {
	if isCapital(c) {
		return c + 'a' - 'A'
	}
	return c
}
