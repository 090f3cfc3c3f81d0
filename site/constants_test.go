package site

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/golden"
	"github.com/errdocs/errdocs/internal/testenv"
)

// constantsIn is how a program in each language prints the constant of the hostile code and what the
// lookup functions return: of that code, and of a code that does not exist.
var constantsIn = []struct {
	format, tool string // the tool is what the machine may lack
	main         string // name of the file of the program
	run          string // commands of a shell
	program      string
}{
	{"go", "go", "main/main.go", "go run ./main", `package main

import (
	"fmt"
	codes "constants"
)

func main() {
	e, _ := codes.Lookup("acme/api", codes.ACME_Hostile)
	_, found := codes.Lookup("acme/api", "NOT_THERE")
	fmt.Println(codes.ACME_Hostile, e.Title, e.URL, e.Retry, e.RetryOrigin, e.Fault, e.FaultOrigin, found)
}
`},
	{"java", "javac", "Main.java", "javac -Xlint:all,-deprecation -Werror *.java && java Main", `class Main {
  public static void main(String[] args) {
    ErrorCodes.Entry e = ErrorCodes.lookup("acme/api", ErrorCodes.ACME_HOSTILE).get();
    boolean found = ErrorCodes.lookup("acme/api", "NOT_THERE").isPresent();
    System.out.println(String.join(" ", ErrorCodes.ACME_HOSTILE, e.title(), e.url(), e.retry(), e.retryOrigin(), e.fault(), e.faultOrigin(), "" + found));
  }
}
`},
	{"kotlin", "kotlinc", "Main.kt", "kotlinc *.kt -include-runtime -d main.jar && java -jar main.jar", `fun main() {
    val e = ErrorCodes.lookup("acme/api", ErrorCodes.ACME_HOSTILE)!!
    val found = ErrorCodes.lookup("acme/api", "NOT_THERE") != null
    println(listOf(ErrorCodes.ACME_HOSTILE, e.title, e.url, e.retry, e.retryOrigin, e.fault, e.faultOrigin, found).joinToString(" "))
}
`},
	{"swift", "swiftc", "main.swift", "swiftc *.swift -o main && ./main", `let e = ErrorCodes.lookup("acme/api", ErrorCodes.ACME_HOSTILE)!
let found = ErrorCodes.lookup("acme/api", "NOT_THERE") != nil
print(ErrorCodes.ACME_HOSTILE, e.title, e.url, e.retry, e.retryOrigin, e.fault, e.faultOrigin, found)
`},
	{"python", "python3", "main.py", "python3 main.py", `import error_codes as codes
e = codes.lookup("acme/api", codes.ACME_HOSTILE)
found = codes.lookup("acme/api", "NOT_THERE") is not None
print(codes.ACME_HOSTILE, *e[2:], str(found).lower())
`},
	{"csharp", "mcs", "Main.cs", "mcs -warnaserror -nowarn:618 -out:main.exe *.cs && mono main.exe", `class Program
{
    static void Main()
    {
        var e = ErrorCodes.Lookup("acme/api", ErrorCodes.ACME_HOSTILE);
        var found = ErrorCodes.Lookup("acme/api", "NOT_THERE") != null;
        System.Console.WriteLine(string.Join(" ", ErrorCodes.ACME_HOSTILE, e.Title, e.Url, e.Retry, e.RetryOrigin, e.Fault, e.FaultOrigin, found ? "true" : "false"));
    }
}
`},
	{"php", "php", "main.php", "php main.php", `<?php
require 'ErrorCodes.php';
$e = ErrorCodes::lookup('acme/api', ErrorCodes::ACME_HOSTILE);
$found = ErrorCodes::lookup('acme/api', 'NOT_THERE') !== null;
echo implode(' ', array_merge([ErrorCodes::ACME_HOSTILE], array_slice(array_values($e), 2), [$found ? 'true' : 'false']));
`},
	{"ruby", "ruby", "main.rb", "ruby -w main.rb", `require_relative 'error_codes'
e = ErrorCodes.lookup('acme/api', ErrorCodes::ACME_HOSTILE)
found = !ErrorCodes.lookup('acme/api', 'NOT_THERE').nil?
puts [ErrorCodes::ACME_HOSTILE, *e.to_a.drop(2), found].join(' ')
`},
	{"rust", "rustc", "main.rs", "rustc -D warnings -A dead_code -A deprecated main.rs && ./main", `mod error_codes;
fn main() {
    let e = error_codes::lookup("acme/api", error_codes::ACME_HOSTILE).unwrap();
    let found = error_codes::lookup("acme/api", "NOT_THERE").is_some();
    println!("{} {} {} {} {} {} {} {}", error_codes::ACME_HOSTILE, e.title, e.url, e.retry, e.retry_origin, e.fault, e.fault_origin, found);
}
`},
	{"typescript", "tsc", "main.ts", "tsc --strict --target es2022 --module es2022 *.ts && cp codes.js codes.mjs && sed s/codes.js/codes.mjs/ main.js >main.mjs && node main.mjs", `import { ACME, lookup } from "./codes.js";
const e = lookup("acme/api", ACME.Hostile)!;
const found = lookup("acme/api", "NOT_THERE") !== undefined;
console.log(ACME.Hostile, e.title, e.url, e.retry, e.retryOrigin, e.fault, e.faultOrigin, found);
`},
}

// TestConstants compiles and runs the constants of a catalog with what could end a string or a comment, in
// each language whose compiler is there, and warnings are errors.
func TestConstants(t *testing.T) {
	const code, title = `A"B'C$D\E{F}#{G}${H}\u0041*/I`, `It is "x", 'y', $z, #{w}, \u0041 and */ or -->`
	c, err := content.Load(golden.FS(txtar.Parse([]byte(strings.NewReplacer("CODE", code, "TITLE", strings.ReplaceAll(title, "'", "''")).Replace(`
-- site.yaml --
title: Hostile
summary: It tries.
base_url: https://example.org/
-- vendors/acme/vendor.yaml --
name: Acme
summary: Payments by Acme.
sets: [api]
-- vendors/acme/api.yaml --
title: API
key: ACME
kind: error
summary: Codes of the API.
origins: ours
defaults: {actions: {engineer: [Look.]}}
codes:
  - {code: OTHER, title: Another, summary: Another one., category: internal, fault: server, next_step: wait, retry: {policy: never}}
  - code: CODE
    slug: hostile
    title: 'TITLE'
    summary: It is hostile.
    category: internal
    fault: client
    next_step: wait
    retry: {policy: never}
    lifecycle: {status: deprecated, replaced_by: OTHER, note: 'It ends with "this" */ and \u0041 and $x.'}
`))).Files))
	if err != nil {
		t.Fatal(err)
	}
	npm, err := filepath.Abs("testdata/axe/node_modules/.bin")
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", npm+string(os.PathListSeparator)+os.Getenv("PATH"))
	for _, l := range constantsIn {
		t.Run(l.format, func(t *testing.T) {
			if _, err := exec.LookPath(l.tool); err != nil {
				t.Skip("skipped: ", err)
			}
			if slices.Contains([]string{"csharp", "java", "kotlin", "typescript"}, l.format) && !testenv.Long() {
				t.Skip("skipped: its compiler is slow; ERRDOCS_LONG=1 runs it")
			}
			files, err := Export(context.Background(), c, Options{}, l.format)
			if err != nil {
				t.Fatal(err)
			}
			dir := t.TempDir()
			for name, data := range map[string]string{files[0].Path: string(files[0].Data), l.main: l.program, "go.mod": "module constants\n"} {
				path := filepath.Join(dir, filepath.FromSlash(name))
				if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(path, []byte(data), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			cmd := exec.Command("sh", "-c", l.run)
			cmd.Dir = dir
			var complaints strings.Builder
			cmd.Stderr = &complaints
			out, err := cmd.Output()
			if want := code + " " + title + " https://example.org/e/acme-hostile/ never ours client ours false"; err != nil || strings.TrimSpace(string(out)) != want {
				t.Errorf("%v:\n%s%s\nwant\n%s", err, complaints.String(), out, want)
			}
		})
	}
}
