/* A discipline case through the browser: opened, led step by step to its decision, appealed; seen by whom it is meant for, and by nobody else. */
import { startServer, launch, newPage, addAccount, enterFirst, drawn, axe, api, test, finish, equal, ok, chibo, shot, dayFromNow } from './lib.mjs';

const server = await startServer((data) => chibo('demo', '--data', data, '--members', '300'));
const root = chibo('export', '--data', server.data, 'organizations', '-').split('\n')[1].split(',')[0];
const token = server.token('office', root);
const call = async (path) => (await api(server, token, 'GET', path)).json;
const cells = (await call('/cells?limit=200&fields=id,code,name,kind,official')).items;
const cell = cells.find((c) => c.official >= 5 && c.kind === 'cell');
const [first, second] = (await call(`/members?org=${cell.id}&status=official&limit=3&fields=id,full_name`)).items;

addAccount(server, 'quantri', 'system_admin', root); /* until then every page leads to the set-up */
const browser = await launch();
async function enter(username, role, org, size) {
  const page = await newPage(browser, server, size);
  await enterFirst(page, username, addAccount(server, username, role, org));
  return page;
}
const inspector = await enter('kiemtra', 'inspector', root);
const office = await enter('vanphong', 'office', root);
const secretary = await enter('bithu', 'secretary', cell.code);
const phone = await enter('kiemtra2', 'inspector', root, { width: 390, height: 844 });

const ago = (days) => dayFromNow(-days).shown;
const dialog = (page) => page.getByRole('dialog');
/* pictures to look at, when somebody asks for them */

async function step(page, name, day, fill = async () => {}) {
  await page.getByRole('button', { name, exact: true }).click();
  const d = dialog(page);
  await d.getByLabel('Ngày (bắt buộc)').fill(ago(day));
  await fill(d);
  await d.getByRole('button', { name: `Ghi bước: ${name}` }).click();
  await page.getByText(`Đã ghi “${name}”`).first().waitFor();
  await d.waitFor({ state: 'detached' });
  await drawn(page);
}
let file = '';

await test('an inspector opens a case about a member, saying once why files are read', async () => {
  const page = inspector;
  await page.goto(`/organizations/${cell.id}/discipline`);
  await drawn(page);
  await page.getByText('Không có hồ sơ nào đang xem xét.').waitFor();
  equal((await axe(page)).join('\n'), '', 'axe on the empty board');
  await page.getByRole('link', { name: 'Tiếp nhận vụ việc' }).click();
  await drawn(page);
  await page.getByRole('button', { name: 'Lập hồ sơ' }).click();
  await page.getByText('mục cần sửa').first().waitFor();
  await page.getByRole('combobox', { name: 'Đảng viên' }).fill(first.full_name);
  await page.getByRole('listbox').getByRole('option').filter({ hasText: first.full_name }).first().click();
  await page.getByLabel('Tên vụ việc').fill('Vi phạm về quản lý quỹ chi bộ');
  await page.getByLabel('Nguồn (bắt buộc)').selectOption('inspection');
  await page.getByLabel('Ngày tiếp nhận').fill(ago(60));
  await page.getByLabel('Cấp có thẩm quyền quyết định').selectOption('inspection_committee');
  await page.getByLabel('Nội dung vụ việc').fill('Chi không có chứng từ.');
  equal((await axe(page)).join('\n'), '', 'axe on the form');
  await shot(page, 'new');
  await page.getByRole('button', { name: 'Lập hồ sơ' }).click();
  await page.getByRole('heading', { name: 'Mục đích xem hồ sơ' }).waitFor();
  equal((await axe(page)).join('\n'), '', 'axe on the question');
  await page.getByRole('button', { name: 'Thụ lý, giải quyết vụ việc' }).click();
  await drawn(page);
  await page.getByRole('heading', { name: 'Vi phạm về quản lý quỹ chi bộ' }).waitFor();
  file = new URL(page.url()).pathname;
  equal((await axe(page)).join('\n'), '', 'axe on the case');
  await shot(page, 'case-new');
});

await test('each step is judged while it is typed, and leads to the next', async () => {
  const page = inspector;
  await step(page, 'Kiểm tra, xác minh', 58);
  await step(page, 'Kết luận', 50, async (d) => {
    await d.getByLabel('Phải kỷ luật').selectOption('true');
    await d.getByLabel('Hình thức').selectOption('removal_from_office');
    await d.getByText('không giữ chức vụ nào nên không thể cách chức').waitFor();
    await shot(page, 'step-refused');
    await d.getByLabel('Hình thức').selectOption('warning');
    await d.getByLabel('Ngày vi phạm sau cùng').fill(ago(400));
    await d.getByLabel('Nhóm nội dung').selectOption('finance');
  });
  await step(page, 'Kiểm điểm', 48);
  await step(page, 'Chi bộ biểu quyết', 46, async (d) => {
    await d.getByLabel('Tán thành', { exact: false }).first().fill('1');
    await d.getByText('Chưa đủ tỷ lệ: ghi là không được thông qua').waitFor();
    await d.getByLabel('Tán thành', { exact: false }).first().fill('5');
  });
  await step(page, 'Đề nghị cấp trên', 45, async (d) => { await d.getByLabel('Cấp quyết định').selectOption('inspection_committee'); });
  await step(page, 'Quyết định', 40, async (d) => {
    await d.getByLabel('Số văn bản').fill('12-QĐ/UBKT');
    await d.getByLabel('Nội dung vi phạm ghi trong quyết định').fill('Vi phạm quy định về tài chính');
    await shot(page, 'step-decision');
  });
  await page.getByText('Công bố quyết định').first().waitFor();
  await page.getByText('quá 25 ngày').waitFor();
  equal((await axe(page)).join('\n'), '', 'axe on the decided case');
  await shot(page, 'case-decided');
});

await test('a decision that waits is on the board, in what is due, and nowhere for the office or the secretary', async () => {
  await inspector.goto(`/organizations/${cell.id}/discipline`);
  await drawn(inspector);
  await inspector.getByRole('region', { name: 'Các hồ sơ theo tình trạng' }).getByRole('link', { name: first.full_name }).waitFor();
  equal((await axe(inspector)).join('\n'), '', 'axe on the board');
  await shot(inspector, 'board');
  await inspector.goto('/');
  await drawn(inspector);
  await inspector.getByRole('link', { name: `Công bố quyết định kỷ luật: ${first.full_name}`, exact: true }).waitFor();
  await shot(inspector, 'tasks');
  for (const page of [office, secretary]) {
    await page.goto(`/organizations/${cell.id}/discipline`); // eslint-disable-line no-await-in-loop
    await drawn(page); // eslint-disable-line no-await-in-loop
    equal(await page.getByText(first.full_name).count(), 0, 'the name');
    await page.goto(file); // eslint-disable-line no-await-in-loop
    const why = page.getByRole('button', { name: 'Thụ lý, giải quyết vụ việc' });
    await why.click(); // eslint-disable-line no-await-in-loop
    await page.getByRole('heading', { name: 'Không tìm thấy' }).waitFor(); // eslint-disable-line no-await-in-loop
    page.faults.length = 0; /* the browser's own word about the 404 */
  }
});

await test('announced, the decision is in force and the office sees it; an appeal runs beside it', async () => {
  await inspector.goto(file);
  await drawn(inspector);
  await step(inspector, 'Công bố', 30);
  await office.goto(`/organizations/${cell.id}/discipline`);
  await drawn(office);
  await office.getByRole('row').filter({ hasText: first.full_name }).getByText('Cảnh cáo').waitFor();
  equal(await office.getByText('Vi phạm về quản lý quỹ chi bộ').count(), 0, 'the title of the file');
  await inspector.goto(file);
  await drawn(inspector);
  await step(inspector, 'Khiếu nại', 5);
  await inspector.getByText('Giải quyết khiếu nại').first().waitFor();
  await step(inspector, 'Giải quyết khiếu nại', 1, async (d) => {
    await d.getByLabel('Kết quả giải quyết').selectOption('reduced');
    await d.getByLabel('Hình thức').selectOption('reprimand');
    await d.getByLabel('Số văn bản').fill('20-QĐ/UBKT');
  });
  await shot(inspector, 'case-in-force');
  await office.reload();
  await drawn(office);
  await office.getByRole('row').filter({ hasText: first.full_name }).getByText('Khiển trách').waitFor();
});

await test('the newest step is taken back with a reason, and stays to be seen', async () => {
  await inspector.getByText('Việc khác').click();
  await inspector.getByRole('button', { name: 'Hoàn tác bước sau cùng' }).click();
  await dialog(inspector).getByLabel('Lý do').fill('Ghi nhầm kết quả');
  await dialog(inspector).getByRole('button', { name: 'Hoàn tác' }).click();
  await inspector.getByText('Ghi nhầm kết quả').waitFor();
  await drawn(inspector);
  await inspector.getByText('Đang khiếu nại').first().waitFor();
});

await test('another subject joins the affair, and a user is named as a reader', async () => {
  const page = inspector;
  await page.getByText('Việc khác').click();
  await page.getByRole('link', { name: 'Thêm đối tượng vào vụ việc' }).click();
  await drawn(page);
  await page.getByRole('combobox', { name: 'Đảng viên' }).fill(second.full_name);
  await page.getByRole('listbox').getByRole('option').filter({ hasText: second.full_name }).first().click();
  await page.getByRole('button', { name: 'Lập hồ sơ' }).click();
  await page.getByRole('heading', { name: 'Đối tượng của vụ việc' }).waitFor();
  await drawn(page);
  await page.getByRole('table').filter({ hasText: 'Đối tượng của vụ việc' }).getByRole('link', { name: first.full_name, exact: true }).waitFor();
  const joint = new URL(page.url()).pathname;
  await page.getByRole('button', { name: 'Cho một người đọc' }).click();
  await dialog(page).getByLabel('Tên đăng nhập').fill('vanphong');
  await dialog(page).getByLabel('Để làm gì').fill('Tham mưu xử lý');
  await dialog(page).getByRole('button', { name: 'Cho một người đọc' }).click();
  await page.getByText('Tham mưu xử lý').waitFor();
  equal((await axe(page)).join('\n'), '', 'axe on the affair');
  await office.goto(joint);
  await drawn(office);
  await office.getByText('Hồ sơ mật').waitFor();
  equal(await office.getByRole('button', { name: 'Kiểm tra, xác minh' }).count(), 0, 'acts for a reader');
  equal(office.faults, [], 'the reader');
});

await test('the secretary keeps a case that the cell decides', async () => {
  const page = secretary;
  await page.goto(`/organizations/${cell.id}/discipline/new?member=${second.id}`);
  await drawn(page);
  equal(await page.getByLabel('Cấp có thẩm quyền quyết định').count(), 0, 'the authority is the cell');
  await page.getByLabel('Tên vụ việc').fill('Bỏ sinh hoạt không lý do');
  await page.getByLabel('Nguồn (bắt buộc)').selectOption('self_reported');
  await page.getByRole('button', { name: 'Lập hồ sơ' }).click();
  await page.getByRole('heading', { name: 'Bỏ sinh hoạt không lý do' }).waitFor();
  await drawn(page);
  await step(page, 'Kiểm tra, xác minh', 0);
  equal((await axe(page)).join('\n'), '', 'axe on the case of a cell');
  equal(page.faults, [], 'the secretary');
});

await test('on a phone the case reads from top to bottom', async () => {
  await phone.goto(file);
  await phone.getByRole('button', { name: 'Thụ lý, giải quyết vụ việc' }).click();
  await drawn(phone);
  ok(await phone.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), 'no sideways scrolling');
  equal((await axe(phone)).join('\n'), '', 'axe on the phone');
  await shot(phone, 'phone-case');
  await phone.goto(`/organizations/${cell.id}/discipline`);
  await drawn(phone);
  await shot(phone, 'phone-board');
  equal(phone.faults, [], 'the phone');
});

equal(inspector.faults, [], 'the inspector');
await browser.close();
await server.stop();
finish();
