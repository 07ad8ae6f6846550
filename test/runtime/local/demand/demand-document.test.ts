/** docs/demand.md: its answer is one that the program gives, and its recipes run as they stand. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerDemand } from '#core/demand/answer-demand';
import { mergeDemand, type Demand } from '#core/demand/merge-demand';
import { DEMO_REGISTER } from '#core/register/demo-forms';
import { demandNames } from '#core/register/demand/demand-spec';
import { parseRegister } from '#core/register/parse-register';
import { ROOT } from '../../../support/root.ts';

const DOCUMENT = readFileSync(join(ROOT, 'docs/demand.md'), 'utf8');
const blocks = (language: string) =>
  [...DOCUMENT.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(
    ([, code = '']) => code,
  );
const ADDRESS = 'https://stats.example.com/v1/demand';
const EXAMPLE = JSON.parse(blocks('json')[0] ?? 'null') as Demand;
const [BUILD = '', SERVER = '', PAGE = ''] = blocks('js');

const folder = mkdtempSync(join(tmpdir(), 'headcount-recipes-'));
const asked: (string | undefined)[] = [];
const collector = createServer((request, response) => {
  const ifNoneMatch = request.headers['if-none-match'];
  asked.push(ifNoneMatch);
  const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
  const { status, headers, body } = answerDemand(
    { method: request.method ?? '', ifNoneMatch },
    EXAMPLE,
    sha256,
  );
  response.writeHead(status, headers).end(body);
});
let url = '';
beforeAll(async () => {
  collector.listen(0, '127.0.0.1');
  await once(collector, 'listening');
  url = `http://127.0.0.1:${(collector.address() as AddressInfo).port}/v1/demand`;
});
afterAll(() => {
  collector.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Writes a recipe to a file, with the address of a collector; returns the path. */
function fileOf(recipe: string, name: string, address: string): string {
  expect(recipe).toContain(ADDRESS);
  const path = join(folder, name);
  writeFileSync(path, recipe.replace(ADDRESS, address));
  return path;
}

describe('the document on the demand', () => {
  it('shows an answer as the program gives it', () => {
    const source = (of: string, period: string, lows: Readonly<Record<string, number>>) => ({
      of,
      period,
      unit: 'people' as const,
      topics: Object.entries(lows).map(([topic, low]) => ({ topic, count: low, low, high: low })),
    });
    const usage = source('shop', '2026-11', { Microscopes: 900, Telescopes: 300, Blog: 30 });
    const register = source('register', '2025', { telescopes: 90, courses: 30 });
    const answer = mergeDemand({
      usage: { version: 1, from: 'usage', sources: [usage] },
      register: { version: 1, from: 'register', sources: [register] },
    });
    expect(answer).toEqual(EXAMPLE);
  });

  it('names a topic in a form, and a file in register.json, as both are read', () => {
    const [, topic = '', config = ''] = blocks('json');
    const { title, ...names } = JSON.parse(topic) as { id: string; title: object; demand: string };
    const [form] = DEMO_REGISTER.forms;
    const register = parseRegister(
      {
        file: 'register.json',
        text: JSON.stringify({ ...DEMO_REGISTER.config, ...JSON.parse(config), languages: ['en'] }),
      },
      [{ file: 'form', text: JSON.stringify({ ...form, topics: [{ ...names, title }] }) }],
    );
    expect(register.config.demand).toBe('/var/lib/headcount-demand/demand.json');
    expect([...demandNames(register.forms.values())]).toEqual([[names.id, names.demand]]);
  });
});

describe('the recipe of a build', () => {
  it('writes the answer, and leaves the last one where nothing answers', async () => {
    const run = (name: string, address: string) =>
      promisify(execFile)(process.execPath, [fileOf(BUILD, name, address)], { cwd: folder });
    await run('build.mjs', url);
    const file = join(folder, 'demand.json');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(EXAMPLE);
    const { stderr } = await run('alone.mjs', 'http://127.0.0.1:1/v1/demand');
    expect(stderr).toContain('the last one stays');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(EXAMPLE);
  });
});

describe('the recipe of a server', () => {
  it('sorts offers by demand, keeps the order of equal ones, and asks again with the tag', async () => {
    const recipe = (await import(pathToFileURL(fileOf(SERVER, 'server.mjs', url)).href)) as {
      ask: () => Promise<void>;
      byDemand: (offers: readonly { topic: string }[]) => readonly { topic: string }[];
    };
    await recipe.ask();
    const sorted = () =>
      recipe.byDemand(['unknown', 'Blog', 'Telescopes', 'Microscopes'].map((topic) => ({ topic })));
    const order = ['Telescopes', 'Microscopes', 'Blog', 'unknown'];
    expect(sorted().map(({ topic }) => topic)).toEqual(order);
    asked.length = 0;
    await recipe.ask();
    expect(asked).toEqual([expect.stringMatching(/^"[0-9a-f]{32}"$/)]);
    expect(sorted().map(({ topic }) => topic)).toEqual(order);
  });
});

describe('the script of a page', () => {
  it('is that of the demo site', () => {
    const demo = readFileSync(join(ROOT, 'runtime/local/pages/demo/demand.js'), 'utf8');
    expect(PAGE.replace(ADDRESS, '/v1/demand')).toBe(demo.slice(demo.indexOf("'use strict'")));
  });
});
