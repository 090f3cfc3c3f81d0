// Command bench writes synthetic catalogs.
//
//	go run ./site/bench -write DIR -codes 10000
package main

import (
	"flag"
	"fmt"
	"os"
	"strconv"

	"github.com/errdocs/errdocs/internal/synthetic"
)

func main() {
	codes := flag.String("codes", "1000", "number of codes; 152 is the default catalog")
	dir := flag.String("write", "", "write a catalog of so many codes to a `folder`")
	flag.Parse()
	n, err := strconv.Atoi(*codes)
	if err == nil {
		err = write(*dir, n)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// write puts the files of a catalog into a folder that does not exist or is empty.
func write(dir string, codes int) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	for name, data := range synthetic.Files(codes) {
		if err := writeFile(root, name, data); err != nil {
			return err
		}
	}
	return nil
}
