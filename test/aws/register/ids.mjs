/**
 * Loaded with `node --import` after the clock: the register's ids of 16 random bytes follow from the clock and from how
 * many there were at that instant, counted in the file HEADCOUNT_TEST_IDS for all processes. Other randomness stays.
 */
import crypto from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const file = process.env.HEADCOUNT_TEST_IDS;
const { randomBytes, createHash } = crypto;

crypto.randomBytes = (size, ...rest) => {
  if (size !== 16 || rest.length > 0) return randomBytes(size, ...rest);
  const now = Date.now();
  const [instant, count] = existsSync(file) ? readFileSync(file, 'utf8').split(' ').map(Number) : [];
  const next = instant === now ? count + 1 : 0;
  writeFileSync(file, `${now} ${next}`);
  return createHash('sha256').update(`id ${now} ${next}`).digest().subarray(0, 16);
};
syncBuiltinESMExports();
