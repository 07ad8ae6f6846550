/**
 * The sender of a request, as far as the rules need. It lives in memory for one request; it may not be kept, logged or
 * sent on.
 */
import type { Address } from '../anonymize/address.ts';
import { clientAddress } from './client-address.ts';
import { hasObjection } from './objection.ts';
import { isPrefetch } from './prefetch.ts';
import type { CollectContext, RawRequest } from './raw-request.ts';

export interface Sender {
  /** The Origin header; browsers set it on every POST, and no page can forge it. */
  readonly origin: string | undefined;
  /** The key after `Authorization: Bearer`; undefined without the header. */
  readonly key: string | undefined;
  readonly hasObjection: boolean;
  /** Whether the browser loads the page in advance: nobody sees it yet. */
  readonly isPrefetch: boolean;
  readonly address: Address | undefined;
  readonly userAgent: string;
  readonly acceptLanguage: string | undefined;
  /** The country from a trusted proxy's header. */
  readonly country: string | undefined;
}

/** Reads the sender from the headers and the peer of a request. */
export function readSender({ header, peer }: RawRequest, { config }: CollectContext): Sender {
  const authorization = header('authorization');
  return {
    origin: header('origin'),
    key: authorization === undefined ? undefined : (/^Bearer +(\S+)\s*$/i.exec(authorization)?.[1] ?? ''),
    hasObjection: hasObjection(header, config),
    isPrefetch: isPrefetch(header),
    address: clientAddress(
      peer,
      config.trustedProxies === 0 ? undefined : header('x-forwarded-for'),
      config.trustedProxies,
    ),
    userAgent: header('user-agent') ?? '',
    acceptLanguage: header('accept-language'),
    country: config.countryHeader === undefined ? undefined : header(config.countryHeader),
  };
}
