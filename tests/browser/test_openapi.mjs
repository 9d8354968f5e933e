/* The description is valid OpenAPI 3.1 to a checker that is not ours, and needs no credentials. */
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startServer, test, finish, equal, ok } from './lib.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const server = await startServer();
const response = await fetch(`${server.base}/api/v1/openapi.json`);
const text = await response.text();

await test('the description is public and parses', async () => {
  equal(response.status, 200, 'status');
  equal(JSON.parse(text).openapi, '3.1.0', 'version');
});

await test('redocly finds no error in the description', async () => {
  const file = join(server.data, '..', 'openapi.json');
  writeFileSync(file, text);
  const [code, out] = await new Promise((resolve) => {
    execFile(process.execPath, [join(here, 'node_modules/@redocly/cli/bin/cli.js'), 'lint', '--config', join(here, 'redocly.yaml'), '--format', 'summary', file],
      { env: { ...process.env, REDOCLY_TELEMETRY: 'off', CI: '1' } }, (error, stdout, stderr) => resolve([error ? error.code : 0, stdout + stderr]));
  });
  ok(code === 0, out);
});

await server.stop();
finish();
