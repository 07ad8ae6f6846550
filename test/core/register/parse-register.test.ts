/** register.json and forms: defaults, and mistakes by file and JSON path with what to do. */
import { describe, expect, it } from 'vitest';
import { DEMO_REGISTER } from '#core/register/demo-forms';
import type { FormInput } from '#core/register/form-schema';
import { parseRegister, RegisterConfigError } from '#core/register/parse-register';
import { demoProblems, parseDemo } from './demo-register.ts';

const both = (text: string) => ({ en: text, de: text });
const field = (changed: object) => ({
  name: 'name',
  type: 'text',
  label: both('Name'),
  required: true,
  reason: both('To know it.'),
  ...changed,
});
const party = (changed: object) => ({ id: 'acme', name: 'Acme', country: 'DE', role: 'dealer', ...changed });
const minimal = {
  id: 'ask',
  kind: 'inquiry',
  title: { en: 'Ask' },
  fields: [field({})],
  notice: { version: '1', text: { en: 'Text' } },
};

describe('the configuration of the register', () => {
  it('serves the demo workshop in English and German without any file', () => {
    const { config, forms } = parseRegister(undefined, []);
    expect([...forms.keys()]).toEqual(['workshop']);
    expect(config.languages).toEqual(['en', 'de']);
    expect(forms.get('workshop')?.recipients).toEqual(['example-optics', 'example-calibration']);
  });

  it('serves the demo workshop under settings that say nothing of its texts', () => {
    const { config, forms } = parseRegister(
      { file: 'register.json', text: '{"limits": {"leastSeconds": 0}, "recipients": []}' },
      [],
    );
    expect(config.limits).toEqual({ leastSeconds: 0, mailsPerHour: 300, perFormPerHour: 100 });
    expect(config.controller?.name).toBe('Demo Instruments');
    expect(forms.get('workshop')?.recipients).toEqual([]);
  });

  it('has a default for each key that has to have a value', () => {
    const { config, forms } = parseRegister({ file: 'register.json', text: '{}' }, [
      { file: 'forms/ask.json', text: JSON.stringify(minimal) },
    ]);
    expect(config).toEqual({
      timeZone: 'UTC',
      languages: ['en'],
      processors: [],
      recipients: [],
      purposes: {},
      origins: [],
      mail: {},
      retention: {
        unconfirmedDays: 14,
        offerDays: 30,
        inquiryDays: 90,
        productInformationDays: 14,
        businessRelationMonths: 24,
        consentMonths: 24,
      },
      limits: { leastSeconds: 3, mailsPerHour: 300, perFormPerHour: 100 },
      survey: { k: 10 },
    });
    expect(forms.get('ask')).toMatchObject({
      topics: [],
      purposes: [],
      recipients: [],
      documents: [],
      keep: [],
    });
  });

  it('accepts each key of the contract', () => {
    const config = {
      url: 'https://register.example.com',
      timeZone: 'europe/berlin',
      origins: ['https://www.example.com', 'http://127.0.0.1:8080'],
      mail: {
        from: 'Example <mail@example.com>',
        informationFrom: 'news@example.com',
        postal: 'Example\nStreet 1',
        smtp: { host: '127.0.0.1', port: 2525, tls: 'none', user: 'u', passwordFile: 'mail.password' },
        dkim: { domain: 'example.com', selector: 's1', keyFile: 'dkim.pem' },
      },
      aws: {
        stage: 'test',
        region: 'eu-central-1',
        domain: { name: 'register.example.com', hostedZoneId: 'Z0123456789ABC', zoneName: 'example.com' },
        identities: ['example.com'],
        alarms: { on: true, email: 'ops@example.com' },
        throttle: { requestsPerSecond: 20, burst: 40 },
      },
    };
    const form = { documents: ['documents/way.pdf'], returnTo: 'https://www.example.com/thanks', keep: [] };
    const parsed = parseDemo(config, form);
    expect(parsed.config).toMatchObject({ ...config, timeZone: 'Europe/Berlin' });
    expect(parsed.forms.get('workshop')).toMatchObject(form);
  });

  it('holds texts in composed form and with line feeds, however an editor saved them', () => {
    const { forms } = parseDemo(
      {},
      {
        title: both('Cafe\u0301'),
        notice: { version: 2, text: both('Cafe\u0301\r\nline\r') },
      },
    );
    expect(forms.get('workshop')?.title['en']).toBe('Caf\u00e9');
    expect(forms.get('workshop')?.notice.text['en']).toBe('Caf\u00e9\nline');
  });

  it.each<[string, object, string]>([
    [
      'an unknown key',
      { langauges: [] },
      '$: "langauges" (did you mean "languages"?) is unknown here: remove it, or write one of "$schema", "url"',
    ],
    ['an unknown key within another', { limits: { x: 1 } }, '$.limits: "x" is unknown here'],
    ['an address with a path', { url: 'https://example.com/register' }, '$.url: has to be an origin'],
    ['an address without TLS', { url: 'http://example.com' }, '$.url: has to be an origin'],
    ['an unknown time zone', { timeZone: 'Mars' }, '$.timeZone: not a time zone'],
    ['no language', { languages: [] }, '$.languages: is too short: at least 1 entry'],
    ['a language twice', { languages: ['en', 'de', 'en'] }, '$.languages[2]: stands here twice'],
    ['a language in capitals', { languages: ['EN'] }, '$.languages[0]: has to be a language in lower case'],
    [
      'a controller without a name',
      { controller: {} },
      '$.controller.name: is missing: add a text in quotes',
    ],
    [
      'a recipient outside the EEA without a safeguard',
      { recipients: [party({ country: 'US' })] },
      '$.recipients[0].safeguard: is missing for a country outside the EEA',
    ],
    [
      'a processor outside the EEA without a safeguard',
      { processors: [party({ country: 'GB' })] },
      '$.processors[0].safeguard: is missing for a country outside the EEA',
    ],
    [
      'a country that is no code',
      { recipients: [party({ country: 'Germany' })] },
      '$.recipients[0].country: has to be a country of ISO 3166-1',
    ],
    [
      'two recipients of one id',
      { recipients: [party({}), party({ id: 'ACME', name: 'B' })] },
      '$.recipients[1].id: duplicate id (compared without case)',
    ],
    [
      'a processor as recipient, by id',
      { recipients: [party({ id: 'Hosting' })] },
      '$.recipients[0]: is a processor too',
    ],
    [
      'a processor as recipient, by name',
      { recipients: [party({ name: 'example hosting' })] },
      '$.recipients[0]: is a processor too',
    ],
    [
      'a role that lacks a language',
      { recipients: [party({ role: { en: 'dealer' } })] },
      '$.recipients[0].role: lacks the language "de"',
    ],
    [
      'a name of several lines',
      { recipients: [party({ name: 'A\nB' })] },
      '$.recipients[0].name: has to be one line',
    ],
    [
      'an unknown purpose',
      { purposes: { profiling: both('x') } },
      '$.purposes: "profiling" is unknown here: remove it, or write one of "information"',
    ],
    [
      'words of a purpose that lack a language',
      { purposes: { information: { en: 'x' } } },
      '$.purposes.information: lacks the language "de": add its words',
    ],
    ['an origin with a path', { origins: ['https://example.com/'] }, '$.origins[0]: has to be an origin'],
    ['a sender without an address', { mail: { from: 'Example' } }, '$.mail.from: has to be an address'],
    [
      'a sender with a header in it',
      { mail: { from: 'E\r\nBcc: x@y.example <a@b.example>' } },
      '$.mail.from: has to be an address',
    ],
    [
      'mail in the clear to another machine',
      { mail: { smtp: { host: 'mail.example.com', port: 25, tls: 'none' } } },
      '$.mail.smtp.tls: may be "none" on this machine alone',
    ],
    [
      'a user without a password',
      { mail: { smtp: { host: 'h', port: 25, user: 'u' } } },
      '$.mail.smtp.passwordFile: is missing',
    ],
    [
      'a password without a user',
      { mail: { smtp: { host: 'h', port: 25, passwordFile: 'f' } } },
      '$.mail.smtp.user: is missing',
    ],
    [
      'a port that does not exist',
      { mail: { smtp: { host: 'h', port: 65_536 } } },
      '$.mail.smtp.port: is too large: at most 65535',
    ],
    [
      'a longer retention than the design has',
      { retention: { unconfirmedDays: 15 } },
      '$.retention.unconfirmedDays: is too large: at most 14',
    ],
  ])('refuses %s', (_name, config, problem) => {
    expect(demoProblems(config)).toContain(`register.json: ${problem}`);
  });

  it.each<[string, object, string]>([
    ['an unknown key', { titel: {} }, '$: "titel" (did you mean "title"?) is unknown here'],
    ['an id that is the address of another page', { id: 'Self' }, '$.id: is the address of another page'],
    [
      'an unknown kind',
      { kind: 'party' },
      '$.kind: has to be one of "workshop", "course", "product-information", "inquiry", "business-relation"',
    ],
    ['a title that lacks a language', { title: { en: 'Workshop' } }, '$.title: lacks the language "de"'],
    ['a form without fields', { fields: [] }, '$.fields: is too short'],
    [
      'a field without a reason',
      { fields: [field({ reason: undefined })] },
      '$.fields[0].reason: is missing',
    ],
    [
      'a reason that lacks a language',
      { fields: [field({ reason: { de: 'x' } })] },
      '$.fields[0].reason: lacks the language "en"',
    ],
    [
      'an unknown type',
      { fields: [field({ type: 'date' })] },
      '$.fields[0].type: has to be one of "text", "longtext", "email"',
    ],
    [
      'two fields of one name',
      { fields: [field({}), field({ name: 'Name' })] },
      '$.fields[1].name: duplicate field name (compared without case)',
    ],
    [
      'a second e-mail address',
      { fields: [field({ type: 'email' }), field({ name: 'b', type: 'email' })] },
      '$.fields[1].type: is a second e-mail address',
    ],
    [
      'a field of the form itself',
      { fields: [field({ name: 'Token' })] },
      '$.fields[0].name: is reserved: choose another name',
    ],
    [
      'a field called __proto__',
      { fields: [field({ name: '__proto__' })] },
      '$.fields[0].name: has to be a letter',
    ],
    [
      'two topics of one id',
      {
        topics: [
          { id: 'a', title: both('A') },
          { id: 'A', title: both('B') },
        ],
      },
      '$.topics[1].id: duplicate id',
    ],
    [
      'a topic that lacks a language',
      { topics: [{ id: 'a', title: { en: 'A' } }] },
      '$.topics[0].title: lacks the language "de"',
    ],
    ['a purpose twice', { purposes: ['information', 'information'] }, '$.purposes[1]: stands here twice'],
    [
      'a purpose that needs no box',
      { purposes: ['service'] },
      '$.purposes[0]: has no words in purposes of register.json',
    ],
    [
      'an unknown recipient',
      { recipients: ['nobody'] },
      '$.recipients[0]: is none of recipients in register.json',
    ],
    [
      'a processor as recipient',
      { recipients: ['hosting'] },
      '$.recipients[0]: is a processor, which needs no box',
    ],
    ['an offer of an inquiry', { kind: 'inquiry' }, '$.offer: is for a workshop or a course alone'],
    [
      'a time that does not exist',
      { offer: { ends: '2030-02-30' } },
      '$.offer.ends: has to be a day or a time',
    ],
    [
      'an offer that ends before it begins',
      { offer: { starts: '2030-05-16T10:00', ends: '2030-05-16T07:30Z' } },
      '$.offer.ends: lies before starts',
    ],
    [
      'a document elsewhere',
      { documents: ['a/../../key'] },
      '$.documents[0]: has to be the name of a file beside',
    ],
    [
      'a document at an absolute path',
      { documents: ['/etc/key'] },
      '$.documents[0]: has to be the name of a file beside',
    ],
    [
      'keeping a field that is not there',
      { keep: [{ fields: ['name', 'nome'], years: 8, law: 'AO' }] },
      '$.keep[0].fields[1]: is no field of this form',
    ],
    [
      'a law that lacks a language',
      { keep: [{ fields: ['name'], years: 8, law: { en: 'AO' } }] },
      '$.keep[0].law: lacks the language "de"',
    ],
    ['an owner without an address', { owner: 'desk' }, '$.owner: has to be an e-mail address'],
    ['a way back that is a script', { returnTo: 'javascript:alert(1)' }, '$.returnTo: has to be an address'],
    ['a notice without a version', { notice: { text: both('x') } }, '$.notice.version: is missing'],
    [
      'a notice that lacks a language',
      { notice: { version: '1', text: { en: 'x' } } },
      '$.notice.text: lacks the language "de"',
    ],
    [
      'an empty notice',
      { notice: { version: '1', text: both(' \n') } },
      '$.notice.text.en: has to be a text that is not empty',
    ],
    [
      'an unknown placeholder',
      { notice: { version: '1', text: both('{right}') } },
      '$.notice.text.en: has an unknown placeholder: write one of {firm}, {topics}, {controller}',
    ],
  ])('refuses a form with %s', (_name, form, problem) => {
    expect(demoProblems({}, form)).toContain(`forms/0.json: ${problem}`);
  });

  it('refuses two forms of one id, compared without case', () => {
    expect(demoProblems({}, {}, { id: 'Workshop' })).toBe(
      'forms/1.json: $.id: duplicate form id (compared without case): give each form its own',
    );
  });

  it('refuses placeholders for which the configuration holds nothing, and says where to add it', () => {
    const text = (words: string) => ({ notice: { version: '1', text: both(words) } });
    expect(demoProblems({ dpo: undefined }, text('{dpo}'))).toContain(
      '$.notice.text.en: uses {dpo}: add dpo to register.json, or remove it here',
    );
    expect(demoProblems({ controller: undefined }, text('x'))).toContain(
      '$.purposes[0]: in its words of register.json: uses {firm}: add controller to register.json',
    );
    expect(demoProblems({ processors: [] }, text('{processors}'))).toContain(
      'add processors to register.json',
    );
    expect(demoProblems({}, { ...text('x'), topics: [] })).toContain(
      '$.purposes[0]: in its words of register.json: uses {topics}, and the form has none: add topics',
    );
    const spanish = { es: 'texto {rights}' };
    const form = { ...minimal, title: spanish, notice: { version: '1', text: spanish } };
    expect(() =>
      parseRegister({ file: 'register.json', text: '{"languages": ["es"]}' }, [
        {
          file: 'a',
          text: JSON.stringify({ ...form, fields: [field({ label: spanish, reason: spanish })] }),
        },
      ]),
    ).toThrow(
      'a: $.notice.text.es: uses {rights}, which has no words in the language "es": write the words out',
    );
  });

  it('lists the mistakes of all files in one message', () => {
    const message = demoProblems(
      { timeZone: 'Mars', origins: ['x'] },
      { kind: 'party', owner: 'desk' },
      { id: 'other', title: 7 },
    );
    expect(message.split('; ').map((one) => one.split(': ').slice(0, 2).join(': '))).toEqual([
      'register.json: $.timeZone',
      'register.json: $.origins[0]',
      'forms/0.json: $.kind',
      'forms/0.json: $.owner',
      'forms/1.json: $.title',
    ]);
  });

  it('says that a file is no JSON', () => {
    expect(() => parseRegister({ file: 'register.json', text: '{' }, [])).toThrow(
      'register.json: line 1, column 1: not valid JSON: this { is never closed',
    );
    expect(() =>
      parseRegister({ file: 'register.json', text: '\uFEFF{}' }, [
        { file: 'forms/a.json', text: '{"id": "a",}' },
      ]),
    ).toThrow('forms/a.json: line 1, column 11: not valid JSON: a comma stands after the last entry');
    expect(() => parseRegister({ file: 'register.json', text: '[]' }, [])).toThrow(
      'register.json: $: has to be',
    );
  });

  it('is a fault of the arguments, exit 2', () => {
    expect(new RegisterConfigError('x').exit).toBe(2);
  });

  it('repeats no value of a file in a message', () => {
    const canary = 'Canary@canary';
    const planted = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(planted);
      if (typeof value !== 'object' || value === null) return canary;
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, planted(inner)]));
    };
    const config = planted({
      ...DEMO_REGISTER.config,
      url: '',
      aws: '',
      limits: { leastSeconds: 1 },
    }) as object;
    for (const form of DEMO_REGISTER.forms) {
      const message = demoProblems(config, planted(form) as FormInput);
      expect(message).toContain('$.timeZone');
      expect(message.toLowerCase()).not.toContain('canary');
    }
  });
});
