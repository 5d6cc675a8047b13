// Saves the form on a project's page as CSV, made from the page itself. Without JavaScript the button is not there.
(function () {
  "use strict";
  var words = { save: "本表（CSV）" };
  var place = document.getElementById("save");
  if (!place) return;

  function text(cell) {
    var copy = cell.cloneNode(true);
    copy.querySelectorAll("br").forEach(function (lineBreak) { lineBreak.replaceWith("\n"); });
    return copy.textContent.replace(/\n\n+/g, "\n").trim();
  }

  // The rows of a table; a cell that is merged downwards stands in each of its rows.
  function grid(table) {
    var rows = [];
    Array.from(table.rows).forEach(function (row, y) {
      var x = 0;
      rows[y] = rows[y] || [];
      Array.from(row.cells).forEach(function (cell) {
        while (rows[y][x] !== undefined) x += 1;
        for (var down = 0; down < cell.rowSpan; down += 1) {
          rows[y + down] = rows[y + down] || [];
          for (var right = 0; right < cell.colSpan; right += 1) rows[y + down][x + right] = right ? "" : text(cell);
        }
        x += cell.colSpan;
      });
    });
    return rows;
  }

  // Excel would take a text that begins like this for a formula.
  function field(value) {
    var safe = /^[=+\-@\t\r\n＝＋－＠]/.test(value) ? "'" + value : value;
    return /[",\r\n]/.test(safe) ? '"' + safe.replace(/"/g, '""') + '"' : safe;
  }

  function csv() {
    var caption = document.querySelector(".form.head caption");
    var rows = [[caption.children[0].textContent, caption.children[1].textContent]];
    document.querySelectorAll(".official table").forEach(function (table) { rows = rows.concat(grid(table), [[]]); });
    return "\ufeff" + rows.map(function (row) { return row.map(field).join(","); }).join("\r\n");
  }

  var button = document.createElement("button");
  button.type = "button";
  button.className = "action plain";
  button.textContent = words.save;
  button.addEventListener("click", function () {
    var link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([csv()], { type: "text/csv;charset=utf-8" }));
    link.download = place.getAttribute("data-name") + ".csv";
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 10000);
  });
  place.append(button);
})();
