package templates

import (
	"fmt"
	"reflect"
	"strings"
)

type fragmentKey struct{ name, key string }

// Once is {{.Once "name" key data}}: {{template "name" data}}, made only the first time that the site has the key.
// Everything that the data shows must depend on the key, also the way from the page to the root of the site.
func (p *Page) Once(name, key string, data reflect.Value) (HTML, error) {
	if text, ok := p.theme.made.Load(fragmentKey{name, key}); ok {
		return text.(HTML), nil
	}
	var b strings.Builder
	if err := p.theme.parts.ExecuteTemplate(&b, name, data); err != nil {
		return "", fmt.Errorf("once %q: %w", name, err)
	}
	text := HTML(b.String())
	p.theme.made.Store(fragmentKey{name, key}, text)
	return text, nil
}
