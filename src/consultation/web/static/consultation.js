/* Small comforts for those who have scripts; every page works without. */
(() => {
  "use strict";

  /* Bring the error summary to the reader. */
  document.getElementById("problem")?.focus();

  /* Count what is left of a text with a limit. The server counts characters, not UTF-16 units. */
  const count = (area) => {
    const line = document.createElement("p");
    line.className = "field-count";
    line.setAttribute("aria-live", "polite");
    area.after(line);
    const show = () => {
      const left = Number(area.dataset.most) - [...area.value].length;
      line.textContent = `${left < 0 ? area.dataset.over : area.dataset.left} ${Math.abs(left)}`;
      line.classList.toggle("field-count--over", left < 0);
    };
    area.addEventListener("input", show);
    show();
  };
  document.querySelectorAll("textarea[data-most]").forEach(count);

  /* A form is sent once, however often its button is pressed. */
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
    window.setTimeout(() => { delete form.dataset.sent; }, 5000);
  });
})();
