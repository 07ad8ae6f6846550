/** Cross-origin rules (Fetch standard): only the sites' own origins may read an answer, and never with credentials. */
import type { CompiledConfig } from '../config/compile.ts';
import { problem } from './problem.ts';
import type { Answer, RawRequest } from './raw-request.ts';

/** Headers for the answer to a cross-origin request; none where its origin is on no site's list. */
export function corsHeaders(request: RawRequest, config: CompiledConfig): Readonly<Record<string, string>> {
  const origin = request.header('origin');
  if (origin === undefined || !config.origins.has(origin)) return { vary: 'Origin' };
  return { 'access-control-allow-origin': origin, 'vary': 'Origin' };
}

/** The answer to a preflight: 204 for the sites' origins, 403 for others. */
export function preflight(request: RawRequest, config: CompiledConfig): Answer {
  const origin = request.header('origin');
  if (origin === undefined || !config.origins.has(origin)) {
    return problem(403, 'Forbidden', 'the origin of the request is on no site\'s list');
  }
  return {
    status: 204,
    headers: { 'access-control-allow-methods': 'POST', 'access-control-allow-headers': 'content-type', 'access-control-max-age': '86400' },
    body: '',
  };
}
