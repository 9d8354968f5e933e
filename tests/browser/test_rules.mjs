/* Rules by subject on the day looked at: a new value from a day, the source mended, refusals at the field, conflicts. */
import { startServer, launch, newPage, drawn, chibo, api, axe, test, equal, ok, finish } from './lib.mjs';

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
const root = new URL(page.url()).pathname;
const rootCode = await page.evaluate(async (path) => (await (await fetch(`/api/v1${path}`)).json()).code, root);
const admin = server.token('system_admin', rootCode);
const clean = async (what) => { equal(await axe(page), [], what); equal(page.faults, [], what); };
const row = (name) => page.getByRole('row').filter({ hasText: name });
const open = async (path = '/rules') => { await page.goto(path); await drawn(page); };
const patch = async (name, body) => {
  const rule = (await api(server, admin, 'GET', `/rules?name=${name}`)).json.items[0];
  return (await api(server, admin, 'PATCH', `/rules/${rule.id}`, body, { 'If-Match': `"${rule.version}"`, 'Content-Type': 'application/merge-patch+json' })).status;
};

await test('an office finds a code by its Vietnamese name typed without accents, and sees where it is used', async () => {
  await open('/reference');
  await page.getByRole('heading', { name: 'Danh mục', exact: true }).waitFor();
  await page.getByLabel('Tìm mã hoặc tên').fill('cong an');
  await page.getByRole('status').filter({ hasText: /^\d+ mã trong \d+ danh mục$/ }).waitFor();
  ok(await row('Công an').count() > 0, 'the code is found');
  await page.getByLabel('Tìm mã hoặc tên').fill('zzzz');
  await page.getByText('Không có mã hay tên nào như vậy.').waitFor();
  await clean('code lists');
});

await test('an office reads the holidays of a year and cannot change them', async () => {
  await open('/calendar?year=2026');
  ok((await row('02/09/2026').innerText()).includes('thứ tư') || (await row('02/09/2026').innerText()).includes('Thứ Tư'), 'the day of the week');
  equal(await page.getByRole('button', { name: 'Thêm ngày' }).count(), 0, 'no acts');
  await open('/calendar?year=2099');
  await page.getByText('Năm 2099 chưa có ngày nào trong lịch').waitFor();
  await clean('a year without holidays');
});

await test('an office reads rules by subject and changes none', async () => {
  await open();
  await page.getByRole('heading', { name: 'Kết nạp đảng viên', exact: true }).waitFor();
  await page.getByRole('heading', { name: 'Huy hiệu Đảng' }).waitFor();
  ok((await row('Thời gian dự bị').innerText()).includes('12 tháng'), 'value with its unit');
  equal(await page.getByRole('button', { name: /^Giá trị mới/ }).count(), 0, 'no acts');
  await clean('rules read');
});

await page.locator('.user summary').click();
await page.getByRole('button', { name: 'Quản trị hệ thống' }).click();
await page.waitForURL((u) => u.pathname !== '/rules');

await test('a day worked instead must be a weekend day; it is added, mended and removed', async () => {
  await open('/calendar?year=2099');
  await page.getByRole('button', { name: 'Thêm ngày' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Ngày').first().fill('01/01/2099');
  await dialog.getByLabel('Loại ngày').selectOption('worked');
  await dialog.getByLabel('Tên ngày').fill('Làm bù mẫu');
  await dialog.getByLabel('Căn cứ').fill('Thông báo mẫu');
  await dialog.getByRole('button', { name: 'Lưu' }).click();
  await dialog.locator('.field.invalid').filter({ hasText: 'thứ Bảy hoặc Chủ nhật' }).waitFor();
  await dialog.getByLabel('Ngày').first().fill('03/01/2099');
  await dialog.getByRole('button', { name: 'Lưu' }).click();
  await page.getByText('Đã thêm vào lịch.').waitFor();
  await page.getByRole('button', { name: 'Sửa 03/01/2099' }).click();
  await dialog.getByLabel('Tên ngày').fill('Làm bù đã sửa');
  await dialog.getByRole('button', { name: 'Lưu' }).click();
  await row('Làm bù đã sửa').waitFor();
  await clean('the calendar as administrator');
  await page.getByRole('button', { name: 'Xóa 03/01/2099' }).click();
  await dialog.getByRole('button', { name: 'Xóa dòng này' }).click();
  await page.getByText('Năm 2099 chưa có ngày nào trong lịch').waitFor();
});

await test('a value from a day on is told before it is set, and each day shows its own', async () => {
  await open();
  await page.getByRole('button', { name: 'Giá trị mới Thời gian dự bị kể từ lễ kết nạp' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Giá trị').fill('sáu');
  await dialog.getByLabel('Áp dụng từ ngày').fill('01/01/2027');
  await dialog.getByLabel('Căn cứ').fill('Điều lệ mẫu, Điều 5');
  await dialog.getByRole('button', { name: 'Đặt giá trị mới' }).click();
  await dialog.locator('.field.invalid').filter({ hasText: 'số nguyên' }).waitFor();
  await dialog.getByLabel('Giá trị').fill('6');
  await dialog.getByText('Từ 01/01/2027 là 6 tháng thay cho 12 tháng').waitFor();
  await clean('the dialog of a new value');
  await dialog.getByRole('button', { name: 'Đặt giá trị mới' }).click();
  await page.getByText('Giá trị mới áp dụng từ 01/01/2027.').waitFor();
  await open('/rules?as_of=2026-12-31');
  ok((await row('Thời gian dự bị').innerText()).includes('12 tháng'), 'until then the old one');
  await open('/rules?as_of=2027-01-01');
  const now = await row('Thời gian dự bị').innerText();
  ok(now.includes('6 tháng') && now.includes('Điều lệ mẫu'), now);
  await page.getByRole('button', { name: /^Thời gian dự bị kể từ lễ kết nạp/ }).click();
  equal(await page.getByRole('dialog').getByRole('listitem').count(), 2, 'both values in the history');
  await clean('the history of a rule');
});

await test('a rule is confirmed, and somebody else’s change in between is settled', async () => {
  await open();
  ok((await row('Nhiệm kỳ đại hội').innerText()).includes('Chưa xác nhận'), 'not confirmed at first');
  await page.getByRole('button', { name: 'Sửa căn cứ Nhiệm kỳ đại hội của tổ chức cơ sở đảng' }).click();
  const dialog = page.getByRole('dialog').first();
  await dialog.getByLabel('Đã xác nhận').selectOption({ label: 'Có' });
  await dialog.getByLabel('Căn cứ').fill('Văn bản của tôi');
  await dialog.getByText('bị chặn').waitFor();
  equal(await patch('congress_years_base', { citation: 'Văn bản của người khác' }), 200, 'the other one saves first');
  await dialog.getByRole('button', { name: 'Lưu căn cứ' }).click();
  const conflict = page.getByRole('dialog').last();
  await conflict.getByText('Văn bản của người khác').waitFor();
  await clean('a conflict');
  await conflict.getByRole('button', { name: 'Lưu', exact: false }).first().click();
  await page.getByText('Đã lưu căn cứ.').waitFor();
  await drawn(page);
  const text = await row('Nhiệm kỳ đại hội').innerText();
  ok(text.includes('Văn bản của tôi') && text.includes('Đã xác nhận'), text);
});

await test('on a telephone each rule is a card', async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open();
  equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, 'nothing runs out of the page');
  await clean('rules on a telephone');
});

await browser.close();
await server.stop();
finish();
