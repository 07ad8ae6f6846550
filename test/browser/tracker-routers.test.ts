/** One view per page change, whatever the router of a page is built on. */
import { describe, expect, it } from 'vitest';
import { CHROMIUM } from './chromium.ts';
import { trackedPage } from './tracked.ts';

/** A router on the Navigation API, which takes every navigation of the page. */
const NAVIGATION_ROUTER = `<script>
navigation.addEventListener('navigate', (event) => {
  if (event.canIntercept && !event.hashChange)
    event.intercept({ async handler() { await Promise.resolve(); document.body.dataset.at = location.pathname; } });
});
</script>`;
/** A router on the history, as most are: it follows links by itself. */
const HISTORY_ROUTER = `<script>
addEventListener('click', (event) => {
  const link = event.target.closest('a');
  if (!link) return;
  event.preventDefault();
  Promise.resolve().then(() => history.pushState(null, '', link.href));
});
</script>`;
const LINKS = '<a id=one href="/a/one">one</a> <a id=two href="/a/two">two</a>';
const WITH_HASH = '<script defer src="/headcount.js" data-site="test" data-hash></script>';

describe.skipIf(CHROMIUM === undefined)('a page change', () => {
  const tracked = trackedPage();
  const { open, run, settled, views } = tracked;

  it('of a router on the Navigation API is one view: by a link, navigate(), back, and the history beside it', async () => {
    tracked.site.page('/a', LINKS + NAVIGATION_ROUTER);
    await open('/a');
    await tracked.page.click('#one');
    await tracked.site.count(2);
    await run(`navigation.navigate('/a/two?q=1').finished`);
    await run(`navigation.navigate('/a/two?q=2', { history: 'replace' }).finished`);
    await run(`history.pushState(null, '', '/a/three')`);
    await run('navigation.back().finished');
    await run('navigation.reload().finished');
    await settled();
    expect(views()).toEqual([
      ['/a', undefined],
      ['/a/one', false],
      ['/a/two', false],
      ['/a/three', false],
      ['/a/two', false],
    ]);
  });

  it('of two routers at once is one view', async () => {
    tracked.site.page('/a', LINKS + NAVIGATION_ROUTER + HISTORY_ROUTER);
    await open('/a');
    await tracked.page.click('#one');
    await tracked.page.click('#two');
    await tracked.site.count(3);
    await settled();
    expect(views().map(([path]) => path)).toEqual(['/a', '/a/one', '/a/two']);
  });

  it.each([
    ['has none', `Object.defineProperty(window, 'navigation', { value: undefined })`],
    ['has a variable of that name', 'var navigation = { items: [] }'],
  ])('is one view in a browser that %s of the Navigation API', async (_what, script) => {
    tracked.site.page('/a', LINKS + HISTORY_ROUTER, { head: `<script>${script}</script>` });
    await open('/a');
    await tracked.page.click('#one');
    await tracked.site.count(2);
    await tracked.page.click('#two');
    await tracked.site.count(3);
    await run('history.back()');
    await tracked.page.mouse.move(5, 5);
    await tracked.page.mouse.move(9, 9);
    await tracked.site.count(4);
    await settled();
    expect(views().map(([path]) => path)).toEqual(['/a', '/a/one', '/a/two', '/a/one']);
  });

  it('is no view where only a slash, a query or a fragment comes or goes', async () => {
    tracked.site.page('/a', LINKS);
    await open('/a');
    await run(
      `history.replaceState(null, '', '/a/'); history.replaceState(null, '', '/a/?page=2'); history.pushState(null, '', '/a?x=/b'); location.hash = 'part'; history.replaceState(null, '', '/a//#/b')`,
    );
    await settled();
    expect(views()).toEqual([['/a', undefined]]);
    await run(`history.pushState(null, '', '/a/b/')`);
    await tracked.site.count(2);
    expect(views()[1]).toEqual(['/a/b/', false]);
  });

  it('leaves the functions of the history as they are', async () => {
    tracked.site.page('/a', LINKS);
    await open('/a');
    expect(await run('[Object.keys(history), String(history.pushState)]')).toEqual([
      [],
      'function pushState() { [native code] }',
    ]);
  });

  it('of a router in the fragment is a view of its path, where the tag has data-hash', async () => {
    tracked.site.page('/app/', LINKS, { script: WITH_HASH });
    await open('/app/?utm_source=n#/a/b?secret=1');
    await run(`location.hash = '#/c'; location.hash = '#part'`);
    await run(`history.pushState(null, '', '/app#!/d/e'); history.replaceState(null, '', '/app/#!/d/e/')`);
    await run(`navigation.navigate('#/').committed`);
    await settled();
    expect(views()).toEqual([
      ['/app/a/b?utm_source=n', undefined],
      ['/app/c?utm_source=n', false],
      ['/app/?utm_source=n', false],
      ['/app/d/e', false],
      ['/app/', false],
    ]);
    expect(JSON.stringify(tracked.site.received.map(({ event }) => event))).not.toMatch(/secret|#/);
  });

  it('in the fragment is none without data-hash, and nothing of the fragment is sent', async () => {
    tracked.site.page('/app/', LINKS);
    await open('/app/#/a/b');
    await run(`location.hash = '#/c/d'`);
    await settled();
    expect(views()).toEqual([['/app/', undefined]]);
    expect(tracked.site.received[0]?.event.url).toBe(`${tracked.site.url}/app/`);
  });
});

describe.skipIf(CHROMIUM === undefined)('a page that is not looked at', () => {
  const tracked = trackedPage();
  const { open, settled, views } = tracked;

  it('counts when it is loaded in the background, without engaged time', async () => {
    await tracked.page.addInitScript(
      `Object.defineProperty(document, 'hidden', { value: true, configurable: true })`,
    );
    await tracked.page.clock.install();
    tracked.site.page('/a', LINKS);
    await open('/a');
    await tracked.site.count(1);
    await tracked.page.clock.fastForward(20_000);
    await tracked.run(`document.dispatchEvent(new Event('visibilitychange'))`);
    await tracked.run(
      `Object.defineProperty(document, 'hidden', { value: false, configurable: true }); document.dispatchEvent(new Event('visibilitychange'))`,
    );
    await tracked.page.clock.fastForward(3000);
    await tracked.run(
      `Object.defineProperty(document, 'hidden', { value: true, configurable: true }); document.dispatchEvent(new Event('visibilitychange'))`,
    );
    await tracked.site.count(2);
    await settled();
    expect(tracked.site.names()).toEqual(['pageview', 'engagement']);
    expect(Math.floor(Number(tracked.site.received[1]?.event['engaged_ms']) / 1000)).toBe(3);
  });

  it('is none in a frame without an address, and a frame of the site counts as the page that it is', async () => {
    tracked.site.page('/inner', 'inner');
    tracked.site.page(
      '/outer',
      `<iframe id=doc srcdoc="<script defer src='/headcount.js' data-site='test'></script>x"></iframe><iframe src="/inner"></iframe>`,
    );
    await open('/outer');
    await tracked.site.count(2);
    await tracked.page.frameLocator('#doc').locator('body').waitFor();
    await settled();
    expect(
      views()
        .map(([path]) => path)
        .toSorted(),
    ).toEqual(['/inner', '/outer']);
  });

  it('sends nothing of a saved copy', async () => {
    await tracked.page.route('file:///**', (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: `<script src="${tracked.site.url}/headcount.js" data-site="test"></script>copy`,
      }),
    );
    tracked.site.page('/a', LINKS);
    await tracked.page.goto('file:///home/jane.doe/page.html');
    expect(await tracked.run('[location.protocol, typeof headcount]')).toEqual(['file:', 'undefined']);
    await open('/a');
    await tracked.site.count(1);
    expect(tracked.site.received.map(({ event }) => event.url)).toEqual([`${tracked.site.url}/a`]);
  });
});
