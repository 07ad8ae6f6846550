/**
 * Writes the open half of the scrubber's corpus to a file. The corpus is frozen: a test compares its checksum, so that
 * no case is dropped because it is missed.
 */
import { writeFileSync } from 'node:fs';
import { openCases } from './open-cases.ts';

const file = process.argv[2] ?? 'test/data/scrubber/open.jsonl';
writeFileSync(
  file,
  `${openCases()
    .map((one) => JSON.stringify(one))
    .join('\n')}\n`,
);
