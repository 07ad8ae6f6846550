/**
 * The visitors of the demo site: browsers, countries, and origins of visits. They are invented, in proportions typical
 * of such sites. It contains no randomness.
 */

export interface Machine {
  readonly userAgent: string;
  readonly device: 'desktop' | 'mobile' | 'tablet';
  readonly browser: string;
  readonly os: string;
  readonly screens: readonly number[];
}

const DESKTOP = [1280, 1366, 1440, 1512, 1920, 2560];
const PHONE = [360, 375, 390, 393, 412, 430];

const machine = (browser: string, os: string, device: Machine['device'], userAgent: string): Machine => ({
  browser,
  os,
  device,
  userAgent,
  screens: device === 'desktop' ? DESKTOP : device === 'mobile' ? PHONE : [768, 820, 1024],
});

export const MACHINES: readonly (readonly [number, Machine])[] = [
  [
    26,
    machine(
      'Chrome',
      'Windows',
      'desktop',
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
    ),
  ],
  [
    6,
    machine(
      'Chrome',
      'Windows',
      'desktop',
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36',
    ),
  ],
  [
    7,
    machine(
      'Chrome',
      'macOS',
      'desktop',
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
    ),
  ],
  [
    8,
    machine(
      'Safari',
      'macOS',
      'desktop',
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15',
    ),
  ],
  [
    7,
    machine(
      'Firefox',
      'Windows',
      'desktop',
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0',
    ),
  ],
  [
    4,
    machine(
      'Firefox',
      'Linux',
      'desktop',
      'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
    ),
  ],
  [
    6,
    machine(
      'Microsoft Edge',
      'Windows',
      'desktop',
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0',
    ),
  ],
  [
    18,
    machine(
      'Safari',
      'iOS',
      'mobile',
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1',
    ),
  ],
  [
    19,
    machine(
      'Chrome',
      'Android',
      'mobile',
      'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36',
    ),
  ],
  [
    3,
    machine(
      'Samsung Internet for Android',
      'Android',
      'mobile',
      'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/29.0 Chrome/136.0.0.0 Mobile Safari/537.36',
    ),
  ],
  [
    3,
    machine(
      'Safari',
      'iOS',
      'tablet',
      'Mozilla/5.0 (iPad; CPU OS 17_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.6 Mobile/15E148 Safari/604.1',
    ),
  ],
];

export const ROBOTS: readonly (readonly [number, string])[] = [
  [5, 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)'],
  [3, 'Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)'],
  [
    2,
    'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)',
  ],
];

/** Countries with their languages. */
export const COUNTRIES: readonly (readonly [
  number,
  { readonly country: string; readonly languages: readonly (readonly [number, string])[] },
])[] = [
  [
    34,
    {
      country: 'DE',
      languages: [
        [9, 'de-DE'],
        [1, 'en-GB'],
      ],
    },
  ],
  [
    14,
    {
      country: 'US',
      languages: [
        [9, 'en-US'],
        [1, 'es-US'],
      ],
    },
  ],
  [9, { country: 'GB', languages: [[1, 'en-GB']] }],
  [8, { country: 'FR', languages: [[1, 'fr-FR']] }],
  [8, { country: 'AT', languages: [[1, 'de-AT']] }],
  [
    7,
    {
      country: 'CH',
      languages: [
        [6, 'de-CH'],
        [3, 'fr-CH'],
        [1, 'it-CH'],
      ],
    },
  ],
  [
    6,
    {
      country: 'NL',
      languages: [
        [4, 'nl-NL'],
        [1, 'en-GB'],
      ],
    },
  ],
  [4, { country: 'IT', languages: [[1, 'it-IT']] }],
  [4, { country: 'PL', languages: [[1, 'pl-PL']] }],
  [3, { country: 'JP', languages: [[1, 'ja-JP']] }],
  [2, { country: 'BR', languages: [[1, 'pt-BR']] }],
  [1, { country: 'IN', languages: [[1, 'en-IN']] }],
];

/** An origin of visits: referrer and query of the first page. `medium` is the medium that must be counted. */
export interface VisitOrigin {
  readonly medium: 'search' | 'social' | 'mail' | 'ai' | 'paid' | 'referral' | 'direct';
  readonly referrer: string;
  readonly query?: string;
  readonly campaign?: string;
}

export const VISIT_ORIGINS: readonly (readonly [number, VisitOrigin])[] = [
  [34, { medium: 'direct', referrer: '' }],
  [25, { medium: 'search', referrer: 'https://www.google.com/' }],
  [4, { medium: 'search', referrer: 'https://duckduckgo.com/' }],
  [4, { medium: 'search', referrer: 'https://www.bing.com/' }],
  [5, { medium: 'ai', referrer: 'https://chatgpt.com/' }],
  [2, { medium: 'ai', referrer: 'https://www.perplexity.ai/' }],
  [4, { medium: 'social', referrer: 'https://www.reddit.com/' }],
  [3, { medium: 'social', referrer: 'https://www.linkedin.com/' }],
  [5, { medium: 'referral', referrer: 'https://stargazers.example.org/forum/thread/17' }],
  [
    6,
    {
      medium: 'mail',
      referrer: '',
      query: '?utm_source=newsletter&utm_medium=email&utm_campaign=newsletter',
      campaign: 'newsletter',
    },
  ],
  [
    8,
    {
      medium: 'paid',
      referrer: 'https://www.google.com/',
      query: '?utm_source=google&utm_medium=cpc&utm_campaign=spring-2026',
      campaign: 'spring-2026',
    },
  ],
];
