/** What Art. 13 and 21(4) GDPR require of a notice, and the words by which checkNotice finds it. */

export interface NoticeRequirement {
  /** The end of the problem's code, `notice-CODE`. */
  readonly code: string;
  readonly name: string;
  readonly article: string;
  /** The number under which a text in any language may cite it, as `Art. 15`. */
  readonly citation: string;
  readonly words: Readonly<Partial<Record<string, RegExp>>>;
  /** The placeholder that says it. */
  readonly placeholder: string;
  /** It holds only for a form with a box. */
  readonly onlyConsent?: boolean;
}

export const NOTICE_REQUIREMENTS: readonly NoticeRequirement[] = [
  {
    code: 'basis',
    name: 'the purposes and their legal basis',
    article: 'Art. 13(1)(c)',
    citation: '6',
    words: { en: /\blegal basis\b/i, de: /\bRechtsgrundlagen?\b/i },
    placeholder: 'purposes',
  },
  {
    code: 'storage',
    name: 'how long data are stored, or by which criteria',
    article: 'Art. 13(2)(a)',
    citation: '13(2)(a)',
    words: {
      en: /\b(?:stor|ke(?:ep|pt)|retain|delet|eras)[^.]*\b(?:until|as long as|days?|weeks?|months?|years?)\b/i,
      de: /(?:speicher|aufbewahr|bewahr|lösch)[^.]*(?:\bbis\b|\bsolange\b|\bTag|\bWoche|\bMonat|\bJahr)|(?:\bbis\b|\bsolange\b|\bTag|\bWoche|\bMonat|\bJahr)[^.]*(?:speicher|aufbewahr|bewahr|lösch)/i,
    },
    placeholder: 'retention',
  },
  {
    code: 'access',
    name: 'the right of access',
    article: 'Art. 13(2)(b), 15',
    citation: '15',
    words: { en: /\baccess\b/i, de: /\bAuskunft/i },
    placeholder: 'rights',
  },
  {
    code: 'rectification',
    name: 'the right to rectification',
    article: 'Art. 13(2)(b), 16',
    citation: '16',
    words: { en: /\b(?:rectif|correct)/i, de: /\b(?:Berichtigung|berichtigen)\b/i },
    placeholder: 'rights',
  },
  {
    code: 'erasure',
    name: 'the right to erasure',
    article: 'Art. 13(2)(b), 17',
    citation: '17',
    words: {
      en: /\b(?:right|ask|request|demand)[^.]*\b(?:eras|delet)/i,
      de: /\b(?:Recht|verlangen)[^.]*lösch/i,
    },
    placeholder: 'rights',
  },
  {
    code: 'restriction',
    name: 'the right to restriction of processing',
    article: 'Art. 13(2)(b), 18',
    citation: '18',
    words: { en: /\brestrict/i, de: /\b(?:Einschränkung|einschränken)\b/i },
    placeholder: 'rights',
  },
  {
    code: 'portability',
    name: 'the right to data portability',
    article: 'Art. 13(2)(b), 20',
    citation: '20',
    words: { en: /\bportab/i, de: /übertragbarkeit|übertragung Ihrer Daten/i },
    placeholder: 'rights',
  },
  {
    code: 'withdrawal',
    name: 'the right to withdraw a consent at any time',
    article: 'Art. 7(3), 13(2)(c)',
    citation: '7(3)',
    words: {
      en: /\b(?:withdraw|revok)[^.]*\bat any time\b|\bat any time\b[^.]*\b(?:withdraw|revok)/i,
      de: /\bjederzeit\b[^.]*widerruf|widerruf[^.]*\bjederzeit\b/i,
    },
    placeholder: 'rights',
    onlyConsent: true,
  },
  {
    code: 'complaint',
    name: 'the right to complain to a supervisory authority',
    article: 'Art. 13(2)(d), 77',
    citation: '77',
    words: {
      en: /\b(?:complain)[^.]*\bauthority\b|\bauthority\b[^.]*\bcomplain/i,
      de: /beschwer[^.]*(?:behörde|beauftragte)|(?:behörde|beauftragte)[^.]*beschwer/i,
    },
    placeholder: 'rights',
  },
  {
    code: 'provision',
    name: 'which details are required, and what follows without them',
    article: 'Art. 13(2)(e)',
    citation: '13(2)(e)',
    words: {
      en: /\b(?:required|mandatory|voluntary|optional|obliged)\b/i,
      de: /erforderlich|freiwillig|verpflicht|Pflicht/i,
    },
    placeholder: 'provision',
  },
];

export const OBJECTION: NoticeRequirement = {
  code: 'objection',
  name: 'the right to object, in a line of its own',
  article: 'Art. 13(2)(b), 21(4)',
  citation: '21',
  words: { en: /\bobject(?:ion)?\b/i, de: /Widersprüch|widersprechen|Widerspruch/i },
  placeholder: 'objection',
};

/**
 * Whether a text states the requirement: by the law's terms in English and German, or in any language by the number of
 * the article.
 */
export function isStated(requirement: NoticeRequirement, lang: string, text: string): boolean {
  const terms = requirement.words[lang.split('-')[0] ?? ''];
  return cites(text, requirement.citation) || terms?.test(text) === true;
}

/** `Art. 13(2)(a)` and `Artikel 13 Abs. 2 lit. a` are the same citation. */
function cites(text: string, citation: string): boolean {
  const parts = citation.split(/[()]+/).filter((part) => part !== '');
  const pattern = parts.join(String.raw`[^\p{N}]{1,9}`);
  return new RegExp(String.raw`(?<!\p{L})art\p{L}*\.?\s?${pattern}(?![\p{L}\p{N}])`, 'iu').test(text);
}
