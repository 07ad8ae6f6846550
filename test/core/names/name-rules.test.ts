/** Which names of a release are shown: what is listed or approved, and nothing because it was sent often. */
import { describe, expect, it } from 'vitest';
import { nameRules, rulesBySite, withShownNames, type NameMode } from '#core/names/name-rules';
import type { Verdict } from '#core/names/name-decisions';
import { drawnNames, nameId, NAME_TABLES, VOCABULARIES } from '#core/names/name-tables';
import { FACTS } from '#queries/facts/catalogue';
import { namedMonth, shopConfig } from './named-month.ts';

const rules = (
  verdicts: readonly (readonly [table: (typeof NAME_TABLES)[number], name: string, verdict: Verdict])[] = [],
  mode: NameMode = 'listed',
  config = shopConfig(),
) => {
  const site = config.site('shop');
  if (site === undefined) throw new Error('no site');
  return nameRules(
    site,
    mode,
    new Map(verdicts.map(([table, name, verdict]) => [nameId({ table, name }), verdict])),
  );
};

describe('the tables with names', () => {
  it('are all released tables with a threshold: no table can be added whose names are shown unasked', () => {
    const tables = FACTS.flatMap(({ released }) => released).filter(({ outside }) => outside === 'threshold');
    expect(tables.length).toBeGreaterThan(5);
    for (const { name, keys } of tables)
      expect(
        drawnNames(
          keys,
          keys.map(() => 'x'),
        ),
        name,
      ).not.toEqual([]);
  });

  it('have every open column of a released table', () => {
    for (const fact of FACTS)
      for (const table of fact.released.filter(({ outside }) => outside === 'threshold')) {
        const open = fact.grain.filter(
          ({ name, vocabulary }) => vocabulary === 'open' && table.keys.includes(name),
        );
        expect(open.length, table.name).toBeGreaterThan(0);
        for (const { name } of open)
          expect(drawnNames([name], ['x']), `${table.name} ${name}`).toHaveLength(1);
      }
    expect([...VOCABULARIES.keys()].toSorted()).toEqual([...NAME_TABLES].toSorted());
  });
});

describe('a name that a release drew', () => {
  it.each([
    ['path', '/listed'],
    ['path', '/listed/'],
    ['source', 'Google'],
    ['referrer', 'google.com'],
    ['campaign', 'spring'],
    ['name', 'signup'],
    ['name', 'download'],
    ['referrer', '(none)'],
    ['campaign', '(other)'],
    ['source', '(app)'],
  ])('is shown where the site or the program lists it: %s %s', (column, name) => {
    expect(rules().cell([column], [name], false)).toBe('shown');
  });

  it.each([
    ['path', '/mallory'],
    ['path', '/blog/mallory'],
    ['path', '/Listed'],
    ['source', 'mallory.example'],
    ['referrer', 'mallory.example'],
    ['campaign', 'mallory'],
    ['campaign', 'Spring '],
    ['name', 'mallory'],
    ['path', ''],
    ['path', '__proto__'],
    ['campaign', 'constructor'],
  ])('waits otherwise, also under a pattern of published: %s %s', (column, name) => {
    expect(rules().cell([column], [name], false)).toBe('waiting');
  });

  it('stands by its open part: a medium beside it is fixed', () => {
    expect(rules().cell(['source', 'medium'], ['Google', 'search'], false)).toBe('shown');
    expect(rules().cell(['source', 'medium'], ['mallory.example', 'search'], false)).toBe('waiting');
    expect(rules().cell(['value'], ['mallory'], false)).toBe('shown');
  });

  it('is shown once it is approved, in its own table alone; landing pages are pages', () => {
    const approved = rules([['pages', 'x', 'approved']]);
    expect(approved.cell(['path'], ['x'], false)).toBe('shown');
    for (const column of ['source', 'referrer', 'campaign', 'name'])
      expect(approved.cell([column], ['x'], false), column).toBe('waiting');
  });

  it('is never shown once it is refused: not where it is listed, was fixed beforehand, or all names are shown', () => {
    const refused = [['pages', '/listed', 'refused']] as const;
    for (const mode of ['listed', 'all'] as const)
      for (const isPublic of [true, false])
        expect(rules(refused, mode).cell(['path'], ['/listed'], isPublic)).toBe('refused');
  });

  it('is shown where release.names is all, and where it was fixed beforehand', () => {
    expect(rules([], 'all').cell(['path'], ['/mallory'], false)).toBe('shown');
    expect(rules().cell(['path'], ['/no-longer-listed'], true)).toBe('shown');
  });

  it('follows the configuration as it is now', () => {
    const later = shopConfig({ published: ['/mallory'] });
    expect(rules([], 'listed', later).cell(['path'], ['/mallory'], false)).toBe('shown');
  });
});

it('a release without its hidden names has every other cell as it was drawn', () => {
  const release = namedMonth({
    pages: [['/mallory'], ['/blog/new']],
    countries: [['DE']],
    sources: [
      ['mallory.example', 'referral'],
      ['Google', 'mail'],
    ],
  });
  const decided = [{ site: 'shop', table: 'pages', name: '/blog/new', verdict: 'approved' } as const];
  const names = rulesBySite(shopConfig(), [{ version: 1, on: '2026-04-02', decisions: decided }])('shop');
  const shown = withShownNames(release, names);
  expect(shown.tables.map(({ name, cells }) => [name, cells.map(({ keys }) => keys[0])])).toEqual([
    ['pages', ['/listed', '/blog/new']],
    ['countries', ['DE']],
    ['sources', ['Google']],
  ]);
  for (const [index, { cells }] of shown.tables.entries())
    for (const cell of cells) expect(release.tables[index]?.cells).toContain(cell);
  expect({ ...shown, tables: [] }).toEqual({ ...release, tables: [] });
});
