// The page follows the edition: new parts are put in place, frames are loaded anew, nothing jumps.
"use strict";

(() => {
  const $ = (id) => document.getElementById(id);
  let version = Number(document.body.dataset.version), renewing = Promise.resolve();

  async function renew() {
    const answer = await fetch(location.href, { cache: "no-store" });
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!fresh.body.dataset.version) return;
    version = Number(fresh.body.dataset.version);
    document.title = fresh.title;
    document.body.toggleAttribute("data-empty", fresh.body.hasAttribute("data-empty"));
    const held = document.activeElement;
    for (const part of document.querySelectorAll("[data-live]")) {
      const now = fresh.getElementById(part.id);
      for (const open of part.querySelectorAll("details[open][id]")) fresh.getElementById(open.id)?.setAttribute("open", "");
      if (!now || now.innerHTML === part.innerHTML) continue;
      for (const field of part.querySelectorAll("input[id], textarea[id], select[id]")) typed(field, fresh.getElementById(field.id));
      part.replaceChildren(...now.childNodes);
    }
    refocus(held);
    document.body.dataset.version = version;
    pulse(`Live · ${new Date().toLocaleTimeString()}`);
    spam();
  }

  // What somebody is typing is not taken from under the hands; what was sent comes back as the edition has it.
  function typed(field, twin) {
    if (!twin || "sent" in field.dataset) return;
    if (field.type === "checkbox") { if (field.checked !== field.defaultChecked) twin.checked = field.checked; return; }
    const first = field.tagName === "SELECT" ? [...field.options].find((one) => one.defaultSelected)?.value : field.defaultValue;
    if (first !== undefined && field.value !== first) twin.value = field.value;
  }

  // A button that went with its story leaves the focus to the next story's, else to the desk, not to nothing.
  function refocus(held) {
    if (!held || held === document.body || held.isConnected) return;
    const twin = held.id && $(held.id);
    const next = twin && !twin.disabled ? twin : $($("desk")?.dataset.next) || $("desk-title");
    if (next) next.focus({ preventScroll: Boolean(twin) });
  }

  function frames() {
    for (const frame of document.querySelectorAll("[data-frame]")) switches.load(frame, frame.contentWindow.location.href);
  }

  function pulse(said, off) {
    $("pulse").textContent = said;
    $("pulse").classList.toggle("off", Boolean(off));
  }

  const source = new EventSource("events");
  source.addEventListener("message", (event) => {
    if (Number(event.data) === version) return;
    frames();
    renewing = renewing.then(renew).catch(() => {});
  });
  source.addEventListener("open", () => pulse("Live"));
  source.addEventListener("error", () => pulse("Stopped: start digest preview again", true));

  for (const form of document.querySelectorAll("form[data-ask]")) {
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const said = form.querySelector(".said"), button = form.querySelector("button");
      said.textContent = "…";
      button.disabled = true;
      try {
        const answer = await fetch(form.dataset.ask, { method: "POST", body: new URLSearchParams(new FormData(form)) });
        const found = await answer.json();
        said.classList.toggle("wrong", !answer.ok);
        said.textContent = found.message || (answer.ok ? "" : "That is no address.");
        if (found.reader) location.assign(`./?reader=${found.reader}`);
      } catch {
        said.classList.add("wrong");
        said.textContent = "The preview does not answer: start digest preview again.";
      }
      button.disabled = false;
    });
  }

  async function spam() {
    try {
      const found = await (await fetch("spam")).json();
      $("spam-none").hidden = found.reachable;
      $("spam-found").hidden = !found.reachable;
      if (!found.reachable) return;
      $("spam-score").textContent = found.score;
      $("spam-limit").textContent = `of ${found.limit} points that make it spam`;
      $("spam-report").textContent = found.report;
    } catch { /* the next version asks again */ }
  }
  spam();
})();
