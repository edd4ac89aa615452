// Runs the audits of graphql-http, the reference for the GraphQL-over-HTTP
// specification, against a running endpoint: node audit.mjs <url>
import { serverAudits } from 'graphql-http';

const url = process.argv[2];
if (!url) {
  console.error('usage: node audit.mjs <url>');
  process.exit(2);
}

let failed = 0;
let run = 0;
// One after the other, so that a failure does not drown in those of its neighbours.
for (const audit of serverAudits({ url })) {
  const result = await audit.fn();
  run++;
  if (result.status === 'ok') {
    console.log(`ok      ${result.id} ${result.name}`);
    continue;
  }
  failed++;
  console.log(`${result.status.padEnd(7)} ${result.id} ${result.name}: ${result.reason}`);
}
console.log(`${run - failed} of ${run} audits passed`);
process.exit(failed === 0 && run > 0 ? 0 : 1);
