/** The shape of a form file. What it says of other files, checkForms compares with them. */
import { z } from 'zod';
import { closedObject } from './closed-object.ts';
import { isEmailAddress } from './email-address.ts';
import { KINDS } from './event.ts';
import { findRepeated, identifier, RESERVED_FIELDS, RESERVED_FORMS } from './identifier.ts';
import { line, lineText, paragraphText, words } from './localized-text.ts';
import { isOfferTime } from './offer-instants.ts';
import { webAddress } from './web-address.ts';

const fieldSchema = closedObject({
  name: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9_-]{0,63}$/, 'a letter, then letters, digits and _ -, at most 64')
    .refine((name) => !RESERVED_FIELDS.has(name.toLowerCase()), {
      error: 'is reserved: choose another name',
    }),
  type: z.enum(['text', 'longtext', 'email']),
  label: lineText,
  required: z.boolean().default(false),
  reason: lineText,
});

const time = z.string().refine(isOfferTime, {
  error: 'has to be a day or a time, as "2027-03-12" or "2027-03-12T10:00" (local to timeZone)',
});
const offerSchema = closedObject({
  starts: time.optional(),
  ends: time,
  seats: z.int().min(1).max(1_000_000).optional(),
  place: words.optional(),
});

const keepSchema = closedObject({
  fields: z.array(z.string()).min(1),
  years: z.int().min(1).max(100),
  law: words,
});

const document = z
  .string()
  .regex(
    /^(?!\/)(?!(?:.*\/)?\.\.(?:\/|$))[^\p{Cc}\\]{1,500}$/u,
    'the name of a file beside the configuration, without ".."',
  );
export const formSchema = closedObject({
  $schema: z.string().optional(),
  id: identifier.refine((id) => !RESERVED_FORMS.has(id.toLowerCase()), {
    error: 'is the address of another page of the register: choose another',
  }),
  kind: z.enum(KINDS),
  title: lineText,
  fields: z.array(fieldSchema).min(1).max(50),
  topics: z
    .array(
      closedObject({
        id: identifier,
        title: lineText,
        /** The name under which the released demand counts it, as the site's own topic is called. */
        demand: line.max(64).optional(),
      }),
    )
    .max(100)
    .default([]),
  purposes: z.array(z.string()).default([]),
  recipients: z.array(z.string()).default([]),
  offer: offerSchema.optional(),
  documents: z.array(document).default([]),
  keep: z.array(keepSchema).default([]),
  owner: z
    .string()
    .refine(isEmailAddress, { error: 'has to be an e-mail address, as "desk@example.com"' })
    .optional(),
  returnTo: webAddress('https://www.example.com/thanks').optional(),
  notice: closedObject({ version: z.union([line, z.int().min(0)]), text: paragraphText }),
}).superRefine((form, context) => {
  const issue = (path: (string | number)[], message: string) =>
    context.addIssue({ code: 'custom', path, message });
  const names = form.fields.map(({ name }) => name);
  for (const at of findRepeated(names))
    issue(['fields', at, 'name'], 'duplicate field name (compared without case): give each its own');
  for (const at of findRepeated(form.topics.map(({ id }) => id)))
    issue(['topics', at, 'id'], 'duplicate id (compared without case): give each its own');
  for (const key of ['purposes', 'recipients'] as const)
    for (const at of findRepeated(form[key])) issue([key, at], 'stands here twice: remove it');
  form.fields.forEach(({ type }, at) => {
    if (type === 'email' && form.fields.findIndex((field) => field.type === 'email') < at)
      issue(
        ['fields', at, 'type'],
        'is a second e-mail address: one per form, so make it "text" or remove it',
      );
  });
  form.keep.forEach(({ fields }, at) =>
    fields.forEach((name, place) => {
      if (!names.includes(name))
        issue(['keep', at, 'fields', place], 'is no field of this form: write the name of one');
    }),
  );
  if (form.offer !== undefined && form.kind !== 'workshop' && form.kind !== 'course')
    issue(['offer'], 'is for a workshop or a course alone: remove it, or change kind');
});

export type Form = z.output<typeof formSchema>;
/** A form as it is written, without the keys that have a default. */
export type FormInput = z.input<typeof formSchema>;
export type FormField = Form['fields'][number];
export type Offer = NonNullable<Form['offer']>;
