package find

import (
	"strings"
	"testing"
	"time"

	"github.com/errdocs/errdocs/internal/testenv"
)

// A line may have many numbers. Whether it is one of an access log is asked once.
func TestManyNumbersOnALine(t *testing.T) {
	line, f := strings.Repeat("quiet 404 error, ", 1<<14), testFinder(t)
	before := testenv.CPUTime()
	if found := findIn(t, f, line); len(found.Found) > 0 {
		t.Errorf("%+v", found)
	}
	if took := testenv.CPUTime() - before; took > 5*time.Second { // asking for each number takes 20 seconds
		t.Errorf("%v of CPU", took)
	}
	sameInBrowser(t, f, []string{line[:1<<14]})
}
