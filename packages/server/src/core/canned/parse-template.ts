import { LiquidError } from 'liquidjs';
import type { Template } from 'liquidjs';
import { jinjaToLiquid } from './jinja-to-liquid.ts';
import { LONGEST_TEMPLATE, templateLanguage } from './template-language.ts';

/** A path of properties and indexes: `std.customer.name` is std, customer, name. */
export type FieldPath = readonly (string | number)[];

export type ParsedTemplate =
  | {
      readonly ok: true;
      readonly nodes: Template[];
      /** What it takes from outside, those of `generative` not among them. */
      readonly fields: readonly FieldPath[];
      /** Names of the fields that a model is to fill. */
      readonly generative: readonly string[];
    }
  /** `problem` is for the author: it quotes his template. */
  | { readonly ok: false; readonly problem: string };

export const LIQUID: ReturnType<typeof templateLanguage> = templateLanguage();

const LONGEST_PROBLEM = 300;
/** A field to fill stands alone: a filter or a condition would be about a value that is not there yet. */
const BARE = /\{\{-?\s*generative\.[A-Za-z_]\w*\s*-?\}\}/g;

/* Parsing costs some fifty microseconds and a turn looks at all templates of its agent. */
const MOST_KEPT = 5000;
const parsed = new Map<string, ParsedTemplate>();

export function parseTemplate(template: string): ParsedTemplate {
  const known = parsed.get(template);
  if (known !== undefined) return known;
  const made = parse(template);
  if (parsed.size >= MOST_KEPT) parsed.clear();
  if (template.length <= LONGEST_TEMPLATE) parsed.set(template, made);
  return made;
}

function parse(template: string): ParsedTemplate {
  if (template.length > LONGEST_TEMPLATE) {
    return { ok: false, problem: `the template is longer than ${LONGEST_TEMPLATE} characters` };
  }
  try {
    const nodes = LIQUID.parse(jinjaToLiquid(template));
    const { globals } = LIQUID.analyzeSync(nodes, { partials: false });
    const { generative = [], ...others } = globals;
    const names = generative
      .map((variable) => variable.segments[1])
      .filter((name) => typeof name === 'string');
    if ((template.match(BARE) ?? []).length !== generative.length) {
      return { ok: false, problem: 'a generative field can only stand alone, as {{ generative.name }}' };
    }
    const fields = Object.values(others)
      .flat()
      .map((variable) => variable.segments.filter((segment) => typeof segment !== 'object'));
    return { ok: true, nodes, fields, generative: [...new Set(names)] };
  } catch (error) {
    return { ok: false, problem: problemOf(error) };
  }
}

function problemOf(error: unknown): string {
  const message = LiquidError.is(error) ? error.message : 'it cannot be read as a template';
  return message.slice(0, LONGEST_PROBLEM).toWellFormed();
}

/** Names of what a template takes from outside, e.g. `std.customer.name`; none when it cannot be read. */
export function templateFields(template: string): readonly string[] {
  const read = parseTemplate(template);
  if (!read.ok) return [];
  const names = [...read.fields.map(pathName), ...read.generative.map((name) => `generative.${name}`)];
  return [...new Set(names)];
}

/** Why a template cannot be used, for its author; null when it can. */
export function templateProblem(template: string): string | null {
  const read = parseTemplate(template);
  return read.ok ? null : read.problem;
}

export function pathName(path: FieldPath): string {
  return path.join('.');
}
