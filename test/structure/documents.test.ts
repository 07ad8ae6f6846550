/** The documents: their references exist, and decisions are recorded once, in order. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const DOCUMENTS = [
  'README.md',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'bench/README.md',
  ...readdirSync(join(ROOT, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];
const text = (file: string) => readFileSync(join(ROOT, file), 'utf8');
/** Returns the anchor that GitHub generates for a heading. */
const anchor = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

/**
 * Paths of this repository in a text, also those of folders that do not exist; placeholders in capitals, `*` for any
 * name.
 */
const PATH =
  /(?<![\w./-])(?:core|queries|render|runtime|lambdas|lib|bin|tools|tracker|test|docs|bench|examples|\.ci|\.github)\/[\w.*-]*(?:\/[\w.*-]+)*/g;
/** The fact that docs/facts.md adds. */
const EXAMPLE = /^queries\/facts\/country_devices\//;
/** Documents about the past keep the names of their time. */
const OF_TODAY = DOCUMENTS.filter((file) => !['CHANGELOG.md', 'docs/decisions.md'].includes(file));
const ENTRIES = readdirSync(ROOT, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !['node_modules', '.git', 'dist'].includes(entry.name))
  .flatMap(({ name }) => [
    name,
    ...readdirSync(join(ROOT, name), { recursive: true, encoding: 'utf8' }).map((path) => `${name}/${path}`),
  ]);
/** Whether a path, or one with the extension of a source file or a test, exists. */
const isThere = (path: string) => {
  const pattern = path
    .replace(/[./]+$/, '')
    .replaceAll('.', String.raw`\.`)
    .replaceAll('*', '[^/]+')
    .replaceAll(/\b[A-Z]{3,}\b/g, '[^/]+');
  const expression = new RegExp(`^${pattern}(?:\\.(?:ts|test\\.ts))?$`);
  return ENTRIES.some((entry) => expression.test(entry));
};

describe('the documents', () => {
  it.each(DOCUMENTS)('%s points at files and headings that are there', (file) => {
    const dead = [...text(file).matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, link = '']) => link)
      .filter((link) => !/^https?:/.test(link))
      .filter((link) => {
        const [path = '', heading] = link.split('#');
        const target = path === '' ? file : join(dirname(file), path);
        if (!existsSync(join(ROOT, target))) return true;
        return (
          heading !== undefined &&
          ![...text(target).matchAll(/^#+ (.*)$/gm)].some(([, one = '']) => anchor(one) === heading)
        );
      });
    expect(dead).toEqual([]);
  });

  it.each(OF_TODAY)('%s names folders and files of the repository that are there', (file) => {
    const paths = [...text(file).matchAll(PATH)].map(([path]) => path);
    expect(paths.filter((path) => !isThere(path) && !EXAMPLE.test(path))).toEqual([]);
  });

  it('name many paths of the repository, so that the rule above is not vacuous', () => {
    for (const file of ['CONTRIBUTING.md', 'docs/architecture.md'])
      expect([...text(file).matchAll(PATH)].length, file).toBeGreaterThan(10);
    expect(isThere('core/no-such-file.ts')).toBe(false);
  });

  it('name a heading of another document as it is written there', () => {
    const dead = DOCUMENTS.flatMap((file) =>
      [...text(file).matchAll(/\]\(([\w./]+\.md)\), \*([^*]+)\*/g)].flatMap(([, path = '', heading = '']) => {
        const headings = [...text(join(dirname(file), path)).matchAll(/^#+ (.*)$/gm)].map(([, one]) => one);
        return headings.includes(heading) ? [] : [`${file}: ${path}, ${heading}`];
      }),
    );
    expect(dead).toEqual([]);
  });

  it('begin with a README of fewer than 120 lines', () => {
    expect(text('README.md').split('\n').length).toBeLessThan(120);
  });

  it('call the program by its path in the service unit, since npx elsewhere than in the checkout asks a registry', () => {
    const units = DOCUMENTS.flatMap((file) =>
      [...text(file).matchAll(/^ExecStart=(.*)$/gm)].map(([, line]) => line),
    );
    expect(units).not.toEqual([]);
    for (const unit of units)
      expect(unit).toMatch(/^\/\S*\/node \/\S+\/dist\/bin\/headcount\.js (?:register )?start /);
  });

  it('every document is linked from the README', () => {
    const linked = new Set([...text('README.md').matchAll(/\]\(([^)#\s]+)/g)].map(([, link]) => link));
    expect(DOCUMENTS.filter((file) => file !== 'README.md' && !linked.has(file))).toEqual([]);
  });

  it('give each decision one heading, a date and a status, newest last', () => {
    const [, ...decisions] = text('docs/decisions.md').split(/^## /m);
    expect(decisions.length).toBeGreaterThan(90);
    const parts = decisions.map((one) => {
      const [title = '', status = ''] = one.split('\n');
      return { title, date: /^(\d{4}-\d{2}-\d{2}), (?:accepted|superseded by )/.exec(status)?.[1] };
    });
    expect(parts.filter(({ date }) => date === undefined)).toEqual([]);
    const titles = parts.map(({ title }) => title);
    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
    const dates = parts.map(({ date = '' }) => date);
    expect(dates).toEqual(dates.toSorted());
  });

  it('refer to documents of the repository only', () => {
    const names = DOCUMENTS.flatMap((file) =>
      [...text(file).matchAll(/(?<![\w/.-])[\w/-]+\.md\b|\bCONTRACT\b/g)].map(([name]) => ({
        file,
        name,
      })),
    );
    expect(
      names.filter(
        ({ file, name }) => !existsSync(join(ROOT, name)) && !existsSync(join(ROOT, dirname(file), name)),
      ),
    ).toEqual([]);
  });
});
