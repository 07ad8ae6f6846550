/** Translates codes for people: countries, languages, weekdays, media. Distinct codes stay distinct. */
import { toPrintable } from '../terminal-text.ts';

const COUNTRIES = new Intl.DisplayNames('en', { type: 'region', fallback: 'code' });
const LANGUAGES = new Intl.DisplayNames('en', { type: 'language', fallback: 'code' });

/** Translates `DE` to `Germany`; returns anything that is not a country code unchanged. */
export function countryName(code: string): string {
  return /^[A-Z]{2}$/.test(code) ? (COUNTRIES.of(code) ?? code) : readableValue(code);
}

/** Translates `de` to `German`. */
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
/** Translates the tracker's own actions; a site's own actions stay as they are. The CSV has the names. */
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
  '(app)': 'Another app',
  '(no topic)': 'No topic',
  '(not declared)': 'Not declared',
  '(internal)': 'The site itself',
};
/** Translates reserved values; in others, replaces characters that would reorder the text beside them. */
export const readableValue = (value: string): string => RESERVED_VALUES[value] ?? toPrintable(value);

/** Translates `(none)` to `Direct`: no other site led here. */
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
