/** The index of published reports: newest first, relative links, nothing live. */
import { expect, test } from 'vitest';
import { renderIndex } from '#render/html/released/index-page';

const entries = [
  { site: 'shop', name: 'Lens & <Light>', month: '2026-09' },
  { site: 'shop', name: 'Lens & <Light>', month: '2026-10' },
  { site: 'a.blog', month: '2026-10', formats: ['html', 'json'] as const },
];

test('months stand newest first, their sites by name, each with its files', async () => {
  const page = await renderIndex(entries);
  expect([...page.matchAll(/<h2[^>]*>([^<]*)/g)].map((match) => match[1])).toEqual([
    'October 2026',
    'September 2026',
  ]);
  expect([...page.matchAll(/href="([^#"][^"]*)"/g)].map((match) => match[1])).toEqual([
    '2026-10/shop.html',
    '2026-10/shop.json',
    '2026-10/shop.csv',
    '2026-10/a.blog.html',
    '2026-10/a.blog.json',
    '2026-09/shop.html',
    '2026-09/shop.json',
    '2026-09/shop.csv',
  ]);
});

test('each link says for itself where it leads', async () => {
  const page = await renderIndex(entries);
  for (const [, link] of page.matchAll(/<a class="(?:report|file)"[^>]*>(.*?)<\/a>/gs))
    expect(link).toMatch(/20\d\d<\/span>$/);
});

test('it says what the figures are, has no script, is not internal and takes names as text', async () => {
  const page = await renderIndex(entries);
  for (const words of [
    'Noise was added to every figure on purpose',
    'drawn once and never revised',
    'Lens &amp; &lt;Light&gt;',
    '<html lang="en">',
    'class="skip"',
  ])
    expect(page).toContain(words);
  expect(page).not.toMatch(/<script|<link|https?:|<Light>|internal|noindex/i);
});

test('an index without reports says when there will be one', async () => {
  expect(await renderIndex([])).toContain('No reports yet');
});
