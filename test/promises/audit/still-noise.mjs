/**
 * Loaded with `node --import` before the program under audit: every draw of noise is HEADCOUNT_AUDIT_NOISE standard
 * deviations, rounded. Two runs then have equal noise, so that whatever differs between them is not noise.
 */
import { register } from 'node:module';

const HOOKS = `
const STILL = \`export function discreteGaussian({ numerator, denominator }) {
  const sigma = Math.sqrt(Number(numerator) / Number(denominator));
  return BigInt(Math.round(Number(process.env.HEADCOUNT_AUDIT_NOISE ?? '0') * sigma));
}\`;
export async function load(url, context, next) {
  return url.endsWith('/core/disclosure/discrete-gaussian.js')
    ? { format: 'module', shortCircuit: true, source: STILL }
    : next(url, context);
}`;
register(`data:text/javascript,${encodeURIComponent(HOOKS)}`);
