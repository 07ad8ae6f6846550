/** Host names and origins without the full stop of the root. */
import { expect, it } from 'vitest';
import { plainOrigin, withoutRootStop } from '#core/root-stop';

it.each([
  ['https://www.example.com', 'https://www.example.com'],
  ['https://www.example.com.', 'https://www.example.com'],
  ['https://www.example.com.:8443', 'https://www.example.com:8443'],
  ['https://www.example.com..:8443', 'https://www.example.com:8443'],
  ['http://[2001:db8::1]', 'http://[2001:db8::1]'],
  ['null', 'null'],
  ['', ''],
])('an origin %j is %j', (header, plain) => {
  expect(plainOrigin(header)).toBe(plain);
});

it('a host name keeps the full stops within it', () => {
  expect(withoutRootStop('www.example.com.')).toBe('www.example.com');
  expect(withoutRootStop('...')).toBe('');
});
