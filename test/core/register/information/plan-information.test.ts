/** What of a catalogue fits whom, in which order and why: properties over random people and catalogues. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KINDS } from '#core/register/event';
import type { GatedPerson, GatedSubmission } from '#core/register/gate';
import type { CatalogueItem } from '#core/register/information/catalogue-schema';
import {
  MOST_ITEMS,
  planInformation,
  type InformationSources,
} from '#core/register/information/plan-information';
import { parseDemo } from '../demo-register.ts';

const TOPICS = ['microscopes', 'telescopes', 'workshops'] as const;
const { forms } = parseDemo();
const DAY = '2027-03-12';

const item = (id: string, change: Partial<CatalogueItem> = {}): CatalogueItem => ({
  id,
  kind: 'product',
  title: { en: `Title of ${id}` },
  text: { en: `Text of ${id}` },
  topics: ['microscopes'],
  link: `https://www.instruments.example/${id}`,
  ...change,
});
const submission = (change: Partial<GatedSubmission> = {}): GatedSubmission => ({
  submission: 's',
  form: 'workshop',
  kind: 'product-information',
  fields: { email: 'ada@example.org' },
  addressField: 'email',
  language: 'en',
  topics: ['microscopes'],
  since: '2027-01-01T10:00:00.000Z',
  registered: '2027-01-01T10:00:00.000Z',
  ...change,
});
const person = (...submissions: readonly GatedSubmission[]): GatedPerson => ({ ref: 'p', submissions });
const plan = (one: GatedPerson, items: readonly CatalogueItem[], sources: Partial<InformationSources> = {}) =>
  planInformation(one, {
    catalogue: new Map(items.map((entry) => [entry.id, entry])),
    forms,
    informed: undefined,
    day: DAY,
    ...sources,
  });
const ids = (planned: ReturnType<typeof plan>): readonly string[] => planned?.items.map(({ id }) => id) ?? [];

const submissions = fc.array(
  fc.record({ kind: fc.constantFrom(...KINDS), topics: fc.subarray([...TOPICS]), gone: fc.boolean() }),
  { minLength: 1, maxLength: 4 },
);
const catalogues = fc.uniqueArray(
  fc.record({
    id: fc.stringMatching(/^[a-z]{1,3}$/),
    kind: fc.constantFrom('product', 'course', 'application-note', 'fair'),
    topics: fc.subarray([...TOPICS, 'lenses'], { minLength: 1 }),
    from: fc.constantFrom(undefined, '2027-03-01', '2027-03-12', '2027-03-13'),
    until: fc.constantFrom(undefined, '2027-03-11', '2027-03-12'),
    language: fc.constantFrom('en', 'de'),
  }),
  { maxLength: 15, selector: ({ id }) => id },
);
const cases = fc.record({ submissions, catalogues, informed: fc.array(fc.stringMatching(/^[a-z]{1,3}$/)) });

function planned({
  submissions: own,
  catalogues: all,
  informed,
}: typeof cases extends fc.Arbitrary<infer T> ? T : never) {
  const who = person(
    ...own.map(({ kind, topics, gone }) => submission({ kind, topics, form: gone ? 'gone' : 'workshop' })),
  );
  const items = all.map(({ language, ...one }) =>
    item(one.id, { ...one, title: { [language]: 'T' }, text: { [language]: 'x' } }),
  );
  return { who, items, result: plan(who, items, { informed: new Set(informed) }) };
}

describe('what of a catalogue fits a person', () => {
  it('shares a chosen topic, or fits the form of somebody who chose none, on its days and in the language', () => {
    fc.assert(
      fc.property(cases, (one) => {
        const { who, items, result } = planned(one);
        const expected = items.filter(({ id, topics, kind, from = '', until = '9', title }) => {
          const isNew = from <= DAY && until >= DAY && !one.informed.includes(id) && 'en' in title;
          const chosen = who.submissions.flatMap((own) => own.topics);
          const isTraining = (formKind: string) => formKind === 'workshop' || formKind === 'course';
          const fits = who.submissions.some(
            (own) =>
              own.topics.length === 0 &&
              own.form === 'workshop' &&
              topics.some((topic) => topic !== 'lenses') &&
              (kind === 'course' ? isTraining(own.kind) : kind !== 'fair' && !isTraining(own.kind)),
          );
          return isNew && (topics.some((topic) => chosen.includes(topic)) || fits);
        });
        if (expected.length <= MOST_ITEMS)
          expect(ids(result).toSorted()).toEqual(expected.map(({ id }) => id).toSorted());
        else expect(result?.items.length).toBe(MOST_ITEMS);
      }),
      { numRuns: 1000 },
    );
  });

  it('is ordered by the number of common topics first, whatever the order of files and submissions', () => {
    fc.assert(
      fc.property(cases, (one) => {
        const { who, items, result } = planned(one);
        const chosen = new Set(who.submissions.flatMap(({ topics }) => topics));
        const common = ids(result).map(
          (id) =>
            items.find((entry) => entry.id === id)?.topics.filter((topic) => chosen.has(topic)).length ?? 0,
        );
        expect(common).toEqual(common.toSorted((a, b) => b - a));
        const turned = plan(person(...who.submissions), items.toReversed(), {
          informed: new Set(one.informed),
        });
        expect(turned).toEqual(result);
      }),
    );
  });

  it('takes what fits the kind of the form before what does not, then the newest, then the id', () => {
    const items = [
      item('d'),
      item('c'),
      item('b', { from: '2027-02-01' }),
      item('a', { kind: 'course', from: '2027-03-01' }),
      item('e', { topics: ['microscopes', 'telescopes'], kind: 'course' }),
    ];
    const both = submission({ topics: ['microscopes', 'telescopes'] });
    expect(ids(plan(person(both), items))).toEqual(['e', 'b', 'c', 'd', 'a']);
  });

  it('goes on after ten items with what follows in the order', () => {
    const items = Array.from({ length: 14 }, (_, at) => item(`item-${String(at).padStart(2, '0')}`));
    const first = ids(plan(person(submission()), items));
    expect(first).toEqual(items.slice(0, 10).map(({ id }) => id));
    expect(ids(plan(person(submission()), items, { informed: new Set(first) }))).toEqual(
      items.slice(10).map(({ id }) => id),
    );
  });

  it('goes to the address of the latest submission that has one, in its language', () => {
    const german = item('a', { title: { en: 'T', de: 'Titel' }, text: { en: 'x', de: 'Text' } });
    const result = plan(
      person(
        submission(),
        submission({ submission: 'later', language: 'de-AT', fields: { email: 'new@example.org' } }),
        submission({ submission: 'without', fields: {}, addressField: undefined, language: 'en' }),
      ),
      [german],
    );
    expect(result).toMatchObject({ submission: 'later', to: 'new@example.org', language: 'de-AT' });
    expect(result?.items[0]?.title).toBe('Titel');
    expect(plan(person(submission({ fields: {}, addressField: undefined })), [german])).toBeUndefined();
  });
});

describe('why an item is sent', () => {
  it.each([
    ['product-information', ['microscopes'], 'en', 'because you asked about Microscopes'],
    ['inquiry', ['microscopes', 'telescopes'], 'en', 'because you asked about Microscopes and Telescopes'],
    [
      'workshop',
      ['microscopes'],
      'en',
      'because you registered for "Microscopy workshop" and chose Microscopes',
    ],
    ['course', [], 'en', 'because you registered for "Microscopy workshop"'],
    ['product-information', ['telescopes'], 'de', 'weil Sie nach „Teleskope“ gefragt haben'],
    ['workshop', [], 'de', 'weil Sie sich zu „Mikroskopie-Workshop“ angemeldet haben'],
  ] as const)('names what the person did: %s, %j, %s', (kind, topics, language, why) => {
    const fitting = item('a', {
      kind: 'course',
      topics: ['microscopes', 'telescopes'],
      title: { en: 'T', de: 'T' },
      text: { en: 'x', de: 'x' },
    });
    const result = plan(person(submission({ kind, topics, language })), [fitting]);
    expect(result?.items.map((one) => one.why)).toEqual([why]);
  });

  it('is the submission that chose most of the topics', () => {
    const result = plan(
      person(
        submission({ kind: 'inquiry', topics: ['microscopes', 'telescopes'] }),
        submission({ kind: 'workshop', topics: ['microscopes'] }),
      ),
      [item('a', { topics: ['microscopes', 'telescopes'] })],
    );
    expect(result?.items[0]?.why).toBe('because you asked about Microscopes and Telescopes');
  });
});
