// Texts with values. A build has put the texts of the site's language in place of each t(key).

// fill puts values in place of {name}. A text may be an object of forms for a number n.
export function fill(text, values) {
  const form = typeof text === "string" ? text : text[new Intl.PluralRules(document.documentElement.lang).select(values.n)] ?? text.other;
  return form.replace(/\{([a-z]+)\}/g, (hole, name) => values[name] ?? hole);
}
