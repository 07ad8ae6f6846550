/**
 * Loaded with `node --import` before the program under test: moves the program's clock to the instant that stands in
 * the file HEADCOUNT_TEST_CLOCK names (milliseconds), and from there on with the real one; a changed file moves it again.
 */
import { readFileSync } from 'node:fs';

const file = process.env.HEADCOUNT_TEST_CLOCK;
if (file !== undefined) {
  const RealDate = Date;
  let text = '';
  let offset = 0;
  const read = () => {
    try {
      const now = readFileSync(file, 'utf8').trim();
      if (now === '' || now === text) return;
      text = now;
      offset = Number(now) - RealDate.now();
    } catch {
      /* the test has ended */
    }
  };
  read();
  setInterval(read, 20).unref();
  globalThis.Date = class extends RealDate {
    constructor(...words) {
      if (words.length === 0) super(RealDate.now() + offset);
      else super(...words);
    }
    static now() {
      return RealDate.now() + offset;
    }
  };
}
