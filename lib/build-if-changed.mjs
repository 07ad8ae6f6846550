/**
 * What `cdk synth` runs before the app: `npm run build`, unless nothing it reads has changed since this last ran it. It
 * may not know what a build does.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, realpathSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What a build reads; of folders everything below them. */
const READ = [
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
/** Goes with dist/; its time is when the build that it stands for began. */
const STAMP = 'dist/built';

/**
 * Whether a file was written, made, moved or deleted below `root` since the build began that the stamp stands for; true
 * without one.
 */
export function hasChanged(root) {
  const stamp = join(root, STAMP);
  if (!existsSync(stamp)) return true;
  const built = statSync(stamp).mtimeMs;
  return READ.some((name) => existsSync(join(root, name)) && isNewer(join(root, name), built));
}

/** Notes a build that began at `instant` (ms). */
export function stampBuild(root, instant) {
  writeFileSync(join(root, STAMP), '');
  utimesSync(join(root, STAMP), instant / 1000, instant / 1000);
}

/** A folder's own time changes with the names in it. */
function isNewer(path, built) {
  const found = statSync(path);
  if (found.mtimeMs >= built) return true;
  return found.isDirectory() && readdirSync(path).some((name) => isNewer(join(path, name), built));
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const root = join(import.meta.dirname, '..');
  const began = Date.now();
  if (hasChanged(root)) {
    const { status } = spawnSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: 'inherit' });
    if (status === 0) stampBuild(root, began);
    process.exitCode = status ?? 1;
  }
}
