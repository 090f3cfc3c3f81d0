package content

import "testing"

func TestTiny(t *testing.T) {
	if p := loadProblems(t, tiny(t)); len(p) > 0 {
		t.Fatalf("%d problems:\n%s", len(p), tell(p))
	}
}
