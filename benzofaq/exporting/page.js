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
      el("a", { href: list.dataset.elsewhere }, list.dataset.elsewhere.replace(/^https?:\/\//, ""))));
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
const [MOST_FOUND, MOST_OF_SOME] = [8, 4];
const sheets = [...document.querySelectorAll("article")].map((article) => ({
  id: article.id, title: article.querySelector("h3").textContent, article,
}));

// Return the sheets that have all the words, else those that have half of them; first those that have them in
// the title or in another wording, and rare words count for more.
function withWords(text) {
  const wanted = [...new Set(plain(text).split(" "))].filter((word) => word && !COMMON.has(word));
  const hits = sheets.map((sheet) => {
    sheet.views ??= [[8, sheet.title], [4, sheet.article.dataset.words || ""],
      [2, sheet.article.querySelector(".front").textContent], [1, sheet.article.textContent]]
      .map(([weight, said]) => [weight, plain(said)]);
    return wanted.map((word) =>
      sheet.views.reduce((sum, [weight, said]) => sum + weight * said.includes(` ${word}`), 0));
  });
  const rarity = wanted.map((_, n) => Math.log(1 + sheets.length / hits.filter((scores) => scores[n]).length));
  const scored = sheets.map((sheet, at) => ({
    sheet, found: hits[at].filter(Boolean).length,
    score: hits[at].reduce((sum, score, n) => sum + (score && score * rarity[n]), 0),
  })).filter(({ found }) => found && found >= wanted.length / 2).sort((one, other) => other.score - one.score);
  const all = scored.filter(({ found }) => found === wanted.length);
  return [all.length > 0, (all.length ? all : scored.slice(0, MOST_OF_SOME)).map(({ sheet }) => sheet)];
}

const links = (found) => el("ul", {}, found.map(({ id, title }) => el("li", {}, el("a", { href: `#${id}` }, title))));

function wordList(text, shown) {
  const [hasAll, sheetsFound] = withWords(text);
  const found = sheetsFound.filter((sheet) => !shown.includes(sheet.id));
  if (!found.length) return [];
  const [first, rest] = [found.slice(0, MOST_FOUND), found.slice(MOST_FOUND)];
  return [el("section", { class: "words" }, el("h2", {}, hasAll ? "These words are in" : "Some of these words are in"), links(first),
    rest.length ? el("details", {}, el("summary", {}, `${rest.length} more`), links(rest)) : [])];
}

// ---- What to do in an emergency, as the terminal prints it.

const articleOf = (id) => byId(id.replace(/\s/g, "_"));
let phrases = null; // the texts of emergencies, once they are unpacked

const KINDS = { emergency: "emergency", poison: "poison", crisis: "suicide-crisis", "pet-poison": "pet-poison" };

// Return a text with {emergency}, {poison}, {crisis} and {pet-poison} in words and links for this place.
function fill(text, { wording = phrases.english, isChild = false, numbersOnly = false, upper = false } = {}) {
  const wordsOf = (placeholder) => {
    let kind = KINDS[placeholder];
    if (isChild && kind === "poison" && own("poison-children").length) kind = "poison-children";
    const [first, second] = own(kind);
    if (!first) return [(own().length && wording.none?.[placeholder]) || wording.unknown[placeholder] || ""];
    if (kind === "emergency" || numbersOnly) return number(first);
    return [first, second].filter(Boolean).flatMap((line, n) =>
      [`${n ? " or " : ""}${line.name.split(" (")[0]} (`, ...number(line), ")"]);
  };
  const parts = text.split(/\{([a-z-]+)\}/).flatMap((part, n) => (n % 2
    ? wordsOf(part).map((one) => (typeof one === "string" ? one.replace(" or ", ` ${wording.or || "or"} `) : one))
    : [part]));
  return upper ? parts.map((one) => (typeof one === "string" ? one.toUpperCase() : one)) : parts;
}

// Return first line, steps and the words for numbers, in the reader's language where it has them.
function wordsFor(kind, language) {
  const takesTexts = !own().length || own("suicide-crisis").slice(0, 1).some((line) => line.text);
  const emergency = phrases.kinds[kind] || phrases.kinds.overdose;
  const inLanguage = phrases.languages[language];
  if (inLanguage?.steps[kind]) {
    const act = inLanguage.act[kind];
    const isTexted = act.includes("{crisis}") && !takesTexts;
    return [isTexted ? inLanguage.act_no_text : act, inLanguage.steps[kind], inLanguage];
  }
  const act = (!takesTexts && emergency.act_no_text) || emergency.act || emergency.title;
  return [act, emergency.do.map((step) => step.text), phrases.english];
}

function emergencyHelp(kind, language) {
  const [act, steps, wording] = wordsFor(kind, language);
  const isChild = kind === "child";
  const bare = act.replace(/\{.*?\}/g, "");
  const isLoud = bare === bare.toUpperCase();
  const shown = steps.filter((step) => own("pet-poison").length || !step.includes("{pet-poison}"));
  const calls = (phrases.kinds[kind] || phrases.kinds.overdose).call?.flatMap(own) || [];
  const sources = articleOf(`emergency:${kind}`)?.querySelector(".reference");
  return el("section", { class: isLoud ? "alarm" : "alarm voice", role: "alert", lang: phrases.languages[language] && language },
    el("h2", {}, fill(act, { wording, isChild, numbersOnly: true, upper: isLoud })),
    own().length || kind === "pet" ? "" : examples(isLoud ? "emergency" : "suicide-crisis"),
    el("ol", {}, shown.map((step) => el("li", {}, fill(step, { wording, isChild })))),
    calls.length ? el("ul", { class: "lines" }, calls.map(item)) : "",
    el("p", { class: "small", lang: "en" }, own().length ? `Not in ${the(places.get(region))}? ` : "",
      el("a", { href: "#Country" }, "Choose your country"), ". ",
      sources ? el("a", { href: `#emergency:${kind}` }, "What these steps rest on") : ""));
}

// ---- The reply to a question.

const NOT_QUITE_SURE = 0.9;
const titled = (matches) => links(matches.map(({ id }) => sheets.find((sheet) => sheet.article === articleOf(id))));

function card(id) {
  const article = articleOf(id);
  return el("section", { class: "answer" }, el("h2", {}, article.querySelector("h3").textContent),
    article.querySelector(".front").cloneNode(true),
    el("p", {}, el("a", { href: `#${article.id}` }, "All of it, with studies and sources")));
}

// Return why there is no answer, and who may have one.
function whyNot({ reading }) {
  const subject = "There is no answer to that about benzodiazepines here. A pharmacist or prescriber may have one.";
  if ([...reading.groups].some((group) => SUBJECT.has(group))) {
    const beyond = phrases.rules.beyond.find(({ words }) => words.some((name) =>
      phrases.rules.words[name].split(" ").some((word) => reading.words.includes(word))));
    return [beyond ? beyond.say.replace("benzofaq", "This page").replace(/ \(`.*?`\)/, "") : subject];
  }
  const other = reading.mentions.find((one) => one.group !== "alcohol");
  const article = other?.drug && articleOf(`drug:${other.drug}`);
  if (!other) return ["This page covers benzodiazepines only."];
  return [`“${other.typed}” is not a benzodiazepine, and this page covers benzodiazepines only. `,
    "A pharmacist can answer this.", ...(article ? [" Its card: ", el("a", { href: `#${article.id}` }, other.drug), "."] : [])];
}

function whomToCall() {
  const [line] = own("emergency");
  return list ? [el("p", { class: "call" }, "In an emergency call ", line ? number(line) : "your emergency number", ".")] : [];
}

function replyParts(reply) {
  const { matches, emergency, quiet, language } = reply;
  const state = phrases.bundled ? reply.state : "words";
  const inLanguage = phrases.languages[language];
  const options = { wording: inLanguage || phrases.english };
  const parts = emergency ? [emergencyHelp(emergency, language)] : [];
  if (inLanguage && !emergency && phrases.bundled)
    parts.push(el("p", { lang: language }, fill(matches.length ? inLanguage.english_answer : inLanguage.no_answer, options)));
  if (state === "answer") {
    parts.push(card(matches[0].id));
    if (matches.length > 1 && matches[0].score < NOT_QUITE_SURE)
      parts.push(el("section", {}, el("h2", {}, "Not what you meant?"), titled(matches.slice(1))));
  } else if (state === "suggest") parts.push(el("section", {}, el("h2", {}, "Did you mean one of these?"), titled(matches)));
  else if (!emergency && phrases.bundled) parts.push(el("section", {}, el("h2", {}, "No answer"), el("p", {}, whyNot(reply))));
  if (!emergency && !quiet && state !== "answer") parts.push(...whomToCall());
  if (quiet && !emergency)
    parts.push(el("p", { class: "quiet", lang: inLanguage && language }, fill(inLanguage ? inLanguage.quiet : phrases.quiet, options)));
  return parts;
}

// Unpack the model and the texts: JSON, each ended by a NUL, and the weights. The answers of a library that
// the model does not know are found by their words alone.
async function unpack() {
  const packed = Uint8Array.from(atob(byId("Model").textContent), (char) => char.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  let bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  const next = () => {
    const end = bytes.indexOf(0);
    const text = new TextDecoder().decode(bytes.subarray(0, end));
    bytes = bytes.subarray(end + 1);
    return JSON.parse(text);
  };
  const [texts, names, rules, languages] = [next(), next(), next(), next()];
  phrases = { ...texts, rules };
  const ask = openReader(names, rules, languages, bytes, (id) => articleOf(id) !== null);
  ask("is all of it here"); // where it is not, words alone are searched, and whom to call is said
  return ask;
}

let reading = null;
const reader = () => (reading ??= byId("Model").textContent ? unpack().catch(() => null) : Promise.resolve(null));

let asked = "";

// The reply to the last question sent, where it was an emergency: what has no answer of its own gets the
// same help again.
let alarm = null;

async function answer(isSent = false) {
  const text = byId("Question").value.trim();
  asked = text;
  const ask = text && (await reader());
  if (asked !== text) return; // more was typed meanwhile
  let reply = ask ? ask(text) : null;
  if (isSent && reply) {
    const isGentle = (kind) => phrases.kinds[kind]?.call?.[0] === "suicide-crisis";
    const isPart = !reply.emergency && reply.state !== "answer";
    if (alarm && isGentle(alarm.emergency)) reply = reply.emergency ? reply : { ...reply, quiet: true };
    else if (alarm && (isPart || (isGentle(reply.emergency) && alarm.emergency === "overdose"))) reply = alarm;
    alarm = reply.emergency ? reply : null;
  }
  const parts = reply ? replyParts(reply) : text ? whomToCall() : [];
  if (text && !reply && byId("Model").textContent)
    parts.unshift(el("p", {}, "This browser is too old to read questions here: only words are looked up."));
  const shown = phrases?.bundled && reply ? reply.matches.map(({ id }) => articleOf(id).id) : [];
  const found = text && !reply?.emergency ? wordList(text, shown) : []; // help stands alone
  byId("Reply").replaceChildren(...parts, ...found);
  byId("Reply").hidden = !text;
  const heading = byId("Reply").querySelector("h2");
  byId("Said").textContent = !text ? "" : heading ? heading.textContent : "Nothing here has these words.";
}

let waiting = 0;

byId("Question").addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => answer(), 250);
});
byId("Question").addEventListener("focus", reader, { once: true });
byId("Ask").addEventListener("submit", async (event) => {
  event.preventDefault();
  clearTimeout(waiting);
  byId("Question").blur(); // puts a telephone's keyboard away
  await answer(true);
  if (asked) byId("Reply").scrollIntoView({ block: "start" });
});
if ("whole" in byId("Search").dataset)
  for (const one of document.querySelectorAll("#Search, .skip")) one.hidden = false;

if (list) {
  byId("Country").append(...[...places].map(([code, place]) => el("option", { value: code }, place)),
    el("option", {}, "Another country"));
  byId("Country").lastChild.value = UNKNOWN;
  byId("Country").addEventListener("change", () => {
    region = byId("Country").value;
    showLines();
    if (asked) answer(true);
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
