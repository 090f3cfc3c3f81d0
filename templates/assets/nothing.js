// What is shown where no code is what somebody looked for: what is known, and the ways on.
import { anchor, make, quoted } from "./parts.js";
import { fill } from "./text.js";

// nothing takes an answer of ask.js, or {code, similar, vendors}.
export function nothing({ code = "", similar = [], vendors = [] }, root) {
  const box = make("div", "nothing");
  box.append(make("p", "lead", code ? fill(t("go.nothing"), { code: quoted(code) }) : t("search.nothing")));
  if (similar.length) box.append(make("p", "", have(similar)));
  const report = reportURL(code, vendors);
  const ways = make("p", "actions");
  if (report) ways.append(anchor(report, t("report.link"), "primary"));
  ways.append(anchor(`${root}find/`, t("nothing.find")), anchor(`${root}codes/`, t("nothing.browse")));
  box.append(ways);
  return box;
}

// have says which vendors have codes that are spelled like one that nobody has.
function have(similar) {
  const codes = new Map();
  for (const { vendorName, code } of similar) codes.set(vendorName, [...codes.get(vendorName) ?? [], code]);
  const and = new Intl.ListFormat(document.documentElement.lang);
  return [...codes].map(([vendor, list]) => fill(t("nothing.has"), { vendor, codes: and.format(new Set(list)) })).join(" ");
}

// The address of a new issue. A site writes its own in place of this text, "" if it has none.
const newIssue = "{issue_url}{title}{body}";

// reportURL returns the address of an issue that asks for a code, "" if the site has none. A spelling that may be a card
// number or a text about a customer is left out. See Catalog.Report.
export function reportURL(code, vendors = []) {
  if (code.length > 64 || code.replace(/[^0-9]/g, "").length > 10) code = "";
  const text = (key) => fill(key, { code, vendor: vendors.join(", ") });
  const about = [code && text(t("report.code")), vendors.length && text(t("report.vendor"))].filter(Boolean);
  const body = [...about, "", t("report.question"), ""].join("\n");
  return newIssue.replace("{title}", () => encodeURIComponent(text(t("report.title")).trim())).replace("{body}", () => encodeURIComponent(body));
}
