/** Whether a visitor objects, by the headers of the request. It may not look at anything else. */
import type { CompiledConfig } from '../config/compile.ts';

/**
 * `Sec-GPC` exactly `1` (one of several comma-separated suffices), `DNT` likewise; each where the configuration honours
 * it.
 */
export function hasObjection(header: (name: string) => string | undefined, config: CompiledConfig): boolean {
  return (config.honoursGpc && isOne(header('sec-gpc'))) || (config.honoursDnt && isOne(header('dnt')));
}

/** No browser sends more than one character; a list that proxies made of some is no longer. */
const MAX_HEADER_LENGTH = 64;

function isOne(value: string | undefined): boolean {
  return (
    value !== undefined && (value === '1' || /(?:^|,)\s*1\s*(?:,|$)/.test(value.slice(0, MAX_HEADER_LENGTH)))
  );
}
