// A file dropped or chosen, and how far its sending is. Without this script the form sends it all the same.
(function () {
  "use strict";

  var form = document.querySelector("[data-upload]");
  if (!form) {
    return;
  }
  var drop = form.querySelector("[data-drop]");
  var input = form.querySelector("input[type=file]");
  var chosen = form.querySelector("[data-chosen]");
  var sending = form.querySelector("[data-sending]");
  var submit = form.querySelector("button[type=submit]");

  input.addEventListener("change", function () {
    if (input.files.length > 0) {
      chosen.textContent = input.files[0].name;
    }
  });
  ["dragover", "dragenter"].forEach(function (kind) {
    drop.addEventListener(kind, function (event) {
      event.preventDefault();
      drop.classList.add("hi-over");
    });
  });
  ["dragleave", "drop"].forEach(function (kind) {
    drop.addEventListener(kind, function () {
      drop.classList.remove("hi-over");
    });
  });
  drop.addEventListener("drop", function (event) {
    event.preventDefault();
    if (event.dataTransfer && event.dataTransfer.files.length > 0) {
      input.files = event.dataTransfer.files;
      chosen.textContent = input.files[0].name;
    }
  });
  // A file that misses the frame must not replace the page.
  ["dragover", "drop"].forEach(function (kind) {
    window.addEventListener(kind, function (event) {
      if (!drop.contains(event.target)) {
        event.preventDefault();
      }
    });
  });

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    var request = new XMLHttpRequest();
    var bar = sending.querySelector("progress");
    var words = sending.querySelector("span");
    var over = function () {
      submit.disabled = false;
      sending.querySelector("button").hidden = true;
    };
    request.upload.addEventListener("progress", function (at) {
      if (at.lengthComputable) {
        bar.value = Math.floor(at.loaded * 100 / at.total);
        words.textContent = form.dataset.sent.replace("{0}", String(bar.value));
      }
    });
    request.addEventListener("load", function () {
      if (request.status < 400) {
        window.location.assign(request.responseURL);
      } else {
        // Refused with a page that says why.
        document.open();
        document.write(request.responseText);
        document.close();
      }
    });
    request.addEventListener("error", function () {
      over();
      words.textContent = form.dataset.lost;
    });
    request.addEventListener("abort", function () {
      over();
      sending.hidden = true;
    });
    sending.querySelector("button").hidden = false;
    sending.querySelector("button").onclick = function () {
      request.abort();
    };
    sending.hidden = false;
    submit.disabled = true;
    request.open("POST", form.getAttribute("action"));
    request.send(new FormData(form));
  });
})();
