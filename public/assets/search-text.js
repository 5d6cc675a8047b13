// The form of text that the search compares, as Sources/Search/NormalForm.swift makes it, with a way back to the
// characters as written.
(() => {
  "use strict";
  const special = { "≧": "≥", "⩾": "≥", "≦": "≤", "⩽": "≤", "〇": "0", "○": "0", "−": "-" };
  const kept = /^[\p{L}\p{N}.%<>=≥≤\-\u{20000}-\u{DFFFF}\u{F0000}-\u{10FFFF}]$/u;
  const simplified = new Map(), folded = new Map();

  // The traditional characters of what the site has: for each of its characters those that become it.
  function learn({ alphabet, traditional }) {
    traditional.split(" ").forEach((forms, rank) => { for (const each of forms) simplified.set(each, alphabet[rank]); });
    folded.clear();
  }

  // What one character becomes: nothing, one or several.
  function fold(character) {
    if (!folded.has(character)) {
      const isHangul = character >= "가" && character <= "힣";
      const parts = Array.from(isHangul ? character : character.normalize("NFKD").toLowerCase());
      folded.set(character, parts.map(part => special[part] || simplified.get(part) || part)
        .filter(part => kept.test(part)));
    }
    return folded.get(character);
  }

  const isDigit = character => /^[0-9]$/.test(character);
  const isNarrow = character => character < "\u0080" || character === "≥" || character === "≤";

  // The form of a text, and for each unit of it where its original starts and ends.
  function form(text) {
    const raw = [], from = [], to = [], result = { text: "", from: [], to: [] };
    let offset = 0, before = "";
    for (const character of text) {
      for (const part of fold(character)) {
        raw.push(part);
        from.push(offset);
        to.push(offset + character.length);
      }
      offset += character.length;
    }
    for (let index = 0; index < raw.length; index++) {
      const start = index;
      let mark = raw[index];
      if ((mark === ">" || mark === "<") && raw[index + 1] === "=") mark = raw[index++] === ">" ? "≥" : "≤";
      const next = raw[index + 1] || "";
      const stays = mark === "." || mark === "-" ? isDigit(before) && isDigit(next)
        : mark === "%" ? isDigit(before)
        : mark === "≥" || mark === "≤" ? isDigit(next)
        : mark !== ">" && mark !== "<" && mark !== "=";
      before = mark;
      if (!stays) continue;
      result.text += mark;
      for (let unit = 0; unit < mark.length; unit++) {
        result.from.push(from[start]);
        result.to.push(to[index]);
      }
    }
    return result;
  }

  const holds = (text, words) => words.some(word => form(text).text.includes(word));

  // The parts of a text, each with whether one of the words stands there.
  function marked(text, words) {
    const shape = form(text), isMarked = new Uint8Array(text.length), parts = [];
    for (const word of words) {
      for (let at = shape.text.indexOf(word); at >= 0; at = shape.text.indexOf(word, at + 1)) {
        isMarked.fill(1, shape.from[at], shape.to[at + word.length - 1]);
      }
    }
    for (let start = 0, end = 0; start < text.length; start = end) {
      while (isMarked[end] === isMarked[start]) end++;
      parts.push([text.slice(start, end), isMarked[start] === 1]);
    }
    return parts;
  }

  // The text as nodes, with <mark> around the words: text is only ever put in as text.
  function markedNodes(text, words) {
    return marked(text, words).map(([part, isMarked]) => {
      const node = isMarked ? document.createElement("mark") : document.createTextNode("");
      node.textContent = part;
      return node;
    });
  }

  // The words of a query: what white space parts, but what has no two characters of its own joins its neighbour, unless
  // words are loose.
  function words(typed, areLoose) {
    // An amount stands as 0.40 万元 on the page.
    const query = typed.replace(/(\d)\s+((?:亿|万)?元|[亿万])(?=\s|$)/gu, "$1$2");
    if (areLoose) return query.split(/\s+/u).map(piece => form(piece).text).filter(Boolean);
    const result = [];
    let rest = "";
    for (const piece of query.split(/\s+/u)) {
      rest += piece;
      if (Array.from(form(rest).text).length < 2) continue;
      result.push(rest);
      rest = "";
    }
    if (rest) result.push((result.pop() || "") + rest);
    return result.map(word => form(word).text).filter(Boolean);
  }

  window.gongkaiText = { learn, form, holds, marked, markedNodes, words, isNarrow };
})();
