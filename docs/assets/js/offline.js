/**
 * Has pages that were read kept on this device, for when no network is there; and lists them on the page on reading
 * without a network. Only after a page has loaded, so that nothing waits for it.
 */

const TOP = new URL("../../", import.meta.url);
const KEPT = `register:${TOP.pathname}:pages`;

async function register() {
  await navigator.serviceWorker.register(new URL("sw.js", TOP));
  if (!navigator.serviceWorker.controller) {
    const { active } = await navigator.serviceWorker.ready;
    active?.postMessage("keep this page");
  }
}

function tryToRegister() {
  // Refused where a browser keeps nothing, as in some private windows.
  register().catch(() => {});
}

/** @param {Element} list */
async function show(list) {
  const pages = await caches.open(KEPT);
  const parser = new DOMParser();
  for (const request of [...(await pages.keys())].reverse()) {
    const page = await pages.match(request);
    const title = parser.parseFromString((await page?.text()) ?? "", "text/html").querySelector("h1")?.textContent;
    if (title) {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = request.url;
      link.textContent = title.trim();
      item.append(link);
      list.append(item);
    }
  }
  list.closest("[hidden]")?.toggleAttribute("hidden", list.childElementCount === 0);
}

if ("serviceWorker" in navigator) {
  if (document.readyState === "complete") {
    tryToRegister();
  } else {
    addEventListener("load", tryToRegister, { once: true });
  }
  document.querySelectorAll("[data-kept]").forEach((list) => void show(list).catch(() => {}));
}
