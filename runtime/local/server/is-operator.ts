/**
 * Whether a request comes from the machine itself and not through a proxy or another site's script. It reads what a
 * proxy or a browser leaves on a request, so it may not be taken for a log-in: a proxy that leaves no trace at all
 * (HTTP/1.1, Host rewritten to ours, no header of its own) is not told apart from the operator; docs/operations.md says
 * what to do there.
 */
import type { IncomingMessage } from 'node:http';

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;
/** A host name that leads elsewhere by DNS could be pointed at loopback (DNS rebinding). */
const LOCAL_HOST = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?::(\d{1,5}))?$/i;
/** What proxies, load balancers and delivery networks add; no browser and no `curl` on this machine does. */
const PROXY_HEADERS =
  /^(forwarded|via|cdn-loop|(x-forwarded|x-original|x-real|x-client|x-cluster-client|x-proxy|x-envoy|x-amzn|x-amz-cf|x-azure|x-arr|x-request-id|cf|cloudfront|fastly|fly|true-client|client-ip|proxy)(-.*)?)$/;
const HTTP_PORT = 80;

/** Whether the operator's pages may be shown: all of it must look like a browser or a script on this machine. */
export function isOperator(request: IncomingMessage): boolean {
  const { headers, rawHeaders, socket, httpVersion } = request;
  const host = headers.host ?? '';
  const local = LOCAL_HOST.exec(host);
  if (
    !LOOPBACK.test(socket.remoteAddress ?? '') ||
    local === null ||
    Number(local[1] ?? HTTP_PORT) !== socket.localPort
  )
    return false;
  // Browsers speak 1.1; proxies of the most widespread kind speak 1.0 to what stands behind them.
  if (httpVersion !== '1.1' || Object.keys(headers).some((name) => PROXY_HEADERS.test(name))) return false;
  if (rawHeaders.filter((word, at) => at % 2 === 0 && word.toLowerCase() === 'host').length !== 1)
    return false;
  const ours = `http://${host.toLowerCase()}`;
  if (headers.origin !== undefined && headers.origin.toLowerCase() !== ours) return false;
  if (headers.referer !== undefined && originOf(headers.referer) !== ours) return false;
  const site = headers['sec-fetch-site'];
  return site === undefined || site === 'same-origin' || site === 'none';
}

/** Of a Referer; a browser leaves out port 80, as it does in Host. */
function originOf(referer: string): string {
  try {
    return new URL(referer).origin;
  } catch {
    return '';
  }
}
