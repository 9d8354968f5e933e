/* The desk: a sheet in and taken back, one change for many and taken back, cells merged, two records made one. */
import { startServer, launch, newPage, setUp, drawn, chibo, api, axe, test, equal, ok, finish } from './lib.mjs';

const server = await startServer((data) => chibo('demo', '--data', data, '--members', '600'));
const browser = await launch();
const page = await newPage(browser, server);
const root = await setUp(page, server);
const rootCode = await page.evaluate(async (path) => (await (await fetch(`/api/v1${path}`)).json()).code, root);
const token = server.token('office', rootCode);
const see = async (path) => (await api(server, token, 'GET', path)).json;
const clean = async (what) => { equal(await axe(page), [], what); equal(page.faults, [], what); };

await test('a list goes out as a sheet, comes in changed, and the import is taken back', async () => {
  const cell = (await see('/cells?limit=1')).items[0];
  await page.goto(`/organizations/${cell.id}/members`);
  await drawn(page);
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Excel (.xlsx)' }).click()]);
  ok(download.suggestedFilename().endsWith('.xlsx'), download.suggestedFilename());
  const member = (await see(`/members?org=${cell.id}&limit=1&fields=id,full_name,record_number`)).items[0];
  const csv = `Số lý lịch,Điện thoại\n${member.record_number},0912345678\nkhông có,x\n`;
  await page.goto('/imports');
  await drawn(page);
  const upload = async (text) => {
    await page.getByLabel('Tệp Excel').setInputFiles({ name: 'sua.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
    await page.getByRole('button', { name: 'Tải lên và kiểm tra' }).click();
    await page.waitForURL(/imports\/\d+/);
    await drawn(page);
  };
  await upload(csv);
  ok(await page.getByRole('button', { name: 'Ghi vào sổ' }).isDisabled(), 'a refused row keeps the import out');
  await page.getByText('Chỉ dòng có vấn đề').click();
  await page.waitForURL(/problem=true/);
  await drawn(page);
  equal(await page.locator('tbody tr').count() >= 1, true, 'problems');
  await page.goto('/imports');
  await drawn(page);
  await upload(csv.split('\n').slice(0, 2).join('\n'));
  await clean('an import');
  await page.getByRole('button', { name: 'Ghi vào sổ' }).click();
  await page.getByRole('button', { name: /^Ghi 1 / }).click();
  await page.getByRole('button', { name: 'Hoàn tác lần nhập' }).waitFor();
  equal((await see(`/members/${member.id}`)).phone, '0912345678', 'written');
  await page.getByRole('button', { name: 'Hoàn tác lần nhập' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Hoàn tác lần nhập' }).click();
  await page.getByText('Đã hoàn tác').first().waitFor();
  ok((await see(`/members/${member.id}`)).phone !== '0912345678', 'taken back');
});

await test('one change for chosen members is shown, written and taken back', async () => {
  const cell = (await see('/cells?limit=1')).items[0];
  await page.goto(`/organizations/${cell.id}/members?level=self`);
  await drawn(page);
  await page.getByRole('checkbox', { name: 'Chọn các dòng đang hiện' }).check();
  await page.getByRole('button', { name: /^Đổi một trường/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Trường', { exact: true }).selectOption({ label: 'Đơn vị công tác' });
  await dialog.getByLabel('Đơn vị công tác', { exact: true }).fill('Trường tiểu học Mẫu');
  await dialog.getByLabel('Lý do').fill('theo danh sách của trường');
  await dialog.getByRole('button', { name: 'Xem trước' }).click();
  const write = page.getByRole('button', { name: /^Ghi thay đổi cho/ });
  await write.waitFor();
  await clean('the preview of a change');
  await write.click();
  await page.getByText(/^Đã ghi thay đổi cho/).waitFor();
  const changed = await see(`/members?org=${cell.id}&level=self&fields=id,workplace&limit=200`);
  ok(changed.items.every((m) => m.workplace === 'Trường tiểu học Mẫu'), 'everybody has it');
  await page.locator('.toast').getByRole('button', { name: 'Hoàn tác' }).click();
  await page.getByText('Đã hoàn tác.').waitFor();
  const back = await see(`/members?org=${cell.id}&level=self&fields=id,workplace&limit=200`);
  ok(back.items.every((m) => m.workplace !== 'Trường tiểu học Mẫu'), 'nobody has it any more');
});

await test('conditions are kept under a name and lead back to the same list', async () => {
  await page.goto(`${root}/members?gender=female`);
  await drawn(page);
  await page.getByText('Bộ lọc đã lưu').click();
  await page.getByRole('button', { name: 'Lưu bộ lọc này…' }).click();
  await page.getByLabel('Tên bộ lọc').fill('Đảng viên nữ');
  await page.getByRole('dialog').getByRole('button', { name: 'Lưu' }).click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page.goto(`${root}/members`);
  await drawn(page);
  await page.getByText('Bộ lọc đã lưu').click();
  await page.getByRole('link', { name: 'Đảng viên nữ' }).click();
  await page.waitForURL(/gender=female/);
  await drawn(page);
});

await test('two cells become one after a preview, and two again', async () => {
  const cells = (await see('/cells?limit=200')).items;
  const one = cells[0];
  const two = cells.find((c) => c.parent_id === one.parent_id && c.id !== one.id) || cells[1];
  await page.goto(`/organizations/${one.id}`);
  await drawn(page);
  await page.getByText('Việc khác').click();
  await page.getByRole('button', { name: 'Sáp nhập tổ chức khác vào…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Các tổ chức nhập vào').fill(two.code);
  await dialog.getByRole('option').first().click();
  await dialog.getByLabel('Từ ngày').fill('01/11/2026');
  await dialog.getByRole('button', { name: 'Xem trước' }).click();
  const write = page.getByRole('button', { name: /^Sáp nhập: / });
  await write.waitFor();
  await clean('the preview of a merger');
  await write.click();
  await page.getByText(/^Đã sáp nhập/).waitFor();
  equal((await see(`/organizations/${two.id}`)).status, 'merged', 'merged');
  await page.locator('.toast').getByRole('button', { name: 'Hoàn tác' }).click();
  await page.getByText('Đã hoàn tác.').waitFor();
  equal((await see(`/organizations/${two.id}`)).status, 'active', 'active again');
});

await test('a photograph is set from the record', async () => {
  const member = (await see('/members?limit=1&fields=id')).items[0];
  await page.goto(`/members/${member.id}`);
  await drawn(page);
  const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
  await page.locator('.photo-box input[type=file]').setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: png });
  await page.locator('img.photo').waitFor();
  await clean('a record with a photograph');
});

for (const [name, path] of [['data quality', `${root}/quality`], ['duplicates', `${root}/duplicates`], ['committee', `${root}/committee`], ['files for the national database', '/national'], ['audit by save', '/audit'], ['register on paper', '/organizations/4/book'], ['splitting', '/organizations/4/split']]) {
  await test(`${name}: drawn, accessible, without faults`, async () => {
    await page.goto(path);
    await drawn(page);
    await page.waitForLoadState('networkidle');
    await clean(name);
  });
}

await browser.close();
await server.stop();
finish();
