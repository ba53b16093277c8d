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
      void import("./search/panel.js").then(({ attach }) => attach(form));
    }
  };
  form.addEventListener("focusin", use);
  form.addEventListener("input", use);
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
