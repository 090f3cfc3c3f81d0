package content_test

import (
	"errors"
	"fmt"
	"testing/fstest"

	"github.com/errdocs/errdocs/content"
)

func Example() {
	c, err := content.Load(content.Default())
	if err != nil {
		fmt.Println(err)
		return
	}
	code := c.Code("keyless/user/30004")
	fmt.Println(code.Code, code.Title, code.Retry.Policy, code.Pos("/title").File)
	// Output: 30004 Face does not match after-user-action vendors/keyless/user.yaml
}

// A catalog with mistakes does not load. The error says where each of them is.
func ExampleLoad_problems() {
	_, err := content.Load(fstest.MapFS{
		"site.yaml": {Data: []byte("titel: Error codes\nsummary: What our vendors' codes mean.\n")},
	})
	var problems content.Problems
	if errors.As(err, &problems) {
		for _, p := range problems {
			fmt.Println(p)
			fmt.Println("   ", p.Hint)
		}
	}
	// Output:
	// site.yaml:1:1: there is no key "titel" here [unknown-key]
	//     did you mean "title"?
	// vendors:1:1: there is no vendor [missing-file]
	//     the first vendor goes into vendors/<id>/vendor.yaml
}

// A code is found by any spelling, here in what a log says.
func ExampleCatalog_Lookup() {
	c, err := content.Load(content.Default())
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, code := range c.Lookup("server-error(400)", "thales") {
		fmt.Println(code.ID())
	}
	fmt.Println(len(c.Lookup("EXPIRED_OTP", "")), len(c.Lookup("no such code", "")))
	// Output:
	// thales/android/server-error
	// thales/ios/tmgerror-servererror
	// 1 0
}
