// Copies a citation with one press. Without JavaScript the citations are text that can be marked and copied.
(function () {
  "use strict";
  var words = { copy: "复制", copied: "已复制", failed: "请按 Ctrl+C" };

  // A page opened from a disk may not have a clipboard: the text is then marked, and copied the old way.
  function copyMarked(place) {
    var range = document.createRange(), selection = getSelection();
    range.selectNodeContents(place);
    selection.removeAllRanges();
    selection.addRange(range);
    try { return document.execCommand("copy"); } catch (refused) { return false; }
  }

  function copy(place, tell) {
    var text = place.textContent;
    if (!navigator.clipboard) return tell(copyMarked(place));
    navigator.clipboard.writeText(text).then(function () { tell(true); }, function () { tell(copyMarked(place)); });
  }

  // A site that does not know its address is cited by the one that the reader came to.
  function complete(where) {
    if (location.protocol === "file:" || /^https?:/.test(where.textContent)) return;
    where.textContent = location.href.split(/[?#]/)[0] + (where.hash || "");
  }

  document.querySelectorAll(".citation .where").forEach(complete);
  document.querySelectorAll(".citation").forEach(function (item) {
    var button = document.createElement("button"), place = item.querySelector("span");
    button.type = "button";
    button.className = "copy";
    function say(word) {
      button.textContent = word;
      button.setAttribute("aria-label", word + "：" + item.dataset.name);
    }
    say(words.copy);
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", function () {
      copy(place, function (isDone) {
        say(isDone ? words.copied : words.failed);
        setTimeout(function () { say(words.copy); }, 2000);
      });
    });
    item.append(" ", button);
  });
})();
