/** Where a report in plain words ends and the copy of the message that it returns begins. */

/** A line of dashes or the like that names the copy, as `--- Below this line is a copy of the message.` */
const RULE = /^[ >]{0,8}[-=*_#]{2}/;
const NAMES_COPY =
  /copy of|original (?:message|mail|header)|header of|message header|returned (?:mail|message)|source mail|message follows|urspr(?:u|ü|ue)ngliche/i;
const PLAIN =
  /^\s{0,8}(?:original message (?:header|as received)|below (?:this line )?is a copy|.{0,40}\boriginal message follow|old message:)/i;
const HEADER = /^>?\s?(?:return-path:\s*<?[^<>\s]|received:\s|dkim-signature:\s)/i;

/** Returns what the server says above the copy; all of the text where it says nothing there. */
export function aboveReturnedCopy(text: string): string {
  const lines = text.split(/\r\n|\r|\n/);
  const at = lines.findIndex((whole) => {
    const line = whole.slice(0, 200);
    return (RULE.test(line) && NAMES_COPY.test(line)) || PLAIN.test(line) || HEADER.test(line);
  });
  const above = at < 0 ? text : lines.slice(0, at).join('\n');
  return above.trim() === '' ? text : above;
}
