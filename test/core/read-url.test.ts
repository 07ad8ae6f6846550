/** An address is read alike the first and the millionth time: URL.canParse of Node 20 does not do that. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readUrl } from '#core/read-url';
import { hostSpelling } from '#core/host/host-spelling';
import { ROOT, sources } from '../structure/source-imports.ts';

/** Enough for V8 to compile a caller. */
const MANY = 300_000;

describe('an address', () => {
  it('is read by the URL standard; undefined where that knows none', () => {
    expect(readUrl('https://BÜCHER.example/a b')?.href).toBe('https://xn--bcher-kva.example/a%20b');
    for (const text of ['', '/a', 'www.example.com', 'https://', 'https://a b/', 'https://xn--a/'])
      expect(readUrl(text), text).toBeUndefined();
  });

  it('with letters of Latin-1 is read in code that has long been compiled', () => {
    for (let turn = 0; turn < MANY; turn++) readUrl(`https://www.example.com/${turn % 10}`);
    expect(readUrl('https://bücher.example/')?.hostname).toBe('xn--bcher-kva.example');
    for (let turn = 0; turn < MANY / 10; turn++) hostSpelling('www.example.com');
    expect(hostSpelling('bücher.example')).toBe('xn--bcher-kva.example');
  });

  it('is nowhere checked by URL.canParse', () => {
    const files = ['core', 'queries', 'render', 'runtime', 'lambdas', 'lib', 'bin', 'tools'].flatMap(sources);
    expect(files.length).toBeGreaterThan(500);
    expect(files.filter((file) => /\.canParse\(/.test(readFileSync(join(ROOT, file), 'utf8')))).toEqual([]);
  });
});
