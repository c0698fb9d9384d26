import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface HostPageOptions {
  /** Where Baton is. */
  baton: string;
  /** Attributes of its script tag beside `src`. */
  attributes?: Readonly<Record<string, string>>;
  css?: string;
  /** What stands in the page before the script. */
  body?: string;
  lang?: string;
  dir?: 'ltr' | 'rtl';
}

export interface HostPage extends AsyncDisposable {
  readonly url: string;
}

/**
 * A page of somebody else, of another origin than the chat, that allows as little as one may: no inline script, no
 * inline style, and of Baton only what docs/widget.md says.
 */
export async function startHostPage(options: HostPageOptions): Promise<HostPage> {
  const server = createServer((request, response) => {
    // Looked up each time: a server that allows this page alone starts after it.
    const { baton, css = '' } = options;
    if (request.url === '/host.css') {
      response.setHeader('content-type', 'text/css').end(css);
      return;
    }
    if (request.url === '/favicon.ico') {
      response.writeHead(204).end();
      return;
    }
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.setHeader(
      'content-security-policy',
      `default-src 'none'; style-src 'self'; script-src ${baton}; connect-src ${baton}; img-src ${baton} blob: data:`,
    );
    // The same page without the chat, to compare with.
    response.end(request.url === '/bare' ? html(options).replace(/<script.*script>/, '') : html(options));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function html({ baton, attributes = {}, body = '', lang = 'en', dir = 'ltr' }: HostPageOptions): string {
  const data = Object.entries(attributes).map(([name, value]) => ` data-${name}="${value}"`);
  return `<!doctype html>
<html lang="${lang}" dir="${dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Shop</title>
<link rel="stylesheet" href="/host.css">
<script src="${baton}/widget.js" async${data.join('')}></script>
</head>
<body>
<main><h1>Our shop</h1>${body}<p><a href="#more">Read more</a></p></main>
</body>
</html>`;
}
