package content

import "testing"

// Both ends of each range of characters.
func TestFileNameCharacters(t *testing.T) {
	for _, name := range []string{"az", "AZ", "09", "a-b_c.d"} {
		if message, _ := checkFileName(name); message != "" {
			t.Errorf("%q: %s", name, message)
		}
	}
	for _, name := range []string{"`", "{", "@", "[", "/", ":"} {
		if message, _ := checkFileName(name); message == "" {
			t.Errorf("%q is taken", name)
		}
	}
}
