/**
 * Monitors whether the collector finds visitors' addresses: how many accepted events of the day have no visitor
 * although the salt is available, and how many came through an untrusted proxy. It may not keep anything of a request
 * but these sums.
 */
import type { CollectContext, RawRequest } from '#core/collect/raw-request';
import type { AnonymousEvent } from '#core/event/anonymous-event';
import { hundredsInWords } from '#core/operator/status-view';
import {
  isFailing,
  isNoteworthy,
  unbelievedProxySentence,
  withoutVisitorSentence,
  type DoubtCounts,
} from '#core/report/without-visitor';

/** Peers on this machine or in a private network, where proxies run. */
const LOCAL_PEER =
  /^(::ffff:)?(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.)|^::1$|^f[cd][0-9a-f]{2}:|^fe80:/i;

export class ProxyDoubts {
  #day = '';
  #accepted = 0;
  #withoutVisitor = 0;
  #unbelieved = 0;

  /**
   * Records a request's rows. Requests with a server's key are skipped: such a server sets its visitors' addresses
   * itself, and may omit them.
   */
  note(request: RawRequest, rows: readonly AnonymousEvent[], { config, now, dayKey }: CollectContext): void {
    const day = config.zone.day(now);
    if (dayKey === undefined || request.header('authorization') !== undefined) return;
    const accepted = rows.filter((row) => row.outcome === 'stored' && row.day === day);
    if (accepted.length === 0) return;
    if (day !== this.#day)
      [this.#day, this.#accepted, this.#withoutVisitor, this.#unbelieved] = [day, 0, 0, 0];
    this.#accepted += accepted.length;
    this.#withoutVisitor += accepted.filter((row) => row.visitor === null).length;
    if (
      config.trustedProxies === 0 &&
      request.header('x-forwarded-for') !== undefined &&
      LOCAL_PEER.test(request.peer)
    )
      this.#unbelieved += accepted.length;
  }

  /** Describes the doubts whose share is worth reporting; `failing` where next to nobody is counted. */
  report(day: string): { readonly sentences: readonly string[]; readonly failing: boolean } {
    if (day !== this.#day) return { sentences: [], failing: false };
    const doubts: readonly (readonly [DoubtCounts, (count: string) => string])[] = [
      [{ accepted: this.#accepted, doubtful: this.#withoutVisitor }, withoutVisitorSentence],
      [{ accepted: this.#accepted, doubtful: this.#unbelieved }, unbelievedProxySentence],
    ];
    return {
      sentences: doubts
        .filter(([doubt]) => isNoteworthy(doubt))
        .map(([doubt, say]) => say(hundredsInWords(doubt.doubtful))),
      failing: doubts.some(([doubt]) => isFailing(doubt)),
    };
  }
}
