// What is wrong with the newest files, on top of the page that was made of the last good ones. It lives
// in a shadow tree, so that its styles and the page's don't meet. All text is text.
let shadow; // made when there is something to show
let shown = ""; // the failure that is on the page, as JSON

// show shows a failure, or takes the last one away.
export async function show(failure) {
  const text = failure ? JSON.stringify(failure) : "";
  if (text === shown) return;
  shown = text;
  if (!failure) {
    if (shadow) close();
    return;
  }
  const tree = await ready();
  if (shown !== text) return; // there is newer news
  const dialog = tree.querySelector("dialog");
  const body = tree.querySelector(".body");
  tree.querySelector("h1").textContent = failure.title;
  tree.querySelector(".pill").textContent = failure.title;
  body.replaceChildren(...(failure.problems ?? []).map(card), ...rest(failure));
  body.scrollTop = 0;
  tree.querySelector(".foot").textContent = failure.kept
    ? "The page below is the last good one. Fix the file and save it: this goes away by itself."
    : "There is no site yet. Fix the file and save it: the site shows by itself.";
  if (dismissed(text)) hide();
  else if (!dialog.open) {
    tree.querySelector(".pill").hidden = true;
    dialog.showModal();
  }
}

// lost says that the server does not answer.
export async function lost(is) {
  if (!is && !shadow) return;
  const tree = await ready();
  tree.querySelector(".lost").hidden = !is;
}

function ready() {
  shadow ??= make();
  return shadow;
}

// make resolves to the shadow tree when its styles are there.
function make() {
  const host = el("div", { id: "errdocs-serve" });
  const tree = host.attachShadow({ mode: "open" });
  const styles = el("link", { rel: "stylesheet", href: "/~errdocs/overlay.css" });
  const loaded = new Promise((resolve) => {
    styles.addEventListener("load", resolve);
    styles.addEventListener("error", resolve);
  });
  const pill = el("button", { className: "pill", type: "button", hidden: true });
  const gone = el("p", { className: "lost", hidden: true, textContent: "errdocs serve has stopped" });
  gone.setAttribute("role", "status");
  tree.append(styles, dialog(), pill, gone);
  pill.addEventListener("click", () => {
    pill.hidden = true;
    tree.querySelector("dialog").showModal();
  });
  document.documentElement.append(host);
  return loaded.then(() => tree);
}

function dialog() {
  const box = el("dialog");
  box.setAttribute("aria-labelledby", "title");
  const hideButton = el("button", { type: "button", textContent: "Hide", title: "Hide until the problems change (Esc)" });
  const head = el("div", { className: "head" }, el("h1", { id: "title", tabIndex: -1, autofocus: true }), hideButton);
  const body = el("div", { className: "body", tabIndex: 0 });
  body.setAttribute("role", "region");
  body.setAttribute("aria-labelledby", "title");
  const foot = el("div", { className: "foot" });
  box.append(head, body, foot);
  const dismiss = () => {
    save(shown);
    hide();
  };
  hideButton.addEventListener("click", dismiss);
  box.addEventListener("cancel", (event) => {
    event.preventDefault();
    dismiss();
  });
  return box;
}

// hide leaves a button that brings the dialog back.
async function hide() {
  const tree = await ready();
  tree.querySelector("dialog").close();
  tree.querySelector(".pill").hidden = false;
}

async function close() {
  const tree = await ready();
  if (shown) return; // there is newer news
  tree.querySelector("dialog").close();
  tree.querySelector(".pill").hidden = true;
  save("");
}

// card shows one problem: what, where, the line with what is meant marked, and what to do.
function card(problem) {
  const parts = [
    el("h2", { textContent: problem.message }),
    el("p", { className: "position" }, el("code", { textContent: problem.position }), " ", el("span", { className: "rule", textContent: problem.rule, title: `errdocs rules ${problem.rule} explains the rule` })),
  ];
  if (problem.before || problem.meant || problem.after) parts.push(excerpt(problem));
  if (problem.hint) parts.push(el("p", { className: "hint" }, el("b", { textContent: "Hint" }), " ", problem.hint));
  return el("article", {}, ...parts);
}

// excerpt puts the carets below what is meant whatever the width of the characters before it: the same
// text, unseen, keeps the carets in position.
function excerpt(problem) {
  const line = (number, ...parts) => el("span", { className: "line" }, el("i", { textContent: number }), ...parts);
  const before = problem.before ?? "";
  const meant = problem.meant ?? "";
  const carets = line(
    "",
    el("span", { className: "unseen", textContent: before }),
    el("b", { textContent: "^".repeat([...meant].length || 1) }),
  );
  carets.setAttribute("aria-hidden", "true");
  const source = line(String(problem.line), before, el("mark", { textContent: meant }), problem.after ?? "");
  const box = el("pre", { tabIndex: 0 }, source, carets);
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", `Line ${problem.line}`);
  return box;
}

// rest is what a failure has in addition to problems with a position.
function rest(failure) {
  const parts = [];
  if (failure.text) parts.push(el("pre", { className: "text", textContent: failure.text }));
  if (failure.more) parts.push(el("p", { className: "more", textContent: `${failure.more} more in the terminal.` }));
  return parts;
}

function el(name, properties = {}, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

// A failure that was hidden stays hidden on the next pages, until it is another one.
const key = "errdocs-serve-hidden";

function dismissed(text) {
  try {
    return sessionStorage.getItem(key) === text;
  } catch {
    return false;
  }
}

function save(text) {
  try {
    if (text) sessionStorage.setItem(key, text);
    else sessionStorage.removeItem(key);
  } catch {
    // Then it shows again.
  }
}
