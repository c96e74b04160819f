// Marks in the table of contents where the reader is, and keeps that line in sight. Nothing is missing without it.
(function () {
  "use strict";
  const box = document.querySelector(".toc__scroll");
  if (!box || !("IntersectionObserver" in window)) return;
  const links = new Map();
  for (const link of box.querySelectorAll("a")) links.set(link.hash.slice(1), link);
  let current = null;

  function mark(link) {
    if (link === current) return;
    if (current) current.removeAttribute("aria-current");
    link.setAttribute("aria-current", "true");
    current = link;
    box.scrollTop = link.offsetTop - box.clientHeight / 3;
  }

  const watched = [...document.querySelectorAll(".act > .unit")].filter((unit) => links.has(unit.id));
  const inSight = new Set();
  const observer = new IntersectionObserver(function (entries) {
    for (const entry of entries) inSight[entry.isIntersecting ? "add" : "delete"](entry.target);
    const first = watched.find((unit) => inSight.has(unit));
    if (first) mark(links.get(first.id));
  }, { rootMargin: "0px 0px -60% 0px" });
  for (const unit of watched) observer.observe(unit);
  if (watched.length && new URLSearchParams(location.search).has("page")) mark(links.get(watched[0].id));
})();
