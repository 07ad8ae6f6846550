/** What `start` says of the tag of sites whose pages have parameters. */
import { expect, it } from 'vitest';
import { Place } from '../../support/program.ts';

const said = async (more: object) => {
  const place = new Place({
    sites: [{ id: 'shop', hosts: ['a.example'], origins: ['https://a.example'], ...more }],
  });
  const server = await place.start();
  await server.stop();
  const text = server.output();
  place.dispose();
  return text;
};

it('start prints the tag with data-keep and says that earlier tags need it, only where keepParameters is set', async () => {
  const kept = await said({ keepParameters: ['p'] });
  expect(kept).toContain(' data-site="shop" data-keep="p"></script>');
  expect(kept).toMatch(
    /^ {2}data-keep {2}tags of shop need it for keepParameters, also those copied before: /m,
  );
  expect(await said({})).not.toContain('keep');
});
