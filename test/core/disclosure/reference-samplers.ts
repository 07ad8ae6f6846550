/**
 * The samplers as the paper writes them, in BigInt only, and the same with one step broken: the oracle of the fast
 * ones, and the defects that the checks must find. It may not be used outside tests.
 */
import { below } from '#core/disclosure/below';
import { bernoulliExp } from '#core/disclosure/bernoulli-exp';
import { discreteGaussian } from '#core/disclosure/discrete-gaussian';
import { discreteLaplace } from '#core/disclosure/discrete-laplace';
import type { RandomBits } from '#core/disclosure/random-bits';
import type { Rational } from '#core/disclosure/rational';

export interface Samplers {
  below(n: bigint, bits: RandomBits): bigint;
  bernoulliExp(p: bigint, q: bigint, bits: RandomBits): boolean;
  discreteLaplace(scale: Rational, bits: RandomBits): bigint;
  discreteGaussian(variance: Rational, bits: RandomBits): bigint;
}

export const SAMPLERS: Samplers = { below, bernoulliExp, discreteLaplace, discreteGaussian };

export const DEFECTS = [
  'modulo bias',
  'slight modulo bias',
  'bound included',
  'later odd failures forgotten',
  'rest of the exponent forgotten',
  'sign forgotten',
  'negative zero kept',
  'acceptance left out',
  'acceptance not centred',
  'sigma halved',
  'sigma a tenth too small',
] as const;
export type Defect = (typeof DEFECTS)[number];

/** Canonne, Kamath and Steinke 2020, section 5, step by step; certain outcomes draw no bits. */
export function referenceSamplers(defect?: Defect): Samplers {
  const below: Samplers['below'] = (n, bits) => {
    if (n === 1n) return 0n;
    const count = (n - 1n).toString(2).length;
    if (defect === 'modulo bias') return bits(count) % n;
    if (defect === 'slight modulo bias') return bits(count + 8) % n;
    for (;;) {
      const drawn = bits(count);
      if (drawn < n || (defect === 'bound included' && drawn === n)) return drawn;
    }
  };
  const bernoulli = (p: bigint, q: bigint, bits: RandomBits) => p > 0n && (p === q || below(q, bits) < p);
  const unit = (p: bigint, q: bigint, bits: RandomBits) => {
    let k = 1n;
    while (bernoulli(p, q * k, bits)) k += 1n;
    return defect === 'later odd failures forgotten' ? k === 1n : k % 2n === 1n;
  };
  const bernoulliExp: Samplers['bernoulliExp'] = (p, q, bits) => {
    if (p < q) return unit(p, q, bits);
    for (let i = 0n; i < p / q; i += 1n) if (!unit(1n, 1n, bits)) return false;
    return defect === 'rest of the exponent forgotten' || unit(p % q, q, bits);
  };
  const discreteLaplace: Samplers['discreteLaplace'] = ({ numerator: s, denominator: r }, bits) => {
    for (;;) {
      const u = below(s, bits);
      if (!unit(u, s, bits)) continue;
      let v = 0n;
      while (unit(1n, 1n, bits)) v += 1n;
      const size = (u + s * v) / r;
      if (defect === 'sign forgotten') return size;
      const negative = bits(1) === 1n;
      if (negative && size === 0n && defect !== 'negative zero kept') continue;
      return negative ? -size : size;
    }
  };
  const discreteGaussian: Samplers['discreteGaussian'] = ({ numerator, denominator }, bits) => {
    const p = numerator * (defect === 'sigma a tenth too small' ? 81n : 1n);
    const q =
      denominator * (defect === 'sigma a tenth too small' ? 100n : defect === 'sigma halved' ? 4n : 1n);
    let t = 1n;
    while (t * t * q <= p) t += 1n;
    for (;;) {
      const y = discreteLaplace({ numerator: t, denominator: 1n }, bits);
      if (defect === 'acceptance left out') return y;
      const size = (y < 0n ? -y : y) * t * q;
      const off = defect === 'acceptance not centred' ? size : size - p;
      if (bernoulliExp(off * off, 2n * p * q * t * t, bits)) return y;
    }
  };
  return { below, bernoulliExp, discreteLaplace, discreteGaussian };
}
