/* From the listing to full membership: a cell's secretary and an office lead one dossier through the browser, acts counted. */
import { startServer, launch, newPage, addAccount, enterFirst, drawn, axe, api, test, finish, equal, ok, chibo } from './lib.mjs';

const server = await startServer((data) => chibo('demo', '--data', data, '--members', '300'));
const root = chibo('export', '--data', server.data, 'organizations', '-').split('\n')[1].split(',')[0];
const token = server.token('office', root);
const call = async (method, path, body, headers) => {
  const answer = await api(server, token, method, path, body, headers);
  ok(answer.status < 300, `${method} ${path}: ${answer.status} ${JSON.stringify(answer.json)}`);
  return answer.json;
};
const cells = (await call('GET', '/cells?limit=200&fields=id,code,name,kind,official')).items;
const taken = new Set((await call('GET', '/candidates?limit=500&fields=id,cell_id')).items.map((c) => c.cell_id));
const cell = cells.find((c) => c.official >= 5 && c.kind === 'cell' && !taken.has(c.id));
const members = (await call('GET', `/members?org=${cell.id}&status=official&limit=3&fields=id,full_name`)).items;

addAccount(server, 'quantri', 'system_admin', root); /* until then every page leads to the set-up */
const browser = await launch();
async function enter(username, role, org, size) {
  const page = await newPage(browser, server, size);
  await enterFirst(page, username, addAccount(server, username, role, org));
  return page;
}
const secretary = await enter('bithu', 'secretary', cell.code);
const office = await enter('vanphong', 'office', root);

/* Acts of a person: a touch, a key, a field filled. */
let acts = 0;
const act = async (work) => { acts += 1; await work; };
const dialog = (page) => page.getByRole('dialog');
const paper = (page, name, day, nth = 0) => act(dialog(page).getByRole('group', { name }).nth(nth).getByLabel('Ngày').fill(day));
const fill = (page, label, value) => act(dialog(page).getByLabel(label, { exact: false }).first().fill(value));

/* One step through its dialog: opened, filled, recorded; gives the acts it took. */
async function step(page, name, entries) {
  acts = 0;
  await act(page.getByRole('button', { name: `Ghi: ${name}…` }).click());
  await dialog(page).waitFor();
  for (const entry of entries) await entry();
  await act(dialog(page).getByRole('button', { name: `Ghi: ${name}` }).click());
  await page.getByText(`Đã ghi “${name}”`).waitFor();
  await drawn(page);
  ok(acts <= 8, `${name}: ${acts} acts`);
  return acts;
}
let dossier = '';

await test('a secretary lists somebody of the own cell in the browser', async () => {
  await secretary.goto(`/organizations/${cell.id}/candidates`);
  await drawn(secretary);
  await secretary.getByText('Chưa có hồ sơ kết nạp nào ở đây.').waitFor();
  equal((await axe(secretary)).join('\n'), '', 'axe on the empty board');
  await secretary.getByRole('link', { name: 'Đưa vào danh sách nguồn' }).click();
  await drawn(secretary);
  await secretary.getByLabel('Họ và tên').fill('Xa Thị Mẫu');
  await secretary.getByLabel('Ngày sinh').fill('04/03/2000');
  await secretary.getByLabel('Ngày vào danh sách nguồn').fill('05/01/2024');
  await secretary.getByLabel('Giáo dục phổ thông').selectOption('upper_secondary');
  const helper = secretary.getByLabel('Đảng viên giúp đỡ thứ nhất');
  await helper.fill(members[0].full_name);
  await secretary.getByRole('listbox').getByRole('option').first().click();
  equal((await axe(secretary)).join('\n'), '', 'axe on the form');
  await secretary.getByRole('button', { name: 'Đưa vào danh sách' }).click();
  await secretary.getByRole('heading', { level: 1, name: 'Xa Thị Mẫu' }).waitFor();
  dossier = new URL(secretary.url()).pathname;
  await secretary.getByText('Bước tiếp theo: Quần chúng ưu tú.').waitFor();
});

await test('the dialog shows rule and condition first, and each step takes no more acts than the office\'s month allows', async () => {
  const day = (text) => () => fill(secretary, 'Ngày', text);
  await step(secretary, 'Quần chúng ưu tú', [day('10/01/2024')]);
  await step(secretary, 'Lớp nhận thức về Đảng', [day('05/03/2024'), () => paper(secretary, 'Giấy chứng nhận lớp nhận thức về Đảng', '01/03/2024')]);
  await step(secretary, 'Đơn xin vào Đảng', [day('08/04/2024'), () => paper(secretary, 'Đơn xin vào Đảng', '01/04/2024'), () => paper(secretary, 'Lý lịch của người xin vào Đảng', '02/04/2024')]);
  await secretary.getByText('“Thẩm tra lý lịch” do văn phòng cấp ủy ghi.').waitFor();
  await office.goto(dossier);
  await drawn(office);
  await step(office, 'Thẩm tra lý lịch', [() => fill(office, 'Ngày', '06/05/2024')]);
  await secretary.reload();
  await drawn(secretary);
  await step(secretary, 'Lấy ý kiến', [day('07/05/2024')]);
});

await test('a vote without introducers is told before it is sent, and a short one leaves the dossier where it is', async () => {
  await secretary.getByRole('button', { name: 'Ghi: Chi bộ biểu quyết…' }).click();
  await dialog(secretary).getByText('Điều lệ Đảng, Điều 4').first().waitFor();
  equal((await axe(secretary)).join('\n'), '', 'axe on the dialog');
  await dialog(secretary).getByLabel('Tán thành', { exact: false }).first().fill('1');
  await dialog(secretary).getByText('không đủ tỷ lệ', { exact: false }).waitFor();
  await dialog(secretary).getByRole('button', { name: 'Thôi' }).click();
  /* who introduces is entered in the dossier's own section */
  const { json } = await api(server, token, 'GET', `${dossier}`);
  await call('PATCH', dossier, { introducer_id: members[1].id, introducer_since: '2020-01-01', introducer2_id: members[2].id, introducer2_since: '2020-01-01', reason: 'bổ sung' }, { 'If-Match': `"${json.version}"` });
  await secretary.reload();
  await drawn(secretary);
  await step(secretary, 'Chi bộ biểu quyết', [
    () => fill(secretary, 'Ngày', '03/06/2024'), () => fill(secretary, 'Tán thành', String(cell.official)),
    () => paper(secretary, 'Giấy giới thiệu của đảng viên', '20/05/2024', 0), () => paper(secretary, 'Giấy giới thiệu của đảng viên', '20/05/2024', 1)]);
  await secretary.getByRole('cell', { name: `${cell.official} / ${cell.official}` }).waitFor();
});

await test('the office decides, the ceremony makes the probationer, the last step is taken back with a reason', async () => {
  await office.goto(dossier);
  await drawn(office);
  await step(office, 'Đảng ủy cơ sở biểu quyết', [() => fill(office, 'Ngày', '01/07/2024'), () => fill(office, 'Số được biểu quyết', '9'), () => fill(office, 'Tán thành', '8')]);
  await step(office, 'Quyết định kết nạp', [() => fill(office, 'Ngày', '15/07/2024'), () => fill(office, 'Số văn bản', '12-QĐ/HU'), () => fill(office, 'Chi bộ nhận quyết định ngày', '18/07/2024')]);
  await step(office, 'Lễ kết nạp', [() => fill(office, 'Ngày', '01/08/2024'), () => fill(office, 'Nơi tổ chức', 'Nhà văn hóa')]);
  await office.getByText('Quá hạn').first().waitFor();
  await office.getByText('Việc khác').click();
  await office.getByRole('button', { name: 'Hoàn tác bước sau cùng…' }).click();
  await dialog(office).getByRole('button', { name: 'Hoàn tác bước này' }).click();
  await dialog(office).getByText('cần lý do hoàn tác').first().waitFor();
  await dialog(office).getByLabel('Lý do').fill('ghi nhầm ngày');
  await dialog(office).getByRole('button', { name: 'Hoàn tác bước này' }).click();
  await office.getByText('Đã hoàn tác: ghi nhầm ngày').waitFor();
  await step(office, 'Lễ kết nạp', [() => fill(office, 'Ngày', '02/08/2024')]);
});

await test('the recognition makes an official member since the end of the probation, and the dossier is closed', async () => {
  await secretary.goto(dossier);
  await drawn(secretary);
  const review = ['Giấy chứng nhận lớp đảng viên mới', 'Bản tự kiểm điểm của đảng viên dự bị', 'Nhận xét của người giúp đỡ', 'Tổng hợp ý kiến về đảng viên dự bị'];
  await step(secretary, 'Xét công nhận chính thức', [() => fill(secretary, 'Ngày', '04/08/2025'), ...review.map((name) => () => paper(secretary, name, '01/08/2025'))]);
  await step(secretary, 'Chi bộ biểu quyết công nhận', [() => fill(secretary, 'Ngày', '08/08/2025'), () => fill(secretary, 'Tán thành', String(cell.official))]);
  await office.goto(dossier);
  await drawn(office);
  await step(office, 'Đảng ủy biểu quyết công nhận', [() => fill(office, 'Ngày', '20/08/2025'), () => fill(office, 'Số được biểu quyết', '9'), () => fill(office, 'Tán thành', '9')]);
  await step(office, 'Quyết định công nhận', [() => fill(office, 'Ngày', '01/09/2025'), () => fill(office, 'Số văn bản', '45-QĐ/HU')]);
  await office.getByRole('link', { name: 'Mở hồ sơ đảng viên' }).click();
  await office.waitForURL(/\/members\/\d+$/);
  await drawn(office);
  await office.getByText('Chính thức', { exact: true }).first().waitFor();
  const member = await call('GET', `/members/${new URL(office.url()).pathname.split('/').pop()}`);
  equal(member.official_on, '2025-08-02', 'official since the end of the probation');
});

await test('a dossier is moved, ended and opened again; the board and the list show where it is', async () => {
  const body = { full_name: 'Đinh Văn Thử', cell_id: cell.id, listed_on: '2026-01-05' };
  const made = await call('POST', '/candidates', body);
  await office.goto(`/candidates/${made.id}`);
  await drawn(office);
  await office.getByText('Việc khác').click();
  await office.getByRole('button', { name: 'Kết thúc hồ sơ…' }).click();
  await dialog(office).getByLabel('Kết thúc').selectOption('withdrawn');
  await dialog(office).getByLabel('Lý do').fill('đi làm xa');
  await dialog(office).getByRole('button', { name: 'Kết thúc hồ sơ' }).click();
  await office.getByText('Hồ sơ đã kết thúc: Xin thôi').waitFor();
  await office.getByText('Việc khác').click();
  await office.getByRole('button', { name: 'Mở lại hồ sơ…' }).click();
  await dialog(office).getByLabel('Lý do').fill('về lại');
  await dialog(office).getByRole('button', { name: 'Mở lại' }).click();
  await office.getByText('Bước tiếp theo: Quần chúng ưu tú.').waitFor();
  const other = cells.find((c) => c.id !== cell.id);
  await office.getByText('Việc khác').click();
  await office.getByRole('button', { name: 'Chuyển hồ sơ đến nơi khác…' }).click();
  await dialog(office).getByLabel('Chuyển đến chi bộ').fill(other.code);
  await dialog(office).getByRole('listbox').getByRole('option').first().click();
  await dialog(office).getByLabel('Lý do').fill('chuyển công tác');
  await dialog(office).getByRole('button', { name: 'Chuyển hồ sơ' }).click();
  await office.getByText('Đã chuyển hồ sơ.').waitFor();
  await office.goto(`/organizations/${other.id}/candidates`);
  await drawn(office);
  await office.getByRole('link', { name: 'Đinh Văn Thử' }).waitFor();
  equal((await axe(office)).join('\n'), '', 'axe on the board');
  await office.getByLabel('Danh sách', { exact: true }).check();
  await office.getByRole('row').filter({ hasText: 'Đinh Văn Thử' }).waitFor();
  equal((await axe(office)).join('\n'), '', 'axe on the list');
});

await browser.close();
await server.stop();
finish();
