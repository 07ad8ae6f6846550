/** The tracker beside a register, in a real browser: it sends nothing that tells of a registration. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { scriptTag } from '#core/config/script-tag';
import { CHROMIUM, launch, USER_AGENT } from './chromium.ts';
import { RecordingServer } from './recording-server.ts';

describe.skipIf(CHROMIUM === undefined)('headcount.js beside a register', () => {
  let site: RecordingServer;
  let register: RecordingServer;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let thanks: string;

  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    [site, register] = [new RecordingServer(), new RecordingServer()];
    await Promise.all([site.listen(), register.listen()]);
    const host = register.url.replace('http://127.0.0.1', 'localhost');
    thanks = `http://${host}/thanks`;
    const script = scriptTag('', {
      id: 'test',
      hosts: ['127.0.0.1'],
      register: { hosts: [host], paths: ['/register/*', '/caf\u00e9 "x"'] },
    });
    const links = `<a id=out href="http://${host}/workshop">register</a>
      <a id=file href="http://${host}/flyer.pdf">flyer</a>
      <a id=inside href="/register/flyer.pdf">flyer</a>
      <a id=else href="http://localhost:9/">elsewhere</a>
      <a id=pdf href="/catalogue.pdf">catalogue</a>`;
    const still = '<script>addEventListener("click", (event) => event.preventDefault())</script>';
    for (const path of ['/', '/b', '/registered', '/register/workshop'])
      site.page(path, links + still, { script });
    for (const path of ['/caf%C3%A9%20%22x%22', '/%72egister/workshop']) site.page(path, '', { script });
    register.page('/thanks', `<a id=home href="${site.url}/">home</a>`, { script: '' });
    context = await browser.newContext({ userAgent: USER_AGENT });
    page = await context.newPage();
  });
  afterEach(async () => {
    await context.close();
    site.close();
    register.close();
  });

  const run = (code: string) => page.evaluate(code);
  /** Names and paths of what was sent before this. */
  const sent = async () => {
    const mark = `m${Math.random()}`;
    await run(`fetch('/mark/${mark}')`);
    await site.mark(mark);
    return site.received.map(({ event }) => `${event.name} ${new URL(event.url).pathname}`);
  };
  const open = (path: string) => page.goto(site.url + path);

  it.each(['/register/workshop', '/%72egister/workshop', '/caf%C3%A9%20%22x%22'])(
    'sends nothing of %s: no view, no action, no link',
    async (path) => {
      await open(path);
      await run(`headcount('signup'); history.replaceState(null, '', '?step=2'); headcount('own')`);
      if (path === '/register/workshop') for (const id of ['else', 'pdf']) await page.click(`#${id}`);
      expect(await sent()).toEqual([]);
    },
  );

  it('sends the views of other pages', async () => {
    await open('/registered');
    await open('/b');
    expect(await sent()).toEqual(['pageview /registered', 'pageview /b']);
  });

  it('sends nothing of the first page after the register, also reloaded, and all of the next', async () => {
    await page.goto(thanks);
    await page.click('#home');
    await page.waitForURL(`${site.url}/`);
    await run(`headcount('signup')`);
    await page.reload();
    await run(`headcount('signup')`);
    expect(await sent()).toEqual([]);
    await open('/b');
    expect(await sent()).toEqual(['pageview /b']);
  });

  it('sends no link to the register and no file of it, but other links', async () => {
    await open('/b');
    for (const id of ['out', 'file', 'inside', 'else', 'pdf']) await page.click(`#${id}`);
    expect(await sent()).toEqual(['pageview /b', 'outbound /b', 'download /b']);
    expect(site.received.map(({ event }) => event['props'])).toEqual([
      undefined,
      { host: 'localhost' },
      { file: '/catalogue.pdf' },
    ]);
  });

  it('sends nothing of a path of a single-page application below the register, nor of the first one after it', async () => {
    await open('/b');
    await run(`history.pushState(null, '', '/register/workshop'); headcount('signup')`);
    await run(`history.pushState(null, '', '/thanks-page'); headcount('seen')`);
    await run(`history.pushState(null, '', '/products'); headcount('seen')`);
    expect(await sent()).toEqual(['pageview /b', 'pageview /products', 'seen /products']);
  });

  it('sends everything where the site names no register', async () => {
    site.page('/register/workshop', '', {
      script: scriptTag('', { id: 'test', hosts: ['127.0.0.1'], register: { hosts: [], paths: [] } }),
    });
    await open('/register/workshop');
    expect(await sent()).toEqual(['pageview /register/workshop']);
  });
});
