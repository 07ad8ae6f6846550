/** The demand for topics as a deployment on AWS answers it: no right of the operator is needed. */
import type { Demand } from '#core/demand/merge-demand';
import { DEMAND_PATH } from '#core/collect/routes';
import { CannotError } from '#core/operator/failures';
import type { Deployment } from './deployment.ts';

const TIMEOUT_MS = 15_000;

/** Fetches it; throws a CannotError where the deployment does not answer. */
export async function fetchDemand({ outputs }: Pick<Deployment, 'outputs'>): Promise<Demand> {
  const url = `${outputs('CollectorUrl')}${DEMAND_PATH}`;
  let response: Response;
  try {
    response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  } catch {
    throw new CannotError(`nothing answers at ${url}: check the network, and that the stacks are deployed`);
  }
  const json = (await response.json().catch(() => undefined)) as Demand | undefined;
  if (response.status !== 200 || json?.topics === undefined)
    throw new CannotError(
      `${url} answers ${response.status}: deploy all stacks of this version (npx cdk deploy --all), or try again later`,
    );
  return json;
}
