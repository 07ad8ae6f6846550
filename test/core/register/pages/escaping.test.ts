/** Nothing that anybody typed or configured becomes markup, on any page, whatever it is. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeForm } from '#core/register/describe-form';
import { againPage } from '#core/register/pages/again-page';
import { donePage } from '#core/register/pages/done-page';
import { formPage } from '#core/register/pages/form-page';
import { selfPage } from '#core/register/pages/self-page';
import { thanksPage } from '#core/register/pages/thanks-page';
import { sha256 } from '../demo-register.ts';
import { demoFormOf, demoPerson, demoRegister, formInput } from './sample-pages.ts';

const hostile = fc.oneof(
  fc.constantFrom(
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onfocus='alert(1)' autofocus='",
    '</textarea><script>alert(1)</script>',
    '</title><script>alert(1)</script>',
    '&lt;b&gt;',
    '<!--',
    '${x}',
  ),
  fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '&', '/', ' ', '=', 'a', '\n', '`', '$', '{') }),
);

/** The markup of a page: tags with their attributes' names, without any value or text. */
function markupOf(page: string): string[] {
  return (page.match(/<[^>]*>/g) ?? []).map((tag) => tag.replaceAll(/="[^"]*"/g, '=""'));
}

/** Puts a text into every place that somebody types into or that a configuration names. */
function pagesWith(text: string): readonly string[] {
  const register = demoRegister();
  const words = { en: text };
  const original = demoFormOf(register, 'workshop');
  const form = {
    ...original,
    title: words,
    fields: original.fields.map((field) => ({ ...field, label: words, reason: words })),
    topics: original.topics.map((topic) => ({ ...topic, title: words })),
    offer: { ends: '2030-05-16', place: words },
  };
  const config = {
    ...register.config,
    controller: { name: text, address: text, email: text },
    recipients: register.config.recipients.map((party) => ({
      ...party,
      name: text,
      role: text,
      safeguard: text,
    })),
    purposes: { information: words, 'market-research': words, customization: words },
  };
  const typed = {
    values: Object.fromEntries(form.fields.map(({ name }) => [name, text])),
    topics: [text],
    purposes: [text],
    recipients: [text],
  };
  const person = demoPerson('en');
  const description = describeForm(form, config, 'en', sha256);
  const frame = { config, language: 'en' };
  return [
    formPage({
      ...formInput('workshop', 'en'),
      form,
      config,
      description,
      typed,
      token: text,
      trapName: text,
      action: text,
      isFull: true,
      instead: { href: text, title: text },
      errors: [{ field: 'name', detail: text }],
    }),
    againPage({ ...frame, form, posted: [[`x${text}`, text]], trapName: 'trap', action: text }),
    thanksPage({ ...frame, title: text, next: 'done', reference: text, selfUrl: text, returnTo: text }),
    donePage({
      ...frame,
      outcome: {
        act: 'withdrawn',
        stopped: [`x${text}`, 'transfer:example-optics'],
        kept: [{ what: text, why: { law: text } }],
        notify: [text],
      },
    }),
    selfPage({
      ...frame,
      person: {
        ...person,
        reference: text,
        submissions: person.submissions.map((one) => ({
          ...one,
          submission: text,
          title: text,
          fields: one.fields.map((field) => ({ ...field, label: text, value: text })),
          topics: [text],
          permissions: [{ purpose: `transfer:${text}`, state: 'given', since: one.received }],
          transfers: [{ recipient: text, at: one.received }],
        })),
      },
    }),
  ];
}

describe('escaping', () => {
  it('leaves the markup of each page as it is for a harmless word, whatever stands in its place', () => {
    const harmless = pagesWith('word').map(markupOf);
    fc.assert(
      fc.property(hostile, (text) => {
        // A line of a notice that is blank has no paragraph, and one with a line feed has two.
        fc.pre(text.trim() !== '' && !text.includes('\n'));
        expect(pagesWith(text).map(markupOf)).toEqual(harmless);
      }),
      { numRuns: 60 },
    );
  });

  it('gives back every value as it was typed', () => {
    const decode = (text: string) =>
      text
        .replaceAll('&quot;', '"')
        .replaceAll('&#39;', "'")
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&amp;', '&');
    fc.assert(
      fc.property(hostile, (text) => {
        const page = formPage(
          formInput('workshop', 'en', {
            typed: { values: { name: text, wishes: text }, topics: [], purposes: [], recipients: [] },
          }),
        );
        expect(decode(/id="field-name"[^>]* value="([^"]*)"/.exec(page)?.[1] ?? 'none')).toBe(text);
        expect(decode(/id="field-wishes"[^>]*>\n([^<]*)<\/textarea>/.exec(page)?.[1] ?? 'none')).toBe(text);
      }),
      { numRuns: 60 },
    );
  });

  it('takes a value from the typed ones alone, not from what every object has', () => {
    const input = formInput('workshop', 'en');
    const fields = input.description.fields.map((field) => ({ ...field, name: 'constructor' })).slice(0, 1);
    const page = formPage({
      ...input,
      description: { ...input.description, fields },
      typed: { values: {}, topics: [], purposes: [], recipients: [] },
    });
    expect(page).toMatch(/id="field-constructor"[^>]* value=""/);
  });
});
