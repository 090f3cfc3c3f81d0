package script

import (
	"slices"
	"strings"
	"testing"
)

func TestJoin(t *testing.T) {
	files := map[string]string{
		"main.js": "import { a as one, b } from \"./a-b.js\";\n\nexport function run() {\n  return one + b;\n}\nrun();\n",
		"a-b.js":  "import { c } from \"./c.js\";\nexport const a = c;\nexport async function b() {\n  await c;\n}\n",
		"c.js":    "export const c = 1, d = 1 << 2, e = \"x\";\nconst own = `//`;\n",
	}
	const want = `export const { run } = (() => {
const $c = (() => {
const c = 1, d = 1 << 2, e = "x";
const own = ` + "`//`" + `;
return { c, d, e };
})();
const $a_b = (() => {
const { c } = $c;
const a = c;
async function b() {
  await c;
}
return { a, b };
})();
const { a: one, b } = $a_b;

function run() {
  return one + b;
}
run();
return { run };
})();
`
	if got, ok := Read(files).Join("main.js", nil); got != want || !ok {
		t.Errorf("joined, %t:\n%s\nwant:\n%s", ok, got, want)
	}
	from := map[string]string{"c.js": "all.js", "a-b.js": "a-b.js"}
	files["d.js"] = "export const d = 4;\n" // which nothing imports
	for entry, want := range map[string]string{
		"a-b.js": `import { $c } from "./all.js";
export const { a, b, $d } = (() => {
const $d = (() => {
const d = 4;
return { d };
})();
const { c } = $c;
const a = c;
async function b() {
  await c;
}
return { a, b, $d };
})();
`,
		"c.js": "import { $c } from \"./all.js\";\nexport const { c, d, e } = $c;\n",
	} {
		got, ok := Read(files).Join(entry, from, "d.js")
		if got != want || !ok {
			t.Errorf("%s from another file, %t:\n%s\nwant:\n%s", entry, ok, got, want)
		}
	}
	if got := Read(map[string]string{"joined.js": want})["joined.js"]; !got.plain || !slices.Equal(got.names, []string{"run"}) {
		t.Errorf("what was joined is read as %+v", got)
	}
	files["page.js"] = "import { c } from \"./c.js\";\nshow(c);\n"
	files["all.js"] = "import * as $c from \"./c.js\";\nimport * as all from \"./c.js\";\nshow($c.c, all.d);\n"
	files["old.js"] = "var shared = 1;\n"
	for entry, want := range map[string]string{
		"page.js": "import { $c } from \"./all.js\";\n(() => {\nconst { c } = $c;\nshow(c);\nreturn {  };\n})();\n",
		"all.js":  "import { $c } from \"./all.js\";\n(() => {\nconst all = $c;\nshow($c.c, all.d);\nreturn {  };\n})();\n",
		"old.js":  files["old.js"],
	} {
		if got, ok := Read(files).Join(entry, from); got != want || !ok {
			t.Errorf("%s exports nothing, %t:\n%s\nwant:\n%s", entry, ok, got, want)
		}
	}
	if got := Bare("// A page.\n\nrun();\n\n  // here\nstop();\n"); got != "run();\nstop();\n" {
		t.Errorf("bare: %q", got)
	}
	for _, text := range []string{
		`import x from "./c.js";`, `import "./c.js";`, `import { x } from "./none.js";` + "\n", `import { x } from "https://example.com/x.js";`,
		"export default 1;", "export { x };", "export let x = 1;", "export const x = 1,\n  y = 2;", "const x = await y;", "await y;", "const here = import.meta.url;",
		`import { x } from "./main.js";` + "\n", "export const { x, y: z } = f;", "export const { x } = f, y = 1;",
	} {
		files["c.js"] = text
		if got, ok := Read(files).Join("main.js", nil); ok || got != files["main.js"] {
			t.Errorf("%q is joined:\n%s", strings.TrimSpace(text), got)
		}
	}
}
