import { expect, test } from 'vitest';
import { formatCell, formatSeconds } from '#render/format-cell';

const column = (type: 'count' | 'percent' | 'seconds' | 'money' | 'text', name = 'x', unit?: string) => ({
  name,
  type,
  label: 'X',
  ...(unit === undefined ? {} : { unit }),
});

test('figures are written by their type and the locale', () => {
  expect(formatCell(column('count'), 1234567)).toBe('1,234,567');
  expect(formatCell(column('count'), 1234567, 'de-DE')).toBe('1.234.567');
  expect(formatCell(column('percent'), 12.34)).toBe('12.3 %');
  expect(formatCell(column('percent', 'x_change'), 12.34)).toBe('+12.3 %');
  expect(formatCell(column('money', 'worth', 'EUR'), 1234.5).replace(/\s/g, ' ')).toBe('EUR 1,234.50');
  expect(formatCell(column('count'), null)).toBe('–');
});

test('seconds come in their two largest units', () => {
  expect([0, 59, 60, 84, 3600, 5025, 999_999].map((seconds) => formatSeconds(seconds))).toEqual([
    '0 s',
    '59 s',
    '1 min',
    '1 min 24 s',
    '1 h',
    '1 h 23 min',
    '277 h',
  ]);
});

test('a path cannot move the cursor nor turn the direction of text', () => {
  expect(formatCell(column('text'), '/a\u001b[2J\u202eb\nc')).toBe('/a\ufffd[2J\ufffdb\ufffdc');
});
