/**
 * The register's own search. What it needs is loaded on the first use of a search box. What is typed is sent nowhere
 * until somebody asks for the page of all results, whose address holds it.
 */

/** @param {HTMLFormElement} form */
function onFirstUse(form) {
  let isUsed = false;
  const use = () => {
    if (!isUsed) {
      isUsed = true;
      import("./search/panel.js").then(
        ({ attach }) => attach(form),
        () => sayLost(form),
      );
    }
  };
  form.addEventListener("focusin", use);
  form.addEventListener("input", use);
}

/**
 * The network is gone, and nobody searched on this device before.
 *
 * @param {HTMLFormElement} form
 */
function sayLost(form) {
  const panel = /** @type {HTMLElement} */ (form.querySelector(".sc-panel"));
  const count = /** @type {HTMLElement} */ (form.querySelector(".sc-count"));
  const link = document.createElement("a");
  link.href = new URL("../../a-to-z/", import.meta.url).href;
  link.textContent = "the A to Z";
  count.replaceChildren("The search could not be loaded. Try ", link, ".");
  panel.hidden = false;
}

const forms = /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll("form[data-register-search]"));
for (const form of forms) {
  if (form.dataset.registerSearch === "page") {
    void import("./search/page.js").then(({ attach }) => attach(form));
  } else {
    onFirstUse(form);
  }
  form.querySelector(".sc-keys")?.removeAttribute("hidden");
}

document.addEventListener("keydown", (event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  const typing = target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName);
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing) {
    return;
  }
  const inputs = /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("form[data-register-search] input"));
  const seen = Array.from(inputs).find((input) => input.offsetParent !== null);
  if (seen) {
    event.preventDefault();
    seen.focus();
  }
});
