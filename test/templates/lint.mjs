/**
 * `npm run test:templates`: runs cfn-lint over the templates of every configuration in test/lib/configurations.json,
 * and of every register in test/lib/register/configurations.json. It installs cfn-lint in a folder of its own; it needs
 * no credentials and deploys nothing.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { App, DefaultStackSynthesizer } from 'aws-cdk-lib';
import { parseConfig } from '../../dist/core/config/parse-config.js';
import { deploymentOf } from '../../dist/lib/deployment.js';
import { headcountStacks } from '../../dist/lib/headcount-stacks.js';
import { registerDeploymentOf } from '../../dist/lib/register/register-deployment.js';
import { registerStack } from '../../dist/lib/register/register-stack.js';

const VERSION = '1.58.0';
/** Intended findings. */
const SKIPPED = {
  W3005:
    "the CDK makes each function depend on its role and the role's policy, so that permissions are " +
    'there first; that the role alone is also referenced does no harm',
};

const root = resolve(import.meta.dirname, '../..');
const folder = join(
  process.env.HEADCOUNT_STANDINS ?? join(homedir(), '.cache/headcount-standins'),
  `cfn-lint-${VERSION}`,
);
const lint = join(folder, 'bin/cfn-lint');

function install() {
  if (existsSync(lint)) return;
  try {
    execFileSync('python3', ['-m', 'venv', folder], { stdio: 'pipe' });
    execFileSync(
      join(folder, 'bin/pip'),
      ['install', '--quiet', '--disable-pip-version-check', `cfn-lint==${VERSION}`],
      { stdio: 'pipe' },
    );
  } catch {
    rmSync(folder, { recursive: true, force: true });
    process.stderr.write(
      `cfn-lint ${VERSION} could not be installed: it needs python3 with venv (Debian: apt-get install python3-venv) and a Python package index\n`,
    );
    process.exit(1);
  }
}

install();
const { context } = JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8'));
const read = (file) => Object.entries(JSON.parse(readFileSync(join(root, 'test/lib', file), 'utf8')));
const configurations = [
  ...read('configurations.json').map(([name, aws]) => ({ name, aws })),
  ...read('register/configurations.json').map(([name, register]) => {
    const { stage, account, region } = register;
    return { name: `a register: ${name}`, aws: { stage, account, region }, register };
  }),
];

/** The example register in a folder of its own, with these settings for AWS. */
function registerIn(folder, aws) {
  cpSync(join(root, 'examples/register'), folder, { recursive: true });
  const file = join(folder, 'register.json');
  const config = JSON.parse(readFileSync(file, 'utf8'));
  const mail = { ...config.mail, from: 'register@example.com', informationFrom: 'news@example.com' };
  writeFileSync(file, JSON.stringify({ ...config, mail, aws }));
  return registerDeploymentOf(file, aws.stage ?? 'prod');
}

let failed = 0;
for (const { name, aws, register } of configurations) {
  const outdir = mkdtempSync(join(tmpdir(), 'headcount-templates-'));
  try {
    const app = new App({ outdir, context: { ...context, 'aws:cdk:bundling-stacks': [] } });
    const config = parseConfig(
      JSON.stringify({
        timeZone: 'Europe/Berlin',
        sites: [{ id: 'shop', hosts: ['www.example.com'], origins: ['https://www.example.com'] }],
        aws,
      }),
    );
    const deployment = deploymentOf(config, root);
    const registerDemand =
      register && registerStack(app, registerIn(mkdtempSync(join(outdir, 'register-')), register)).openBucket;
    headcountStacks(
      app,
      registerDemand === undefined ? deployment : { ...deployment, registerDemand },
      aws.qualifier === undefined
        ? {}
        : { synthesizer: new DefaultStackSynthesizer({ qualifier: aws.qualifier }) },
    );
    app.synth();
    const templates = readdirSync(outdir)
      .filter((file) => file.endsWith('.template.json'))
      .map((file) => join(outdir, file));
    const run = spawnSync(
      lint,
      [
        '--regions',
        aws.region ?? 'eu-central-1',
        '--ignore-checks',
        ...Object.keys(SKIPPED),
        '--',
        ...templates,
      ],
      { encoding: 'utf8' },
    );
    process.stdout.write(
      `${run.status === 0 ? 'ok' : 'FAILED'}: ${name}, ${templates.length} templates\n${run.stdout}${run.stderr}`,
    );
    if (run.status !== 0) failed += 1;
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
process.exit(failed === 0 ? 0 : 1);
