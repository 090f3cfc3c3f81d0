package record_test

import (
	"bytes"
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
	code, url := cat.Code("keyless/user/30007"), func(path string) string { return "https://errors.example/" + path }
	c := record.Brief(code, url)
	fmt.Println(c.Code, c.URL)
	fmt.Println("Retry?", c.Answers.Retry.Text)
	var list bytes.Buffer
	record.LLMs(&list, "", []*content.Code{code}, url)
	fmt.Print(list.String())
	// Output:
	// 30007 https://errors.example/keyless/user/30007/
	// Retry? After a delay
	// ## Keyless: User errors
	//
	// - [30007](https://errors.example/keyless/user/30007.md): Locked out for a while
}
