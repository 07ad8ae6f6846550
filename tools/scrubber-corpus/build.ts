/**
 * Writes the drawn halves of the scrubber's corpus: values with identifiers of both, by their folder. The corpus is
 * frozen: a test compares its checksums, so that no case is dropped because it is missed.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keptCases } from './kept-cases.ts';
import { openCases } from './open-cases.ts';

const folder = process.argv[2] ?? 'test/data/scrubber';
for (const [half, cases] of [
  ['open', openCases()],
  ['kept', keptCases()],
] as const)
  writeFileSync(
    join(folder, half, 'values.jsonl'),
    `${cases.map((one) => JSON.stringify(one)).join('\n')}\n`,
  );
