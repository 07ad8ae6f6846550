/**
 * The package: a name that no stranger can publish under, one version everywhere, and a CI that runs the same commands
 * as people.
 */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const text = (file: string) => readFileSync(join(ROOT, file), 'utf8');

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly bin: Readonly<Record<string, string>>;
  readonly engines: { readonly node: string };
}
const manifest = JSON.parse(text('package.json')) as Manifest;
const lock = JSON.parse(text('package-lock.json')) as Pick<Manifest, 'name' | 'version'> & {
  readonly packages: Readonly<Record<string, Pick<Manifest, 'name' | 'version'>>>;
};

describe('the package', () => {
  it('has a scoped name and is private, so that no registry gives out another package under it', () => {
    expect(manifest.name).toMatch(/^@[a-z0-9-]+\/headcount$/);
    expect(manifest.private).toBe(true);
  });

  it('has one program, headcount, which npx finds in the checkout', () => {
    expect(manifest.bin).toEqual({ headcount: 'dist/bin/headcount.js' });
  });

  it('has the name and version in its lock file that package.json has', () => {
    const here = { name: manifest.name, version: manifest.version };
    expect({ name: lock.name, version: lock.version }).toEqual(here);
    expect(lock.packages['']).toMatchObject(here);
  });

  it('has a version that the changelog describes', () => {
    expect(text('CHANGELOG.md')).toMatch(
      new RegExp(`^## \\[${manifest.version}\\] - \\d{4}-\\d{2}-\\d{2}$`, 'm'),
    );
  });
});

describe('the set-up of a contributor and of CI', () => {
  it('names a version of Node in .nvmrc that engines allows', () => {
    const [major, minor] = text('.nvmrc').trim().split('.').map(Number);
    const [, least] = /^>=20\.(\d+)$/.exec(manifest.engines.node) ?? [];
    expect(major).toBe(20);
    expect(minor).toBeGreaterThanOrEqual(Number(least));
  });

  it('runs .ci/run in the workflow, with the version of Node that .nvmrc names', () => {
    const workflow = text('.github/workflows/ci.yml');
    expect(workflow).toContain('- run: .ci/run\n');
    expect(workflow).toContain('node-version-file: .nvmrc\n');
  });
});
