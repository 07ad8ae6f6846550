/**
 * Whatever stands before the time of a line, or in place of a line, costs at most twenty ordinary lines in a log whose
 * format was detected, is read without a fault, and lets nothing of it into a message.
 */
import { expect, it } from 'vitest';
import { createLenientScanner, FORMATS } from '#core/import/formats';
import { judgeLine, type ImportContext } from '#core/import/judge-line';
import { addLine, NO_EVIDENCE, refusalOf, remarkOn } from '#core/import/log-evidence';
import { lineShape } from '#core/import/line-shape';
import { CHROME, CONFIG, contextOf } from '../collect/posted.ts';
import { tooDear } from './cost.ts';
import { shapes } from './shapes.ts';

const context = contextOf({ ...CONFIG, trustedProxies: 2 });
const site = context.config.site('shop');
if (site === undefined) throw new Error('the shop is not configured');
const importing: ImportContext = {
  config: context.config,
  site,
  downloads: new Set(['pdf']),
  now: context.now,
  random128: context.random128,
  isSealed: () => false,
  anonymize: () => context,
};
const TAIL = `- - [23/Nov/2026:10:05:03 +0000] "GET /products HTTP/1.1" 200 2326 "-" "${CHROME}"`;
const LENGTH = 16_000;

it('the dearest head or list of a line costs at most twenty ordinary ones', () => {
  const scan = createLenientScanner('combined', []);
  const judge = (line: string) => judgeLine(line, scan, importing);
  let turn = 0;
  const ordinary = () => judge(`198.51.100.${(turn += 1) % 250} ${TAIL} ${turn}`);
  const fill = (unit: string) => unit.repeat(Math.ceil((LENGTH - 400) / unit.length)).slice(0, LENGTH - 400);
  const units = [
    'a',
    ' ',
    '1',
    '1.',
    '198.51.100.7, ',
    '198.51.100.7 ',
    ',',
    '"',
    '" "',
    '(',
    ' [',
    ': ',
    '{',
    '{"',
    '\\',
    '\t',
  ];
  const work = units.flatMap((unit) => {
    const text = fill(unit);
    const lines: readonly (readonly [string, string])[] = [
      ['head', `${text} ${TAIL}`],
      ['head and address', `${text} 198.51.100.7 ${TAIL}`],
      ['list', `198.51.100.7, ${text} ${TAIL}`],
      ['behind the agent', `198.51.100.7 ${TAIL} "${text}"`],
      ['quoted behind the agent', `198.51.100.7 ${TAIL} "198.51.100.7" ${text}`],
      ['object', `${text}{"log": "${text.slice(0, 100)}"}`],
    ];
    return lines.map(([made, line]) => ({ made: `${made} of ${unit}`, run: () => judge(line) }));
  });
  for (const { made, text } of shapes(LENGTH, [''], false)) work.push({ made, run: () => judge(text) });
  expect(tooDear(ordinary, work)).toEqual([]);
  const carry = (line: string) =>
    JSON.stringify({ log: `${line}\n`, stream: 'stdout', time: '2026-11-23T10:05:03Z' });
  const carried = () => judge(carry(`198.51.100.${(turn += 1) % 250} ${TAIL} ${turn}`));
  const wrapped = units.map((unit) => {
    const line = carry(`${fill(unit).slice(0, LENGTH / 2)} ${TAIL}`);
    return { made: `carried ${unit}`, run: () => judge(line) };
  });
  expect(tooDear(carried, wrapped)).toEqual([]);
});

/** Returns pseudo-random numbers below a bound, the same in every run. */
function generator(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}

const PIECES = [
  '198.51.100.7',
  '2001:db8::7',
  '[2001:db8::7]:443',
  '10.0.0.1:80',
  'www.example.com:443',
  'anna',
  '-',
  ',',
  '(',
  ')',
  '"',
  ' ',
  '  ',
  '\t',
  '[',
  ']',
  '[23/Nov/2026:10:05:03 +0000]',
  '"GET /secret HTTP/1.1"',
  '200 5',
  '"-" "Mozilla/5.0"',
  '{"log":"',
  '{"remote_addr":"198.51.100.7","time":"2026-11-23T10:05:03Z","request":"GET / HTTP/1.1","status":200}',
  '}',
  '\\x22',
  '\\',
  'Nov 10 10:00:00 web1 nginx: ',
  '<190>1 2026-11-10T10:00:00Z web1 nginx - - - ',
  '2026-11-10T10:00:00Z stdout F ',
  '\u0000',
  '\uFEFF',
  '\uD800',
  'é',
];

it('any mixture of pieces is judged without a fault, by every format, and no message holds any of it', () => {
  const random = generator(20_261_201);
  const scanners = FORMATS.map((format) => createLenientScanner(format, []));
  const evidence = { ...NO_EVIDENCE };
  for (let round = 0; round < 4000; round++) {
    const line = Array.from({ length: 1 + random(12) }, () => PIECES[random(PIECES.length)]).join(
      random(2) === 0 ? ' ' : '',
    );
    for (const scan of scanners) {
      const judged = judgeLine(line, scan, importing);
      if ('row' in judged && judged.visitor !== undefined) addLine(evidence, judged.visitor, line);
    }
    expect(lineShape(line)).toMatch(/^[A-Z{}()[\]<>"'.,:|\s-]*$/);
    expect(lineShape(line)).not.toMatch(/SECRET|EXAMPLE|ANNA|NGINX/);
  }
  expect(evidence.counted).toBeGreaterThan(100);
  for (const withoutAddress of [evidence.counted, 1])
    for (const message of [
      refusalOf({ ...evidence, withoutAddress }),
      remarkOn({ ...evidence, withoutAddress }),
    ])
      expect(message ?? '').not.toMatch(/198\.51|2001:db8|secret|anna|example\.com|10\.0\.0/);
});
