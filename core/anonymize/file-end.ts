/** The ends of names of files. They are none of hosts, and no part of what a name announces. */

/** A whole end without its full stop: `html`, `pdf`. */
export const FILE_END =
  /^(?:html?|php\d?|aspx?|jsp|cgi|pdf|jpe?g|png|gif|webp|avif|svg|xml|json|txt|csv|zip|docx?|xlsx?|pptx?|ics|mp[34]|[jt]sx?|css|md|py|sh)$/i;
const EXTENSION = new RegExp(`\\.${FILE_END.source.slice(1)}`, 'i');

/** Returns a text without the end of a file's name. */
export function withoutExtension(text: string): string {
  return text.includes('.') ? text.replace(EXTENSION, '') : text;
}
