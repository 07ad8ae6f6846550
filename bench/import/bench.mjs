/**
 * Compares the import of a combined log with GoAccess on the same file: lines per second, their ratio, peak memory, CPU
 * seconds. Target: half of GoAccess's rate and 50,000 lines per second. `--short`: 200,000 lines in place of 1,000,000.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeLog } from './make-log.mjs';

const root = join(import.meta.dirname, '../..');
const program = join(root, 'dist/bin/headcount.js');
if (!existsSync(program)) spawnSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: 'inherit' });
const folder = mkdtempSync(join(tmpdir(), 'headcount-bench-'));
try {
  const log = join(folder, 'access.log');
  const lines = await makeLog(log, process.argv.includes('--short') ? 20 : 100);
  process.stdout.write(
    `import: ${lines.toLocaleString('en')} lines, ${Math.round(statSync(log).size / 1e6)} MB, combined\n`,
  );
  const config = join(folder, 'headcount.json');
  writeFileSync(
    config,
    JSON.stringify({ sites: [{ id: 'demo', hosts: ['semicomplete.com', 'www.semicomplete.com'] }] }),
  );

  const ours = await timed(process.execPath, [
    program,
    'import',
    log,
    '--config',
    config,
    '--data',
    join(folder, 'data'),
    '--json',
    '--quiet',
  ]);
  const counted = JSON.parse(ours.stdout);
  if (counted.lines !== lines) throw new Error(`import saw ${counted.lines} of ${lines} lines`);
  print('headcount import', lines, ours);
  const goaccess = spawnSync('goaccess', ['--version'], { stdio: 'ignore' }).error === undefined;
  if (goaccess) {
    const theirs = await timed('goaccess', [
      log,
      '--log-format=COMBINED',
      '--no-global-config',
      '-o',
      join(folder, 'out.json'),
      '--no-progress',
    ]);
    print('goaccess', lines, theirs);
    process.stdout.write(
      `  ratio ${(theirs.seconds / ours.seconds).toFixed(2)} of GoAccess's rate (target 0.50)\n`,
    );
  } else process.stdout.write('  goaccess is not installed: no ratio (apt-get install goaccess)\n');
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function print(name, lines, { seconds, peak, core }) {
  process.stdout.write(
    `  ${name.padEnd(18)} ${Math.round(lines / seconds)
      .toLocaleString('en')
      .padStart(
        9,
      )} lines/s  ${seconds.toFixed(1)} s  peak ${peak === 0 ? 'unknown' : `${Math.round(peak / 1024)} MB`}${core === 0 ? '' : `  core ${((core / lines) * 1e6).toFixed(1)} us a line`}\n`,
  );
}

/** Runs a program to its end; reads its peak memory in KiB from /proc if there is one. */
async function timed(command, words) {
  const start = process.hrtime.bigint();
  const child = spawn(command, words, { stdio: ['ignore', 'pipe', 'inherit'] });
  let stdout = '';
  let peak = 0;
  let core = 0;
  child.stdout.on('data', (text) => {
    stdout += text;
  });
  const look = setInterval(() => {
    try {
      peak = Math.max(
        peak,
        Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0),
      );
      const [user, system] = readFileSync(`/proc/${child.pid}/stat`, 'utf8')
        .split(') ')
        .at(-1)
        .split(' ')
        .slice(11, 13);
      core = Math.max(core, (Number(user) + Number(system)) / 100);
    } catch {
      /* no /proc here, or it has just ended */
    }
  }, 100);
  const code = await new Promise((done) => {
    child.on('close', done);
  });
  clearInterval(look);
  if (code !== 0) throw new Error(`${command} ended with ${code}`);
  return { stdout, peak, core, seconds: Number(process.hrtime.bigint() - start) / 1e9 };
}
