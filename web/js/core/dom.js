/* Elements are made here and nowhere else: text goes through textContent, never through markup. */

function append(parent, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    parent.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
  return parent;
}

function apply(element, props) {
  for (const [name, value] of Object.entries(props || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === 'function') element.addEventListener(name.replace(/^on/, ''), value);
    else if (name === 'value' || name === 'checked' || name === 'indeterminate') element[name] = value;
    else element.setAttribute(name, value === true ? '' : String(value));
  }
}

/** An element: h('a', { class: 'btn', href, onclick }, text, [nodes]). null and false are left out. */
export function h(tag, props, ...children) {
  const element = document.createElement(tag);
  apply(element, props);
  append(element, children);
  if (tag === 'select' && props && props.value !== undefined) element.value = props.value;
  return element;
}

/** The same for SVG; every value is an attribute. */
export function svg(tag, props, ...children) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(props || {})) element.setAttribute(name, String(value));
  return append(element, children);
}

export function replace(parent, ...children) {
  parent.replaceChildren();
  return append(parent, children);
}

let serial = 0;
/** An id nothing else on the page has, to tie labels to fields. */
export const uniqueId = (prefix = 'x') => `${prefix}-${++serial}`;

/** The mark beside the name; drawn, so that it follows the theme. */
export const mark = () => svg('svg', { class: 'mark', viewBox: '0 0 24 24', 'aria-hidden': 'true' },
  svg('rect', { class: 'mark-a', width: 24, height: 24, rx: 4 }),
  svg('path', { class: 'mark-b', d: 'M6 6h12v2.4H6zM6 10.8h12v2.4H6zM6 15.6h7V18H6z' }));
