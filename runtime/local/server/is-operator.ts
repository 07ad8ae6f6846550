/**
 * Decides whether a request comes from the machine itself, and not through a proxy or another site's script. It relies
 * on traces that proxies and browsers leave, so it may not be mistaken for authentication: a proxy that leaves no trace
 * at all (HTTP/1.1, Host rewritten to ours, no header of its own) looks like the operator; docs/operations.md says what
 * to do about it.
 */
import type { IncomingMessage } from 'node:http';

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;
/** A host name that resolves elsewhere could be pointed at loopback (DNS rebinding). */
const LOCAL_HOST = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?::(\d{1,5}))?$/i;
/** Headers that proxies, load balancers and CDNs add; no browser and no `curl` on this machine does. */
const PROXY_HEADERS =
  /^(forwarded|via|cdn-loop|(x-forwarded|x-original|x-real|x-client|x-cluster-client|x-proxy|x-envoy|x-amzn|x-amz-cf|x-azure|x-arr|x-request-id|cf|cloudfront|fastly|fly|true-client|client-ip|proxy)(-.*)?)$/;
const HTTP_PORT = 80;

/** Whether the operator's pages may be shown: every trace must fit a browser or a script on this machine. */
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
  // Browsers use HTTP/1.1; the most widespread proxies use 1.0 towards their upstream.
  if (httpVersion !== '1.1' || Object.keys(headers).some((name) => PROXY_HEADERS.test(name))) return false;
  if (rawHeaders.filter((word, at) => at % 2 === 0 && word.toLowerCase() === 'host').length !== 1)
    return false;
  const ours = `http://${host.toLowerCase()}`;
  if (headers.origin !== undefined && headers.origin.toLowerCase() !== ours) return false;
  if (headers.referer !== undefined && originOf(headers.referer) !== ours) return false;
  const site = headers['sec-fetch-site'];
  return site === undefined || site === 'same-origin' || site === 'none';
}

/** Returns the origin of a Referer; a browser omits port 80, as it does in Host. */
function originOf(referer: string): string {
  try {
    return new URL(referer).origin;
  } catch {
    return '';
  }
}
