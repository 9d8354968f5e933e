/* Lists and what every page has in common: the way through a list, quick search. axe-core looks at each state. */
import { startServer, launch, newPage, logIn, drawn, api, axe, test, finish, equal, chibo } from './lib.mjs';

const server = await startServer((data) => chibo('demo', '--data', data, '--members', '700'));
const root = chibo('export', '--data', server.data, 'organizations', '-').split('\n')[1].split(',')[0];
const made = await fetch(`${server.base}/api/v1/setup`, {
  method: 'POST', headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ code: server.setupCode(), username: 'quantri', full_name: 'Quản Trị Mẫu', password: 'mat-khau-mau-12', office: true }),
});
equal(made.status, 201, 'set-up');
const token = server.token('office', root);
const browser = await launch();
const page = await newPage(browser, server);
await logIn(page, 'quantri', 'mat-khau-mau-12');
const visit = async (path) => { await page.goto(path); await drawn(page); };
const arrive = async (url) => { await page.waitForURL(url); await drawn(page); };
const clean = async (what) => equal(await axe(page), [], `axe on ${what}`);
const someone = (await api(server, token, 'GET', '/members?limit=1&sort=record_number')).json.items[0];

await test('the last row of a page knows the first of the next page, and the list is found again where one left it', async () => {
  const list = '/organizations/1/members?gender=male&sort=-born_on';
  const ids = (await api(server, token, 'GET', '/members?gender=male&sort=-born_on&limit=102&fields=id&count=exact')).json;
  await visit(list);
  await page.locator('tbody tr').nth(99).getByRole('link').first().click();
  await arrive(`**/members/${ids.items[99].id}`);
  const way = page.getByRole('navigation', { name: 'Đi trong danh sách' });
  await way.getByText(`100 / ${ids.total}`).waitFor();
  await clean('the way through a list');
  await page.keyboard.press('j');
  await arrive(`**/members/${ids.items[100].id}`);
  await way.getByText(`101 / ${ids.total}`).waitFor();
  await way.getByRole('link', { name: '◂ Trước' }).click();
  await arrive(`**/members/${ids.items[99].id}`);
  await way.getByText(`100 / ${ids.total}`).waitFor();
  await page.keyboard.press('j');
  await arrive(`**/members/${ids.items[100].id}`);
  await way.getByText(`101 / ${ids.total}`).waitFor();
  await page.keyboard.press('u');
  await arrive((u) => u.pathname + u.search === list);
  const row = page.locator(`tr[data-id="${ids.items[100].id}"]`);
  await row.waitFor();
  await page.waitForFunction((id) => document.activeElement.closest(`tr[data-id="${id}"]`), ids.items[100].id);
  equal(await row.getAttribute('class'), 'on', 'the row one comes from is marked');
});

await test('the first record has no previous one, and the way keeps to the part of the record one looks at', async () => {
  await visit('/organizations/1/members?gender=female');
  await page.locator('tbody tr').first().getByRole('link').first().click();
  await arrive(/members\/\d+$/);
  const way = page.getByRole('navigation', { name: 'Đi trong danh sách' });
  await way.getByText(/^1 \//).waitFor();
  equal(await way.getByRole('link', { name: '◂ Trước' }).count(), 0, 'links to a previous record');
  await page.getByRole('link', { name: 'Nhật ký', exact: true }).click();
  await arrive(/\/log$/);
  await way.getByText(/^1 \//).waitFor();
  await way.getByRole('link', { name: 'Sau ▸' }).click();
  await arrive(/\/log$/);
  await way.getByText(/^2 \//).waitFor();
});

await test('a list of organisations has the same way, and a key typed into a field moves nothing', async () => {
  await visit('/organizations/1/units?show=cells');
  await page.locator('tbody tr').nth(1).getByRole('link').first().click();
  await arrive(/organizations\/\d+$/);
  const way = page.getByRole('navigation', { name: 'Đi trong danh sách' });
  await way.getByText(/^2 \//).waitFor();
  const second = page.url();
  await page.keyboard.press('/');
  await page.keyboard.type('j');
  equal(page.url(), second, 'the address');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.keyboard.press('k');
  await way.getByText(/^1 \//).waitFor();
});

await test('“/” anywhere begins a search; people and organisations appear while one types and are chosen by keyboard', async () => {
  await visit('/audit');
  await page.keyboard.press('/');
  const box = page.getByRole('combobox', { name: 'Tìm đảng viên' });
  await box.waitFor();
  await page.keyboard.type(someone.full_name);
  const first = page.getByRole('option').first();
  await first.filter({ hasText: someone.full_name }).waitFor();
  await clean('the list of suggestions');
  await page.keyboard.press('ArrowDown');
  equal(await first.getAttribute('aria-selected'), 'true', 'the first is chosen');
  equal(await box.getAttribute('aria-activedescendant'), await first.getAttribute('id'), 'and said to be so');
  await page.keyboard.press('Enter');
  await arrive(/\/members\/\d+$/);
  await page.getByRole('heading', { level: 1, name: someone.full_name }).waitFor();
  equal(await box.inputValue(), '', 'the box is empty again');
  await page.keyboard.press('/');
  await page.keyboard.type('Chi bộ');
  await page.getByRole('group', { name: 'Tổ chức đảng' }).getByRole('option').first().waitFor();
  await page.getByRole('group', { name: 'Tổ chức đảng' }).getByRole('option').first().click();
  await arrive(/\/organizations\/\d+$/);
});

await test('a search that finds nobody says so, Escape leaves it, and a lost connection is not taken for “nobody”', async () => {
  await visit('/organizations/1');
  await page.keyboard.press('/');
  await page.keyboard.type('khongcoaitennhuthe');
  await page.getByText('Không có ai và tổ chức nào khớp').waitFor();
  await clean('a search without result');
  await page.keyboard.press('Escape');
  await page.getByText('Không có ai và tổ chức nào khớp').waitFor({ state: 'hidden' });
  await page.context().setOffline(true);
  await page.keyboard.type('x');
  await page.getByText('Không liên lạc được với máy chủ').waitFor();
  await page.context().setOffline(false);
  page.faults.splice(0); /* the browser reports the lost requests */
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
});

await test('“?” shows the keys', async () => {
  await visit('/organizations/1');
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Phím tắt' }).waitFor();
  await clean('the keys');
  await page.keyboard.press('Escape');
});

await test('nothing raised a script error or broke the content policy', async () => equal(page.faults, [], 'errors'));
await browser.close();
await server.stop();
finish();
