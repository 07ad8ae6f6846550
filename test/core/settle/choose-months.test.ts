/** The choice of released months to settle: one rule for both places. */
import { describe, expect, it } from 'vitest';
import type { StoredRelease } from '#core/disclosure/stored-release';
import { chooseMonths, daysToRead } from '#core/settle/choose-months';
import { leftOutMonths, type LeftOutMonth } from '#core/settle/left-out-months';

const RELEASED = new Map([
  ['shop', ['2026-01', '2026-01-31', '2026-02', '2026-02-01', '2026-03-01']],
  ['logs', ['2026-02']],
]);
const chosen = (choice: Parameters<typeof chooseMonths>[1], leftOut: readonly LeftOutMonth[] = []) =>
  chooseMonths(RELEASED, choice, leftOut).map(({ site, month }) => `${site} ${month}`);

describe('the months to settle', () => {
  it('the months to settle are the released months of each site, and no days', () => {
    expect(chosen({ sites: ['shop', 'logs', 'other'] })).toEqual([
      'shop 2026-01',
      'shop 2026-02',
      'logs 2026-02',
    ]);
  });

  it('a named month is chosen for those sites only that released it', () => {
    expect(chosen({ sites: ['shop', 'logs'], month: '2026-01' })).toEqual(['shop 2026-01']);
    expect(chosen({ sites: ['shop'], month: '2026-03' })).toEqual([]);
  });

  it('begin at a month that is given, this one included', () => {
    expect(chosen({ sites: ['shop'], since: '2026-02' })).toEqual(['shop 2026-02']);
  });

  it('the days to read of a month are those that were released as days', () => {
    const [month] = chooseMonths(RELEASED, { sites: ['shop'], month: '2026-02' }, []);
    const release = { days: ['2026-02-01', '2026-02-02'] } as unknown as StoredRelease;
    expect(month && daysToRead(month, release)).toEqual(['2026-02-01']);
  });
});

describe('a month each sealed day of which is left out', () => {
  const day = (name: string, isDoubled: boolean) => ({ site: 'shop', day: name, isDoubled });
  const doubled = [day('2026-03-01', true), day('2026-03-31', true), day('2026-02-01', false)];

  it('is settled without a release from eight days after its end', () => {
    expect(leftOutMonths(doubled, '2026-04-07')).toEqual([]);
    expect(leftOutMonths(doubled, '2026-04-08')).toEqual([{ site: 'shop', month: '2026-03' }]);
    expect(chosen({ sites: ['shop'] }, leftOutMonths(doubled, '2026-04-08'))).toEqual([
      'shop 2026-01',
      'shop 2026-02',
      'shop 2026-03',
    ]);
  });

  it('waits for its release where one of its days is not left out', () => {
    expect(leftOutMonths([...doubled, day('2026-03-02', false)], '2026-05-01')).toEqual([]);
  });

  it('is chosen once where it was released all the same, and as released', () => {
    const months = chooseMonths(RELEASED, { sites: ['logs'] }, [{ site: 'logs', month: '2026-02' }]);
    expect(months).toMatchObject([{ month: '2026-02', isLeftOut: false }]);
  });
});
