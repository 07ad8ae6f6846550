/** Which names a release shows: none that traffic alone brought, and none that was listed after looking. */
import { afterEach, describe, expect, it } from 'vitest';
import { bringInOneFile, runLogWorld } from './log-worlds.ts';
import { AFTERWARDS, CONFIG, EVERYBODY, ONE_MACHINE, WISHES } from './neighbours.ts';
import { logLines } from './visits.ts';
import { World } from './world.ts';

let world: World | undefined;
afterEach(() => {
  world?.dispose();
  world = undefined;
});

describe('a machine that plays 260 visitors', () => {
  it('cannot put a page, a referrer or a campaign of its choice into a published file or report', async () => {
    world = await runLogWorld('in one file', [...EVERYBODY, ...ONE_MACHINE]);
    const month = ['--period', '2026-03'];
    const printed = await world.take([
      ...['table', 'json'].map((format) => ({
        at: AFTERWARDS,
        words: ['report', ...month, '--format', format],
      })),
      ...['pages', 'referrers', 'campaigns'].map((table) => ({
        at: AFTERWARDS,
        words: ['report', ...month, '--format', 'csv', '--table', table],
      })),
      { at: AFTERWARDS, words: ['report', ...month, '--out', 'month.html'] },
    ]);
    const shown = new Map<string, string>([
      ...[...world.public().files]
        .filter(([path]) => path.startsWith('reports/'))
        .map(([path, content]) => [path, content.toString('latin1')] as const),
      ...printed.map((text, index) => [`report ${index}`, text] as const),
      ['month.html', world.read('month.html')],
    ]);
    const found = [...shown].flatMap(([path, text]) =>
      Object.values(WISHES).flatMap((wish) => (text.includes(wish) ? [`${path}: ${wish}`] : [])),
    );
    expect(found).toEqual([]);
  });
});

describe('a page that is listed after its days were sealed', () => {
  it('is no cell that is drawn whatever it counted', async () => {
    const late = '/blog/7';
    world = new World(CONFIG);
    const lines = logLines(EVERYBODY);
    await world.take([...bringInOneFile(world, lines), { at: AFTERWARDS, words: ['seal'] }]);
    const [site] = CONFIG.sites;
    world.configure({ ...CONFIG, sites: [{ ...site, published: [...(site?.published ?? []), late] }] });
    await world.take([{ at: AFTERWARDS, words: ['release'] }]);
    const month = world.public().releases.find(({ period }) => period === '2026-03');
    const cells = month?.tables.find(({ name }) => name === 'pages')?.cells ?? [];
    expect(
      cells
        .filter((cell) => cell.public)
        .map(({ keys }) => keys[0])
        .toSorted(),
    ).toEqual(['/', '/about', '/products']);
    expect(cells.map(({ keys }) => keys[0])).not.toContain(late);
  });
});
