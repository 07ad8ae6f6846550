/** A wrong sitemap: every command refuses it with the same sentence and exit status 2, before it does anything. */
import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, it } from 'vitest';
import { ROOT } from '../../support/root.ts';
import { runWarm } from '../../support/warm-program.ts';

const folder = mkdtempSync(join(tmpdir(), 'headcount-sitemap-'));
for (const end of ['json', 'log', 'xml'])
  cpSync(join(ROOT, `test/data/cases/sitemap-index.${end}`), join(folder, `sitemap-index.${end}`));
afterAll(() => rmSync(folder, { recursive: true }));

const CONFIG = join(folder, 'sitemap-index.json');
const SENTENCE = `headcount: ${CONFIG}: $.sites[0].published: the file is an index of sitemaps, and 1 of 1 is not beside it (post-sitemap.xml): save them there, or name one sitemap\n`;

/** Every command that reads headcount.json, with words that it would otherwise accept. */
const COMMANDS: readonly (readonly string[])[] = [
  ['start', '--port', '18290'],
  ['check'],
  ['import', 'sitemap-index.log'],
  ['seal'],
  ['release'],
  ['plan', '--visitors-per-day', '100'],
  ['budget'],
  ['settle'],
  ['report'],
  ['report', '--inside'],
  ['demand'],
  ['live'],
  ['query', 'select 1'],
  ['status'],
  ['cost', '--events-per-month', '1000'],
  ['demo'],
];
const ON_AWS = [
  'check',
  'import',
  'seal',
  'release',
  'plan',
  'budget',
  'settle',
  'report',
  'live',
  'query',
  'status',
];

it.each([
  ...COMMANDS,
  ...COMMANDS.filter(([name = '']) => ON_AWS.includes(name)).map((words) => [...words, '--target', 'aws']),
])('%s %s %s refuses a sitemap index whose parts are missing', async (...words) => {
  const data = join(folder, 'data');
  const ran = await runWarm([...words, '--config', CONFIG, '--data', data], { cwd: folder });
  expect({ status: ran.status, stdout: ran.stdout, stderr: ran.stderr }).toEqual({
    status: 2,
    stdout: '',
    stderr: SENTENCE,
  });
  expect(existsSync(data)).toBe(false);
});

it('cdk synth refuses it in the same words', async () => {
  const program = join(ROOT, 'dist/bin/app.js');
  const ran = await promisify(execFile)(process.execPath, [program], {
    cwd: ROOT,
    env: {
      ...process.env,
      CDK_CONTEXT_JSON: JSON.stringify({ config: CONFIG }),
      CDK_OUTDIR: join(folder, 'out'),
    },
  }).catch((error: unknown) => error as { readonly code: number; readonly stderr: string });
  expect(ran).toMatchObject({ code: 2, stderr: SENTENCE });
});
