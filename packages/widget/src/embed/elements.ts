export function make<K extends keyof HTMLElementTagNameMap>(tag: K, name: string): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  element.className = name;
  return element;
}

/** An icon in this element; its path is to be set. */
export function svg(parent: Element): SVGPathElement {
  const space = 'http://www.w3.org/2000/svg';
  const picture: SVGSVGElement = document.createElementNS(space, 'svg');
  const path: SVGPathElement = document.createElementNS(space, 'path');
  picture.setAttribute('class', 'icon');
  picture.setAttribute('viewBox', '0 0 24 24');
  picture.setAttribute('aria-hidden', 'true');
  picture.append(path);
  parent.append(picture);
  return path;
}
