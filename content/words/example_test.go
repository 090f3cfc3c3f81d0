package words_test

import (
	"fmt"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/content/words"
)

func ExampleRetry() {
	v := words.Retry("with-backoff")
	fmt.Printf("%s: %s (%s)\n", v.Key, v.Text, v.Tone)
	fmt.Println(words.Backoff(&content.Backoff{Base: 1000, Factor: 2, MaxAttempts: 5}))
	// Output:
	// with-backoff: Yes, with growing delays (go)
	// Start at 1 s and double it each time, at most 5 retries.
}
