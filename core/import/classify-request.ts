/**
 * Classifies a logged request as a market researcher would: a page view, a download, a page not found, or nothing. The
 * rules are SEAL's "import", spelled out in docs/import.md. It may not look at the visitor.
 */
import type { LogRecord } from './log-record.ts';

/** Reasons why a line is neither a page view nor an action: such lines are counted, never stored. */
const IGNORED = ['asset', 'method', 'status', 'request', 'directive', 'blank'] as const;
export type IgnoredReason = (typeof IGNORED)[number];
export type RequestKind = 'pageview' | 'download' | 'not_found' | IgnoredReason;

/**
 * Extensions of files that pages load by themselves, and of files that no reader opens: never a page. docs/import.md
 * lists them.
 */
const ASSET_EXTENSIONS: ReadonlySet<string> = new Set([
  // styles, scripts, and what belongs to them
  'css',
  'scss',
  'less',
  'js',
  'mjs',
  'cjs',
  'map',
  'wasm',
  'json',
  'jsonld',
  'webmanifest',
  'appcache',
  // pictures
  'png',
  'jpg',
  'jpeg',
  'jpe',
  'gif',
  'svg',
  'svgz',
  'ico',
  'cur',
  'webp',
  'avif',
  'apng',
  'bmp',
  'tif',
  'tiff',
  'heic',
  'jxl',
  'psd',
  // fonts
  'woff',
  'woff2',
  'ttf',
  'otf',
  'eot',
  // sound and film
  'mp3',
  'mp4',
  'm4a',
  'm4v',
  'ogg',
  'oga',
  'ogv',
  'opus',
  'wav',
  'flac',
  'aac',
  'webm',
  'mov',
  'avi',
  'mkv',
  'mpg',
  'mpeg',
  'flv',
  'swf',
  'm3u8',
  'ts',
  'vtt',
  'srt',
  // feeds and what machines read
  'xml',
  'rss',
  'atom',
  'rdf',
  'txt',
  'yml',
  'yaml',
  'ics',
  // files to take home; `download` where the site lists them
  'pdf',
  'ps',
  'epub',
  'mobi',
  'doc',
  'docx',
  'xls',
  'xlsx',
  'ppt',
  'pptx',
  'odt',
  'ods',
  'odp',
  'rtf',
  'csv',
  'tsv',
  'zip',
  'gz',
  'tgz',
  'bz2',
  'xz',
  '7z',
  'rar',
  'tar',
  'zst',
  'jar',
  'war',
  'deb',
  'rpm',
  'apk',
  'dmg',
  'pkg',
  'msi',
  'exe',
  'iso',
  'img',
  'bin',
  'torrent',
]);

/**
 * Classifies in this order: an unreadable request; a GET with 404 is `not_found`, whatever its path; a GET with 200 for
 * one of the site's extensions is a `download`; the rest is ignored as asset (by extension), other method or other
 * status, or is a page view.
 */
export function classifyRequest(record: LogRecord, downloads: ReadonlySet<string>): RequestKind {
  if (record.method === '') return 'request';
  const get = record.method === 'GET';
  if (get && record.status === 404) return 'not_found';
  const extension = extensionOf(record.path);
  if (extension !== '') {
    if (get && record.status === 200 && downloads.has(extension)) return 'download';
    if (ASSET_EXTENSIONS.has(extension) || downloads.has(extension)) return 'asset';
  }
  if (!get) return 'method';
  return record.status === 200 || record.status === 304 ? 'pageview' : 'status';
}

/** Returns the extension of the last segment in lower case; '' where there is none. */
function extensionOf(path: string): string {
  const dot = path.lastIndexOf('.');
  if (dot < 0 || dot < path.lastIndexOf('/') || path.length - dot > 12) return '';
  return path.slice(dot + 1).toLowerCase();
}
