/**
 * `npm run test:templates`: installs the package from its tarball into an empty folder, with its dependencies from the
 * registry, and synthesizes an app. It may not use what is installed here.
 */
import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** One per function. */
const BUNDLES = 7;

const root = resolve(import.meta.dirname, '../..');
const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const app = mkdtempSync(join(tmpdir(), 'headcount-installed-'));
try {
  const [{ filename }] = JSON.parse(
    execFileSync('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', app], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  );
  writeFileSync(join(app, 'package.json'), '{ "private": true }');
  copyFileSync(join(root, 'test/lib/consumer/app.mjs'), join(app, 'app.mjs'));
  execFileSync(
    'npm',
    [
      'install',
      '--silent',
      '--no-audit',
      '--no-fund',
      `./${filename}`,
      ...['aws-cdk-lib', 'constructs'].map((name) => `${name}@${devDependencies[name]}`),
    ],
    { cwd: app, stdio: 'inherit' },
  );
  execFileSync(process.execPath, ['app.mjs'], {
    cwd: app,
    stdio: 'inherit',
    env: { PATH: process.env.PATH, HOME: app, CDK_VALIDATION: 'false' },
  });
  const out = readdirSync(join(app, 'out'));
  const whole =
    out.includes('Host.template.json') &&
    out.filter((name) => name.startsWith('asset.') && existsSync(join(app, 'out', name, 'headcount.json')))
      .length === BUNDLES;
  process.stdout.write(
    `${whole ? 'ok' : 'FAILED'}: the package, installed from its tarball, synthesizes in an empty app\n`,
  );
  if (!whole) process.exitCode = 1;
} finally {
  rmSync(app, { recursive: true, force: true });
}
