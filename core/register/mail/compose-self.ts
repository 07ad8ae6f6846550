/** The mail with a link to the self page, for whoever asked for it. */
import { buildMail, firmOf, type Addressing } from './build-mail.ts';
import { mainLink, paragraph } from './mail-body.ts';
import { mailWordsIn } from './mail-words-in.ts';
import type { Mail } from './mail.ts';

export interface SelfInput extends Addressing {
  /** Valid for 60 minutes, for one person (link.ts). */
  readonly selfUrl: string;
}

/** Answers an act of the person, so it has no RFC 8058 headers. */
export function composeSelf(input: SelfInput): Mail {
  const { self } = mailWordsIn(input.language);
  const firm = firmOf(input.config);
  return buildMail(input, {
    kind: 'self',
    subject: self.subject(firm),
    blocks: [
      paragraph(self.requested(firm)),
      mainLink(self.button, input.selfUrl),
      paragraph(self.minutes),
      paragraph(self.notMe),
    ],
  });
}
