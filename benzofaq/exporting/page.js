"use strict";

const byId = (id) => document.getElementById(id);

// An element with these attributes around these children.
function el(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value) made.setAttribute(name, value);
  made.append(...children.flat(2));
  return made;
}

// ---- The lines to call in the reader's country. It is kept nowhere.

const UNKNOWN = "";
const MOST_EXAMPLES = 5;
const list = document.querySelector("#Numbers ul");
const lines = list ? [...list.children].map((item) => ({ ...item.dataset })) : [];
const places = new Map(lines.map((line) => [line.region, line.place]));
let region = UNKNOWN;

const own = (kind) => lines.filter((line) => line.region === region && (!kind || line.kind === kind));
const the = (place) => (/^(United|Netherlands|European)/.test(place) ? `the ${place}` : place);
const link = (scheme, number, said = number) =>
  el("a", { href: `${scheme}:${number.replace(/[^\d+]/g, "")}` }, said);
const texted = (line, before = "text ") => [link("sms", line.text, before + line.text)];
const dialled = (phone) => phone.split(" or ").flatMap((one, n) => [...(n ? [" or "] : []), link("tel", one)]);
const number = (line) => (line.phone ? dialled(line.phone) : texted(line));

function item(line) {
  const kind = line.kind === "emergency" ? "" : line.about.toLowerCase();
  const hours = (line.hours || "").replace("24/7", "day and night");
  const text = line.phone && line.text ? " · " : "";
  return el("li", { class: line.kind },
    el("span", { class: "number" }, number(line)), " ",
    el("span", {}, el("strong", {}, line.name), text, text ? texted(line, "or text ") : "", " ",
      el("span", { class: "small" }, [kind, hours].filter(Boolean).join(" · "))));
}

// The numbers of one kind in the first countries, each number once.
function examples(kind) {
  const found = new Map();
  const first = [...places.keys()].map((code) =>
    lines.find((line) => line.region === code && line.kind === kind && line.phone));
  for (const line of first.filter(Boolean).slice(0, MOST_EXAMPLES)) {
    const [one] = line.phone.split(" or ");
    found.set(one, [...(found.get(one) || []), line.place]);
  }
  return el("ul", { class: "lines" }, [...found].map(([one, where]) =>
    el("li", { class: kind }, el("span", { class: "number" }, link("tel", one)), " ", el("span", {}, where.join(", ")))));
}

function showLines() {
  const shown = new Set();
  const isFirst = (line) => /^(emergency|poison|poison-children|suicide-crisis)$/.test(line.kind)
    && !shown.has(line.kind) && shown.add(line.kind);
  const first = own().filter(isFirst);
  const rest = own().filter((line) => !first.includes(line));
  const parts = own().length ? [el("ul", { class: "lines" }, first.map(item))] : [examples("emergency")];
  if (rest.length)
    parts.push(el("details", {}, el("summary", {}, `More lines in ${the(places.get(region))}`),
      el("ul", { class: "lines" }, rest.map(item))));
  if (list.dataset.elsewhere)
    parts.push(el("p", { class: "small" }, own().length ? "Elsewhere: " : "Crisis lines of most countries: ",
      el("a", { href: list.dataset.elsewhere, rel: "noreferrer" }, list.dataset.elsewhere.replace(/^https?:\/\//, ""))));
  byId("Lines").replaceChildren(...parts);
}

// The browser's language often names a country. Where its clock is set to another part of the world, it
// says only which English the reader prefers.
function guess() {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone || "";
  const parts = { US: "America|Pacific", CA: "America", BR: "America", AR: "America", AU: "Australia",
    NZ: "Pacific", ZA: "Africa", JP: "Asia" };
  for (const language of navigator.languages) {
    const named = /-([A-Z]{2})\b/.exec(language)?.[1];
    const code = !places.has(named) && list.dataset.members.split(" ").includes(named) ? "EU" : named;
    const fits = new RegExp(`^(${parts[code] || "Europe|Atlantic"}|UTC|Etc)\\b`).test(zone || "UTC");
    if (places.has(code) && fits) return code;
  }
  return UNKNOWN;
}

// ---- Words in any answer.

const plain = (text) => ` ${text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
  .replace(/[^\p{L}\p{N}]+/gu, " ").trim()}`;
const COMMON = new Set(("a about am an and any are as at be by can could did do does for from get had has have how i "
  + "if in is it its me my of on or s should t take taking than that the they this to was what when which while who "
  + "why will with would you your").split(" "));
const MOST_FOUND = 8;
const sheets = [...document.querySelectorAll("article")].map((article) => ({
  id: article.id, title: article.querySelector("h3").textContent, article,
}));

// Return the sheets that have all the words: first those that have them in the title, or in another wording.
function withWords(text) {
  const wanted = plain(text).split(" ").filter((word) => word && !COMMON.has(word));
  const scored = sheets.map((sheet) => {
    sheet.views ??= [[8, sheet.title], [4, sheet.article.dataset.words || ""],
      [2, sheet.article.querySelector(".front").textContent], [1, sheet.article.textContent]]
      .map(([weight, said]) => [weight, plain(said)]);
    const scores = wanted.map((word) =>
      sheet.views.reduce((sum, [weight, said]) => sum + weight * said.includes(` ${word}`), 0));
    return [scores.every(Boolean) ? scores.reduce((sum, one) => sum + one, 0) : 0, sheet];
  });
  return scored.filter(([score]) => score).sort(([one], [other]) => other - one).map(([, sheet]) => sheet);
}

const links = (found) => el("ul", {}, found.map(({ id, title }) => el("li", {}, el("a", { href: `#${id}` }, title))));

function wordList(text, shown) {
  const found = withWords(text).filter((sheet) => !shown.includes(sheet.id));
  if (!found.length) return [];
  const [first, rest] = [found.slice(0, MOST_FOUND), found.slice(MOST_FOUND)];
  return [el("section", { class: "words" }, el("h2", {}, "These words are in"), links(first),
    rest.length ? el("details", {}, el("summary", {}, `${rest.length} more`), links(rest)) : [])];
}

// ---- What is typed, and what is shown for it.

let asked = "";

function answer() {
  asked = byId("Question").value.trim();
  const found = asked ? wordList(asked, []) : [];
  byId("Reply").replaceChildren(...found);
  byId("Reply").hidden = !asked;
  byId("Said").textContent = !asked || found.length ? "" : "Nothing here has all these words.";
}

let waiting = 0;

byId("Question").addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(answer, 250);
});
byId("Ask").addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(waiting);
  answer();
  if (!asked) return;
  byId("Question").blur(); // puts a telephone's keyboard away
  byId("Reply").scrollIntoView({ block: "start" });
});
byId("Search").hidden = false;

if (list) {
  byId("Country").append(...[...places].map(([code, place]) => el("option", { value: code }, place)),
    el("option", {}, "Another country"));
  byId("Country").lastChild.value = UNKNOWN;
  byId("Country").addEventListener("change", () => {
    region = byId("Country").value;
    showLines();
    answer();
  });
  byId("Country").value = region = guess();
  byId("Where").hidden = false;
  byId("Numbers").hidden = true;
  showLines();
}

// ---- What is folded opens for a link into it, and for paper.

function unfold(target) {
  for (let one = target?.closest("details"); one; one = one.parentElement.closest("details")) one.open = true;
}

document.addEventListener("click", (event) => {
  const hash = event.target.closest("a[href^='#']")?.hash;
  if (hash) unfold(byId(decodeURIComponent(hash.slice(1))));
});
unfold(byId(decodeURIComponent(location.hash.slice(1))));

let folded = [];
addEventListener("beforeprint", () => {
  folded = [...document.querySelectorAll("main details:not([open])")];
  for (const one of folded) one.open = true;
});
addEventListener("afterprint", () => {
  for (const one of folded) one.open = false;
});
if (matchMedia("(min-width: 64rem)").matches)
  for (const one of document.querySelectorAll("nav .questions")) one.open = true;
