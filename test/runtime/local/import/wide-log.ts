/** A log whose lines become wide rows: page views of one day, each with a different path of 600 letters. */
const WORDS = 'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu'.split(' ');

export function wideLog(lines: number): string {
  const path = (line: number) =>
    Array.from({ length: 100 }, (_, index) => WORDS[(line * (index + 3) + index) % WORDS.length])
      .join('-')
      .slice(0, 600);
  return Array.from(
    { length: lines },
    (_, line) =>
      `203.0.113.${line % 250} - - [10/Mar/2026:12:00:00 +0000] "GET /${path(line)}/${line % 9_000} HTTP/1.1" 200 10 "-" "Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0"`,
  ).join('\n');
}
