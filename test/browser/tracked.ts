/** A browser with one page of a site that the tracker counts, for the tests of one file. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { launch, USER_AGENT } from './chromium.ts';
import { RecordingServer } from './recording-server.ts';

export interface Tracked {
  site: RecordingServer;
  context: BrowserContext;
  page: Page;
  readonly open: (path: string) => Promise<void>;
  readonly run: (code: string) => Promise<unknown>;
  /** Resolves once everything that the page has sent has arrived. */
  readonly settled: () => Promise<void>;
  /** Path, with the query, and `entry` of each page view. */
  readonly views: () => readonly (readonly [string, unknown])[];
  /** Name and properties of each event that is neither a view nor engagement. */
  readonly actions: () => readonly (readonly [string, unknown])[];
}

/** Declares the hooks; what it returns is set anew for each test. No error may have reached the page at its end. */
export function trackedPage(): Tracked {
  let browser: Browser;
  let faults: string[];
  const tracked = {
    open: async (path: string) => {
      await tracked.page.goto(`${tracked.site.url}${path}`);
    },
    run: (code: string) => tracked.page.evaluate(code),
    settled: async () => {
      const mark = String(tracked.site.received.length) + Math.random();
      await tracked.page.evaluate(`fetch('/mark/${mark}')`);
      await tracked.site.mark(mark);
    },
    views: () =>
      tracked.site.received
        .filter(({ event }) => event.name === 'pageview')
        .map(({ event }) => {
          const { pathname, search } = new URL(event.url);
          return [pathname + search, event['entry']] as const;
        }),
    actions: () =>
      tracked.site.received
        .filter(({ event }) => event.name !== 'pageview' && event.name !== 'engagement')
        .map(({ event }) => [event.name, event['props']] as const),
  } as unknown as Tracked;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    tracked.site = new RecordingServer();
    await tracked.site.listen();
    faults = [];
    tracked.context = await browser.newContext({
      userAgent: USER_AGENT,
      viewport: { width: 1000, height: 750 },
    });
    tracked.page = await tracked.context.newPage();
    tracked.page.on('pageerror', (error) => faults.push(error.message));
  });
  afterEach(async () => {
    await tracked.context.close();
    tracked.site.close();
    expect(faults).toEqual([]);
  });
  return tracked;
}
