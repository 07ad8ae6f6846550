/** What is about more people than one transaction takes, on a log in a table that refuses 101 writes. */
import { expect, it } from 'vitest';
import { normalizeAddress } from '#core/register/match-key';
import type { ImportRow } from '#core/register/import/import-row';
import type { RegisterLog } from '#core/register/register-log';
import { TableLog } from '#runtime/aws/register/log/table-log';
import { DAY_MS, StaffedRegister } from '../../../../core/register/staff/staffed-register.ts';
import { MemoryItems } from './memory-items.ts';

const PEOPLE = 30;
const PURPOSES = ['service', 'information', 'market-research', 'customization', 'transfer:example-optics'];

const rows = Array.from({ length: PEOPLE }, (_, n): ImportRow => ({
  row: n + 2,
  form: 'workshop',
  language: 'en',
  fields: { name: `Person ${n}`, email: `person${n}@canary.example` },
  topics: [],
  given: PURPOSES.map((purpose) => ({
    purpose,
    wording: `May we write to you, and hand your data to Example Optics? ${n}`,
    time: '2026-11-02T10:00:00Z',
    evidence: btoa(`line ${n}`),
  })),
}));

function tableOf(register: StaffedRegister): { readonly log: RegisterLog; readonly items: MemoryItems } {
  const items = new MemoryItems();
  let ids = 0;
  const log = new TableLog({
    store: items,
    keyOf: normalizeAddress,
    now: () => register.now,
    randomId: () => String(++ids),
    keepGivenUp: () => Promise.resolve(),
    pause: () => Promise.resolve(),
  });
  return { log, items };
}

it('imports, lists, transfers, tells and erases many people, and tells each what was read of them', async () => {
  let items = new MemoryItems();
  const register = new StaffedRegister({}, {}, undefined, (own) => {
    const table = tableOf(own);
    items = table.items;
    return table.log;
  });
  expect(await register.run('import', { rows, isDryRun: false })).toMatchObject({
    accepted: PEOPLE,
    refused: [],
  });
  const listed = await register.run<{ readonly people: readonly { readonly ref: string }[] }>('list', {
    purpose: 'service',
    reason: 'a list of many',
  });
  expect(listed.people).toHaveLength(PEOPLE);
  const transferred = await register.run<{ readonly submissions: readonly string[] }>('transfer', {
    recipient: 'example-optics',
    purpose: 'transfer:example-optics',
    reason: 'as agreed',
    isDryRun: false,
  });
  expect(transferred.submissions).toHaveLength(PEOPLE);
  await register.run('tell', { form: 'workshop', text: 'Another room.', isCancelled: false });
  expect(register.mails.filter(({ kind }) => kind === 'changed')).toHaveLength(PEOPLE);
  const who = listed.people[0]?.ref ?? '';
  const shown = await register.run<{
    readonly events: readonly {
      readonly event: string;
      readonly reason?: string;
      readonly submissions?: unknown;
    }[];
  }>('show', { who, purpose: 'rights', reason: 'the person asked' });
  expect(shown.events.filter(({ event }) => event === 'read').map(({ reason }) => reason)).toEqual(
    expect.arrayContaining(['a list of many', 'as agreed', 'mail: changed', 'the person asked']),
  );
  // What is told of a transfer is what was transferred of this person.
  expect(shown.events.find(({ event }) => event === 'transferred')?.submissions).toHaveLength(1);
  register.now += 5 * 366 * DAY_MS;
  expect(await register.run('retention', { isDryRun: false })).toMatchObject({
    erased: Array.from({ length: PEOPLE }, () => ({ cause: 'retention' })),
  });
  // The same rows again are known for what they were, although nothing of their addresses is left.
  register.now -= 5 * 366 * DAY_MS;
  expect(await register.run('import', { rows, isDryRun: false })).toMatchObject({
    accepted: 0,
    refused: rows.map(({ row }) => ({ row, reason: 'row: was imported before and has been erased since' })),
  });
  expect(JSON.stringify(items.items())).not.toMatch(/Person \d|"email":/);
  expect(JSON.stringify(items.items().map(({ body }) => body))).not.toContain('canary.example');
});
