/** The tracker in a real browser, on cooperative and on hostile pages. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CHROMIUM, launch, USER_AGENT } from './chromium.ts';
import { RecordingServer } from './recording-server.ts';

if (CHROMIUM === undefined) console.log('browser tests: no Chromium found (set CHROMIUM_PATH)');

const TALL = '<div style="height:3000px"></div>';

describe.skipIf(CHROMIUM === undefined)('headcount.js in Chromium', () => {
  let site: RecordingServer;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let faults: string[];

  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    // Each test has a site of its own: a closing page still sends its engagement, which may arrive during the next
    // test.
    site = new RecordingServer();
    await site.listen();
    site.page('/a', `<a href="/b">b</a>${TALL}`);
    site.page('/b', '<h1>b</h1>');
    faults = [];
    context = await browser.newContext({
      userAgent: USER_AGENT,
      viewport: { width: 1000, height: 750 },
      locale: 'de-AT',
    });
    page = await context.newPage();
    page.on('pageerror', (error) => faults.push(error.message));
  });
  afterEach(async () => {
    await context.close();
    site.close();
    expect(faults).toEqual([]);
  });

  const open = async (path: string) => {
    await page.goto(`${site.url}${path}`);
  };
  const run = (code: string) => page.evaluate(code);
  /** Resolves once everything that the page has sent has arrived. */
  const settled = async () => {
    const mark = String(site.received.length) + Math.random();
    await run(`fetch('/mark/${mark}')`);
    await site.mark(mark);
  };
  const hide = (hidden: boolean) =>
    run(
      `Object.defineProperty(document, 'hidden', { value: ${hidden}, configurable: true }); document.dispatchEvent(new Event('visibilitychange'))`,
    );

  it('sends one page view with what the contract lists, and no fragment', async () => {
    await page.goto(`${site.url}/a?utm_source=x#secret`, { referer: 'https://search.example/' });
    await site.count(1);
    await settled();
    expect(site.names()).toEqual(['pageview']);
    const { event, headers } = site.received[0]!;
    expect(event).toEqual({
      id: expect.stringMatching(/^[A-Za-z0-9-]{16,64}$/),
      site: 'test',
      name: 'pageview',
      url: `${site.url}/a?utm_source=x`,
      language: 'de-AT',
      screen: 1000,
      referrer: 'https://search.example/',
    });
    expect(headers['content-type']).toMatch(/^text\/plain/);
  });

  it.each([
    ['https://search.example/canary/path?q=canary', 'https://search.example/'],
    ['https://shop.example:8443/canary', 'https://shop.example:8443/'],
    [
      'android-app://com.google.android.googlequicksearchbox/https/www.google.com/canary',
      'android-app://com.google.android.googlequicksearchbox/https/',
    ],
    ['android-app://com.slack/', 'android-app://com.slack/'],
    ['', ''],
  ])('lets no path or query of the page before leave the page: %s', async (referer, kept) => {
    site.page(
      '/cut',
      '<a href="https://elsewhere.example/canary?canary#canary">out</a> <a href="/f.pdf?canary#canary">f</a>',
    );
    await page.addInitScript(
      `Object.defineProperty(Document.prototype, 'referrer', { get: () => ${JSON.stringify(referer)} })`,
    );
    await open('/cut#canary');
    await run(
      `document.addEventListener('click', (event) => event.preventDefault(), true); for (const link of document.links) link.click()`,
    );
    await settled();
    expect(site.received[0]?.event['referrer']).toBe(kept);
    expect(site.names().toSorted()).toEqual(['download', 'outbound', 'pageview']);
    expect(JSON.stringify(site.received)).not.toContain('canary');
  });

  it('lets of the query leave the page what the collector uses, by every kind of event', async () => {
    site.page(
      '/q',
      '<a href="https://elsewhere.example/canary?canary">out</a> <a href="/f.pdf?canary">f</a>',
      {
        script: '<script defer src="/headcount.js" data-site="test" data-keep="p filter%5Bx%5D"></script>',
      },
    );
    await open(
      '/q?canary=canary&utm_source=n&email=canary%40example.com&gclid=canary&p=7;canary=1' +
        '&filter%5Bx%5D=y&%E0%A4%A=canary&canary#canary?ref=canary',
    );
    await site.count(1);
    await run(`headcount('signup', { plan: 'pro' })`);
    await run(
      `document.addEventListener('click', (event) => event.preventDefault(), true); for (const link of document.links) link.click()`,
    );
    await run(`history.pushState(null, '', '/q/two?token=canary&ref=b#canary')`);
    await settled();
    expect(site.names().toSorted()).toEqual(['download', 'outbound', 'pageview', 'pageview', 'signup']);
    expect([...new Set(site.received.map(({ event }) => event.url))]).toEqual([
      `${site.url}/q?utm_source=n&gclid=1&p=7&filter%5Bx%5D=y`,
      `${site.url}/q/two?ref=b`,
    ]);
    expect(JSON.stringify(site.received.map(({ event }) => event))).not.toContain('canary');
  });

  it('lets no path of an own page before leave the page either', async () => {
    site.page('/canary', '<a id=next href="/b">b</a>');
    await open('/canary?canary=1');
    await site.count(1);
    site.forget();
    await page.click('#next');
    await site.count(1);
    while (site.names().at(-1) !== 'pageview') await site.count(site.received.length + 1);
    expect(site.received.at(-1)?.event).toMatchObject({ url: `${site.url}/b`, referrer: `${site.url}/` });
  });

  it('follows a single-page application by path, not by query or fragment, and calls later views no entry', async () => {
    await open('/a');
    await run(
      `history.pushState(null, '', '/a/one'); history.pushState(null, '', '/a/one?x=1'); history.replaceState(null, '', '/a/one#f'); history.replaceState(null, '', '/a/two')`,
    );
    await site.count(3);
    await run('history.go(-1)');
    await site.count(4);
    await settled();
    const views = site.received
      .filter(({ event }) => event.name === 'pageview')
      .map(({ event }) => [new URL(event.url).pathname, event['entry']]);
    expect(views).toEqual([
      ['/a', undefined],
      ['/a/one', false],
      ['/a/two', false],
      ['/a/one', false],
    ]);
    expect(new Set(site.received.map(({ event }) => event.id)).size).toBe(site.received.length);
  });

  it('sends engaged time and depth when the page is left', async () => {
    await page.clock.install();
    await open('/a');
    await site.count(1);
    await page.clock.fastForward(5000);
    await run('scrollTo(0, 750); dispatchEvent(new Event("scroll"))');
    await page.clock.fastForward(7000);
    await open('/b');
    await site.count(3);
    const told = site.received.find(({ event }) => event.name === 'engagement')?.event;
    expect(told?.url).toBe(`${site.url}/a`);
    expect(Math.floor(Number(told?.['engaged_ms']) / 1000)).toBe(12);
    expect(told?.['scroll_pct']).toBeGreaterThanOrEqual(48);
    expect(told?.['scroll_pct']).toBeLessThanOrEqual(51);
  });

  it('counts a silence as thirty seconds at most', async () => {
    await page.clock.install();
    await open('/a');
    await site.count(1);
    await page.clock.fastForward(3_600_000);
    await hide(true);
    await site.count(2);
    expect(Math.floor(Number(site.received[1]?.event['engaged_ms']) / 1000)).toBe(30);
  });

  it('counts no time while hidden, and none twice when hidden and shown again', async () => {
    await page.clock.install();
    await open('/a');
    await site.count(1);
    await page.clock.fastForward(4000);
    await hide(true);
    await site.count(2);
    await hide(true);
    await page.clock.fastForward(20_000);
    await hide(false);
    await hide(true);
    await hide(false);
    await page.clock.fastForward(6000);
    await hide(true);
    await site.count(3);
    await settled();
    expect(site.received.slice(1).map(({ event }) => Math.floor(Number(event['engaged_ms']) / 1000))).toEqual(
      [4, 6],
    );
  });

  it('counts a return from the back/forward cache as a view that is no entry', async () => {
    await open('/a');
    await site.count(1);
    await run('window.kept = true');
    await open('/b');
    await site.count(2);
    await page.goBack({ waitUntil: 'commit' });
    expect(await run('window.kept')).toBe(true);
    while (site.received.filter(({ event }) => event.name === 'pageview').length < 3)
      await site.count(site.received.length + 1);
    const last = site.received.findLast(({ event }) => event.name === 'pageview')!.event;
    expect([last.url, last['entry']]).toEqual([`${site.url}/a`, false]);
  });

  it('calls a reload no entry', async () => {
    await open('/a');
    await site.count(1);
    await page.reload();
    while (site.received.filter(({ event }) => event.name === 'pageview').length < 2)
      await site.count(site.received.length + 1);
    expect(site.received.findLast(({ event }) => event.name === 'pageview')!.event['entry']).toBe(false);
  });

  it('tells outbound hosts and downloads, and nothing of other links', async () => {
    site.page(
      '/links',
      '<a id=out href="https://elsewhere.example/private?q=1"><b>out</b></a><a id=file href="/files/Price%20list.PDF?x=1">file</a><a id=own href="#here">own</a><a id=mail href="mailto:a@b.example">mail</a><button id=b>b</button><div id=shadow></div><svg><a href="https://svg.example/"><text id=svg y=20>svg</text></a></svg>',
    );
    await open('/links');
    await site.count(1);
    await run(
      `document.addEventListener('click', (event) => event.preventDefault()); document.getElementById('shadow').attachShadow({ mode: 'open' }).innerHTML = '<a href="https://shadow.example/">s</a>'`,
    );
    for (const id of ['#out b', '#file', '#own', '#mail', '#b', '#svg', '#shadow a']) await page.click(id);
    await run(
      `document.querySelector('#out').dispatchEvent(new MouseEvent('auxclick', { button: 2, bubbles: true, composed: true }))`,
    );
    await site.count(5);
    await settled();
    expect(
      site.received
        .filter(({ event }) => event.name !== 'engagement')
        .slice(1)
        .map(({ event }) => [event.name, event['props']]),
    ).toEqual([
      ['outbound', { host: 'elsewhere.example' }],
      ['download', { file: '/files/Price list.PDF' }],
      ['outbound', { host: 'svg.example' }],
      ['outbound', { host: 'shadow.example' }],
    ]);
  });

  it("sends the site's own events with props and value", async () => {
    await open('/a');
    await run(`headcount('signup', { plan: 'pro', seats: 3 }, 45.5); headcount('plain')`);
    await site.count(3);
    const [, signup, plain] = site.received;
    expect([signup?.event.name, signup?.event['props'], signup?.event['value']]).toEqual([
      'signup',
      { plan: 'pro', seats: 3 },
      45.5,
    ]);
    expect(plain?.event).not.toHaveProperty('props');
  });

  it.each([
    ['GPC', `Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { value: true })`],
    ['DNT', `Object.defineProperty(Navigator.prototype, 'doNotTrack', { value: '1' })`],
  ])('is silent under %s', async (_name, script) => {
    await page.addInitScript(script);
    await open('/a');
    await run(`headcount('signup'); history.pushState(null, '', '/a/next')`);
    await hide(true);
    await settled();
    expect(site.received).toEqual([]);
  });

  it('waits with a page loaded in advance until it is shown', async () => {
    await page.addInitScript(`Object.defineProperty(Document.prototype, 'prerendering', { value: true })`);
    await open('/a');
    await settled();
    expect(site.received).toEqual([]);
    await run(`document.dispatchEvent(new Event('prerenderingchange'))`);
    await site.count(1);
    expect(site.names()).toEqual(['pageview']);
  });

  it('stores nothing in the browser and sends no cookie', async () => {
    await context.addCookies([{ name: 'session', value: 'secret', url: site.url }]);
    await open('/a');
    await run(`headcount('x')`);
    await site.count(2);
    expect(site.received.map(({ headers }) => headers.cookie)).toEqual([undefined, undefined]);
    expect((await context.cookies()).map((cookie) => cookie.name)).toEqual(['session']);
    expect(
      await run(
        '(async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length, ' +
          '(await caches.keys()).length, window.name])()',
      ),
    ).toEqual([0, 0, 0, 0, '']);
  });

  it.each([503, 429, 500])(
    'tries once more with the same id after %d, and never a third time',
    async (status) => {
      await page.clock.install();
      site.answers.push(status, status);
      await open('/a');
      await site.count(1);
      await settled();
      await page.clock.runFor(4000);
      await site.count(2);
      await settled();
      await page.clock.runFor(60_000);
      await settled();
      expect(site.received.map(({ event }) => event.id)).toEqual([
        site.received[0]!.event.id,
        site.received[0]!.event.id,
      ]);
    },
  );

  it.each([400, 403, 413])('does not repeat what was refused with %d', async (status) => {
    await page.clock.install();
    site.answers.push(status);
    await open('/a');
    await site.count(1);
    await settled();
    await page.clock.runFor(60_000);
    await settled();
    expect(site.received.length).toBe(1);
  });

  it('works under a strict Content-Security-Policy, and a stricter one that forbids it breaks nothing', async () => {
    site.page('/csp', '<p>csp', {
      headers: { 'content-security-policy': "default-src 'none'; script-src 'self'; connect-src 'self'" },
    });
    site.page('/csp-none', '<p>csp', {
      headers: { 'content-security-policy': "default-src 'none'; script-src 'self'; connect-src 'none'" },
    });
    await open('/csp');
    await site.count(1);
    site.forget();
    await open('/csp-none');
    expect(await page.textContent('p')).toBe('csp');
    expect(site.received.filter(({ event }) => event.url.endsWith('/csp-none'))).toEqual([]);
  });

  it('counts once where it is included twice', async () => {
    site.page('/twice', '<p>', { head: '<script defer src="/headcount.js" data-site="test"></script>' });
    await open('/twice');
    await settled();
    expect(site.names()).toEqual(['pageview']);
  });

  it('works beside an element whose id is headcount, and replaces it by its function', async () => {
    site.page('/element', '<div id="headcount"></div>');
    await open('/element');
    await run(`window.headcount('own')`);
    await site.count(2);
    expect(site.names()).toEqual(['pageview', 'own']);
  });

  it.each([
    ['a frozen history', 'Object.freeze(history)'],
    ['a fetch that throws', 'window.fetch = () => { throw new Error("no") }'],
    ['a fetch that gives nothing', 'window.fetch = () => undefined'],
    [
      'no navigation timing',
      `Object.defineProperty(Performance.prototype, 'navigation', { value: undefined })`,
    ],
    [
      'no source of randomness',
      `Object.defineProperty(Crypto.prototype, 'getRandomValues', { value: undefined })`,
    ],
    [
      'arrays that serialize themselves',
      'Array.prototype.toJSON = function () { return "x" }; Object.prototype.extra = function () {}',
    ],
  ])('does not disturb a page with %s', async (_name, script) => {
    await page.addInitScript(script);
    site.page(
      '/odd',
      '<script>window.ran = 0; addEventListener("click", () => { ran += 1 })</script><a id=l href="https://x.example/" onclick="event.preventDefault()">l</a>',
    );
    await open('/odd');
    await page.click('#l');
    await run(`history.pushState({ own: 1 }, '', '/odd/next'); headcount('own', { a: 1 })`);
    expect(await run('[ran, location.pathname, history.state.own]')).toEqual([1, '/odd/next', 1]);
  });

  it("leaves a page's own errors and patched history as they are", async () => {
    await page.addInitScript(
      `const real = History.prototype.pushState; window.seen = []; History.prototype.pushState = function (...given) { seen.push(given[2]); if (given[2] === '/bad') throw new TypeError('own'); return real.apply(this, given); }`,
    );
    await open('/a');
    expect(
      await run(
        `(() => { try { history.pushState(null, '', '/bad') } catch (error) { return error.message } })()`,
      ),
    ).toBe('own');
    await run(`history.pushState(null, '', '/good')`);
    await site.count(2);
    expect(await run('seen')).toEqual(['/bad', '/good']);
  });

  it('takes props that cannot be sent without a word', async () => {
    await open('/a');
    await run(`const ring = {}; ring.ring = ring; headcount('ring', ring); headcount(); headcount('after')`);
    await site.count(2);
    await settled();
    expect(site.names()).toContain('after');
  });
});
