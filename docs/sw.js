/**
 * Keeps the pages that were read, for when no network is there. A page always comes from the network first; where that
 * does not answer, the copy is shown, and says that it is one. Nothing that is typed is kept. The build writes BUILD.
 *
 * @typedef {{ day: string, shell: string, assets: string[] }} Build
 */

/** @type {ServiceWorkerGlobalScope} */
const worker = /** @type {any} */ (self);
const TOP = new URL(worker.registration.scope);
/** Other sites may share the origin: their caches are left alone. */
const OURS = `register:${TOP.pathname}:`;
const PAGES = `${OURS}pages`;
/** Says of a kept page which shell it needs. */
const SHELL = "register-shell";
const MOST_PAGES = 200;
/** Milliseconds that a network may take before the copy is shown in its place. */
const PATIENCE = 4000;
const OFFLINE = at("about/offline/");
const SEARCH = at("search.json");
/** What is not a page and is kept as one is: the search, and what the form for editors is filled with. */
const DATA = /^(search|edit\/(form|of\/[a-z0-9-]+))\.json$/;
/** Kept on the first visit to any page, and never given up for others. */
const ALWAYS = [at(""), at("a-to-z/"), OFFLINE];
const BY_CONTENT = /\/assets-[0-9a-f]{8}\/|\.[0-9a-f]{8}\.min\.(css|js)$/;

/** @param {string} path */
function at(path) {
  return new URL(path, TOP).href;
}

worker.addEventListener("install", (event) => event.waitUntil(install()));
worker.addEventListener("activate", (event) => event.waitUntil(activate()));
/** Sent by a page that was opened before there was a worker. */
worker.addEventListener("message", (event) => event.waitUntil(renew(/** @type {WindowClient} */ (event.source).url)));
worker.addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== "GET" || origin !== TOP.origin || !pathname.startsWith(TOP.pathname)) {
    return;
  }
  if (mode === "navigate") {
    event.respondWith(networkFirst(event, copyOf).then(async (answer) => answer ?? (await longer(pathname)) ?? missing()));
  } else if (pathname.startsWith(`${TOP.pathname}letter/`)) {
    // What the page of letters shows of an area, with what says that it is a copy.
    event.respondWith(networkFirst(event, copyOf).then((answer) => answer ?? Response.error()));
  } else if (BY_CONTENT.test(pathname)) {
    event.respondWith(asset(event.request));
  } else if (DATA.test(pathname.slice(TOP.pathname.length))) {
    event.respondWith(networkFirst(event, async (kept) => kept).then((answer) => answer ?? Response.error()));
  }
});

async function install() {
  const shell = await caches.open(shellOf(`${BUILD.shell}/`));
  await shell.addAll(BUILD.assets.map(at));
  const used = (await kept(SEARCH)) ? [SEARCH] : [];
  await Promise.all([...ALWAYS, ...used].map(renew));
  await worker.skipWaiting();
}

/** Pages wait for this, so nothing here asks the network. */
async function activate() {
  await worker.clients.claim();
  // Styles and scripts that no kept page uses any more are given up.
  const pages = await (await caches.open(PAGES)).matchAll();
  const used = [PAGES, shellOf(`${BUILD.shell}/`), ...pages.map(({ headers }) => headers.get(SHELL))];
  const ours = (await caches.keys()).filter((name) => name.startsWith(OURS));
  await Promise.all(ours.filter((name) => !used.includes(name)).map((name) => caches.delete(name)));
}

/**
 * @param {string} text An address, or a page.
 * @returns {string} The cache of the shell that it names.
 */
function shellOf(text) {
  return `${OURS}${/\b(assets-[0-9a-f]{8})\//.exec(text)?.[1] ?? BUILD.shell}`;
}

/**
 * What the network gives, and where it gives nothing in time, or trouble, what is kept.
 *
 * @param {FetchEvent} event
 * @param {(kept: Response, isSlow: boolean) => Promise<Response>} shown How something that was kept is shown.
 * @returns {Promise<Response | undefined>} Nothing where there is neither.
 */
async function networkFirst(event, shown) {
  const { request } = event;
  const fresh = renewed(request, (keeping) => event.waitUntil(keeping));
  event.waitUntil(fresh.catch(() => {}));
  const copy = await kept(request.url);
  let isSlow = false;
  try {
    const answer = await (copy ? Promise.race([fresh, late()]) : fresh);
    if (answer && (answer.status < 500 || !copy)) {
      return answer;
    }
    isSlow = answer === undefined;
  } catch {
    // No network: only the copy is left.
  }
  return copy && shown(copy, isSlow);
}

/** @returns {Promise<undefined>} */
function late() {
  return new Promise((resolve) => setTimeout(resolve, PATIENCE));
}

/** @param {string} url */
async function renew(url) {
  /** @type {Promise<void>[]} */
  const keeping = [];
  await renewed(new Request(url), (started) => keeping.push(started));
  await Promise.all(keeping);
}

/**
 * Ask the network, past what the browser may still hold, and keep a good answer.
 *
 * @param {Request} request
 * @param {(keeping: Promise<void>) => void} onKeeping An answer can be shown before it is kept.
 */
async function renewed(request, onKeeping) {
  const answer = await fetch(request, { cache: "no-cache" });
  onKeeping(keep(request.url, answer.clone()));
  return answer;
}

/**
 * @param {string} url
 * @returns {string} Without what stands after the path: that may be what somebody typed.
 */
function nameOf(url) {
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}

/** @param {string} url */
async function kept(url) {
  return (await caches.open(PAGES)).match(nameOf(url));
}

/**
 * @param {string} url
 * @param {Response} answer
 */
async function keep(url, answer) {
  const name = nameOf(url);
  const pages = await caches.open(PAGES);
  if (answer.status === 404 || answer.status === 410) {
    await pages.delete(name);
    return;
  }
  const text = answer.ok ? await answer.text() : "";
  // A page that says nothing of its build is somebody else's, such as a network's own page for signing in.
  if (!text.includes(name.endsWith(".json") ? '"built_on"' : 'name="register-built_on"')) {
    return;
  }
  try {
    const headers = { "content-type": answer.headers.get("content-type") ?? "text/html", [SHELL]: shellOf(text) };
    await pages.put(name, new Response(text, { headers }));
    const others = (await pages.keys()).filter(({ url }) => ![...ALWAYS, SEARCH].includes(url));
    await Promise.all(others.slice(0, -MOST_PAGES).map((old) => pages.delete(old)));
  } catch {
    // A full disk keeps nothing; the page is shown all the same.
  }
}

/** @param {Request} request */
async function asset(request) {
  const held = await caches.match(request, { ignoreVary: true });
  if (held) {
    return held;
  }
  const answer = await fetch(request);
  if (answer.ok) {
    const shell = await caches.open(shellOf(request.url));
    await shell.put(request, answer.clone()).catch(() => {});
  }
  return answer;
}

/**
 * @param {Response} page
 * @param {boolean} isSlow
 */
async function copyOf(page, isSlow) {
  const text = await page.text();
  const why = isSlow ? "The network does not answer" : "You are offline";
  return marked(text, `${why}: this is the copy of ${dayOf(text)}.`);
}

/**
 * A short address only leads on: its page is nowhere kept, but what it leads to may be.
 *
 * @param {string} pathname
 * @returns {Promise<Response | undefined>}
 */
async function longer(pathname) {
  const [, id] = /^p\/([^/]+)\/$/.exec(pathname.slice(TOP.pathname.length)) ?? [];
  const address = at(`protocols/${id}/`);
  return id && (await kept(address)) ? Response.redirect(address) : undefined;
}

/** The page on reading without a network, in the place of one that is not here. Its links lead from its own address. */
async function missing() {
  const page = await kept(OFFLINE);
  if (!page) {
    return Response.error();
  }
  const text = (await page.text()).replace(
    / (href|src|action)="(\.[^"]*)"/g,
    (_, name, link) => ` ${name}="${new URL(link, OFFLINE).pathname}"`,
  );
  return marked(text, "You are offline, and the page that you asked for is not on this device.", 503);
}

/** @param {string} page */
function dayOf(page) {
  const day = /name="register-built_on" content="([\d-]+)"/.exec(page)?.[1];
  if (!day) {
    return "a day that is not known";
  }
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" }).format(new Date(day));
}

/**
 * @param {string} page
 * @param {string} words
 */
function marked(page, words, status = 200) {
  // In the header, which stays in sight wherever the page is scrolled to.
  const said = page.replace(/<header[^>]*>/, `$&<p class="sc-copy">${words}</p>`);
  const headers = { "content-type": "text/html; charset=utf-8" };
  return new Response(said, { status, headers });
}
