// Tables of codes: filter, facets and sorting, with the state in the address so that a view can be
// linked. Matrices: choice of columns, and only the rows in which some vendor has nothing.

import { fill } from "./text.js";

const address = () => new URLSearchParams(location.search);

function remember(name, value) {
  const query = address();
  if (value) query.set(name, value);
  else query.delete(name);
  const text = query.toString();
  history.replaceState(null, "", (text ? `?${text}` : location.pathname) + location.hash);
}

function codesTable(table) {
  const rows = [...table.tBodies[0].rows];
  const texts = rows.map((row) => row.textContent.toLowerCase());
  const bar = document.querySelector("[data-filter]");
  const text = bar.querySelector("[data-filter-text]");
  const selects = [...bar.querySelectorAll("[data-filter-by]")];
  const count = bar.querySelector("[data-filter-count]");
  const apply = () => {
    const words = text.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    rows.forEach((row, i) => {
      const fits = words.every((word) => texts[i].includes(word)) && selects.every((select) => chosen(row, select));
      row.hidden = !fits;
      shown += fits;
    });
    const all = fill(t("count.codes"), { n: rows.length });
    count.textContent = shown === rows.length ? all : fill(t("table.some"), { shown, codes: all });
  };
  const query = address();
  text.value = query.get("filter") ?? "";
  text.addEventListener("input", () => (remember("filter", text.value), apply()));
  for (const select of selects) {
    const name = select.dataset.filterBy;
    const wanted = query.get(name);
    if ([...select.options].some((option) => option.value === wanted)) select.value = wanted;
    if (select.value) select.closest("details").open = true;
    select.addEventListener("change", () => (remember(name, select.value), apply()));
  }
  apply();
  sorting(table, rows);
}

// A row can have several HTTP statuses, and values of the fields that the site declares; every other attribute is one value.
function chosen(row, select) {
  const name = select.dataset.filterBy;
  const value = row.dataset[name];
  if (value === undefined) return !select.value || (row.dataset.fields ?? "").split("\n").includes(`${name}=${select.value}`);
  return !select.value || (name === "http" ? value.split(" ").includes(select.value) : value === select.value);
}

// compare sorts numbers as numbers, negative ones too, and before words.
const compare = (a, b) => (isFinite(a) && isFinite(b) ? a - b : a.localeCompare(b, document.documentElement.lang, { numeric: true }));

function sorting(table, rows) {
  const heads = [...table.tHead.rows[0].cells];
  const sort = (column, down) => {
    const key = (row) => row.cells[column].textContent.trim();
    const order = column < 0 ? rows : rows.toSorted((a, b) => compare(key(a), key(b)) * (down ? -1 : 1));
    table.tBodies[0].append(...order);
    heads.forEach((head, i) => head.setAttribute("aria-sort", i === column ? (down ? "descending" : "ascending") : "none"));
    remember("sort", column < 0 ? "" : (down ? "-" : "") + heads[column].textContent.trim());
  };
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const now = head.getAttribute("aria-sort");
      if (now === "descending") sort(-1, false);
      else sort(column, now === "ascending");
    });
  });
  const wanted = address().get("sort") ?? "";
  const column = heads.findIndex((head) => head.textContent.trim() === wanted.replace(/^-/, ""));
  if (wanted && column >= 0) sort(column, wanted.startsWith("-"));
}

function matrixTools(table) {
  const tools = document.querySelector("[data-matrix-tools]");
  if (!tools || address().has("codes")) return; // codes side by side are in its place
  const boxes = [...tools.querySelectorAll("[data-column]")];
  const differences = tools.querySelector("[data-differences]");
  const many = table.classList.contains("many");
  const apply = () => {
    const shown = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    for (const row of table.rows) {
      if (!many && row.cells.length > 1) boxes.forEach((box, i) => (row.cells[i + 1].hidden = !box.checked));
      const cells = [...row.querySelectorAll("[data-label]")];
      if (many) for (const cell of cells) cell.hidden = !shown.has(cell.dataset.label);
      const having = cells.filter((cell) => !cell.hidden && cell.querySelector("a")).length;
      row.hidden = Boolean(row.dataset.key) && (many && !having || differences.checked && (having === shown.size || !having));
    }
    remember("without", boxes.filter((box) => !box.checked).map((box) => box.dataset.column).join("-"));
    remember("gaps", differences.checked ? "1" : "");
  };
  const without = (address().get("without") ?? "").split("-");
  for (const box of boxes) box.checked = !without.includes(box.dataset.column);
  differences.checked = address().get("gaps") === "1";
  tools.addEventListener("change", ({ target }) => {
    if ("allColumns" in target.dataset) for (const box of boxes) box.checked = target.checked;
    apply();
  });
  apply();
  table.classList.add("on");
}

for (const table of document.querySelectorAll("[data-table]")) codesTable(table);
for (const table of document.querySelectorAll("[data-matrix]")) matrixTools(table);
