"use strict";
(() => {
  const field = document.getElementById("find");
  const found = document.getElementById("found");
  const links = [...document.querySelectorAll("nav li")];
  const plain = (text) => " " + text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ").trim();
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
