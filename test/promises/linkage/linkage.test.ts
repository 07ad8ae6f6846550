/** Promise 2: how much the facts tell an attacker about one visitor. docs/privacy.md contains the resulting table. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../../support/root.ts';
import { attack, EXPOSURES, type Facts } from './attack.ts';
import { arrivalsOf, seeded, truth, type Truth } from './simulated-site.ts';
import { factsOf } from '../../support/facts-of.ts';
import type { ArrivalRow } from '#core/event/fields';

const DAY = '2026-03-10';
/** Visitors per day, and the number of such sites to attack. */
const SIZES = [
  [3, 200],
  [10, 100],
  [100, 25],
  [1000, 3],
] as const;

interface Line {
  readonly attribute: string;
  readonly joined: string | null;
  readonly size: number;
  readonly targets: number;
  readonly base: number;
  readonly attack: number;
}

async function measure(): Promise<Line[]> {
  const random = seeded(20260310);
  const sites = SIZES.flatMap(([size, sitesOfSize]) =>
    Array.from({ length: sitesOfSize }, (_, index) => ({
      size,
      site: `s${size}-${index}`,
      training: Array.from({ length: size }, () => truth(random)),
      targets: Array.from({ length: size }, () => truth(random)),
    })),
  );
  const rows: ArrivalRow[] = sites.flatMap(({ site, targets }) =>
    targets.flatMap((one: Truth) => arrivalsOf(one, site, DAY, random)),
  );
  const folder = mkdtempSync(join(tmpdir(), 'headcount-linkage-'));
  try {
    const all = await factsOf(rows, folder);
    const bySite = new Map<string, Record<string, Facts[string][number][]>>();
    for (const [name, factRows] of Object.entries(all)) {
      for (const row of factRows) {
        const facts = bySite.get(String(row['site'])) ?? {};
        (facts[name] ??= []).push(row);
        bySite.set(String(row['site']), facts);
      }
    }
    return SIZES.flatMap(([size]) =>
      EXPOSURES.map((exposure) => {
        const hits = sites
          .filter((one) => one.size === size)
          .map(({ site, training, targets }) => attack(exposure, training, targets, bySite.get(site) ?? {}));
        const sum = (of: 'targets' | 'base' | 'attack') => hits.reduce((total, one) => total + one[of], 0);
        const targets = sum('targets');
        return {
          attribute: exposure.attribute,
          joined: exposure.joined,
          size,
          targets,
          base: sum('base') / targets,
          attack: sum('attack') / targets,
        };
      }),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function table(lines: readonly Line[]): string {
  const percent = (share: number) => `${Math.round(100 * share)} %`;
  const cell = (line: Line | undefined) =>
    line === undefined ? '' : `${percent(line.base)} → ${percent(line.attack)}`;
  const rows = EXPOSURES.map(
    (exposure) =>
      `| ${exposure.attribute} | ${exposure.joined ?? 'no fact'} | ${SIZES.map(([size]) => cell(lines.find((line) => line.attribute === exposure.attribute && line.size === size))).join(' | ')} |`,
  );
  return [
    'Simulated sites; the attacker knows everything about a visitor but one attribute, and holds all ' +
      'facts of the day. Each cell: how often the best guess trained on another day is right → how often ' +
      'it is right with the facts. Made by test/promises/linkage.',
    '',
    `| attribute | joined by | ${SIZES.map(([size]) => `${size.toLocaleString('en')} visitors per day`).join(' | ')} |`,
    `|---|---|${SIZES.map(() => '---').join('|')}|`,
    ...rows,
  ].join('\n');
}

describe('an attacker with all facts and all attributes of a visitor but one', () => {
  let lines: Line[];
  beforeAll(async () => {
    lines = await measure();
  });

  it('gains at most five points from 100 visitors per day on, for attributes that no fact joins', () => {
    const gained = lines
      .filter((line) => line.joined === null && line.size >= 100)
      .map((line) => ({ ...line, gain: line.attack - line.base }));
    expect(gained).toHaveLength(12);
    expect(gained.filter((line) => line.gain > 0.05)).toEqual([]);
  });

  it('does gain on sites of three visitors per day, so that the attack is a real one', () => {
    const gains = lines.filter((line) => line.size === 3).map((line) => line.attack - line.base);
    expect(Math.max(...gains)).toBeGreaterThan(0.2);
  });

  it('stands in docs/privacy.md as measured', () => {
    const file = join(ROOT, 'docs/privacy.md');
    const text = readFileSync(file, 'utf8');
    const made = text.replace(
      /<!-- linkage:begin -->[\s\S]*?<!-- linkage:end -->/,
      `<!-- linkage:begin -->\n${table(lines)}\n<!-- linkage:end -->`,
    );
    if (process.env['HEADCOUNT_UPDATE_DOCS'] === '1') writeFileSync(file, made);
    expect(
      text === made || process.env['HEADCOUNT_UPDATE_DOCS'] === '1',
      'run with HEADCOUNT_UPDATE_DOCS=1',
    ).toBe(true);
  });
});
