// The words of a query in a text.
const words = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+|[^\0-\x7f]+/g;
const small = new Set("an|and|are|as|at|be|but|by|can|do|does|for|from|had|has|have|in|is|it|its|my|no|not|of|on|or|so|the|this|to|was|were|what|when|which|who|why|with|you|your".split("|"));
const root = (word) => word.toLowerCase().replace(/(?<=.{3})(ing|ed|es|s|d)$/, "");

// marked returns the nodes of a text, with mark elements around words of the query.
export function marked(text, query) {
  const asked = wordsOf(query), nodes = [];
  let end = 0;
  for (const { 0: word, index } of text.matchAll(words)) {
    if (!asked.some((w) => isOf(word, w))) continue;
    const mark = document.createElement("mark");
    mark.textContent = word;
    nodes.push(text.slice(end, index), mark);
    end = index + word.length;
  }
  return [...nodes, text.slice(end)];
}

// fragment returns a text fragment, by which a browser marks words of the query that a text has on the page that opens.
export function fragment(text, query) {
  const asked = wordsOf(query);
  const found = text.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 2 && asked.some((w) => isOf(word, w)));
  const texts = [...new Set(found)].slice(0, 4).map((word) => `text=${encodeURIComponent(word)}`);
  return texts.length ? `#:~:${texts.join("&")}` : "";
}

const wordsOf = (query) => (query.slice(0, 256).match(words) ?? []).filter((w) => w.length > 1 && !small.has(w.toLowerCase()));
const isOf = (word, asked) => root(word) === root(asked) || asked.length > 2 && word.toLowerCase().startsWith(asked.toLowerCase());
