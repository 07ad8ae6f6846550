/** Submissions against the form: clean values and decisions, or errors that repeat nothing. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isEmailAddress } from '#core/register/email-address';
import { postFromForm, readSubmission, type SubmissionPost } from '#core/register/read-submission';
import { rounds } from '../../support/full-length.ts';
import { demoForm } from './demo-register.ts';

const { form } = demoForm();
const read = (post: SubmissionPost, lang = 'en') => readSubmission(form, post, lang);
const readFields = (fields: object) => read({ fields: { name: 'Ada', ...fields } });
const errorsOf = (reading: ReturnType<typeof read>) => ('errors' in reading ? reading.errors : []);
const valuesOf = (reading: ReturnType<typeof read>) =>
  'submission' in reading ? reading.submission.values : undefined;

describe('a submission', () => {
  it('has clean values, topics, and a decision for each purpose and recipient that was offered', () => {
    expect(
      read({
        fields: { name: ' Ada ', email: 'ada@example.com', organisation: '', wishes: 'a\r\nb' },
        topics: ['telescopes', 'microscopes', 'telescopes'],
        purposes: ['customization'],
        recipients: ['example-calibration'],
      }),
    ).toEqual({
      submission: {
        values: { name: 'Ada', email: 'ada@example.com', wishes: 'a\nb' },
        topics: ['microscopes', 'telescopes'],
        decisions: {
          information: 'refused',
          'market-research': 'refused',
          customization: 'given',
          'transfer:example-optics': 'refused',
          'transfer:example-calibration': 'given',
        },
      },
    });
  });

  it('is refused in every box where nothing was ticked', () => {
    const reading = read({ fields: { name: 'Ada' } });
    expect('submission' in reading && Object.values(reading.submission.decisions)).toEqual(
      Array.from({ length: 5 }, () => 'refused'),
    );
  });

  it('is the same by form and by JSON', () => {
    const pairs = [
      ['language', 'en'],
      ['notice', 'x'],
      ['token', 'x'],
      ['name', 'Ada'],
      ['website', ''],
      ['topics', 'telescopes'],
      ['purposes', 'information'],
      ['purposes', 'customization'],
      ['recipients', 'example-optics'],
    ] as const;
    const json = {
      fields: { name: 'Ada' },
      topics: ['telescopes'],
      purposes: ['information', 'customization'],
      recipients: ['example-optics'],
    };
    const byForm = read(postFromForm(pairs, new Set(['website'])));
    expect(byForm).toHaveProperty('submission');
    expect(byForm).toEqual(read(json));
  });

  it('reports all mistakes, in the order of the form and in its language', () => {
    const post = {
      fields: { email: 'ada', organisation: 'a'.repeat(501), wishes: '\0', other: 'x' },
      topics: ['x'],
      purposes: 'information',
      recipients: [7],
    };
    expect(errorsOf(read(post))).toEqual([
      { field: 'name', detail: 'Please fill in this field.' },
      { field: 'email', detail: 'Please write an e-mail address, as name@example.com.' },
      { field: 'organisation', detail: 'Please shorten this to 500 characters at most.' },
      { field: 'wishes', detail: 'Please remove the control characters from this text.' },
      { field: 'fields', detail: 'Please send only the fields of this form.' },
      { field: 'topics', detail: 'Please choose only what this form offers.' },
      { field: 'purposes', detail: 'Please send a list of ids here.' },
      { field: 'recipients', detail: 'Please send a list of ids here.' },
    ]);
    expect(errorsOf(read(post, 'de'))[0]).toEqual({
      field: 'name',
      detail: 'Bitte füllen Sie dieses Feld aus.',
    });
  });

  it.each([
    ['a missing name', { name: undefined }],
    ['an empty name', { name: '' }],
    ['a name of spaces', { name: ' \u00a0 ' }],
    ['a name that is a number', { name: 7 }],
    ['a name that is a list', { name: ['Ada', 'Ada'] }],
    ['a line feed', { name: 'Ada\nBcc: a@b.example' }],
    ['a carriage return', { name: 'Ada\rBcc: a@b.example' }],
    ['a line break at the end', { name: 'Ada\r\n' }],
    ['a line separator', { name: 'Ada\u2028B' }],
    ['a next-line control', { name: 'Ada\u0085B' }],
    ['a tab', { name: 'Ada\tB' }],
    ['a null', { name: 'Ada\0' }],
    ['half a surrogate pair', { name: 'Ada\ud800' }],
    ['a text that runs the other way round', { name: 'Ada\u202eadA' }],
    ['a header in the address', { email: 'a@b.example\r\nBcc: c@d.example' }],
    ['a null in a long text', { wishes: 'a\0b' }],
    ['an escape in a long text', { wishes: 'a\u001b[2Jb' }],
    ['too long a text', { wishes: 'a'.repeat(5001) }],
    ['far too long a text', { wishes: 'a'.repeat(200_000) }],
  ])('is refused with %s, by one error at its field', (_name, fields) => {
    expect(errorsOf(readFields(fields)).map(({ field }) => field)).toEqual([Object.keys(fields)[0]]);
  });

  it.each([
    ['500 characters', { name: 'a'.repeat(500) }, 'a'.repeat(500)],
    ['500 characters beyond the basic plane', { name: '\u{1f52c}'.repeat(500) }, '\u{1f52c}'.repeat(500)],
    ['500 characters of two parts each', { name: 'e\u0301'.repeat(500) }, '\u00e9'.repeat(500)],
    ['a name that joins letters', { name: 'می\u200cخواهم' }, 'می\u200cخواهم'],
    ['what looks like HTML', { name: '<b>&amp;' }, '<b>&amp;'],
    ['a formula', { name: '=1+1' }, '=1+1'],
  ])('takes %s', (_name, fields, expected) => {
    expect(valuesOf(readFields(fields))).toEqual({ name: expected });
  });

  it('takes a long text with lines and tabs', () => {
    expect(valuesOf(readFields({ wishes: '\n a\r\rb\tc\u2028d \n' }))).toMatchObject({
      wishes: 'a\n\nb\tc\nd',
    });
    expect(valuesOf(readFields({ wishes: 'a'.repeat(5000) }))).toHaveProperty('wishes');
  });

  it.each([
    ['missing', undefined],
    ['null', null],
    ['a list', []],
    ['a text', 'x'],
  ])('is refused by one error where its fields are %s', (_name, fields) => {
    expect(errorsOf(read({ fields })).map(({ field }) => field)).toEqual(['fields']);
  });

  it('never takes a field that the form does not have, __proto__ neither', () => {
    expect(
      errorsOf(read({ fields: JSON.parse('{"name": "Ada", "__proto__": {"email": "a@b.example"}}') })),
    ).toEqual([{ field: 'fields', detail: 'Please send only the fields of this form.' }]);
    expect(
      errorsOf(
        read(
          postFromForm([
            ['name', 'Ada'],
            ['constructor', 'x'],
          ]),
        ),
      ),
    ).toHaveLength(1);
  });

  it('is refused where a form posts a field twice', () => {
    expect(
      errorsOf(
        read(
          postFromForm([
            ['name', 'Ada'],
            ['name', 'Bob'],
          ]),
        ),
      ),
    ).toEqual([{ field: 'name', detail: 'Please send this field once.' }]);
  });

  const junk = fc.oneof(fc.string({ unit: 'binary' }), fc.jsonValue(), fc.constant(undefined));
  const posts = fc.record({
    fields: fc.oneof(fc.record({ name: junk, email: junk, wishes: junk }, { requiredKeys: [] }), junk),
    topics: fc.oneof(fc.array(fc.constantFrom('telescopes', 'x')), junk),
    purposes: fc.oneof(fc.array(fc.constantFrom('information', 'service')), junk),
    recipients: fc.oneof(fc.array(fc.constantFrom('example-optics', 'hosting')), junk),
  });

  it('holds no line break, no control character and nothing that was not offered, whatever is posted', () => {
    fc.assert(
      fc.property(posts, (post) => {
        const reading = read(post);
        if ('errors' in reading) return;
        const { values, topics, decisions } = reading.submission;
        for (const [name, value] of Object.entries(values)) {
          expect(value).toBe(value.normalize('NFC'));
          expect(value.trim()).toBe(value);
          expect(name === 'wishes' ? value.replaceAll(/[\n\t]/g, '') : value).not.toMatch(
            /[\p{Cc}\u2028\u2029]/u,
          );
        }
        expect(values['name']).toBeTruthy();
        expect(form.topics.map(({ id }) => id)).toEqual(expect.arrayContaining([...topics]));
        expect(Object.keys(decisions)).toHaveLength(5);
      }),
      { numRuns: rounds(150, 10_000) },
    );
  });

  it('reads its own values again as the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (name, wishes) => {
        const values = valuesOf(read({ fields: { name, wishes } }));
        if (values !== undefined) expect(valuesOf(read({ fields: values }))).toEqual(values);
      }),
      { numRuns: rounds(150, 10_000) },
    );
  });

  it('gives the same errors for any other text of the same fault, so that none holds what was typed', () => {
    const typed = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !/[\p{Z}\p{C}]/u.test(text));
    fc.assert(
      fc.property(typed, typed, (one, other) => {
        const fault = (text: string) => ({
          fields: { name: `${text}\n`, email: `${text}@`, wishes: `\0${text}`, [`x${text}`]: text },
          topics: [`x${text}`],
          purposes: [`x${text}`],
          recipients: text,
        });
        const errors = errorsOf(read(fault(one)));
        expect(errors).toHaveLength(7);
        expect(errors).toEqual(errorsOf(read(fault(other))));
      }),
      { numRuns: rounds(100, 5000) },
    );
  });
});

describe('an e-mail address', () => {
  it.each([
    'a@b.example',
    "o'neil+tag@mail.example.com",
    '.a..b.@b.example',
    'A@B.EXAMPLE',
    'a@xn--mller-kva.example',
    'a@müller.example',
    `a@${'b'.repeat(63)}.example`,
  ])('is %s', (text) => {
    expect(isEmailAddress(text)).toBe(true);
  });

  it.each([
    '',
    '@',
    'a',
    'a@',
    '@b.example',
    'a@localhost',
    'a@b.',
    'a@.b',
    'a@b..example',
    'a@-b.example',
    'a@b-.example',
    `a@${'b'.repeat(64)}.example`,
    'a@b@c.example',
    'a b@c.example',
    'ä@b.example',
    '"a b"@c.example',
    '<a@b.example>',
    'a@b.example,c@d.example',
    'a@b.example\n',
    'a@[127.0.0.1]',
    'a@ü.example/b.c',
    'a@ü.example:25',
    'a@ü ü.example',
    'a@b.example#ü',
  ])('is not %j', (text) => {
    expect(isEmailAddress(text)).toBe(false);
  });

  it('holds nothing that ends a header or an address, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.emailAddress(), (text, address) => {
        for (const one of [text, `${text}${address}`, `${address}${text}`, `a@${text}.example`])
          if (isEmailAddress(one)) expect(one).not.toMatch(/[\s\p{Cc},;:<>()"[\]\\]/u);
      }),
      { numRuns: rounds(150, 10_000) },
    );
  });

  it('takes what browsers take, with a dot in the domain', () => {
    // https://html.spec.whatwg.org/multipage/input.html#valid-e-mail-address
    const html =
      /^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/;
    const pieces = fc.array(fc.constantFrom('a', 'B', '0', '.', '-', '@', '+', '_', ' ', '"', '/'), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(pieces, (letters) => {
        const text = letters.join('');
        expect(isEmailAddress(text)).toBe(html.test(text) && /@.*\./.test(text));
      }),
      { numRuns: rounds(500, 20_000) },
    );
  });
});
