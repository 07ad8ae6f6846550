/**
 * Runs `npm run build` before `cdk synth` starts the app, unless no input of the build has changed since the last one.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, realpathSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Inputs of a build; a folder stands for everything below it. */
const INPUTS = [
  'core',
  'queries',
  'runtime',
  'lambdas',
  'lib',
  'bin',
  'tracker',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'node_modules/.package-lock.json',
];
/** Disappears together with dist/. Its modification time is when the build began. */
const STAMP = 'dist/built';

/**
 * Whether a file below `root` was written, created, moved or deleted since the stamped build began; true without a
 * stamp.
 */
export function hasChanged(root) {
  const stamp = join(root, STAMP);
  if (!existsSync(stamp)) return true;
  const builtMs = statSync(stamp).mtimeMs;
  return INPUTS.some((name) => existsSync(join(root, name)) && isNewer(join(root, name), builtMs));
}

/** Records a build that began at `instant` (ms). */
export function stampBuild(root, instant) {
  writeFileSync(join(root, STAMP), '');
  utimesSync(join(root, STAMP), instant / 1000, instant / 1000);
}

/** A folder's own modification time changes with the names in it. */
function isNewer(path, builtMs) {
  const stats = statSync(path);
  if (stats.mtimeMs >= builtMs) return true;
  return stats.isDirectory() && readdirSync(path).some((name) => isNewer(join(path, name), builtMs));
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const root = join(import.meta.dirname, '..');
  const beganMs = Date.now();
  if (hasChanged(root)) {
    const { status } = spawnSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: 'inherit' });
    if (status === 0) stampBuild(root, beganMs);
    process.exitCode = status ?? 1;
  }
}
