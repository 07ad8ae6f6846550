/** The released page in a real browser: it fetches nothing, runs nothing, and fits a phone and a sheet of paper. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parsePeriod, type Period } from '#core/report/period';
import { releasedPage } from '../support/released-page.ts';
import { releasesOf, shop } from '../support/releases-of.ts';
import { CHROMIUM, launch } from './chromium.ts';

describe.skipIf(CHROMIUM === undefined)('the released page in Chromium', () => {
  let browser: Browser;
  let folder: string;
  let url: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'headcount-page-'));
    const { releases } = releasesOf({ site: shop(), month: '2026-10', visitorsPerDay: 900, seed: 4 });
    writeFileSync(
      join(folder, 'page.html'),
      await releasedPage(releases, { period: parsePeriod('2026-10', '2026-11-23') as Period }),
    );
    url = pathToFileURL(join(folder, 'page.html')).href;
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('asks the network for nothing and breaks no rule of its own policy', async () => {
    const page = await browser.newPage();
    const asked: string[] = [];
    const said: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    page.on('console', (message) => said.push(message.text()));
    await page.goto(url);
    expect(asked).toEqual([url]);
    expect(said).toEqual([]);
    await page.close();
  });

  it('is no wider than a phone', async () => {
    const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
    await page.goto(url);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    await page.close();
  });

  it('opens the box for experts on paper', async () => {
    const page = await browser.newPage();
    await page.goto(url);
    const box = page.locator('details.expert table').first();
    expect(await box.isVisible()).toBe(false);
    await page.emulateMedia({ media: 'print' });
    expect(await box.isVisible()).toBe(true);
    await page.close();
  });
});
