/* First run and log-in, as a new user meets them. */
import { startServer, launch, newPage, logIn, drawn, axe, test, finish, equal, ok, chibo } from './lib.mjs';

const browser = await launch();
const PASSWORD = 'mat-khau-mau-12';

async function fillSetup(page, code) {
  await page.goto(`/setup?code=${code}`);
  await page.getByLabel('Họ và tên').fill('Quản Trị Mẫu');
  await page.getByLabel('Tên đăng nhập').fill('quantri');
  await page.getByLabel('Mật khẩu', { exact: true }).fill(PASSWORD);
  await page.getByLabel('Nhập lại mật khẩu').fill(PASSWORD);
}
const begin = (page) => page.getByRole('button', { name: 'Tạo người quản trị và bắt đầu' }).click();

await test('the first page of an empty registry is the set-up, and it makes the administrator and the root', async () => {
  const server = await startServer();
  const page = await newPage(browser, server);
  await page.goto('/');
  await page.waitForURL(/setup/);
  equal(await axe(page), [], 'axe on the set-up page');
  await fillSetup(page, server.setupCode());
  await page.getByLabel('Tên tổ chức').fill('Đảng bộ xã Thử');
  await page.getByLabel('Mã tổ chức').fill('THU');
  await begin(page);
  await page.waitForURL(/organizations\/\d+/);
  await drawn(page);
  equal(await page.locator('h1').textContent(), 'Đảng bộ xã Thử', 'title');
  equal(page.faults, [], 'script errors');
});

await test('a wrong set-up code is refused in words and nothing is made', async () => {
  const server = await startServer();
  const page = await newPage(browser, server);
  await fillSetup(page, 'AAAA-BBBB-CCCC-DDDD');
  await page.getByLabel('Tên tổ chức').fill('Đảng bộ xã Thử');
  await page.getByLabel('Mã tổ chức').fill('THU');
  await begin(page);
  ok((await page.getByRole('alert').textContent()).includes('mã thiết lập không đúng'), 'the refusal is not said');
  equal((await (await fetch(`${server.base}/api/v1/setup`)).json()).needed, true, 'set-up still needed');
});

await test('the set-up loads the sample data when asked, and an imported root is kept', async () => {
  const server = await startServer();
  const page = await newPage(browser, server);
  await fillSetup(page, server.setupCode());
  await page.getByLabel('Nạp dữ liệu mẫu').check();
  await begin(page);
  await page.waitForURL(/organizations\/\d+/, { timeout: 60000 });
  await drawn(page);
  ok((await page.locator('h1').textContent()).includes('dữ liệu mẫu'), 'the demo is marked as such');

  const second = await startServer((data) => chibo('demo', '--data', data, '--members', '60'));
  const kept = await newPage(browser, second);
  await kept.goto('/setup');
  await drawn(kept);
  ok((await kept.locator('main').textContent()).includes('Giữ tổ chức đã nhập'), 'the imported root is kept');
});

await test('log-in refuses a wrong password in words, then leads to the page asked for', async () => {
  const server = await startServer((data) => chibo('demo', '--data', data, '--members', '60'));
  const page = await newPage(browser, server);
  await fillSetup(page, server.setupCode());
  await begin(page);
  await page.waitForURL(/organizations/);
  await drawn(page);
  await page.context().clearCookies();
  await page.goto('/members/7');
  await page.waitForURL(/login\?next=/);
  equal(await axe(page), [], 'axe on the log-in page');
  await page.getByLabel('Tên đăng nhập').fill('quantri');
  await page.getByLabel('Mật khẩu', { exact: true }).fill('khong-phai-mat-khau');
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  ok((await page.getByRole('alert').textContent()).includes('không đúng'), 'the refusal is not said');
  await page.getByLabel('Mật khẩu', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await page.waitForURL(/members\/7$/);
  await drawn(page);
  equal(page.faults, [], 'script errors');
});

await test('a new user comes in with the one-time code and must set a password first', async () => {
  const server = await startServer((data) => chibo('demo', '--data', data, '--members', '60'));
  const root = chibo('export', '--data', server.data, 'organizations', '-').split('\n')[1].split(',')[0];
  const out = chibo('user', 'add', '--data', server.data, '--username', 'lan', '--full-name', 'Bùi Thị Mẫu', '--role', 'viewer', '--org', root);
  const page = await newPage(browser, server);
  chibo('user', 'add', '--data', server.data, '--username', 'quantri', '--full-name', 'Quản Trị Mẫu', '--role', 'system_admin', '--org', root);
  await logIn(page, 'lan', /[A-Z0-9]{4}(-[A-Z0-9]{4})+/.exec(out)[0]);
  ok((await page.locator('main').textContent()).includes('hãy đặt mật khẩu'), 'the password page comes first');
  await page.getByLabel('Mật khẩu mới').fill('mat-khau-moi-12');
  await page.getByLabel('Nhập lại mật khẩu').fill('mat-khau-moi-12');
  await page.getByRole('button', { name: 'Lưu mật khẩu' }).click();
  await page.getByText('Đã đổi mật khẩu').waitFor();
  await page.getByRole('link', { name: 'chibo' }).click();
  await page.getByRole('heading', { level: 1, name: 'Việc cần làm' }).waitFor();
  await page.locator('.orgsel').click();
  await page.waitForURL(/organizations/);
  await drawn(page);
  equal(await page.getByRole('link', { name: 'Lập tổ chức trực thuộc' }).count(), 0, 'a viewer sees no act of writing');
});

await browser.close();
finish();
