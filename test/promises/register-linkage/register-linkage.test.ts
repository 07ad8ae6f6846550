/**
 * The wall as a promise: whoever holds all facts and the whole register cannot tell how a registrant came to the site.
 *
 * The insider (attacker.ts) guesses medium, referrer and campaign of each registrant's visit by maximum likelihood. The
 * measure (audit.ts) is how much more often that is right than for others in the registrant's place: visits of the same
 * site, day, country and topics. Sites are small, 60 visits a day and 6 registrations, where facts tell most. Whether
 * somebody registers depends on nothing else here, since knowing that readers of a newsletter register more often is
 * knowledge of the world, not a link between a person and a visit.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rounds } from '../../support/full-length.ts';
import { seeded } from '../linkage/simulated-site.ts';
import { audit, type Line } from './audit.ts';
import type { World } from './people.ts';

/** Points by which the insider may be better at the upper 95 % bound; fewer people leave it wider. */
const BOUND = rounds(0.04, 0.02);
/** Days of sites, each with 6 registrations in the mean: 20,000 registrants at full length. */
const SITE_DAYS = rounds(350, 3400);
const SITE_DAYS_OF_ALARM = rounds(120, 700);

const world = (siteDays: number, more: Partial<World> = {}): World => ({
  siteDays,
  visitsPerDay: 60,
  random: seeded(20261130),
  ...more,
});
/** What the audit finds too much. */
const breaches = (lines: readonly Line[]) => lines.filter(({ upper }) => upper > BOUND);

describe('an insider with all facts and the whole register', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'headcount-register-linkage-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('guesses how registrants came to the site no better than of others in their place', async () => {
    const { lines, goals, rows } = await audit(
      world(SITE_DAYS),
      { hasWall: true, goalOn: '/register/thanks' },
      folder,
    );
    console.log(lines);
    expect(lines.map(({ attribute }) => attribute)).toEqual(['medium', 'referrer', 'campaign']);
    for (const line of lines) expect(line.registrants).toBeGreaterThan(rounds(2_000, 20_000));
    expect(breaches(lines)).toEqual([]);
    expect(goals).toEqual([]);
    // The simulated people did sign up, and the wall is what left it out.
    const excluded = rows.filter(({ outcome }) => outcome === 'excluded');
    expect(excluded.length).toBeGreaterThan(3 * (lines[0]?.registrants ?? 0));
    expect(excluded.filter(({ hour, visitor, path }) => (hour ?? visitor ?? path) !== null)).toEqual([]);
  });

  it('is found out where a goal fires at the sign-up on a page that is not excluded', async () => {
    const { lines, goals } = await audit(
      world(SITE_DAYS_OF_ALARM),
      { hasWall: true, goalOn: '/thanks' },
      folder,
    );
    expect(goals).toEqual(['signup']);
    expect(breaches(lines).map(({ attribute }) => attribute)).toEqual(
      expect.arrayContaining(['medium', 'referrer']),
    );
    expect(lines[0]?.difference).toBeGreaterThan(0.08);
  });

  it('is found out where the configuration does not name the register', async () => {
    const { lines, goals } = await audit(
      world(SITE_DAYS_OF_ALARM),
      { hasWall: false, goalOn: '/register/thanks' },
      folder,
    );
    expect(goals).toEqual(['signup']);
    expect(breaches(lines).map(({ attribute }) => attribute)).toEqual(
      expect.arrayContaining(['medium', 'referrer']),
    );
  });

  it('does gain where all of an origin come at one hour, as docs/privacy.md says', async () => {
    const { lines } = await audit(
      world(SITE_DAYS_OF_ALARM, { mailsAtNine: true }),
      { hasWall: true, goalOn: '/register/thanks' },
      folder,
    );
    expect(lines[0]?.difference).toBeGreaterThan(0.05);
  });
});
