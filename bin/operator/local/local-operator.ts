/**
 * This machine as the place of an operator's commands. Each method is loaded when it is called, so that others start
 * quickly.
 */
import type { Operator } from '#core/operator/operator';
import { dataDir } from '#runtime/local/data-dir';
import type { CommandContext } from '../../cli/context.ts';
import type { LocalContext } from './local-context.ts';
import { nameDamage } from './name-damage.ts';

/** Damaged files are named where they are the reason of a failure. */
export function localOperator(command: CommandContext): Operator {
  const context: LocalContext = { ...command, data: dataDir(command.dataFolder) };
  const name = <T>(work: () => Promise<T>) => nameDamage(context.data, work);
  return {
    import: (request) => name(async () => (await import('./import.ts')).importFiles(context, request)),
    seal: (request) => name(async () => (await import('./seal.ts')).seal(context, request)),
    release: (request) => name(async () => (await import('./release.ts')).release(context, request)),
    settle: (request) => name(async () => (await import('./settle.ts')).settle(context, request)),
    budget: () => name(async () => (await import('./budget.ts')).readBooks(context)),
    read: (use) => name(async () => use((await import('./report-lake.ts')).localLake(context))),
    live: () => name(async () => (await import('./live.ts')).live(context)),
    status: () => name(async () => (await import('./status.ts')).status(context)),
    query: (request) => name(async () => (await import('./query.ts')).query(context, request)),
    collector: async (url) => (await import('./collector.ts')).describeCollector(url),
    recentVisitors: (site) =>
      name(async () => (await import('./recent-visitors.ts')).recentVisitors(context, site)),
  };
}
