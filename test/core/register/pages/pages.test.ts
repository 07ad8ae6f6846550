/** What holds for every hosted page: no script, nothing from elsewhere, each id once, each reference to an id. */
import { describe, expect, it } from 'vitest';
import { LANGUAGES, samplePages } from './sample-pages.ts';

const valuesOf = (page: string, attribute: string) =>
  [...page.matchAll(new RegExp(`\\s${attribute}="([^"]*)"`, 'g'))].map(([, value = '']) => value);

describe.each(LANGUAGES)('every hosted page in %s', (language) => {
  const pages = [...samplePages(language)];

  it('is a whole document that names its language', () => {
    for (const [name, page] of pages) {
      expect(page, name).toMatch(new RegExp(`^<!doctype html>\\n<html lang="${language}">`));
      expect(page, name).toMatch(/<\/html>\n$/);
      expect(page, name).not.toMatch(/undefined|\[object|null|NaN|Infinity|Invalid/);
    }
  });

  it('holds no script, no inline style, no handler, no frame and nothing from elsewhere', () => {
    for (const [name, page] of pages) {
      expect(page, name).not.toMatch(/<script|<style|<iframe|<img|<object|<embed|javascript:/i);
      expect(page, name).not.toMatch(/\s(?:style|on[a-z]+|src)\s*=/i);
      expect(
        valuesOf(page, 'href').filter((href) => /^[a-z]+:/.test(href) && !href.startsWith('mailto:')),
      ).toEqual(name === 'thanks-reference' ? ['https://www.instruments.example/'] : []);
    }
  });

  it('uses each id once, and every reference leads to one', () => {
    for (const [name, page] of pages) {
      const ids = valuesOf(page, 'id');
      expect(new Set(ids).size, name).toBe(ids.length);
      const references = ['for', 'aria-describedby', 'aria-labelledby']
        .flatMap((attribute) => valuesOf(page, attribute))
        .flatMap((value) => value.split(' '));
      const anchors = valuesOf(page, 'href').filter((href) => href.startsWith('#'));
      for (const id of [...references, ...anchors.map((anchor) => anchor.slice(1))])
        expect(ids, `${name} ${id}`).toContain(id);
    }
  });

  it('has a title of its own that ends in the firm, and one heading of the first level', () => {
    const titles = pages
      .filter(([name]) => !/^form-(changed|full)|^problem-expired|^self-(sent|none)|^done-nothing/.test(name))
      .map(([, page]) => /<title>([^<]+) · Demo Instruments<\/title>/.exec(page)?.[1]);
    expect(titles).not.toContain(undefined);
    expect(new Set(titles).size).toBe(titles.length);
    for (const [name, page] of pages) expect(page.match(/<h1[ >]/g), name).toHaveLength(1);
  });

  it('says no sentence in the other language', () => {
    const foreign = { en: /\b(?:Sie|Ihre|nicht|wir|zu|zum)\b/i, de: /\b(?:the|your|we|please)\b/i }[language];
    for (const [name, page] of pages) {
      const text = page.replaceAll(/<[^>]*>/g, ' ');
      expect(text, name).not.toMatch(foreign);
    }
  });
});
