/** The shape of register.json. What notices need and the shape leaves open, checkNotice demands. */
import { z } from 'zod';
import { originSpelling } from './origin-spelling.ts';
import { spelledZone, ZONE_PROBLEM } from '../time/spelled-zone.ts';
import { checkBesideAws } from './check-beside-aws.ts';
import { closedObject } from './closed-object.ts';
import { isEmailAddress } from './email-address.ts';
import { CONSENTS } from './event.ts';
import { findRepeated } from './identifier.ts';
import { language, line, lineText, words } from './localized-text.ts';
import { mailSchema } from './mail-schema.ts';
import { partySchema } from './party-schema.ts';
import { registerAwsSchema } from './register-aws-schema.ts';

const ORIGIN =
  /^https:\/\/(?:[a-z0-9.:[\]-]|[\u0080-\uffff])+$|^http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/;
const origin = z
  .string()
  .regex(ORIGIN, {
    error:
      'an origin, as "https://www.example.com": in lower case, without a path (http only for this machine)',
    abort: true,
  })
  .refine((text) => originSpelling(text) !== undefined, {
    error: 'names no host that a page can have: write the origin as the address of the page begins',
  })
  .overwrite((text) => originSpelling(text) ?? text);
const email = z
  .string()
  .refine(isEmailAddress, { error: 'has to be an e-mail address, as "privacy@example.com"' });

const contact = { address: line.optional(), email: email.optional(), phone: line.optional() };

export type ConsentPurpose = (typeof CONSENTS)[number];

/** Purposes that need a consent and so a box, with the words beside it. */
const purposes = closedObject(
  Object.fromEntries(CONSENTS.map((purpose) => [purpose, lineText.optional()])) as {
    [P in ConsentPurpose]: z.ZodOptional<typeof lineText>;
  },
);

const atMost = (longest: number) => z.int().min(1).max(longest).default(longest);
const retention = closedObject({
  unconfirmedDays: atMost(14),
  offerDays: atMost(30),
  inquiryDays: atMost(90),
  productInformationDays: atMost(14),
  businessRelationMonths: atMost(24),
  consentMonths: atMost(24),
});
const limits = closedObject({
  leastSeconds: z.number().min(0).max(60).default(3),
  mailsPerHour: z.int().min(1).max(1_000_000).default(300),
  perFormPerHour: z.int().min(1).max(1_000_000).default(100),
});

export const registerConfigSchema = closedObject({
  $schema: z.string().optional(),
  url: origin.optional(),
  timeZone: z
    .string()
    .refine((name) => spelledZone(name) !== undefined, ZONE_PROBLEM)
    .overwrite((name) => spelledZone(name) ?? name)
    .default('UTC'),
  languages: z.array(language).min(1).default(['en']),
  controller: closedObject({ name: line, ...contact }).optional(),
  dpo: closedObject({ name: line.optional(), ...contact }).optional(),
  authority: closedObject({ name: words, address: line.optional(), url: line.optional() }).optional(),
  processors: z.array(partySchema).default([]),
  recipients: z.array(partySchema).default([]),
  purposes: purposes.default({}),
  origins: z.array(origin).default([]),
  mail: mailSchema.default({}),
  retention: retention.prefault({}),
  limits: limits.prefault({}),
  survey: closedObject({ k: z.int().min(2).max(1000).default(10) }).prefault({}),
  /** Where the released demand is written to, open to other users. By default it lies in the closed data folder. */
  demand: line.optional(),
  /** Where the operator copies given-up.jsonl to. */
  givenUpCopy: line.optional(),
  aws: registerAwsSchema.optional(),
}).superRefine((config, context) => {
  const issue = (path: (string | number)[], message: string) =>
    context.addIssue({ code: 'custom', path, message });
  for (const at of findRepeated(config.languages)) issue(['languages', at], 'stands here twice: remove it');
  for (const key of ['recipients', 'processors'] as const)
    for (const at of findRepeated(config[key].map(({ id }) => id)))
      issue([key, at, 'id'], 'duplicate id (compared without case): give each its own');
  const processors = new Set(
    config.processors.flatMap(({ id, name }) => [`id ${id.toLowerCase()}`, `name ${name.toLowerCase()}`]),
  );
  config.recipients.forEach(({ id, name }, at) => {
    if (processors.has(`id ${id.toLowerCase()}`) || processors.has(`name ${name.toLowerCase()}`))
      issue(['recipients', at], 'is a processor too: a processor needs no box, so remove it here');
  });
  if (config.aws !== undefined) checkBesideAws(config.url, config.mail, config.aws, issue);
});

export type RegisterConfig = z.output<typeof registerConfigSchema>;
/** register.json as it is written, without the keys that have a default. */
export type RegisterConfigInput = z.input<typeof registerConfigSchema>;
