/* Keys for moderators who decide about hundreds of comments; everything they do, links and buttons do too. */
(() => {
  "use strict";

  const form = document.getElementById("bulk");
  if (!form) return;
  const cards = [...form.querySelectorAll("[data-card]")];
  const boxes = [...form.querySelectorAll("input[name=comments]")];
  const keys = document.querySelector("[data-keys]");
  const counter = form.querySelector("[data-count]");
  const switched = document.getElementById("keys-on");
  const memory = "moderation-keys";
  const store = (() => { try { return window.localStorage; } catch { return null; } })();

  const count = () => {
    const chosen = boxes.filter((box) => box.checked).length;
    counter.hidden = chosen === 0;
    counter.textContent = `(${chosen})`;
  };
  form.addEventListener("change", count);
  count();

  document.querySelector("[data-choose]")?.addEventListener("click", (event) => {
    event.preventDefault();
    const every = boxes.every((box) => box.checked);
    boxes.forEach((box) => { box.checked = !every; });
    count();
  });

  switched.closest("label").hidden = false;
  switched.checked = store?.getItem(memory) !== "off";
  switched.addEventListener("change", () => store?.setItem(memory, switched.checked ? "on" : "off"));

  const current = () => cards.findIndex((card) => card.contains(document.activeElement));
  const go = (step) => {
    const at = current();
    const next = at < 0 ? (step > 0 ? 0 : cards.length - 1) : Math.min(Math.max(at + step, 0), cards.length - 1);
    cards[next].focus();
  };
  const box = () => cards[current()]?.querySelector("input[name=comments]");
  const choose = () => {
    const found = box();
    if (found) { found.checked = !found.checked; count(); }
  };
  const act = (value) => {
    const found = box();
    if (!boxes.some((each) => each.checked) && found) { found.checked = true; count(); }
    form.requestSubmit(form.querySelector(`button[value="${value}"]`));
  };
  const reject = () => {
    const reason = document.getElementById("reason");
    if (reason.value) { act("reject"); return; }
    const found = box();
    if (!boxes.some((each) => each.checked) && found) { found.checked = true; count(); }
    reason.focus();
  };
  const does = {
    j: () => go(1),
    k: () => go(-1),
    x: choose,
    p: () => act("publish"),
    r: reject,
    o: () => act("mark_off_topic"),
    u: () => document.querySelector("form[data-undo]")?.requestSubmit(),
    "?": () => { keys.open = !keys.open; },
  };
  const isTyping = (element) => element.matches("input:not([type=checkbox]), textarea, select");

  document.addEventListener("keydown", (event) => {
    if (!switched.checked || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const what = does[event.key];
    if (what) { event.preventDefault(); what(); }
  });
})();
