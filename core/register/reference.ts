/** The reference of somebody without an e-mail address: it shows, corrects and withdraws, and never expires. */
import { createLink, type LinkMac } from './link.ts';

/** Returns the reference of a submission: a `self` link without an end. */
export function referenceOf(submission: string, mac: LinkMac): string {
  return createLink('self', submission, undefined, mac);
}
