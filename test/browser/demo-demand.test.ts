/** The demo site orders its offers by demand: from the server without a script, and by the script of the recipe. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM, launch } from './chromium.ts';

const PROGRAM = resolve(import.meta.dirname, '../../dist/bin/headcount.js');
const topic = (name: string, low: number) => ({ topic: name, count: low + 20, low, high: low + 40 });
const DEMAND = {
  version: 1,
  from: 'usage',
  sources: [
    {
      of: 'demo',
      period: '2026-10',
      unit: 'visitor-days',
      topics: [topic('Telescopes', 800), topic('Workshops', 350), topic('Microscopes', 90)],
    },
  ],
};

describe.skipIf(CHROMIUM === undefined)('the offers of the demo site in Chromium', () => {
  let folder: string;
  let server: ChildProcess;
  let url: string;
  let browser: Browser;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'headcount-'));
    mkdirSync(join(folder, 'data/reports'), { recursive: true });
    writeFileSync(join(folder, 'data/reports/demand.json'), JSON.stringify(DEMAND));
    server = spawn(process.execPath, [PROGRAM, 'start', '--port', '0', '--json'], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    url = await new Promise<string>((listens, failed) => {
      server.stdout?.once('data', (chunk: Buffer) =>
        listens((JSON.parse(chunk.toString()) as { url: string }).url),
      );
      server.once('exit', () => failed(new Error('the server ended')));
    });
    browser = await launch();
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

  /** Opens the start page in a window of its own. */
  async function open(options: object, prepare: (page: Page) => Promise<unknown> = async () => undefined) {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    await prepare(page);
    await page.goto(`${url}/demo/`);
    return { context, page };
  }
  const order = (page: Page) =>
    page
      .locator('[data-demand] > li')
      .evaluateAll((items) => items.map((item) => item.getAttribute('data-topic')));

  it.each([
    ['a desktop', { width: 1280, height: 900 }],
    ['a phone', { width: 390, height: 844 }],
  ])(
    'stand in the order of the demand without a script, with levels in words, within the width of %s',
    async (_what, viewport) => {
      const { context, page } = await open({ javaScriptEnabled: false, viewport });
      expect(await order(page)).toEqual(['Telescopes', 'Workshops', 'Microscopes']);
      const levels = page.locator('[data-demand] .demand');
      expect(await levels.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')))).toEqual([
        'Demand 5 of 5',
        'Demand 4 of 5',
        'Demand 2 of 5',
      ]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(viewport.width);
      const shot = process.env['HEADCOUNT_SCREENSHOTS'];
      if (shot !== undefined)
        await page.screenshot({ path: join(shot, `demand-${viewport.width}.png`), fullPage: true });
      await context.close();
    },
  );

  it('are ordered again by the script where the page is older than the demand', async () => {
    const newer = {
      version: 1,
      topics: [
        { topic: 'Microscopes', level: 5 },
        { topic: 'Workshops', level: 2 },
      ],
    };
    const { context, page } = await open({}, (one) =>
      one.route('**/v1/demand', (route) => route.fulfill({ json: newer })),
    );
    await page.waitForSelector('[data-demand] > li:first-child[data-topic="Microscopes"]');
    expect(await order(page)).toEqual(['Microscopes', 'Workshops', 'Telescopes']);
    await context.close();
  });

  it('keep the order of the page where the demand cannot be had', async () => {
    let asked = 0;
    const { context, page } = await open({}, (one) =>
      one.route('**/v1/demand', (route) => {
        asked += 1;
        return route.abort();
      }),
    );
    await page.waitForLoadState('networkidle');
    expect([asked, await order(page)]).toEqual([1, ['Telescopes', 'Workshops', 'Microscopes']]);
    await context.close();
  });
});
