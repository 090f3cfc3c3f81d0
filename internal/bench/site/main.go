// Command site builds one catalog with errdocs and with Hugo and Pagefind, in turn, and prints what each
// costs as Markdown tables. Before the first run: npm ci --prefix internal/bench/search.
//
//	go run ./internal/bench/site -codes 152,1000,10000
//	go run ./internal/bench/site -codes 100000 -peers none -runs 1
//	go run ./internal/bench/site -write DIR -codes 10000
//
// 152 codes are those of the default catalog; other numbers make a synthetic one, which -write keeps.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"strconv"
	"strings"

	"github.com/errdocs/errdocs/internal/bench/catalog"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	var p plan
	codes := flag.String("codes", "152,1000,10000", "sizes, separated by commas")
	peers := flag.String("peers", "hugo,floor", "what to compare with, separated by commas: hugo (with Pagefind), floor; none")
	write := flag.String("write", "", "write a catalog of so many codes to a `folder`, and nothing else")
	step := flag.String("step", "", "run one step, which the benchmark starts as a process of its own")
	flag.BoolVar(&p.edits, "edits", true, "time edits, small commands and serve, too")
	flag.IntVar(&p.runs, "runs", 5, "timed runs of each, after one to warm up")
	flag.Parse()
	p.peers = strings.Split(*peers, ",")
	err := parseSizes(*codes, &p)
	switch {
	case err != nil:
	case *step != "":
		err = runStep(*step, flag.Args())
	case *write != "":
		err = writeCatalog(*write, p.sizes[0])
	default:
		err = p.run(ctx)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// plan says what is compared.
type plan struct {
	sizes []int
	peers []string
	runs  int
	edits bool
}

func (p plan) has(peer string) bool { return slices.Contains(p.peers, peer) }

func parseSizes(codes string, p *plan) error {
	for s := range strings.SplitSeq(codes, ",") {
		n, err := strconv.Atoi(s)
		if err != nil || n < 1 || n > catalog.MaxCodes {
			return fmt.Errorf("-codes: %q is not a number of codes", s)
		}
		p.sizes = append(p.sizes, n)
	}
	return nil
}

// runStep does what needs memory in a process of its own: the peak that the system reports of a program
// starts with that of the process that started it.
func runStep(step string, args []string) error {
	steps := map[string]func([]string) error{
		"hugo":    func(a []string) error { return writeHugo(a[0], a[1]) },
		"queries": func(a []string) error { return writeQueries(a[0], a[1]) },
		"texts":   func(a []string) error { return writeTexts(a[0], a[1], a[2]) },
		"floor":   func(a []string) error { return floor(a[0], a[1], os.Stdout) },
	}
	if steps[step] == nil {
		return fmt.Errorf("-step: there is no step %q", step)
	}
	return steps[step](args)
}
