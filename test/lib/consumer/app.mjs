/**
 * A consumer's app with the construct in its own stack: packed, installed and synthesized by
 * test/lib/package.long.test.ts and test/templates/install.mjs.
 */
import { App, Stack } from 'aws-cdk-lib';
import { Headcount } from '@headcount-statistics/headcount';
const app = new App({ outdir: 'out' });
const stack = new Stack(app, 'Host');
const statistics = new Headcount(stack, 'Statistics', {
  config: { sites: [{ id: 'shop', hosts: ['www.example.com'], origins: ['https://www.example.com'] }] },
});
statistics.scriptTag('shop');
app.synth();
