package script

import (
	"strings"
	"testing"
)

func TestJoin(t *testing.T) {
	files := map[string]string{
		"main.js": "import { a as one, b } from \"./a-b.js\";\n\nexport function run() {\n  return one + b;\n}\nrun();\n",
		"a-b.js":  "import { c } from \"./c.js\";\nexport const a = c;\nexport async function b() {\n  await c;\n}\n",
		"c.js":    "export const c = 1, d = 1 << 2, e = \"x\";\nconst own = `//`;\n",
	}
	const want = `const $c = (() => {
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

export function run() {
  return one + b;
}
run();
`
	if got, ok := Read(files).Join("main.js", nil); got != want || !ok {
		t.Errorf("joined, %t:\n%s\nwant:\n%s", ok, got, want)
	}
	from := map[string]string{"c.js": "all.js", "a-b.js": "a-b.js"}
	for entry, want := range map[string]string{
		"a-b.js": "import { $c } from \"./all.js\";\n" + strings.Replace(strings.Replace(files["a-b.js"], "import ", "const ", 1), "from \"./c.js\"", "= $c", 1),
		"c.js":   "import { $c } from \"./all.js\";\nexport const { c, d, e } = $c;\n",
	} {
		if got, ok := Read(files).Join(entry, from); got != want || !ok {
			t.Errorf("%s from another file, %t:\n%s\nwant:\n%s", entry, ok, got, want)
		}
	}
	if got := Exports([]string{"c.js", "a-b.js"}); got != "export { $c, $a_b };\n" {
		t.Errorf("exports: %q", got)
	}
	if got := Bare("// A page.\n\nrun();\n\n  // here\nstop();\n"); got != "run();\nstop();\n" {
		t.Errorf("bare: %q", got)
	}
	for _, text := range []string{
		`import x from "./c.js";`, `import "./c.js";`, `import { x } from "./none.js";` + "\n", `import { x } from "https://example.com/x.js";`,
		"export default 1;", "export { x };", "export let x = 1;", "export const x = 1,\n  y = 2;", "const x = await y;", "await y;", "const here = import.meta.url;",
		`import { x } from "./main.js";` + "\n",
	} {
		files["c.js"] = text
		if got, ok := Read(files).Join("main.js", nil); ok || got != files["main.js"] {
			t.Errorf("%q is joined:\n%s", strings.TrimSpace(text), got)
		}
	}
}
