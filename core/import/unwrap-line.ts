/**
 * Removes what carries a line: Docker's json-file, journald's and log shippers' JSON, and text before a JSON object.
 * Sources: docs.docker.com (json-file logging driver), systemd.io (Journal JSON Format), kubernetes.io (CRI logging).
 */
import type { LineScanner } from './log-record.ts';

/** Fields in which a carrier keeps the line. */
const CARRIED = ['log', 'message', 'MESSAGE', 'msg', 'line'] as const;
/** Carriers within carriers: a container's log in a shipper's JSON. */
const MAX_DEPTH = 3;
/** Longer text before a JSON object is no prefix. */
const MAX_PREFIX = 512;

/** Returns a scanner that reads a line by `scan` and, where that fails, what the line carries. */
export function unwrapping(scan: LineScanner): LineScanner {
  const unwrap = (line: string, depth: number): ReturnType<LineScanner> => {
    const scanned = scan(line);
    if (typeof scanned !== 'string' || scanned === 'directive' || depth === MAX_DEPTH) return scanned;
    const carried = carriedLine(line);
    if (carried === undefined) return scanned;
    const inner = unwrap(carried, depth + 1);
    return typeof inner === 'string' ? scanned : inner;
  };
  return (line) => unwrap(line, 0);
}

/** Returns the line that another one carries; undefined where it carries none. */
function carriedLine(line: string): string | undefined {
  const brace = line.indexOf('{');
  if (brace < 0 || brace > MAX_PREFIX || !line.trimEnd().endsWith('}')) return undefined;
  if (brace > 0) return line.slice(brace);
  try {
    const json = JSON.parse(line) as Readonly<Record<string, unknown>>;
    for (const name of CARRIED) {
      const text = Object.hasOwn(json, name) ? json[name] : undefined;
      if (typeof text === 'string' && text.length > 20)
        return text.endsWith('\n') ? text.slice(0, text.endsWith('\r\n') ? -2 : -1) : text;
    }
  } catch {
    // Not JSON: it carries nothing.
  }
  return undefined;
}
