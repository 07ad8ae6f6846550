/** Sends one call to a stand-in, with a signature of the right form only. */
import { FAKE_AWS } from './start.ts';

export async function ask<T>(endpoint: string, service: string, target: string, input: object): Promise<T> {
  const answer = await fetch(endpoint, {
    method: 'POST',
    body: JSON.stringify(input),
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': target,
      'x-amz-date': '20261124T000000Z',
      authorization: `AWS4-HMAC-SHA256 Credential=${FAKE_AWS.AWS_ACCESS_KEY_ID}/20261124/${FAKE_AWS.AWS_REGION}/${service}/aws4_request, SignedHeaders=host, Signature=0`,
    },
  });
  if (!answer.ok) throw new Error(`${target}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}
