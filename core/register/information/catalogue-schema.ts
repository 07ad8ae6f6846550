/** The shape of an item of the catalogue: a product, a course, an application note, as information mail offers it. */
import { z } from 'zod';
import { closedObject } from '../closed-object.ts';
import { findRepeated, identifier } from '../identifier.ts';
import { lineText, paragraphText } from '../localized-text.ts';
import { isOfferTime } from '../offer-instants.ts';
import { webAddress } from '../web-address.ts';

const day = z.string().refine((text) => text.length === 10 && isOfferTime(text), {
  error: 'has to be a day, as "2027-03-12"',
});

export const catalogueItemSchema = closedObject({
  $schema: z.string().optional(),
  id: identifier,
  /** `product`, `course`, `workshop`, `application-note`, or a word of the firm's own. */
  kind: identifier,
  title: lineText,
  text: paragraphText,
  topics: z
    .array(identifier)
    .max(100)
    .refine((topics) => topics.length > 0, {
      error: 'names no topic, so that nobody would get the item: write the id of a topic of a form',
    }),
  /** The first and the last day on which the item is sent. */
  from: day.optional(),
  until: day.optional(),
  link: webAddress('https://www.example.com/flim'),
}).superRefine((item, context) => {
  const issue = (path: (string | number)[], message: string) =>
    context.addIssue({ code: 'custom', path, message });
  if (Object.keys(item.title).length === 0)
    issue(['title'], 'has no language: write it in at least one, as {"en": "..."}');
  for (const [key, other] of [
    ['text', 'title'],
    ['title', 'text'],
  ] as const)
    for (const language of Object.keys(item[other]))
      if (!Object.hasOwn(item[key], language))
        issue([key], `lacks the language "${language}" of ${other}: add its words, or remove it there`);
  for (const at of findRepeated(item.topics)) issue(['topics', at], 'stands here twice: remove it');
  if (item.from !== undefined && item.until !== undefined && item.until < item.from)
    issue(['until'], 'lies before from: correct one');
});

export type CatalogueItem = z.output<typeof catalogueItemSchema>;
/** An item as it is written. */
export type CatalogueItemInput = z.input<typeof catalogueItemSchema>;
