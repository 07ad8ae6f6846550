/** Formats the small numbers of a privacy guarantee. It may not round one in the project's favour. */
import { html } from 'hono/html';
import type { Html } from './figures.ts';

/** Formats a number that is not negative as `1.5 × 10⁻⁷`, rounded up to two digits; a power of ten stands alone. */
export function scientific(value: number): Html | string {
  if (value === 0) return '0';
  const [digits, exponent] = value.toExponential().split('e');
  const lead = Math.ceil(Number(digits) * 10 - 1e-6) / 10;
  const power = Number(exponent) + (lead === 10 ? 1 : 0);
  return html`${lead === 1 || lead === 10 ? '' : `${lead} × `}10<sup>${String(power).replace('-', '−')}</sup>`;
}
