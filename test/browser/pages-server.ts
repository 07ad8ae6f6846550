/** Serves pages on the loopback interface with the headers of the register, and keeps what is posted. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { STYLE_PATH } from '#core/register/pages/page-frame';
import { REGISTER_STYLE } from '#core/register/pages/register-style';
import { pageAnswer } from '#runtime/node/register/http/answers';

export interface PagesServer {
  /** The address below which `/register/NAME` is a page. */
  readonly url: string;
  /** Each body that was posted, decoded, with the path that it was posted to. */
  readonly posts: { readonly path: string; readonly pairs: readonly (readonly [string, string])[] }[];
  /** The path of each request, in order. */
  readonly requests: string[];
  close(): Promise<void>;
}

/** Starts the server. `answer` is the page after a post. */
export async function servePages(
  pages: ReadonlyMap<string, string>,
  answer: (path: string) => string = () => 'posted',
): Promise<PagesServer> {
  const posts: PagesServer['posts'] = [];
  const requests: string[] = [];
  const headers = Object.fromEntries(pageAnswer('').headers);
  const server = createServer((request, response) => {
    const path = (request.url ?? '').replace(/\?.*/, '');
    requests.push(`${request.method} ${request.url}`);
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      if (request.method === 'POST') posts.push({ path, pairs: [...new URLSearchParams(body)] });
      const page = request.method === 'POST' ? answer(path) : pages.get(path.replace('/register/', ''));
      if (path === STYLE_PATH)
        response.writeHead(200, { 'content-type': 'text/css; charset=utf-8' }).end(REGISTER_STYLE);
      else if (page === undefined) response.writeHead(404, headers).end();
      else response.writeHead(200, headers).end(page);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/register/`,
    posts,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
