/* Running the registry: the page of operations, a drill, the label everywhere, notices for administrators only. */
import { startServer, launch, newPage, drawn, chibo, axe, test, equal, ok, finish } from './lib.mjs';

const server = await startServer((data) => chibo('demo', '--data', data, '--members', '60'));
const code = server.setupCode();
const browser = await launch();
const page = await newPage(browser, server);
await page.goto(`/setup?code=${code}`);
await page.getByLabel('Họ và tên').fill('Quản Trị Mẫu');
await page.getByLabel('Tên đăng nhập').fill('quantri');
await page.getByLabel('Mật khẩu', { exact: true }).fill('mat-khau-mau-12');
await page.getByLabel('Nhập lại mật khẩu').fill('mat-khau-mau-12');
await page.getByRole('button', { name: 'Tạo người quản trị' }).click();
await page.waitForURL(/organizations/);
await drawn(page);
const home = new URL(page.url()).pathname;
const clean = async (what) => { equal(await axe(page), [], what); equal(page.faults, [], what); };
const open = async (path) => { await page.goto(path); await drawn(page); };
const act = async (role) => { await page.locator('.user summary').click(); await page.getByRole('button', { name: role }).click(); await page.waitForURL((u) => u.pathname !== '/operations' && u.pathname !== '/backups'); await drawn(page); };
const banner = () => page.locator('.asofbar');
await act('Quản trị hệ thống');

await test('a backup is made and drilled, and the drill stands below it', async () => {
  await open('/backups');
  await page.getByText('Chưa diễn tập khôi phục lần nào.').waitFor();
  await page.getByRole('button', { name: 'Sao lưu ngay' }).click();
  await page.getByText('Đã sao lưu và kiểm tra.').waitFor();
  await page.getByRole('button', { name: /^Diễn tập khôi phục manual-/ }).click();
  await page.getByText('Bản sao này khôi phục được.').waitFor();
  await page.getByRole('table', { name: 'Các lần diễn tập khôi phục' }).getByText('Khôi phục được').waitFor();
  await clean('backups');
});

await test('operations tell what runs, where, on which disk, and what needs looking after', async () => {
  await open('/operations');
  await page.getByText('Mọi thứ đều ổn.').waitFor();
  ok(/chibo \d+\.\d+/.test(await page.getByText(/^chibo \d/).first().innerText()), 'version');
  ok(/(B|KiB|MiB|GiB|TiB) trong /.test(await page.locator('#main').innerText()), 'free space');
  await page.getByText(/Khôi phục được$/).waitFor();
  await clean('operations');
});

await test('a label stands in the header at once, on paper and at log-in; administrators are told when it asks for isolation', async () => {
  await open('/operations');
  await page.getByRole('button', { name: 'Đổi độ mật' }).click();
  await page.getByRole('dialog').getByLabel('Độ mật của sổ').selectOption({ label: 'Mật' });
  await page.getByRole('dialog').getByRole('button', { name: 'Lưu' }).click();
  await page.locator('.top .stamp').getByText('Mật', { exact: true }).waitFor();
  await page.getByText(/không chạy với --isolated/).waitFor();
  await clean('operations with a label');
  await open('/backups');
  await banner().getByText(/không chạy với --isolated/).waitFor();
  await clean('the notice in the frame');
  await act('Văn phòng');
  equal(await banner().count(), 0, 'others are not told');
  await open(`${home}/members`);
  await page.emulateMedia({ media: 'print' });
  ok(await page.locator('.paper-head .stamp').isVisible(), 'on paper');
  await page.emulateMedia({ media: 'screen' });
  const stranger = await newPage(browser, server);
  await stranger.goto('/login');
  await stranger.locator('.stamp').getByText('Mật', { exact: true }).waitFor();
  await stranger.context().close();
});

await test('who keeps no machine finds neither operations nor backups', async () => {
  equal(await page.locator('.user a[href="/operations"]').count(), 0, 'no entry in the menu');
  await open('/operations');
  equal(await page.getByRole('heading', { level: 1 }).innerText(), 'Không được mở trang này', 'refused in words');
});

await browser.close();
await server.stop();
finish();
