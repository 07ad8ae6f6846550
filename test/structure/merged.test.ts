/** No file of the repository holds the marks of a merge that was left half done. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from '../support/root.ts';

const TEXT = /\.(ts|mjs|js|json|md|sql|html|css|sh|yml|yaml|py|xml)$/;
const OTHERS = ['node_modules', '.git', 'dist', 'cdk.out', 'data', 'register-data'];

function* filesIn(folder: string): Iterable<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory() && !OTHERS.includes(entry.name)) yield* filesIn(join(folder, entry.name));
    else if (entry.isFile() && TEXT.test(entry.name)) yield join(folder, entry.name);
  }
}

it('no file holds the marks of an unfinished merge', () => {
  const marked = [...filesIn(ROOT)].filter((file) => /^(<{7}|>{7}) /m.test(readFileSync(file, 'utf8')));
  expect(marked).toEqual([]);
});
