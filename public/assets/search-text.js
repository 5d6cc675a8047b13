// The form of text that the search compares, as Sources/Search/NormalForm.swift makes it, with a way back to the
// characters as written.
(function () {
  "use strict";
  var special = { "≧": "≥", "⩾": "≥", "≦": "≤", "⩽": "≤", "〇": "0", "○": "0", "−": "-" };
  var kept = /^[\p{L}\p{N}.%<>=≥≤-]$/u;
  var table = new Map();
  var traditional = Array.from(gongkaiCharacters[0]);
  var simplified = Array.from(gongkaiCharacters[1]);
  traditional.forEach(function (character, index) { table.set(character, simplified[index]); });
  var memory = new Map();

  function fold(character) {
    if (special[character]) return special[character];
    if (character >= "가" && character <= "힣") return character;
    var result = "";
    for (var part of character.normalize("NFKD").toLowerCase()) {
      part = special[part] || table.get(part) || part;
      if (kept.test(part) || part.codePointAt(0) >= 0x20000) result += part;
    }
    return result;
  }

  function isDigit(character) { return character >= "0" && character <= "9" && character.length === 1; }

  // The form as an array of characters, and for each where its original starts and ends.
  function form(text) {
    var raw = [], from = [], to = [], offset = 0;
    for (var character of text) {
      var folded = memory.get(character);
      if (folded === undefined) memory.set(character, folded = Array.from(fold(character)));
      for (var part of folded) {
        raw.push(part);
        from.push(offset);
        to.push(offset + character.length);
      }
      offset += character.length;
    }
    var result = { text: "", characters: [], from: [], to: [] };
    var before = "";
    for (var index = 0; index < raw.length; index++) {
      var mark = raw[index], start = index;
      if ((mark === ">" || mark === "<") && raw[index + 1] === "=") mark = raw[index++] === ">" ? "≥" : "≤";
      var next = raw[index + 1] || "";
      var stays = mark === "." || mark === "-" ? isDigit(before) && isDigit(next)
        : mark === "%" ? isDigit(before)
        : mark === "≥" || mark === "≤" ? isDigit(next)
        : mark !== ">" && mark !== "<" && mark !== "=";
      before = mark;
      if (!stays) continue;
      result.characters.push(mark);
      // One entry for each unit of UTF-16, as indexOf counts.
      for (var unit = 0; unit < mark.length; unit++) {
        result.from.push(from[start]);
        result.to.push(to[index]);
      }
    }
    result.text = result.characters.join("");
    return result;
  }

  // The parts of a text, each with whether one of the words stands there.
  function marked(text, words) {
    var shape = form(text), spans = [];
    words.forEach(function (word) {
      for (var at = shape.text.indexOf(word); word && at >= 0; at = shape.text.indexOf(word, at + 1)) {
        spans.push([shape.from[at], shape.to[at + word.length - 1]]);
      }
    });
    spans.sort(function (a, b) { return a[0] - b[0]; });
    var parts = [], end = 0;
    spans.forEach(function (span) {
      if (span[1] <= end) return;
      if (span[0] > end) parts.push([text.slice(end, span[0]), false]);
      var start = Math.max(span[0], end);
      if (parts.length && parts[parts.length - 1][1] && start === end) parts[parts.length - 1][0] += text.slice(start, span[1]);
      else parts.push([text.slice(start, span[1]), true]);
      end = span[1];
    });
    if (end < text.length) parts.push([text.slice(end), false]);
    return parts;
  }

  // The text as nodes, with <mark> around the words: text is only ever put in as text.
  function markedNodes(text, words) {
    return marked(text, words).map(function (part) {
      if (!part[1]) return document.createTextNode(part[0]);
      var mark = document.createElement("mark");
      mark.textContent = part[0];
      return mark;
    });
  }

  function isNarrow(character) { return character < "\u0080" || character === "≥" || character === "≤"; }

  // The words of a query: what white space parts, but what has no two characters of its own joins its neighbour.
  function words(query) {
    var result = [], rest = "";
    query.split(/\s+/u).forEach(function (piece) {
      rest += piece;
      if (form(rest).characters.length > 1) {
        result.push(rest);
        rest = "";
      }
    });
    if (rest) result.push((result.pop() || "") + rest);
    return result.map(function (word) { return form(word).text; }).filter(Boolean);
  }

  window.gongkaiText = { form: form, marked: marked, markedNodes: markedNodes, words: words, isNarrow: isNarrow };
})();
