/**
 * The information mail: what fits the person's needs, each with why. No image, no tracked link; only the link to
 * withdraw is the person's own.
 */
import type { PlannedItem } from '../information/plan-information.ts';
import { addressOf, buildMail, firmOf, oneClickHeaders, senderOf, type Addressing } from './build-mail.ts';
import { heading, link, paragraph } from './mail-body.ts';
import { mailWordsIn } from './mail-words-in.ts';
import type { Mail } from './mail.ts';

export interface InformationInput extends Addressing {
  readonly items: readonly PlannedItem[];
  readonly withdrawUrl: string;
}

/** Carries the headers of one-click unsubscription (RFC 8058) and of the list (RFC 2919). */
export function composeInformation(input: InformationInput): Mail {
  const { config, language, items, withdrawUrl } = input;
  const { information: words, withdraw, withdrawLink } = mailWordsIn(language);
  const firm = firmOf(config);
  return buildMail(input, {
    kind: 'information',
    subject: words.subject(firm, items[0]?.title ?? '', items.length - 1),
    headers: {
      'List-Id': `<information.${domainOf(config.mail.informationFrom ?? senderOf(config))}>`,
      ...oneClickHeaders(withdrawUrl, input.inbound),
    },
    blocks: [
      paragraph(words.intro(firm)),
      ...items.flatMap(({ title, text, link: url, why }) => [
        heading(title),
        ...text.split(/\n{2,}/).map(paragraph),
        paragraph(words.whyLine(why)),
        link(words.more, url),
      ]),
      paragraph(withdraw),
      link(withdrawLink, withdrawUrl),
    ],
  });
}

function domainOf(sender: string): string {
  const address = addressOf(sender);
  return address.slice(address.lastIndexOf('@') + 1);
}
