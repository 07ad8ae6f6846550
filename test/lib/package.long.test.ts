/** The package as a consumer gets it: packed, unpacked in an empty app, synthesized by node, checked by tsc. */
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const app = mkdtempSync(join(tmpdir(), 'headcount-consumer-'));
const APP = readFileSync(join(import.meta.dirname, 'consumer/app.mjs'), 'utf8');

beforeAll(() => {
  const [{ filename }] = JSON.parse(
    execFileSync('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', app], {
      cwd: ROOT,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  ) as [{ filename: string }];
  const { name, dependencies, peerDependencies } = JSON.parse(
    readFileSync(join(ROOT, 'package.json'), 'utf8'),
  ) as Record<'dependencies' | 'peerDependencies', Record<string, string>> & { name: string };
  const modules = join(app, 'node_modules');
  mkdirSync(join(modules, name), { recursive: true });
  execFileSync('tar', ['-xzf', join(app, filename), '-C', join(modules, name), '--strip-components=1']);
  // Without a network: dependencies and peers are those installed here; esbuild and cdk-nag are not among them.
  for (const name of [...Object.keys(dependencies), ...Object.keys(peerDependencies), '@types/node']) {
    mkdirSync(join(modules, name, '..'), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules', name), join(modules, name));
  }
  writeFileSync(join(app, 'package.json'), '{ "type": "module", "private": true }');
  writeFileSync(join(app, 'app.mjs'), APP);
  writeFileSync(join(app, 'app.ts'), APP);
});
afterAll(() => {
  rmSync(app, { recursive: true, force: true });
});

describe('the packed package in an empty app', () => {
  it('synthesizes a stack with built bundles, without esbuild, network or credentials', () => {
    execFileSync(process.execPath, ['app.mjs'], {
      cwd: app,
      stdio: 'pipe',
      env: { PATH: process.env['PATH'], HOME: app, CDK_VALIDATION: 'false' },
    });
    const out = readdirSync(join(app, 'out'));
    expect(out).toContain('Host.template.json');
    const bundles = out.filter((name) => name.startsWith('asset.'));
    expect(bundles).toHaveLength(8);
    const configured = bundles.filter((name) => existsSync(join(app, 'out', name, 'headcount.json')));
    expect(configured).toHaveLength(7);
    expect(existsSync(join(app, 'node_modules/esbuild'))).toBe(false);
  });

  it('has types for its props, which refuse a misspelt one', () => {
    const tsc = (file: string) =>
      execFileSync(
        join(ROOT, 'node_modules/.bin/tsc'),
        [
          '--noEmit',
          '--strict',
          '--skipLibCheck',
          '--module',
          'nodenext',
          '--moduleResolution',
          'nodenext',
          '--target',
          'es2023',
          '--types',
          'node',
          '--ignoreConfig',
          file,
        ],
        { cwd: app, encoding: 'utf8', stdio: 'pipe' },
      );
    expect(tsc('app.ts')).toBe('');
    writeFileSync(join(app, 'wrong.ts'), APP.replace('origins:', 'origin:'));
    expect(() => tsc('wrong.ts')).toThrow();
  });
});
