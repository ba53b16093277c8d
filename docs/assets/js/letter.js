/**
 * A letter in hand: drug, practice's area and asker are chosen, and what the area's own page says of them is shown. The
 * choices stand in the address, so that it can be shared. Nothing is judged here, and nothing is kept.
 */

import { areaChosen } from "./area.js";
import { Older, OLDER } from "./fresh.js";
import { answerTo } from "./letter/answer.js";
import { pageOf, providersOf } from "./letter/area-page.js";
import { latest } from "./latest.js";
import { onAnotherDay } from "./lookup.js";
import { nameSheet } from "./sheet.js";
import { writeOnPaper } from "./timeline.js";

/** @typedef {import("./letter/area-page.js").AreaPage} AreaPage */

const NAMES = /** @type {const} */ (["drug", "area", "from", "of"]);
/** Of these, another area may have a protocol of its own. */
const ELSEWHERE = ["moved", "other-nhs"];
const LOST = "The area's page could not be loaded. Open it from the list below.";

class Letter {
  /** An asker by name is offered once the area's page is there. */
  #wanted = "";
  #ask = latest();

  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.form = form;
    this.status = /** @type {HTMLElement} */ (document.querySelector(".sc-count[role='status']"));
    this.answer = /** @type {HTMLElement} */ (document.querySelector(".sc-letter-answer"));
    this.#preset(new URLSearchParams(location.search));
  }

  /** Answer now, and whenever something else is chosen. */
  start() {
    this.form.addEventListener("change", ({ target }) => {
      if (target === this.#select("from")) {
        this.#wanted = this.#select("from").value;
      }
      this.#tell();
      void this.#run();
    });
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#run().then(() => this.answer.focus());
    });
    onAnotherDay(() => void this.#run());
    this.form.hidden = false;
    void this.#run();
  }

  /** @param {typeof NAMES[number]} name */
  #select(name) {
    return /** @type {HTMLSelectElement} */ (this.form.elements.namedItem(name));
  }

  /**
   * Choose what is offered, or nothing.
   *
   * @param {typeof NAMES[number]} name
   * @param {string} value
   */
  #choose(name, value) {
    const select = this.#select(name);
    select.value = value;
    if (select.selectedIndex < 0) {
      select.value = "";
    }
  }

  /** @param {URLSearchParams} given */
  #preset(given) {
    this.#wanted = given.get("from") ?? "";
    for (const name of NAMES) {
      this.#choose(name, given.get(name) ?? "");
    }
    if (!given.has("area")) {
      this.#choose("area", areaChosen() ?? "");
    }
  }

  #tell() {
    const address = new URL(location.href);
    for (const name of NAMES) {
      address.searchParams.delete(name);
      if (this.#select(name).value) {
        address.searchParams.set(name, this.#select(name).value);
      }
    }
    history.replaceState(null, "", address);
  }

  /** @param {AreaPage} area */
  #offer(area) {
    const named = /** @type {HTMLOptGroupElement} */ (this.#select("from").querySelector("optgroup"));
    const providers = providersOf(area);
    named.replaceChildren(...Array.from(providers, ([id, name]) => new Option(name, id)));
    named.hidden = providers.size === 0;
    this.#choose("from", this.#wanted);
  }

  /** @returns {import("./letter/answer.js").Asker} */
  #asker() {
    const option = this.#select("from").selectedOptions[0];
    return { id: option?.value ?? "", whom: option?.dataset.whom ?? `requests from ${option?.text}` };
  }

  async #run() {
    const isLast = this.#ask();
    const [drug, area] = [this.#select("drug").value, this.#select("area").value];
    const isElsewhere = ELSEWHERE.includes(this.#wanted);
    const of = isElsewhere ? this.#select("of").value : "";
    this.#select("of").closest("p")?.toggleAttribute("hidden", !isElsewhere);
    if (!drug || !area) {
      this.#show([], "");
      return;
    }
    try {
      const [here, there] = await Promise.all([pageOf(area), of && of !== area ? pageOf(of) : null]);
      if (isLast()) {
        this.#offer(here);
        const { name, parts, count, paper } = answerTo(here, there, drug, this.#asker());
        this.#show(parts, count);
        this.#name(name, paper);
      }
    } catch (error) {
      if (isLast()) {
        this.#show([], error instanceof Older ? OLDER : LOST);
      }
    }
  }

  /**
   * Have the tab and every sheet of paper say what is answered, and until when.
   *
   * @param {string} drug
   * @param {string} paper
   */
  #name(drug, paper) {
    nameSheet(`${drug} in ${this.#select("area").selectedOptions[0].text}`);
    if (!document.querySelector("p#register-stale")) {
      writeOnPaper(paper);
    }
  }

  /**
   * @param {Node[]} parts
   * @param {string} words
   */
  #show(parts, words) {
    nameSheet("");
    this.answer.replaceChildren(...parts);
    this.status.textContent = words;
  }
}

const form = document.querySelector("form[data-letter]");
if (form instanceof HTMLFormElement) {
  new Letter(form).start();
}
