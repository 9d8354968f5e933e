/* The runner itself: what a failed test or a file out of its time leaves behind. */
import { spawn } from 'node:child_process';
import { test, finish, equal, ok } from './lib.mjs';

const LIB = JSON.stringify(new URL('./lib.mjs', import.meta.url).href);

/* A server that was told to end may take a last few requests. */
async function answers(base) {
  for (let left = 200; left > 0; left -= 1) {
    try { await (await fetch(`${base}/api/v1/setup`)).text(); } catch { return false; }
  }
  return true;
}

/** Runs a file of tests that says where its server listens; gives what it printed, its end, and whether the server lives. */
async function runFile(body, { endOn = null } = {}) {
  const source = `import { startServer, test, finish } from ${LIB};\n${body}`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', source], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (d) => {
    said += d;
    if (endOn && said.includes(endOn)) child.kill('SIGTERM');
  });
  const code = await new Promise((resolve) => { child.on('close', resolve); });
  return { said, code, lives: await answers(/server (\S+)/.exec(said)[1]) };
}

await test('a test that fails ends its server, and the file goes on and ends', async () => {
  const { said, code, lives } = await runFile(`
    await test('first', async () => { console.log('server ' + (await startServer()).base); throw new Error('wrong'); });
    await test('second', () => {});
    finish();`);
  ok(said.includes('not ok - first') && said.includes('\nok - second'), said);
  equal(code, 1, 'the end');
  equal(lives, false, 'the server');
});

await test('a file ended from outside, or by an error between its tests, leaves no server behind', async () => {
  const late = await runFile("console.log('server ' + (await startServer()).base); await new Promise(() => {});", { endOn: 'server' });
  const wrong = await runFile("console.log('server ' + (await startServer()).base); process.on('uncaughtException', () => process.exit(1)); throw new Error('wrong');");
  for (const { said, code, lives } of [late, wrong]) {
    ok(said.includes('not ok - the file did not come to its end'), said);
    equal(code, 1, 'the end');
    equal(lives, false, 'the server');
  }
});

finish();
