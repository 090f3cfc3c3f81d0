package record_test

import (
	"fmt"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/site/record"
)

func ExampleBrief() {
	cat, err := content.Load(content.Default())
	if err != nil {
		fmt.Println(err)
		return
	}
	c := record.Brief(cat.Code("keyless/user/30007"), func(path string) string { return "https://errors.example/" + path })
	fmt.Println(c.Code, c.URL)
	fmt.Println("Retry?", c.Answers.Retry.Text)
	fmt.Print(record.LLMs([]*record.Code{c}))
	// Output:
	// 30007 https://errors.example/keyless/user/30007/
	// Retry? After a delay
	// ## Keyless: User errors
	//
	// - [30007](https://errors.example/keyless/user/30007.md): Locked out for a while
}
