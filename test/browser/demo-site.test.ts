/** A newcomer's first minutes: the real server, the demo site and the live page in a real browser. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM, launch, USER_AGENT } from './chromium.ts';

const PROGRAM = resolve(import.meta.dirname, '../../dist/bin/headcount.js');

interface Told {
  readonly live: {
    readonly visitors: number;
    readonly sites: readonly { readonly books: Record<string, number> }[];
  };
  readonly reports: readonly {
    readonly report: string;
    readonly tables: readonly {
      readonly name: string;
      readonly rows: readonly (readonly (string | number)[])[];
    }[];
  }[];
}

const rows = (told: Told, table: string) =>
  told.reports.flatMap((report) => report.tables).find((one) => one.name === table)?.rows ?? [];

describe.skipIf(CHROMIUM === undefined)('the demo site in Chromium', () => {
  let folder: string;
  let server: ChildProcess;
  let url: string;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  const faults: string[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'headcount-'));
    server = spawn(
      process.execPath,
      [PROGRAM, 'start', '--port', '0', '--json', '--data', join(folder, 'data')],
      { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] },
    );
    url = await new Promise<string>((told, failed) => {
      server.stdout?.once('data', (chunk: Buffer) =>
        told((JSON.parse(chunk.toString()) as { url: string }).url),
      );
      server.once('exit', () => failed(new Error('the server ended')));
    });
    browser = await launch();
    context = await browser.newContext({ userAgent: USER_AGENT, viewport: { width: 1280, height: 900 } });
    page = await context.newPage();
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('404')) faults.push(message.text());
    });
  });
  afterAll(async () => {
    await browser?.close();
    const gone = new Promise((done) => {
      server.once('exit', done);
    });
    server.kill('SIGTERM');
    await gone;
    rmSync(folder, { recursive: true, force: true });
  });

  /** Returns the live page's figures once they are as expected. */
  const live = async (wished: (told: Told) => boolean): Promise<Told> => {
    for (;;) {
      const told = (await (await fetch(`${url}/live/data.json`)).json()) as Told;
      if (wished(told)) return told;
      await new Promise((later) => {
        setTimeout(later, 100);
      });
    }
  };
  const counted = async () => {
    await page.waitForSelector('#sent-list .ok');
  };

  it('shows what each page sends, and that it was counted', async () => {
    await page.goto(`${url}/demo/`);
    await counted();
    expect(await page.textContent('#sent-list pre')).toContain('"pageview"');
    await page.click('text=See the instruments');
    await page.waitForURL('**/demo/products/');
    await counted();
  });

  it('counts one visitor however many pages, with sign-up, download and a page that is not there', async () => {
    await page.goto(`${url}/demo/workshop`);
    await page.check('text=Own bench');
    await page.click('text=Sign up');
    await page.waitForSelector('#signup-state:has-text("counted")');
    await page.goto(`${url}/demo/products/finder`);
    await page.click('text=Something far');
    expect(await page.isVisible('text=Then a telescope.')).toBe(true);
    await page.goto(`${url}/demo/about`);
    await Promise.all([page.waitForEvent('download'), page.click('text=catalogue as a PDF')]);
    await page.click('text=this link');
    await page.waitForSelector('text=Out of focus');
    await counted();
    const told = await live((one) => rows(one, 'names').length >= 3);
    expect(told.live.visitors).toBe(1);
    expect(
      rows(told, 'names')
        .map((row) => row[0])
        .toSorted(),
    ).toEqual(['download', 'not_found', 'signup']);
    expect(
      rows(told, 'goals')
        .map((row) => row[0])
        .toSorted(),
    ).toEqual(['download', 'signup']);
    expect(rows(told, 'pages').map((row) => row[0])).toContain('/demo/products/finder/far');
  });

  it('shows the same on the live page, which fills when 300 visitors are sent', async () => {
    await page.goto(`${url}/live`);
    await page.waitForSelector('.tile strong');
    await page.goto(`${url}/demo/`);
    await page.click('text=Send 300 lifelike visitors');
    await page.waitForSelector('#simulate-state:has-text("300 visitors sent")');
    const told = await live((one) => one.live.visitors >= 301);
    expect(told.live.visitors).toBe(301);
    const { books } = told.live.sites[0]!;
    expect(books['bot']).toBeGreaterThanOrEqual(18);
    expect(books['opted_out']).toBeGreaterThan(0);
    expect(books['duplicate']).toBeGreaterThan(0);
    await page.goto(`${url}/live`);
    await page.waitForFunction(
      () =>
        (
          globalThis as unknown as {
            document: { querySelector: (s: string) => { textContent: string } | null };
          }
        ).document.querySelector('.tile strong')?.textContent === '301',
    );
    expect(await page.textContent('body')).toContain('Germany');
  });

  it('shows no error on any page', () => {
    expect(faults).toEqual([]);
  });

  it('leaves nothing in the browser', async () => {
    expect(await context.cookies()).toEqual([]);
    expect(await page.evaluate('localStorage.length + sessionStorage.length')).toBe(0);
  });
});
