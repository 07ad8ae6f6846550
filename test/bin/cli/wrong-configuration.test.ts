/** A configuration that cannot be read is named with its place, by every command alike, and no value of it is shown. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runWarm } from '../../support/warm-program.ts';

const folder = mkdtempSync(join(tmpdir(), 'headcount-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const SITE = '{"id": "shop", "hosts": ["www.example.com"]}';
const write = (name: string, text: string | Uint8Array) => {
  const file = join(folder, name);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, text);
  return file;
};
const run = async (...words: string[]) => {
  const { status, stdout, stderr } = await runWarm(words, { cwd: folder });
  return { status, stdout, stderr: stderr.trim() };
};

/** Each command with the words that it needs. */
const COMMANDS = [
  'start',
  'check',
  'import access.log',
  'seal',
  'release',
  'plan',
  'budget',
  'settle',
  'report',
  'demand',
  'live',
  'query select',
  'status',
  'demo',
  'demo --month',
];

describe('a configuration that is no JSON', () => {
  it.each(COMMANDS)(
    'ends headcount %s with the line and the column, and the same for an unknown key',
    async (words) => {
      const broken = write('broken.json', `{\n  "sites": [${SITE}],\n  // "secret-9f3"\n  "k": 10,\n}`);
      expect(await run(...words.split(' '), '--config', broken)).toEqual({
        status: 2,
        stdout: '',
        stderr: `headcount: ${broken}: line 3, column 3: not valid JSON: JSON has no comments: remove it`,
      });
      const unknown = write('unknown.json', `{"sites": [${SITE}], "timezone": "secret-9f3"}`);
      const ran = await run(...words.split(' '), '--config', unknown);
      expect([ran.status, ran.stderr]).toEqual([
        2,
        expect.stringContaining('$: "timezone" (did you mean "timeZone"?) is unknown here'),
      ]);
      expect(ran.stderr).not.toContain('secret');
    },
  );

  it.each(['start', 'list --purpose service --reason test', 'doctor'])(
    'ends headcount register %s likewise, for a form and an item of the catalogue as well',
    async (words) => {
      const config = write('reg/register.json', '{"languages": ["en"]\n "url": "secret-9f3"}');
      const register = ['register', ...words.split(' '), '--config', config, '--data', join(folder, 'r')];
      expect((await run(...register)).stderr).toContain(
        'register.json: line 1, column 21: not valid JSON: a comma is missing after this entry of the object',
      );
      write('reg/register.json', '{"langauges": ["en"]}');
      write('reg/register/forms/a.json', '{"id": "a",\n}');
      write('reg/register/catalogue/b.json', "{'id': 'b'}");
      const { status, stderr } = await run(...register);
      expect(stderr).toContain('register.json: $: "langauges" (did you mean "languages"?) is unknown here');
      expect(stderr).toContain('forms/a.json: line 1, column 11: not valid JSON: a comma stands after');
      expect(stderr).toContain('catalogue/b.json: line 1, column 2: not valid JSON: keys and texts stand');
      expect(status).not.toBe(0);
    },
  );
});

describe('a configuration as editors save it', () => {
  const text = `{"sites": [${SITE}]}`;
  it.each([
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${text}`)],
    ['UTF-16, little end first', Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['UTF-16, big end first', Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()],
    ['UTF-16 without a mark', Buffer.from(text, 'utf16le')],
    ['line ends of Windows', Buffer.from(text.replaceAll(',', ',\r\n'))],
  ])('is read in %s', async (_what, bytes) => {
    const { status, stdout } = await run('status', '--config', write('saved.json', bytes));
    expect([status, stdout]).toEqual([0, expect.stringContaining('shop')]);
  });
});

describe('a name on the command line', () => {
  it.each([
    ['report contnt', 'did you mean "content"?'],
    ['report --site shpo', 'did you mean "shop"?'],
    ['report --table pags --format csv', 'did you mean "pages"?'],
    ['reprot', 'Did you mean report?'],
    ['report --insdie', 'Did you mean --inside?'],
    ['report --period last-moth', 'did you mean "last-month"?'],
    ['report --period yesterdy --inside', 'did you mean "yesterday"?'],
  ])('is answered with the one that was meant: %s', async (words, meant) => {
    const two = write('two.json', `{"sites": [${SITE}, {"id": "blog", "hosts": ["blog.example.com"]}]}`);
    const config = words.startsWith('report ') && words.includes('--site') ? ['--config', two] : [];
    const { status, stderr } = await run(...words.split(' '), ...config);
    expect([status, stderr]).toEqual([2, expect.stringContaining(meant)]);
  });
});
