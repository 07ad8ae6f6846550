/** Writes a big log for tests and benchmarks: each line of the sample log many times, from different addresses. */
import { createWriteStream, readFileSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

const SAMPLE = join(import.meta.dirname, '../../test/data/apache_access_2015.log.gz');

/**
 * Writes `times` variants of each of the sample's 10,000 lines in order of time: same times, pages and user agents,
 * other IPv4 addresses, so that there are about `times` times as many visitors.
 */
export async function makeLog(file, times) {
  const lines = gunzipSync(readFileSync(SAMPLE)).toString('utf8').trimEnd().split('\n');
  const out = createWriteStream(file);
  for (const line of lines) {
    const space = line.indexOf(' ');
    const [a, b, c, d] = line.slice(0, space).split('.').map(Number);
    const rest = line.slice(space);
    let text = '';
    for (let n = 0; n < times; n += 1)
      text += `${a}.${(b + 7 * n) % 256}.${(c + n) % 256}.${(d + (n >> 8)) % 256}${rest}\n`;
    if (!out.write(text)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'close');
  return lines.length * times;
}
