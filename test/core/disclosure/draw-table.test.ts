/** Noisy counts alone decide the content of a drawn table: exact ones neither order, nor keep, nor drop a cell. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawTable, type Noise } from '#core/disclosure/draw-table';
import { PROFILES } from '#core/disclosure/profiles';
import { releaseCatalogue } from '#core/disclosure/release-catalogue';
import { DEFAULT_BOUNDS } from '#core/facts/fact';
import { FACTS } from '#queries/facts/catalogue';

const pages = releaseCatalogue(FACTS, 'month', DEFAULT_BOUNDS, PROFILES.default).find(
  (spec) => spec.name === 'pages',
);
if (pages === undefined) throw new Error('pages are not released');
const spec = pages;
const PUBLIC = [['/'], ['/a']];
const PATHS = ['/', '/a', '/open', '/other-one', '/=cmd', '/</script>'];
type Counts = Readonly<Record<string, readonly [number, number]>>;

const rowsOf = (counts: Counts) =>
  Object.entries(counts).map(([path, [visitors, page_views]]) => ({ path, visitors, page_views }));
const counts = fc
  .array(fc.tuple(fc.nat(5_000), fc.nat(9_000)), { minLength: PATHS.length, maxLength: PATHS.length })
  .chain((all) =>
    fc
      .shuffledSubarray(PATHS, { minLength: PATHS.length })
      .map((order): Counts =>
        Object.fromEntries(order.map((path) => [path, all[PATHS.indexOf(path)] ?? [0, 0]])),
      ),
  );

describe('a drawn table', () => {
  it('is the same to the last byte for other exact counts, in another order, where the noisy ones are the same', () => {
    fc.assert(
      fc.property(counts, counts, counts, (one, other, noisy) => {
        const drawn = (exact: Counts) => {
          const noise: Noise = (_variance, _table, measure, keys) => {
            const at = measure === 'visitors' ? 0 : 1;
            return BigInt((noisy[String(keys[0])]?.[at] ?? 0) - (exact[String(keys[0])]?.[at] ?? 0));
          };
          return JSON.stringify(drawTable(spec, rowsOf(exact), PUBLIC, noise));
        };
        expect(drawn(one)).toBe(drawn(other));
      }),
    );
  });

  it('never holds folded names, of which a visitor-day may have many in one cell', () => {
    const folded = { path: '(other)', visitors: 9_000, page_views: 9_000 };
    const drawn = drawTable(spec, [folded, { ...folded, path: '/open' }], PUBLIC, () => 0n);
    expect(drawn.cells.map((cell) => cell.keys[0])).toEqual(['/', '/a', '/open']);
  });
});
