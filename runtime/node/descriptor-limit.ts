/** Reads how many files, connections and pipes this process may open. */
import { readFileSync } from 'node:fs';

/** Returns the current soft limit; undefined where it cannot be read, infinite where there is none. */
export function descriptorLimit(): number | undefined {
  if (process.platform === 'win32') return undefined;
  try {
    const limit = /^Max open files\s+(\d+|unlimited)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1];
    return limit === undefined ? limitFromReport() : asNumber(limit);
  } catch {
    return limitFromReport();
  }
}

/** Reads the limit from Node's own report, which is slower and available on every system. */
function limitFromReport(): number | undefined {
  const report = process.report.getReport() as unknown as {
    readonly userLimits?: { readonly open_files?: { readonly soft?: number | string } };
  };
  const soft = report.userLimits?.open_files?.soft;
  return soft === undefined ? undefined : asNumber(String(soft));
}

function asNumber(limit: string): number | undefined {
  if (limit === 'unlimited') return Number.POSITIVE_INFINITY;
  return /^\d+$/.test(limit) ? Number(limit) : undefined;
}
