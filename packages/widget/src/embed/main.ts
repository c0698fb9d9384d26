import { batonOf } from './baton-global.ts';
import { readOptions } from './widget-options.ts';

/* The script that a page embeds: it puts in the widget that its own tag asks for. */
const script = document.currentScript;
if (script instanceof HTMLScriptElement) {
  const options = readOptions(script.dataset, script.src);
  batonOf(window, options.server).mount(options);
}
