// The desk: acts go to the server without leaving the page; the event stream brings what came of them.
"use strict";

(() => {
  const region = document.getElementById("desk"), said = document.getElementById("desk-said");
  if (!region) return;
  let dragged = null, busy = Promise.resolve();

  async function act(address, values) {
    said.classList.remove("wrong");
    said.textContent = "…";
    try {
      const answer = await fetch(address, { method: "POST", headers: { Accept: "application/json" }, body: values });
      const found = await answer.json();
      said.classList.toggle("wrong", !answer.ok);
      said.textContent = found.message || (answer.ok ? "Done." : "That could not be understood.");
    } catch {
      said.classList.add("wrong");
      said.textContent = "The preview does not answer: start digest preview again.";
    }
  }
  function tell(message, wrong) { said.classList.toggle("wrong", wrong); said.textContent = message; }
  const queue = (address, values) => { busy = busy.then(() => act(address, values)); };

  region.addEventListener("submit", (event) => {
    event.preventDefault();
    const form = event.target, button = event.submitter;
    if (button && button.getAttribute("aria-disabled") === "true") { tell("There is no place there: it stands at the end already.", true); return; }
    const values = new URLSearchParams(new FormData(form));
    const address = (button && button.getAttribute("formaction")) || form.getAttribute("action");
    for (const field of form.elements) field.dataset.sent = "";
    queue(address, values);
  });

  // Single keys on a story: they can be turned off with the others.
  const rows = () => [...region.querySelectorAll(".story")];
  const keys = { p: "pin", x: "drop", K: "up", J: "down" };
  function step(row, by) {
    const all = rows(), next = all[all.indexOf(row) + by];
    const button = next && next.querySelector("button:not([disabled]), summary");
    if (button) button.focus();
  }
  region.addEventListener("keydown", (event) => {
    const row = event.target.closest(".story");
    if (!row || event.target.matches("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!document.getElementById("keys-on").checked) return;
    const name = keys[event.key], by = { j: 1, k: -1 }[event.key];
    const button = name && document.getElementById(`${name}-${row.dataset.key}`);
    if (by) step(row, by);
    else if (button) { button.focus(); button.click(); }
    else return;
    event.preventDefault();
    event.stopPropagation();
  });

  region.addEventListener("dragstart", (event) => {
    dragged = event.target.closest && event.target.closest(".story");
    if (dragged) event.dataTransfer.effectAllowed = "move";
  });
  region.addEventListener("dragover", (event) => {
    const row = event.target.closest(".story");
    for (const one of rows()) one.classList.toggle("target", one === row && row !== dragged);
    if (dragged && row) event.preventDefault();
  });
  region.addEventListener("dragend", () => { for (const one of rows()) one.classList.remove("target"); });
  region.addEventListener("drop", (event) => {
    const row = event.target.closest(".story");
    if (!dragged || !row || row === dragged) return;
    event.preventDefault();
    const day = region.querySelector("input[name=day]").value;
    queue("desk/place", new URLSearchParams({ day, key: dragged.dataset.key, before: row.dataset.key }));
    dragged = null;
  });
})();
