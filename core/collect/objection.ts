/** Whether a visitor objects, by the headers of the request. It may not look at anything else. */
import type { CompiledConfig } from '../config/compile.ts';

/**
 * `Sec-GPC` exactly `1` (one of several comma-separated suffices), `DNT` likewise; each where the configuration honours
 * it.
 */
export function hasObjection(header: (name: string) => string | undefined, config: CompiledConfig): boolean {
  return (config.honoursGpc && says1(header('sec-gpc'))) || (config.honoursDnt && says1(header('dnt')));
}

/** No browser sends more than one character; a list that proxies made of some is no longer. */
const LONGEST = 64;

function says1(value: string | undefined): boolean {
  return value !== undefined && (value === '1' || /(?:^|,)\s*1\s*(?:,|$)/.test(value.slice(0, LONGEST)));
}
