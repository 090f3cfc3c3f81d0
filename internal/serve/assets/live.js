// errdocs serve adds this to every page on its way out; no published page has it. It reloads the page when
// the page itself has changed, and shows what is wrong with the newest files.
//
// A browser opens few connections to one host, so the tabs share one stream of events: the tab that
// has a lock listens and passes messages on to the others. When it closes, the next one gets the lock.
import { lost, show } from "./overlay.js";
import { keepState, restoreState } from "./pagestate.js";

const own = document.querySelector("script[data-errdocs-page]").dataset.errdocsPage;
const tabs = new BroadcastChannel("errdocs-serve");
let leaving = false;
let heard = 0; // messages

function take(message) {
  heard++;
  lost(Boolean(message.lost));
  if (message.lost) return;
  show(message.failure);
  check();
}

// check asks whether this page is still what is served at its address. While there is no site, as in a
// server that has just started again, the page stays.
async function check() {
  try {
    const answer = await fetch(`/~errdocs/tag?page=${encodeURIComponent(location.pathname)}`, { cache: "no-store" });
    if (answer.ok && !["none", own].includes(await answer.text())) reload();
  } catch {
    // The server is gone, or the reader goes to another page: there will be another message.
  }
}

// reload waits for an open dialog to be closed: the reader is in the middle of something.
function reload() {
  if (leaving) return;
  leaving = true;
  const dialog = document.querySelector("dialog[open]");
  if (dialog) dialog.addEventListener("close", again, { once: true });
  else again();
}

function again() {
  keepState();
  location.reload();
}

function listen() {
  const pass = (message) => {
    tabs.postMessage(message);
    take(message);
  };
  const source = new EventSource("/~errdocs/events");
  source.addEventListener("message", (event) => pass(JSON.parse(event.data)));
  source.addEventListener("error", () => {
    pass({ lost: true });
    if (source.readyState === EventSource.CLOSED) setTimeout(listen, 2000);
  });
}

// ask gets the newest message for a tab that does not listen itself. One that came in the meantime is newer.
async function ask() {
  const before = heard;
  try {
    const answer = await fetch("/~errdocs/status", { cache: "no-store" });
    const message = answer.ok && (await answer.json());
    if (message && heard === before) take(message);
  } catch {
    // As above.
  }
}

tabs.addEventListener("message", (event) => take(event.data));
addEventListener("pageshow", (event) => event.persisted && ask()); // back from a time in which nothing was heard
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && ask());
restoreState();
ask();
navigator.locks.request("errdocs-serve", () => new Promise(listen)); // never let go
