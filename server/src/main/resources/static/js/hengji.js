// Small manners of every page. No framework, no inline code: the content security policy allows neither.
(function () {
  "use strict";

  var toggle = document.querySelector("[data-menu-toggle]");
  if (toggle) {
    var narrow = localStorage.getItem("hengji-menu") === "closed";
    var show = function (open) {
      document.body.classList.toggle("hj-menu-closed", !open);
      toggle.setAttribute("aria-expanded", String(open));
    };
    show(!narrow);
    toggle.addEventListener("click", function () {
      var open = document.body.classList.contains("hj-menu-closed");
      localStorage.setItem("hengji-menu", open ? "open" : "closed");
      show(open);
    });
  }

  document.querySelectorAll("[data-submit-on-change]").forEach(function (form) {
    form.addEventListener("change", function () { form.requestSubmit(); });
  });

  // The session ended while the page was open: say so and leave everything typed where it is.
  document.body.addEventListener("hengji:signed-out", function () {
    var notice = document.getElementById("signed-out");
    if (notice) {
      notice.hidden = false;
      notice.scrollIntoView({ block: "nearest" });
    }
  });

  // Copying a field: without a secure connection browsers keep the clipboard closed, then the text is selected at least.
  document.querySelectorAll("[data-copy]").forEach(function (button) {
    var field = document.getElementById(button.dataset.copy);
    var says = document.querySelector("[data-copy-says='" + button.dataset.copy + "']");
    button.addEventListener("click", function () {
      field.focus();
      field.select();
      var done = function () { says.textContent = button.dataset.copied; };
      var byHand = function () { says.textContent = document.execCommand("copy") ? button.dataset.copied : button.dataset.byHand; };
      if (navigator.clipboard) {
        navigator.clipboard.writeText(field.value).then(done, byHand);
      } else {
        byHand();
      }
    });
  });

  // A link to an indicator opens its explanation.
  var openTarget = function () {
    var row = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    var all = document.querySelector("[data-open-all]");
    if (location.hash.length > 1 && !row && all && all.getAttribute("href").indexOf("open=all") >= 0) {
      // A scoring item whose indicator is closed: open it and go there.
      location.replace(all.getAttribute("href") + location.hash);
      return;
    }
    var reason = row && row.matches("tr") && row.querySelector("details");
    if (reason) {
      reason.open = true;
    }
  };
  openTarget();
  window.addEventListener("hashchange", openTarget);
})();
