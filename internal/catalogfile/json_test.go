package catalogfile

import "testing"

// Keys stay in their order and lines, scalars become texts, and what JSON has no word for is null.
func TestToJSON(t *testing.T) {
	got, err := ToJSON([]byte("b: 0x10\na: [yes, ~, \"q\\\"\"]\nc: {d: &x [1], e: *x}\n"))
	if want := "{\"b\":\"0x10\",\"a\":\n[\"yes\",null,\"q\\\"\"],\"c\":\n{\"d\":[\"1\"],\"e\":null}}"; err != nil || string(got) != want {
		t.Errorf("got %s, %v", got, err)
	}
	if _, err := ToJSON([]byte("a: [")); err == nil {
		t.Error("no error for broken YAML")
	}
}
