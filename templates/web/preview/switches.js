// Views, width, colours and images: what is shown, and how. Works from a file too.
"use strict";

const switches = (() => {
  const $ = (id) => document.getElementById(id);
  const tabs = [...document.querySelectorAll("[role=tab]")];
  const mail = $("mail"), device = $("device"), stage = $("stage");
  const query = new URL(mail.src).search;

  const keep = (name, value) => { try { sessionStorage.setItem(name, value); } catch { /* kept nowhere */ } };
  const kept = (name) => { try { return sessionStorage.getItem(name); } catch { return null; } };
  const chosen = (name) => document.querySelector(`input[name=${name}]:checked`).value;

  function show(name) {
    for (const tab of tabs) {
      const on = tab.id === `tab-${name}`;
      tab.setAttribute("aria-selected", on);
      tab.tabIndex = on ? 0 : -1;
      $(tab.getAttribute("aria-controls")).hidden = !on;
    }
    keep("view", name);
    if (name === "mail") fit();
  }

  function open(number) { const tab = tabs[number]; if (tab) { show(tab.id.slice(4)); tab.focus(); } }

  // A frame that is loaded anew stays where it was scrolled to, also while it is as good as empty.
  function load(frame, address) {
    let place = [0, 0];
    try { place = [frame.contentWindow.scrollX, frame.contentWindow.scrollY]; } catch { /* a file's frame is closed to us */ }
    frame.addEventListener("load", () => { try { frame.contentWindow.scrollTo(...place); } catch { /* as above */ } }, { once: true });
    frame.contentWindow.location.replace(address);
  }

  function dress() {
    const look = chosen("scheme") + ($("images").checked ? "-no-images" : "");
    device.dataset.scheme = chosen("scheme");
    keep("scheme", chosen("scheme"));
    keep("images", $("images").checked ? "off" : "on");
    const address = new URL(`look/${look}.html${query}`, location.href).href;
    if (mail.dataset.at !== address) { mail.dataset.at = address; load(mail, address); }
  }

  // What is wider than the page is made smaller, so that a phone shows the whole of a desktop.
  function fit() {
    const free = chosen("width") === "free";
    $("free").hidden = !free;
    device.classList.toggle("free", free);
    const width = free ? Number($("free-width").value) : Number(chosen("width"));
    $("free-shown").value = width;
    const scale = Math.min(1, stage.clientWidth / width) || 1;
    device.style.width = `${width * scale}px`;
    mail.style.width = `${width}px`;
    mail.style.height = `${100 / scale}%`;
    mail.style.transform = `scale(${scale})`;
    keep("width", chosen("width"));
    keep("free", $("free-width").value);
  }

  function next(name) {
    const all = [...document.querySelectorAll(`input[name=${name}]`)];
    const now = all.findIndex((one) => one.checked);
    all[(now + 1) % all.length].click();
  }

  // A place in another view is shown by showing that view first.
  function jump() {
    const target = location.hash.length > 1 && $(decodeURIComponent(location.hash.slice(1)));
    const view = target && target.closest("[role=tabpanel]");
    if (!view) return;
    show(view.id.slice(5));
    target.scrollIntoView({ block: "center" });
    const region = target.closest(".scroll");
    if (region) region.focus({ preventScroll: true });
  }

  function restore() {
    for (const name of ["width", "scheme"]) {
      const one = document.querySelector(`input[name=${name}][value="${kept(name)}"]`);
      if (one) one.checked = true;
    }
    $("images").checked = kept("images") === "off";
    $("free-width").value = kept("free") || Math.min(800, innerWidth);
    if (!kept("width") && innerWidth < 700) document.querySelector("input[name=width][value='375']").checked = true;
    mail.dataset.at = mail.src;
    if ($(`tab-${kept("view")}`)) show(kept("view"));
    fit();
    dress();
    jump();
  }

  for (const tab of tabs) tab.addEventListener("click", () => show(tab.id.slice(4)));
  document.querySelector("[role=tablist]").addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const now = tabs.indexOf(document.activeElement);
    const to = step ? (now + step + tabs.length) % tabs.length : { Home: 0, End: tabs.length - 1 }[event.key];
    if (to !== undefined) { event.preventDefault(); open(to); }
  });
  for (const input of document.querySelectorAll("input[name=width], #free-width")) input.addEventListener("input", fit);
  for (const input of document.querySelectorAll("input[name=scheme], #images")) input.addEventListener("input", dress);
  // The edge of the device can be drawn with the mouse: CSS resizes, the slider follows.
  new ResizeObserver(() => {
    if (!device.classList.contains("free") || !device.style.width) return;
    const drawn = Math.round(device.getBoundingClientRect().width), set = Number($("free-width").value);
    if (Math.abs(drawn - Math.min(set, stage.clientWidth)) > 1) { $("free-width").value = drawn; fit(); }
  }).observe(device);
  addEventListener("resize", fit);
  addEventListener("hashchange", jump);
  restore();
  return { open, next, load, jump, dress };
})();
