/** What a received message means: our own rules, from what its parser hands over. It looks nobody up. */
import { readDeliveryReport, type DeliveryReport } from './delivery-report.ts';
import { readFeedbackReport, type FeedbackReport } from './feedback-report.ts';
import { foldWords, hasPhrase } from './fold-words.ts';
import { headerOf, type InboundMessage } from './inbound-message.ts';
import { asksForNoAnswer, isMarkedAutomatic, readsAutomatic } from './is-automatic.ts';
import { AWAY_PHRASES } from './automatic-words.ts';
import type { IsOurs } from './our-text.ts';
import { ownLines } from './own-lines.ts';
import { WITHDRAWAL_SUBJECT } from './withdrawal-subject.ts';
import { LONE_WITHDRAWAL_WORDS, WITHDRAWAL_PHRASES } from './withdrawal-words.ts';

/** What a message is filed as. */
export type MailMeaning =
  | { readonly as: 'complaint'; readonly report: FeedbackReport }
  | { readonly as: 'bounce'; readonly report: DeliveryReport }
  | { readonly as: 'automatic' }
  /** `saysMore`: it may hold a question or another wish beside the withdrawal, so that somebody has to read it. */
  | { readonly as: 'withdrawal'; readonly words: number; readonly saysMore: boolean }
  | { readonly as: 'open' };

export interface MeaningContext {
  readonly isOurs: IsOurs;
  /** Whether it went to the address of a withdrawal, as List-Unsubscribe names it. */
  readonly isToWithdrawal: boolean;
}

/** Returns what the message means. A notice that nobody wrote withdraws nothing, whatever words it holds. */
export function readMeaning(
  message: InboundMessage,
  { isOurs, isToWithdrawal }: MeaningContext,
): MailMeaning {
  const feedback = readFeedbackReport(message);
  if (feedback !== undefined)
    return feedback.isComplaint ? { as: 'complaint', report: feedback } : { as: 'automatic' };
  const report = readDeliveryReport(message);
  if (report !== undefined)
    return report.outcome === 'delivered' ? { as: 'automatic' } : { as: 'bounce', report };
  if (isOneClick(message, isToWithdrawal)) return { as: 'withdrawal', words: 0, saysMore: false };
  if (isMarkedAutomatic(message)) return { as: 'automatic' };
  const own = ownLines(message.text, isOurs).join('\n');
  const words = foldWords(own)
    .trim()
    .split(' ')
    .filter((word) => word !== '').length;
  const saysMore = words > 0 && (own.includes('?') || words > 40);
  if (isToWithdrawal) return { as: 'withdrawal', words, saysMore };
  if (isNobodys(message)) return { as: 'open' };
  const asks = asksToWithdraw(own) || asksToWithdraw(freshSubject(message));
  if (isLoneWord(freshSubject(message))) return { as: 'withdrawal', words, saysMore };
  if (readsAutomatic(own)) return { as: 'automatic' };
  if (asksForNoAnswer(message)) return { as: asks ? 'open' : 'automatic' };
  // Somebody who is away may write it, or a program: somebody has to read it.
  if (!asks || hasPhrase(foldWords(own), AWAY_PHRASES)) return { as: 'open' };
  return { as: 'withdrawal', words, saysMore };
}

/**
 * A mail program that withdraws for its user may mark the mail as automatic, as that of Apple does; a vacation notice
 * never has the bare subject that we asked for.
 */
const isOneClick = (message: InboundMessage, isToWithdrawal: boolean): boolean =>
  (isToWithdrawal && message.subject.trim().toLowerCase() === WITHDRAWAL_SUBJECT) ||
  /^true$/i.test(headerOf(message, 'x-apple-unsubscribe') ?? '');

/** No person writes from such an address: what holds a word of the lists is somebody's footer. */
const isNobodys = ({ from = '' }: InboundMessage): boolean =>
  /^(?:no[-_.]?reply|do[-_.]?not[-_.]?reply|mailer-daemon|postmaster)@/i.test(from);

function asksToWithdraw(text: string): boolean {
  const folded = foldWords(text);
  return hasPhrase(folded, WITHDRAWAL_PHRASES) || isLoneWord(text);
}

const isLoneWord = (text: string): boolean => {
  const word = foldWords(text).trim();
  return WITHDRAWAL_PHRASES.includes(word) || (LONE_WITHDRAWAL_WORDS as readonly string[]).includes(word);
};

/** The subject of a new mail; that of an answer is ours. */
const freshSubject = ({ subject }: InboundMessage): string =>
  /^\W*(?:re|aw|wg|fwd?|tr|rif|r|sv|vs|antw|odp|res|enc|rv|rép|ré)\s?(?:\[\d+\])?\s?:/i.test(subject)
    ? ''
    : subject;
