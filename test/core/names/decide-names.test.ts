/** `headcount names` over a place in memory: what is listed, decided, refused, and in which order. */
import { describe, expect, it } from 'vitest';
import { decideNames, type NamesPlace } from '#core/names/decide-names';
import { isDecisionBatch, latestDecisions, type DecisionBatch } from '#core/names/name-decisions';
import { UsageError } from '#core/operator/failures';
import type { NamesRequest } from '#core/operator/names-request';
import { namedMonth, shopConfig } from './named-month.ts';

const MARCH = namedMonth({
  pages: [['/mallory'], ['/about'], ['/listed/']],
  landings: [['/mallory'], ['/entry']],
  sources: [['mallory.example', 'referral']],
  referrers: [['mallory.example']],
  campaigns: [['sale'], ['spring']],
});
const APRIL = namedMonth({ pages: [['/about'], ['/new']] }, '2026-04');

function memoryPlace(months = [APRIL, MARCH]) {
  const batches: DecisionBatch[] = [];
  let redrawn = 0;
  const place: NamesPlace = {
    readMonths: async () => months,
    readDecisions: async () => [...batches],
    decide: async (decisions) => {
      if (decisions.length > 0) batches.push({ version: 1, on: '2026-05-01', decisions });
      redrawn += 1;
      return ['2026-03/shop.html'];
    },
  };
  const ask = (request: Partial<NamesRequest> = {}, config = shopConfig()) =>
    decideNames(place, config, { sites: ['shop'], approve: [], refuse: [], ...request });
  return { ask, batches, redrawn: () => redrawn };
}
const brief = (names: readonly { readonly table: string; readonly name: string }[]) =>
  names.map(({ table, name }) => `${table} ${name}`);

describe('headcount names', () => {
  it('lists once what waits, with the months that drew it, by table and name and not by size', async () => {
    const { ask, redrawn } = memoryPlace();
    const { waiting, approved, refused, pages } = await ask();
    expect(brief(waiting)).toEqual([
      'pages /about',
      'pages /entry',
      'pages /mallory',
      'pages /new',
      'sources mallory.example',
      'referrers mallory.example',
      'campaigns sale',
    ]);
    expect(waiting[0]).toEqual({
      site: 'shop',
      table: 'pages',
      name: '/about',
      period: '2026-03',
      periods: ['2026-03', '2026-04'],
    });
    expect([approved, refused, pages, redrawn()]).toEqual([[], [], [], 0]);
  });

  it('has no figure in its answer, whatever was drawn', async () => {
    const { ask } = memoryPlace();
    const said = JSON.stringify(await ask({ approve: ['/about'], refuse: ['sale'] }));
    expect(said.replaceAll(/2026-\d\d/g, '')).not.toMatch(/\d/);
  });

  it('decides about a name in every table that has it, or in the one that is named', async () => {
    const both = memoryPlace();
    expect(brief((await both.ask({ approve: ['mallory.example'] })).approved)).toEqual([
      'sources mallory.example',
      'referrers mallory.example',
    ]);
    const one = memoryPlace();
    const { approved } = await one.ask({ approve: ['mallory.example'], table: 'referrers' });
    expect(brief(approved)).toEqual(['referrers mallory.example']);
    expect(brief((await one.ask()).waiting)).toContain('sources mallory.example');
  });

  it('is idempotent: a second approval adds nothing, and has the pages looked at again', async () => {
    const { ask, batches, redrawn } = memoryPlace();
    const first = await ask({ approve: ['/about'] });
    const second = await ask({ approve: ['/about', '/about'] });
    expect(second.approved).toEqual(first.approved);
    expect([batches.length, redrawn()]).toEqual([1, 2]);
  });

  it('takes an approval back, and a refusal: the latest decision counts', async () => {
    const { ask, batches } = memoryPlace();
    await ask({ approve: ['/about'] });
    const refused = await ask({ refuse: ['/about'] });
    expect([brief(refused.approved), brief(refused.refused)]).toEqual([[], ['pages /about']]);
    expect(brief(refused.waiting)).not.toContain('pages /about');
    const again = await ask({ approve: ['/about'] });
    expect([brief(again.approved), brief(again.refused)]).toEqual([['pages /about'], []]);
    expect(latestDecisions(batches, 'shop')).toHaveLength(1);
    expect(latestDecisions(batches, 'other')).toEqual([]);
  });

  it('says of a listed name that it needs no approval, and can hide it all the same', async () => {
    const { ask, batches } = memoryPlace();
    const { listed, approved } = await ask({ approve: ['/listed', 'spring', '/listed/'] });
    expect(brief(listed)).toEqual(['pages /listed', 'campaigns spring', 'pages /listed/']);
    expect([approved, batches]).toEqual([[], []]);
    expect(brief((await ask({ refuse: ['/listed'] })).refused)).toEqual(['pages /listed']);
    expect(brief((await ask({ approve: ['/listed'] })).refused)).toEqual([]);
  });

  it('waits for nothing where release.names is all', async () => {
    expect((await memoryPlace().ask({}, shopConfig({}, { names: 'all' }))).waiting).toEqual([]);
  });

  it('refuses a name that no release drew, names those that are near, repeats nothing, and decides nothing', async () => {
    const { ask, batches, redrawn } = memoryPlace();
    for (const request of [{ approve: ['/about', '/abuot'] }, { refuse: ['/abuot'] }]) {
      const failure = await ask(request).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(UsageError);
      expect((failure as Error).message).toMatch(/did you mean "\/about"\?/);
      expect((failure as Error).message).not.toContain('/abuot');
    }
    await expect(ask({ approve: ['sale'], table: 'pages' })).rejects.toThrow(/no release drew in pages/);
    await expect(memoryPlace([]).ask({ approve: ['/about'] })).rejects.toThrow(UsageError);
    await expect(ask({ approve: ['sale'], refuse: ['sale'] })).rejects.toThrow(/name it once/);
    expect([batches, redrawn()]).toEqual([[], 0]);
  });

  it('keeps a decision about a name whose release is gone', async () => {
    const { batches, ask } = memoryPlace([]);
    batches.push({
      version: 1,
      on: '2026-04-01',
      decisions: [{ site: 'shop', table: 'pages', name: '/gone', verdict: 'approved' }],
    });
    expect(brief((await ask()).approved)).toEqual(['pages /gone']);
    expect(brief((await ask({ refuse: ['/gone'] })).refused)).toEqual(['pages /gone']);
  });
});

describe('a kept batch of decisions', () => {
  const decision = { site: 'shop', table: 'pages', name: '/a', verdict: 'approved' };
  it.each([
    ['no object', 3],
    ['no list', { version: 1, on: '2026-01-01', decisions: {} }],
    ['another verdict', { version: 1, on: '2026-01-01', decisions: [{ ...decision, verdict: 'shown' }] }],
    ['another table', { version: 1, on: '2026-01-01', decisions: [{ ...decision, table: 'toString' }] }],
    ['no name', { version: 1, on: '2026-01-01', decisions: [{ ...decision, name: 7 }] }],
  ])('is not read where it has %s', (_, json) => {
    expect(isDecisionBatch(json)).toBe(false);
  });

  it('is read as it was written, also with members of a later version', () => {
    expect(
      isDecisionBatch({ version: 1, on: '2026-01-01', by: 'x', decisions: [{ ...decision, why: 'y' }] }),
    ).toBe(true);
  });
});
