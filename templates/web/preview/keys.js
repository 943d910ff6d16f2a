// Single keys: they can be turned off, and never act while somebody types.
"use strict";

(() => {
  const help = document.getElementById("help"), on = document.getElementById("keys-on");
  let finding = -1;

  function toFinding() {
    const all = [...document.querySelectorAll(".jump")];
    if (!all.length) return;
    finding = (finding + 1) % all.length;
    if (location.hash === all[finding].hash) switches.jump(); else location.hash = all[finding].hash;
  }

  const focus = (id) => { const field = document.getElementById(id); if (field) { field.focus(); field.select(); } };
  const acts = {
    w: () => switches.next("width"),
    d: () => switches.next("scheme"),
    i: () => document.getElementById("images").click(),
    n: toFinding,
    r: () => focus("reader"),
    t: () => focus("test"),
    e: () => { const desk = document.getElementById("desk-title"); if (desk) { desk.scrollIntoView({ block: "start" }); desk.focus(); } },
    u: () => { const undo = document.getElementById("desk-undo"); if (undo && !undo.disabled) undo.click(); },
    "?": () => help.showModal(),
  };

  function press(event) {
    const typing = event.target.closest && event.target.closest("input:not([type=radio], [type=checkbox], [type=range]), textarea, select");
    if (!on.checked || help.open || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = acts[event.key] || (/^[1-6]$/.test(event.key) && (() => switches.open(Number(event.key) - 1)));
    if (act) { event.preventDefault(); act(); }
  }

  try { on.checked = localStorage.getItem("keys") !== "off"; } catch { /* kept nowhere */ }
  on.addEventListener("input", () => { try { localStorage.setItem("keys", on.checked ? "on" : "off"); } catch { /* as above */ } });
  document.addEventListener("keydown", press);
  document.getElementById("help-open").addEventListener("click", () => help.showModal());
  for (const frame of document.querySelectorAll("[data-frame]")) {
    const listen = () => { try { frame.contentDocument.addEventListener("keydown", press); } catch { /* a file's frame is closed to us */ } };
    frame.addEventListener("load", listen);
    listen();
  }
})();
