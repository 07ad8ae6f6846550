/**
 * Measures draws of noise for several sigma on bits of the operating system, and their share of a released month of
 * 20,000 public cells. Yardstick: as many calls of crypto.randomInt in the same round. CPU time of this process,
 * medians of rounds. Target: a draw under 5 us. --short: fewer rounds.
 */
import { randomInt } from 'node:crypto';
import { discreteGaussian } from '../../dist/core/disclosure/discrete-gaussian.js';
import { halfWidth } from '../../dist/core/disclosure/discrete-normal.js';
import { computeDisplayFloor } from '../../dist/core/disclosure/threshold.js';
import { createSystemBits } from '../../dist/runtime/node/random-bits.js';

const rounds = process.argv.includes('--short') ? 9 : 41;
const DRAWS = 10_000;
const TARGET = 5;
const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const bits = createSystemBits();

/** Returns the CPU microseconds per call over `times` calls. */
function cost(times, call) {
  const start = process.cpuUsage();
  for (let i = 0; i < times; i += 1) call(i);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / times;
}

const sigmas = [
  ['0.5', 1n, 4n],
  ['1', 1n, 1n],
  ['5', 25n, 1n],
  ['6.5', 42n, 1n],
  ['15.8', 250n, 1n],
  ['18.26', 1000n, 3n],
  ['79', 6250n, 1n],
  ['1,000', 1_000_000n, 1n],
  ['10,000', 100_000_000n, 1n],
  ['1,000,000', 10n ** 12n, 1n],
];
const yardstick = [];
const draws = sigmas.map(() => []);
for (let round = 0; round < rounds; round += 1) {
  yardstick.push(cost(DRAWS, () => randomInt(1000)));
  sigmas.forEach(([, numerator, denominator], at) =>
    draws[at].push(cost(DRAWS, () => discreteGaussian({ numerator, denominator }, bits))),
  );
}
const one = median(yardstick);
const lines = [
  `disclosure: ${rounds} rounds of ${DRAWS.toLocaleString('en')} draws, medians; crypto.randomInt ${one.toFixed(3)} us a call`,
];
sigmas.forEach(([name], at) => {
  const time = median(draws[at]);
  lines.push(
    `  a draw, sigma ${name.padEnd(10)} ${time.toFixed(2).padStart(6)} us   ratio ${(time / one).toFixed(1).padStart(5)}   (target ${TARGET} us: ${time < TARGET ? 'met' : 'missed'})`,
  );
});

const cells = 20_000;
const month = median(
  Array.from({ length: Math.ceil(rounds / 8) }, () =>
    cost(1, () => {
      computeDisplayFloor({ variance: 250, cells });
      for (let i = 0; i < cells; i += 1) {
        discreteGaussian({ numerator: 250n, denominator: 1n }, bits);
        halfWidth(250 - i / cells);
      }
    }),
  ),
);
lines.push(
  `  ${cells.toLocaleString('en')} cells, each drawn and given its interval   ${(month / 1000).toFixed(0)} ms   ratio ${(month / cells / one).toFixed(1)} a cell`,
  '',
);
process.stdout.write(lines.join('\n'));
