"""Hold the style sheet and the script of the exported page; no behaviour of the program."""

# Every colour of text has a contrast of 5.9:1 or more on both backgrounds, in light and in dark (WCAG's AA
# asks for 4.5:1): tests/test_export_browser.py measures them.
STYLE = """
:root { color-scheme: light; --back: #fff; --text: #1c1c1c; --soft: #565656; --line: #c9c9c9;
  --link: #0b4f9e; --been: #5b3a8c; --alert: #a3211b; --mark: #fff4cc; }
@media screen and (prefers-color-scheme: dark) {
  :root { color-scheme: dark; --back: #16181b; --text: #e8e8e8; --soft: #b4b4b4; --line: #4a4d52;
    --link: #9cc4f5; --been: #cbb4f0; --alert: #ffb4ab; --mark: #3a3420; }
}
*, ::before, ::after { box-sizing: border-box; }
[hidden] { display: none !important; }
html { scroll-padding-top: 1rem; }
body { margin: 0 auto; padding: 1rem; max-width: 46rem; background: var(--back); color: var(--text);
  font: 1.0625rem/1.55 system-ui, sans-serif; overflow-wrap: break-word; }
header > *, main p, main li, footer > * { max-width: 70ch; }
h1, h2, h3, h4 { line-height: 1.25; text-wrap: balance; margin: 1.6em 0 .5em; }
h1 { font-size: 1.6rem; margin-top: .3em; }
h2 { font-size: 1.35rem; }
h3 { font-size: 1.2rem; }
h4 { font-size: 1rem; }
p, ul, ol, table { margin: .7em 0; }
ul { padding-left: 1.5em; }
ol { padding-left: 2.2em; }
li { margin: .35em 0; }
a { color: var(--link); }
a:visited { color: var(--been); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 2px; }
main:focus, nav:focus { outline: none; }
.skip { position: absolute; left: -999rem; padding: .6em 1em; background: var(--back); }
.skip:focus { left: 1rem; top: 1rem; }
.urgent { border-left: 4px solid var(--alert); padding-left: .8em; }
.urgent strong { color: var(--alert); }
.small, .sources, .related, caption { font-size: .9375rem; }
.small { color: var(--soft); }
.lead { font-size: 1.125rem; }
.refs { font-size: .9em; }
.refs a { padding: .2em .1em; }
.sources a { overflow-wrap: anywhere; }
.sources li:target { background: var(--mark); }
main > section:first-child > h2 { margin-top: 0; }
article { padding-bottom: .5rem; border-bottom: 1px solid var(--line); }
article:last-child { border-bottom: 0; }
table { border-collapse: collapse; table-layout: fixed; width: 100%; max-width: 70ch; font-size: .9375rem; }
caption { text-align: left; font-weight: bold; padding-bottom: .4em; }
th, td { text-align: left; vertical-align: top; padding: .4em .7em .4em 0;
  border-bottom: 1px solid var(--line); font-weight: normal; }
th { width: 42%; hyphens: auto; }
thead th { color: var(--soft); }
label { display: block; font-weight: bold; }
input { width: 100%; margin-top: .3em; padding: .5em .6em; font: inherit; color: inherit;
  background: var(--back); border: 1px solid var(--soft); border-radius: 4px; }
#found { min-height: 1.55em; margin: .3em 0; }
nav h2 { margin: .5rem 0; }
nav ul { list-style: none; padding: 0; margin: .2em 0 .8em; }
nav li { margin: 0; min-width: 0; }
nav li a { display: inline-block; padding: .25em 0; line-height: 1.35; max-width: 100%; }
nav .cards ul { display: flex; flex-wrap: wrap; gap: 0 1em; }
summary { font-weight: bold; padding: .3em 0; cursor: pointer; }
footer { margin-top: 2rem; border-top: 1px solid var(--line); }
@media screen and (min-width: 64rem) {
  body { max-width: 72rem; padding: 1.5rem 2rem; }
  .columns { display: grid; grid-template-columns: 20rem minmax(0, 1fr); gap: 3rem; }
  .side { position: sticky; top: 0; align-self: start; max-height: 100vh; overflow-y: auto;
    padding: .5rem .5rem 1rem; margin: 0 -.5rem; font-size: .9375rem; }
  main { padding-top: .5rem; }
}
@page { margin: 18mm 17mm; }
@media print {
  body { max-width: none; padding: 0; font-size: 10.5pt; line-height: 1.45; }
  nav, #search, .skip, .small a { display: none; }
  h1 { font-size: 16pt; } h2 { font-size: 14pt; } h3 { font-size: 12.5pt; } h4 { font-size: 10.5pt; }
  .lead { font-size: 11pt; }
  .sources, .related, .small, table, caption { font-size: 9pt; }
  h1, h2, h3, h4, caption { break-after: avoid; }
  h3 + p, li, tr, .urgent { break-inside: avoid; }
  p { orphans: 3; widows: 3; }
  a, a:visited { color: inherit; text-decoration: none; }
  .sources li:target { background: none; }
}
"""

# A word finds every text that has a word beginning with it. Sources, related questions and the notes
# that many answers share are left out, or nearly every answer would be found.
SCRIPT = """
"use strict";
(() => {
  const field = document.getElementById("find");
  const found = document.getElementById("found");
  const links = [...document.querySelectorAll("nav li")];
  const plain = (text) => " " + text.normalize("NFKD").replace(/\\p{M}/gu, "").toLowerCase()
    .replace(/[^\\p{L}\\p{N}]+/gu, " ").trim();
  const read = (article) => [...article.children]
    .filter((part) => !part.matches(".sources, .related, .safety, .small"))
    .map((part) => part.textContent).concat(article.dataset.words || "").join(" ");
  const sheets = [...document.querySelectorAll("article")]
    .map((article, n) => ({ article, link: links[n], words: null }));
  const groups = [...document.querySelectorAll("main section.group")];
  const lists = [...document.querySelectorAll("nav details")].map((list) => ({ list, open: list.open }));
  let filtered = false;

  function filter() {
    const wanted = plain(field.value).split(" ").filter(Boolean);
    let count = 0;
    for (const sheet of sheets) {
      if (wanted.length && sheet.words === null) sheet.words = plain(read(sheet.article));
      const fits = wanted.every((word) => sheet.words.includes(" " + word));
      sheet.article.hidden = sheet.link.hidden = !fits;
      count += fits;
    }
    for (const group of groups) group.hidden = !group.querySelector("article:not([hidden])");
    for (const one of lists) {
      if (wanted.length && !filtered) one.open = one.list.open;
      if (wanted.length) one.list.open = true;
      else if (filtered) one.list.open = one.open;
      one.list.hidden = !one.list.querySelector("li:not([hidden])");
    }
    filtered = wanted.length > 0;
    found.textContent = !filtered ? "" : count ? `${count} of ${sheets.length} found`
      : "Nothing has all these words. Try fewer, or others.";
  }

  // A link to what the search has hidden shows everything again, or it would lead nowhere.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const target = link && document.getElementById(link.hash.slice(1));
    if (target && target.closest("article[hidden]")) {
      field.value = "";
      filter();
    }
  });
  field.addEventListener("input", filter);
  window.addEventListener("pageshow", filter);
  document.getElementById("search").hidden = false;
})();
"""
