/** The tag of a site whose pages have parameters. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { scriptTag } from '#core/config/script-tag';

const tagOf = (keepParameters?: readonly string[]) =>
  scriptTag('', {
    id: 's',
    hosts: ['a.example'],
    register: { hosts: [], paths: [] },
    ...(keepParameters && { keepParameters }),
  });

it('names the parameters that are part of a page, in each spelling that an address may have', () => {
  expect(tagOf(['p', 'pageNo'])).toBe(
    '<script defer src="/headcount.js" data-site="s" data-keep="p pageNo"></script>',
  );
  expect(tagOf(['filter[x]', 'größe'])).toContain(' data-keep="filter[x] filter%5Bx%5D gr%C3%B6%C3%9Fe"');
});

it('has no such attribute where the site lists none', () => {
  expect(tagOf([])).toBe('<script defer src="/headcount.js" data-site="s"></script>');
  expect(tagOf()).toBe(tagOf([]));
});

it('needs no escape in the attribute, whatever the configuration lets a name hold', () => {
  const name = fc.stringMatching(/^[^\s&;#=?%+*\p{C}]{1,64}$/u);
  fc.assert(
    fc.property(name, (one) => {
      expect(tagOf(['p', one])).toMatch(
        /^<script defer src="\/headcount\.js" data-site="s" data-keep="p [^"&<>\s]+( [^"&<>\s]+)*"><\/script>$/,
      );
    }),
  );
});
