/** Codes as people read them: countries, languages, weekdays, media. It may not merge two codes. */
import { toPrintable } from '../terminal-text.ts';

const COUNTRIES = new Intl.DisplayNames('en', { type: 'region', fallback: 'code' });
const LANGUAGES = new Intl.DisplayNames('en', { type: 'language', fallback: 'code' });

/** `DE` as `Germany`, what is no country code as it is. */
export function countryName(code: string): string {
  return /^[A-Z]{2}$/.test(code) ? (COUNTRIES.of(code) ?? code) : readableValue(code);
}

/** `de` as `German`. */
export function languageName(code: string): string {
  return /^[a-z]{2,3}$/.test(code) ? (LANGUAGES.of(code) ?? code) : readableValue(code);
}

const DEVICES: Readonly<Record<string, string>> = {
  desktop: 'Desktop',
  mobile: 'Phone',
  tablet: 'Tablet',
  other: 'Other',
};
export const deviceName = (device: string): string => DEVICES[device] ?? readableValue(device);

const ACTIONS: Readonly<Record<string, string>> = {
  download: 'Download',
  outbound: 'Outbound link',
  not_found: 'Page not found',
};
/** The tracker's own actions in words; a site's own actions as they are. The CSV has the names. */
export const actionName = (action: string): string => ACTIONS[action] ?? readableValue(action);

export const screenName = (screen: string): string =>
  /^[<\d]/.test(screen)
    ? `${screen.replace('<', 'under ').replace('-', '–').replace('+', ' and more')} px`
    : readableValue(screen);
export const depthName = (depth: string): string =>
  depth === '1' ? '1 page view' : `${depth.replace('-', '–').replace('+', ' and more')} page views`;

const RESERVED_VALUES: Readonly<Record<string, string>> = {
  '(unknown)': 'Unknown',
  '(none)': 'None',
  '(other)': 'Other',
  '(private)': 'Internal network',
  '(no topic)': 'No topic',
  '(internal)': 'The site itself',
};
/** Reserved values in words; others as they are, without what would turn the text beside them around. */
export const readableValue = (value: string): string => RESERVED_VALUES[value] ?? toPrintable(value);

/** `(none)` as `Direct`: no other site led here. */
export const sourceName = (source: string): string =>
  source === '(none)' ? 'Direct' : readableValue(source);

export const WEEKDAYS = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const;
