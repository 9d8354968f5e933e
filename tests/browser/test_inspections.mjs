/* The programme of inspection and supervision in the browser: a session planned, held, concluded, and a case that comes of it. */
import { startServer, launch, newPage, addAccount, enterFirst, drawn, axe, api, test, finish, equal, ok, chibo, shot } from './lib.mjs';

const server = await startServer((data) => chibo('demo', '--data', data, '--members', '300'));
const root = chibo('export', '--data', server.data, 'organizations', '-').split('\n')[1].split(',')[0];
const call = async (path) => (await api(server, server.token('office', root), 'GET', path)).json;
const cell = (await call('/cells?limit=200&fields=id,code,name,kind,official')).items.find((c) => c.official >= 5 && c.kind === 'cell');
const [member] = (await call(`/members?org=${cell.id}&status=official&limit=1&fields=id,full_name`)).items;

addAccount(server, 'quantri', 'system_admin', root); /* until then every page leads to the set-up */
const browser = await launch();
async function enter(username, role, size) {
  const page = await newPage(browser, server, size);
  await enterFirst(page, username, addAccount(server, username, role, root));
  return page;
}
const page = await enter('kiemtra', 'inspector');
const phone = await enter('kiemtra2', 'inspector', { width: 390, height: 844 });
const office = await enter('vanphong', 'office');
const dialog = page.getByRole('dialog');
const year = new Date(Date.now() + 7 * 3600e3).getUTCFullYear() - 2; /* no session of the demo is so old */

await test('a session is planned into the programme of the year', async () => {
  await page.goto(`/organizations/1/inspections?programme=${year}`);
  await drawn(page);
  await page.getByText(`Chương trình năm ${year} chưa có cuộc nào.`).waitFor();
  equal((await axe(page)).join('\n'), '', 'axe on the empty programme');
  await page.getByRole('button', { name: 'Thêm cuộc vào chương trình' }).click();
  await dialog.getByLabel('Nội dung (bắt buộc)').fill('Kiểm tra quản lý, sử dụng đảng phí');
  await dialog.getByLabel('Hình thức').selectOption('sign_inspection');
  await dialog.getByLabel('Chủ thể').selectOption('inspection_committee');
  await dialog.getByLabel('Dự kiến từ ngày').fill(`01/01/${year}`);
  await dialog.getByLabel('Dự kiến đến ngày').fill(`28/02/${year}`);
  await dialog.getByRole('button', { name: 'Lưu' }).click();
  await page.getByRole('link', { name: 'Kiểm tra quản lý, sử dụng đảng phí' }).waitFor();
  await drawn(page);
  equal((await axe(page)).join('\n'), '', 'axe on the programme');
  await page.getByRole('link', { name: 'Kiểm tra quản lý, sử dụng đảng phí' }).click();
  await drawn(page);
});

await test('its subjects, findings and recommendations are kept, and a case comes of a finding', async () => {
  const subjects = page.locator('section.panel').filter({ has: page.getByRole('heading', { name: 'Đối tượng' }) });
  await subjects.getByRole('button', { name: 'Thêm' }).click();
  await dialog.getByRole('combobox', { name: 'Đảng viên' }).fill(member.full_name);
  await dialog.getByRole('listbox').getByRole('option').filter({ hasText: member.full_name }).first().click();
  await dialog.getByLabel('Có vi phạm').selectOption('true');
  await dialog.getByLabel('Phải xem xét kỷ luật').selectOption('true');
  await dialog.getByLabel('Kết luận về đối tượng').fill('Thu không đủ, nộp chậm.');
  await dialog.getByRole('button', { name: 'Lưu' }).click();
  await subjects.getByRole('link', { name: member.full_name }).waitFor();
  const advice = page.locator('section.panel').filter({ has: page.getByRole('heading', { name: 'Kiến nghị và việc thực hiện' }) });
  await advice.getByRole('button', { name: 'Thêm' }).click();
  await dialog.getByLabel('Kiến nghị (bắt buộc)').fill('Hoàn trả số đảng phí nộp chậm');
  await dialog.getByLabel('Hạn').fill(`01/03/${year}`);
  await dialog.getByRole('button', { name: 'Lưu' }).click();
  await advice.getByText('Hoàn trả số đảng phí nộp chậm').waitFor();
  equal((await axe(page)).join('\n'), '', 'axe on the session');
  await shot(page, 'inspection');
  await subjects.getByRole('link', { name: 'Tiếp nhận vụ việc' }).click();
  await drawn(page);
  await page.getByLabel('Tên vụ việc').fill('Vi phạm về đảng phí');
  await page.getByLabel('Nguồn (bắt buộc)').selectOption('inspection');
  await page.getByLabel('Cấp có thẩm quyền quyết định').selectOption('inspection_committee');
  await page.getByRole('button', { name: 'Lập hồ sơ' }).click();
  await page.getByRole('button', { name: 'Thụ lý, giải quyết vụ việc' }).click();
  await page.getByRole('heading', { name: 'Vi phạm về đảng phí' }).waitFor();
  await page.goto(`/organizations/1/inspections?programme=${year}`);
  await drawn(page);
  await page.getByRole('link', { name: 'Kiểm tra quản lý, sử dụng đảng phí' }).click();
  await drawn(page);
  await subjects.getByRole('link', { name: 'Xem hồ sơ' }).waitFor();
});

await test('it is concluded where it stands, and counts among the figures', async () => {
  const course = page.locator('section.panel').filter({ has: page.getByRole('heading', { name: 'Tiến hành, kết luận' }) });
  await course.getByRole('button', { name: 'Sửa' }).click();
  await course.getByLabel('Tiến hành từ ngày').fill(`10/01/${year}`);
  await course.getByLabel('Kết luận ngày').fill(`20/01/${year}`);
  await course.getByLabel('Kết luận', { exact: true }).fill('Có vi phạm, phải xem xét kỷ luật.');
  await course.getByRole('button', { name: 'Lưu' }).click();
  await page.getByText('Đã kết luận').first().waitFor();
  await page.goto(`/organizations/1/figures?from=${year}-01-01&to=${year}-12-31`);
  await drawn(page);
  await page.getByText('1 cuộc, 1 đối tượng').waitFor();
  await page.goto(`/organizations/1/inspections?programme=${year}`);
  await drawn(page);
  await shot(page, 'programme');
  equal(page.faults, [], 'the inspector');
});

await test('the register of a year is ready to be printed', async () => {
  await page.goto(`/organizations/1/inspections?programme=${year}`);
  await drawn(page);
  await page.locator('summary', { hasText: 'Xuất' }).click();
  await page.getByRole('link', { name: 'Sổ theo dõi kiểm tra, giám sát' }).click();
  await drawn(page);
  await page.getByRole('heading', { name: 'SỔ THEO DÕI KIỂM TRA, GIÁM SÁT', exact: true }).waitFor();
  await page.getByRole('row').filter({ hasText: 'Kiểm tra quản lý, sử dụng đảng phí' }).getByText('Đã kết luận').waitFor();
  equal((await axe(page)).join('\n'), '', 'axe on the register');
  await shot(page, 'inspection-book');
});

await test('what is to be followed up is among what is due', async () => {
  await page.goto('/');
  await drawn(page);
  await page.getByRole('link', { name: 'Kiến nghị sau kiểm tra, giám sát: Hoàn trả số đảng phí nộp chậm', exact: true }).waitFor();
});

await test('an office has no such tab and no such page', async () => {
  await office.goto('/organizations/1');
  await drawn(office);
  equal(await office.getByRole('link', { name: 'Kiểm tra, giám sát' }).count(), 0, 'the tab');
});

await test('on a phone the programme reads from top to bottom', async () => {
  await phone.goto(`/organizations/1/inspections?programme=${year}`);
  await drawn(phone);
  ok(await phone.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), 'no sideways scrolling');
  equal((await axe(phone)).join('\n'), '', 'axe on the phone');
  await shot(phone, 'phone-programme');
  equal(phone.faults, [], 'the phone');
});

await browser.close();
await server.stop();
finish();
