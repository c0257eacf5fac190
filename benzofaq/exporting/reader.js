"use strict";

// benzofaq/reading in JavaScript: the same names, rules, languages and model, the same steps. Each function is named after
// its function there (words are in features.py, languages in reader.py). benchmarks/page.py holds both to each other.

const BENZO = new Set(["benzo", "benzos", "designer"]);
const SUBJECT = new Set([...BENZO, "z-drug", "z-drugs", "sleeping pills"]);
const [KIND, QUIET, CARD, NONE] = ["!", "quiet", "drug", "none"];

const minus = (one, other) => new Set([...one].filter((item) => !other.has(item)));
const meets = (one, other) => [...one].some((item) => other.has(item));
const isWithin = (one, other) => [...one].every((item) => other.has(item));
const distinct = (items, name) => new Set(items.map(name)).size;
// ---- words
const [MAX_CHARS, MANY] = [6000, 7];
const WORD = /\p{Nd}+(?:[.,]\p{Nd}+)*|[\p{L}\p{Nl}\p{No}]+(?:'[\p{L}\p{Nl}\p{No}]+)*|[?]/gu;
const ACCENTS = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u3099\u309a]/g;

function fold(text) {
  const plain = text.normalize("NFKD").toLowerCase().replaceAll("ß", "ss").replaceAll("ς", "σ").normalize("NFKD");
  return plain.replace(ACCENTS, "").replace(/[’ʼ]/g, "'");
}

// Return the folded beginning of a text and, where that is not all, its folded end.
function bounded(text) {
  const cut = (chars, from, to) => [...fold(chars.slice(from, to).join(""))].slice(from, to);
  const [chars, start] = [[...text], cut([...text], 0, MAX_CHARS)];
  const isAll = chars.length <= MAX_CHARS && start.length < MAX_CHARS;
  return [start.join(""), isAll ? "" : cut(chars, -MAX_CHARS).join("")];
}

const split = (folded) => (folded.replaceAll("`", "'").match(WORD) || [])
  .map((word) => word.replaceAll("'", "").replace(/(.)\1{2,}/gu, "$1$1"));

const size = (number) => (parseInt(number, 10) >= MANY || /^\d{3}/.test(number) ? "##" : "#");

// ---- names: the drugs that a question names, however they are spelt
const [LONGEST_NAME, SHORTEST_GUESS] = [4, 5];

function openNames(tables) {
  const names = new Map(Object.entries(tables.names).map(([name, [drug, group, slips, isPlainWord]]) =>
    [name, { drug, group, slips, isPlainWord }]));
  const [known, context] = [new Set(tables.known.split(" ")), new Set(tables.context)];
  const starts = new Set([...names.keys()].filter((name) => name.includes(" ")).map((name) => name.split(" ")[0]));
  const byInitial = new Map();
  for (const [name, { slips }] of names)
    if (slips && !name.includes(" ")) byInitial.set(name[0], [...(byInitial.get(name[0]) || []), name]);

  // Return the words with each drug name, of up to four words, replaced by its mention.
  function read(words) {
    const out = [];
    for (let at = 0; at < words.length;) {
      const [mention, length] = mentionAt(words, at);
      out.push(mention || words[at]);
      at += length;
    }
    return out;
  }

  function mentionAt(words, at) {
    for (let length = starts.has(words[at]) ? Math.min(LONGEST_NAME, words.length - at) : 1; length; length--) {
      const typed = words.slice(at, at + length).join(" ");
      const name = names.get(typed) || (typed.endsWith("s") && names.get(typed.slice(0, -1)));
      const hasContext = () => words.some((other, n) => (n < at || n >= at + length) && isContext(other));
      if (name && (!name.isPlainWord || hasContext())) return [{ ...name, typed }, length];
    }
    return [isKnown(words[at]) || !/^\p{L}+$/u.test(words[at]) ? null : guess(words[at]), 1];
  }

  const isKnown = (word) => [...word].length < SHORTEST_GUESS || known.has(word);
  const isContext = (word) => context.has(word) || (names.has(word) && !names.get(word).isPlainWord);

  // Return the drug that an unknown word is a misspelling of, or looks like by its ending.
  function guess(typed) {
    const near = nearest(typed).map((name) => names.get(name));
    const rivals = [...new Set(near.map((name) => name.drug || name.group))];
    if (rivals.length === 1) return { ...near[0], typed };
    const groups = new Set(near.map((name) => name.group));
    const isOneKind = groups.size === 1 || isWithin(groups, SUBJECT);
    if (near.length) return { typed, drug: "", group: isOneKind ? near[0].group : "other", rivals };
    if (/az(ep|ol)am$/.test(typed) && typed.length > 8) return { typed, drug: "", group: "designer" };
    const isDrug = typed.length > 6 && tables.endings.some((ending) => typed.endsWith(ending));
    return isDrug ? { typed, drug: "", group: "other" } : null;
  }

  function nearest(word) {
    const most = word.length < 8 ? 1 : 2;
    const found = (byInitial.get(word[0]) || []).filter((name) => Math.abs(name.length - word.length) <= most)
      .map((name) => [typos(word, name), name])
      .filter(([distance, name]) => distance <= Math.min(most, names.get(name).slips));
    const least = Math.min(...found.map(([distance]) => distance));
    return found.filter(([distance]) => distance === least).map(([, name]) => name).sort();
  }
  return { read, isKnown };
}

// Return how many letters are put in, left out, changed, or swapped with their neighbour.
function typos(one, other) {
  let [before, last] = [[], [...other, ""].map((_, n) => n)];
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (one[i - 1] !== other[j - 1]));
      if (one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    [before, last] = [last, row];
  }
  return last[other.length];
}

// ---- features
const TOKENS = { benzos: "benzo", designer: "benzo", "z-drug": "benzo", "z-drugs": "benzo", "sleeping pills": "benzo" };
const [WORDS, LETTERS, FACTS, POWER] = [1.7, 1.3, 1.0, 0.4];

// Return words and mentions as a reading: its words with drug names replaced by groups, and the drugs named.
function tokenised(parts, isKnown, asks) {
  const mentions = parts.filter((one) => one.typed);
  const words = parts.filter((one) => !one.typed && !/^\p{Nd}/u.test(one));
  const token = (one) => (one.typed ? `<${TOKENS[one.group] || one.group}>` : /^\p{Nd}/u.test(one) ? size(one) : one);
  const unknown = new Set(words.filter((word) => !isKnown(word))).size;
  const groups = new Set(mentions.map((one) => one.group));
  return { tokens: parts.map(token), words, mentions, groups, asks, unknown };
}

function features(reading) {
  const views = [[inWords(reading.tokens), WORDS], [inLetters(reading.words), LETTERS], [inFacts(reading), FACTS]];
  return new Map(views.flatMap(([view, weight]) => [...view].map((name) => [name, weight / view.size ** POWER])));
}

const inWords = (tokens) =>
  new Set([...tokens, ...[...tokens, "$"].map((token, n) => `${n ? tokens[n - 1] : "^"} ${token}`)]);

function inLetters(words) {
  const found = new Set();
  for (const padded of words.map((word) => `_${word.slice(0, 24)}_`))
    for (const length of [3, 4, 5])
      for (let at = 0; at + length <= padded.length; at++) found.add(`~${padded.slice(at, at + length)}`);
  return found;
}

function inFacts({ tokens, mentions, groups, asks, unknown }) {
  const [isSubject, others] = [meets(groups, SUBJECT), minus(groups, SUBJECT)];
  const cards = mentions.filter((one) => one.drug);
  const found = new Set(cards.map((one) => `=${one.drug}`));
  found.add(`=${tokens.length && Math.min(tokens.length, 60).toString(2).length} words`);
  found.add(meets(groups, BENZO) ? "=benzo" : isSubject ? "=subject" : others.size ? "=other drug" : "=no drug");
  for (const one of groups) found.add(`=group ${one}`);
  if (isSubject && others.size) for (const one of ["other", ...others]) found.add(`=benzo and ${one}`);
  if (distinct(cards.filter((one) => BENZO.has(one.group)), (one) => one.drug) > 1) found.add("=two benzos");
  if (unknown) found.add(`=${Math.min(unknown, 3)} unknown`).add(isSubject ? "=unknown" : "=unknown, no benzo");
  if (asks) found.add("=?");
  return found;
}

// ---- model: the weights in the file that its Python counterpart describes
const [BUCKETS, LOW, utf8] = [1024, 65536, new TextEncoder()];
const CRC = Uint32Array.from({ length: 256 }, (_, n) => {
  for (let bit = 0; bit < 8; bit++) n = n & 1 ? (n >>> 1) ^ 0xedb88320 : n >>> 1;
  return n;
});

// Return the key of a feature in the model: the low bits of its CRC-32.
function hashed(name) {
  let crc = -1;
  for (const byte of utf8.encode(name)) crc = CRC[(crc ^ byte) & 255] ^ (crc >>> 8);
  return ((crc ^ -1) >>> 0) % (BUCKETS * LOW);
}

function openModel(bytes) {
  let at = bytes.indexOf(10) + 1;
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(0, at)));
  const next = (length) => bytes.slice(at, (at += length));
  const starts = new Uint32Array(next(8 * (BUCKETS + 1)).buffer); // of features; then of weights, for who reads a few
  const keys = new Uint16Array(next(2 * header.features).buffer);
  const counts = next(header.features);
  const columns = next((bytes.length - at) / 2);
  const weights = new Int8Array(next(bytes.length - at).buffer);
  const [rows, known] = [new Map(), new Map()]; // by key; and by feature, as the parts of a text share most of theirs
  for (let n = 0, row = 0, bucket = 0; n < keys.length; row += counts[n++]) {
    while (starts[bucket + 1] <= n) bucket++;
    rows.set(bucket * LOW + keys[n], [row, row + counts[n]]);
  }

  function rowsOf(feature) {
    if (!known.has(feature)) known.set(feature, rows.get(hashed(feature)) || [0, 0]);
    return known.get(feature);
  }

  function sums(found) {
    const out = header.bias.map((bias) => bias / header.step);
    for (const [feature, value] of found) {
      const [start, end] = rowsOf(feature);
      for (let row = start; row < end; row++) out[columns[row]] += value * weights[row];
    }
    const scaled = out.map((one, n) => one * header.step / (n < header.classes.length ? header.scale : 1));
    return [scaled.slice(0, header.classes.length), scaled.slice(header.classes.length)];
  }
  return { header, sums };
}

function softmax(names, sums) {
  const top = Math.max(...sums);
  const powers = sums.map((one) => Math.exp(one - top));
  const whole = powers.reduce((one, other) => one + other);
  return Object.fromEntries(powers.map((one, n) => [names[n], one / whole]));
}

// ---- rules
// Return what gives, for a reading, what the rules add to the log-odds of each class.
function openRules({ words, rules }) {
  const all = (lists = []) => new Set(lists.flatMap((name) => words[name].split(/\s+/)));
  const ready = rules.map((rule) => ({ ...rule, only: all(rule.only), some: all(rule.some), also: all(rule.also),
    without: all(rule.without), beyond: all(rule.beyond) }));
  return (reading) => {
    const [found, facts] = [{}, factsOf(reading)];
    for (const rule of ready) if (holds(rule, facts)) found[rule.say] = (found[rule.say] || 0) + rule.by;
    return found;
  };
}

function factsOf({ tokens, words, mentions, groups }) {
  const benzos = mentions.filter((one) => BENZO.has(one.group) && one.group !== "benzos");
  const subjects = mentions.filter((one) => SUBJECT.has(one.group));
  const pairs = tokens.slice(1).map((token, n) => `${tokens[n]}_${token}`);
  return {
    words: new Set(words), phrases: new Set([...words, ...pairs]), length: tokens.length, groups,
    others: minus(groups, SUBJECT), subjects: distinct(subjects, (one) => one.drug || one.group),
    benzos: distinct(benzos, (one) => one.drug || one.typed), drugs: distinct(mentions, (one) => one.drug || one.typed),
    card: mentions.some((one) => one.drug),
  };
}

function holds(rule, facts) {
  const { named = [], others, longest = 999, benzos = 0 } = rule;
  const { subjects = 0, most_subjects = 9, drugs = 0, most_drugs = 9 } = rule;
  const fits = () => isWithin(facts.others, new Set(others)) && facts.others.size > 0 === others.length > 0;
  return facts.subjects >= subjects && facts.subjects <= most_subjects && facts.benzos >= benzos
    && facts.drugs >= drugs && facts.drugs <= most_drugs && facts.length <= longest
    && isWithin(named, facts.groups) && (!others || fits()) && (rule.say !== CARD || facts.card)
    && !(rule.beyond.size && isWithin(facts.words, rule.beyond))
    && !(rule.only.size && !isWithin(facts.words, rule.only))
    && !(rule.some.size && !meets(rule.some, facts.phrases))
    && !(rule.also.size && !meets(rule.also, facts.phrases))
    && !meets(rule.without, facts.phrases);
}

// ---- languages
const [SHARE, LONG, FOREIGN] = [0.5, 6, 1.5];

function openLanguages(tables) {
  const languages = Object.entries(tables).map(([code, { function: said, words }]) => ({
    code, function: new Set(said.split(" ")), words,
    stems: Object.keys(words).filter((word) => word.endsWith("*")).map((word) => word.slice(0, -1))
      .sort((one, other) => other.length - one.length),
  }));
  const english = languages.find((one) => one.code === "en");

  function gloss(language, word) {
    const stem = language.stems.find((one) => word.startsWith(one));
    return language.words[word] ?? (stem ? language.words[`${stem}*`] : word);
  }

  // Return the language of some words, and undefined for English and for what is not clear.
  function recognise(words) {
    const inEnglish = words.filter((word) => english.function.has(word)).length;
    let [best, most] = [undefined, 0];
    if (inEnglish >= SHARE * words.length) return best;
    for (const one of languages.filter(({ code }) => code !== "en")) {
      const hits = words.filter((word) => one.function.has(word) || gloss(one, word) !== word);
      const isLong = hits.length > 1 || (hits.length && [...hits[0]].length >= LONG);
      const isEnough = isLong && hits.length > inEnglish && hits.length >= SHARE * words.length;
      const score = hits.length + words.filter((word) => one.function.has(word)).length / (MAX_CHARS + 1);
      if (isEnough && score > most) [best, most] = [one, score];
    }
    return best;
  }
  return { recognise, inEnglish: (language, words) => words.flatMap((word) => gloss(language, word).split(" ")) };
}

// ---- emergencies
const [PART, SENTENCE] = [24, /(?:[^.?!\n;]|\.(?=\p{Nd}))+[.?!\n;]*/gu];

// Return the sentences of a text, long ones cut so that each cut overlaps the last.
function partsOf(text) {
  const sentences = (text.match(SENTENCE) || []).map((one) => one.trim()).filter((one) => one.includes(" "));
  return sentences.flatMap((sentence) => {
    const words = sentence.split(/\s+/);
    const cuts = words.length > PART ? Math.ceil(words.length / (PART / 2) - 1) : 1;
    return Array.from({ length: cuts }, (_, n) => words.slice((n * PART) / 2, (n * PART) / 2 + PART).join(" "));
  });
}

const logOdds = (chance) => Math.log((chance + 1e-9) / (1 - chance + 1e-9));
function alarmOf(classes, levels, boosts) {
  const kinds = Object.entries(classes).filter(([name]) => name.startsWith(KIND));
  const loud = kinds.reduce((sum, [, chance]) => sum + chance, 0);
  return {
    loud: (logOdds(loud) + logOdds(levels.loud)) / 2 + (boosts.loud || 0),
    quiet: (logOdds(loud + classes[QUIET]) + logOdds(1 - levels.calm)) / 2 + (boosts.quiet || 0),
    kind: kinds.reduce((best, one) => (one[1] > best[1] ? one : best))[0].slice(KIND.length),
  };
}

// Return the kind of a loud emergency or null, and whether the text is a quiet one.
function judge(whole, rest, limits) {
  const found = rest.map((part) => [part.loud - limits.loud_in_part, part.kind]);
  found.push([whole.loud - limits.loud, whole.kind]);
  if (whole.quiet >= limits.surely_quiet) found.push([whole.loud - limits.loud_if_quiet, whole.kind]);
  const [most, kind] = found.reduce((worst, one) => (one[0] > worst[0] ? one : worst));
  const quiet = whole.quiet >= limits.quiet || rest.some((part) => part.quiet >= limits.quiet_in_part);
  return most >= 0 ? [kind, false] : [null, quiet];
}

// ---- reader and matcher
const [MOST_OFFERED, NEUTRAL] = [3, new Set(["alcohol"])];
const UNNAMED = new Set("it them this these stuff meds medication pills tablets".split(" "));

// Return what answers questions by these tables; `has` is whether there is an entry or a card of this id.
function openReader(names, rules, languages, weights, has) {
  const [{ read, isKnown }, boostsOf, { limits }] = [openNames(names), openRules(rules), rules];
  const [{ recognise, inEnglish }, { header, sums }] = [openLanguages(languages), openModel(weights)];
  const aboutOthers = new Set([...rules.about_others, CARD]);
  const isAnswer = header.classes.map((name) => !name.startsWith(KIND) && name !== QUIET);

  // Return what a folded text says; one in another language is read both as it is and in English.
  function understand(folded) {
    const words = split(folded);
    const kept = words.filter((word) => word !== "?");
    const asks = kept.length < words.length;
    const plain = understood(tokenised(read(kept), isKnown, asks));
    const language = recognise(plain.reading.words);
    if (!language) return plain;
    const english = understood(tokenised(read(inEnglish(language, kept)), isKnown, asks));
    const loud = Math.max(plain.alarm.loud - FOREIGN, english.alarm.loud);
    return { ...english, alarm: { ...english.alarm, loud }, language: language.code };
  }

  function understood(reading) {
    const [boosts, [classes, levels]] = [boostsOf(reading), sums(features(reading))];
    const boosted = classes.map((total, n) => total + (boosts[header.classes[n]] || 0));
    const alarming = classes.map((total, n) => (header.classes[n].startsWith(KIND) ? boosted[n] : total));
    const alarm = alarmOf(softmax(header.classes, alarming), softmax(header.levels, levels), boosts);
    const card = reading.mentions.map((one) => `drug:${one.drug}`).find(has) || "";
    let ranked = null; // the answers with their chances, best first: of most parts of a text nobody asks for them
    const kept = (all) => all.filter((_, n) => isAnswer[n]);
    const answers = () => (ranked ??= Object.entries(softmax(kept(header.classes), kept(boosted)))
      .map(([name, score]) => ({ name, score, id: name === CARD ? card : name }))
      .sort((one, other) => other.score - one.score));
    return { reading, alarm, answers, language: "" };
  }

  function ask(question) {
    const [start, end] = bounded(question);
    const seen = understand(start);
    if (!seen.reading.tokens.length) return { ...seen, state: "none", matches: [], emergency: null, quiet: false };
    const parts = [...partsOf(start), ...partsOf(end)];
    const alarms = parts.length > 1 ? parts.map((part) => understand(part).alarm) : [];
    const [emergency, quiet] = judge(seen.alarm, alarms, limits);
    const [state, matches] = unclear(start, seen) || answer(seen);
    if (emergency && state === "suggest") return { ...seen, state: "none", matches: [], emergency, quiet };
    return { ...seen, state, matches, emergency, quiet };
  }

  // Return what to offer where no benzo is named, as if one was meant; null where there is no need.
  function unclear(start, seen) {
    const words = start.split(/\s+/).filter(Boolean);
    const named = words.map((word) => (UNNAMED.has(word.replace(/^[?.!,]+|[?.!,]+$/g, "")) ? "benzos" : word));
    const isNamed = named.some((word, n) => word !== words[n]);
    const isMeant = isNamed || !seen.reading.mentions.length;
    if (answer(seen)[0] === "answer" || seen.language || meets(seen.reading.groups, SUBJECT) || !isMeant) return null;
    if (seen.answers().find(({ name }) => name === NONE).score >= limits.surely_another_subject) return null;
    const guess = understand((isNamed ? named : ["benzos", ...words]).join(" "));
    const [{ name, score }] = guess.answers();
    const offered = name === NONE || score < limits.unclear ? [] : offer(guess);
    return offered.length ? ["suggest", offered] : null;
  }

  // Return the state of a reading, and what is shown or offered.
  function answer(seen) {
    const offered = offer(seen);
    const [{ rivals }, ...more] = [...seen.reading.mentions, {}];
    if (rivals && more.length === 1) { // a misspelt name as near to two drugs: ask which
      const cards = rivals.map((name) => `drug:${name}`).filter(has).slice(0, MOST_OFFERED);
      return [cards.length ? "suggest" : "none", cards.map((id) => ({ id, score: 0.5 }))];
    }
    const groups = minus(seen.reading.groups, NEUTRAL);
    const isSubject = meets(groups, SUBJECT);
    const { name, score } = seen.answers().find((one) => one.name === NONE || has(one.id));
    const other = aboutOthers.has(name) ? limits.answer_about_other : 2;
    const enough = !groups.size ? limits.answer_without_drug : isSubject ? limits.answer : other;
    if (name !== NONE && offered.length && score >= enough) return ["answer", offered];
    const isHopeless = name === NONE && score >= (isSubject ? limits.surely_nothing : limits.surely_another_subject);
    return offered.length && (isSubject || !groups.size) && !isHopeless ? ["suggest", offered] : ["none", []];
  }

  const offer = ({ answers }) =>
    answers().filter(({ id, score }) => has(id) && score >= limits.offer).slice(0, MOST_OFFERED);

  return ask;
}
