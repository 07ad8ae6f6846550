/** The CDK app as a process, as `cdk synth` runs it. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { thorough } from '../support/full-length.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const APP = join(ROOT, 'dist/bin/app.js');
const { context } = JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8')) as {
  context: Record<string, unknown>;
};
const folder = mkdtempSync(join(tmpdir(), 'headcount-app-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** No credentials, no region, and a dead proxy for anything that tries the network. */
const env = (more: Record<string, unknown> = {}) => ({
  // The CDK's own checks need nothing from outside either, but take seconds.
  CDK_VALIDATION: 'false',
  PATH: process.env['PATH'],
  HOME: folder,
  CDK_OUTDIR: join(folder, 'out'),
  CDK_CONTEXT_JSON: JSON.stringify({ ...context, ...more }),
  HTTPS_PROXY: 'http://127.0.0.1:9',
  HTTP_PROXY: 'http://127.0.0.1:9',
});

describe('the CDK app', () => {
  it('synthesizes the demo site where there is no headcount.json, without credentials, network or Docker', () => {
    execFileSync(process.execPath, [APP], { cwd: folder, env: env(), stdio: 'pipe' });
    expect(
      readdirSync(join(folder, 'out'))
        .filter((name) => name.endsWith('.template.json'))
        .toSorted(),
    ).toEqual([
      'Headcount-prod-Analytics.template.json',
      'Headcount-prod-Collect.template.json',
      'Headcount-prod-Lake.template.json',
    ]);
  });

  it('says in one line where a mistake in register.json is, and ends with 2', () => {
    writeFileSync(join(folder, 'wrong-register.json'), JSON.stringify({ aws: { stages: 'x' } }));
    writeFileSync(
      join(folder, 'registered.json'),
      JSON.stringify({
        sites: [{ id: 'shop', hosts: ['www.example.com'] }],
        register: 'wrong-register.json',
      }),
    );
    const { status, stderr } = spawnSync(process.execPath, [APP], {
      cwd: folder,
      env: env({ config: 'registered.json' }),
      encoding: 'utf8',
    });
    expect(status).toBe(2);
    expect(stderr).toMatch(
      /^headcount: .*registered\.json: \$\.register: wrong-register\.json: .*\$\.aws: "stages" \(did you mean "stage"\?\) is unknown here.*\n$/,
    );
  });

  thorough('says in one line where a mistake in the configuration is, and ends with 2', () => {
    writeFileSync(
      join(folder, 'wrong.json'),
      JSON.stringify({ sites: [{ id: 'shop', hosts: ['www.example.com'], keyFile: 'none.key' }] }),
    );
    const missing = spawnSync(process.execPath, [APP], {
      cwd: folder,
      env: env({ config: 'wrong.json' }),
      encoding: 'utf8',
    });
    expect([missing.status, missing.stderr]).toEqual([
      2,
      `headcount: ${join(folder, 'wrong.json')}: $.sites[0].keyFile: the file cannot be read; its path is relative to the configuration file\n`,
    ]);
    writeFileSync(
      join(folder, 'headcount.json'),
      JSON.stringify({
        sites: [{ id: 'shop', hosts: ['www.example.com'] }],
        aws: { stage: 'Prod', buffer: { seconds: 5 } },
      }),
    );
    const wrong = spawnSync(process.execPath, [APP], { cwd: folder, env: env(), encoding: 'utf8' });
    expect(wrong.status).toBe(2);
    expect(wrong.stderr).toMatch(
      /^headcount: \S+headcount\.json: \$\.aws\.stage: .*; \$\.aws\.buffer\.seconds: [^\n]*\n$/,
    );
    writeFileSync(join(folder, 'headcount.json'), '\uFEFF{\n  "aws": {},\n}');
    const broken = spawnSync(process.execPath, [APP], { cwd: folder, env: env(), encoding: 'utf8' });
    expect([broken.status, broken.stderr]).toEqual([
      2,
      `headcount: ${join(folder, 'headcount.json')}: line 2, column 12: not valid JSON: a comma stands after the last entry of the object: remove it\n`,
    ]);
  });

  thorough('names the file that -c config=FILE asks for in vain', () => {
    const none = spawnSync(process.execPath, [APP], {
      cwd: folder,
      env: env({ config: 'none.json' }),
      encoding: 'utf8',
    });
    expect([none.status, none.stderr]).toEqual([
      2,
      `headcount: ${join(folder, 'none.json')}: there is no such file: name one with -c config=FILE\n`,
    ]);
  });
});
