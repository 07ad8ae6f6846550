/**
 * Loaded with `node --import` before a function: its clock stands still at the instant (ms) in the file
 * HEADCOUNT_TEST_CLOCK, read on every access, so that no test waits for it.
 */
import { readFileSync } from 'node:fs';

const file = process.env.HEADCOUNT_TEST_CLOCK;
const RealDate = Date;
const now = () => Number(readFileSync(file, 'utf8'));
globalThis.Date = class extends RealDate {
  constructor(...words) {
    if (words.length === 0) super(now());
    else super(...words);
  }
  static now() {
    return now();
  }
};
