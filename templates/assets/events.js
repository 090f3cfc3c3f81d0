// The event errdocs:search tells a portal what people look for: {query, total, opened}. It is dispatched on the document when a
// result is opened, and when an answer has been on show for a second without that.
let waiting;

export function announce(query, total) {
  clearTimeout(waiting?.timer);
  waiting = query.trim() ? { query, total, timer: setTimeout(flush, 1000) } : undefined;
}

// flush dispatches what is waiting, with the address below the root that was opened.
export function flush(opened = "") {
  if (!waiting) return;
  const { query, total, timer } = waiting;
  clearTimeout(timer);
  waiting = undefined;
  document.dispatchEvent(new CustomEvent("errdocs:search", { detail: { query, total, opened } }));
}
