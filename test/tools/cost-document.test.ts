/** docs/cost.md matches the output of `headcount cost`, and the target that it claims is met. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { REGIONS } from '#core/cost/prices';
import { SERVERLESS_WEBSITE_ANALYTICS } from '#core/cost/published';
import { COMPARED_EVENTS, EVENTS_PER_VIEW, insertCosts } from '../../tools/cost-document.ts';
import { ROOT, runWarm } from '../support/warm-program.ts';

const PAGE = readFileSync(join(ROOT, 'docs/cost.md'), 'utf8');

/** Returns the cells of the rows below a heading of the page. */
function rows(heading: string): string[][] {
  const part = PAGE.slice(PAGE.indexOf(`### ${heading}`))
    .split('\n')
    .slice(1);
  const first = part.findIndex((line) => line.startsWith('|'));
  const length = part.slice(first).findIndex((line) => !line.startsWith('|'));
  return part.slice(first + 2, first + length).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}
async function printed(events: number, region: string): Promise<string> {
  const words = ['cost', '--events-per-month', String(events), '--region', region];
  const ran = await runWarm(words, { cwd: ROOT });
  return /^total +([\d.]+)$/m.exec(ran.stdout)?.[1] ?? ran.stderr;
}

it('docs/cost.md is that of the code', () => {
  expect(PAGE, 'npm run generate').toBe(insertCosts(PAGE));
});

it('each total by events is what the command prints', async () => {
  const found = rows('By events');
  expect(found.map((row) => Number(row[0]?.replaceAll(',', '')))).toEqual([0, ...COMPARED_EVENTS]);
  for (const [events, ...totals] of found) {
    expect(totals.map((total) => total.replaceAll(',', ''))).toEqual(
      await Promise.all(REGIONS.map((region) => printed(Number(events?.replaceAll(',', '')), region))),
    );
  }
});

it("each total by page views is the command's at two events a view", async () => {
  for (const [views, virginia, frankfurt] of rows('Beside others')) {
    const events = Number(views?.replaceAll(',', '')) * EVENTS_PER_VIEW;
    expect([virginia, frankfurt].map((total) => total?.replaceAll(',', ''))).toEqual([
      await printed(events, 'us-east-1'),
      await printed(events, 'eu-central-1'),
    ]);
  }
});

it('the cost at 10 million is below a third of what serverless-website-analytics publishes, even where each page view is two events', async () => {
  const theirs = SERVERLESS_WEBSITE_ANALYTICS.usd[10e6] ?? 0;
  expect(theirs).toBe(128.74);
  for (const region of REGIONS) {
    expect(Number(await printed(10e6, region))).toBeLessThan(theirs / 3);
    expect(Number(await printed(10e6 * EVENTS_PER_VIEW, region))).toBeLessThan(theirs / 3);
  }
});
