/** A deployment on AWS as the place of an operator's commands. Each method is loaded when it is called. */
import type { Operator } from '#core/operator/operator';
import type { CommandContext } from '../../cli/context.ts';
import { onAws, type Deployment } from './deployment.ts';

/** `outputsFile`: as `cdk deploy --outputs-file` wrote it; else the stacks are asked. */
export function awsOperator(context: CommandContext, outputsFile: string | undefined): Operator {
  const on = <T>(work: (deployment: Deployment) => Promise<T>) => onAws(context, outputsFile, work);
  return {
    import: async (request) => {
      const { checkPlaces, importObjects } = await import('./import.ts');
      checkPlaces(request.logs);
      return await on((deployment) => importObjects(context, deployment, request));
    },
    seal: (request) =>
      on(async (deployment) => (await import('./seal.ts')).seal(context, deployment, request)),
    release: (request) =>
      on(async (deployment) => (await import('./release.ts')).release(context, deployment, request)),
    settle: (request) =>
      on(async (deployment) => (await import('./settle.ts')).settle(context, deployment, request)),
    budget: () => on(async (deployment) => (await import('./budget.ts')).readBooks(deployment)),
    read: (use) =>
      on(async (deployment) => use((await import('./report-lake.ts')).lakeOnAws(context, deployment))),
    live: () => on(async (deployment) => (await import('./live.ts')).live(context, deployment)),
    status: () => on(async (deployment) => (await import('./status.ts')).status(context, deployment)),
    query: async (request) => {
      const { checkSelect, query } = await import('./query.ts');
      checkSelect(request.sql);
      return await on((deployment) => query(deployment, request));
    },
    collector: (url) =>
      on(async (deployment) => (await import('./collector.ts')).describeCollector(context, deployment, url)),
    recentVisitors: (site) =>
      on(async (deployment) => (await import('./recent-visitors.ts')).recentVisitors(deployment, site)),
  };
}
