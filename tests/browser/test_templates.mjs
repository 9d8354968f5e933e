/* Word papers: filled for a member, for chosen rows and for an organisation; templates replaced and brought back. */
import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';
import { zip } from './workbook.mjs';
import { startServer, launch, newPage, logIn, drawn, chibo, api, axe, test, equal, ok, finish } from './lib.mjs';

const server = await startServer((data) => chibo('demo', '--data', data, '--members', '300'));
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
const token = server.token('office', rootCode);
const see = async (path) => (await api(server, token, 'GET', path)).json;
const clean = async (what) => { equal(await axe(page), [], what); equal(page.faults, [], what); };
const cell = (await see('/cells?limit=1')).items[0];
const members = (await see(`/members?org=${cell.id}&limit=200&fields=id,full_name`)).items;

/* Names and contents of a zip, from its directory. */
function unzip(bytes) {
  const files = {};
  let at = bytes.readUInt32LE(bytes.lastIndexOf('PK\x05\x06', undefined, 'latin1') + 16);
  while (bytes.readUInt32LE(at) === 0x02014b50) {
    const [method, size, nameSize, extra, comment, local] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30), bytes.readUInt16LE(at + 32), bytes.readUInt32LE(at + 42)];
    const name = bytes.toString('utf8', at + 46, at + 46 + nameSize);
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const packed = bytes.subarray(from, from + size);
    files[name] = method === 8 ? inflateRawSync(packed) : packed;
    at += 46 + nameSize + extra + comment;
  }
  return files;
}
const textOf = (bytes) => unzip(bytes)['word/document.xml'].toString('utf8').replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

/* Presses what makes the file and gives name and bytes of the download. */
async function taken(press) {
  const [download] = await Promise.all([page.waitForEvent('download'), press()]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

await test('a member gets a certificate with what the register says and what was typed', async () => {
  await page.goto(`/members/${members[0].id}`);
  await drawn(page);
  await page.getByRole('button', { name: 'Lập văn bản…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Mẫu văn bản').selectOption({ label: 'Giấy xác nhận đảng viên' });
  await dialog.getByLabel('Địa danh').fill('Suối Mơ');
  await dialog.getByLabel('Mục đích').fill('bổ sung hồ sơ');
  await dialog.getByLabel('Ngày văn bản').fill('5/11/2026');
  await clean('the dialog of a paper');
  const file = await taken(() => dialog.getByRole('button', { name: 'Tạo tệp Word' }).click());
  ok(/^giay-xac-nhan-dang-vien-.*\.docx$/.test(file.name), file.name);
  const text = textOf(file.bytes);
  for (const word of [members[0].full_name, 'Suối Mơ, ngày 05 tháng 11 năm 2026', 'bổ sung hồ sơ', 'ĐẢNG CỘNG SẢN VIỆT NAM']) ok(text.includes(word), `${word}: ${text}`);
  await page.getByText('Đã tạo văn bản.').waitFor();
  await page.getByRole('button', { name: 'Lập văn bản…' }).click();
  equal(await page.getByRole('dialog').getByLabel('Địa danh').inputValue(), 'Suối Mơ', 'the place is remembered');
  await page.getByRole('dialog').getByLabel('Ngày văn bản').fill('31/2/2026');
  await page.getByRole('dialog').getByRole('button', { name: 'Tạo tệp Word' }).click();
  await page.getByText('Ngày văn bản', { exact: true }).first().waitFor();
  ok(await page.locator('.invalid').count() === 1, 'a bad day is told at its field');
  await page.keyboard.press('Escape');
});

await test('chosen rows become a list, or a file each, all that match too', async () => {
  await page.goto(`/organizations/${cell.id}/members`);
  await drawn(page);
  await page.getByRole('checkbox', { name: 'Chọn các dòng đang hiện' }).check();
  await page.getByRole('button', { name: /^Lập văn bản cho/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Mẫu văn bản').selectOption({ label: 'Danh sách đảng viên' });
  ok(await dialog.getByText('Mỗi người một tệp').count() === 0, 'a list is one file');
  const list = textOf((await taken(() => dialog.getByRole('button', { name: 'Tạo tệp Word' }).click())).bytes);
  ok(list.includes(`Danh sách có ${members.length} người.`), list);
  for (const m of members) ok(list.includes(m.full_name), m.full_name);
  await page.getByRole('button', { name: /^Lập văn bản cho/ }).click();
  await dialog.getByLabel('Mỗi người một tệp').check();
  const zip = await taken(() => dialog.getByRole('button', { name: 'Tạo tệp Word' }).click());
  equal(Object.keys(unzip(zip.bytes)).length, members.length, zip.name);
  const all = (await see('/members?limit=1&count=exact&fields=id')).total;
  await page.goto(`${root}/members`);
  await drawn(page);
  await page.getByRole('checkbox', { name: 'Chọn các dòng đang hiện' }).check();
  await page.getByRole('button', { name: `Chọn cả ${all}` }).click();
  await page.getByText(`Đã chọn ${all}`).waitFor();
  await page.getByRole('button', { name: /^Lập văn bản cho/ }).click();
  await dialog.getByLabel('Mẫu văn bản').selectOption({ label: 'Danh sách đảng viên' });
  ok(textOf((await taken(() => dialog.getByRole('button', { name: 'Tạo tệp Word' }).click())).bytes).includes(`Danh sách có ${all} người.`), 'everybody');
});

await test('an organisation writes a letter', async () => {
  await page.goto(`/organizations/${cell.id}`);
  await drawn(page);
  await page.getByRole('button', { name: 'Lập văn bản…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Kính gửi').fill('Đảng ủy cấp trên');
  await dialog.getByLabel('Trích yếu').fill('đề nghị cấp thẻ');
  await dialog.getByLabel('Nội dung').fill('Chi bộ đề nghị.\nTrân trọng.');
  const text = textOf((await taken(() => dialog.getByRole('button', { name: 'Tạo tệp Word' }).click())).bytes);
  for (const word of ['V/v đề nghị cấp thẻ', 'Kính gửi: Đảng ủy cấp trên', cell.name, 'T/M CHI BỘ']) ok(text.includes(word), `${word}: ${text}`);
});

await test('a template is replaced, refused with the reason, brought back; a field is copied', async () => {
  await page.goto(`${root}`);
  await drawn(page);
  await page.locator('.user > summary').click();
  await page.getByRole('link', { name: 'Văn bản' }).click();
  await page.waitForURL(/templates/);
  await drawn(page);
  await clean('the page of templates');
  const row = page.getByRole('row', { name: /Công văn/ });
  const original = await taken(() => row.getByRole('link', { name: 'Tải tệp' }).click());
  const upload = async (bytes) => {
    await row.getByRole('button', { name: 'Thay tệp' }).click();
    await page.getByLabel('Tệp Word (.docx)').setInputFiles({ name: 'cong-van-moi.docx', mimeType: 'application/octet-stream', buffer: bytes });
    await page.getByRole('dialog').getByRole('button', { name: 'Thay tệp' }).click();
  };
  await upload(Buffer.from('không phải Word'));
  await page.getByRole('dialog').getByText(/không phải tệp/).waitFor();
  await clean('a refused template');
  await page.keyboard.press('Escape');
  await upload(original.bytes);
  await page.getByText('Đã thay tệp mẫu.').waitFor();
  await row.getByText('Có sẵn, đã thay tệp').waitFor();
  await row.getByRole('button', { name: 'Lịch sử' }).click();
  await page.getByRole('dialog').getByText('cong-van-moi.docx').waitFor();
  await clean('the history of a template');
  await page.getByRole('dialog').getByRole('button', { name: 'Dùng lại' }).click();
  await page.getByText('Đã dùng lại tệp này.').waitFor();
  await row.getByText('Mẫu có sẵn').waitFor();
  await upload(original.bytes);
  await row.getByRole('button', { name: 'Trở về mẫu có sẵn' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Trở về mẫu có sẵn' }).click();
  await row.getByText('Mẫu có sẵn', { exact: true }).waitFor();
  equal((await see(`/templates/${(await see('/templates')).items.find((x) => x.code === 'cong-van').id}/history`)).items.length, 5, 'nothing is lost');
  await page.getByRole('button', { name: '{{Địa danh}}', exact: true }).click();
  await page.getByText('Đã chép {{Địa danh}}.').waitFor();
});

await test('an own template is added, renamed, used and removed', async () => {
  const certificate = (await see('/templates')).items.find((x) => x.subject === 'member');
  const bytes = Buffer.from(await (await fetch(`${server.base}/api/v1/templates/${certificate.id}/file`, { headers: { Authorization: `Bearer ${token}` } })).arrayBuffer());
  await page.goto('/templates');
  await drawn(page);
  await page.getByRole('button', { name: 'Thêm mẫu' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Tên mẫu').fill('Giấy riêng của cơ quan');
  await dialog.getByRole('button', { name: 'Thêm mẫu' }).click();
  await dialog.getByText('Hãy chọn tệp.').waitFor();
  await dialog.getByLabel('Tệp Word (.docx)').setInputFiles({ name: 'rieng.docx', mimeType: 'application/octet-stream', buffer: bytes });
  await dialog.getByRole('button', { name: 'Thêm mẫu' }).click();
  await page.getByText('Đã thêm mẫu.').waitFor();
  await page.getByRole('row', { name: /Giấy riêng/ }).getByRole('button', { name: 'Đổi tên' }).click();
  await dialog.getByLabel('Tên mẫu').fill('Giấy của chi bộ');
  await dialog.getByRole('button', { name: 'Lưu' }).click();
  await page.getByText('Đã đổi tên mẫu.').waitFor();
  await page.goto(`/members/${members[0].id}`);
  await drawn(page);
  await page.getByRole('button', { name: 'Lập văn bản…' }).click();
  await dialog.getByLabel('Mẫu văn bản').selectOption({ label: 'Giấy của chi bộ' });
  const file = await taken(() => dialog.getByRole('button', { name: 'Tạo tệp Word' }).click());
  ok(file.name.startsWith('giay-rieng-cua-co-quan-'), file.name);
  await page.goto('/templates');
  await drawn(page);
  await page.getByRole('row', { name: /Giấy của chi bộ/ }).getByRole('button', { name: 'Bỏ mẫu' }).click();
  await dialog.getByRole('button', { name: 'Bỏ mẫu' }).click();
  await page.getByText('Đã bỏ mẫu.').waitFor();
  equal((await see('/templates')).items.length, 6, 'only the shipped ones are left');
  equal(page.faults, [], 'no fault');
});

await test('an unknown field is told with the one that was meant; a sensitive one says that the reading is recorded', async () => {
  const docx = (text) => zip([['[Content_Types].xml', '<Types/>'], ['word/document.xml', `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:body></w:document>`]]);
  const file = (text) => ({ name: 'dan-toc.docx', mimeType: 'application/octet-stream', buffer: docx(text) });
  await page.goto('/templates');
  await drawn(page);
  await page.getByRole('button', { name: 'Thêm mẫu' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Tên mẫu').fill('Phiếu dân tộc');
  await dialog.getByLabel('Tệp Word (.docx)').setInputFiles(file('{{Họ tên}}'));
  await dialog.getByRole('button', { name: 'Thêm mẫu' }).click();
  await dialog.getByText('không có trường {{Họ tên}}; có phải là {{Họ và tên}}?').waitFor();
  await dialog.getByLabel('Tệp Word (.docx)').setInputFiles(file('{{Họ và tên}}: {{Dân tộc}}'));
  await dialog.getByRole('button', { name: 'Thêm mẫu' }).click();
  await page.getByText('Đã thêm mẫu.').waitFor();
  await page.goto(`/members/${members[0].id}`);
  await drawn(page);
  await page.getByRole('button', { name: 'Lập văn bản…' }).click();
  await dialog.getByLabel('Mẫu văn bản').selectOption({ label: 'Giấy xác nhận đảng viên' });
  ok(await dialog.getByText('thông tin nhạy cảm').count() === 0, 'nothing sensitive in it');
  await dialog.getByLabel('Mẫu văn bản').selectOption({ label: 'Phiếu dân tộc' });
  await dialog.getByText('thông tin nhạy cảm').waitFor();
  await clean('the dialog of a sensitive paper');
  const text = textOf((await taken(() => dialog.getByRole('button', { name: 'Tạo tệp Word' }).click())).bytes);
  ok(/: \S+/.test(text), text);
  equal((await see(`/members/${members[0].id}/access-log`)).items.length, 1, 'the reading is recorded');
});

await browser.close();
await server.stop();
finish();
