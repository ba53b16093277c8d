/** What scripts add to a page. A text never becomes markup. */

/**
 * @param {string} name
 * @param {string} className
 * @param {(Node | string)[]} inside
 */
export function make(name, className, ...inside) {
  const element = document.createElement(name);
  if (className) {
    element.className = className;
  }
  element.append(...inside);
  return element;
}

/**
 * A badge that shows a state.
 *
 * @param {string} of The key of the case.
 * @param {string} part
 * @param {string} code Of a timeline in codes: `funded`, or `funded/ending-soon`.
 * @param {Record<string, string>} words
 */
export function badge(of, part, code, words) {
  const mark = make("span", "sc-mark");
  mark.dataset.case = of;
  mark.dataset.part = part;
  const [value, soon] = code.split("/");
  mark.dataset.value = value;
  mark.toggleAttribute("data-soon", soon !== undefined);
  mark.textContent = words[code];
  return mark;
}
