// The desk: acts go to the server without leaving the page; the event stream brings what came of them.
"use strict";

(() => {
  const region = document.getElementById("desk"), said = document.getElementById("desk-said");
  if (!region) return;
  let dragged = null, busy = Promise.resolve(), fading = 0;

  async function act(address, values, form) {
    let isTaken = false;
    said.classList.remove("wrong");
    said.textContent = "…";
    try {
      const answer = await fetch(address, { method: "POST", headers: { Accept: "application/json" }, body: values });
      const found = await answer.json();
      isTaken = answer.ok;
      said.classList.toggle("wrong", !answer.ok);
      said.textContent = found.message || (answer.ok ? "Done." : "That could not be understood.");
      clearTimeout(fading);
      fading = answer.ok ? setTimeout(() => { said.textContent = ""; }, 4000) : 0;
    } catch {
      said.classList.add("wrong");
      said.textContent = "The preview does not answer: start digest preview again.";
    }
    if (!isTaken) for (const field of form ? form.elements : []) delete field.dataset.sent; // the words are the editor's still
  }
  function tell(message, wrong) { said.classList.toggle("wrong", wrong); said.textContent = message; }
  const queue = (address, values, form) => { busy = busy.then(() => act(address, values, form)); };

  // The button that the focus goes to where the pressed one goes away: the next row's own, else the one's before.
  function after(form) {
    const row = form.closest("li"), own = row && form.querySelector("button:last-of-type");
    if (!own) return "";
    const kind = own.id.slice(0, own.id.lastIndexOf("-") + 1);
    const all = [...region.querySelectorAll(`button[id^="${kind}"]`)], at = all.indexOf(own);
    return (all[at + 1] || all[at - 1])?.id || "";
  }

  region.addEventListener("submit", (event) => {
    event.preventDefault();
    const form = event.target, button = event.submitter;
    if (button && button.getAttribute("aria-disabled") === "true") { tell("There is no place there: it stands at the end already.", true); return; }
    const values = new URLSearchParams(new FormData(form));
    const address = (button && button.getAttribute("formaction")) || form.getAttribute("action");
    for (const field of form.elements) field.dataset.sent = "";
    region.dataset.next = after(form);
    queue(address, values, form);
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

  // A story is taken by its grip, so that its words can be marked; below the middle of a section's last one is its end.
  const clear = () => { for (const one of region.querySelectorAll(".target")) one.classList.remove("target"); };
  region.addEventListener("pointerdown", (event) => { if (event.target.matches(".grip")) getSelection().removeAllRanges(); });  // marked words would be dragged
  region.addEventListener("dragstart", (event) => {
    if (!event.target.matches || !event.target.matches(".grip")) return;
    dragged = event.target.closest(".story");
    dragged.classList.add("dragged");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setDragImage(dragged, 0, 0);
  });
  region.addEventListener("dragover", (event) => {
    const row = dragged && event.target.closest(".story");
    clear();
    if (!row) return;
    event.preventDefault();
    const box = row.getBoundingClientRect(), isEnd = !row.nextElementSibling && event.clientY > box.top + box.height / 2;
    const target = isEnd ? row.parentElement : row;
    if (target !== dragged && !(isEnd && row === dragged)) target.classList.add("target");
  });
  region.addEventListener("drop", (event) => {
    const target = region.querySelector(".target");
    if (!dragged || !target) return;
    event.preventDefault();
    const values = { day: region.querySelector("input[name=day]").value, key: dragged.dataset.key };
    if (target.matches(".story")) queue("desk/place", new URLSearchParams({ ...values, before: target.dataset.key }));
    else queue("desk/last", new URLSearchParams({ ...values, section: target.dataset.section }));
  });
  region.addEventListener("dragend", () => { if (dragged) dragged.classList.remove("dragged"); dragged = null; clear(); });
})();
