const REGION = /\{#[\s\S]*?#\}|\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g;
const TOKEN = /"[^"]*"|'[^']*'|\|\s*(\w+)\s*\(|[()]|\belif\b|\bloop\.(?=\w)/g;

/**
 * Templates for Parlant are Jinja's. What differs in the part that both share is written in Liquid's way: `elif`,
 * `loop.`, comments, and a filter's arguments in brackets.
 */
export function jinjaToLiquid(template: string): string {
  return template.replace(REGION, (region) => (region.startsWith('{#') ? '' : translate(region)));
}

function translate(region: string): string {
  /** Of each bracket that is open: whether it holds a filter's arguments. */
  const open: boolean[] = [];
  return region.replace(TOKEN, (token, filter: string | undefined) => {
    if (filter !== undefined) {
      open.push(true);
      return `| ${filter}: `;
    }
    switch (token) {
      case '(':
        open.push(false);
        return token;
      case ')':
        return open.pop() === true ? ' ' : token;
      case 'elif':
        return 'elsif';
      case 'loop.':
        return 'forloop.';
      default:
        return token;
    }
  });
}
