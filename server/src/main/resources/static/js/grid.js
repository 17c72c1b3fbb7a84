// A grid of cells as in a spreadsheet: data entry, target sheets. What is typed goes to this computer's storage at once and to the server soon after; only
// what the server has confirmed leaves the storage.
(function () {
  "use strict";

  var grid = document.getElementById("entry");
  if (!grid) {
    return;
  }
  var url = grid.dataset.url;
  var saved = document.getElementById("entry-saved");
  var offer = document.getElementById("entry-offer");
  var pending = {};
  var sending = false;
  var timer = 0;
  var signedOut = false;
  var refused = false;
  var undone = [];
  var atFocus = "";

  var each = function (list, act) {
    Array.prototype.forEach.call(list, act);
  };
  var control = function (address) {
    return document.getElementById("cell:" + address);
  };
  var isCell = function (element) {
    return element && element.dataset && element.dataset.cell && grid.contains(element);
  };
  var count = function () {
    return Object.keys(pending).length;
  };

  // ---- What stays on this computer until the server has it ----

  var keep = function (address) {
    try {
      localStorage.setItem(grid.dataset.store + address, JSON.stringify(pending[address]));
    } catch (full) {
      // Still in this page; the server will have it in a moment.
    }
  };
  var forget = function (address) {
    localStorage.removeItem(grid.dataset.store + address);
  };
  var kept = function () {
    var found = {};
    for (var i = 0; i < localStorage.length; i++) {
      var key = localStorage.key(i);
      if (key.indexOf(grid.dataset.store) === 0) {
        try {
          found[key.slice(grid.dataset.store.length)] = JSON.parse(localStorage.getItem(key));
        } catch (broken) {
          // Not ours.
        }
      }
    }
    return found;
  };

  // ---- Saving ----

  var clock = function (date) {
    return ("0" + date.getHours()).slice(-2) + ":" + ("0" + date.getMinutes()).slice(-2);
  };
  var say = function (text, unsent) {
    saved.textContent = text;
    saved.classList.toggle("hj-unsent", Boolean(unsent));
  };
  var sayUnsent = function () {
    say(saved.dataset.unsent, true);
  };
  var later = function (wait) {
    clearTimeout(timer);
    timer = setTimeout(send, wait);
  };

  var request = function (path, fields) {
    var headers = JSON.parse(document.body.getAttribute("hx-headers") || "{}");
    headers["HX-Request"] = "true";
    headers["Content-Type"] = "application/x-www-form-urlencoded";
    return fetch(path, { method: "POST", headers: headers, body: fields.toString() });
  };

  /** True when the answer is one; otherwise says what is the matter and keeps everything. */
  var arrived = function (response) {
    if (response.status === 409 && saved.dataset.refused) {
      // Sent on meanwhile, or closed: nothing may be changed now. What was typed stays on this computer.
      refused = true;
      say(saved.dataset.refused, true);
      return false;
    } else if (response.status === 401 || response.status === 403) {
      signedOut = true;
      sayUnsent();
      document.body.dispatchEvent(new CustomEvent("hengji:signed-out"));
      return false;
    } else if (!response.ok) {
      sayUnsent();
      later(10000);
      return false;
    }
    return true;
  };

  function send() {
    clearTimeout(timer);
    if (sending || signedOut || refused || count() === 0) {
      return Promise.resolve();
    }
    var batch = {};
    var fields = new URLSearchParams();
    Object.keys(pending).slice(0, 100).forEach(function (address) {
      batch[address] = pending[address].typed;
      fields.append("cell", address);
      fields.append("typed", pending[address].typed);
      fields.append("base", pending[address].base);
    });
    sending = true;
    say(saved.dataset.saving);
    return request(url, fields)
      .then(function (response) {
        if (!arrived(response)) {
          sending = false;
          return null;
        }
        // Until the whole answer is in the page nothing else goes out: it would go out with the text of before.
        return response.text().then(function (html) {
          Object.keys(batch).forEach(function (address) {
            if (pending[address] && pending[address].typed === batch[address]) {
              delete pending[address];
              forget(address);
            }
          });
          merge(html);
          Object.keys(batch).forEach(function (address) {
            // Typed on while this was under way: what stands there now is one's own, unless two versions wait.
            var cell = pending[address] && control(address);
            if (cell && !cell.closest(".hj-conflict")) {
              pending[address].base = cell.dataset.base;
              keep(address);
            }
          });
          sending = false;
          say(saved.dataset.saved.replace("{0}", clock(new Date())));
          return count() > 0 ? send() : null;
        });
      })
      .catch(function () {
        sending = false;
        sayUnsent();
        later(5000);
      });
  }

  /** Signed in again in another window: the new session has a new token. */
  var renew = function () {
    if (!signedOut) {
      return;
    }
    fetch(url, { headers: { "HX-Request": "true" } }).then(function (response) {
      if (!response.ok) {
        return null;
      }
      return response.text().then(function (html) {
        var fresh = new DOMParser().parseFromString(html, "text/html");
        var other = fresh.getElementById("entry");
        if (!other || other.dataset.person !== grid.dataset.person) {
          document.getElementById("entry-other").hidden = false;
          return;
        }
        document.getElementById("entry-other").hidden = true;
        document.getElementById("signed-out").hidden = true;
        document.body.setAttribute("hx-headers", fresh.body.getAttribute("hx-headers"));
        var token = fresh.querySelector("input[name=_csrf]");
        each(document.querySelectorAll("input[name=_csrf]"), function (input) {
          input.value = token.value;
        });
        signedOut = false;
        send();
      });
    }).catch(sayUnsent);
  };
  window.addEventListener("focus", renew);
  document.addEventListener("visibilitychange", function () {
    if (!document.hidden) {
      renew();
    }
  });
  window.addEventListener("online", function () {
    later(0);
  });

  // ---- The answer of the server into the page, without touching what is being typed ----

  function merge(html) {
    var answer = new DOMParser().parseFromString(html, "text/html");
    var stand = window.hengjiStanding();
    each(answer.querySelectorAll("[data-part]"), function (part) {
      var old = document.getElementById(part.id);
      if (!old && part.hasAttribute("data-rows")) {
        // A row that the server added at the end.
        grid.querySelector("table[data-paste]").appendChild(document.importNode(part, true));
      } else if (old && part.hasAttribute("data-rows")) {
        mergeRows(old, part);
      } else if (old) {
        old.replaceWith(document.importNode(part, true));
      }
    });
    stand();
    times();
    grow();
  }

  function mergeRows(old, fresh) {
    each(Array.from(old.rows), function (row) {
      var stays = row.contains(document.activeElement) || Array.prototype.some.call(row.querySelectorAll("[data-cell]"), function (c) {
        return pending[c.dataset.cell];
      });
      if (!stays && !Array.prototype.some.call(fresh.rows, function (r) { return r.id === row.id; })) {
        row.remove();
      }
    });
    each(Array.from(fresh.rows), function (row) {
      if (!document.getElementById(row.id)) {
        old.appendChild(document.importNode(row, true));
        return;
      }
      each(Array.from(row.cells), function (cell) {
        var place = cell.id && document.getElementById(cell.id);
        if (place) {
          mergeCell(place, cell);
        }
      });
    });
  }

  function mergeCell(place, cell) {
    var typed = place.querySelector("[data-cell]");
    if (!typed || (typed !== document.activeElement && !pending[typed.dataset.cell])) {
      place.replaceWith(document.importNode(cell, true));
      return;
    }
    var fresh = cell.querySelector("[data-cell]");
    place.className = cell.className;
    place.rowSpan = cell.rowSpan;
    place.querySelector(".hj-note").replaceWith(document.importNode(cell.querySelector(".hj-note"), true));
    typed.dataset.base = fresh.dataset.base;
    if (fresh.hasAttribute("aria-invalid")) {
      typed.setAttribute("aria-invalid", "true");
    } else {
      typed.removeAttribute("aria-invalid");
    }
  }

  function times() {
    each(document.querySelectorAll("time[data-time]"), function (time) {
      time.textContent = clock(new Date(time.dataset.time));
    });
  }

  /** For browsers that do not size a text area by its content. */
  function grow() {
    if (window.CSS && CSS.supports("field-sizing", "content")) {
      return;
    }
    each(grid.querySelectorAll("textarea"), function (area) {
      area.style.height = "auto";
      area.style.height = area.scrollHeight + "px";
    });
  }

  // ---- Typing ----

  var touched = function (cell) {
    pending[cell.dataset.cell] = { typed: cell.value, base: cell.dataset.base };
    keep(cell.dataset.cell);
    if (!signedOut) {
      later(700);
    }
  };

  var set = function (cell, text) {
    if (cell.tagName === "SELECT") {
      var wanted = text.trim().toLowerCase();
      var option = Array.prototype.find.call(cell.options, function (o) {
        return o.value.toLowerCase() === wanted || o.text.trim().toLowerCase() === wanted;
      });
      if (!option) {
        option = new Option(text, text);
        cell.add(option);
      }
      cell.value = option.value;
    } else {
      cell.value = text;
    }
    touched(cell);
  };

  var isLocked = function (cell) {
    return cell.disabled || cell.readOnly;
  };

  /** Out from under the heads and first columns that stay. */
  var reveal = function (cell, inner) {
    var name = inner.querySelector("thead .ht-name").getBoundingClientRect();
    var box = cell.getBoundingClientRect();
    if (!cell.closest(".ht-second, .ht-name") && box.left < name.right) {
      inner.scrollLeft -= name.right - box.left + 8;
    }
    if (box.top < name.bottom) {
      inner.scrollTop -= name.bottom - box.top + 8;
    }
  };

  var go = function (cell) {
    if (!cell) {
      return;
    }
    cell.focus();
    if (cell.select) {
      cell.select();
    }
    var inner = cell.closest(".ht-scroll");
    if (inner) {
      reveal(cell, inner);
    }
    var bar = document.querySelector(".hj-entry-bar").getBoundingClientRect().bottom + 40;
    if (cell.getBoundingClientRect().top < bar) {
      window.scrollBy(0, cell.getBoundingClientRect().top - bar);
    }
  };

  var vertical = function (cell, step) {
    var column = cell.closest("table").querySelectorAll('[data-col="' + cell.dataset.col + '"]');
    return column[Array.prototype.indexOf.call(column, cell) + step];
  };
  var horizontal = function (cell, step) {
    var row = cell.closest("tr").querySelectorAll("[data-cell]");
    return row[Array.prototype.indexOf.call(row, cell) + step];
  };
  var wholeSelected = function (cell) {
    return cell.tagName !== "SELECT" && cell.selectionStart === 0 && cell.selectionEnd === cell.value.length;
  };

  grid.addEventListener("focusin", function (event) {
    if (isCell(event.target)) {
      atFocus = event.target.value;
    }
  });
  grid.addEventListener("input", function (event) {
    if (isCell(event.target)) {
      touched(event.target);
    }
  });
  grid.addEventListener("focusout", function (event) {
    if (isCell(event.target)) {
      if (event.target.value !== atFocus) {
        undone.push([[event.target.dataset.cell, atFocus]]);
      }
      if (count() > 0 && !signedOut) {
        later(50);
      }
    }
  });

  grid.addEventListener("keydown", function (event) {
    var cell = event.target;
    if (!isCell(cell) || event.isComposing) {
      return;
    }
    var move = null;
    if (event.key === "Enter" && event.altKey && cell.tagName === "TEXTAREA" && !isLocked(cell)) {
      event.preventDefault();
      cell.setRangeText("\n", cell.selectionStart, cell.selectionEnd, "end");
      touched(cell);
    } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      var offered = cell.closest("td").querySelector("[data-take]");
      if (offered) {
        take(offered);
      }
    } else if (event.altKey && (event.key === "Insert" || event.key === "Delete")) {
      event.preventDefault();
      var act = cell.closest("tr").querySelector('[data-key="' + (event.key === "Insert" ? "insert" : "remove") + '"]');
      if (act) {
        act.click();
      }
    } else if (event.key === "Enter") {
      event.preventDefault();
      go(vertical(cell, event.shiftKey ? -1 : 1) || cell);
    } else if (event.key === "Escape" && cell.value !== atFocus) {
      event.preventDefault();
      set(cell, atFocus);
      if (cell.select) {
        cell.select();
      }
    } else if (event.key === "Escape") {
      // Out of a table of a thousand cells with one key.
      var way = document.querySelector("[data-leave]");
      if (way) {
        event.preventDefault();
        way.focus();
      }
    } else if (event.key === "F2" && cell.setSelectionRange) {
      event.preventDefault();
      cell.setSelectionRange(cell.value.length, cell.value.length);
    } else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "d") {
      event.preventDefault();
      var above = vertical(cell, -1);
      if (above && !isLocked(cell)) {
        set(cell, above.value);
      }
    } else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && cell.value === atFocus && undone.length) {
      event.preventDefault();
      undone.pop().forEach(function (was) {
        var target = control(was[0]);
        if (target) {
          set(target, was[1]);
          go(target);
          atFocus = target.value;
        }
      });
    } else if (cell.tagName !== "SELECT" && !event.shiftKey && !event.ctrlKey && !event.altKey) {
      if (event.key === "ArrowDown" && (cell.tagName === "INPUT" || wholeSelected(cell))) {
        move = vertical(cell, 1);
      } else if (event.key === "ArrowUp" && (cell.tagName === "INPUT" || wholeSelected(cell))) {
        move = vertical(cell, -1);
      } else if (event.key === "ArrowRight" && wholeSelected(cell)) {
        move = horizontal(cell, 1);
      } else if (event.key === "ArrowLeft" && wholeSelected(cell)) {
        move = horizontal(cell, -1);
      }
      if (move) {
        event.preventDefault();
        go(move);
      }
    }
  });

  // ---- Blocks from Excel and WPS: tabs between cells, newlines between rows, quotes around cells with either ----

  var block = function (text) {
    var rows = [[""]];
    var quoted = false;
    for (var i = 0; i < text.length; i++) {
      var c = text[i];
      var row = rows[rows.length - 1];
      var at = row.length - 1;
      if (quoted && c === '"' && text[i + 1] === '"') {
        row[at] += '"';
        i++;
      } else if (quoted && c === '"') {
        quoted = false;
      } else if (!quoted && c === '"' && row[at] === "") {
        quoted = true;
      } else if (!quoted && c === "\t") {
        row.push("");
      } else if (!quoted && c === "\n") {
        rows.push([""]);
      } else if (quoted || c !== "\r") {
        row[at] += c;
      }
    }
    var last = rows[rows.length - 1];
    if (rows.length > 1 && last.length === 1 && last[0] === "") {
      rows.pop();
    }
    return rows;
  };

  grid.addEventListener("paste", function (event) {
    var start = event.target;
    if (!isCell(start)) {
      return;
    }
    var text = event.clipboardData.getData("text/plain");
    var rows = block(text);
    var one = rows.length === 1 && rows[0].length === 1;
    if (one && start.tagName !== "SELECT" && !/[\r\n]$/.test(text)) {
      return;
    }
    event.preventDefault();
    var table = start.closest("table");
    if (table.dataset.paste && rows.length > 1) {
      // The server knows heads, merged classes and values in one piece, and adds the rows.
      var form = document.getElementById(table.dataset.paste);
      form.elements.block.value = text;
      form.elements.at.value = start.dataset.cell;
      form.requestSubmit();
      return;
    }
    var lines = Array.from(table.querySelectorAll("tbody tr")).filter(function (r) {
      return r.querySelector("[data-cell]");
    });
    var first = lines.indexOf(start.closest("tr"));
    var order = table.dataset.order.split(" ");
    var left = order.indexOf(start.dataset.col);
    var over = 0;
    var before = [];
    rows.forEach(function (row, i) {
      row.forEach(function (cellText, j) {
        var line = lines[first + i];
        var target = line && order[left + j] && line.querySelector('[data-col="' + order[left + j] + '"]');
        if (target && !isLocked(target)) {
          before.push([target.dataset.cell, target.value]);
          set(target, cellText);
        } else if (cellText !== "") {
          over++;
        }
      });
    });
    if (before.length) {
      undone.push(before);
    }
    atFocus = start.value;
    grow();
    var notice = document.getElementById("entry-notice");
    notice.hidden = over === 0;
    notice.textContent = saved.dataset.overflow.replace("{0}", over);
  });

  // ---- Next fault, two editors, putting into effect ----

  var next = function (kind) {
    var marked = Array.from(grid.querySelectorAll("." + kind + " [data-cell]"));
    var here = marked.indexOf(document.activeElement);
    var after = marked.filter(function (c) {
      return here >= 0 || document.activeElement.compareDocumentPosition(c) & Node.DOCUMENT_POSITION_FOLLOWING;
    });
    var target = here >= 0 ? marked[(here + 1) % marked.length] : after[0] || marked[0];
    go(target);
    if (target) {
      target.scrollIntoView({ block: "center" });
    }
  };

  /** What a remark suggests, into its cell. */
  var take = function (button) {
    var cell = control(button.dataset.for);
    if (cell && !isLocked(cell)) {
      undone.push([[cell.dataset.cell, cell.value]]);
      set(cell, button.dataset.take);
      go(cell);
      atFocus = cell.value;
      later(0);
    }
  };

  document.addEventListener("click", function (event) {
    var button = event.target.closest("button");
    if (!button) {
      return;
    } else if (button.dataset.next) {
      next(button.dataset.next);
    } else if (button.hasAttribute("data-take")) {
      take(button);
    } else if (button.dataset.keep) {
      var address = button.dataset.for;
      var fields = new URLSearchParams({ cell: address, keep: button.dataset.keep });
      delete pending[address];
      forget(address);
      request(url + "/choice", fields).then(function (response) {
        if (arrived(response)) {
          return response.text().then(function (html) {
            merge(html);
            go(control(address));
          });
        }
        return null;
      }).catch(sayUnsent);
    } else if (button.dataset.offer) {
      var found = kept();
      Object.keys(found).forEach(function (at) {
        var cell = control(at);
        if (button.dataset.offer === "take" && cell) {
          cell.dataset.base = found[at].base;
          set(cell, found[at].typed);
        } else if (!pending[at]) {
          forget(at);
        }
      });
      offer.hidden = true;
      grow();
    }
  });

  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (!form.hasAttribute("data-flush") || refused) {
      return;
    }
    var again = function () {
      form.requestSubmit(event.submitter && form.contains(event.submitter) ? event.submitter : null);
    };
    if (event.submitter && !form.contains(event.submitter)) {
      // A button elsewhere on the page: it sends the form with its own name.
      again = function () {
        event.submitter.click();
      };
    }
    var status = document.getElementById("entry-status").dataset;
    if (sending) {
      event.preventDefault();
      setTimeout(again, 100);
    } else if (count() > 0) {
      event.preventDefault();
      send().then(function () {
        if (count() === 0) {
          again();
        }
      });
    } else if (form.dataset.flush === "sound" && Number(status.problems) > 0) {
      event.preventDefault();
      next("hj-bad");
    } else if (form.dataset.flush === "sound" && Number(status.conflicts) > 0) {
      event.preventDefault();
      next("hj-conflict");
    }
  });

  // ---- At the start ----

  if (saved.dataset.at) {
    say(saved.dataset.saved.replace("{0}", clock(new Date(saved.dataset.at))));
  }
  times();
  grow();
  // On a slow computer somebody types before this runs; after a reload it is the browser that puts old choices back.
  var navigation = performance.getEntriesByType("navigation")[0];
  var fresh = navigation && navigation.type === "navigate";
  each(grid.querySelectorAll("[data-cell]"), function (cell) {
    if (cell.tagName === "SELECT") {
      var shown = Array.prototype.findIndex.call(cell.options, function (o) {
        return o.defaultSelected;
      });
      if (cell.selectedIndex === Math.max(shown, 0)) {
        return;
      } else if (!fresh) {
        cell.selectedIndex = Math.max(shown, 0);
        return;
      }
    } else if (cell.value === cell.defaultValue || !fresh) {
      return;
    }
    touched(cell);
  });
  var anchor = location.hash.indexOf("#cell:") === 0 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (anchor) {
    go(anchor);
  }
  var left = kept();
  var open = Object.keys(left).filter(function (address) {
    var cell = control(address);
    if (!cell || cell.value === left[address].typed) {
      forget(address);
      return false;
    }
    return true;
  });
  if (open.length > 0) {
    offer.querySelector("span").textContent = offer.dataset.text.replace("{0}", open.length);
    offer.hidden = false;
  }
})();
