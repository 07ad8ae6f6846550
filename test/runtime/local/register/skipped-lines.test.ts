/** Lines that a rewrite may skip: it leaves the same file, and never parses them. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { event, openedLog, type TestEvent } from './opened-log.ts';

const SKIP = '"n":1';
const groups = fc.array(fc.array(fc.constantFrom(1, 2, 3), { minLength: 1, maxLength: 4 }), {
  minLength: 1,
  maxLength: 8,
});

/** Removes events of 2 and shortens those of 3; those of 1 stay. */
function keep(one: TestEvent): TestEvent | undefined {
  if (one.n === 2) return undefined;
  return one.n === 3 && one.text !== undefined ? event(3) : one;
}

async function rewritten(all: readonly (readonly number[])[], isSkipped?: (line: string) => boolean) {
  const folder = mkdtempSync(join(tmpdir(), 'headcount-skipped-'));
  try {
    const { log } = await openedLog(folder);
    for (const group of all) await log.append(group.map((n) => event(n, `text ${SKIP}`)));
    await log.rewrite(keep, isSkipped);
    const seen: TestEvent[] = [];
    await log.scan((one) => seen.push(one), isSkipped);
    await log.close();
    return { text: readFileSync(join(folder, 'register.jsonl'), 'utf8'), seen };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

it('a rewrite that skips lines of events that stay leaves the same file', async () => {
  await fc.assert(
    fc.asyncProperty(groups, async (all) => {
      const whole = await rewritten(all);
      const skipping = await rewritten(all, (line) => line.includes(SKIP));
      expect(skipping.text).toBe(whole.text);
      expect(skipping.seen).toEqual(whole.seen.filter(({ n }) => n !== 1));
    }),
    { numRuns: 60 },
  );
});
