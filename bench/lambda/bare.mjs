/** The yardstick: a handler that does nothing but one call to Firehose with a record of the usual size. */
const http = process.getBuiltinModule('node:http');
const agent = new http.Agent({ keepAlive: true });
const BODY = JSON.stringify({
  DeliveryStreamName: 'arrivals',
  Records: [{ Data: Buffer.from(`${'x'.repeat(640)}\n`).toString('base64') }],
});

export function handler() {
  return new Promise((resolve, reject) => {
    const request = http.request(
      process.env['AWS_ENDPOINT_URL_FIREHOSE'],
      {
        method: 'POST',
        agent,
        headers: {
          'content-type': 'application/x-amz-json-1.1',
          'x-amz-target': 'Firehose_20150804.PutRecordBatch',
          'content-length': BODY.length,
        },
      },
      (response) => {
        response.resume();
        response.on('end', () =>
          resolve({
            statusCode: 202,
            headers: {},
            body: '{"accepted":1,"dropped":[],"rejected":[]}',
            isBase64Encoded: false,
          }),
        );
      },
    );
    request.on('error', reject);
    request.end(BODY);
  });
}
