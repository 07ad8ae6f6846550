/** The builds of `cdk synth`: it builds nothing twice, and leaves nothing stale. */
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const { hasChanged, stampBuild } = (await import(join(ROOT, 'lib/build-if-changed.mjs'))) as {
  hasChanged: (root: string) => boolean;
  stampBuild: (root: string, instant: number) => void;
};

/** Seconds since 1970: everything was written before the build began at this instant. */
const [BEFORE, BEGAN, AFTER] = [1000, 2000, 3000];
let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'headcount-build-'));
  for (const folder of ['dist', 'core/event']) mkdirSync(join(root, folder), { recursive: true });
  for (const file of ['core/event/a.ts', 'core/event/b.sql', 'package.json', 'headcount.json'])
    writeFileSync(join(root, file), '');
  for (const path of [
    'core/event/a.ts',
    'core/event/b.sql',
    'package.json',
    'headcount.json',
    'core/event',
    'core',
  ])
    utimesSync(join(root, path), BEFORE, BEFORE);
  stampBuild(root, BEGAN * 1000);
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

describe('the build before cdk synth', () => {
  it('is left out where nothing changed since the last one, and where only headcount.json did', () => {
    expect(hasChanged(root)).toBe(false);
    utimesSync(join(root, 'headcount.json'), AFTER, AFTER);
    expect(hasChanged(root)).toBe(false);
  });

  it.each(['core/event/a.ts', 'core/event/b.sql', 'package.json'])(
    'is made after a change of %s, also one while the last build ran',
    (file) => {
      utimesSync(join(root, file), BEGAN, BEGAN);
      expect(hasChanged(root)).toBe(true);
    },
  );

  it('is made after a file is deleted or moved', () => {
    renameSync(join(root, 'core/event/a.ts'), join(root, 'core/event/c.ts'));
    expect(hasChanged(root)).toBe(true);
  });

  it('is made where dist/ is gone or nobody has noted a build', () => {
    rmSync(join(root, 'dist'), { recursive: true });
    expect(hasChanged(root)).toBe(true);
  });

  it('is what cdk.json runs', () => {
    expect((JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8')) as { build: string }).build).toBe(
      'node lib/build-if-changed.mjs',
    );
  });
});
