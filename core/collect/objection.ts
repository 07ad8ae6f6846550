/** Detects a visitor's objection from the headers of the request. */
import type { CompiledConfig } from '../config/compile.ts';

/**
 * Whether `Sec-GPC` or `DNT` is exactly `1` (one of several comma-separated values suffices); each only where the
 * configuration honours it.
 */
export function hasObjection(header: (name: string) => string | undefined, config: CompiledConfig): boolean {
  return (config.honoursGpc && isOne(header('sec-gpc'))) || (config.honoursDnt && isOne(header('dnt')));
}

/** Maximum length that is read: browsers send one character, and proxies join a few of them into a list. */
const MAX_HEADER_LENGTH = 64;

function isOne(value: string | undefined): boolean {
  return (
    value !== undefined && (value === '1' || /(?:^|,)\s*1\s*(?:,|$)/.test(value.slice(0, MAX_HEADER_LENGTH)))
  );
}
