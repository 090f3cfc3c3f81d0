package words_test

import (
	"fmt"

	"github.com/errdocs/errdocs/content/words"
)

func ExampleWords_Retry() {
	v := words.Words{}.Retry("with-backoff")
	fmt.Printf("%s: %s (%s)\n", v.Key, v.Text, v.Tone)
	// Output:
	// with-backoff: Yes, with growing delays (go)
}
