/* What every browser test needs: a server of its own on a free port, a browser, a runner that prints TAP. */
import { spawn, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createRequire } from 'node:module';
import { setTimeout as after } from 'node:timers/promises';
import { chromium } from 'playwright-core';

const here = dirname(fileURLToPath(import.meta.url));
export const binary = process.env.CHIBO_BINARY || join(here, '../../build-tests/chibo');
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Runs a command line of chibo; gives its standard output. */
export const chibo = (...args) => execFileSync(binary, args, { encoding: 'utf8', stdio: ['pipe', 'pipe', 'pipe'] });

/* Servers that run, each process with its folder: one left running keeps this file from ending, and must not outlive it. */
const running = new Map();
const removeFolder = (dir) => rmSync(dir, { recursive: true, force: true });
/* Those of the test under way, which ends them, also when it fails; null between tests. */
let ofTest = null;

/** A server on a new data folder; `fill(dir)` may import before it starts. One that is not stopped ends with its test, or with the file. */
export async function startServer(fill) {
  const dir = mkdtempSync(join(tmpdir(), 'chibo-browser-'));
  const data = join(dir, 'data');
  if (fill) await fill(data);
  const child = spawn(binary, ['serve', '--data', data, '--listen', '127.0.0.1:0'], { stdio: ['ignore', 'pipe', 'pipe'] });
  running.set(child, dir);
  let errors = '';
  child.stderr.on('data', (d) => { errors += d; });
  const lines = await new Promise((resolve, reject) => {
    let out = '';
    const timer = setTimeout(() => reject(new Error(`chibo did not start: ${errors}`)), 30000);
    child.on('exit', (code) => reject(new Error(`chibo ended with ${code}: ${errors}`)));
    child.stdout.on('data', (d) => {
      out += d;
      if (/listening on .*\n/.test(out) && (/set up at .*\n/.test(out) || /listening/.test(out))) { clearTimeout(timer); setImmediate(() => resolve(out)); }
    });
  });
  const server = {
    data, base: /listening on (\S+)/.exec(lines)[1],
    /** The set-up code, asked for on the command line as an office would. */
    setupCode: () => chibo('setup-code', '--data', data).trim().split(/\s+/).pop(),
    token: (role, org) => chibo('token', 'add', '--data', data, '--name', `t-${role}`, '--role', role, '--org', org).trim(),
    async stop() {
      if (!running.has(child)) return;
      const gone = new Promise((resolve) => { child.on('exit', resolve); });
      child.removeAllListeners('exit');
      child.on('exit', () => {});
      child.kill('SIGTERM');
      await Promise.race([gone, new Promise((resolve) => { child.once('close', resolve); })]);
      running.delete(child);
      removeFolder(dir);
    },
  };
  if (ofTest) ofTest.push(server);
  return server;
}

/** A request of a program, for what a test prepares or checks beside the browser. */
export async function api(server, token, method, path, body, headers = {}) {
  const response = await fetch(`${server.base}/api/v1${path}`, {
    method, headers: { Authorization: `Bearer ${token}`, ...(body ? { 'Content-Type': 'application/json' } : {}), ...headers }, body: body ? JSON.stringify(body) : undefined,
  });
  const text = await response.text();
  return { status: response.status, json: text ? JSON.parse(text) : null };
}

export const launch = () => chromium.launch({
  executablePath: process.env.CHIBO_CHROMIUM || '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});

/**
 * A page that fails the test on any script error or breach of the content policy. With CHIBO_DELAY every answer
 * comes so many milliseconds later, which shows the tests that do not wait for what they look at.
 */
export async function newPage(browser, server, size = { width: 1366, height: 768 }) {
  const context = await browser.newContext({ viewport: size, baseURL: server.base, locale: 'vi-VN', reducedMotion: 'reduce', hasTouch: size.width < 500 });
  if (process.env.CHIBO_DELAY) await context.route('**/*', async (way) => { await after(Number(process.env.CHIBO_DELAY)); await way.continue().catch(() => {}); });
  const page = await context.newPage();
  page.faults = [];
  page.on('pageerror', (e) => page.faults.push(String(e)));
  page.on('console', (m) => { if (m.type() === 'error' && !/status of (400|401|403|404|409|412|413|415|429)/.test(m.text())) page.faults.push(m.text()); });
  return page;
}

/** Waits until the application has drawn the page it is on. */
export const drawn = (page) => page.waitForFunction(() => {
  const main = document.getElementById('main');
  return main && main.getAttribute('aria-busy') !== 'true' && main.querySelector('h1');
});

/** A picture of the whole page in the folder CHIBO_SHOTS, when there is one. */
export async function shot(page, name) {
  const folder = process.env.CHIBO_SHOTS;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

/** The day so many days from today in Việt Nam, as the program writes and as people read it. */
export function dayFromNow(days) {
  const iso = new Date(Date.now() + 7 * 3600e3 + days * 864e5).toISOString().slice(0, 10);
  return { iso, shown: iso.split('-').reverse().join('/') };
}

export async function logIn(page, username, password) {
  await page.goto('/login');
  await page.getByLabel('Tên đăng nhập').fill(username);
  await page.getByLabel('Mật khẩu', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await page.waitForURL((u) => u.pathname !== '/login');
  await drawn(page);
}

/** An account made on the command line; gives its one-time code. */
export function addAccount(server, username, role, org) {
  const out = chibo('user', 'add', '--data', server.data, '--username', username, '--full-name', `Tài khoản ${username}`, '--role', role, '--org', org);
  return /[A-Z0-9]{4}(-[A-Z0-9]{4})+/.exec(out)[0];
}

/** Logs in with a one-time code and sets the password that all tests share. */
export async function enterFirst(page, username, code) {
  await logIn(page, username, code);
  await page.getByLabel('Mật khẩu mới').fill('mat-khau-moi-12');
  await page.getByLabel('Nhập lại mật khẩu').fill('mat-khau-moi-12');
  await page.getByRole('button', { name: 'Lưu mật khẩu' }).click();
  await page.getByText('Đã đổi mật khẩu').waitFor();
}

/** Names the first administrator, who keeps the registry that is there; gives the path of its highest organisation. */
export async function setUp(page, server, { fullName = 'Quản Trị Mẫu', username = 'quantri', password = 'mat-khau-mau-12' } = {}) {
  await page.goto(`/setup?code=${server.setupCode()}`);
  await page.getByLabel('Họ và tên').fill(fullName);
  await page.getByLabel('Tên đăng nhập').fill(username);
  await page.getByLabel('Mật khẩu', { exact: true }).fill(password);
  await page.getByLabel('Nhập lại mật khẩu').fill(password);
  await page.getByRole('button', { name: 'Tạo người quản trị' }).click();
  await page.waitForURL(/organizations/);
  await drawn(page);
  return new URL(page.url()).pathname;
}

/** Violations axe-core finds on the page once it is drawn; axe runs in an isolated world, so that the strict policy stays on. */
export async function axe(page) {
  await drawn(page);
  const client = await page.context().newCDPSession(page);
  const { frameTree } = await client.send('Page.getFrameTree');
  const { executionContextId } = await client.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id, worldName: 'axe' });
  const run = async (expression) => {
    const out = await client.send('Runtime.evaluate', { expression, contextId: executionContextId, awaitPromise: true, returnByValue: true });
    if (out.exceptionDetails) throw new Error(JSON.stringify(out.exceptionDetails));
    return out.result.value;
  };
  await run(`${axeSource}; undefined`);
  const found = await run('axe.run(document, { resultTypes: ["violations"] }).then((r) => r.violations.map((v) => v.id + ": " + v.nodes.map((n) => n.target.join(" ") + " " + (n.any[0] ? n.any[0].message : "")).slice(0, 4).join(" | ")))');
  await client.detach();
  return found;
}

let failed = 0;
/** Runs a test and prints its TAP line; the servers it started end with it. */
export async function test(name, body) {
  const only = process.env.CHIBO_ONLY;
  if (only && !name.includes(only)) return;
  ofTest = [];
  try {
    await body();
    console.log(`ok - ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`not ok - ${name}`);
    console.log(String(error && error.stack ? error.stack : error).replace(/^/gm, '  # '));
  }
  const left = ofTest;
  ofTest = null;
  await Promise.all(left.map((server) => server.stop()));
}
let finished = false;
export const finish = () => { finished = true; process.exitCode = failed ? 1 : 0; };
/* a file that dies on the way, or out of its time, must not count as good nor leave a server behind */
process.on('exit', () => {
  for (const [child, dir] of running) { child.kill('SIGKILL'); removeFolder(dir); }
  if (!finished) console.log('not ok - the file did not come to its end');
});
process.on('SIGTERM', () => process.exit(1));

export function equal(actual, expected, what = '') {
  const a = JSON.stringify(actual);
  const b = JSON.stringify(expected);
  if (a !== b) throw new Error(`${what}: ${a} instead of ${b}`);
}
export function ok(condition, what) {
  if (!condition) throw new Error(what);
}
