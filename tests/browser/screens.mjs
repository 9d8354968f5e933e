/* Pictures of every page in two sizes, to be looked at: node screens.mjs FOLDER. Not a test. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startServer, launch, newPage, logIn, drawn, chibo, axe, finish } from './lib.mjs';

const folder = process.argv[2] || 'screens';
mkdirSync(folder, { recursive: true });
const server = await startServer((data) => chibo('demo', '--data', data, '--members', '1200'));
const browser = await launch();
const sizes = [['wide', { width: 1366, height: 768 }], ['phone', { width: 390, height: 844 }]];
const code = server.setupCode();

for (const [name, size] of sizes) {
  const page = await newPage(browser, server, size);
  const take = async (title, full) => {
    await page.screenshot({ path: join(folder, `${title}-${name}.png`), fullPage: Boolean(full) });
    const found = await axe(page);
    if (found.length) console.log(title, name, found);
    if (page.faults.length) console.log(title, name, page.faults.splice(0));
  };
  if (name === 'wide') {
    await page.goto(`/setup?code=${code}`);
    await page.waitForSelector('form');
    await take('setup', true);
    await page.getByLabel('Họ và tên').fill('Quản Trị Mẫu');
    await page.getByLabel('Tên đăng nhập').fill('quantri');
    await page.getByLabel('Mật khẩu', { exact: true }).fill('mat-khau-mau-12');
    await page.getByLabel('Nhập lại mật khẩu').fill('mat-khau-mau-12');
    await page.getByRole('button', { name: 'Tạo người quản trị' }).click();
    await page.waitForURL(/organizations/);
    await drawn(page);
    await page.context().clearCookies();
  }
  await page.goto('/login');
  await page.waitForSelector('form');
  await take('login');
  await logIn(page, 'quantri', 'mat-khau-mau-12');
  await page.waitForLoadState('networkidle');
  await take('organization', true);
  const root = new URL(page.url()).pathname;
  const visit = async (title, path, full) => {
    await page.goto(path);
    await drawn(page).catch(() => console.log('never drawn', path));
    await page.waitForLoadState('networkidle');
    await take(title, full);
  };
  await visit('members', `${root}/members`);
  await page.getByText('Cột (').click();
  await take('members-columns');
  await visit('members-empty', `${root}/members?gender=male&status=expelled`);
  await visit('units', `${root}/units?show=cells`);
  await visit('figures', `${root}/figures`, true);
  await visit('figures-past', `${root}/figures?as_of=2024-12-31&by=gender`, true);
  await visit('history', `${root}/history`);
  await visit('cell', '/organizations/4', true);
  await visit('member', '/members/5', true);
  await page.getByRole('button', { name: 'Sửa Nhân thân' }).click();
  await take('member-edit', true);
  await visit('member-history', '/members/5/history');
  await visit('member-log', '/members/5/log');
  await visit('member-new', '/organizations/4/members/new', true);
  await visit('organization-new', `${root}/new`, true);
  await visit('search', '/search?q=nguyen');
  await visit('members-chosen', `${root}/members`);
  if (name === 'wide') await page.getByRole('checkbox', { name: 'Chọn các dòng đang hiện' }).check();
  else await page.getByRole('checkbox', { name: /^Chọn / }).nth(1).check();
  await take('members-selected');
  await page.getByRole('button', { name: /^Đổi một trường/ }).click();
  await take('bulk');
  await page.getByRole('button', { name: 'Thôi', exact: true }).click();
  await visit('quality', `${root}/quality`);
  await visit('duplicates', `${root}/duplicates`);
  await visit('merge', '/members/5/merge?from=6');
  await visit('committee', '/organizations/4/committee');
  await visit('split', '/organizations/4/split');
  await visit('book', '/organizations/4/book');
  await visit('templates', '/templates', true);
  await visit('national', '/national');
  const sheet = await page.evaluate(async () => {
    const answer = await fetch('/api/v1/members?format=xlsx&level=self&org=4&fields=full_name,gender,born_on,record_number,cell_code,admitted_on,hometown');
    return [...new Uint8Array(await answer.arrayBuffer())];
  });
  await page.goto('/imports');
  await drawn(page);
  await page.getByLabel('Tệp Excel').setInputFiles({ name: 'danh-sach.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.from(sheet) });
  await page.getByRole('button', { name: 'Tải lên và kiểm tra' }).click();
  await page.waitForURL(/imports\/\d+/);
  await drawn(page);
  await page.locator('details.panel summary').click();
  await take('import-one', true);
  await visit('imports', '/imports');
  await visit('rules', '/rules');
  await visit('audit', '/audit');
  await visit('account', '/account');
  await visit('missing', '/members/999999');
  await page.locator('.user summary').click();
  await take('menu');
  await page.getByRole('button', { name: 'Quản trị hệ thống' }).click();
  await page.waitForURL((u) => u.pathname !== '/members/999999');
  await visit('users', '/users');
  await visit('user', '/users/1');
  await visit('tokens', '/tokens');
  await visit('backups', '/backups');
  await page.context().close();
}
await browser.close();
await server.stop();
finish();
