import { expect, it } from 'vitest';
import { openCountryDatabase } from '#runtime/node/country-database';

it('the database knows the country of public addresses of both families, and of nothing else', () => {
  const country = openCountryDatabase();
  expect([
    country('8.8.8.8'),
    country('2001:4860:4860:0:0:0:0:8888'),
    country('192.168.0.1'),
    country('nonsense'),
    country(''),
  ]).toEqual(['US', 'US', undefined, undefined, undefined]);
});
