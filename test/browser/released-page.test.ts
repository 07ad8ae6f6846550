/** The released page in a real browser: it fetches nothing, runs nothing, and fits a phone and a sheet of paper. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parsePeriod, type Period } from '#core/report/period';
import { renderReleasedHtml } from '#render/html/released/render-released-html';
import { pageRequest } from '../support/released-page.ts';
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
      await renderReleasedHtml({
        ...pageRequest(releases, { period: parsePeriod('2026-10', '2026-11-23') as Period }),
        annotations: ['01', '14', '15', '16', '31'].map((day) => ({
          day: `2026-10-${day}`,
          text: `what happened on day ${day}`,
        })),
      }),
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

  it.each([390, 1_100])(
    'prints no annotation over another, and every one below the chart, %i px wide',
    async (width) => {
      const page = await browser.newPage({ viewport: { width, height: 844 } });
      await page.goto(url);
      const numbers = page.locator('#days svg:visible text').filter({ hasText: /^[1-5]$/ });
      const boxes = await Promise.all((await numbers.all()).map((one) => one.boundingBox()));
      expect(boxes).toHaveLength(5);
      boxes.forEach((one, at) => {
        for (const other of boxes.slice(at + 1)) {
          if (one === null || other === null) throw new Error('not drawn');
          const apart =
            one.x + one.width <= other.x ||
            other.x + other.width <= one.x ||
            one.y + one.height <= other.y ||
            other.y + other.height <= one.y;
          expect(apart, JSON.stringify([one, other])).toBe(true);
        }
      });
      expect(await page.locator('ol.notes li').allTextContents()).toContain(
        '2026-10-15: what happened on day 15',
      );
      await page.close();
    },
  );

  it('a table that is wider than a phone shows so at its edge, and keeps its first column in sight', async () => {
    const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
    await page.goto(url);
    const table = page.locator('.scroll:visible').first();
    const [isWider, cue] = (await page.evaluate(`(() => {
      const one = [...document.querySelectorAll('.scroll')].find((box) => box.clientWidth > 0);
      one.scrollLeft = 200;
      return [one.scrollLeft > 0, getComputedStyle(one).backgroundImage];
    })()`)) as [boolean, string];
    expect(isWider).toBe(true);
    expect(cue).toContain('linear-gradient');
    const first = await table.locator('tbody th').first().boundingBox();
    expect(first?.x).toBeGreaterThanOrEqual(0);
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
