/**
 * A deployment on AWS as an implementation of the operator's commands. Each method imports its code when it is called.
 */
import type { Operator } from '#core/operator/operator';
import type { CommandContext } from '../../cli/context.ts';
import { onAws, type Deployment } from './deployment.ts';

/**
 * Creates the operator. `outputsFile` is a file written by `cdk deploy --outputs-file`; without one, the outputs are
 * read from the stacks.
 */
export function awsOperator(context: CommandContext, outputsFile: string | undefined): Operator {
  const onDeployment = <T>(work: (deployment: Deployment) => Promise<T>) => onAws(context, outputsFile, work);
  return {
    import: async (request) => {
      const { checkAddresses, importObjects } = await import('./import.ts');
      checkAddresses(request.logs);
      return await onDeployment((deployment) => importObjects(context, deployment, request));
    },
    seal: (request) =>
      onDeployment(async (deployment) =>
        request.preview === true
          ? (await import('./preview-seal.ts')).previewSeal(context, deployment, request)
          : (await import('./seal.ts')).seal(context, deployment, request),
      ),
    release: (request) =>
      onDeployment(async (deployment) =>
        (await import('./release.ts')).release(context, deployment, request),
      ),
    settle: (request) =>
      onDeployment(async (deployment) => (await import('./settle.ts')).settle(context, deployment, request)),
    names: (request) =>
      onDeployment(async (deployment) => (await import('./names.ts')).names(context, deployment, request)),
    budget: () => onDeployment(async (deployment) => (await import('./budget.ts')).readBooks(deployment)),
    read: (work) =>
      onDeployment(async (deployment) =>
        work((await import('./report-lake.ts')).lakeOnAws(context, deployment)),
      ),
    live: () => onDeployment(async (deployment) => (await import('./live.ts')).live(context, deployment)),
    status: () =>
      onDeployment(async (deployment) => (await import('./status.ts')).status(context, deployment)),
    query: async (request) => {
      const { checkSelect, query } = await import('./query.ts');
      checkSelect(request.sql);
      return await onDeployment((deployment) => query(deployment, request));
    },
    collector: (url) =>
      onDeployment(async (deployment) =>
        (await import('./collector.ts')).describeCollector(context, deployment, url),
      ),
    demand: () => onDeployment(async (deployment) => (await import('./demand.ts')).fetchDemand(deployment)),
    recentVisitors: (site) =>
      onDeployment(async (deployment) =>
        (await import('./recent-visitors.ts')).recentVisitors(deployment, site),
      ),
  };
}
