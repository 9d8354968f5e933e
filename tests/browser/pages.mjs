/* Every page in one size, in both themes: axe-core finds nothing, nothing scrolls sideways, no phrase is missing. */
import { startServer, launch, newPage, logIn, drawn, axe, test, finish, equal, chibo } from './lib.mjs';

const OFFICE = ['/', '/organizations/4/tasks', '/organizations/1/transfers', '/organizations/1/transfers?view=all', '/organizations/1/badges', '/organizations/1/badges?view=awarded', '/organizations/1/discipline', '/organizations/1/candidates', '/organizations/1', '/organizations/1/members', '/organizations/1/members?gender=male&status=expelled', '/organizations/1/units', '/organizations/1/units?show=cells', '/organizations/1/figures',
  '/organizations/1/figures?as_of=2024-12-31&by=gender', '/organizations/1/history', '/organizations/1/new', '/organizations/4', '/organizations/4/members/new', '/members/5', '/members/5?as_of=2025-01-01', '/members/5/history', '/members/5/log',
  '/search?q=nguyen', '/search?q=khongcoai', '/imports', '/rules', '/calendar', '/reference', '/audit', '/account', '/members/999999', '/khong-co'];
const ADMIN = ['/users', '/users/1', '/tokens', '/backups', '/rules', '/account', '/organizations/1'];

/** Looks at all of them at `size`, named `name`; then runs `more(server, browser)` and ends the file. */
export async function pages(name, size, more = async () => {}) {
  const server = await startServer((data) => chibo('demo', '--data', data, '--members', '300'));
  const browser = await launch();
  const code = server.setupCode();
  const made = await fetch(`${server.base}/api/v1/setup`, {
    method: 'POST', headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ code, username: 'quantri', full_name: 'Quản Trị Mẫu', password: 'mat-khau-mau-12', office: true }),
  });
  equal(made.status, 201, 'set-up');

  const page = await newPage(browser, server, size);
  await logIn(page, 'quantri', 'mat-khau-mau-12');
  const look = async (path) => {
    await page.goto(path);
    await drawn(page);
    await page.waitForLoadState('networkidle');
    equal(await axe(page), [], `axe on ${path}`);
    equal(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), true, `${path} fits the width`);
    equal(await page.evaluate(() => document.querySelectorAll('main h1').length), 1, `${path} has one h1`);
    equal(await page.evaluate(() => (document.body.innerText.match(/\b[a-z_]+\.[a-z_]+(\.[a-z_]+)*\b/g) || []).filter((w) => !/\d|@|csv|chibo/.test(w))), [], `${path} has no untranslated key`);
  };
  for (const path of OFFICE) await test(`${path} at ${name} is clean`, () => look(path)); // eslint-disable-line no-await-in-loop
  await test(`the edit form at ${name} is clean`, async () => {
    await page.goto('/members/5');
    await drawn(page);
    await page.getByRole('button', { name: 'Sửa Nhân thân' }).click();
    equal(await axe(page), [], 'axe on the form');
  });
  await test(`a dialog at ${name} is clean`, async () => {
    await page.goto('/organizations/1/members');
    await drawn(page);
    await page.getByRole('button', { name: '+ Thêm điều kiện' }).click();
    equal(await axe(page), [], 'axe on the dialog');
    await page.keyboard.press('Escape');
  });
  await test(`the dark theme at ${name} is clean`, async () => {
    await page.evaluate(() => { document.documentElement.dataset.theme = 'dark'; });
    equal(await axe(page), [], 'axe in the dark');
  });
  await page.goto('/organizations/1');
  await drawn(page);
  await page.locator('.user summary').click();
  await page.getByRole('button', { name: /^Quản trị hệ thống/ }).click();
  await page.getByRole('heading', { level: 1, name: 'Tài khoản' }).waitFor();
  await page.waitForLoadState('networkidle');
  for (const path of ADMIN) await test(`${path} as administrator at ${name} is clean`, () => look(path)); // eslint-disable-line no-await-in-loop
  await test(`no page at ${name} raised a script error or broke the content policy`, async () => equal(page.faults, [], 'errors'));
  await page.context().close();
  await more(server, browser);
  await browser.close();
  await server.stop();
  finish();
}
