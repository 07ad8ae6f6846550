/** How many files, connections and pipes this process may have open. It may not change that. */
import { readFileSync } from 'node:fs';

/** The soft limit as the system has it now; undefined where it cannot be told, infinite where there is none. */
export function descriptorLimit(): number | undefined {
  if (process.platform === 'win32') return undefined;
  try {
    const limit = /^Max open files\s+(\d+|unlimited)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1];
    return limit === undefined ? limitFromReport() : asNumber(limit);
  } catch {
    return limitFromReport();
  }
}

/** By Node's own report, which costs more and is there on every system. */
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
