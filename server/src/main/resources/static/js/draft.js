// Forms that lose nothing: <form data-draft="target/12">. What is typed is kept on the server as one types; it is given
// back when the page is opened again, and laid beside what somebody else saved in the meantime.
(function () {
  "use strict";

  var each = function (list, act) { Array.prototype.forEach.call(list, act); };
  var headers = function () { return JSON.parse(document.body.getAttribute("hx-headers") || "{}"); };
  var make = function (tag, className, text) {
    var element = document.createElement(tag);
    if (className) { element.className = className; }
    if (text) { element.textContent = text; }
    return element;
  };

  each(document.querySelectorAll("form[data-draft]"), function (form) {
    var address = "/drafts/" + form.dataset.draft.split("/").map(encodeURIComponent).join("/");
    var pending = {};
    var base = {};
    var texts = null;
    var person = null;
    var timer = 0;
    var sending = null;
    var signedOut = false;
    var leaving = false;
    var status = form.querySelector("[data-draft-status]") || form.appendChild(make("p", "hd-status hj-quiet"));
    status.setAttribute("role", "status");

    var isField = function (element) {
      return element.name && element.form === form && !element.disabled && !element.readOnly
        && ["hidden", "password", "file", "submit", "button", "reset"].indexOf(element.type) < 0;
    };
    var isChoice = function (element) { return element.type === "checkbox" || element.type === "radio"; };
    // Fields of one name are told apart by their order; a group of choices is one field.
    var key = function (element) {
      if (isChoice(element)) { return element.name; }
      var same = Array.prototype.filter.call(form.elements, function (e) { return e.name === element.name && isField(e); });
      return same.length > 1 ? element.name + "#" + same.indexOf(element) : element.name;
    };
    var group = function (name) {
      return Array.prototype.filter.call(form.elements, function (e) { return e.name === name && isChoice(e) && isField(e); });
    };
    var value = function (element) {
      if (isChoice(element)) {
        return group(element.name).filter(function (e) { return e.checked; }).map(function (e) { return e.value; }).join("\n");
      }
      return element.value;
    };
    var set = function (element, text) {
      if (isChoice(element)) {
        var chosen = text.split("\n");
        group(element.name).forEach(function (e) { e.checked = chosen.indexOf(e.value) >= 0; });
      } else {
        element.value = text;
      }
      element.dispatchEvent(new Event("change", { bubbles: true }));
    };
    var fields = function () {
      var found = {};
      each(form.elements, function (element) {
        if (isField(element) && !found[key(element)]) { found[key(element)] = element; }
      });
      return found;
    };
    var clock = function (at) {
      return new Date(at).toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit", hour12: false });
    };
    var say = function (what, detail) {
      status.textContent = texts ? texts[what].replace("{0}", detail || "") : "";
      status.dataset.state = what;
    };
    var later = function (ms) { clearTimeout(timer); timer = setTimeout(send, ms); };

    var outOfSession = function (response) {
      if (response.status !== 401 && response.status !== 403) { return false; }
      signedOut = true;
      say("signed-out");
      document.body.dispatchEvent(new CustomEvent("hengji:signed-out"));
      return true;
    };

    /** Resolves to true when everything typed is on the server. */
    function send() {
      clearTimeout(timer);
      if (sending) { return sending.then(send); }
      var names = Object.keys(pending);
      if (signedOut) { return Promise.resolve(false); }
      if (names.length === 0) { return Promise.resolve(true); }
      var batch = {};
      names.slice(0, 200).forEach(function (name) { batch[name] = { typed: pending[name], base: base[name] }; });
      say("saving");
      var given = headers();
      given["Content-Type"] = "application/json";
      given["HX-Request"] = "true";
      sending = fetch(address, { method: "PUT", headers: given, body: JSON.stringify(batch) }).then(function (response) {
        sending = null;
        if (outOfSession(response)) { return false; }
        if (!response.ok) {
          say(response.status === 400 ? "full" : "unsent");
          if (response.status !== 400) { later(5000); }
          return false;
        }
        return response.json().then(function (saved) {
          Object.keys(batch).forEach(function (name) {
            if (pending[name] === batch[name].typed) { delete pending[name]; }
          });
          say("saved", clock(saved.at));
          return Object.keys(pending).length === 0 ? true : send();
        });
      }).catch(function () {
        sending = null;
        say("unsent");
        later(5000);
        return false;
      });
      return sending;
    }

    var drop = function (names) {
      var query = names ? "?" + names.map(function (n) { return "field=" + encodeURIComponent(n); }).join("&") : "";
      var given = headers();
      given["HX-Request"] = "true";
      return fetch(address + query, { method: "DELETE", headers: given }).then(outOfSession).catch(function () { return null; });
    };

    var choice = function (element, name, draft) {
      var now = value(element);
      var box = make("div", "hd-conflict");
      box.setAttribute("role", "group");
      box.appendChild(make("p", "hd-why", texts.conflict));
      var mine = box.appendChild(make("p", "hd-version"));
      mine.appendChild(make("strong", "", texts.mine));
      mine.appendChild(make("span", "", draft.typed));
      var use = mine.appendChild(make("button", "btn", texts.use));
      var theirs = box.appendChild(make("p", "hd-version"));
      theirs.appendChild(make("strong", "", texts.theirs));
      theirs.appendChild(make("span", "", now));
      var keep = theirs.appendChild(make("button", "btn", texts.keep));
      use.type = "button";
      keep.type = "button";
      use.addEventListener("click", function () {
        box.remove();
        base[name] = now;
        pending[name] = draft.typed;
        set(element, draft.typed);
        element.focus();
        send();
      });
      keep.addEventListener("click", function () {
        box.remove();
        element.focus();
        drop([name]);
      });
      (element.closest("label") || element).insertAdjacentElement("afterend", box);
    };

    var restore = function (drafts) {
      var found = fields();
      var settled = [];
      var restored = [];
      var last = 0;
      Object.keys(drafts).forEach(function (name) {
        var element = found[name];
        if (!element) { return; }
        var draft = drafts[name];
        var now = value(element);
        if (draft.typed === now) {
          settled.push(name);
        } else if (draft.base === now) {
          set(element, draft.typed);
          restored.push(name);
          last = Math.max(last, new Date(draft.savedAt).getTime());
        } else {
          choice(element, name, draft);
        }
      });
      if (settled.length) { drop(settled); }
      if (restored.length) {
        var notice = make("div", "hj-notice hd-restored", texts.restored.replace("{0}", clock(last)).replace("{1}", restored.length) + " ");
        notice.setAttribute("role", "status");
        var back = notice.appendChild(make("button", "btn", texts.back));
        back.type = "button";
        back.addEventListener("click", function () {
          restored.forEach(function (name) {
            delete pending[name];
            set(found[name], base[name]);
            delete pending[name];
          });
          drop(restored).then(function () { notice.remove(); });
        });
        form.insertAdjacentElement("afterbegin", notice);
      }
    };

    var open = function () {
      return fetch(address, { headers: { "HX-Request": "true" } }).then(function (response) {
        if (outOfSession(response) || !response.ok) { return null; }
        return response.json();
      });
    };

    var began = fields();
    Object.keys(began).forEach(function (name) { base[name] = value(began[name]); });
    open().then(function (kept) {
      if (!kept) { return; }
      texts = kept.texts;
      person = kept.person;
      restore(kept.fields);
    }).catch(function () { return null; });

    /** Signed in again in another window: the new session has a new token. */
    var renew = function () {
      if (!signedOut) { return; }
      fetch(address, { headers: { "HX-Request": "true" } }).then(function (response) {
        return response.ok ? response.json() : null;
      }).then(function (kept) {
        if (!kept) { return; }
        texts = kept.texts;
        if (person && kept.person !== person) { say("other"); return; }
        var given = {};
        given[kept.header] = kept.token;
        document.body.setAttribute("hx-headers", JSON.stringify(given));
        each(document.querySelectorAll("input[name=_csrf]"), function (input) { input.value = kept.token; });
        document.getElementById("signed-out").hidden = true;
        signedOut = false;
        send();
      }).catch(function () { return null; });
    };
    window.addEventListener("focus", renew);
    window.addEventListener("online", function () { send(); });
    document.addEventListener("visibilitychange", function () { if (!document.hidden) { renew(); } });

    form.addEventListener("input", function (event) {
      if (!isField(event.target)) { return; }
      var name = key(event.target);
      if (!(name in base)) { base[name] = ""; }
      pending[name] = value(event.target);
      later(700);
    });
    // Not sent on before it is safe: an expired session or a cut network leaves the page as it is.
    form.addEventListener("submit", function (event) {
      if (leaving || form.hasAttribute("hx-post")) { leaving = true; return; }
      if (Object.keys(pending).length === 0 && !signedOut) { leaving = true; return; }
      event.preventDefault();
      var by = event.submitter;
      send().then(function (safe) {
        if (safe) {
          leaving = true;
          form.requestSubmit(by || undefined);
        } else if (signedOut) {
          document.body.dispatchEvent(new CustomEvent("hengji:signed-out"));
        }
      });
    });
    window.addEventListener("pageshow", function () { leaving = false; });
    window.addEventListener("beforeunload", function (event) {
      if (!leaving && Object.keys(pending).length > 0) { event.preventDefault(); }
    });
  });
})();
