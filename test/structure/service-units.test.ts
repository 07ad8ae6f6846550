/** The service units of examples/: what they start, and what systemd itself says of them where it is installed. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const UNITS = ['headcount.service', 'headcount-register.service'];
/** Of 10; systemd calls what is below 2 OK, and a unit without any of this 9.6. */
const MOST_EXPOSED = 20;
const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0;
const analyze = (...words: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync('systemd-analyze', words, { encoding: 'utf8' });
  return { status, output: `${stdout}${stderr}` };
};

describe.each(UNITS)('examples/%s', (name) => {
  const file = join(ROOT, 'examples', name);
  const settings = new Map(
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => /^[A-Za-z]+=/.test(line))
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );

  it('starts node by its path with the built program, in a folder that is there, and at every boot', () => {
    const folder = `/var/lib/${name.replace('.service', '')}`;
    expect(settings.get('ExecStart')).toMatch(
      /^\/usr\/bin\/node \/opt\/headcount\/dist\/bin\/headcount\.js (register )?start --config \/etc\/headcount\//,
    );
    expect(settings.get('ExecStart')).toContain(` --data ${folder}`);
    expect(settings.get('WorkingDirectory')).toBe(folder);
    expect(`/var/lib/${settings.get('StateDirectory') ?? ''}`).toBe(folder);
    expect(settings.get('WantedBy')).toBe('multi-user.target');
  });

  it('keeps requests out of core dumps and swap, and lets V8 compile', () => {
    expect([settings.get('LimitCORE'), settings.get('MemorySwapMax')]).toEqual(['0', '0']);
    expect(settings.get('MemoryDenyWriteExecute')).toBeUndefined();
  });

  it('gives a shutdown more time than the server takes for it', () => {
    expect(Number(settings.get('TimeoutStopSec'))).toBeGreaterThanOrEqual(5 + 8 + 8 + 6);
  });

  it('is the unit that the operations page names', () => {
    const page = name === 'headcount.service' ? 'docs/operations.md' : 'docs/register-operations.md';
    expect(readFileSync(join(ROOT, page), 'utf8')).toContain(`examples/${name}`);
  });

  it.runIf(hasSystemd)(
    'passes systemd-analyze verify without a word, and is exposed by 2 of 10 at most',
    () => {
      expect(analyze('verify', file)).toEqual({ status: 0, output: '' });
      const security = analyze(
        'security',
        '--offline=true',
        '--no-pager',
        `--threshold=${MOST_EXPOSED}`,
        file,
      );
      expect(security.status, security.output).toBe(0);
    },
  );
});

it.skipIf(hasSystemd)('systemd-analyze is not installed here, so the units were not shown to it', () => {});
