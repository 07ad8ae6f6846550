/** docs/privacy.md: every claim names its test or says that it has none, and the tests that it names are there. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from './source-imports.ts';

const PAGE = readFileSync(join(ROOT, 'docs/privacy.md'), 'utf8')
  // Generated, from declarations and from the test that is named in it.
  .replaceAll(/<!-- (\w+):begin -->[^]*?<!-- \1:end -->/g, '');
const MARK = /\*\(((?:test\/|no test)[^)]*(?:\([^)]*\)[^)]*)*)\)\*/g;

/** Whether a path, with or without its ending, is a test or a folder with tests in it. */
function isTest(path: string): boolean {
  if (existsSync(join(ROOT, `${path}.test.ts`)) || path.endsWith('.test.ts'))
    return existsSync(join(ROOT, path.replace(/(?:\.test\.ts)?$/, '.test.ts')));
  const folder = join(ROOT, path);
  return (
    existsSync(folder) &&
    statSync(folder).isDirectory() &&
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).some((name) => name.endsWith('.test.ts'))
  );
}

/** Paragraphs, items of lists and rows of tables; a line that opens a list or heads a table is none. */
const claims = PAGE.split('\n').filter(
  (line) =>
    line.trim() !== '' &&
    !/^#|^\|(?: place | replaced |-)|:$|:\*\*$|\.\*\*$/.test(line) &&
    !line.startsWith('This page is the threat model.') &&
    !line.endsWith(' are the next section.'),
);

describe('docs/privacy.md', () => {
  it('names tests that are there', () => {
    const named = [...PAGE.matchAll(MARK)].flatMap(([, text = '']) =>
      text.split(', ').map((one) => one.replace(/ for .*$| \([^)]*\)$/, '')),
    );
    expect(named.filter((one) => one !== 'no test' && !isTest(one))).toEqual([]);
    expect(named.filter((one) => one !== 'no test').length).toBeGreaterThan(50);
  });

  it('ends each paragraph, item and row with the test that holds it, or says that there is none', () => {
    expect(claims.filter((line) => !/\*\((?:test\/|no test).*\)\*[.;:]?(?: \|)?$/.test(line))).toEqual([]);
    expect(claims.length).toBeGreaterThan(60);
  });

  it('would find a claim without a mark, and a test that is gone', () => {
    expect(isTest('test/promises/canaries')).toBe(true);
    expect(isTest('test/promises/release')).toBe(true);
    expect(isTest('test/promises/forgotten')).toBe(false);
  });
});
